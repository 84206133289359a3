//! Room 10: the ledger written down, one JSON object a line.
//!
//! The records of this room are the file format, kept apart from the types that the rooms compute with: each carries a schema version
//! (`v`), names its claims and quotes its words, so that a line taken out of its file still says who says what, and where. `Index`
//! finds claims by id, and `table` lines an episode up into camps; the terminal draws from the same table as the records.

mod basis;
mod beside;
mod changed;
mod claim;
mod dispute;
mod episode;
mod estimate;
mod growth;
mod index;
mod line;
mod mention;
mod place;
mod precision;
mod redact;
mod selector;
pub mod table;

pub use crate::stitch::copies::Changed;
pub use crate::tally::row::is_silence;
pub use basis::{in_words, seats};
pub use beside::{CopyRecord, CreditRecord, ToldRecord};
pub use changed::{AlignedRecord, ChangedRecord, PieceRecord, how_name};
pub use claim::{ClaimRecord, PartRecord, PlaceRecord, SaysRecord, SpeakerRecord, StatementRecord, TellingRecord, TollRecord};
pub use dispute::{DisputeRecord, Heard, SumRecord, dispute_name, sum_name, verdict_name};
pub use episode::{CellRecord, EpisodeRecord, FigureRecord, RowRecord, SilenceRecord, WarRecord};
pub use estimate::{EstimateRecord, SupportRecord, key, slug, use_name, why_not_name};
pub use growth::{GrowthRecord, LaterRecord, StepRecord};
pub use index::{ClaimRef, Entry, Index};
pub use line::line;
pub use mention::{MentionRecord, WhatRecord};
pub use selector::SelectorRecord;

use counterclaim_model::{Ledger, Name, Reading};
use std::io::{self, Write};

/// The schema version that every line carries.
pub const VERSION: u32 = 1;

/// Every claim of every report, in order of reports and text.
pub fn claims(ledger: &Ledger, out: &mut impl Write) -> io::Result<()> {
    let index = Index::new(ledger);
    let entries = ledger.readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| Entry { reading, claim }));
    entries.into_iter().try_for_each(|entry| claim_beside(&index, entry, out))
}

/// The claims of a report with these names hidden; the spans stay those of the text as received.
pub fn claims_without(index: &Index, reading: &Reading, names: &[Name], out: &mut impl Write) -> io::Result<()> {
    let entries = reading.claims.iter().map(|claim| Entry { reading, claim });
    entries.into_iter().try_for_each(|entry| line(&redact::without(&beside::beside(index, entry), names)?, out))
}

/// One claim by itself.
pub fn claim(entry: Entry, out: &mut impl Write) -> io::Result<()> {
    line(&claim::record(entry.reading, entry.claim), out)
}

/// The same with what other reports of its ledger make of it.
pub fn claim_beside(index: &Index, entry: Entry, out: &mut impl Write) -> io::Result<()> {
    line(&beside::beside(index, entry), out)
}

/// What a copy has otherwise than the report that it repeats.
pub fn changed(first: &Reading, copy: &Reading, why: &str, changed: &Changed, out: &mut impl Write) -> io::Result<()> {
    line(&changed::record(first, copy, why, changed), out)
}

/// The claims of a report by itself as records, for a record that holds them.
pub fn claim_records(reading: &Reading) -> Vec<ClaimRecord> {
    reading.claims.iter().map(|claim| claim::record(reading, claim)).collect()
}

/// The mentions and attributions of a report as records, in text order.
pub fn mention_records(reading: &Reading) -> Vec<MentionRecord> {
    mention::records(reading)
}

/// Every mention and attribution of a report, in text order.
pub fn mentions(reading: &Reading, out: &mut impl Write) -> io::Result<()> {
    mention_records(reading).iter().try_for_each(|record| line(record, out))
}

/// One line an episode, with the cells of its table.
pub fn episodes(ledger: &Ledger, out: &mut impl Write) -> io::Result<()> {
    let index = Index::new(ledger);
    ledger.episodes.iter().try_for_each(|episode| line(&episode::record(ledger, &index, episode), out))
}

/// One episode, with the cells of its table.
pub fn episode(ledger: &Ledger, index: &Index, episode: &counterclaim_model::Episode, out: &mut impl Write) -> io::Result<()> {
    line(&episode::record(ledger, index, episode), out)
}

/// Every dispute, then every sum, on the terms that they were told by.
pub fn disputes(ledger: &Ledger, heard: &Heard, out: &mut impl Write) -> io::Result<()> {
    let index = Index::new(ledger);
    ledger.disputes.iter().try_for_each(|dispute| line(&dispute::record(&index, dispute, heard), out))?;
    ledger.sums.iter().try_for_each(|sum| line(&dispute::sum(&index, sum, heard), out))
}

/// One estimate, with the claims used and set aside.
pub fn estimate(estimate: &counterclaim_model::Estimate, index: &Index, out: &mut impl Write) -> io::Result<()> {
    line(&estimate::record(index, estimate), out)
}

/// The history of a toll.
pub fn growth(growth: &counterclaim_model::Growth, index: &Index, out: &mut impl Write) -> io::Result<()> {
    line(&growth::record(index, growth), out)
}
