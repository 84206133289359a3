//! An episode as it is written: one line, with the cells of its two-sided table.

use super::{ClaimRef, Index, VERSION, claim, dispute_name, estimate, in_words, table};
use counterclaim_model::{Effect, Episode, Ledger, Quantity, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A run of fighting, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpisodeRecord {
    /// The schema version.
    pub v: u32,
    /// `episode`.
    #[serde(rename = "type")]
    pub record: String,
    /// Its id.
    pub id: String,
    /// The reports that tell of it.
    pub docs: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// How the days are known, in words.
    pub basis: Option<String>,
    /// Who fights, in camps.
    pub camps: Vec<Vec<String>>,
    /// Places that its reports name.
    pub places: Vec<String>,
    /// Why these reports stand together.
    pub why: Vec<String>,
    /// The longer run that it belongs to; null where none is known.
    pub parent: Option<String>,
    /// How that is known.
    pub parent_why: Option<String>,
    /// Claims of its reports that count a longer run as a whole, and that run.
    pub wars: Vec<WarRecord>,
    /// The table, row by row.
    pub rows: Vec<RowRecord>,
    /// Statements by kind.
    pub statements: BTreeMap<String, usize>,
    /// Contradictions, in words.
    pub disputes: Vec<WordsRecord>,
    /// Claims of earlier or other fighting.
    pub background: Vec<ClaimRef>,
}

/// A claim that counts a longer run as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarRecord {
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
    /// The longer run, as `parent` names it.
    pub war: String,
}

/// One effect and role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowRecord {
    /// What befell them.
    pub effect: Effect,
    /// Soldiers or civilians.
    pub role: Role,
    /// The cells that hold something.
    pub cells: Vec<CellRecord>,
}

/// What is claimed of one side in one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellRecord {
    /// The column: a camp's first name, `all` or `others`.
    pub column: String,
    /// The figures.
    pub figures: Vec<FigureRecord>,
    /// Claims that the side says nothing: not zero.
    pub silences: Vec<SilenceRecord>,
    /// Their ranges.
    pub estimates: Vec<super::EstimateRecord>,
}

/// A side that says nothing, as of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SilenceRecord {
    /// The day up to which it is said to say nothing.
    pub as_of: Option<String>,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
}

/// One figure of one claimant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// Lower end, upper end, qualifier.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// Whose they are.
    pub side: Option<String>,
    /// `own`, `enemy` or `third`.
    pub voice: String,
    /// Who vouches.
    pub claimant: String,
    /// Parties that reject it.
    pub denied_by: Vec<String>,
    /// The claims that say so.
    pub tellings: Vec<ClaimRef>,
}

/// A dispute in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsRecord {
    /// What kind.
    pub kind: String,
    /// It, in words.
    pub words: String,
}

pub(super) fn record(ledger: &Ledger, index: &Index, episode: &Episode) -> EpisodeRecord {
    let strings = |names: &[counterclaim_model::Name]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (from, to) = claim::days(&episode.days);
    // The words that date an episode stand in one of its reports; an interval does not say which, so the first is asked.
    let text = ledger.readings.iter().find(|reading| episode.docs.contains(&reading.document.id)).map_or("", |r| &r.document.text);
    let mut statements = BTreeMap::new();
    for deed in episode.claims.iter().filter_map(|id| index.get(id)?.claim.deed()) {
        *statements.entry(deed.kind.name().to_owned()).or_insert(0) += 1;
    }
    let disputes = ledger.disputes.iter().filter(|dispute| dispute.episode == episode.id);
    EpisodeRecord {
        v: VERSION,
        record: "episode".to_owned(),
        id: episode.id.clone(),
        docs: strings(&episode.docs),
        from,
        to,
        basis: in_words(&episode.days, text),
        camps: episode.camps.iter().map(|camp| strings(camp)).collect(),
        places: strings(&episode.places),
        why: episode.why.clone(),
        parent: episode.parent.as_ref().map(|parent| parent.id.clone()),
        parent_why: episode.parent.as_ref().map(|parent| parent.why.clone()),
        wars: episode.wars.iter().map(|(id, war)| WarRecord { claim: index.refer(id), war: war.clone() }).collect(),
        rows: rows(ledger, index, episode),
        statements,
        disputes: disputes.map(|d| WordsRecord { kind: dispute_name(d.kind), words: d.words.clone() }).collect(),
        background: episode.background.iter().map(|id| index.refer(id)).collect(),
    }
}

fn rows(ledger: &Ledger, index: &Index, episode: &Episode) -> Vec<RowRecord> {
    let table = table::table(ledger, index, episode);
    let cell = |column: &table::Column, cell: &table::Cell| CellRecord {
        column: column.name().to_owned(),
        figures: cell.figures.iter().map(|f| figure(index, f)).collect(),
        silences: cell.silences.iter().map(|entry| silence(index, *entry)).collect(),
        estimates: cell.estimates.iter().map(|e| estimate::record(index, e)).collect(),
    };
    let row = |row: &table::Row| RowRecord {
        effect: row.effect,
        role: row.role,
        cells: table.columns.iter().zip(&row.cells).filter(|(_, c)| !c.is_empty()).map(|(column, c)| cell(column, c)).collect(),
    };
    table.rows.iter().map(row).collect()
}

fn silence(index: &Index, entry: super::Entry) -> SilenceRecord {
    SilenceRecord { as_of: entry.as_of().map(|day| day.to_string()), claim: index.refer(&entry.claim.id) }
}

fn figure(index: &Index, figure: &table::Figure) -> FigureRecord {
    let first = figure.first().claim;
    FigureRecord {
        quantity: figure.toll.quantity,
        side: claim::joined(&figure.toll.side),
        voice: match figure.voice {
            table::Voice::Own => "own",
            table::Voice::Enemy => "enemy",
            table::Voice::Third => "third",
        }
        .to_owned(),
        claimant: first.attribution.claimant(),
        denied_by: first.denied_by.iter().map(ToString::to_string).collect(),
        tellings: figure.tellings.iter().map(|entry| index.refer(&entry.claim.id)).collect(),
    }
}
