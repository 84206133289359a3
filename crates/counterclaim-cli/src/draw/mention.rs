//! Mentions and attributions of a report, one a line.

use super::{
    Look, day, locate,
    text::{hang, short, visible},
    words,
};
use counterclaim::write::in_words;
use counterclaim_model::{Mention, Quantity, Reading, Span, What};

/// A report's mentions and attributions, in text order.
pub fn screen(look: Look, reading: &Reading) -> String {
    let text = &reading.document.text;
    let mut lines: Vec<(Span, &str, String)> = reading.mentions.iter().map(|m| (m.span, kind(m), means(m, text))).collect();
    for spoken in &reading.spoken {
        let content: Vec<String> = spoken.content.iter().map(|span| short(&visible(span.of(text)), 60)).collect();
        let verb = if spoken.denies { "denies" } else { "says" };
        lines.push((spoken.cue, "attribution", format!("{} {verb}: «{}»", visible(&spoken.speaker.name()), content.join(" … "))));
    }
    for repair in &reading.document.repairs {
        lines.push((repair.span, "repair", format!("reads «{}» ({})", visible(&repair.reads), repair.rule)));
    }
    lines.sort();
    let mut out = String::new();
    for (span, kind, means) in lines {
        let line = format!("{kind:<12} «{}»   {means}", visible(span.of(text)));
        out.push_str(&hang(&format!("{}   ", locate::at(reading, span)), &line, look.width));
    }
    out
}

/// What kind of mention.
pub fn kind(mention: &Mention) -> &'static str {
    match &mention.what {
        What::Count(_) => "count",
        What::Group(_) => "group",
        What::Party { .. } => "party",
        What::Speaker { .. } => "speaker",
        What::Place(_) => "place",
        What::Time { .. } => "time",
    }
}

/// What it is taken to mean, and of a day how that is known.
pub fn means(mention: &Mention, text: &str) -> String {
    match &mention.what {
        What::Count(quantity) => bounded(*quantity),
        What::Group(group) => {
            let role = group.role.map_or("people or things not said", words::people);
            format!("{role}, {}, side {}", bounded(group.quantity), words::names(&group.side, "not said"))
        }
        What::Party { name, why: Some(why), by } => {
            let stands = if by.is_town() { "the town and not" } else { "stands for" };
            format!("{stands} {}: {why}", visible(name))
        }
        What::Party { name, .. } => visible(name),
        What::Speaker { party, body } => {
            let or = |name: &Option<counterclaim_model::Name>, none: &str| name.as_ref().map_or(none.to_owned(), |name| visible(name));
            format!("for {}: {}", or(party, "a party not known"), or(body, "not named"))
        }
        What::Place(place) => match (&place.name, place.lat, place.lon) {
            (Some(name), Some(lat), Some(lon)) => format!("{} {lat:.2} {lon:.2}", visible(name)),
            (Some(name), ..) => visible(name),
            _ => "not in the tables".to_owned(),
        },
        What::Time { value, kind, days } => match in_words(days, text).filter(|_| days.from.is_some()) {
            Some(basis) => format!("{kind} {value}, {}: {}", day::days(days), visible(&basis)),
            None => format!("{kind} {value}, {}", day::days(days)),
        },
    }
}

fn bounded(quantity: Quantity) -> String {
    format!("{} ({})", words::quantity(quantity), quantity.qualifier.name())
}
