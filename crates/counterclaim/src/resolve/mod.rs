//! Room 7: candidates become parties, places and days.
