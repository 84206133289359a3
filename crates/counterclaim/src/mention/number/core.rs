//! The figure itself: "30,000", "1.5 million", "2 000", "two hundred and fifty", "3,000 to 5,000".
//!
//! Arithmetic is in whole numbers: "1.5 million" is fifteen of a hundred thousand, so no figure is rounded.

use super::Scan;
use counterclaim_rules::number::Part;

/// A figure and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Core {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) low: u64,
    pub(super) high: u64,
    /// One run of four digits and nothing else, which may be a year.
    pub(super) bare: bool,
    /// A broken figure ("7.5"), a code ("007") or a year in words: no count of anything.
    pub(super) odd: bool,
    /// Its last scale ("million"), or 1.
    pub(super) scale: u64,
    /// It is "25 and 35" of "between 25 and 35".
    pub(super) between: bool,
}

impl Core {
    pub(super) fn plain(first: usize, end: usize, n: u32) -> Core {
        let n = u64::from(n);
        Core { first, end, low: n, high: n, bare: false, odd: false, scale: 1, between: false }
    }

    /// Both ends as a quantity holds them; none where they do not fit.
    pub(super) fn figure(&self) -> Option<(u32, u32)> {
        Some((u32::try_from(self.low).ok()?, u32::try_from(self.high).ok()?))
    }
}

impl Scan<'_> {
    /// A figure or a range of two at `at`.
    pub(super) fn range(&self, at: usize) -> Option<Core> {
        let low = self.single(at)?;
        let link = self.lower(low.end);
        let before = if at == 0 { "" } else { self.lower(at - 1) };
        let hyphen = self.is_hyphen(low.end);
        let between = before == "between" && link == "and";
        let linked = match link {
            // "Rose from 10 to 12" and "by 3 to 9" tell of a change.
            "to" => before != "by" && (before != "from" || matches!(self.lower(at.wrapping_sub(2)), "ranging" | "ranged" | "aged" | "ranges")),
            "or" => true,
            _ => hyphen || between,
        };
        let high = if linked { self.single(low.end + 1) } else { None };
        let Some(high) = high else { return Some(low) };
        // "2 to 3 million": the scale holds for both.
        let shared = low.scale == 1 && !low.odd && high.scale >= 100 && low.low < high.high / high.scale;
        let first = if shared { low.low.saturating_mul(high.scale) } else { low.low };
        // "1992-94" is a pair of years, and no range of people.
        let years = low.bare && (1900..=2099).contains(&low.low) && hyphen && high.high < 100;
        let near = link != "or" || high.high <= first.saturating_mul(2);
        if first < high.high && near && (!low.odd || low.end - low.first == 1) && !years {
            Some(Core {
                first: at,
                end: high.end,
                low: first,
                high: high.high,
                bare: low.bare && high.bare,
                odd: low.odd || high.odd,
                scale: high.scale,
                between,
            })
        } else {
            Some(low)
        }
    }

    fn single(&self, at: usize) -> Option<Core> {
        let word = self.lower(at);
        let core = match word.as_bytes().first()? {
            b'0'..=b'9' => self.digits(at),
            _ => self.spelled(at),
        };
        core.map(|core| self.and_a_half(core))
    }

    /// "Three million and a half", "five and a half million".
    fn and_a_half(&self, core: Core) -> Core {
        let behind = core.end + 3;
        if self.lower(core.end) != "and" || !matches!(self.lower(core.end + 1), "a" | "one") || self.lower(core.end + 2) != "half" || core.odd {
            return core;
        }
        let (figure, scale, end) = match self.part(behind) {
            Some(Part::Scale(n)) if core.scale == 1 && core.low < 1000 => (core.low.saturating_mul(n), n, behind + 1),
            _ if core.scale >= 1000 => (core.low, core.scale, behind),
            _ => return core,
        };
        let figure = figure.saturating_add(scale / 2);
        Core { end, low: figure, high: figure, bare: false, scale, ..core }
    }

    fn digits(&self, at: usize) -> Option<Core> {
        let figure = figure(self.lower(at))?;
        // "13th" may come as two words.
        if self.joined(at) && matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") {
            return None;
        }
        let (mut end, mut value, mut tail) = (at + 1, figure.whole, figure.tail);
        let mut bare = figure.bare;
        // "2 000", "1 234 567": groups of three behind a short first group, one character apart; "5 123" are two figures.
        if bare && self.lower(at).len() <= 3 && value > 0 {
            let several = self.is_group(end) && self.is_group(end + 1);
            while self.is_group(end) && (several || self.lower(end).ends_with('0')) && !self.is_name(at) {
                value = value.saturating_mul(1000).saturating_add(self.lower(end).parse().unwrap_or(0));
                end += 1;
                bare = false;
            }
        }
        let mut scale = figure.scale;
        while let Some(Part::Scale(n) | Part::Dozen(n)) = self.part(end) {
            scale = scale.saturating_mul(n);
            end += 1;
            bare = false;
        }
        // "1.5 million" is 15 of 100,000.
        let mut unit = scale;
        while tail > 0 && unit % 10 == 0 {
            unit /= 10;
            tail -= 1;
        }
        let value = value.saturating_mul(unit);
        let odd = tail > 0 || figure.code;
        let mut value = if tail > 0 { value / 10u64.saturating_pow(tail) } else { value };
        if let Some(rest) = self.rest(end, scale).filter(|_| !odd) {
            value = value.saturating_add(rest.low);
            (end, scale) = (rest.end, rest.scale);
        }
        Some(Core { first: at, end, low: value, high: value, bare, odd, scale, between: false })
    }

    /// What is added behind a scale: "4 thousand 3 hundred", "3 hundred and 21".
    fn rest(&self, at: usize, scale: u64) -> Option<Core> {
        let and = self.lower(at) == "and";
        let rest = self.single(at + usize::from(and)).filter(|_| scale >= 100)?;
        let several_words = rest.end - rest.first > 1;
        (!rest.odd && rest.low < scale && (several_words || and && scale == 100)).then_some(rest)
    }

    /// Whether a word is "000" of "2 000".
    fn is_group(&self, at: usize) -> bool {
        let word = self.lower(at);
        let near = |a: usize| matches!((self.words.get(a), self.words.get(a + 1)), (Some(x), Some(y)) if y.span.start.saturating_sub(x.span.end) <= 3);
        word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit()) && at > 0 && near(at - 1) && !self.joined(at - 1)
    }

    /// Whether the word before is a capitalised name, so that "May 5 300 died" and "Sector 2 300" are two numbers.
    fn is_name(&self, at: usize) -> bool {
        at > 1 && self.raw(at - 1).starts_with(char::is_uppercase)
    }

    fn part(&self, at: usize) -> Option<Part> {
        self.rules.words.get(self.lower(at)).copied()
    }

    fn spelled(&self, at: usize) -> Option<Core> {
        let article = matches!(self.lower(at), "a" | "an" | "one") && matches!(self.part(at + 1), Some(Part::Scale(_) | Part::Dozen(_)));
        let mut here = if article { at + 1 } else { at };
        let (mut total, mut part, mut last, mut limit) = (0u64, u64::from(article), None, u64::MAX);
        loop {
            let step = if here == at || (article && here == at + 1) { here } else { self.link(here, last) };
            // "Two million and one half".
            let Some(next) = self.part(step).filter(|_| step == at || self.lower(step + 1) != "half") else { break };
            match next {
                Part::One(n) if part % 10 == 0 && (part % 100 == 0 || n < 10) && (last.is_none() || n > 0) => part += n,
                Part::Ten(n) if part % 100 == 0 => part += n,
                Part::Ten(n) if last == Some(Part::One(part)) && (18..=20).contains(&part) && total == 0 => {
                    return Some(self.year(at, step, part, n));
                }
                Part::Scale(100) if part < 100 && (last.is_none() || part > 0) => part = part.max(1) * 100,
                Part::Scale(n) if n > 100 && n < limit && (last.is_none() || part > 0) => {
                    total += part.max(1) * n;
                    (part, limit) = (0, n);
                }
                Part::Dozen(n) if part < 100 && total == 0 => part = part.max(1) * n,
                _ => break,
            }
            last = Some(next);
            here = step + 1;
            if matches!(next, Part::Dozen(_)) {
                break;
            }
        }
        let last = last?;
        let value = total + part;
        let scale = match last {
            Part::Scale(n) => n,
            Part::Dozen(n) => n,
            _ => 1,
        };
        Some(Core { first: at, end: here, low: value, high: value, bare: false, odd: false, scale, between: false })
    }

    /// The next word of a number that has come to `here`: over "and" behind a scale, over the hyphen of "thirty-two".
    fn link(&self, here: usize, last: Option<Part>) -> usize {
        let small = matches!(self.part(here + 1), Some(Part::One(_) | Part::Ten(_)));
        match last {
            Some(Part::Scale(_)) if self.lower(here) == "and" && small => here + 1,
            Some(Part::Ten(_)) if self.is_hyphen(here) && matches!(self.part(here + 1), Some(Part::One(1..=9))) => here + 1,
            Some(Part::One(_)) if self.is_hyphen(here) && matches!(self.part(here + 1), Some(Part::Scale(_))) => here + 1,
            _ => here,
        }
    }

    /// "Nineteen ninety-six".
    fn year(&self, at: usize, tens: usize, century: u64, ten: u64) -> Core {
        let mut end = tens + 1;
        let mut value = century * 100 + ten;
        let unit = if self.is_hyphen(end) { end + 1 } else { end };
        if let Some(Part::One(n @ 1..=9)) = self.part(unit) {
            value += n;
            end = unit + 1;
        }
        Core { first: at, end, low: value, high: value, bare: false, odd: true, scale: 1, between: false }
    }
}

/// A word of digits, taken apart.
struct Figure {
    /// All digits, the point passed over.
    whole: u64,
    /// How many of them stand behind the point.
    tail: u32,
    /// 1000 for "550k".
    scale: u64,
    bare: bool,
    code: bool,
}

/// Reads "68", "30,000", "1.5", "550k"; none for "13th", "00:05", "9/11", "1990s".
fn figure(word: &str) -> Option<Figure> {
    let (digits, scale) = match word.strip_suffix('k') {
        Some(digits) => (digits, 1000),
        None => (word, 1),
    };
    let bare = word.bytes().all(|b| b.is_ascii_digit());
    if bare {
        return Some(Figure { whole: digits.parse().ok()?, tail: 0, scale, bare, code: word.len() > 1 && word.starts_with('0') });
    }
    let (whole, tail) = match (digits.contains(','), digits.matches('.').count()) {
        (true, 0) if grouped(digits, ',') => (digits.replace(',', ""), 0),
        (false, 0) => (digits.to_owned(), 0),
        (false, 2..) if grouped(digits, '.') => (digits.replace('.', ""), 0),
        (comma, 1) => {
            let (front, back) = digits.split_once('.')?;
            if comma && !grouped(front, ',') {
                return None;
            }
            // "30.000" as the rest of Europe writes it.
            let tail = if back == "000" && !comma { 0 } else { back.len() as u32 };
            (format!("{}{back}", front.replace(',', "")), tail)
        }
        _ => return None,
    };
    Some(Figure { whole: whole.parse().ok()?, tail, scale, bare, code: false })
}

/// Whether marks part the digits into groups of three.
fn grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    groups.next().is_some_and(|g| (1..=3).contains(&g.len())) && groups.all(|g| g.len() == 3)
}
