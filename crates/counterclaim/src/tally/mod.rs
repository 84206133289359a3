//! Room 9: sums, disputes, and a range of claims for each side.
//!
//! Nothing here chooses a truth. A sum shows its working, a dispute names who says what against whom, and an estimate is a range
//! of claims with every claim that it used and every one that it set aside. Surprising but meant: an enemy's figure never gives
//! the low or the best end of a range, and closes the high end in name only: it is marked as the enemy's.

pub mod book;
pub mod dispute;
pub mod estimate;
pub mod evidence;
pub mod figure;
pub mod firm;
pub mod growth;
mod later;
pub mod people;
pub mod policy;
pub mod row;
pub mod sum;
pub mod support;
pub mod terms;

pub use dispute::disputes;
pub use estimate::estimates;
pub use growth::growth;
pub use policy::Policy;
pub use sum::sums;
pub use terms::{Terms, Vague};
