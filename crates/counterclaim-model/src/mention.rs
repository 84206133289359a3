//! Candidates: stretches of words that may matter to a claim.

use crate::{Name, Qualifier, Quantity, Role, Span};

/// A stretch of words of one sentence and what it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// First word, an index into `Reading::words`.
    pub first: u32,
    /// The word after the last.
    pub last: u32,
    /// The sentence, an index into `Reading::sentences`.
    pub sentence: u32,
    /// What it may be.
    pub what: What,
}

impl Mention {
    /// The indexes of its words.
    pub fn words(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// What a mention may be.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A number with its qualifier: "at least 68", "dozens".
    Count(Quantity),
    /// Counted or uncounted people: "550 enemy soldiers", "26 of its troops", "a soldier".
    Group(Group),
    /// A party by name, demonym or seat of government: "Armenia", "Azerbaijani", "Baku".
    Party {
        /// Its common English name.
        name: Name,
        /// How it is named here.
        by: PartyUse,
        /// Why a seat of government stands for the government, or for no more than the town, in words.
        why: Option<Name>,
    },
    /// A person, body or office that may speak: "Armenian Prime Minister Nikol Pashinyan", "the ministry".
    Speaker {
        /// The party that it speaks for, where that is known.
        party: Option<Name>,
        /// Its name within the party ("Ministry of Defence", "Nikol Pashinyan"), where it has one.
        body: Option<Name>,
    },
    /// A place.
    Place(crate::Place),
    /// A day, time, duration or set, with its TIMEX3 value and type.
    Time {
        /// TIMEX3 value: `2020-09-27`, `P24H`, `XXXX-WXX-7` where no day of writing is known.
        value: String,
        /// TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`.
        kind: &'static str,
        /// The days that it covers.
        days: crate::Interval,
    },
}

/// How a party is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyUse {
    /// Its name: "Armenia".
    Name,
    /// An adjective or people: "Armenian", "Armenians".
    Demonym,
    /// A seat of government that speaks or acts: "Baku denied it".
    Seat,
    /// A seat of government as the town that the party holds: "strikes on Baku".
    Town,
    /// A seat of government at the head of a report, where it was written: "BAKU, Sept. 27 -".
    Dateline,
    /// The report's own words teach it ("Division 30", "the group").
    Introduced,
}

impl PartyUse {
    /// Whether it is the town that a party holds, or the one where the report was written, and nobody who acts.
    pub fn is_town(self) -> bool {
        matches!(self, PartyUse::Town | PartyUse::Dateline)
    }
}

/// People, as a phrase counts and describes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How many; `Quantity::uncounted()` where the phrase has no count.
    pub quantity: Quantity,
    /// Where the count stands, if there is one.
    pub count: Option<Span>,
    /// What they are: military, civilian, all; `None` where the phrase has a count and no noun ("more than 200").
    pub role: Option<Role>,
    /// The head noun's dictionary form ("soldier"), where there is one.
    pub noun: Option<Name>,
    /// Whose they are by the phrase's own words ("Azerbaijani civilians").
    pub side: Vec<Name>,
    /// Whether the phrase points at people already spoken of ("the insurgents").
    pub definite: bool,
    /// A word in it that points at a party: "its", "their", "our", "enemy".
    pub pointer: Option<Span>,
    /// A kind of victim that users count apart: women, children, journalists …
    pub kind: Option<Name>,
}

impl Group {
    /// Whether the phrase says how many.
    pub fn is_counted(&self) -> bool {
        self.quantity.qualifier != Qualifier::None
    }
}
