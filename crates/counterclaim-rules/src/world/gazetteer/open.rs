//! Opens packed places and finds names in them.

use super::{
    super::{
        index::{Capitals, Match},
        parts::{Parts, is_article},
    },
    pack::{ABBREVIATION, ACRONYM, ALSO, ARTICLE, BITS, DIVISION, MAGIC, OTHER, PARTS, ROW},
    row::{Also, KINDS, PlaceRow},
};
use fst::raw::{Fst, Node, Output};
use std::{borrow::Cow, collections::HashSet};

type Bytes = Cow<'static, [u8]>;

/// Packed places.
pub(super) struct Pack {
    fst: Fst<Bytes>,
    lists: Bytes,
    rows: Bytes,
    names: Bytes,
    divisions: Bytes,
    division_names: Bytes,
    begins: Bytes,
    /// Places that a layer above tells otherwise.
    hidden: HashSet<u32>,
    /// Whether they were written down by hand, or by the user.
    by_hand: bool,
}

/// What a name is found to be.
pub(super) struct Found {
    pub at: Match,
    /// Two for each word, one more where no final s was dropped.
    pub rank: usize,
    /// Postings that count here.
    pub postings: Vec<u32>,
}

impl Pack {
    /// Opens what `pack` made; none where it is something else.
    pub fn open(bytes: Bytes, by_hand: bool) -> Option<Pack> {
        let mut from = MAGIC.len() + 4 * PARTS;
        let lengths = bytes.strip_prefix(MAGIC)?.get(..4 * PARTS)?;
        let mut parts = lengths.chunks(4).map(|length| {
            let to = from + number(length) as usize;
            let part = match &bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(from..to)?),
                Cow::Owned(bytes) => Cow::Owned(bytes.get(from..to)?.to_vec()),
            };
            from = to;
            Some(part)
        });
        let mut part = || parts.next().flatten();
        Some(Pack {
            fst: Fst::new(part()?).ok()?,
            lists: part()?,
            rows: part()?,
            names: part()?,
            divisions: part()?,
            division_names: part()?,
            begins: part()?,
            hidden: HashSet::new(),
            by_hand,
        })
    }

    /// How many places are found in it.
    pub fn len(&self) -> usize {
        self.rows.len() / ROW - self.hidden.len()
    }

    /// The places of these postings are no longer found.
    pub fn hide(&mut self, postings: &[u32]) {
        self.hidden.extend(postings.iter().map(|posting| posting >> BITS));
    }

    /// The place of a posting, with what the posting tells of the name.
    pub fn told(&self, posting: u32) -> PlaceRow<'_> {
        let n = (posting >> BITS) as usize;
        let row = &self.rows[n * ROW..][..ROW];
        let before = |rows: &[u8], n: usize, size: usize, at: usize| if n == 0 { 0 } else { number(&rows[(n - 1) * size + at..][..4]) as usize };
        let division = number(&row[10..12]) as usize;
        let told = &self.divisions[division * DIVISION..][..DIVISION];
        let admin1 = &self.division_names[before(&self.divisions, division, DIVISION, 2)..number(&told[2..]) as usize];
        PlaceRow {
            name: text(&self.names[before(&self.rows, n, ROW, 0)..number(&row[..4]) as usize]).unwrap_or_default(),
            lat: degrees(&row[4..7]),
            lon: degrees(&row[7..10]),
            country: text(&told[..2]).filter(|code| *code != "\0\0"),
            admin1: text(admin1),
            kind: KINDS[usize::from(row[15]).min(KINDS.len() - 1)].1,
            population: number(&row[12..15]) * 10,
            own: posting & OTHER == 0,
            also: match posting & ALSO {
                8 => Also::GivenName,
                16 => Also::Word,
                ABBREVIATION => Also::Abbreviation,
                _ => Also::Nothing,
            },
            by_hand: self.by_hand,
        }
    }

    /// Whether a name may begin with a word of this hash.
    pub fn may_begin(&self, hash: u64) -> bool {
        let bit = hash as usize & (self.begins.len() * 8 - 1);
        self.begins[bit / 8] >> (bit % 8) & 1 == 1
    }

    /// The longest name from the part `first` on; `article` says that an article stands before it.
    pub fn longest(&self, parts: &mut Parts, first: usize, article: bool, capitals: Capitals) -> Option<Found> {
        let mut best = None;
        let (mut node, mut output) = (self.fst.root(), Output::zero());
        let (mut i, mut words) = (first, 0);
        while let Some(part) = parts.get(i) {
            if words > 0 && (part.folded == "the" || is_article(&part.folded)) {
                i += 1;
                continue;
            }
            let walk = Walk { pack: self, start: (node.addr(), output), space: words > 0 };
            let spelled = part.spelled.as_deref().and_then(|word| walk.word(word));
            let Some((end, before_s)) = spelled.or_else(|| walk.word(&part.folded)) else { break };
            words += 1;
            let dropped = before_s.filter(|_| part.may_drop_s()).map(|value| (value, true));
            let whole = end.0.map(|value| (value, false));
            for (value, dropped_s) in whole.into_iter().chain(dropped) {
                let postings: Vec<u32> = self.postings(value).filter(|p| self.counts(*p, parts, (first, i), dropped_s, article, capitals)).collect();
                if !postings.is_empty() {
                    let last = parts.get(i)?;
                    let (end, cut, last_bytes) = (last.token + 1, !last.closes, last.end);
                    let at = Match { len: end - parts.at, row: 0, tag: 0, cut, last_bytes, dropped_s };
                    best = Some(Found { at, rank: words * 2 + usize::from(!dropped_s), postings });
                    break;
                }
            }
            let Some((next, sum)) = end.1 else { break };
            (node, output) = (self.fst.node(next), sum);
            i += 1;
        }
        best
    }

    /// Postings of a name's number, less what is told otherwise above.
    fn postings(&self, value: u64) -> impl Iterator<Item = u32> + '_ {
        let single = (value & 1 == 1).then_some((value >> 1) as u32);
        let at = (value >> 1) as usize;
        let list = match single {
            Some(_) => &[][..],
            None => &self.lists[at + 2..][..4 * number(&self.lists[at..at + 2]) as usize],
        };
        single.into_iter().chain(list.chunks(4).map(number)).filter(|posting| !self.hidden.contains(&(posting >> BITS)))
    }

    /// Whether a name is written as its place asks.
    fn counts(&self, posting: u32, parts: &mut Parts, (first, last): (usize, usize), dropped_s: bool, article: bool, capitals: Capitals) -> bool {
        if posting & ARTICLE != 0 && !article {
            return false;
        }
        if posting & ALSO == ABBREVIATION {
            return !dropped_s && parts.get(last).is_some_and(|part| part.stopped);
        }
        posting & ACRONYM == 0 || capitals != Capitals::Tell || first != last || parts.get(first).is_some_and(|part| part.all_capitals(dropped_s))
    }

    /// The places that have exactly this folded name.
    pub fn called(&self, folded: &str) -> Vec<u32> {
        let value = self.fst.get(folded).map(Output::value);
        value.into_iter().flat_map(|value| self.postings(value)).collect()
    }
}

struct Walk<'p> {
    pack: &'p Pack,
    start: (usize, Output),
    space: bool,
}

/// What stands at the end of a word: the name that ends there, and the way on.
type End = (Option<u64>, Option<(usize, Output)>);

impl Walk<'_> {
    /// Over one word: its end, and the name that ends before its last letter.
    fn word(&self, word: &str) -> Option<(End, Option<u64>)> {
        let fst = &self.pack.fst;
        let (mut node, mut output) = (fst.node(self.start.0), self.start.1);
        let step = |node: &Node<'_>, output: Output, byte: u8| {
            let found = node.transition(node.find_input(byte)?);
            Some((fst.node(found.addr), output.cat(found.out)))
        };
        if self.space {
            (node, output) = step(&node, output, b' ')?;
        }
        let mut before = None;
        for (n, byte) in (1..).zip(word.bytes()) {
            if n == word.len() {
                before = name(&node, output).filter(|_| n > 1);
            }
            match step(&node, output, byte) {
                Some(next) => (node, output) = next,
                // "Aleppos" where no name goes on so.
                None => return before.filter(|_| n == word.len()).map(|before| ((None, None), Some(before))),
            }
        }
        Some(((name(&node, output), Some((node.addr(), output))), before))
    }
}

fn name(node: &Node<'_>, output: Output) -> Option<u64> {
    node.is_final().then(|| output.cat(node.final_output()).value())
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, byte| n << 8 | u32::from(*byte))
}

fn degrees(bytes: &[u8]) -> f32 {
    let n = number(bytes) as i32;
    (n << 8 >> 8) as f32 / 1000.0
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}
