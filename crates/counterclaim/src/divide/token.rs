//! Words and punctuation apart, as the English Web Treebank has them.
//!
//! "Orlo-led troops' $5m raid (6.30 a.m.) didn't" is "Orlo", "-", "led", "troops", "'", "$", "5", "m", "raid", "(", "6.30", "a.m.", ")", "did", "n't".
//!
//! A stop stays on an abbreviation and is a word of its own anywhere else; whether it ends a sentence as well is not settled here.

use counterclaim_rules::sentence::{Ends, Sentences};

/// One word or mark: its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What separates words: white space, and the marks that nobody sees.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The words of `text[from..to]`.
pub(super) fn all(rules: &Sentences, text: &str, from: usize, to: usize, out: &mut Vec<Token>) {
    let mut at = from;
    while at < to {
        let (blank, end, plain) = run(&text.as_bytes()[at..to], &text[at..to]);
        let (start, end) = (at + blank, at + end);
        if plain && rules.apart(&text[start..end]).is_none() {
            out.push(Token { start, end });
        } else if start < end {
            let mut scan = Scan { rules, text, end, next: following(text, end, to), out };
            scan.chunk(start);
        }
        at = end;
    }
}

/// The next run of characters without blanks: how many bytes of blanks stand before it, where it ends, and whether it is letters alone.
fn run(bytes: &[u8], text: &str) -> (usize, usize, bool) {
    let blank = text.find(|c| !is_blank(c)).unwrap_or(text.len());
    let letters = bytes[blank..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let end = text[blank + letters..].find(is_blank).map_or(text.len(), |n| blank + letters + n);
    (blank, end, letters > 0 && blank + letters == end)
}

/// The first character after the blanks at `at`.
fn following(text: &str, at: usize, to: usize) -> Option<char> {
    text[at..to].chars().find(|&c| !is_blank(c))
}

/// A run of characters without blanks, being taken apart.
struct Scan<'a> {
    rules: &'a Sentences,
    text: &'a str,
    end: usize,
    /// The first character of the next run.
    next: Option<char>,
    out: &'a mut Vec<Token>,
}

impl Scan<'_> {
    fn chunk(&mut self, start: usize) {
        let mut at = start;
        while at < self.end {
            let end = self.one(at);
            // One step at least, whatever the rules say.
            let step = self.text[at..].chars().next().map_or(1, char::len_utf8);
            at = end.max(at + step);
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.text[at.min(self.end)..self.end].chars().next()
    }

    fn push(&mut self, start: usize, end: usize) -> usize {
        self.out.push(Token { start, end });
        end
    }

    /// Takes one word or mark (or a word of two parts) at `at`; gives the byte after it.
    fn one(&mut self, at: usize) -> usize {
        let Some(c) = self.peek(at) else {
            return self.end;
        };
        if c.is_alphanumeric() {
            return match self.address(at) {
                Some(end) => self.push(at, end),
                None => self.word(at),
            };
        }
        if matches!(c, '\'' | '’' | '`')
            && let Some(end) = self.clitic(at)
        {
            return self.push(at, end);
        }
        match c {
            '.' | '-' | '!' | '?' | '*' | '=' | '_' | '~' | '#' | '\'' | '`' => {
                let end = self.run(at, c);
                self.push(at, end)
            }
            _ => self.push(at, at + c.len_utf8()),
        }
    }

    /// The end of a run of one mark ("...", "--", "?!").
    fn run(&self, at: usize, c: char) -> usize {
        let same = |d: char| d == c || (matches!(c, '!' | '?') && matches!(d, '!' | '?'));
        self.text[at..self.end].find(|d| !same(d)).map_or(self.end, |n| at + n)
    }

    /// A clitic after its apostrophe: "'s" in "town's".
    fn clitic(&self, at: usize) -> Option<usize> {
        let mark = self.peek(at)?.len_utf8();
        let after_word = at > 0 && self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let letters = self.letters(at + mark);
        (after_word && letters > at + mark && letters - at - mark <= 2 && self.rules.is_clitic(&self.text[at + mark..letters].to_lowercase()))
            .then_some(letters)
    }

    fn letters(&self, at: usize) -> usize {
        self.text[at..self.end].find(|c: char| !c.is_alphanumeric()).map_or(self.end, |n| at + n)
    }

    /// The end of a web or mail address.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..self.end];
        let web = rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
        let mail = || {
            rest.split_once('@').is_some_and(|(who, host)| {
                !who.is_empty() && host.contains('.') && who.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
            })
        };
        if !web && !mail() {
            return None;
        }
        let end = rest.find(['<', '>', '"', '“', '”', '»', '«']).unwrap_or(rest.len());
        let trimmed = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '’', '\'', '*']);
        (!trimmed.is_empty()).then_some(at + trimmed.len())
    }

    /// A word with what belongs inside it: points in figures and initials, commas in figures, the apostrophe of a name.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.number_group(start) {
            return self.push(start, end);
        }
        let mut at = start;
        let mut before = ' ';
        while let Some(c) = self.peek(at) {
            let here = at + c.len_utf8();
            let next = self.peek(here).unwrap_or(' ');
            let inside = match c {
                _ if c.is_alphanumeric() || is_mark(c) => true,
                '.' => next.is_alphanumeric() && joins_point(before, next, &self.text[start..at]),
                ',' => before.is_ascii_digit() && next.is_ascii_digit(),
                ':' | '/' => before.is_ascii_digit() && next.is_ascii_digit(),
                '&' => before.is_uppercase() && next.is_uppercase(),
                '_' => next.is_alphanumeric(),
                '\'' | '’' => next.is_alphabetic() && self.clitic(at).is_none(),
                '-' => next.is_alphabetic() && self.rules.is_prefix(&self.text[start..at].to_lowercase()),
                _ => false,
            };
            if !inside {
                break;
            }
            // "45km": the unit is a word of its own.
            if c.is_alphabetic() && before.is_ascii_digit() && self.rules.is_unit(&self.text[at..self.letters(at)].to_lowercase()) {
                break;
            }
            before = c;
            at = here;
        }
        at = at.max(start + self.peek(start).map_or(1, char::len_utf8));
        if let Some(end) = self.with_stop(start, at) {
            return self.push(start, end);
        }
        let cut = start + self.inner_cut(&self.text[start..at]);
        if start < cut && cut < at {
            self.push(start, cut);
            return self.push(cut, at);
        }
        self.push(start, at)
    }

    /// The end of figures with two hyphens or more: "2001-05-03", a telephone number.
    fn number_group(&self, start: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[start..self.end];
        let len = bytes.iter().take_while(|b| b.is_ascii_digit() || **b == b'-').count();
        let group = &bytes[..len];
        let ok = group.iter().filter(|b| **b == b'-').count() >= 2 && group.split(|b| *b == b'-').all(|part| !part.is_empty());
        (ok && !bytes.get(len).is_some_and(u8::is_ascii_alphabetic)).then_some(start + len)
    }

    /// Where a word is two: "did|n't", "can|not".
    fn inner_cut(&self, word: &str) -> usize {
        if word.len() > 12 {
            return 0;
        }
        let not = ["n't", "N'T", "n’t", "N’T"];
        if let Some(stem) = not.iter().find_map(|end| word.strip_suffix(end)) {
            return stem.len();
        }
        self.rules.apart(word).unwrap_or(0)
    }

    /// The end of an abbreviation with its stop: "Lt.", "U.S.", "J."
    fn with_stop(&self, start: usize, end: usize) -> Option<usize> {
        let rest = &self.text[end..self.end];
        if !rest.starts_with('.') || rest.starts_with("..") {
            return None;
        }
        let word = &self.text[start..end];
        let is_one = match self.rules.abbreviation(word) {
            Some(Ends::Number) => rest.len() == 1 && self.next.is_some_and(|c| c.is_ascii_digit()),
            Some(_) => true,
            None => is_initials(word),
        };
        is_one.then_some(end + 1)
    }
}

/// A combining mark or joiner, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Whether a point between two characters is part of the word: "3.5", "U.S", "news.example", but not "fell.The".
fn joins_point(before: char, next: char, word: &str) -> bool {
    match (before.is_ascii_digit(), next.is_ascii_digit()) {
        (true, true) => true,
        (true, false) | (false, true) => word.contains('.'),
        (false, false) => is_initials(word) || before.is_lowercase() && next.is_lowercase(),
    }
}

/// Single letters with points between them: "J", "U.S", "a.m".
pub(super) fn is_initials(word: &str) -> bool {
    // Nobody has so many; the check keeps a text of nothing but initials from being read anew at each point.
    if word.len() > 24 {
        return false;
    }
    let mut parts = word.split('.');
    let single = |p: &str| {
        let mut letters = p.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let first = parts.next().unwrap_or("");
    let upper = first.chars().next().is_some_and(char::is_uppercase);
    single(first) && (upper || word.contains('.')) && parts.all(single)
}
