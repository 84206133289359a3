//! Reads news reports of armed conflict and draws up a ledger of attributed claims.

pub mod acquire;
pub mod clean;
pub mod divide;
pub mod grammar;
pub mod mention;
pub mod relate;
pub mod resolve;
pub mod stitch;
pub mod tally;
pub mod write;
