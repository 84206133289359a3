//! How far those who judged agree, and what they differ on.

use super::{Line, Reply, View, query};
use anyhow::Result;
use maud::html;

/// The page.
pub fn page(view: &View) -> Result<Reply> {
    let said = &view.app.desk.look()?;
    let found = said.agreement();
    let differing = said.differing().count();
    let page = html! {
        h1 { "How far people agree" }
        p {
            "Krippendorff's alpha for values without order: 1 where two always agree, 0 where they agree as often as chance would have it. "
            "\"As read\" is a value like any other, so it holds where all judged the same reading; who can't tell counts nothing, nor does a word that settles what two differ on."
        }
        @if found.is_empty() { p { "No claim was judged by two people yet. " a href=(query("/review", &[("queue", Line::Second.name())])) { "Judge what others have judged" } } }
        @else {
            div.wide {
                table {
                    thead { tr { th scope="col" { "Field" } th scope="col" { "Claims judged by two or more" } th scope="col" { "All gave the same" } th scope="col" { "Alpha" } } }
                    tbody {
                        @for one in &found {
                            tr {
                                th scope="row" { (one.field.replace('_', " ")) } td { (one.claims) } td { (one.alike) }
                                td { @if let Some(alpha) = one.alpha { (format!("{alpha:.3}")) } @else { "all gave one value" } }
                            }
                        }
                    }
                }
            }
        }
        p { a href=(query("/review", &[("queue", Line::Differing.name())])) { (crate::draw::text::count(differing, "claim")) " to settle" } " · " a href="/review" { "all queues" } }
    };
    Ok(Reply::Page("Agreement".to_owned(), page))
}
