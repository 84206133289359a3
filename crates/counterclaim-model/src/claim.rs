//! A claim: one assertion in one sentence, with its claimant.

use crate::{Effect, Extent, Interval, Judgement, Kind, Name, NatureKind, Opinion, Part, Quantity, Role, Scope, Span, Stance, Voice};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A claim's id: a hash of the report, the spans of its parts, its type and its effect or kind, as 12 hexadecimal digits.
/// Nothing resolved goes in, so that a better world table loses no judgement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimId(pub Name);

/// One assertion in one sentence: who says what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The report.
    pub doc: Name,
    /// The sentence, an index into `Reading::sentences`.
    pub sentence: u32,
    /// The shortest run of the text that holds count, people and effect.
    pub quote: Span,
    /// What stands where in the quote.
    pub parts: Vec<(Part, Span)>,
    /// What is claimed.
    pub says: Says,
    /// Who says so.
    pub attribution: Attribution,
    /// Whether the claimant says that it is so.
    pub stance: Stance,
    /// Parties that reject it, by this report.
    pub denied_by: Vec<Name>,
    /// When it happened.
    pub when: Interval,
    /// Where it happened.
    pub place: Option<Place>,
    /// Whether it belongs to the fighting that the report is about; false for earlier wars.
    pub current: bool,
    /// The claim of the same report that this one is a part of.
    pub part_of: Option<ClaimId>,
    /// An earlier claim of the same report that this one says again.
    pub same_as: Option<ClaimId>,
    /// The rule that made it: `en/toll/were-killed`.
    pub rule: Name,
    /// How likely it is to be right, 0 to 1.
    pub confidence: f32,
    /// What people said of the names of its parties, then what they said of it, in the order in which they said it; what was withdrawn is not
    /// here.
    pub judged: Vec<Arc<Judgement>>,
}

impl Claim {
    /// Whether the last word that a person said of it is that the report does not say so.
    pub fn is_rejected(&self) -> bool {
        self.judged.iter().rev().find(|judgement| judgement.verdict != Opinion::Unsure).is_some_and(|judgement| judgement.verdict == Opinion::No)
    }

    /// Whether it is a denial in so many words.
    pub fn is_denial(&self) -> bool {
        self.deed().is_some_and(|deed| deed.kind == Kind::Deny)
    }

    /// Whether it says that a side said nothing: "did not report any military casualties". Silence is not zero.
    pub fn is_silence(&self) -> bool {
        self.rule.ends_with("-silence")
    }

    /// The toll, where the claim is one.
    pub fn toll(&self) -> Option<&Toll> {
        match &self.says {
            Says::Toll(toll) => Some(toll),
            Says::Deed(_) => None,
        }
    }

    /// The deed, where the claim is a statement.
    pub fn deed(&self) -> Option<&Deed> {
        match &self.says {
            Says::Deed(deed) => Some(deed),
            Says::Toll(_) => None,
        }
    }

    /// The parties that it names, and as what: `side`, `by`, `actor`, `target`, `speaker`, `denies`.
    pub fn parties(&self) -> Vec<(&Name, &'static str)> {
        let mut named: Vec<(&Name, &'static str)> = Vec::new();
        match &self.says {
            Says::Toll(toll) => {
                named.extend(toll.side.iter().map(|party| (party, "side")));
                named.extend(toll.by.iter().map(|party| (party, "by")));
            }
            Says::Deed(deed) => {
                named.extend(deed.actor.iter().map(|party| (party, "actor")));
                named.extend(deed.target.iter().map(|party| (party, "target")));
            }
        }
        named.extend(self.attribution.chain.iter().filter_map(|speaker| Some((speaker.party.as_ref()?, "speaker"))));
        named.extend(self.denied_by.iter().map(|party| (party, "denies")));
        named
    }

    /// The span of one part of the claim, where it has that part.
    pub fn part(&self, part: Part) -> Option<Span> {
        self.parts.iter().find(|(p, _)| *p == part).map(|(_, span)| *span)
    }
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Says {
    /// People harmed.
    Toll(Toll),
    /// What the parties do and say.
    Deed(Deed),
}

/// People harmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Toll {
    /// What befell them.
    pub effect: Effect,
    /// How many.
    pub quantity: Quantity,
    /// Whose they are; empty means every side together, or no side said ('all').
    pub side: Vec<Name>,
    /// Why that side, in words fit to show ("«its troops», said by Armenia").
    pub side_basis: String,
    /// Soldiers or civilians.
    pub role: Role,
    /// One strike, or a running total.
    pub scope: Scope,
    /// A kind of victim counted apart: women, children, journalists …
    pub group: Option<Name>,
    /// Who did it, where the words say so.
    pub by: Option<Name>,
    /// With what, as worded.
    pub means: Option<String>,
}

/// What the parties do and say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// Which of the twenty kinds.
    pub kind: Kind,
    /// Who does it.
    pub actor: Vec<Name>,
    /// To whom.
    pub target: Vec<Name>,
    /// With what, as worded.
    pub means: Option<String>,
}

/// Who vouches for a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// From the one nearest the fact to the one nearest the reader ("officials" -> "Interfax"); empty: the report's own voice.
    pub chain: Vec<Speaker>,
    /// Quoted, reported or the report's own.
    pub voice: Voice,
    /// The word that says so ("said", "according to").
    pub cue: Option<Span>,
}

impl Attribution {
    /// The report's own voice.
    pub fn own() -> Attribution {
        Attribution { chain: Vec::new(), voice: Voice::Own, cue: None }
    }

    /// The claimant as the export writes it: "Azerbaijan: Ministry of Defence", "UN", "military officials", "reporter", "unknown".
    pub fn claimant(&self) -> String {
        self.chain.first().map_or_else(|| "reporter".to_owned(), Speaker::name)
    }

    /// The claimant's party, where it is known.
    pub fn party(&self) -> Option<&Name> {
        self.chain.first().and_then(|speaker| speaker.party.as_ref())
    }
}

/// One speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The party that it speaks for ("Azerbaijan"), or an organisation's own name ("UN"); `None` where it is not known.
    pub party: Option<Name>,
    /// Body, office or person ("Ministry of Defence"); an unnamed source as worded ("military officials").
    pub body: Option<Name>,
    /// Its words in the report ("She" where the name was lost); `None` where the rule has it from the context.
    pub words: Option<Span>,
    /// How its party is known, in words, where its own words alone do not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Name>,
}

impl Speaker {
    /// "Azerbaijan: Ministry of Defence", "UN", "military officials"; "unknown" where there is neither party nor body.
    pub fn name(&self) -> String {
        match (&self.party, &self.body) {
            (Some(party), Some(body)) => format!("{party}: {body}"),
            (Some(party), None) => party.to_string(),
            (None, Some(body)) => body.to_string(),
            (None, None) => "unknown".to_owned(),
        }
    }
}

/// How a report means a place where a deed was not simply there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nature {
    /// Which of the kinds.
    pub kind: NatureKind,
    /// As the report says it: "in the direction of the towns of".
    pub words: Name,
}

/// A place as the report spells it, and what the tables know of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// As the report spells it.
    pub words: Name,
    /// Where it says so.
    pub span: Span,
    /// Our name for it, where the tables have it.
    pub name: Option<Name>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// ISO 3166-1 alpha-2 of the country, where known.
    pub country: Option<Name>,
    /// First-order division, where known.
    pub admin1: Option<Name>,
    /// Why it is this place and none of its namesakes, in words.
    pub why: Option<Name>,
    /// How wide it is, where the tables have it.
    pub extent: Option<Extent>,
    /// How a claim's report means it, where not simply as "in" it.
    pub nature: Option<Nature>,
    /// Why a claim has it, in words fit to show ("told in the sentence before"); empty for a mention.
    pub basis: String,
}
