//! The human targets of answer templates, as far as they are tolls.
//!
//! A template's slots are lists of fills such as `2: "PEASANTS"` or `DEATH: "PEASANTS" / "FARMERS"`; fills of one target share a phrase.
//! What counts as a toll, and how its slots are read:
//!
//! | slot | fill | is read as |
//! | --- | --- | --- |
//! | EFFECT OF INCIDENT | `DEATH`, `INJURY` | killed, wounded |
//! | | `INJURY / DEATH` | killed, wounded, or both in one figure |
//! | | `NO DEATH`, `NO INJURY …`, `REGAINED FREEDOM`, `RESIGNATION`, `ESCAPED` | no toll |
//! | NUMBER | `6`, `~100` | the figure; one tenth away after `~` |
//! | | `30-`, `-15` | at least 30, at most 15; one off, for "over 30" is 31 |
//! | | `PLURAL` | two or more, or no figure at all |
//! | | `5 / 6-`, `5/6` | any of them |
//! | | `?` before a figure | the same without the doubt |
//! | DESCRIPTION | `"GUARD"` | a described target |
//! | | `"MAYOR": "JUAN PEREZ"` | a named one, left out if there is one of him |
//!
//! A `?` before a description or an effect marks a fill that need not be given: such targets count neither way. A target told by several
//! templates counts once.

use super::super::item::Item;
use counterclaim::model::{Claim, Effect, Qualifier, Toll};

/// People whom an incident killed or hurt.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// How the report calls them.
    pub phrases: Vec<String>,
    /// What befell them: any of these.
    pub effects: Vec<Effect>,
    /// How many: any of these.
    pub numbers: Vec<Number>,
}

/// How many, as a template says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// `6`
    Exact(u32),
    /// `~100`
    About(u32),
    /// `30-`
    AtLeast(u32),
    /// `-15`
    AtMost(u32),
    /// `PLURAL`
    Plural,
}

/// The sorts of target that are told apart in the table.
pub const SORTS: &[&str] = &["counted", "plural", "single"];

impl Target {
    /// Whether it has a figure, only a plural, or is one person.
    pub fn sort(&self) -> &'static str {
        match self.numbers.as_slice() {
            numbers if numbers.iter().all(|n| *n == Number::Exact(1)) => SORTS[2],
            numbers if numbers.iter().any(|n| matches!(n, Number::Plural | Number::Exact(1))) => SORTS[1],
            _ => SORTS[0],
        }
    }

    /// Whether a figure would do.
    pub fn has_figure(&self, claim: &Toll) -> bool {
        self.numbers.iter().any(|number| number.is(claim))
    }

    /// Whether an effect would do.
    pub fn has_effect(&self, claim: &Toll) -> bool {
        self.effects.contains(&claim.effect)
    }

    /// In words.
    pub fn told(&self) -> String {
        let effects: Vec<&str> = self.effects.iter().map(|effect| effect.name()).collect();
        format!("{:?} {} {}", self.numbers, self.phrases.join(" / "), effects.join(" or "))
    }
}

impl Number {
    fn is(self, claim: &Toll) -> bool {
        let quantity = claim.quantity;
        let Some(figure) = quantity.figure() else { return false };
        let unnumbered = matches!(quantity.qualifier, Qualifier::Vague | Qualifier::None);
        let within = |n: u32, slack: u32| figure.abs_diff(n) <= slack && !unnumbered;
        let bounded = u32::from(matches!(quantity.qualifier, Qualifier::MoreThan | Qualifier::LessThan));
        match self {
            Number::Exact(1) => figure == 1 && quantity.high == Some(1),
            Number::Exact(n) => within(n, bounded),
            Number::AtLeast(n) | Number::AtMost(n) => within(n, 1),
            Number::About(n) => within(n, n / 10 + bounded),
            Number::Plural => unnumbered || figure > 1,
        }
    }

    fn read(spec: &str) -> Option<Number> {
        let spec = spec.trim().trim_start_matches('?').trim();
        let figure = |digits: &str| digits.trim().parse::<u32>().ok().filter(|n| *n > 0);
        match spec {
            "PLURAL" => Some(Number::Plural),
            _ => (spec.strip_prefix('~').and_then(figure).map(Number::About))
                .or_else(|| spec.strip_suffix('-').and_then(figure).map(Number::AtLeast))
                .or_else(|| spec.strip_prefix('-').and_then(figure).map(Number::AtMost))
                .or_else(|| figure(spec).map(Number::Exact)),
        }
    }
}

/// The targets of a report that are tolls.
pub fn targets(report: &Item) -> Vec<Target> {
    let mut out: Vec<Target> = Vec::new();
    for template in report.list("templates") {
        let slot = |name: &str| fills(&template, name);
        let (names, numbers, effects) = (slot("HUM TGT: NAME"), slot("HUM TGT: NUMBER"), slot("HUM TGT: EFFECT OF INCIDENT"));
        // A description with something behind it is of a target that has a name.
        let described = slot("HUM TGT: DESCRIPTION").into_iter().filter(|fill| fill.before.is_empty());
        let named = names.into_iter().filter(|fill| !fill.before.starts_with('?'));
        for target in described.chain(named.map(|fill| Fill { named: true, ..fill })) {
            let of = |fills: &[Fill]| fills.iter().find(|fill| fill.phrases.iter().any(|p| target.phrases.contains(p))).map(|fill| fill.before.clone());
            let effects = of(&effects).map(|before| harm(&before)).unwrap_or_default();
            let numbers: Vec<Number> = of(&numbers).iter().flat_map(|before| before.split('/')).filter_map(Number::read).collect();
            let single = numbers.iter().all(|n| *n == Number::Exact(1));
            if effects.is_empty() || numbers.is_empty() || target.named && single {
                continue;
            }
            let target = Target { phrases: target.phrases, effects, numbers };
            let told = |t: &Target| t.effects == target.effects && t.numbers == target.numbers && t.phrases.iter().any(|p| target.phrases.contains(p));
            if !out.iter().any(told) {
                out.push(target);
            }
        }
    }
    out
}

/// The effects that a fill names; none for what is no harm or need not be given.
fn harm(before: &str) -> Vec<Effect> {
    let bare = before.trim_matches(|c| matches!(c, '(' | ')'));
    let words: Vec<&str> = bare.split('/').map(str::trim).collect();
    match words.as_slice() {
        ["DEATH"] => vec![Effect::Killed],
        ["INJURY"] => vec![Effect::Wounded],
        ["DEATH", "INJURY"] | ["INJURY", "DEATH"] => vec![Effect::Killed, Effect::Wounded, Effect::Casualties],
        _ => Vec::new(),
    }
}

/// One fill: what stands before the colon, and the phrases behind it.
struct Fill {
    before: String,
    phrases: Vec<String>,
    named: bool,
}

fn fills(template: &Item, slot: &str) -> Vec<Fill> {
    let fill = |fill: &str| {
        let at = fill.find(": \"").map_or(0, |at| at + 2);
        let before = fill[..at].trim_end_matches([':', ' ']);
        // A doubt may stand without a colon: `? "PEASANTS"`.
        let (before, rest) = match fill[at..].trim().strip_prefix('?') {
            Some(rest) => ("?", rest),
            None => (before, &fill[at..]),
        };
        let phrases = rest.split("\" / \"").map(|phrase| plain(phrase.trim().trim_matches('"'))).filter(|p| !p.is_empty() && p != "-");
        Fill { before: before.to_owned(), phrases: phrases.collect(), named: false }
    };
    template.get(slot).as_array().into_iter().flatten().filter_map(|value| value.as_str()).map(fill).filter(|fill| !fill.phrases.is_empty()).collect()
}

/// Capitals, single blanks, no signs at the ends: as a phrase is looked for.
pub fn plain(words: &str) -> String {
    let bare = words.replace(['\\', '"'], " ").to_uppercase();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a phrase stands in a sentence as whole words.
pub fn stands(sentence: &str, phrase: &str) -> bool {
    let sentence = plain(sentence);
    sentence.match_indices(phrase).any(|(at, _)| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !word(sentence[..at].chars().next_back()) && !word(sentence[at + phrase.len()..].chars().next())
    })
}

/// The toll in a claim that is not a denial.
pub fn toll(claim: &Claim) -> Option<&Toll> {
    claim.toll().filter(|_| claim.stance != counterclaim::model::Stance::Denied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterclaim::model::{Quantity, Role, Scope};
    use serde_json::{Value, json};

    fn of(template: Value) -> Vec<Target> {
        targets(&Item::of(json!({"templates": [template]})))
    }

    #[test]
    fn targets_are_the_described_and_the_counted_whom_harm_befell() {
        let found = of(json!({
            "HUM TGT: NAME": ["\"ANA RUIZ\"", "\"THE RUIZ BROTHERS\""],
            "HUM TGT: DESCRIPTION": ["\"BAKER\": \"ANA RUIZ\"", "\"MINERS\" / \"TIN MINERS\"", "\"WATCHMAN\"", "? \"COOK\"", "\"NUNS\""],
            "HUM TGT: NUMBER": ["1: \"ANA RUIZ\"", "2: \"THE RUIZ BROTHERS\"", "6-: \"MINERS\" / \"TIN MINERS\"", "1: \"WATCHMAN\"", "1: \"COOK\"", "3: \"NUNS\""],
            "HUM TGT: EFFECT OF INCIDENT": [
                "DEATH: \"ANA RUIZ\"", "DEATH: \"THE RUIZ BROTHERS\"", "DEATH: \"TIN MINERS\" / \"MINERS\"", "INJURY: \"WATCHMAN\"", "DEATH: \"COOK\"",
                "NO INJURY OR DEATH: \"NUNS\""
            ]
        }));
        let told: Vec<_> = found.iter().map(|t| (t.phrases[0].as_str(), t.effects.as_slice(), t.sort())).collect();
        assert_eq!(
            told,
            [
                ("MINERS", [Effect::Killed].as_slice(), "counted"),
                ("WATCHMAN", [Effect::Wounded].as_slice(), "single"),
                ("THE RUIZ BROTHERS", [Effect::Killed].as_slice(), "counted")
            ]
        );
    }

    #[test]
    fn numbers_are_figures_or_bounds_on_them() {
        let toll = |low, high, qualifier| Toll {
            effect: Effect::Killed,
            quantity: Quantity { low, high, qualifier },
            side: Vec::new(),
            side_basis: String::new(),
            role: Role::All,
            scope: Scope::Incident,
            group: None,
            by: None,
            means: None,
        };
        let is = |spec: &str, low: u32, high: Option<u32>, qualifier| Number::read(spec).unwrap().is(&toll(Some(low), high, qualifier));
        assert!(is("6", 6, Some(6), Qualifier::Exact) && !is("6", 5, Some(5), Qualifier::Exact));
        assert!(is("?1", 1, Some(1), Qualifier::Exact) && !is("1", 1, None, Qualifier::None));
        assert!(is("~100", 110, Some(110), Qualifier::About) && !is("~100", 120, Some(120), Qualifier::About));
        assert!(is("30-", 31, None, Qualifier::MoreThan) && is("-15", 15, None, Qualifier::UpTo));
        assert!(is("PLURAL", 1, None, Qualifier::None) && is("PLURAL", 4, Some(4), Qualifier::Exact) && !is("PLURAL", 1, Some(1), Qualifier::Exact));
        assert!(Number::read("-").is_none() && Number::read("SOME").is_none());
    }

    #[test]
    fn phrases_stand_as_whole_words_over_line_ends() {
        assert!(stands("The tin\n miners, he said", "TIN MINERS") && !stands("the miners' union", "MINER"));
    }
}
