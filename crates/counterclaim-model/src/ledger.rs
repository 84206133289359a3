//! What one report gives, and what all give together.

use crate::{Claim, ClaimId, Day, Document, Doubt, Estimate, Interval, Mention, Name, Quantity, Sentence, Span, Speaker, Word};
use serde::{Deserialize, Serialize};

/// One report, read: what rooms 2 to 7 made of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The report.
    pub document: Document,
    /// Its sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// Their words, in text order.
    pub words: Vec<Word>,
    /// Candidates.
    pub mentions: Vec<Mention>,
    /// Who says what, whether or not a claim is made of it; in text order.
    pub spoken: Vec<Spoken>,
    /// Claims, in text order.
    pub claims: Vec<Claim>,
    /// What could not be settled.
    pub doubts: Vec<Doubt>,
}

/// One attribution: a word of speech, its speaker, and what it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The sentence, an index into `Reading::sentences`.
    pub sentence: u32,
    /// The speaker's words.
    pub source: Span,
    /// The word of speech.
    pub cue: Span,
    /// What is said.
    pub content: Vec<Span>,
    /// Whether the speaker rejects it.
    pub denies: bool,
    /// Who that is.
    pub speaker: Speaker,
    /// The rule that found it.
    pub rule: Name,
}

/// All reports together.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The reports, in order of their ids.
    pub readings: Vec<Reading>,
    /// Reports that others repeat.
    pub origins: Vec<Origin>,
    /// Runs of fighting, newest first, undated last.
    pub episodes: Vec<Episode>,
    /// Claims that several reports tell.
    pub retold: Vec<Retold>,
    /// Sums that hold, fail or agree within bounds.
    pub sums: Vec<Sum>,
    /// Who contradicts whom.
    pub disputes: Vec<Dispute>,
    /// A range of claims for each episode, side, role and effect.
    pub estimates: Vec<Estimate>,
}

/// A report that others repeat: support is counted in origins, not in pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The report that tells it first, as far as can be told.
    pub first: Name,
    /// Those that repeat it, in order of their ids.
    pub copies: Vec<Copied>,
}

impl Origin {
    /// The report that tells first, then those that repeat it.
    pub fn docs(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.first).chain(self.copies.iter().map(|copied| &copied.doc))
    }
}

/// A report that repeats another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// Its id.
    pub doc: Name,
    /// How that is known, in words fit to show.
    pub why: String,
}

/// One claim that several reports tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retold {
    /// The claim as it was told first, as far as can be told.
    pub original: ClaimId,
    /// The claims that tell it again, one a report, in order of telling.
    pub again: Vec<Retelling>,
}

/// A claim that tells another again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retelling {
    /// The claim.
    pub claim: ClaimId,
    /// What it has otherwise than the original.
    pub drift: Vec<Drift>,
}

/// What a claim has otherwise than the one that it tells again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// Which kind.
    pub kind: DriftKind,
    /// It, in words fit to show: "killed or wounded became killed".
    pub words: String,
}

/// What changed from one telling of a claim to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// 120 from 84.
    FigureChanged,
    /// "Killed" from "killed or wounded".
    EffectLost,
    /// "Killed or wounded" from "killed".
    EffectGained,
    /// "550" from "over 550".
    BoundLost,
    /// "Over 550" from "550", or another bound.
    BoundGained,
    /// A ministry became its country, or nobody.
    ClaimantShortened,
    /// Somebody else says it.
    ClaimantChanged,
    /// Whose people they are is no longer told.
    SideLost,
    /// Whose people they are is told only now.
    SideGained,
    /// They became another side's people.
    SideChanged,
    /// Soldiers became civilians, or people.
    RoleChanged,
    /// It happened on another day.
    DayMoved,
    /// A denial became a statement, or the other way about.
    StanceChanged,
}

/// A run of fighting between the same parties, in one stretch of days and one region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    /// `2020-09-27-armenia-azerbaijan`, or the report's id where no day is known.
    pub id: String,
    /// The reports that tell of it.
    pub docs: Vec<Name>,
    /// From its first day to its last, as far as the reports know.
    pub days: Interval,
    /// Who fights, in camps: the parties of one column stand together.
    pub camps: Vec<Vec<Name>>,
    /// Places that its reports name, most named first.
    pub places: Vec<Name>,
    /// Its claims.
    pub claims: Vec<ClaimId>,
    /// Claims of its reports that belong to earlier or other fighting.
    pub background: Vec<ClaimId>,
    /// Why these reports stand together, in words.
    pub why: Vec<String>,
    /// The longer run of fighting that it belongs to.
    #[serde(default)]
    pub parent: Option<Parent>,
    /// Claims of its reports that count a longer run as a whole, with the run's id: linked to it, and added to no episode.
    #[serde(default)]
    pub wars: Vec<(ClaimId, String)>,
}

/// A longer run of fighting: a war that reports look back on, or episodes of the same camps in neighbouring weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// `war-2020-09-armenia-azerbaijan`: its first month, as far as it is known, and who fights.
    pub id: String,
    /// How that is known, in words fit to show.
    pub why: String,
}

/// What a sum adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SumKind {
    /// Parts and their total: 32 + 5 + 2 = 39.
    Parts,
    /// An earlier total and what came since: 84 - 26 = 58.
    Running,
    /// Two figures of one report for the same thing: "at least 68" and 39.
    Rival,
}

/// How a sum comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Parts and total are equal.
    Holds,
    /// They differ, and no bound reconciles them; `Sum::off_by` says by how much.
    Fails,
    /// They differ within what "about" and open ends allow.
    Agrees,
    /// A part has no number.
    Unchecked,
}

/// A piece of arithmetic among claims, with its working.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// The reports that it draws on.
    pub docs: Vec<Name>,
    /// What it adds up.
    pub kind: SumKind,
    /// The claim of the total.
    pub total: ClaimId,
    /// The total's figure.
    pub total_is: Quantity,
    /// The claims added up, with their figures.
    pub parts: Vec<(ClaimId, Quantity)>,
    /// How it comes out.
    pub verdict: Verdict,
    /// Total less parts.
    pub off_by: i64,
}

/// What kind of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DisputeKind {
    /// The other side says that it is not so.
    Denied,
    /// Rival figures.
    Outnumbered,
    /// Rival accounts of who holds the ground, or of who the harmed were.
    Mismatch,
    /// One statement told two ways.
    Drift,
    /// Each says that the other began.
    Blame,
    /// A sum that fails.
    Sum,
    /// A lead that is newer than its body.
    Stale,
    /// A running total that falls.
    Fallen,
    /// A side says nothing of its own losses.
    Silence,
}

/// A contradiction, in a sentence, with the claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// What kind.
    pub kind: DisputeKind,
    /// The claims.
    pub claims: Vec<ClaimId>,
    /// It, in words.
    pub words: String,
    /// The episode's id.
    pub episode: String,
    /// What became of a denial; `None` for other kinds.
    pub answer: Option<Answer>,
    /// The day up to which a silence is known to last; `None` for other kinds.
    #[serde(default)]
    pub as_of: Option<Day>,
}

/// What became of a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Whoever was denied says it again.
    Insisted,
    /// Whoever denied it says it too, later.
    Conceded,
    /// Nobody comes back to it.
    NeverAnswered,
}
