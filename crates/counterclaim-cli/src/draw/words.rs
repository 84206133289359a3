//! Figures, speakers and values in words, the same on every screen.

use super::{
    day,
    text::{number, short, visible},
};
use counterclaim::{
    resolve::judgement_id,
    write::{
        Entry,
        table::{Column, Figure, Voice},
    },
};
use counterclaim_model::{About, Answer, Effect, Episode, Judgement, Kind, Name, Opinion, Part, Qualifier, Quantity, Role, Scope, Toll};

/// The figure as the words bound it: "at least 49", "more than 200", "dozens", "«losses», no figure".
pub fn figure(entry: Entry, toll: &Toll) -> String {
    let text = &entry.reading.document.text;
    let said = |part| entry.claim.part(part).map(|span| visible(span.of(text)));
    match toll.quantity.qualifier {
        Qualifier::Vague => said(Part::Count).unwrap_or_else(|| quantity(toll.quantity)),
        Qualifier::None => {
            let words = said(Part::Harm).filter(|words| !words.is_empty()).unwrap_or_else(|| visible(entry.quote()));
            format!("«{}», no figure", short(&words, 40))
        }
        _ => quantity(toll.quantity),
    }
}

/// The same in a cell of a table: whose it is where the column does not say, and of what it is a part.
pub fn figure_of(figure: &Figure, column: &Column) -> String {
    let (entry, toll) = (figure.first(), figure.toll);
    let mut words = self::figure(entry, toll);
    let named = matches!(column, Column::Camp(camp) if camp.first() == toll.side.first());
    let whose = Some(&toll.side).filter(|side| !side.is_empty() && !named).map(|side| names(side, ""));
    let of: Vec<String> = toll.group.as_deref().map(visible).into_iter().chain(whose).collect();
    if !of.is_empty() {
        words.push_str(&format!(" ({})", of.join(", ")));
    }
    if entry.claim.part_of.is_some() {
        words.push_str(", part of a larger figure");
    }
    words
}

/// A column of a table.
pub fn column(column: &Column) -> String {
    match column {
        Column::Camp(parties) => names(parties, "not said"),
        Column::Both => "All sides together".to_owned(),
        Column::Others => "Others".to_owned(),
    }
}

/// The side of a range or a toll's history.
pub fn side(name: &str) -> String {
    if name == "all" { "all sides together".to_owned() } else { visible(name) }
}

/// Who fights: "Armenia, Nagorno-Karabakh – Azerbaijan".
pub fn parties(episode: &Episode) -> String {
    let camps: Vec<String> = episode.camps.iter().map(|camp| names(camp, "not said")).collect();
    if camps.is_empty() { "parties not known".to_owned() } else { camps.join(" – ") }
}

/// A figure without its words.
pub fn quantity(quantity: Quantity) -> String {
    let n = said(quantity).map_or_else(|| "no figure".to_owned(), |n| number(u64::from(n)));
    match (quantity.qualifier, quantity.low, quantity.high) {
        (Qualifier::None, ..) => "no figure".to_owned(),
        (Qualifier::Exact, ..) => n,
        (Qualifier::MoreThan, ..) => format!("more than {n}"),
        (Qualifier::LessThan, ..) => format!("fewer than {n}"),
        (Qualifier::UpTo, ..) => format!("up to {n}"),
        (Qualifier::About, ..) => format!("about {n}"),
        (_, Some(low), Some(high)) if low != high => format!("{} to {}", number(u64::from(low)), number(u64::from(high))),
        (Qualifier::AtLeast | Qualifier::Vague, Some(_), None) => format!("at least {n}"),
        (_, None, Some(_)) => format!("up to {n}"),
        _ => n,
    }
}

/// The number that the words say: "more than 200" says 200 and means 201.
pub fn said(quantity: Quantity) -> Option<u32> {
    match quantity.qualifier {
        Qualifier::MoreThan => quantity.low.map(|low| low.saturating_sub(1)),
        Qualifier::LessThan => quantity.high.map(|high| high.saturating_add(1)),
        Qualifier::None => None,
        _ => quantity.figure(),
    }
}

/// Who says so: the chain from the fact to the reader, in words where it is not known.
pub fn claimant(entry: Entry) -> String {
    let text = &entry.reading.document.text;
    let chain = &entry.claim.attribution.chain;
    if chain.is_empty() {
        return "the report's own voice".to_owned();
    }
    let speaker = |speaker: &counterclaim_model::Speaker| match (&speaker.party, &speaker.body, speaker.words) {
        (None, None, Some(words)) => format!("a speaker not in the text («{}»)", visible(words.of(text))),
        (None, None, None) => "a speaker not in the text".to_owned(),
        _ => visible(&speaker.name()),
    };
    let mut said: Vec<String> = chain.iter().map(speaker).collect();
    // "Azerbaijan said that according to Azerbaijan": one voice, however often it is named.
    said.dedup();
    said.join(" → ")
}

/// That a side says nothing, and as of which day.
pub fn silence(entry: Entry) -> String {
    let as_of = entry.as_of().map_or_else(String::new, |as_of| format!("as of {}, ", day::day(as_of)));
    format!("{as_of}says nothing, not zero")
}

/// The mark of a figure: own loss, the enemy's figure, struck where denied; blank for third parties.
pub fn mark(voice: Voice, denied: bool) -> &'static str {
    match (voice, denied) {
        (Voice::Own, false) => "●",
        (Voice::Own, true) => "●\u{336}",
        (Voice::Enemy, false) => "○",
        (Voice::Enemy, true) => "○\u{336}",
        (Voice::Third, _) => " ",
    }
}

/// Whose figure it is, in words, with its speaker.
pub fn voice(voice: Voice, claimant: &str) -> String {
    match voice {
        Voice::Own => format!("own loss, per {claimant}"),
        Voice::Enemy => format!("the enemy's figure, per {claimant}"),
        Voice::Third => format!("per {claimant}"),
    }
}

/// What befell them, as a screen says it.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Casualties => "killed or wounded",
        other => other.name(),
    }
}

/// Who they are.
pub fn people(role: Role) -> &'static str {
    match role {
        Role::Military => "soldiers",
        Role::Civilian => "civilians",
        Role::All => "people",
    }
}

/// What a figure counts.
pub fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Incident => "one incident",
        Scope::Total => "running total",
    }
}

/// What became of a denial, to be put behind it.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Insisted => "; it is said again after that",
        Answer::Conceded => "; conceded later",
        Answer::NeverAnswered => "; never answered in these reports",
    }
}

/// A statement's kind: "ceasefire call".
pub fn kind(kind: Kind) -> String {
    kind.name().replace('_', " ")
}

/// Who judged, when, what, and why: "A. Coder on 2026-03-01: amended to {"from":"2020-09-27"} (the ministry says so)".
pub fn judgement(judgement: &Judgement) -> String {
    let verdict = match (judgement.verdict, &judgement.about, &judgement.set.with) {
        (Opinion::Yes, ..) => "the report says so".to_owned(),
        (Opinion::No, ..) => "the report does not say so".to_owned(),
        (Opinion::Unsure, ..) => "can't tell".to_owned(),
        (Opinion::Amend, About::Party(name), Some(with)) => format!("the party {name} is {with}"),
        (Opinion::Amend, ..) => format!("amended, {}", serde_json::to_string(&judgement.set).unwrap_or_default()),
        (Opinion::Withdraw, ..) => "withdrawn".to_owned(),
    };
    let note = if judgement.note.is_empty() { String::new() } else { format!(" ({})", judgement.note) };
    visible(&format!("{} at {}: {verdict}{note}; judgement:{}", judgement.by, judgement.at, judgement_id(judgement)))
}

/// Several names, or what to say where there are none.
pub fn names(names: &[Name], none: &str) -> String {
    if names.is_empty() { none.to_owned() } else { visible(&names.join(", ")) }
}
