//! The ledger on disk: one SQLite file, which any SQL tool opens and this program proves.
//!
//! `Store` is the file; `Taking` adds reports to it, each in a transaction of its own; `line_up` reckons episodes, sums, disputes and
//! estimates from all of them; `load` gives the heart's `Ledger` back, `ask` the part of it that a page shows; `verify` proves it to the bit. The file keeps every report as it was
//! received, so that a better program reads it anew; what people judged stays. The schema is in `schema/`, one file a version.
//! Surprising but meant: what the heart needs again is kept as JSON beside the plain columns (`exact`, `alone`, `together`), and the
//! plain columns are never read back. They are for people, and `verify` holds them against the rest.

mod address;
mod aside;
mod ask;
mod columns;
mod diff;
mod filed;
mod forget;
mod judge;
mod kept;
mod line_up;
mod load;
mod origins;
mod queue;
mod receipt;
mod received;
mod reckoned;
mod row;
mod seal;
mod shelf;
mod store;
mod take;
mod verify;
mod watched;

pub use ask::{Counts, FACETS, Found, Listed, Placed, Wanted};
pub use columns::{Columns, Counted};
pub use diff::{Change, diff};
pub use forget::Forgotten;
pub use queue::Queue;
pub use receipt::Receipt;
pub use received::Received;
pub use store::{Store, is_ledger, is_sqlite};
pub use take::{Summary, Taking};
pub use verify::{Fault, Proof};
pub use watched::Watched;
