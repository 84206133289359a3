//! Disputes in sentences, and sums with their working.

use super::{
    Look,
    book::Book,
    locate,
    text::{count, hang, number, visible},
    words,
};
use counterclaim::write::dispute_name;
use counterclaim_model::{Dispute, Episode, Quantity, Sum, SumKind, Verdict};

/// Every dispute with its claims, then the sums; of one episode where one is asked for.
pub fn screen(look: Look, book: &Book, only: Option<&Episode>) -> String {
    let here = |id: &str| only.is_none_or(|episode| episode.id == id);
    let disputes: Vec<&Dispute> = book.ledger.disputes.iter().filter(|dispute| here(&dispute.episode)).collect();
    let mut out = format!("{}\n", count(disputes.len(), "dispute"));
    for (index, dispute) in disputes.iter().enumerate() {
        out.push('\n');
        let answer = dispute.answer.map_or("", words::answer);
        out.push_str(&hang(&head(index + 1, dispute), &format!("{}{answer}", visible(&dispute.words)), look.width));
        for entry in dispute.claims.iter().filter_map(|id| book.index.get(id)) {
            let line = format!("{}   «{}»", locate::at(entry.reading, entry.claim.quote), book.words(entry, 80));
            out.push_str(&look.dim(hang("      ", &line, look.width).trim_end()));
            out.push('\n');
        }
    }
    let sums: Vec<&Sum> = book.ledger.sums.iter().filter(|sum| only.is_none_or(|e| e.docs.iter().any(|doc| sum.docs.contains(doc)))).collect();
    if !sums.is_empty() {
        let hold = sums.iter().filter(|sum| matches!(sum.verdict, Verdict::Holds | Verdict::Agrees)).count();
        out.push_str(&format!("\n{}, {hold} of them hold\n", count(sums.len(), "sum")));
        for sum in sums {
            out.push_str(&hang("  ", &working(book, sum), look.width));
        }
    }
    out
}

/// "1  DENIED       ".
pub fn head(number: usize, dispute: &Dispute) -> String {
    format!("{number:>3}  {:<12} ", dispute_name(dispute.kind).to_uppercase())
}

/// "32 + 5 + 2 = 39 ✓  (000:5, 000:6)".
pub fn working(book: &Book, sum: &Sum) -> String {
    let said = |quantity: Quantity| words::said(quantity).map_or_else(|| "?".to_owned(), |n| number(u64::from(n)));
    let parts: Vec<String> = sum.parts.iter().map(|(_, quantity)| said(*quantity)).collect();
    let added: u64 = sum.parts.iter().filter_map(|(_, quantity)| words::said(*quantity)).map(u64::from).sum();
    let total = words::quantity(sum.total_is);
    let off = number(sum.off_by.unsigned_abs());
    let line = match (sum.kind, sum.verdict) {
        (_, Verdict::Unchecked) => format!("{} of {total}: can't be checked, a part has no number; {off} are left", parts.join(" + ")),
        (SumKind::Running, Verdict::Fails) => format!("{} of a total of {total} ✗ more than the whole by {off}", parts.join(" + ")),
        (SumKind::Running, _) => {
            let before = u64::from(words::said(sum.total_is).unwrap_or(0)).saturating_sub(added);
            format!("{} - {} = {}: what the total was before", said(sum.total_is), parts.join(" - "), number(before))
        }
        (SumKind::Rival, _) => format!("{total} ≠ {}: two figures of one report, {off} unexplained", parts.join(" ≠ ")),
        (SumKind::Parts, Verdict::Holds) => format!("{} = {total} ✓", parts.join(" + ")),
        (SumKind::Parts, Verdict::Agrees) => format!("{} = {} ≈ {total} ✓", parts.join(" + "), number(added)),
        (SumKind::Parts, Verdict::Fails) => format!("{} = {} ≠ {total} ✗ {off} unexplained", parts.join(" + "), number(added)),
    };
    let ids = sum.parts.iter().map(|(id, _)| id).chain([&sum.total]);
    let mut places: Vec<String> = ids.filter_map(|id| book.index.get(id)).map(|e| locate::brief(e.reading, e.claim.quote)).collect();
    places.dedup();
    format!("{line}  ({})", places.join(", "))
}
