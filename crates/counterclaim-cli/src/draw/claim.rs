//! A claim as a line of search results: where, what, who says so, and the words with carets under their parts.

use super::{
    Look,
    book::Book,
    caret::carets,
    locate,
    text::{visible, width},
    words,
};
use counterclaim::write::{Entry, is_silence};
use counterclaim_model::{Part, Qualifier, Says, Span, Stance};

/// The claim, its words, and what answers it.
pub fn claim(look: Look, book: &Book, entry: Entry) -> String {
    let place = locate::at(entry.reading, entry.claim.quote);
    let mut out = joined(look, &look.bold(&place), width(&place), &[summary(entry), vouched(book, entry), format!("id {}", entry.claim.id.0)]);
    out.push_str(&quoted(look, "   ", entry));
    for line in answers(entry) {
        out.push_str(&super::text::hang("   ", &line, look.width));
    }
    out.push('\n');
    out
}

/// Pieces on one line where they fit, else on lines of their own.
fn joined(look: Look, head: &str, head_width: usize, pieces: &[String]) -> String {
    let line = pieces.join("   ");
    if head_width + 3 + width(&line) <= look.width {
        return format!("{head}   {line}\n");
    }
    let mut out = format!("{head}\n");
    for piece in pieces {
        out.push_str(&super::text::hang("   ", piece, look.width));
    }
    out
}

/// What is claimed, in a few words: "550 killed, soldiers of Armenia, running total".
pub fn summary(entry: Entry) -> String {
    match &entry.claim.says {
        Says::Toll(toll) => {
            let group = toll.group.as_ref().map_or(words::people(toll.role).to_owned(), |group| visible(group));
            let side =
                if toll.side.is_empty() { format!("{group}, of every side or none said") } else { format!("{group} of {}", words::names(&toll.side, "")) };
            let earlier = if entry.claim.current { "" } else { ", earlier fighting" };
            let effect = words::effect(toll.effect);
            if is_silence(&entry) {
                return format!("says nothing of {effect}, {side}: silence, not zero{earlier}");
            }
            let figure = match toll.quantity.qualifier {
                Qualifier::None => format!("{effect}, no figure given"),
                _ => format!("{} {effect}", words::figure(entry, toll)),
            };
            format!("{figure}, {side}, {}{earlier}", words::scope(toll.scope))
        }
        Says::Deed(deed) => {
            let actor = words::names(&deed.actor, "actor not said");
            let target = if deed.target.is_empty() { String::new() } else { format!(" → {}", words::names(&deed.target, "")) };
            let earlier = if entry.claim.current { "" } else { ", earlier fighting" };
            format!("{}: {actor}{target}{earlier}", words::kind(deed.kind))
        }
    }
}

/// Who vouches, with mark and word.
pub fn vouched(book: &Book, entry: Entry) -> String {
    let voice = book.voice(entry);
    let mark = words::mark(voice, !entry.claim.denied_by.is_empty());
    format!("{mark} {}", words::voice(voice, &words::claimant(entry))).trim_start().to_owned()
}

/// The quote, with carets under its parts.
pub fn quoted(look: Look, indent: &str, entry: Entry) -> String {
    let claim = entry.claim;
    let mut marks: Vec<(Span, String)> = Vec::new();
    for (part, span) in claim.parts.iter().filter(|(_, span)| claim.quote.contains(*span) && !span.is_empty()) {
        let name = match (part, &claim.says) {
            (Part::Harm, Says::Toll(toll)) => format!("effect: {}", words::effect(toll.effect)),
            (Part::Harm, Says::Deed(deed)) => format!("deed: {}", words::kind(deed.kind)),
            (part, _) => part.name().to_owned(),
        };
        marks.push((*span, name));
    }
    carets(look, indent, &entry.reading.document.text, claim.quote, &marks)
}

/// The speaker's words where they stand outside the quote, then the claimant's own denial, the doubt, and who denies it.
fn answers(entry: Entry) -> Vec<String> {
    let claim = entry.claim;
    let text = &entry.reading.document.text;
    let mut lines = Vec::new();
    let speakers = claim.attribution.chain.iter().filter_map(|speaker| speaker.words).filter(|words| !claim.quote.contains(*words));
    for (index, words) in speakers.enumerate() {
        let cue = claim.attribution.cue.filter(|_| index == 0).map_or_else(String::new, |cue| format!(" … «{}»", visible(cue.of(text))));
        lines.push(format!("speaker: «{}»{cue} at {}", visible(words.of(text)), locate::at(entry.reading, words)));
    }
    match claim.stance {
        Stance::Asserted => {}
        Stance::Denied => lines.push("the claimant says that this is not so".to_owned()),
        Stance::Unconfirmed => lines.push("the report adds that this is not verified".to_owned()),
    }
    if !claim.denied_by.is_empty() {
        lines.push(format!("denied by {}", words::names(&claim.denied_by, "")));
    }
    lines
}
