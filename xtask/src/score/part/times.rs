//! Times with their TIMEX3 values.

use super::{
    super::{
        cause::Causes,
        corpus::Entry,
        count::share,
        pair::{Text, overlapping},
        table::Table,
    },
    around, mentions,
};
use counterclaim::model::What;

/// F1 of the same stretch, of any overlap, and of overlap with the same value.
pub fn score(entries: &[Entry]) -> Table {
    let (mut gold, mut found, mut strict, mut relaxed, mut value) = (0, 0, 0, 0, 0);
    let (mut missed, mut spurious) = (Causes::default(), Causes::default());
    for entry in entries {
        let text = Text::new(&entry.reading.document.text);
        let times = entry.gold.list("timex");
        let golds: Vec<_> = times.iter().map(|time| time.range()).collect();
        let ours = mentions(entry, &text, |what| matches!(what, What::Time { .. }));
        let founds: Vec<_> = ours.iter().map(|(range, _)| range.clone()).collect();
        (gold, found) = (gold + golds.len(), found + founds.len());
        let pairs = overlapping(&golds, &founds);
        relaxed += pairs.len();
        for &(i, j) in &pairs {
            let What::Time { value: ours, .. } = &ours[j].1.what else { continue };
            let (said, kind) = (times[i].text("value"), times[i].text("type"));
            let told = || format!("{said} read as {ours}: {}", around(&entry.reading, &golds[i]));
            strict += usize::from(golds[i] == founds[j]);
            value += usize::from(said == ours);
            if said != ours {
                missed.add(format!("{kind}: wrong value"), told());
            } else if golds[i] != founds[j] {
                missed.add(format!("{kind}: other stretch, right value"), told());
            }
        }
        for (i, time) in times.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|pair| pair.0 == *i)) {
            missed.add(format!("{}: not seen", time.text("type")), around(&entry.reading, &golds[i]));
        }
        for (_, (range, mention)) in ours.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|pair| pair.1 == *j)) {
            let What::Time { kind, .. } = mention.what else { continue };
            spurious.add(kind, around(&entry.reading, range));
        }
    }
    let mut table = Table::new("times");
    table.count("gold", gold);
    table.count("found", found);
    for (name, hits) in [("strict_f1", strict), ("relaxed_f1", relaxed), ("value_f1", value)] {
        table.real(name, share(2 * hits, gold + found));
    }
    table.group("missed by cause", missed);
    table.group("spurious", spurious);
    table
}

#[cfg(test)]
mod tests {
    use super::{super::super::corpus::tests::entries, *};
    use serde_json::json;

    #[test]
    fn a_time_is_right_by_stretch_and_by_value() {
        let entries = entries(
            "times",
            &[
                json!({"id": "a", "dct": "2001-05-03", "text": "The bridge fell on 1 May 2001.", "timex": [{"start": 19, "end": 29, "type": "DATE", "value": "2001-05-01"}]}),
                json!({"id": "b", "dct": "2001-05-03", "text": "The bridge fell on 1 May 2001.", "timex": [{"start": 19, "end": 29, "type": "DATE", "value": "2001-05-02"}]}),
            ],
        );
        let table = score(&entries);
        assert_eq!(table.line(), "gold 2  found 2  strict_f1 1.000  relaxed_f1 1.000  value_f1 0.500");
        assert_eq!(table.groups[0].1.of("DATE: wrong value"), 1);
    }
}
