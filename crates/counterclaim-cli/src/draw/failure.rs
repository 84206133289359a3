//! A rule that does not do what its example says, with carets under the words that it took.

use super::{
    Look,
    caret::carets,
    text::{hang, visible},
};
use counterclaim::Failure;
use counterclaim_model::Span;

/// One failure.
pub fn failure(look: Look, failure: &Failure) -> String {
    let whole = Span::new(0, failure.example.len());
    let marks: Vec<(Span, String)> = failure.span.map(|span| (span, "here".to_owned())).into_iter().collect();
    let mut out = format!("{}\n", look.bold(&visible(&failure.rule)));
    out.push_str(&carets(look, "   ", &failure.example, whole, &marks));
    out.push_str(&hang("   expected  ", &visible(&failure.expected), look.width));
    out.push_str(&hang("   got       ", &visible(&failure.got), look.width));
    out
}
