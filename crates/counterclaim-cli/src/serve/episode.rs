//! One episode: the two-sided table, disputes, sums, how each range was made, its statements, its reports.

use super::{
    app::{Reply, View},
    data,
    figure::{at, line, quote, sides},
    frame::{address, query},
    growth,
    home::heading,
    refusal::{missing, wrong},
    review,
    terms::{self, Asking},
};
use crate::{
    command::ways,
    draw::{
        book::Book,
        claim,
        compare::Way,
        day,
        dispute::working,
        episode::{origins, range, said_terms},
        report::lineage,
        text::{count, visible},
        why::{aside, support},
        words,
    },
};
use anyhow::Result;
use counterclaim::tally::Policy;
use counterclaim::write::{Entry, dispute_name, key, use_name, why_not_name};
use counterclaim_model::{ClaimId, Day, Episode, Estimate, Ledger, Name, Origin, Reading, Retold};
use maud::{Markup, html};

/// What stands under an episode's address with an ending: the table, the claims, the ranges, and how tolls grew.
pub const FORMS: &[&str] = &["ranges.json", "ranges.csv", "growth.json", "growth.csv", "json", "csv"];

/// The page, or one of its other forms.
pub fn page(view: &View) -> Result<Reply> {
    let heart = &view.app.heart;
    let (id, ending) = data::ending(&view.name, FORMS);
    let asking = Asking::of(&view.asked).map_err(wrong)?;
    let mut ledger = view.store.episode(id)?.ok_or_else(missing)?;
    // Other terms are reckoned for this episode alone; its own stand in the ledger.
    let ways = match asking.is_other() {
        true => ways(heart, &ledger, &asking.policy, &asking.weigh).map_err(wrong)?,
        false => vec![(asking.policy.clone(), std::mem::take(&mut ledger.estimates))],
    };
    heart.weigh_disputes(&mut ledger, &asking.weigh)?;
    ledger.estimates = if ending == "json" { ways.iter().flat_map(|(_, ranges)| ranges.clone()).collect() } else { terms::shown(&ways) };
    let episode = ledger.episodes.first().ok_or_else(missing)?;
    let book = Book::new(&ledger);
    let entries = || episode.claims.iter().chain(&episode.background).filter_map(|id| book.index.get(id));
    let ranges = || {
        let mut out = Vec::new();
        ways.iter().flat_map(|(_, ranges)| ranges).try_for_each(|estimate| counterclaim::write::estimate(estimate, &book.index, &mut out))?;
        Ok::<_, anyhow::Error>(out)
    };
    let grown = || Ok::<_, anyhow::Error>(heart.growth(&ledger, &heart.terms(Policy::named(&asking.policy).unwrap_or(Policy::OwnThenEnemy), &asking.weigh)?));
    let steps = || {
        let mut out = Vec::new();
        grown()?.iter().try_for_each(|growth| counterclaim::write::growth(growth, &book.index, &mut out))?;
        Ok::<_, anyhow::Error>(out)
    };
    Ok(match ending {
        "json" => {
            let mut out = Vec::new();
            counterclaim::write::episode(&ledger, &book.index, episode, &mut out)?;
            Reply::Json(out)
        }
        "csv" => Reply::Csv(data::csv(entries())?),
        "ranges.json" => Reply::Json(ranges()?),
        "ranges.csv" => Reply::Csv(data::table(data::RANGES, &ranges()?)?),
        "growth.json" => Reply::Json(steps()?),
        "growth.csv" => Reply::Csv(data::table(data::STEPS, &steps()?)?),
        _ => {
            let growth = growth::section(&book, &grown()?, &ledger.estimates);
            let seen = Seen { asking: &asking, ways: &ways, growth, stands: review::stands(view, episode)?, inputs: view.store.inputs()? };
            Reply::Page(heading(episode), drawn(&ledger, &book, episode, &seen))
        }
    })
}

/// On which terms the page is looked at, and what is drawn of them.
struct Seen<'a> {
    asking: &'a Asking,
    ways: &'a [Way],
    growth: Markup,
    stands: Markup,
    /// What the ledger's reports are known by.
    inputs: Option<String>,
}

fn drawn(ledger: &Ledger, book: &Book, episode: &Episode, seen: &Seen) -> Markup {
    let here = address("e", &episode.id);
    let places: Vec<String> = episode.places.iter().take(12).map(|place| visible(place)).collect();
    let statements: Vec<_> = episode.claims.iter().filter_map(|id| book.index.get(id)).filter(|entry| entry.claim.deed().is_some()).collect();
    html! {
        h1 { (heading(episode)) }
        p {
            @if places.is_empty() { "Place not said" } @else { (places.join(", ")) }
            " (" a href=(query("/map", &[("episode", &episode.id)])) { "map" } ") · " (count(episode.docs.len(), "report")) " · " (count(ledger.disputes.len(), "dispute")) (data::links_of(&here, &["json", "csv", "ranges.csv", "growth.csv"], &seen.asking.kept()))
        }
        (terms::switch(seen.asking, episode, seen.ways))
        (terms::beside(book, episode, seen.ways))
        (sides(book, episode, ""))
        (seen.growth)
        section aria-labelledby="disputes" {
            h2 id="disputes" { (count(ledger.disputes.len(), "dispute")) }
            @if seen.asking.leaves_out() { p.who { "Among what counts on these terms; sums too." } }
            ol.disputes {
                @for dispute in &ledger.disputes {
                    li {
                        p { span.kind { (dispute_name(dispute.kind)) } " " bdi { (visible(&dispute.words)) } }
                        @for entry in dispute.claims.iter().filter_map(|id| book.index.get(id)) { p.words { (quote(entry)) } }
                    }
                }
            }
        }
        section aria-labelledby="sums" {
            h2 id="sums" { (count(ledger.sums.len(), "sum")) }
            ul { @for sum in &ledger.sums { li { (working(book, sum)) } } }
        }
        section aria-labelledby="made" {
            h2 id="made" { "How these figures were made" }
            @for estimate in &ledger.estimates { (made(book, estimate)) }
        }
        section aria-labelledby="statements" {
            h2 id="statements" { (count(statements.len(), "statement")) }
            @for (day, entries) in by_day(&statements) {
                h3 { (day) }
                ol.claims { @for entry in entries { li { (line(book, *entry)) } } }
            }
        }
        (retold(book))
        section aria-labelledby="aside" {
            h2 id="aside" { "Set aside: earlier and other fighting" }
            @if episode.background.is_empty() { p { "Nothing." } }
            ul.claims { @for entry in episode.background.iter().filter_map(|id| book.index.get(id)) { li { (line(book, entry)) } } }
        }
        section aria-labelledby="reports" {
            h2 id="reports" { (count(episode.docs.len(), "report")) }
            ul {
                @for reading in ledger.readings.iter().filter(|reading| folded_under(ledger, &reading.document.id).is_none()) {
                    li { (told_in(ledger, reading)) }
                }
            }
            h3 { "Why they stand together" }
            ul { @for why in &episode.why { li { (visible(why)) } } }
            (seen.stands)
            @if let Some(parent) = &episode.parent {
                p { "Part of " (visible(&parent.id)) ": " (visible(&parent.why)) }
            }
        }
        section aria-labelledby="cite" {
            h2 id="cite" { "Cite" }
            p id="citation" { (citation(ledger, episode, seen)) }
            button type="button" data-copy="citation" hidden { "Copy" }
        }
    }
}

/// The view as somebody else can name and open it: what, of which reports, on which terms, by which program, where.
fn citation(ledger: &Ledger, episode: &Episode, seen: &Seen) -> Markup {
    let ranges = said_terms(&ledger.estimates).unwrap_or_else(|| "no ranges".to_owned());
    let here = query(&address("e", &episode.id), &seen.asking.kept());
    html! {
        "“" (heading(episode)) "”: claims of " (count(episode.docs.len(), "report")) ", " (ranges) ". Counterclaim " (env!("CARGO_PKG_VERSION")) ", episode "
        (visible(&episode.id)) @if let Some(inputs) = &seen.inputs { ", ledger of the reports " (inputs) } ". " a href=(here) { (here) }
    }
}

/// So many claims are listed that several reports tell; all stand in the export.
const RETOLD: usize = 60;

/// Claims that several reports tell, those that were told otherwise first.
fn retold(book: &Book) -> Markup {
    let mut all: Vec<&Retold> = book.ledger.retold.iter().collect();
    all.sort_by_key(|retold| retold.again.iter().all(|again| again.drift.is_empty()));
    html! {
        @if !all.is_empty() {
            section aria-labelledby="retold" {
                h2 id="retold" { "Told in several reports: " (count(all.len(), "claim")) }
                details {
                    summary { "Each by its likeliest original, and what was otherwise later" }
                    ol.claims {
                        @for told in all.iter().take(RETOLD) {
                            @if let Some(first) = book.index.get(&told.original) {
                                li {
                                    (line(book, first))
                                    ul { @for again in &told.again { @if let Some(entry) = book.index.get(&again.claim) { li { (quote(entry)) @for drift in &again.drift { " · " bdi { (visible(&drift.words)) } } } } } }
                                }
                            }
                        }
                    }
                    @if all.len() > RETOLD { p.who { "and " (count(all.len() - RETOLD, "other claim")) " (export, " code { "told_in" } ")" } }
                }
            }
        }
    }
}

/// Statements in order of days, those of no known day last.
fn by_day<'a>(statements: &'a [Entry<'a>]) -> Vec<(String, Vec<&'a Entry<'a>>)> {
    let first = |entry: &Entry| entry.claim.when.from.or(entry.claim.when.to).map(Day::earliest);
    let mut ordered: Vec<&Entry> = statements.iter().collect();
    ordered.sort_by_key(|entry| (first(entry).is_none(), first(entry), entry.claim.when.to.map(Day::latest)));
    let mut days: Vec<(String, Vec<&Entry>)> = Vec::new();
    for entry in ordered {
        let day = day::days(&entry.claim.when);
        match days.last_mut().filter(|(before, _)| *before == day) {
            Some((_, entries)) => entries.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    days
}

/// Which report this one repeats, and how that is known.
fn repeats<'a>(ledger: &'a Ledger, doc: &'a Name) -> impl Iterator<Item = (&'a Name, &'a str)> {
    let copy = |origin: &'a Origin| origin.copies.iter().find(|copied| copied.doc == *doc).map(|copied| (&origin.first, copied.why.as_str()));
    ledger.origins.iter().filter_map(copy)
}

/// The report of this episode under which a reprint is folded.
fn folded_under<'a>(ledger: &'a Ledger, doc: &'a Name) -> Option<&'a Name> {
    let first = repeats(ledger, doc).next().map(|(first, _)| first)?;
    ledger.readings.iter().any(|reading| reading.document.id == *first).then_some(first)
}

/// A report, and folded under it those that only repeat it, each with what shows that.
fn told_in(ledger: &Ledger, reading: &Reading) -> Markup {
    let id = &reading.document.id;
    let copies: Vec<&Reading> = ledger.readings.iter().filter(|copy| folded_under(ledger, &copy.document.id) == Some(id)).collect();
    html! {
        a href=(address("r", id)) { (visible(id)) } " · " (day::days(&reading.document.published))
        " · " a href=(query("/claims", &[("report", id)])) { (count(reading.claims.len(), "claim")) }
        " · words of: " (lineage(reading))
        @for (first, why) in repeats(ledger, id) { p.who { "repeats " a href=(address("r", first)) { (visible(first)) } ": " (visible(why)) } }
        @if !copies.is_empty() {
            details {
                summary { (count(copies.len(), "reprint")) }
                ul { @for copy in copies { li { (told_in(ledger, copy)) } } }
            }
        }
    }
}

/// A range with the claims that it rests on and those set aside, each with the reason.
fn made(book: &Book, estimate: &Estimate) -> Markup {
    let told = |id: &ClaimId, how: String| {
        html! {
            @if let Some(entry) = book.index.get(id) {
                li {
                    span.kind { (how) } " " (claim::summary(entry)) " · " (claim::vouched(book, entry)) " "
                    a.at href=(at(entry)) { "the words" }
                }
            }
        }
    };
    html! {
        details.made {
            summary { (visible(&key(estimate))) ": " strong { (range(book, estimate)) } " · " (origins(estimate)) }
            // Inside, so that a link to it opens it.
            span id=(key(estimate)) {}
            @if let Some(terms) = said_terms(std::slice::from_ref(estimate)) { p { (terms) @if let Some(as_of) = estimate.as_of { " · as of " (day::day(as_of)) } } }
            ul.support {
                @for told in &estimate.support { li { bdi { (visible(&told.who)) } ", " (support(told)) } }
            }
            ul {
                @for (id, used) in &estimate.used { (told(id, format!("its {}", use_name(*used)))) }
                @for (id, why) in &estimate.set_aside { (told(id, format!("set aside: {}", aside(&why_not_name(*why))))) }
            }
            p.who { (words::people(estimate.role)) ", " (words::effect(estimate.effect)) }
        }
    }
}
