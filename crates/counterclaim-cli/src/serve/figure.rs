//! A figure with its speaker and its words, and an episode's two-sided table of them.

use super::frame::address;
use crate::draw::{book::Book, claim, day, episode::range, locate, text::visible, words};
use counterclaim::write::{
    Entry, key,
    table::{Cell, Column, Figure, Voice, table},
};
use counterclaim_model::Episode;
use maud::{Markup, html};

/// The address of a claim's words.
pub fn at(entry: Entry) -> String {
    format!("{}#{}-{}", address("r", &entry.claim.doc), entry.claim.quote.start, entry.claim.quote.end)
}

/// A claim's words, linked to where they stand.
pub fn quote(entry: Entry) -> Markup {
    quoted(entry, &[])
}

fn quoted(entry: Entry, sought: &[String]) -> Markup {
    html! {
        q { bdi { (lit(&visible(entry.quote()), sought)) } } " "
        a.at href=(at(entry)) { (locate::brief(entry.reading, entry.claim.quote)) }
    }
}

/// A text with the words lit that were sought, which are in lower case.
fn lit(text: &str, sought: &[String]) -> Markup {
    html! {
        @for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            @let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            @if sought.contains(&word.to_lowercase()) { mark.lit { (word) } (piece[word.len()..]) } @else { (piece) }
        }
    }
}

/// A claim in a list: what, who says so, the words.
pub fn line(book: &Book, entry: Entry) -> Markup {
    found(book, entry, &[])
}

/// The same with the words lit that were sought, which are in lower case.
pub fn found(book: &Book, entry: Entry, sought: &[String]) -> Markup {
    html! {
        p.what { (claim::summary(entry)) }
        p.who { (claim::vouched(book, entry)) }
        p.words { (quoted(entry, sought)) }
    }
}

/// The two-sided table: columns who was harmed, rows what befell whom. `page` is the address of the episode's own page, which tells how each
/// range was made; empty on that page itself.
pub fn sides(book: &Book, episode: &Episode, page: &str) -> Markup {
    let table = table(book.ledger, &book.index, episode);
    if table.rows.is_empty() {
        return html! { p { "No figures of people harmed." } };
    }
    let full: Vec<usize> = (0..table.columns.len()).filter(|n| table.tells(*n)).collect();
    html! {
        div.wide {
            table.sides {
                caption { "Columns: who was harmed. In each cell: every figure, who says so, and the words." }
                thead {
                    tr { th scope="col" { "What befell whom" } @for &n in &full { th scope="col" { (words::column(&table.columns[n])) } } }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            th scope="row" { (words::effect(row.effect)) ", " (words::people(row.role)) }
                            @for &n in &full { td data-side=(words::column(&table.columns[n])) { (cell(book, &row.cells[n], &table.columns[n], page)) } }
                        }
                    }
                }
            }
        }
    }
}

fn cell(book: &Book, cell: &Cell, column: &Column, page: &str) -> Markup {
    html! {
        @if cell.figures.is_empty() && cell.silences.is_empty() && matches!(column, Column::Camp(_)) {
            p.none { "no report says" }
        }
        @for figure in &cell.figures { (told(figure, column)) }
        @for silence in &cell.silences {
            div.figure {
                p.what { "– " (words::silence(*silence)) }
                p.who { "per " (words::claimant(*silence)) }
                p.words { (quote(*silence)) }
            }
        }
        @for estimate in &cell.estimates {
            p.range { a href=(format!("{page}#{}", key(estimate))) title="how it was made" { "low – best – high" } " " strong { (range(book, estimate)) } }
        }
    }
}

fn told(figure: &Figure, column: &Column) -> Markup {
    let entry = figure.first();
    let denied = !entry.claim.denied_by.is_empty();
    let (mark, voice) = match figure.voice {
        Voice::Own => ("● ", "own"),
        Voice::Enemy => ("○ ", "enemy"),
        Voice::Third => ("", "third"),
    };
    let number = words::figure_of(figure, column);
    html! {
        div.figure.(voice) {
            p.what {
                (mark) @if denied { s { (number) } } @else { (number) }
            }
            p.who { (words::voice(figure.voice, &words::claimant(entry))) ", " (day::days(&entry.claim.when)) }
            @if denied { p.denied { "denied by " (words::names(&entry.claim.denied_by, "")) } }
            @for telling in &figure.tellings { p.words { (quote(*telling)) } }
        }
    }
}
