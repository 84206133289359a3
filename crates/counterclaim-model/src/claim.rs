//! A claim: one assertion in one sentence, with its claimant.

use crate::{Interval, Judgement, Name, Opinion, Quantity, Span};
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
    /// What people said of it, in the order in which they said it; what was withdrawn is not here.
    pub judged: Vec<Arc<Judgement>>,
}

impl Claim {
    /// Whether the last word that a person said of it is that the report does not say so.
    pub fn is_rejected(&self) -> bool {
        self.judged.iter().rev().find(|judgement| judgement.verdict != Opinion::Unsure).is_some_and(|judgement| judgement.verdict == Opinion::No)
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

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// Every value, in the order of this list.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its name in rules, exports and pages.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The value of that name.
            pub fn named(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

named!(
    /// What befell people.
    Effect {
        /// Dead.
        Killed = "killed",
        /// Alive and hurt.
        Wounded = "wounded",
        /// Taken prisoner, detained, kidnapped.
        Captured = "captured",
        /// Not accounted for.
        Missing = "missing",
        /// Driven from home.
        Displaced = "displaced",
        /// Killed and wounded in one figure, or 'losses' of people.
        Casualties = "casualties",
        /// Set free.
        Released = "released",
    }
);

named!(
    /// Who the harmed are.
    Role {
        /// Soldiers, fighters, militants, police in combat.
        Military = "military",
        /// Residents, children, women, journalists, aid workers.
        Civilian = "civilian",
        /// Both, or only "people".
        All = "all",
    }
);

named!(
    /// What stretch of the fighting a figure counts.
    Scope {
        /// One strike, one clash, one day, a rate.
        Incident = "incident",
        /// A running total, more than one day, a whole war.
        Total = "total",
    }
);

named!(
    /// How the claimant stands to the claim.
    Stance {
        /// Says that it is so.
        Asserted = "asserted",
        /// Says that it is not so.
        Denied = "denied",
        /// Says, and the report adds that it is not verified.
        Unconfirmed = "unconfirmed",
    }
);

named!(
    /// What a statement tells.
    Kind {
        /// Shelling, strike, raid, firing.
        Attack = "attack",
        /// Mutual fighting.
        Clash = "clash",
        /// Territory or position taken.
        Advance = "advance",
        /// Territory or position lost.
        Withdraw = "withdraw",
        /// An attack beaten back.
        Repel = "repel",
        /// A call to stop shooting.
        CeasefireCall = "ceasefire_call",
        /// A truce agreed.
        CeasefireAgreed = "ceasefire_agreed",
        /// A truce broken.
        CeasefireViolated = "ceasefire_violated",
        /// Blame.
        Accuse = "accuse",
        /// A denial.
        Deny = "deny",
        /// Condemnation.
        Condemn = "condemn",
        /// A call for calm or talks.
        Urge = "urge",
        /// Backing a side.
        Support = "support",
        /// Asking for help.
        RequestHelp = "request_help",
        /// A call, a meeting, negotiations.
        Talk = "talk",
        /// A treaty other than a ceasefire.
        Agreement = "agreement",
        /// Mobilisation, martial law, curfew.
        Mobilise = "mobilise",
        /// Troops or peacekeepers sent.
        Deploy = "deploy",
        /// Vehicles, aircraft, drones destroyed or seized.
        EquipmentLoss = "equipment_loss",
        /// A demonstration.
        Protest = "protest",
    }
);

impl Kind {
    /// Whether it is a deed of war: one that makes those who do and suffer it parties to the fighting.
    pub fn is_war(self) -> bool {
        use Kind::{Advance, Attack, CeasefireViolated, Clash, EquipmentLoss, Repel, Withdraw};
        matches!(self, Attack | Clash | Advance | Withdraw | Repel | CeasefireViolated | EquipmentLoss)
    }

    /// Whether it is done by saying it: told without a day, it was said on the day of writing.
    pub fn is_said(self) -> bool {
        use Kind::{Accuse, CeasefireCall, Condemn, Deny, RequestHelp, Support, Urge};
        matches!(self, Accuse | Deny | Condemn | Urge | Support | CeasefireCall | RequestHelp)
    }
}

named!(
    /// How firmly a deed is laid to somebody, the firmest blame first.
    Firmness {
        /// Somebody says that they did it, or suspects it.
        Accused = "accused",
        /// They say so themselves.
        Claimed = "claimed",
        /// Told without anybody's word for it.
        Fact = "fact",
        /// It may have been they.
        Possible = "possible",
    }
);

named!(
    /// Parts of a claim that have a span of their own.
    Part {
        /// The number.
        Count = "count",
        /// The people.
        People = "people",
        /// The word of harm or deed.
        Harm = "harm",
        /// Who speaks.
        Speaker = "speaker",
        /// The word that says so.
        Cue = "cue",
        /// Who did it.
        Actor = "actor",
        /// To whom.
        Target = "target",
        /// Where.
        Place = "place",
        /// When.
        Day = "day",
    }
);

named!(
    /// Whose voice a claim stands in.
    Voice {
        /// The report's own.
        Own = "own",
        /// A speaker, retold.
        Reported = "reported",
        /// A speaker, word for word.
        Quoted = "quoted",
    }
);

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

named!(
    /// How wide a place is.
    Extent {
        /// A city, town or village, or a part of one.
        Town = "town",
        /// A second-order division.
        District = "district",
        /// A first-order division.
        Division = "division",
        /// A region, valley, river or corridor that is no division.
        Region = "region",
        /// A state or territory.
        Country = "country",
        /// A sea, a strait, a lake.
        Water = "water",
    }
);

named!(
    /// How a report means a place where a deed was not simply there.
    NatureKind {
        /// "near", "the outskirts of".
        Near = "near",
        /// "12 km west of".
        Away = "away",
        /// "in the direction of".
        Direction = "direction",
        /// "the border districts of".
        Border = "border",
        /// "northern".
        Part = "part",
    }
);

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
