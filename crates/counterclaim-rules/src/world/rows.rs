//! What one row of each table says.
//!
//! Plain data; an empty cell is `None` or an empty list, never a guess. Years bound a row where that matters: the row holds from the
//! first of January of `from` to the end of `to`.

use super::table::Row;
use counterclaim_model::{Error, Name};

/// Someone who can fight, suffer or speak as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its common English name, as claims give it: "Nagorno-Karabakh".
    pub name: Name,
    /// What it is.
    pub kind: PartyKind,
    /// The state that it belongs to by law, or the party that it is a part of.
    pub parent: Option<Name>,
    /// ISO 3166-1 alpha-2 of its country, where it has one.
    pub code: Option<Name>,
    /// Other names and acronyms.
    pub names: Vec<Name>,
    /// Adjectives and peoples.
    pub demonyms: Vec<Name>,
    /// Places and buildings that speak for it: "Yerevan", "Kremlin".
    pub seats: Vec<Name>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// A member or observer of the United Nations, or one that was.
    State,
    /// Holds itself for a state that no or not all members of the United Nations recognise; what PLOVER codes as `PRE` beside its state by
    /// law, our `parent`.
    PartlyRecognised,
    /// A region that acts as one, or a body that governs a part of a state or rivals its government.
    Entity,
    /// Fights and is no state.
    ArmedGroup,
    /// States together: a body with its own organs.
    International,
    /// States or groups fighting together.
    Alliance,
    /// Counts, watches, documents.
    Monitor,
    /// Helps the victims.
    Relief,
    /// A party, union or movement that does not fight.
    Movement,
}

impl PartyKind {
    /// Whether it governs a land: soldiers, ministries and people are its own.
    pub fn governs(self) -> bool {
        matches!(self, PartyKind::State | PartyKind::PartlyRecognised | PartyKind::Entity)
    }

    /// Whether it can be one side of fighting: who helps, watches, counts or judges is harmed in it and takes no part.
    pub fn fights(self) -> bool {
        self.governs() || matches!(self, PartyKind::ArmedGroup | PartyKind::Alliance)
    }

    /// Whether it governs a land that is another state's by law.
    pub fn is_breakaway(self) -> bool {
        matches!(self, PartyKind::PartlyRecognised | PartyKind::Entity)
    }
}

const KINDS: &[(&str, PartyKind)] = &[
    ("state", PartyKind::State),
    ("partly-recognised", PartyKind::PartlyRecognised),
    ("entity", PartyKind::Entity),
    ("armed-group", PartyKind::ArmedGroup),
    ("international", PartyKind::International),
    ("alliance", PartyKind::Alliance),
    ("monitor", PartyKind::Monitor),
    ("relief", PartyKind::Relief),
    ("movement", PartyKind::Movement),
];

/// An organ of a party, as it is worded.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What we call it: "Ministry of Defence"; none where it is called as it is worded.
    pub name: Option<Name>,
    /// What its words are.
    pub kind: BodyKind,
    /// The party that these words imply: "Pentagon" implies the United States.
    pub party: Option<Name>,
    /// How it is worded.
    pub words: Vec<Name>,
}

/// What a body's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// An organ with a name of its own.
    Body,
    /// Someone who speaks and is not named: "officials", "sources".
    Unnamed,
    /// Points back to a body that the report named before: "the ministry".
    Back,
}

/// A newspaper, agency or broadcaster.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlet {
    /// What we call it.
    pub name: Name,
    /// agency, broadcaster, newspaper, site.
    pub kind: Name,
    /// Its home state.
    pub state: Option<Name>,
    /// Whose voice it is, where a government or a group owns it.
    pub voice: Option<Name>,
    /// Other names.
    pub names: Vec<Name>,
}

/// A title that makes a person speak for a party.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// What we call it: "foreign minister".
    pub name: Name,
    /// The body that it speaks for, where it speaks for one.
    pub body: Option<Name>,
    /// The party that the words imply: "Pentagon spokesman".
    pub party: Option<Name>,
    /// How it is worded.
    pub words: Vec<Name>,
}

/// One party's stay in a camp: those who share a column of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Camp {
    /// The camp's first name.
    pub camp: Name,
    /// Who belongs to it.
    pub party: Name,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Why.
    pub note: Name,
}

/// Someone whom the press names without saying whom he leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Leader {
    /// In full.
    pub name: Name,
    /// Whom he speaks for.
    pub party: Name,
    /// How he is called alone.
    pub names: Vec<Name>,
    /// First year in that post.
    pub from: Option<i16>,
    /// Last year in it.
    pub to: Option<i16>,
}

impl Leader {
    /// Whether he holds the post in that year.
    pub fn holds(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

pub(super) const PARTY: &[&str] = &["name", "kind", "parent", "code", "names", "demonyms", "seats", "from", "to"];
pub(super) const BODY: &[&str] = &["words", "kind", "name", "party"];
pub(super) const OUTLET: &[&str] = &["name", "kind", "state", "voice", "names"];
pub(super) const OFFICE: &[&str] = &["name", "body", "party", "words"];
pub(super) const CAMP: &[&str] = &["camp", "party", "from", "to", "note"];
pub(super) const LEADER: &[&str] = &["name", "party", "names", "from", "to"];
pub(super) const SPELLING: &[&str] = &["word", "spellings"];

fn name(text: &str) -> Option<Name> {
    (!text.is_empty()).then(|| Name::from(text))
}

fn names(row: &Row, column: usize) -> Vec<Name> {
    row.values(column).map(Name::from).collect()
}

fn one_of<T: Copy>(row: &Row, column: usize, of: &[(&str, T)]) -> Result<T, Error> {
    let text = row.cell(column);
    match of.iter().find(|(word, _)| *word == text) {
        Some((_, value)) => Ok(*value),
        None => {
            let words: Vec<&str> = of.iter().map(|(word, _)| *word).collect();
            Err(row.wrong(format!("kind '{text}' is not known; write one of {}", words.join(", "))))
        }
    }
}

pub(super) fn party(row: &Row) -> Result<Party, Error> {
    let (from, to) = row.years(7)?;
    Ok(Party {
        name: row.cell(0).into(),
        kind: one_of(row, 1, KINDS)?,
        parent: name(row.cell(2)),
        code: name(row.cell(3)),
        names: names(row, 4),
        demonyms: names(row, 5),
        seats: names(row, 6),
        from,
        to,
    })
}

pub(super) fn body(row: &Row) -> Result<Body, Error> {
    let kinds = &[("body", BodyKind::Body), ("unnamed", BodyKind::Unnamed), ("back", BodyKind::Back)];
    Ok(Body { words: names(row, 0), kind: one_of(row, 1, kinds)?, name: name(row.cell(2)), party: name(row.cell(3)) })
}

pub(super) fn outlet(row: &Row) -> Outlet {
    Outlet { name: row.cell(0).into(), kind: row.cell(1).into(), state: name(row.cell(2)), voice: name(row.cell(3)), names: names(row, 4) }
}

pub(super) fn office(row: &Row) -> Office {
    Office { name: row.cell(0).into(), body: name(row.cell(1)), party: name(row.cell(2)), words: names(row, 3) }
}

pub(super) fn leader(row: &Row) -> Result<Leader, Error> {
    let (from, to) = row.years(3)?;
    Ok(Leader { name: row.cell(0).into(), party: row.cell(1).into(), names: names(row, 2), from, to })
}

pub(super) fn camp(row: &Row) -> Result<Camp, Error> {
    let (from, to) = row.years(2)?;
    Ok(Camp { camp: row.cell(0).into(), party: row.cell(1).into(), from, to, note: row.cell(4).into() })
}
