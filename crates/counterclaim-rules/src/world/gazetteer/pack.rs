//! Places as one stretch of bytes that is opened where it lies.
//!
//! All numbers are little-endian. A head of eight lengths is followed by as many parts:
//!
//! | part | what |
//! | --- | --- |
//! | fst | folded names to numbers: a posting shifted left, its lowest bit set; or where its list stands, shifted left |
//! | lists | for a name of several places: how many (2 bytes), then their postings (4 bytes each) |
//! | rows | 16 bytes a place: where its name ends (4), degrees north and east in thousandths (3 each), division (2), tens of people (3), kind (1) |
//! | names | the names one after the other |
//! | divisions | 6 bytes a division of a country: the country's code (2), where its name ends (4) |
//! | division names | one after the other; a division without a name is the country as a whole |
//! | begins | one bit for each hash of a first word |
//!
//! A posting is a row shifted left by five, and what is told of the name there. The surprising decision: names that are also words are not
//! left out but marked; what they need to count is asked when a sentence is read.

use super::{
    super::{
        fold::{fold_into, is_hyphen, parts, without_possessive},
        parts::is_article,
        respell::hash,
    },
    row::{Also, Entry, KINDS},
};
use fst::raw::Builder;
use std::collections::BTreeMap;

/// What the bytes begin with.
pub(super) const MAGIC: &[u8; 8] = b"places1\n";
/// Parts.
pub(super) const PARTS: usize = 7;
/// Bytes of a row.
pub(super) const ROW: usize = 16;
/// Bytes of a division.
pub(super) const DIVISION: usize = 6;
/// Bits of a posting below the row.
pub(super) const BITS: u32 = 5;

/// Not the place's own name.
pub(super) const OTHER: u32 = 1;
/// Two or three letters, all capitals.
pub(super) const ACRONYM: u32 = 2;
/// Only with its article.
pub(super) const ARTICLE: u32 = 4;
/// What else the name is, in two bits: 1 a given name, 2 a word, 3 an abbreviation, which needs its full stop.
pub(super) const ALSO: u32 = 8 + 16;
pub(super) const ABBREVIATION: u32 = 8 + 16;

/// What is folded of a name, and what is told of it.
fn key(spelling: &str, also: &dyn Fn(&str) -> Also) -> Option<(String, u32)> {
    let (mut folded, mut article) = (String::with_capacity(spelling.len()), false);
    let mut words = 0;
    for part in parts(spelling) {
        let at = folded.len();
        if words > 0 {
            folded.push(' ');
        }
        let word = folded.len();
        fold_into(without_possessive(part), &mut folded);
        let word = &folded[word..];
        if if words == 0 { matches!(word, "the" | "al") } else { word == "the" || is_article(word) } {
            article |= words == 0;
            folded.truncate(at);
            continue;
        }
        words += 1;
    }
    if words == 0 {
        return None;
    }
    let letters = || spelling.chars().filter(|c| c.is_alphabetic());
    let mut flags = 0;
    if spelling.len() > 2 && spelling.ends_with('.') {
        flags |= ABBREVIATION;
    } else {
        flags |= match also(&folded) {
            Also::Nothing => 0,
            Also::GivenName => 8,
            Also::Word => 16,
            Also::Abbreviation => ABBREVIATION,
        };
        if spelling.len() <= 8 && letters().all(char::is_uppercase) && letters().count() <= 3 {
            flags |= ACRONYM;
        }
    }
    if article && words == 1 && folded.len() < 4 {
        flags |= ARTICLE;
    }
    Some((folded, flags))
}

/// A name as it is looked up; none where nothing is left of it.
pub(super) fn folded(spelling: &str) -> Option<String> {
    key(spelling, &|_| Also::Nothing).map(|(folded, _)| folded)
}

/// Packs places. `also` tells of a folded name what else it is. The same places give the same bytes, in any order of theirs.
///
/// # Panics
///
/// Never for fewer than 134 million places and 65,535 divisions.
pub fn pack(entries: &[Entry], also: &dyn Fn(&str) -> Also) -> Vec<u8> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by(|a, b| {
        (&a.name, a.kind, &a.country, &a.admin1).cmp(&(&b.name, b.kind, &b.country, &b.admin1)).then(a.lat.total_cmp(&b.lat)).then(a.lon.total_cmp(&b.lon))
    });
    let divisions: BTreeMap<(&str, &str), u16> = order.iter().map(|e| ((&*e.country, &*e.admin1), 0)).collect();
    let divisions: BTreeMap<(&str, &str), u16> = divisions.into_keys().zip(0..).collect();
    let mut out: [Vec<u8>; PARTS] = Default::default();
    let [fst, lists, rows, names, division_rows, division_names, begins] = &mut out;
    for (country, admin1) in divisions.keys() {
        division_names.extend(admin1.bytes());
        let code = country.as_bytes();
        division_rows.extend([code.first().copied().unwrap_or(0), code.get(1).copied().unwrap_or(0)]);
        division_rows.extend((division_names.len() as u32).to_le_bytes());
    }
    let mut postings: Vec<(String, u32)> = Vec::with_capacity(entries.len() * 3);
    for (n, entry) in (0..).zip(&order) {
        names.extend(entry.name.bytes());
        rows.extend((names.len() as u32).to_le_bytes());
        for degrees in [entry.lat, entry.lon] {
            rows.extend(&((degrees * 1000.0).round() as i32).to_le_bytes()[..3]);
        }
        rows.extend(divisions[&(&*entry.country, &*entry.admin1)].to_le_bytes());
        rows.extend(&(entry.population / 10).min(0xFF_FFFF).to_le_bytes()[..3]);
        rows.push(KINDS.iter().position(|(_, kind)| *kind == entry.kind).unwrap_or_default() as u8);
        let mut add = |spelling: &str, own: bool| {
            if let Some((folded, flags)) = key(spelling, also) {
                postings.push((folded, n << BITS | flags | if own { 0 } else { OTHER }));
            }
        };
        add(&entry.name, true);
        for name in &entry.names {
            add(name, entry.all_own);
            // "St. Mary's County" also loses its apostrophe.
            if name.contains("'s ") {
                add(&name.replace("'s ", "s "), entry.all_own);
            }
        }
    }
    // One place may be called so by several spellings: its own name comes first.
    postings.sort_unstable();
    postings.dedup_by(|b, a| a.0 == b.0 && a.1 >> BITS == b.1 >> BITS);
    let firsts = postings.chunk_by(|a, b| a.0 == b.0).count();
    begins.resize((firsts / 2).next_power_of_two().max(8), 0);
    let mut builder = Builder::memory();
    for same in postings.chunk_by(|a, b| a.0 == b.0) {
        let name = &same[0].0;
        let first = name.split(' ').next().unwrap_or_default();
        let bit = hash(first) as usize & (begins.len() * 8 - 1);
        begins[bit / 8] |= 1 << (bit % 8);
        let value = match same {
            [(_, posting)] => u64::from(*posting) << 1 | 1,
            _ => {
                let at = lists.len() as u64;
                let same = &same[..same.len().min(usize::from(u16::MAX))];
                lists.extend((same.len() as u16).to_le_bytes());
                same.iter().for_each(|(_, posting)| lists.extend(posting.to_le_bytes()));
                at << 1
            }
        };
        builder.insert(name, value).expect("the names are sorted");
    }
    *fst = builder.into_inner().expect("memory takes all bytes");
    let mut bytes = MAGIC.to_vec();
    out.iter().for_each(|part| bytes.extend((part.len() as u32).to_le_bytes()));
    out.iter().for_each(|part| bytes.extend(part));
    bytes
}

/// Whether a name is one that a gazetteer takes in: codes and transliterations by machine in small letters are none.
pub fn is_name(spelling: &str) -> bool {
    let first = spelling.chars().find(|c| c.is_alphanumeric());
    let letters = spelling.chars().filter(|c| c.is_alphabetic()).count();
    let code = letters == spelling.chars().count() && letters <= 3 && spelling.chars().all(|c| c.is_ascii_uppercase());
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) && letters > 2 && !code && !spelling.chars().all(is_hyphen)
}
