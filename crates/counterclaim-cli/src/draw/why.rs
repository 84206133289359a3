//! Why: how a claim was read, how an estimate was made, why reports stand together.

use super::{
    Look,
    book::Book,
    claim, day, episode, locate, report,
    text::{hang, number, short, visible},
    words,
};
use counterclaim::write::{Entry, in_words, key, seats, use_name, why_not_name};
use counterclaim_model::{Basis, Claim, ClaimId, Episode, Estimate, Original, Retelling, Says, Span, Support};

/// A claim, to the character.
pub fn claim(look: Look, book: &Book, entry: Entry) -> String {
    let Entry { reading, claim } = entry;
    let text = &reading.document.text;
    let mut out = format!("{}   id {}\n", look.bold(&locate::at(reading, claim.quote)), claim.id.0);
    out.push_str(&hang("   ", &claim::summary(entry), look.width));
    out.push_str(&claim::quoted(look, "   ", entry));
    let mut say = |label: &str, what: &str| out.push_str(&hang(&format!("   {label:<12} "), what, look.width));
    say("bytes", &format!("{}..{} of {}", claim.quote.start, claim.quote.end, visible(&reading.document.id)));
    if let Some(sentence) = reading.sentences.get(claim.sentence as usize) {
        say("sentence", &format!("«{}»", visible(sentence.span.of(text))));
    }
    if let Some(original) = &entry.reading.document.source.original {
        say("translated", &translated(original, entry));
    }
    for (index, line) in speakers(book, entry).iter().enumerate() {
        say(if index == 0 { "who says so" } else { "" }, line);
    }
    match &claim.says {
        Says::Toll(toll) => {
            let bounds = |n: Option<u32>| n.map_or_else(|| "open".to_owned(), |n| number(u64::from(n)));
            let quantity = toll.quantity;
            let ends = format!("low {}, high {}, {}", bounds(quantity.low), bounds(quantity.high), quantity.qualifier.name());
            say("how many", &format!("{}: {ends}", words::figure(entry, toll)));
            let basis = if toll.side_basis.is_empty() { "no basis noted".to_owned() } else { visible(&toll.side_basis) };
            say("whose", &format!("{}: {basis}", words::names(&toll.side, "every side together, or no side said")));
            say("counts", words::scope(toll.scope));
            if let Some(by) = &toll.by {
                say("done by", &visible(by));
            }
            if let Some(means) = &toll.means {
                say("with", &visible(means));
            }
        }
        Says::Deed(deed) => {
            say("who does it", &words::names(&deed.actor, "not said"));
            say("to whom", &words::names(&deed.target, "not said"));
        }
    }
    for seat in seats(reading, claim) {
        say("seat", &visible(&seat));
    }
    say("when", &when(claim, text));
    say("where", &place(claim));
    if let Some(why) = claim.place.as_ref().and_then(|place| place.why.as_deref()) {
        say("", &visible(why));
    }
    say("stance", claim.stance.name());
    if !claim.denied_by.is_empty() {
        say("denied by", &words::names(&claim.denied_by, ""));
    }
    say("belongs to", &fighting(book, claim));
    for (label, id) in [("part of", &claim.part_of), ("says again", &claim.same_as)] {
        if let Some(id) = id {
            let other = book.index.get(id).map_or_else(String::new, |entry| format!(" «{}»", book.words(entry, 80)));
            say(label, &format!("{}{other}", id.0));
        }
    }
    for (index, line) in told_in(book, claim).iter().enumerate() {
        say(if index == 0 { "told in" } else { "" }, line);
    }
    say("words of", &report::lineage(reading));
    if let Some((first, why)) = book.index.copy_of(&reading.document.id) {
        say("copy", &format!("of {}: {}", visible(first), visible(why)));
    }
    for line in supports(book, claim) {
        say("support", &line);
    }
    say("rule", &format!("{}, confidence {:.2}", visible(&claim.rule), claim.confidence));
    for judgement in &claim.judged {
        say("judged", &words::judgement(judgement));
    }
    for line in uses(book, claim) {
        say("in estimates", &line);
    }
    out
}

/// Who translated, and the paragraph that the claim's is a translation of; where paragraphs do not pair off, how the original begins.
fn translated(original: &Original, entry: Entry) -> String {
    let paragraphs = |text: &str| text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (theirs, ours) = (paragraphs(&original.text), paragraphs(&entry.reading.document.text));
    let before = &entry.reading.document.text[..entry.claim.quote.start as usize];
    let at = if theirs.len() == ours.len() { paragraphs(before).len().saturating_sub(1) } else { 0 };
    let from = original.language.as_ref().map_or(String::new(), |language| format!("from {} ", visible(language)));
    let by = original.translator.as_ref().map_or("as the report came".to_owned(), |by| format!("by `{}`", visible(by)));
    let words = theirs.get(at).map_or(String::new(), |words| format!("; the original: «{}»", short(&visible(words), 400)));
    format!("{from}{by}{words}")
}

fn speakers(book: &Book, entry: Entry) -> Vec<String> {
    let text = &entry.reading.document.text;
    let attribution = &entry.claim.attribution;
    let words = |span: Option<Span>| {
        span.map_or("no words of its own: from the context".to_owned(), |span| format!("«{}» at {}", visible(span.of(text)), locate::at(entry.reading, span)))
    };
    let mut lines = vec![claim::vouched(book, entry)];
    for speaker in &attribution.chain {
        let why = speaker.why.as_deref().map_or_else(String::new, |why| format!("; {}", visible(why)));
        lines.push(format!("{}: {}{why}", visible(&speaker.name()), words(speaker.words)));
    }
    if let Some(cue) = attribution.cue {
        lines.push(format!("{} with the word {}", attribution.voice.name(), words(Some(cue))));
    }
    lines
}

/// When a claim says that it was, and how that is known.
pub fn when(claim: &Claim, text: &str) -> String {
    let how = match &claim.when.basis {
        Basis::Stated { words } | Basis::Relative { words, .. } => format!(", bytes {}..{}", words.start, words.end),
        _ => String::new(),
    };
    let basis = in_words(&claim.when, text).map_or_else(|| "nothing in the report tells".to_owned(), |basis| visible(&basis));
    format!("{}: {basis}{how}", day::days(&claim.when))
}

/// Where a claim says that it was, and how that is known.
pub fn place(claim: &Claim) -> String {
    let Some(place) = &claim.place else { return "not said".to_owned() };
    let known: Vec<String> = [&place.name, &place.admin1, &place.country].into_iter().flatten().map(|name| visible(name)).collect();
    let at = place.lat.zip(place.lon).map_or_else(String::new, |(lat, lon)| format!(", {lat:.2} {lon:.2}"));
    let known = if known.is_empty() { "not in the tables".to_owned() } else { known.join(", ") };
    let nature = place.nature.as_ref().map_or_else(String::new, |nature| format!("{} ", visible(&nature.words)));
    let basis = if place.basis.is_empty() { String::new() } else { format!("; {}", visible(&place.basis)) };
    format!("{nature}«{}»: {known}{at}{basis}", visible(&place.words))
}

fn fighting(book: &Book, claim: &Claim) -> String {
    match book.episode(&claim.id) {
        Some(episode) if episode.background.contains(&claim.id) => format!("earlier fighting, told in reports of {}", visible(&episode.id)),
        Some(episode) => visible(&episode.id),
        None if claim.current => "no episode".to_owned(),
        None => "earlier fighting".to_owned(),
    }
}

/// The other reports that tell it, the likeliest original first, with what each has otherwise.
fn told_in(book: &Book, claim: &Claim) -> Vec<String> {
    let Some(retold) = book.index.retold(&claim.id) else { return Vec::new() };
    let drift = |again: &Retelling| again.drift.iter().map(|drift| visible(&drift.words)).collect::<Vec<_>>().join("; ");
    let original = std::iter::once((&retold.original, "the likeliest original".to_owned()));
    let all = original.chain(retold.again.iter().map(|again| (&again.claim, drift(again))));
    let line = |(id, how): (&ClaimId, String)| {
        let entry = book.index.get(id)?;
        let mark = if *id == claim.id { "this claim" } else { "" };
        let how: Vec<&str> = [mark, &how].into_iter().filter(|how| !how.is_empty()).collect();
        let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(": ")) };
        Some(format!("{} {}: «{}»{how}", visible(&entry.reading.document.id), id.0, book.words(entry, 60)))
    };
    all.filter_map(line).collect()
}

/// Whether it is a beginning of its own in the rows that it counts in; once where several rows say the same.
fn supports(book: &Book, claim: &Claim) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for estimate in &book.ledger.estimates {
        for told in estimate.support.iter().filter(|told| told.claims.contains(&claim.id)) {
            let line = format!("{} ({} in all)", support(told), episode::origins(estimate));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// "an independent origin: AFP, by «(AFP)»", "no independent origin: repeats only; lineage unknown".
pub fn support(support: &Support) -> String {
    format!("{}: {}", if support.counts { "an independent origin" } else { "no independent origin" }, visible(&support.why))
}

fn uses(book: &Book, claim: &Claim) -> Vec<String> {
    let mut lines = Vec::new();
    for estimate in &book.ledger.estimates {
        let used: Vec<&str> = estimate.used.iter().filter(|(id, _)| *id == claim.id).map(|(_, used)| use_name(*used)).collect();
        if !used.is_empty() {
            lines.push(format!("{}: its {}", visible(&key(estimate)), used.join(" and ")));
        }
        for (_, why) in estimate.set_aside.iter().filter(|(id, _)| *id == claim.id) {
            lines.push(format!("{}: set aside, {}", visible(&key(estimate)), aside(&why_not_name(*why))));
        }
    }
    lines
}

/// Why a claim was set aside, in words.
pub fn aside(why: &str) -> String {
    let words = match why {
        "superseded" => "a later figure of the same claimant took its place",
        "copy" => "it tells another claim again",
        "background" => "it belongs to earlier fighting",
        "mixed_effect" => "killed and wounded in one figure",
        "part_of_total" => "it is counted within another figure",
        "other_scope" => "it covers more or other people than this row",
        "no_number" => "it says no number",
        "denied" => "the claimant takes it back or denies it",
        "retracted" => "its own side took it back",
        "told_later" => "it was told after the day asked for, or nobody knows when",
        "left_out" => "whoever says it was left out",
        "rejected" => "a person judged that the report does not say so",
        "outranked" => "the policy prefers another voice or figure",
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

/// An estimate: its range, the claims that it rests on, and those that it sets aside, each with the reason.
pub fn estimate(look: Look, book: &Book, estimate: &Estimate) -> String {
    let mut out = format!("{}\n", look.bold(&visible(&key(estimate))));
    let as_of = estimate.as_of.map_or_else(|| "day not known".to_owned(), |as_of| format!("as of {}", day::day(as_of)));
    out.push_str(&hang("   low – best – high  ", &format!("{}, {as_of}", episode::range(book, estimate)), look.width));
    let mut line = |label: &str, id: &ClaimId, why: Option<String>| {
        let Some(entry) = book.index.get(id) else { return };
        let why = why.map_or_else(String::new, |why| format!(" · set aside: {why}"));
        out.push_str(&hang(&format!("   {label:<10} "), &format!("{} · {}{why}", claim::summary(entry), claim::vouched(book, entry)), look.width));
        let place = locate::at(entry.reading, entry.claim.quote);
        out.push_str(&hang("              ", &format!("«{}» · {place} · id {}", book.words(entry, 120), entry.claim.id.0), look.width));
    };
    let mut told: Vec<&ClaimId> = Vec::new();
    for (id, _) in &estimate.used {
        if !told.contains(&id) {
            told.push(id);
            let ends = estimate.used.iter().filter(|(other, _)| other == id).map(|(_, used)| use_name(*used));
            line(&ends.collect::<Vec<_>>().join(", "), id, None);
        }
    }
    for (id, why) in &estimate.set_aside {
        line("aside", id, Some(aside(&why_not_name(*why))));
    }
    for told in &estimate.support {
        out.push_str(&hang("   support    ", &format!("{}, {}", visible(&told.who), support(told)), look.width));
    }
    if let Some(grade) = &estimate.grade {
        out.push_str(&hang("   grade      ", &visible(grade), look.width));
    }
    out.push_str(&hang("   ", episode::terms(Look { width: usize::MAX, ink: false }, std::slice::from_ref(estimate)).trim_end(), look.width));
    out
}

/// Why reports stand together.
pub fn episode(look: Look, book: &Book, told: &Episode) -> String {
    let mut out = episode::screen(look, book, told, episode::Depth::Short);
    out.push('\n');
    for why in &told.why {
        out.push_str(&hang("   together  ", &visible(why), look.width));
    }
    if let Some(parent) = &told.parent {
        out.push_str(&hang("   part of   ", &visible(&format!("{}: {}", parent.id, parent.why)), look.width));
    }
    out.push_str(&hang("   reports   ", &words::names(&told.docs, "none"), look.width));
    for estimate in book.ledger.estimates.iter().filter(|estimate| estimate.episode == told.id) {
        out.push_str(&hang("   estimate  ", &visible(&key(estimate)), look.width));
    }
    out
}
