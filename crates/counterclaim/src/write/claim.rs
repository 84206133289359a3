//! A claim as `export --as jsonl` writes it: the fields of the annotation guidelines under their own names, then ours.
//!
//! What is not known is null, an open end too. `side` is `all` where a figure covers every side or says none: that is a value.

use super::{
    CopyRecord, CreditRecord, Entry, ToldRecord, VERSION,
    beside::credit,
    in_words, place as exact, precision, seats,
    selector::{SelectorRecord, selectors},
};
use counterclaim_model::{
    Claim, Deed, Effect, Interval, Judgement, Kind, Name, NatureKind, Part, Place, Qualifier, Reading, Role, Says, Scope, Stance, Toll, Voice,
};
use serde::{Deserialize, Serialize};

/// One claim, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// The schema version.
    pub v: u32,
    /// Where the report was read in translation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub translated: Option<TranslatedRecord>,
    /// What is claimed; its `type` is `toll` or `statement`.
    #[serde(flatten)]
    pub says: SaysRecord,
    /// Whom its report has its words from, as the report says; left out where it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<CreditRecord>,
    /// The report that its own repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<CopyRecord>,
    /// The claims of other reports that tell it too, and itself, the likeliest original first; left out where nobody does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_in: Vec<ToldRecord>,
}

/// That the words are a translation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TranslatedRecord {
    /// The language of the original, where known.
    pub from: Option<Name>,
    /// The command that translated; null where the translation came with its original.
    pub by: Option<Name>,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SaysRecord {
    /// People harmed.
    Toll(Box<TollRecord>),
    /// What the parties do and say.
    Statement(Box<StatementRecord>),
}

/// People harmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TollRecord {
    /// The claim's id.
    pub id: String,
    /// The report's id.
    pub doc: String,
    /// The words, exactly.
    pub quote: String,
    /// First byte of the quote in the report's text (UTF-8).
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What befell them.
    pub effect: Effect,
    /// Lower end, null where open.
    pub low: Option<u32>,
    /// Upper end, null where open.
    pub high: Option<u32>,
    /// How the words bound the figure.
    pub qualifier: Qualifier,
    /// Whose they are, joined with "; "; `all` for every side or none said.
    pub side: String,
    /// Why that side, in words.
    pub side_basis: Option<String>,
    /// Soldiers or civilians.
    pub role: Role,
    /// One strike, or a running total.
    pub scope: Scope,
    /// First day, as far as it is known.
    pub from: Option<String>,
    /// Last day, as far as it is known.
    pub to: Option<String>,
    /// How exactly the days are known, by the codes of the Uppsala Conflict Data Program: 1 the day, 2 two to six days, 3 a week, 4 a month, 5
    /// longer; null where an end is open.
    pub date_prec: Option<u8>,
    /// The same by ACLED's: 1 the day, 2 the week, 3 the month.
    pub time_precision: Option<u8>,
    /// The days as EDTF writes them: `2020-09-27/2020-09-29`, `../2020-09-28`.
    pub edtf: Option<String>,
    /// How the days are known, in words.
    pub basis: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    /// With what.
    pub means: Option<String>,
    /// A kind of victim counted apart.
    pub group: Option<String>,
    /// Who says so, where, and by which rule it was read.
    #[serde(flatten)]
    pub told: TellingRecord,
}

/// What the parties do and say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementRecord {
    /// The claim's id.
    pub id: String,
    /// The report's id.
    pub doc: String,
    /// The words, exactly.
    pub quote: String,
    /// First byte of the quote in the report's text (UTF-8).
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Which of the kinds.
    pub kind: Kind,
    /// Who does it, joined with "; ".
    pub actor: Option<String>,
    /// To whom, joined with "; ".
    pub target: Option<String>,
    /// With what, as worded.
    pub means: Option<String>,
    /// The event's first day, null where no day is told.
    pub date: Option<String>,
    /// Its last day, so far as it is known.
    pub to: Option<String>,
    /// How exactly the days are known, by the codes of the Uppsala Conflict Data Program: 1 the day, 2 two to six days, 3 a week, 4 a month, 5
    /// longer; null where an end is open.
    pub date_prec: Option<u8>,
    /// The same by ACLED's: 1 the day, 2 the week, 3 the month.
    pub time_precision: Option<u8>,
    /// The days as EDTF writes them: `2020-09-27/2020-09-29`, `../2020-09-28`.
    pub edtf: Option<String>,
    /// How the days are known, in words.
    pub basis: Option<String>,
    /// Who says so, where, and by which rule it was read.
    #[serde(flatten)]
    pub told: TellingRecord,
}

/// What tolls and statements have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TellingRecord {
    /// Who vouches: "Azerbaijan: Ministry of Defence", "UN", `reporter`, `unknown`.
    pub claimant: String,
    /// The whole chain, from the one nearest the fact; empty for the report's own voice.
    pub speakers: Vec<SpeakerRecord>,
    /// Quoted, reported or the report's own.
    pub voice: Voice,
    /// Whether the claimant says that it is so.
    pub stance: Stance,
    /// Why seats of government in its words stand for parties, in words.
    pub seats: Vec<String>,
    /// Parties that reject it, by this report.
    pub denied_by: Vec<String>,
    /// Whether it belongs to the fighting that the report is about.
    pub current: bool,
    /// Where.
    #[serde(flatten)]
    pub place: PlaceRecord,
    /// What stands where.
    pub parts: Vec<PartRecord>,
    /// Where the quote stands, for tools that annotate: in characters, and not in bytes. Left out where names are hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selector: Vec<SelectorRecord>,
    /// The claim of the same report that this one is a part of.
    pub part_of: Option<String>,
    /// An earlier claim of the same report that this one says again.
    pub same_as: Option<String>,
    /// The rule that made it.
    pub rule: String,
    /// How likely it is to be right, 0 to 1.
    pub confidence: f32,
    /// What people said of it; left out where nobody did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judgement>,
}

/// One speaker of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerRecord {
    /// The party that it speaks for.
    pub party: Option<String>,
    /// Body, office or person.
    pub body: Option<String>,
    /// How its party is known, where its own words alone do not tell it.
    pub why: Option<String>,
    /// Its words in the report.
    pub words: Option<String>,
    /// First byte of those words.
    pub start: Option<u32>,
    /// The byte after the last.
    pub end: Option<u32>,
}

/// Where, as the report spells it, and what the tables know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceRecord {
    /// As the report spells it.
    pub place: Option<String>,
    /// Our name for it.
    pub place_name: Option<String>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Why it is this place and none of its namesakes.
    pub place_why: Option<String>,
    /// How the report means it where the deed was not simply there: `near`, `away`, `direction`, `border`, `part`; null where it was.
    pub place_nature: Option<NatureKind>,
    /// The words that say so: "in the direction of".
    pub place_nature_words: Option<String>,
    /// How exactly it is known, by the codes of the Uppsala Conflict Data Program: 1 the place itself, 2 near it, 3 a district, 4 a first-order
    /// division, 5 a region or a part of a country, 6 a country, 7 water; null where nothing is known of it.
    pub where_prec: Option<u8>,
    /// The same by ACLED's: 1 the town, 2 near it or a district, 3 a larger region.
    pub geo_precision: Option<u8>,
    /// Why this place, in words.
    pub place_basis: Option<String>,
}

/// A part of the claim and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// Which part.
    pub part: Part,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A claim as it is written, by itself.
pub(super) fn record(reading: &Reading, claim: &Claim) -> ClaimRecord {
    let entry = Entry { reading, claim };
    let says = match &claim.says {
        Says::Toll(says) => SaysRecord::Toll(Box::new(toll(entry, says))),
        Says::Deed(says) => SaysRecord::Statement(Box::new(statement(entry, says))),
    };
    let original = reading.document.source.original.as_ref();
    let translated = original.map(|original| TranslatedRecord { from: original.language.clone(), by: original.translator.clone() });
    let credits = reading.document.credits.iter().map(credit).collect();
    ClaimRecord { v: VERSION, translated, says, credits, copy_of: None, told_in: Vec::new() }
}

fn toll(entry: Entry, toll: &Toll) -> TollRecord {
    let Entry { reading, claim } = entry;
    let (from, to) = days(&claim.when);
    TollRecord {
        id: claim.id.0.to_string(),
        doc: claim.doc.to_string(),
        quote: entry.quote().to_owned(),
        start: claim.quote.start,
        end: claim.quote.end,
        effect: toll.effect,
        low: toll.quantity.low,
        high: toll.quantity.high,
        qualifier: toll.quantity.qualifier,
        side: joined(&toll.side).unwrap_or_else(|| "all".to_owned()),
        side_basis: Some(toll.side_basis.clone()).filter(|basis| !basis.is_empty()),
        role: toll.role,
        scope: toll.scope,
        from,
        to,
        date_prec: precision::date_prec(&claim.when),
        time_precision: precision::time_precision(&claim.when),
        edtf: precision::edtf(&claim.when),
        basis: in_words(&claim.when, &reading.document.text),
        by: toll.by.as_deref().map(str::to_owned),
        means: toll.means.clone(),
        group: toll.group.as_deref().map(str::to_owned),
        told: told(entry),
    }
}

fn statement(entry: Entry, deed: &Deed) -> StatementRecord {
    let Entry { reading, claim } = entry;
    let (from, to) = days(&claim.when);
    StatementRecord {
        id: claim.id.0.to_string(),
        doc: claim.doc.to_string(),
        quote: entry.quote().to_owned(),
        start: claim.quote.start,
        end: claim.quote.end,
        kind: deed.kind,
        actor: joined(&deed.actor),
        target: joined(&deed.target),
        means: deed.means.clone(),
        date: from,
        to,
        date_prec: precision::date_prec(&claim.when),
        time_precision: precision::time_precision(&claim.when),
        edtf: precision::edtf(&claim.when),
        basis: in_words(&claim.when, &reading.document.text),
        told: told(entry),
    }
}

fn told(entry: Entry) -> TellingRecord {
    let Entry { reading, claim } = entry;
    let text = &reading.document.text;
    let speakers = claim.attribution.chain.iter().map(|speaker| SpeakerRecord {
        party: speaker.party.as_deref().map(str::to_owned),
        body: speaker.body.as_deref().map(str::to_owned),
        why: speaker.why.as_deref().map(str::to_owned),
        words: speaker.words.map(|span| span.of(text).to_owned()),
        start: speaker.words.map(|span| span.start),
        end: speaker.words.map(|span| span.end),
    });
    TellingRecord {
        claimant: claim.attribution.claimant(),
        speakers: speakers.collect(),
        voice: claim.attribution.voice,
        stance: claim.stance,
        seats: seats(reading, claim),
        denied_by: claim.denied_by.iter().map(ToString::to_string).collect(),
        current: claim.current,
        place: claim.place.as_ref().map(place).unwrap_or_default(),
        parts: claim.parts.iter().map(|(part, span)| PartRecord { part: *part, start: span.start, end: span.end }).collect(),
        selector: selectors(text, claim.quote),
        part_of: claim.part_of.as_ref().map(|id| id.0.to_string()),
        same_as: claim.same_as.as_ref().map(|id| id.0.to_string()),
        rule: claim.rule.to_string(),
        // Three places: more would be noise that differs from machine to machine.
        confidence: (claim.confidence * 1000.0).round() / 1000.0,
        judged: claim.judged.iter().map(|judgement| Judgement::clone(judgement)).collect(),
    }
}

pub(super) fn place(place: &Place) -> PlaceRecord {
    let owned = |name: &Option<Name>| name.as_deref().map(str::to_owned);
    PlaceRecord {
        place: Some(place.words.to_string()),
        place_name: owned(&place.name),
        lat: place.lat,
        lon: place.lon,
        country: owned(&place.country),
        admin1: owned(&place.admin1),
        place_why: owned(&place.why),
        place_nature: place.nature.as_ref().map(|nature| nature.kind),
        place_nature_words: place.nature.as_ref().map(|nature| nature.words.to_string()),
        where_prec: exact::where_prec(place),
        geo_precision: exact::geo_precision(place),
        place_basis: Some(place.basis.clone()).filter(|basis| !basis.is_empty()),
    }
}

pub(super) fn days(when: &Interval) -> (Option<String>, Option<String>) {
    (when.from.map(|day| day.to_string()), when.to.map(|day| day.to_string()))
}

/// Several names in one field; `None` for none.
pub(super) fn joined(names: &[Name]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("; "))
}
