//! Which texts of a data set without a split of its own are held back: measured, never read and never learned from.
//!
//! By a hash of the text and not of the id, for the same sentence may stand under two ids.

use counterclaim::grammar::feature::hash;

/// Whether a text is held back, one in `of`.
pub fn is_held(text: &str, of: u64) -> bool {
    // The low bits of this hash mix too little: the high ones decide.
    (hash(text.trim().bytes()) >> 32).is_multiple_of(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_one_text_in_three_is_held_back_and_always_the_same() {
        let texts: Vec<String> = (0..3000).map(|i| format!("{i} men were killed on Monday.")).collect();
        let held = texts.iter().filter(|text| is_held(text, 3)).count();
        assert!((900..1100).contains(&held), "{held}");
        assert_eq!(is_held("Two men fell.\n", 3), is_held("Two men fell.", 3));
    }
}
