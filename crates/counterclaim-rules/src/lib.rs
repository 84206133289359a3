//! The rule engine, and the rules, world tables and models that ship with the program.
//!
//! Below all rooms: a room asks here what the language and the world are like. Everything is embedded in the program; a user's own
//! rules and tables are laid over it for one run.

pub mod furniture;
pub mod number;
pub mod pattern;
pub mod time;
pub mod world;

/// The trained grammar, as bytes; read by `counterclaim::grammar`.
pub const GRAMMAR: &[u8] = include_bytes!("../../../models/en.grammar");
