//! Candidates and attributions as `mentions --json` writes them, in the form that the public corpora are scored in.
//!
//! The field that says what a mention is has the name `kind`, and not `type` as in the other records: a time's `type` is its TIMEX3 type.

use super::{VERSION, claim, in_words, place as exact, precision};
use counterclaim_model::{Mention, Name, PartyUse, Qualifier, Quantity, Reading, Repair, Role, Span, Spoken, What};
use serde::{Deserialize, Serialize};

/// One mention, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// The schema version.
    pub v: u32,
    /// The report's id.
    pub doc: String,
    /// What it may be.
    #[serde(flatten)]
    pub what: WhatRecord,
    /// First byte in the report's text (UTF-8).
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The words, exactly.
    pub words: String,
}

/// What a mention may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhatRecord {
    /// A number.
    Count {
        /// Lower end, null where open.
        low: Option<u32>,
        /// Upper end, null where open.
        high: Option<u32>,
        /// How the words bound it.
        qualifier: Qualifier,
    },
    /// People, as a phrase counts and describes them.
    Group {
        /// Lower end, null where open.
        low: Option<u32>,
        /// Upper end, null where open.
        high: Option<u32>,
        /// How the words bound it.
        qualifier: Qualifier,
        /// Soldiers or civilians.
        role: Option<Role>,
        /// The head noun's dictionary form.
        noun: Option<String>,
        /// Whose they are by the phrase's own words.
        side: Option<String>,
        /// A kind of victim counted apart.
        group: Option<String>,
    },
    /// A party by name, demonym or seat of government.
    Party {
        /// Its common English name.
        party: String,
        /// `name`, `demonym`, `seat`, `town` or `introduced`.
        by: String,
        /// Why a seat of government stands for the government (`seat`), or for no more than the town (`town`).
        why: Option<String>,
    },
    /// A person, body or office that may speak.
    Speaker {
        /// The party that it speaks for.
        party: Option<String>,
        /// Its name within the party.
        body: Option<String>,
    },
    /// A place.
    Place {
        /// Our name for it.
        name: Option<String>,
        /// Degrees north.
        lat: Option<f32>,
        /// Degrees east.
        lon: Option<f32>,
        /// ISO 3166-1 alpha-2.
        country: Option<String>,
        /// First-order division.
        admin1: Option<String>,
        /// How exactly it is known, by the codes of the Uppsala Conflict Data Program.
        where_prec: Option<u8>,
        /// Why it is this place and none of its namesakes.
        why: Option<String>,
    },
    /// A day, time, duration or set.
    Time {
        /// TIMEX3 value.
        value: String,
        /// TIMEX3 type.
        #[serde(rename = "type")]
        timex: String,
        /// First day that it covers.
        from: Option<String>,
        /// Last day that it covers.
        to: Option<String>,
        /// How exactly they are known, by the codes of the Uppsala Conflict Data Program.
        date_prec: Option<u8>,
        /// The days as EDTF writes them.
        edtf: Option<String>,
        /// How the days are known, in words.
        basis: Option<String>,
    },
    /// A damaged word.
    Repair {
        /// What it reads as.
        reads: String,
        /// The mechanism that says so.
        rule: String,
    },
    /// Who says what; byte ranges.
    Attribution {
        /// The speaker's words.
        source: Vec<(u32, u32)>,
        /// The word of speech.
        cue: Vec<(u32, u32)>,
        /// What is said.
        content: Vec<(u32, u32)>,
        /// Who that is.
        claimant: String,
        /// Whether the speaker rejects it.
        denies: bool,
        /// The rule that found it.
        rule: String,
    },
}

/// A report's mentions and attributions, in text order.
pub(super) fn records(reading: &Reading) -> Vec<MentionRecord> {
    let mentions = reading.mentions.iter().map(|m| (m.span, what(m, &reading.document.text)));
    let spoken = reading.spoken.iter().map(|s| (whole(s), attribution(s)));
    let repair = |r: &Repair| (r.span, WhatRecord::Repair { reads: r.reads.to_string(), rule: r.rule.to_string() });
    let repairs = reading.document.repairs.iter().map(repair);
    let mut found: Vec<(Span, WhatRecord)> = mentions.chain(spoken).chain(repairs).collect();
    found.sort_by_key(|(span, _)| *span);
    let record = |(span, what): (Span, WhatRecord)| MentionRecord {
        v: VERSION,
        doc: reading.document.id.to_string(),
        what,
        start: span.start,
        end: span.end,
        words: span.of(&reading.document.text).to_owned(),
    };
    found.into_iter().map(record).collect()
}

fn what(mention: &Mention, text: &str) -> WhatRecord {
    match &mention.what {
        What::Count(Quantity { low, high, qualifier }) => WhatRecord::Count { low: *low, high: *high, qualifier: *qualifier },
        What::Group(group) => WhatRecord::Group {
            low: group.quantity.low,
            high: group.quantity.high,
            qualifier: group.quantity.qualifier,
            role: group.role,
            noun: owned(&group.noun),
            side: claim::joined(&group.side),
            group: owned(&group.kind),
        },
        What::Party { name, by, why } => WhatRecord::Party { party: name.to_string(), by: by_name(*by).to_owned(), why: why.as_deref().map(str::to_owned) },
        What::Speaker { party, body } => WhatRecord::Speaker { party: owned(party), body: owned(body) },
        What::Place(place) => {
            let (name, country, admin1) = (owned(&place.name), owned(&place.country), owned(&place.admin1));
            WhatRecord::Place { name, lat: place.lat, lon: place.lon, country, admin1, where_prec: exact::where_prec(place), why: owned(&place.why) }
        }
        What::Time { value, kind, days } => {
            let (from, to) = claim::days(days);
            WhatRecord::Time {
                value: value.clone(),
                timex: (*kind).to_owned(),
                from,
                to,
                date_prec: precision::date_prec(days),
                edtf: precision::edtf(days),
                basis: in_words(days, text),
            }
        }
    }
}

fn attribution(spoken: &Spoken) -> WhatRecord {
    // An empty span stands for words that are not there: a speaker that the rule has from the context.
    let range = |span: &Span| (!span.is_empty()).then_some((span.start, span.end));
    WhatRecord::Attribution {
        source: range(&spoken.source).into_iter().collect(),
        cue: range(&spoken.cue).into_iter().collect(),
        content: spoken.content.iter().filter_map(range).collect(),
        claimant: spoken.speaker.name(),
        denies: spoken.denies,
        rule: spoken.rule.to_string(),
    }
}

/// From the first word of speaker, cue and content to the last.
fn whole(spoken: &Spoken) -> Span {
    let spans = spoken.content.iter().chain([&spoken.source, &spoken.cue]).filter(|span| !span.is_empty());
    spans.copied().reduce(Span::to).unwrap_or(spoken.cue)
}

fn by_name(by: PartyUse) -> &'static str {
    match by {
        PartyUse::Name => "name",
        PartyUse::Demonym => "demonym",
        PartyUse::Seat => "seat",
        PartyUse::Town => "town",
        PartyUse::Dateline => "dateline",
        PartyUse::Introduced => "introduced",
    }
}

fn owned(name: &Option<Name>) -> Option<String> {
    name.as_deref().map(str::to_owned)
}
