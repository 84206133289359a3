//! What the net is told of a word: its row among the word vectors, and hashed endings, beginning and shape.
//!
//! "Azerbaijani-held" gives the word `azerbaijani-held`, endings `ld`, `eld`, `held`, beginning `aze`, shape
//! `Xx-x`. The surprising decision: where a sentence's capitals say nothing (ALL CAPS, no capitals, or A Headline In Capitals) every
//! letter of a shape is written `a`, so that the net meets one "no case here" form instead of thousands of false proper names.

/// How many hashed features a word has besides its word row.
pub const HASHED: usize = 5;

/// One word as the net sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Hash of the lower-cased word with digits folded to `0`; looked up in the model's word list.
    pub word: u64,
    /// Hashes of the last two, three and four characters, the first three, and the shape.
    pub hashed: [u64; HASHED],
}

/// FNV-1a, 64 bits: the one hash of words, endings and lemma rules; the model file stores its values.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    further(0xcbf2_9ce4_8422_2325, bytes)
}

/// The hash of what has the hash `so_far`, with more bytes behind it.
pub fn further(so_far: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(so_far, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The features of the root, which stands before the first word.
pub fn root() -> Features {
    Features { word: hash(*b"<root>"), hashed: [1, 2, 3, 4, 5] }
}

/// A word with digits folded and typographic quotes and dashes made plain: the key of the word vectors.
pub fn fold(lower: &str, into: &mut String) {
    into.clear();
    into.extend(lower.chars().map(plain).map(|c| if c.is_ascii_digit() { '0' } else { c }));
}

fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '´' | '`' => '\'',
        '“' | '”' | '«' | '»' => '"',
        '–' | '—' | '−' => '-',
        c => c,
    }
}

/// Whether a sentence's capitals say nothing about its words. `surfaces` are the words as printed.
pub fn case_is_blind<'a>(surfaces: impl Iterator<Item = &'a str>) -> bool {
    let (mut any_upper, mut any_lower, mut words, mut long, mut long_capital) = (false, false, 0, 0, 0);
    for (i, surface) in surfaces.enumerate() {
        words += 1;
        let lower = surface.chars().any(char::is_lowercase);
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        any_upper |= surface.chars().any(char::is_uppercase);
        any_lower |= lower;
        if i > 0 && lower && surface.chars().count() >= 5 {
            long += 1;
            long_capital += usize::from(capital);
        }
    }
    !any_lower || (!any_upper && words > 3) || (long >= 3 && long_capital == long)
}

/// The features of one word; `lower` is its lower-cased form (repairs applied), `surface` the word as printed.
pub fn features(surface: &str, lower: &str, blind: bool, folded: &mut String) -> Features {
    fold(lower, folded);
    let word = hash(folded.bytes());
    let ends: [usize; 4] = {
        let mut starts = folded.char_indices().rev().map(|(i, _)| i);
        let mut last = folded.len();
        std::array::from_fn(|_| {
            last = starts.next().unwrap_or(last);
            last
        })
    };
    let begin = folded.char_indices().nth(3).map_or(folded.len(), |(i, _)| i);
    let part = |kind: u8, s: &str| hash([kind].into_iter().chain(s.bytes()));
    let hashed = [
        part(b'2', &folded[ends[1]..]),
        part(b'3', &folded[ends[2]..]),
        part(b'4', &folded[ends[3]..]),
        part(b'p', &folded[..begin]),
        shape(if same_but_case(surface, lower) { surface } else { lower }, blind),
    ];
    Features { word, hashed }
}

/// Whether no repair was made: `lower` is `surface` in lower case.
fn same_but_case(surface: &str, lower: &str) -> bool {
    surface.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Hash of the word's shape with runs cut to two: "Karabakh" is `Xxx`, "49th" is `ddxx`.
fn shape(word: &str, blind: bool) -> u64 {
    let (mut last, mut run) = ('\0', 0);
    let kept = word.chars().filter_map(|c| {
        let c = match plain(c) {
            c if c.is_alphabetic() && blind => 'a',
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if c == last { run + 1 } else { 1 };
        last = c;
        (run <= 2).then_some(c as u32)
    });
    hash([b's'].into_iter().chain(kept.flat_map(u32::to_le_bytes)))
}
