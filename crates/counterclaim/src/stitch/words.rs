//! The few English words that rooms 8 and 9 look for themselves, in one place.
//!
//! "The fighting that *broke out* on Sunday" fixes the first day of an episode; "a meeting *will* be held on Friday" fixes
//! nothing. These lists are read against whole sentences, long after the language rules have run, so they stay short: a word
//! that is missed only means that a report stays undated.

/// Verbs of a beginning, as the press has them in the past tense.
pub const OUTBREAK: &[&str] = &["broke out", "breaking out", "erupted", "began", "started", "flared up", "were launched", "was launched"];

/// Nouns of fighting: a sentence with one of them may date a war.
pub const FIGHTING: &[&str] = &[
    "war",
    "wars",
    "conflict",
    "fighting",
    "fight",
    "clash",
    "clashes",
    "battle",
    "battles",
    "hostilities",
    "violence",
    "offensive",
    "invasion",
    "escalation",
    "confrontation",
    "confrontations",
    "campaign",
    "uprising",
    "insurgency",
    "raid",
    "shelling",
];

/// Words of what has not come yet: a weekday in such a sentence says nothing of the day of writing.
pub const AHEAD: &[&str] = &["will", "would", "shall", "due", "scheduled", "planned", "plans", "expected", "upcoming", "tomorrow"];

/// Words before a day that push it off, or make it a bound and no day of its own: "last Tuesday", "since September 27".
pub const OFF: &[&str] = &["since", "until", "last", "next", "previous", "following", "every", "each"];

/// "Last year", whichever value the reader of days gave it.
pub const LAST_YEAR: &[&str] = &["last year", "the previous year", "a year ago", "year ago"];

/// Weekdays, Monday first.
pub const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that bring an increment to a total: "26 were killed, *bringing* their toll to 84".
pub const BRINGING: &[&str] = &["bringing", "brings", "brought", "raising", "raises", "raised", "taking", "takes", "pushing", "pushes"];

/// Words that say of a figure that it comes on top of another: "26 more bodies", "29 further names".
pub const MORE: &[&str] = &["more", "further", "new", "another", "additional"];

/// The words of a text, lower case, without punctuation.
pub fn of(text: &str) -> impl Iterator<Item = String> {
    placed(text).map(|(_, word)| word.to_lowercase())
}

/// The words of a text as they stand, each with its first byte.
pub fn placed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether one of the words of `list` stands in `text`.
pub fn any(text: &str, list: &[&str]) -> bool {
    of(text).any(|word| list.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(any("The war went on.", FIGHTING));
        assert!(!any("A warning was given.", FIGHTING));
        assert_eq!(of("“Losses”, again").collect::<Vec<_>>(), ["losses", "again"]);
    }
}
