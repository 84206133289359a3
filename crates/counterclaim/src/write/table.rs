//! An episode's two-sided table: columns who was harmed, rows what befell whom, in each cell every figure with its speakers.
//!
//! A figure told alike by one claimant in several sentences stands once, with all its tellings; figures that differ never merge. The
//! order within a cell is whose voice it is, then the day, then the text: never the toll.

use super::{Entry, Index};
use crate::tally::row::is_silence;
use counterclaim_model::{Day, Effect, Episode, Estimate, Ledger, Name, Role, Stance, Toll};
use std::collections::{BTreeMap, BTreeSet};

/// A column: who was harmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Parties that stand together.
    Camp(Vec<Name>),
    /// Every side in one figure, or no side said.
    Both,
    /// Parties that stand in no camp of the episode.
    Others,
}

impl Column {
    /// Its name: the camp's first party, `all` or `others`.
    pub fn name(&self) -> &str {
        match self {
            Column::Camp(parties) => parties.first().map_or("", |name| name),
            Column::Both => "all",
            Column::Others => "others",
        }
    }
}

/// Whose voice a figure stands in, seen from the harmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The side tells its own loss.
    Own,
    /// The other side tells it.
    Enemy,
    /// Neither: an organisation, a report, a speaker who is not known.
    Third,
}

/// An episode, lined up.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// Camps, then both, then others where there are any.
    pub columns: Vec<Column>,
    /// Effects in their fixed order, within them soldiers, civilians, people.
    pub rows: Vec<Row<'a>>,
}

/// One effect and role.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What befell them.
    pub effect: Effect,
    /// Soldiers or civilians.
    pub role: Role,
    /// One cell a column.
    pub cells: Vec<Cell<'a>>,
}

/// What is claimed of one side in one row.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    /// The figures.
    pub figures: Vec<Figure<'a>>,
    /// Claims that the side says nothing: not a figure, and not zero.
    pub silences: Vec<Entry<'a>>,
    /// Their ranges; several only in the column of others.
    pub estimates: Vec<&'a Estimate>,
}

/// One figure of one claimant.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// Whose voice.
    pub voice: Voice,
    /// The toll, as first told.
    pub toll: &'a Toll,
    /// The claims that say so, in order of days and reports.
    pub tellings: Vec<Entry<'a>>,
    /// Whether an estimate rests on it.
    pub used: bool,
}

impl Table<'_> {
    /// Whether a column is worth showing: it says something, or is one of the first two camps.
    pub fn tells(&self, column: usize) -> bool {
        column < 2 || self.rows.iter().any(|row| !row.cells[column].is_empty())
    }
}

impl Cell<'_> {
    /// Whether nothing is said of the side in this row.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.silences.is_empty() && self.estimates.is_empty()
    }
}

impl<'a> Figure<'a> {
    /// The first telling.
    pub fn first(&self) -> Entry<'a> {
        self.tellings[0]
    }
}

/// Lines an episode up.
pub fn table<'a>(ledger: &'a Ledger, index: &Index<'a>, episode: &'a Episode) -> Table<'a> {
    let estimates: Vec<&Estimate> = ledger.estimates.iter().filter(|estimate| estimate.episode == episode.id).collect();
    let used: BTreeSet<_> = estimates.iter().flat_map(|estimate| &estimate.used).map(|(id, _)| id).collect();
    let mut cells: BTreeMap<(Effect, Role, usize), Cell> = BTreeMap::new();
    let both = episode.camps.len();
    for entry in episode.claims.iter().filter_map(|id| index.get(id)) {
        let Some(toll) = entry.claim.toll().filter(|_| entry.claim.stance != Stance::Denied && !entry.claim.is_rejected()) else { continue };
        let column = column(episode, &toll.side);
        let cell = cells.entry((toll.effect, toll.role, column)).or_default();
        if is_silence(&entry) {
            cell.silences.push(entry);
            continue;
        }
        let voice = voice(episode, column, entry);
        match cell.figures.iter_mut().find(|figure| figure.voice == voice && alike(figure.first(), figure.toll, entry, toll)) {
            Some(figure) => {
                figure.used |= used.contains(&entry.claim.id);
                figure.tellings.push(entry);
            }
            None => cell.figures.push(Figure { voice, toll, tellings: vec![entry], used: used.contains(&entry.claim.id) }),
        }
    }
    for estimate in estimates {
        let side = if *estimate.side == *"all" { Vec::new() } else { vec![estimate.side.clone()] };
        cells.entry((estimate.effect, estimate.role, column(episode, &side))).or_default().estimates.push(estimate);
    }
    let others = cells.keys().any(|(_, _, column)| *column > both);
    let mut columns: Vec<Column> = episode.camps.iter().cloned().map(Column::Camp).chain([Column::Both]).collect();
    columns.extend(others.then_some(Column::Others));
    let keys: BTreeSet<(Effect, Role)> = cells.keys().map(|(effect, role, _)| (*effect, *role)).collect();
    let mut take = |effect, role, column| {
        let mut cell = cells.remove(&(effect, role, column)).unwrap_or_default();
        cell.figures.iter_mut().for_each(|figure| figure.tellings.sort_by_key(order));
        cell.figures.sort_by_key(|figure| (figure.voice, order(&figure.first())));
        cell
    };
    let mut rows = Vec::new();
    for (effect, role) in keys {
        rows.push(Row { effect, role, cells: (0..columns.len()).map(|column| take(effect, role, column)).collect() });
    }
    Table { columns, rows }
}

/// The column of a figure: its camp, `camps.len()` for every side, one more for parties of no camp.
fn column(episode: &Episode, side: &[Name]) -> usize {
    let both = episode.camps.len();
    let camps: BTreeSet<Option<usize>> = side.iter().map(|party| camp(episode, party)).collect();
    match camps.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(camp)] => *camp,
        [None] => both + 1,
        _ => both,
    }
}

fn camp(episode: &Episode, party: &str) -> Option<usize> {
    episode.camps.iter().position(|camp| camp.iter().any(|name| **name == *party))
}

fn voice(episode: &Episode, column: usize, entry: Entry) -> Voice {
    match entry.claim.attribution.party().and_then(|party| camp(episode, party)) {
        Some(camp) if camp == column => Voice::Own,
        Some(_) if column < episode.camps.len() => Voice::Enemy,
        _ => Voice::Third,
    }
}

/// Whether one claimant says the same of the same people.
fn alike(one: Entry, toll: &Toll, other: Entry, again: &Toll) -> bool {
    let said = |entry: Entry, toll: &Toll| (entry.claim.attribution.claimant(), toll.quantity, toll.side.clone(), toll.group.clone());
    // "Dozens" and "scores" may be bounded alike and are not the same words.
    let worded = |entry: Entry| entry.claim.part(counterclaim_model::Part::Count).map(|span| span.of(&entry.reading.document.text).to_lowercase());
    let vague = toll.quantity.qualifier == counterclaim_model::Qualifier::Vague;
    said(one, toll) == said(other, again)
        && one.claim.denied_by == other.claim.denied_by
        && one.claim.part_of.is_some() == other.claim.part_of.is_some()
        && (!vague || worded(one) == worded(other))
}

fn order(entry: &Entry) -> (Option<Day>, Name, u32) {
    let when = &entry.claim.when;
    (when.to.or(when.from).map(Day::latest), entry.claim.doc.clone(), entry.claim.quote.start)
}

/// Whose voice a claim stands in, seen from the harmed.
pub fn voice_of(episode: &Episode, entry: Entry) -> Voice {
    entry.claim.toll().map_or(Voice::Third, |toll| voice(episode, column(episode, &toll.side), entry))
}
