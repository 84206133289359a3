//! Names that a scanner damaged: "Carnbodia" reads "Cambodia", "lraqi" "Iraqi", "0ctober" "October", "Tues day" "Tuesday", "inIran" "in Iran".
//!
//! An unknown word with a capital is mostly a name that we do not know. So a reading must be a weekday, a month or a party of the tables,
//! spelled as there; a place, or a word that the report spells so elsewhere, only where a figure or a capital inside the word shows the
//! damage. Unlike other words a name is mended however often it stands there: a scanner errs alike each time.

use super::{LITTLE, Mended, Repairs, scan};
use crate::{
    lexicon::{Lexicon, Lists},
    time::Times,
    world::{Join, World, fold},
};
use counterclaim_model::PartyUse;
use std::ops::Range;

/// The names that there are.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Parties and places.
    pub world: &'a World,
    /// Weekdays and months.
    pub times: &'a Times,
}

/// So many letters of one name may be taken for others.
const SLIPS: usize = 2;

/// The shortest and the longest word that is looked into, and the shortest name of a party that is no state.
const SHORTEST: usize = 4;
const LONGEST: usize = 20;
const GROUP: usize = 6;

impl Names<'_> {
    fn is_calendar(&self, lower: &str) -> bool {
        lower.len() >= SHORTEST && (self.times.weekdays.contains_key(lower) || self.times.months.contains_key(lower)) && lower != "tues" && lower != "sept"
    }

    /// Whether a party is called just so, by its name, its people's or its seat's.
    fn is_party(&self, title: &str) -> bool {
        let Some(hit) = self.world.party_at(&[title], 0, false).filter(|hit| hit.join == Join::Free) else { return false };
        let Some(party) = self.world.party(hit.party) else { return false };
        let of = match hit.by {
            PartyUse::Demonym => &party.demonyms,
            PartyUse::Seat => &party.seats,
            _ => &party.names,
        };
        let key = fold(title);
        let same = |spelling: &str| fold(spelling.trim_start_matches('=')) == key;
        title.len() >= if party.kind.governs() { SHORTEST } else { GROUP } && (same(&party.name) || of.iter().any(|spelling| same(spelling)))
    }

    fn is_name(&self, title: &str) -> bool {
        self.is_calendar(&title.to_ascii_lowercase()) || self.is_party(title)
    }

    fn is_place(&self, title: &str) -> bool {
        self.world.place_at(&[title], 0, false).is_some()
    }

    /// Whether the tables know a word with a capital as it stands, in whatever spelling.
    fn knows(&self, title: &str) -> bool {
        let words = [title];
        self.is_name(title)
            || self.is_place(title)
            || self.world.party_at(&words, 0, false).is_some()
            || self.world.leader_at(&words, 0, false, None).is_some()
            || self.world.outlet_at(&words, 0, false).is_some()
    }
}

impl Repairs {
    /// The names that are damaged, in text order.
    pub(super) fn names(&self, lexicon: &Lexicon, names: Names<'_>, text: &str, parts: &[Range<usize>]) -> Vec<Mended> {
        let mut out = Vec::new();
        for part in parts {
            let Some(stretch) = text.get(part.clone()) else { continue };
            let lines = stretch.match_indices("-\n").filter_map(|(at, _)| self.torn_name(names, text, part.start + at, part.start + at + 2));
            out.extend(lines);
            for run in may_be_names(stretch) {
                let at = part.start + run.start..part.start + run.end;
                let torn = || text[at.end..].starts_with(' ').then(|| self.torn_name(names, text, at.end, at.end + 1)).flatten();
                out.extend(torn().or_else(|| self.named(lexicon, names, text, at)));
            }
        }
        out
    }

    /// "Tues day", "Mon-⏎day", "Cambo-⏎dian": a name in two pieces around a blank or a line's end.
    fn torn_name(&self, names: Names<'_>, text: &str, end: usize, next: usize) -> Option<Mended> {
        let first = scan::letters_before(text, end)?;
        let second = scan::letters_behind(text, next)?;
        let (head, tail) = (&text[first.clone()], &text[second.clone()]);
        let capital = head.starts_with(|c: char| c.is_ascii_uppercase()) && head[1..].bytes().all(|b| b.is_ascii_lowercase());
        let word = |piece: &str| self.words.rank(&piece.to_ascii_lowercase()).is_some();
        let whole = format!("{head}{tail}");
        let by_line = next - end > 1;
        // "Sun day" may be two words, "Tues day" may not.
        let one = |names: Names<'_>| match by_line {
            true => names.is_name(&whole) || names.is_place(&whole) && !(word(head) && word(tail)),
            false => names.is_calendar(&whole.to_ascii_lowercase()) && !(word(head) && word(tail)) || names.is_party(&whole) && !word(head) && !word(tail),
        };
        (capital && one(names)).then(|| Mended { at: first.start..second.end, reads: whole.clone(), rule: "en/repair/torn-name" })
    }

    fn named(&self, lexicon: &Lexicon, names: Names<'_>, text: &str, at: Range<usize>) -> Option<Mended> {
        let word = &text[at.clone()];
        let lower = word.to_ascii_lowercase();
        if self.words.rank(&lower).is_some() {
            return None;
        }
        if let Some(parts) = self.glued_name(lexicon, names, word) {
            return Some(Mended { at, reads: parts, rule: "en/repair/glued" });
        }
        let shows = shows_damage(word);
        let elsewhere = |form: &str| {
            let other = title(form);
            let shouted = other.to_ascii_uppercase();
            [other, shouted].iter().any(|spelled| text.match_indices(spelled.as_str()).any(|(i, _)| stands_alone(text, i, spelled.len())))
        };
        let letters = |form: &str| form.len() >= SHORTEST && form != lower && form.bytes().all(|b| b.is_ascii_alphabetic());
        let is_it = |form: &String| letters(form) && (names.is_name(&title(form)) || shows && (names.is_place(&title(form)) || elsewhere(form)));
        let mut forms = vec![word.to_owned()];
        // Where nothing shows it, two slips in one name are more often another name.
        for _ in 0..if shows { SLIPS } else { 1 } {
            forms = forms.iter().flat_map(|form| self.slip_of_name(form)).collect();
            let mut found: Vec<String> = forms.iter().map(|form| form.to_ascii_lowercase()).filter(|form| is_it(form)).collect();
            found.sort();
            found.dedup();
            match found.as_slice() {
                [] => {}
                [_] if names.knows(&title(&lower)) => return None,
                [one] => {
                    let shouted = word.bytes().filter(u8::is_ascii_uppercase).count() * 2 > word.len();
                    let reads = if shouted { one.to_ascii_uppercase() } else { title(one) };
                    return Some(Mended { at, reads, rule: "en/repair/misread-name" });
                }
                _ => return None,
            }
        }
        None
    }

    /// "AThai", "inIran": a little word that ran into a name.
    fn glued_name(&self, lexicon: &Lexicon, names: Names<'_>, word: &str) -> Option<String> {
        let cut = word[1..].find(|c: char| c.is_ascii_uppercase())? + 1;
        let (first, second) = word.split_at(cut);
        let whole = second.len() > 1 && second[1..].bytes().all(|b| b.is_ascii_lowercase());
        let lower = first.to_ascii_lowercase();
        let article = lexicon.of(&lower) & lexicon.bit("indefinite") != Lists::NONE;
        let little = article || self.words.rank(&lower).is_some_and(|rank| rank >= LITTLE);
        (whole && little && names.is_name(second)).then(|| format!("{first} {second}"))
    }

    /// The name with one of its letters read as those that look like it.
    fn slip_of_name(&self, word: &str) -> Vec<String> {
        let of = |(seen, meant): &(Box<str>, Box<str>)| {
            let places = word.match_indices(&**seen).filter(|(at, _)| &**seen != "l" || is_capital_place(word, *at));
            places.map(|(at, _)| format!("{}{meant}{}", &word[..at], &word[at + seen.len()..])).collect::<Vec<_>>()
        };
        self.look_alike_in_names.iter().flat_map(of).collect()
    }
}

/// Whether a small l stands where a capital I may have stood: "lraq", "SURlN".
fn is_capital_place(word: &str, at: usize) -> bool {
    at == 0 || word.as_bytes()[at - 1].is_ascii_uppercase()
}

/// Whether the word itself shows that it is damaged: a figure among its letters, a capital behind a small one, a small letter among capitals.
fn shows_damage(word: &str) -> bool {
    let bytes = word.as_bytes();
    let small_inside = (1..bytes.len()).any(|i| bytes[i] == b'l' && bytes[i - 1].is_ascii_uppercase() && bytes.get(i + 1).is_none_or(u8::is_ascii_uppercase));
    bytes.iter().any(u8::is_ascii_digit) || super::edit::is_odd(word) || small_inside
}

fn title(lower: &str) -> String {
    let mut title = lower.to_ascii_lowercase();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

fn stands_alone(text: &str, at: usize, len: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !joins(text[..at].chars().next_back()) && !joins(text[at + len..].chars().next())
}

/// Runs of letters and figures that may be damaged names: of letters mostly, with a capital or what is taken for one first.
fn may_be_names(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    scan::runs(text).filter(move |at| {
        let run = &bytes[at.clone()];
        let joins = |b: Option<&u8>| b.is_some_and(|b| !b.is_ascii() || matches!(b, b'_' | b'@' | b'#' | b'&'));
        let digits = run.iter().filter(|b| b.is_ascii_digit()).count();
        let begins = run[0].is_ascii_uppercase() || matches!(run[0], b'l' | b'0' | b'1') || run[1..].iter().any(u8::is_ascii_uppercase);
        // "11th" is a number.
        let number = run[0].is_ascii_digit() && run.get(1).is_some_and(u8::is_ascii_digit);
        let alone = !number && !joins(at.start.checked_sub(1).map(|i| &bytes[i])) && !joins(bytes.get(at.end));
        begins && alone && digits <= SLIPS && (SHORTEST - 1..=LONGEST).contains(&run.len())
    })
}
