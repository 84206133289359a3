//! Review: a claim's passage lit in its report on the left, the claim as a sentence with slots on the right, one key a verdict.
//!
//! All of it is plain forms. `keys.js` presses their buttons.

mod act;
mod agree;
mod parties;
mod together;

pub use act::{add, date, name, reckon, undo, verdict};
pub use agree::page as agreement;
pub use parties::{merge, page as parties};
pub use together::{form as stands, together};

use super::{
    app::{Reply, View},
    figure::at,
    frame::query,
    reckon::State,
    report,
};
use crate::{
    draw::{book::Book, claim, day, text::count, text::visible, words},
    review::{
        entry_of,
        queue::{Line, Next},
        slot::{Slot, alternatives, slots},
    },
};
use anyhow::Result;
use counterclaim::{verdict::Said, write::Entry};
use counterclaim_model::{About, Effect, Kind, Ledger, Name};
use maud::{Markup, html};
use std::path::Path;

/// The page: the queues, or the next claim of one.
pub fn page(view: &View) -> Result<Reply> {
    let said = &view.app.desk.look()?;
    let Some(line) = view.asked.get("queue").and_then(Line::named) else {
        return Ok(Reply::Page("Review".to_owned(), lines(view, said)?));
    };
    let by = view.by().unwrap_or("");
    let next = line.next(view.store, said, by, view.asked.get("after"))?;
    let chosen = match view.asked.get("claim") {
        Some(claim) => view.store.report_of(claim)?.map(|report| (report, Name::from(claim))),
        None => next.claim.clone(),
    };
    let body = match chosen {
        Some((report, claim)) => {
            let ledger = view.store.around([report].into_iter().collect())?;
            entry_of(&ledger, &claim).map_or_else(|| Ok(html! { p { "This claim is not read any more." } }), |entry| desk(view, said, &ledger, entry, line))?
        }
        None => html! { p { "Nothing waits here." } p { a href="/review" { "All queues" } } },
    };
    let page = html! {
        h1 { "Review: " (line.what()) }
        (progress(&next))
        (who(view, line))
        (body)
    };
    Ok(Reply::Page("Review".to_owned(), page))
}

fn lines(view: &View, said: &Said) -> Result<Markup> {
    let by = view.by().unwrap_or("");
    let all = Line::all().map(|line| Ok((line, line.next(view.store, said, by, None)?))).collect::<Result<Vec<(Line, Next)>>>()?;
    Ok(html! {
        h1 { "Review" }
        p { "A judgement is a line in a file, with its name and time. It changes no report and no reading: the next reading obeys it, and it can be taken back." }
        @match view.app.desk.file() {
            Some(file) => p { "The file: " code { (visible(&file.display().to_string())) } },
            None => p.notice { "Nothing can be judged yet: start the pages with " code { "--judgements FILE" } ", which may be new." },
        }
        (waiting(view)?)
        ul.queues {
            @for (line, next) in &all {
                li {
                    a href=(query("/review", &[("queue", line.name())])) { (line.name()) } ": " (line.what()) " · "
                    span.at { (next.judged) " of " @if next.more { "more than " } (next.counted) " judged" }
                }
            }
        }
        p { a href="/review/parties" { "Names of parties: make two one, and split them again" } }
        p { a href="/review/agreement" { "How far people agree" } }
    })
}

/// What the ledger has not taken in yet.
fn waiting(view: &View) -> Result<Markup> {
    let new = view.app.desk.waiting(view.store)?;
    let state = view.app.reckoner.state();
    Ok(html! {
        @if let State::Running(since) = &state { p.notice { "The ledger is being reckoned again since " (since) "; figures change when that is done." } }
        @if let State::Failed(why) = &state { p.notice { "The ledger could not obey: " (visible(why)) } }
        @if new > 0 && !matches!(state, State::Running(_)) {
            form.notice method="post" action="/review/reckon" {
                (count(new, "judgement")) " not obeyed yet: figures and tables are as they were read. " (csrf(view)) button { "Read again and obey" }
                " or " code { "counterclaim read --judgements " (visible(&shown(view.app.desk.file()))) " -o " (visible(&shown(Some(view.app.path())))) }
            }
        }
    })
}

fn shown(file: Option<&Path>) -> String {
    file.map_or_else(|| "FILE".to_owned(), |file| file.display().to_string())
}

fn progress(next: &Next) -> Markup {
    html! {
        p {
            (next.judged) " of " @if next.more { "more than " } (next.counted) " judged "
            progress max=(next.counted.max(1)) value=(next.judged) aria-label="judged" {}
            " · " a href="/review" { "all queues" }
        }
    }
}

fn csrf(view: &View) -> Markup {
    html! { input type="hidden" name="csrf" value=(view.visitor.csrf); }
}

/// What a form about a claim holds unseen: whose it is, the queue to go on with, the claim.
fn about(view: &View, line: Line, entry: Entry) -> Markup {
    html! { (csrf(view)) input type="hidden" name="queue" value=(line.name()); input type="hidden" name="claim" value=(entry.claim.id.0); }
}

/// Who judges: asked where nobody said.
fn who(view: &View, line: Line) -> Markup {
    let known = view.by();
    html! {
        form.by method="post" action="/review/name" {
            (csrf(view)) input type="hidden" name="queue" value=(line.name());
            label { "You are " input name="by" required value=(known.unwrap_or("")) placeholder="your name, as it shall stand in the file"; } " "
            button { @if known.is_some() { "Change" } @else { "Begin" } }
        }
    }
}

fn desk(view: &View, said: &Said, ledger: &Ledger, entry: Entry, line: Line) -> Result<Markup> {
    let book = Book::new(ledger);
    let slots = slots(entry)?;
    let offered = alternatives(ledger, entry, &slots);
    // Whoever speaks second is not told what the first said.
    let told: Vec<_> = said.on(&About::Claim(entry.claim.id.0.clone())).filter(|_| line != Line::Second).collect();
    let by = view.by();
    let last = by.and_then(|by| said.last_of(by));
    let behind = query("/review", &[("queue", line.name()), ("after", &entry.claim.id.0)]);
    Ok(html! {
        div.review {
            section.passage aria-label="The passage in its report" {
                p.who { a href=(at(entry)) data-key="o" { (visible(&entry.reading.document.id)) } ", " (day::days(&entry.reading.document.published)) }
                (report::passage(entry))
            }
            section aria-label="The claim" {
                p.what { (claim::summary(entry)) } p.who { (claim::vouched(&book, entry)) }
                @for word in &told { p.words { (words::judgement(word)) } }
                form.claim method="post" action="/review" {
                    (about(view, line, entry))
                    (sentence(&slots))
                    p.verdicts {
                        @for (key, verdict, words) in VERDICTS { button name="verdict" value=(verdict) data-key=(key) disabled[by.is_none()] { kbd { (key) } " " (words) } " " }
                        a href=(behind) data-key="j" { kbd { "j" } " later" }
                    }
                    @if !offered.is_empty() {
                        p.offered {
                            "Or: "
                            @for (n, (slot, value)) in offered.iter().enumerate() {
                                button name="choose" value=(format!("{slot}={value}")) data-key=(n + 1) disabled[by.is_none()] { kbd { (n + 1) } " " (slot) ": " bdi { (visible(value)) } } " "
                            }
                        }
                    }
                    label.note { "why " input name="note"; }
                }
                @if let Some((_, last)) = last {
                    form.undo method="post" action="/review/undo" {
                        (csrf(view)) input type="hidden" name="queue" value=(line.name());
                        button data-key="z" { kbd { "z" } " take back" } " " span.words { (words::judgement(last)) }
                    }
                }
                (day_of(view, entry, line))
                (missing(view, entry, line))
                p.at { (visible(&entry.claim.rule)) " · confidence " (format!("{:.2}", entry.claim.confidence)) " · " (visible(&entry.claim.id.0)) }
            }
        }
    })
}

/// The keys of the verdicts. The first is what Enter gives in a slot: yes, with what was amended.
const VERDICTS: &[(&str, &str, &str)] = &[("a", "yes", "yes, as it stands here"), ("x", "no", "no"), ("u", "unsure", "can't tell")];

fn sentence(slots: &[Slot]) -> Markup {
    html! {
        p.sentence {
            kbd title="amend: to the first slot" { "e" } " "
            @for (n, slot) in slots.iter().enumerate() {
                @let key = (n == 0).then_some("e");
                label title=(slot.name) {
                    (slot.before) " "
                    @if slot.choices.is_empty() {
                        input name=(slot.name) aria-label=(slot.name) data-key=[key] value=(slot.value) size=(slot.value.chars().count().clamp(8, 36)) placeholder="not known";
                    } @else {
                        select name=(slot.name) aria-label=(slot.name) data-key=[key] {
                            @for choice in &slot.choices { option value=(choice) selected[*choice == slot.value] { (choice.replace('_', " ")) } }
                        }
                    }
                } " "
            }
        }
    }
}

fn day_of(view: &View, entry: Entry, line: Line) -> Markup {
    let document = &entry.reading.document;
    let day = document.published.from.map_or_else(String::new, |day| day.to_string());
    html! {
        form.day method="post" action="/review/date" {
            (about(view, line, entry))
            input type="hidden" name="report" value=(document.id);
            label { "The report was written on " input name="date" value=(day) placeholder="2020-09-28" size="10"; } " "
            button disabled[view.by().is_none()] { "Set the day" }
        }
    }
}

/// A claim that was passed over: its words, selected on the left or written here, and what they say.
fn missing(view: &View, entry: Entry, line: Line) -> Markup {
    let field = |name: &'static str, words: &str| html! { label { (words) " " input name=(name) aria-label=(name); } " " };
    html! {
        details.missing {
            summary { "A claim is missing here" }
            form method="post" action="/review/add" {
                (about(view, line, entry))
                label { "its words, as they stand on the left: select them there " input name="words" data-selected required size="40"; } " "
                label {
                    "say " select name="what" aria-label="what" {
                        optgroup label="people harmed" { @for effect in Effect::ALL { option value=(format!("effect={}", effect.name())) { (effect.name()) } } }
                        optgroup label="statements" { @for kind in Kind::ALL { option value=(format!("kind={}", kind.name())) { (words::kind(*kind)) } } }
                    }
                } " "
                (field("figure", "how many")) (field("side", "of whom, or towards whom")) (field("actor", "by whom")) (field("claimant", "says who"))
                (field("from", "when")) (field("place", "where"))
                button disabled[view.by().is_none()] { "Put it in" }
            }
        }
    }
}

/// Links from elsewhere: to judge one claim.
pub fn to(claim: &Name) -> String {
    query("/review", &[("queue", Line::Of(counterclaim_ledger::Queue::Doubtful).name()), ("claim", claim)])
}
