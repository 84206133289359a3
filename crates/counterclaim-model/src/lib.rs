//! The words that every room of Counterclaim uses.
//!
//! A report (`Document`) is divided into sentences of words; mentions are found in them; claims are made of mentions; claims
//! are lined up into episodes, sums, disputes and estimates. Everything here is plain data with public fields: the rooms are
//! functions over it. Nothing here is the file format: what is written goes through the export records.

mod claim;
mod day;
mod document;
mod error;
mod estimate;
mod judgement;
mod ledger;
mod mention;
mod quantity;
mod source;
mod span;
mod value;

pub use claim::{Attribution, Claim, ClaimId, Deed, Nature, Place, Says, Speaker, Toll};
pub use day::{Basis, Day, Interval};
pub use document::{Block, BlockKind, Bond, Credit, Document, Doubt, Repair, Sentence, Word};
pub use error::Error;
pub use estimate::{Became, Estimate, Growth, Later, Step, Support, Use, WhyNot};
pub use judgement::{About, Amendment, Judgement, Opinion};
pub use ledger::{
    Answer, Copied, Dispute, DisputeKind, Drift, DriftKind, Episode, Ledger, Origin, Parent, Reading, Retelling, Retold, Spoken, Sum, SumKind, Verdict,
};
pub use mention::{Group, Mention, PartyUse, What};
pub use quantity::{Qualifier, Quantity};
pub use source::{Encoding, EncodingBasis, Language, Original, Raw, Source};
pub use span::Span;
pub use value::{Effect, Extent, Firmness, Kind, NatureKind, Part, Role, Scope, Stance, Voice};

/// A party, place or outlet by its common English name ("Armenia", "Nagorno-Karabakh", "UN"), shared and not copied.
pub type Name = std::sync::Arc<str>;
