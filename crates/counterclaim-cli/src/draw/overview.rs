//! What `counterclaim PATH…` prints: a line of counts, every episode's table with its disputes and sums, what was set aside, whose
//! day is not stated, and what to type next.

use super::{
    Look,
    book::Book,
    day, dispute,
    episode::{self, Depth},
    text::{count, hang, pad, visible, width},
    words,
};
use counterclaim::write::{Entry, in_words};
use counterclaim_model::{Basis, Dispute, Episode, Kind, Ledger, Reading};
use std::{collections::BTreeMap, time::Duration};

/// So many disputes of an episode are told here; the others by their own command.
const FEW: usize = 5;

/// Whether a report's day is its own: from its metadata or its text in full.
fn is_dated(reading: &Reading) -> bool {
    let published = &reading.document.published;
    published.from.is_some() && matches!(published.basis, Basis::Metadata | Basis::Stated { .. })
}

/// The whole screen; `paths` as they were typed, for the hints, and how long it took, where that is told.
pub fn screen(look: Look, book: &Book, paths: &str, took: Option<Duration>) -> String {
    let ledger = book.ledger;
    let mut out = header(look, ledger, took);
    for told in &ledger.episodes {
        out.push('\n');
        out.push_str(&episode::screen(look, book, told, Depth::Short));
        out.push_str(&statements(look, book, told));
        out.push_str(&answers(look, book, told));
        out.push_str(&sums(look, book, told));
        out.push_str(&background(look, book, told));
    }
    if ledger.episodes.is_empty() {
        out.push_str("\nno claims found in these reports\n");
    } else {
        out.push_str(&format!("\n{}", legend(look)));
        out.push_str(&episode::terms(look, &ledger.estimates));
    }
    out.push_str(&undated(look, &ledger.readings));
    out.push_str(&doubts(look, &ledger.readings));
    if !ledger.episodes.is_empty() {
        let paths = visible(paths);
        let next = ["tolls", "disputes", "claims --words WORDS", "why --id ID"].map(|command| format!("counterclaim {command} {paths}"));
        out.push_str(&format!("next:\n  {}\n", next.join("\n  ")));
    }
    out
}

fn header(look: Look, ledger: &Ledger, took: Option<Duration>) -> String {
    let undated = ledger.readings.iter().filter(|reading| !is_dated(reading)).count();
    let again: usize = ledger.origins.iter().map(|origin| origin.copies.len()).sum();
    let mut counts = vec![
        count(ledger.readings.len(), "report"),
        if again == 0 { "no copies".to_owned() } else { format!("{again} of them copies") },
        count(ledger.episodes.len(), "episode"),
        count(ledger.readings.iter().map(|reading| reading.claims.len()).sum(), "claim"),
        count(ledger.disputes.len(), "dispute"),
    ];
    if undated > 0 {
        counts.push(format!("{} undated (days inferred or not stated)", count(undated, "report")));
    }
    let line = counts.join(" · ");
    let took = took.map_or_else(String::new, |took| format!("{:.2} s", took.as_secs_f32()));
    let room = look.width.saturating_sub(width(&took));
    if took.is_empty() || width(&line) + 1 > room { hang("", &line, look.width) } else { format!("{}{}\n", pad(&line, room), look.dim(&took)) }
}

/// "statements   attack 3 · withdraw 1".
fn statements(look: Look, book: &Book, episode: &Episode) -> String {
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for deed in episode.claims.iter().filter_map(|id| book.index.get(id)?.claim.deed()) {
        *kinds.entry(deed.kind).or_default() += 1;
    }
    let told: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {n}", words::kind(*kind))).collect();
    if told.is_empty() { String::new() } else { hang("  statements   ", &told.join(" · "), look.width) }
}

fn answers(look: Look, book: &Book, episode: &Episode) -> String {
    let disputes: Vec<&Dispute> = book.ledger.disputes.iter().filter(|dispute| dispute.episode == episode.id).collect();
    let mut out = String::new();
    for (index, told) in disputes.iter().take(FEW).enumerate() {
        let mut places: Vec<String> = told.claims.iter().filter_map(|id| book.index.get(id)).map(brief).collect();
        places.dedup();
        let places = if places.is_empty() { String::new() } else { format!("  ({})", places.join(", ")) };
        out.push_str(&hang(&dispute::head(index + 1, told), &format!("{}{places}", visible(&told.words)), look.width));
    }
    if disputes.len() > FEW {
        out.push_str(&format!("     and {} (counterclaim disputes)\n", count(disputes.len() - FEW, "other dispute")));
    }
    out
}

fn brief(entry: Entry) -> String {
    super::locate::brief(entry.reading, entry.claim.quote)
}

fn sums(look: Look, book: &Book, episode: &Episode) -> String {
    let here = book.ledger.sums.iter().filter(|sum| sum.docs.iter().any(|doc| episode.docs.contains(doc)));
    let told: String = here.map(|sum| hang("  sum          ", &dispute::working(book, sum), look.width)).collect();
    told
}

fn background(look: Look, book: &Book, episode: &Episode) -> String {
    let told = episode.background.iter().filter_map(|id| book.index.get(id)).filter_map(|entry| {
        let toll = entry.claim.toll()?;
        let figure = format!("{} {}", words::figure(entry, toll), words::effect(toll.effect));
        Some(format!("{figure}, per {} ({}; {})", words::claimant(entry), day::days(&entry.claim.when), brief(entry)))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { hang("  set aside    ", &format!("earlier fighting: {}", told.join(" · ")), look.width) }
}

/// What the marks mean.
pub fn legend(look: Look) -> String {
    let words = "● own loss, as the side itself tells it · ○ the enemy's figure · ○\u{336} struck: denied by the other side · no mark: others and the \
                 report's own voice · – silence, which is not zero · ? no claim gives this end of the range";
    super::text::wrap(words, look.width).iter().map(|line| format!("{}\n", look.dim(line))).collect()
}

/// Reports whose day had to be worked out, or could not be.
fn undated(look: Look, readings: &[Reading]) -> String {
    let mut out = String::new();
    for reading in readings.iter().filter(|reading| !is_dated(reading)) {
        let published = &reading.document.published;
        let basis = in_words(published, &reading.document.text).map_or_else(String::new, |basis| format!(", {basis}"));
        out.push_str(&hang(&format!("undated  {}  ", visible(&reading.document.id)), &visible(&format!("{}{basis}", day::days(published))), look.width));
    }
    out
}

fn doubts(look: Look, readings: &[Reading]) -> String {
    let all = readings.iter().flat_map(|reading| &reading.doubts);
    let mut out: String = all.clone().take(FEW).map(|doubt| hang(&format!("doubt  {}  ", visible(&doubt.doc)), &visible(&doubt.what), look.width)).collect();
    let more = all.count().saturating_sub(FEW);
    if more > 0 {
        out.push_str(&format!("       and {}\n", count(more, "other doubt")));
    }
    out
}
