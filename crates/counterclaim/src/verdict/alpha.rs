//! Krippendorff's alpha for values without order, for any number of judges, some of whom may have passed a unit over.

use std::collections::BTreeMap;

/// How far judges agree beyond chance: 1 where they always do, 0 where they agree as often as chance would have it, below where they do less.
/// A unit lists the values that it was given, one a judge; units with fewer than two count nothing. `None` where no two values can be
/// compared, or all values are one.
///
/// After K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), sections B to D.
pub fn nominal<V: Ord>(units: &[Vec<V>]) -> Option<f64> {
    let mut given: BTreeMap<&V, f64> = BTreeMap::new();
    let (mut values, mut differ) = (0.0, 0.0);
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let judges = unit.len() as f64;
        let mut here: BTreeMap<&V, f64> = BTreeMap::new();
        unit.iter().for_each(|value| *here.entry(value).or_default() += 1.0);
        // Every ordered pair of judges, weighed so that a unit counts as many pairs as it has judges.
        differ += here.values().map(|n| n * (judges - n)).sum::<f64>() / (judges - 1.0);
        values += judges;
        here.into_iter().for_each(|(value, n)| *given.entry(value).or_default() += n);
    }
    let by_chance: f64 = given.values().map(|n| n * (values - n)).sum();
    (by_chance > 0.0).then(|| 1.0 - (values - 1.0) * differ / by_chance)
}

#[cfg(test)]
mod tests {
    use super::nominal;

    /// Units of a matrix with one line a judge; `.` is a unit that the judge passed over.
    fn units(lines: &[&str]) -> Vec<Vec<String>> {
        let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.split_whitespace().collect()).collect();
        (0..lines[0].len()).map(|n| lines.iter().map(|line| line[n]).filter(|value| *value != ".").map(str::to_owned).collect()).collect()
    }

    fn rounded(lines: &[&str]) -> Option<f64> {
        nominal(&units(lines)).map(|alpha| (alpha * 1000.0).round() / 1000.0)
    }

    #[test]
    fn two_judges_of_yes_and_no_as_published() {
        assert_eq!(rounded(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), Some(0.095));
    }

    #[test]
    fn two_judges_of_several_values_as_published() {
        assert_eq!(rounded(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]), Some(0.692));
    }

    #[test]
    fn four_judges_who_passed_some_over_as_published() {
        let judges = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."];
        assert_eq!(rounded(&judges), Some(0.743));
    }

    #[test]
    fn nothing_to_compare_is_no_agreement() {
        assert_eq!(rounded(&["1 2 . .", ". . 1 2"]), None);
        assert_eq!(rounded(&["1 1", "1 1"]), None);
    }
}
