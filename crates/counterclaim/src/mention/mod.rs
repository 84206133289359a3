//! Room 5: candidates: numbers, people, parties, places, days, speakers.

pub mod number;
pub mod time;
