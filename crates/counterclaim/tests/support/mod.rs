//! Readings built by hand: a text, its days by a small reader of weekdays and dates, and claims told by their quotes.
#![allow(dead_code)]

use counterclaim_model::{
    Attribution, Basis, Claim, ClaimId, Credit, Day, Deed, Document, Effect, Episode, Interval, Kind, Mention, Name, Place, Qualifier, Quantity, Reading, Role,
    Says, Scope, Sentence, Span, Speaker, Stance, Toll, Voice, What,
};

/// Episodes of readings whose claims keep the days that they were given.
pub fn stitched(readings: &mut [Reading]) -> Vec<Episode> {
    counterclaim::stitch::stitch(readings, &rarity(), &camp, &|_, _| true, &|_| {}).episodes
}

/// How rare words are.
pub fn rarity() -> counterclaim_rules::rarity::Rarity {
    counterclaim_rules::rarity::Rarity::shipped().expect("the table ships")
}

/// A report with nothing claimed yet.
pub fn report(id: &str, text: &str) -> Reading {
    let sentences = sentences(text);
    let document = Document::new(id, text);
    let mut reading = Reading { document, sentences, words: Vec::new(), mentions: Vec::new(), spoken: Vec::new(), claims: Vec::new(), doubts: Vec::new() };
    reading.mentions = mentions(&reading);
    reading
}

fn sentences(text: &str) -> Vec<Sentence> {
    let mut spans = Vec::new();
    let mut start = 0;
    let ends = text.match_indices(['.', '\n', '?']).map(|(at, _)| at + 1).filter(|end| !text[*end..].starts_with(|c: char| c.is_alphanumeric()));
    for end in ends.chain([text.len()]) {
        let trimmed = text[start..end].trim();
        if trimmed.len() > 2 {
            let from = start + text[start..end].find(trimmed).unwrap_or(0);
            spans.push(Span::new(from, from + trimmed.len()));
        }
        start = end;
    }
    let sentence = |span| Sentence { span, first: 0, last: 0, block: 0, kind: counterclaim_model::BlockKind::Body };
    spans.into_iter().map(sentence).collect()
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn mentions(reading: &Reading) -> Vec<Mention> {
    let text = reading.document.text.clone();
    let mut found: Vec<(Span, String)> = Vec::new();
    for (n, name) in WEEKDAYS.iter().enumerate() {
        found.extend(text.match_indices(name).map(|(at, word)| (Span::new(at, at + word.len()), format!("XXXX-WXX-{}", n + 1))));
    }
    for (n, name) in MONTHS.iter().enumerate() {
        let short = format!("{}. ", &name[..3]);
        for (at, word) in text.match_indices(&format!("{name} ")).chain(text.match_indices(&short)) {
            let rest = &text[at + word.len()..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            match (digits, rest[..digits].parse::<u16>()) {
                (1 | 2, Ok(day)) => {
                    let suffix = if rest[digits..].starts_with("th") { 2 } else { 0 };
                    let year = rest[digits..].strip_prefix(", ").and_then(|year| year.get(..4)).and_then(|year| year.parse::<u16>().ok());
                    let end = at + word.len() + digits + suffix + if year.is_some() { 6 } else { 0 };
                    let year = year.map_or("XXXX".to_owned(), |year| year.to_string());
                    found.push((Span::new(at, end), format!("{year}-{:02}-{day:02}", n + 1)));
                }
                (4, Ok(year)) => found.push((Span::new(at, at + word.len() + 4), format!("{year}-{:02}", n + 1))),
                _ => {}
            }
        }
    }
    let digits = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at) && (*at == 0 || !text.as_bytes()[at - 1].is_ascii_digit())) {
        let year = (digits(at) == 4).then(|| text[at..at + 4].parse::<u16>().ok()).flatten().filter(|year| (1900..2050).contains(year));
        let span = Span::new(at, at + 4);
        if let Some(year) = year.filter(|_| !found.iter().any(|(other, _)| other.overlaps(span))) {
            let iso = text.get(at..at + 10).filter(|iso| iso.parse::<Day>().is_ok_and(|day| day.is_full()));
            found.push((Span::new(at, at + iso.map_or(4, str::len)), iso.map_or(year.to_string(), str::to_owned)));
        }
    }
    for words in ["last year", "yesterday", "Yesterday", "today"] {
        found.extend(text.match_indices(words).map(|(at, word)| (Span::new(at, at + word.len()), "PAST_REF".to_owned())));
    }
    found.sort();
    let mention = |(span, value): (Span, String)| {
        let known = value.parse::<Day>().ok();
        let basis = if known.is_some() { Basis::Stated { words: span } } else { Basis::Unknown };
        let days = Interval { from: known, to: known, basis };
        Mention { span, first: 0, last: 0, sentence: sentence(reading, span), what: What::Time { value, kind: "DATE", days } }
    };
    found.into_iter().map(mention).collect()
}

fn sentence(reading: &Reading, span: Span) -> u32 {
    reading.sentences.iter().position(|sentence| sentence.span.overlaps(span)).unwrap_or(0) as u32
}

/// A claim to be.
#[derive(Clone)]
pub struct Say {
    says: Says,
    by: Option<String>,
    stance: Stance,
    denied_by: Vec<Name>,
    when: Interval,
    place: Option<String>,
    current: bool,
    part_of: Option<String>,
    rule: String,
}

fn say(says: Says) -> Say {
    let when = Interval::default();
    Say { says, by: None, stance: Stance::Asserted, denied_by: vec![], when, place: None, current: true, part_of: None, rule: "test".into() }
}

/// So many people harmed; of all sides, soldiers and civilians, in one strike, unless said otherwise.
pub fn toll(effect: Effect, quantity: Quantity) -> Say {
    let toll = Toll { effect, quantity, side: vec![], side_basis: String::new(), role: Role::All, scope: Scope::Incident, group: None, by: None, means: None };
    say(Says::Toll(toll))
}

/// So many killed.
pub fn killed(n: u32) -> Say {
    toll(Effect::Killed, Quantity::exact(n))
}

/// At least so many.
pub fn at_least(n: u32) -> Quantity {
    Quantity { low: Some(n), high: None, qualifier: Qualifier::AtLeast }
}

/// More than so many.
pub fn over(n: u32) -> Quantity {
    Quantity { low: Some(n + 1), high: None, qualifier: Qualifier::MoreThan }
}

/// About so many.
pub fn about(n: u32) -> Quantity {
    Quantity { qualifier: Qualifier::About, ..Quantity::exact(n) }
}

/// "Heavy losses", "many".
pub fn many() -> Quantity {
    Quantity { low: Some(1), high: None, qualifier: Qualifier::Vague }
}

/// Parties, joined with "; " as the guidelines join them.
pub fn parties(text: &str) -> Vec<Name> {
    text.split("; ").filter(|name| !name.is_empty()).map(|name| name.split(':').next().unwrap_or(name).into()).collect()
}

/// A statement.
pub fn deed(kind: Kind, actor: &str, target: &str) -> Say {
    say(Says::Deed(Deed { kind, actor: parties(actor), target: parties(target), means: None }))
}

impl Say {
    fn toll(mut self, change: impl FnOnce(&mut Toll)) -> Say {
        if let Says::Toll(toll) = &mut self.says {
            change(toll);
        }
        self
    }
    pub fn of(self, side: &str) -> Say {
        self.toll(|toll| toll.side = parties(side))
    }
    pub fn role(self, role: Role) -> Say {
        self.toll(|toll| toll.role = role)
    }
    pub fn soldiers(self) -> Say {
        self.role(Role::Military)
    }
    pub fn civilians(self) -> Say {
        self.role(Role::Civilian)
    }
    pub fn total(self) -> Say {
        self.toll(|toll| toll.scope = Scope::Total)
    }
    pub fn group(self, group: &str) -> Say {
        self.toll(|toll| toll.group = Some(group.into()))
    }
    pub fn by(self, claimant: &str) -> Say {
        Say { by: Some(claimant.to_owned()), ..self }
    }
    pub fn stance(self, stance: Stance) -> Say {
        Say { stance, ..self }
    }
    pub fn denied_by(self, party: &str) -> Say {
        Say { denied_by: parties(party), ..self }
    }
    pub fn when(self, from: &str, to: &str) -> Say {
        let day = |text: &str| text.parse().ok();
        Say { when: Interval { from: day(from), to: day(to), basis: Basis::Metadata }, ..self }
    }
    pub fn on(self, day: &str) -> Say {
        self.when(day, day)
    }
    pub fn at(self, place: &str) -> Say {
        Say { place: Some(place.to_owned()), ..self }
    }
    pub fn background(self) -> Say {
        Say { current: false, ..self }
    }
    pub fn part_of(self, quote: &str) -> Say {
        Say { part_of: Some(quote.to_owned()), ..self }
    }
    pub fn rule(self, rule: &str) -> Say {
        Say { rule: rule.to_owned(), ..self }
    }
}

/// What can be said of a reading while it is built.
pub trait Build: Sized {
    /// Gives it its day of writing.
    fn written(self, day: &str) -> Self;
    /// Has it credit an agency, or nobody in particular.
    fn credit(self, agency: Option<&str>, words: &str) -> Self;
    /// Adds a claim with these words, which must stand in the text.
    fn claim(self, quote: &str, say: Say) -> Self;
}

impl Build for Reading {
    fn written(mut self, day: &str) -> Reading {
        let day = day.parse().ok();
        self.document.published = Interval { from: day, to: day, basis: Basis::Metadata };
        self
    }

    fn credit(mut self, agency: Option<&str>, words: &str) -> Reading {
        self.document.credits.push(Credit { agency: agency.map(Into::into), words: words.into(), span: None, rule: "test".into() });
        self
    }

    fn claim(mut self, quote: &str, say: Say) -> Reading {
        let at = self.document.text.find(quote).unwrap_or_else(|| panic!("«{quote}» does not stand in {}", self.document.id));
        let span = Span::new(at, at + quote.len());
        let doc = self.document.id.clone();
        let name = match &say.says {
            Says::Toll(toll) => toll.effect.name(),
            Says::Deed(deed) => deed.kind.name(),
        };
        let id = |quote: &str| ClaimId(format!("{doc}/{quote}").as_str().into());
        let attribution = match say.by.as_deref() {
            None | Some("reporter") => Attribution::own(),
            Some(by) => Attribution { chain: vec![speaker(by)], voice: Voice::Reported, cue: None },
        };
        let part_of = say.part_of.as_deref().and_then(|quote| self.claims.iter().find(|claim| claim.quote.of(&self.document.text) == quote));
        let place = say.place.map(|words| Place { words: words.as_str().into(), ..Place::default() });
        let claim = Claim {
            id: id(&format!("{quote}/{name}/{}", self.claims.len())),
            doc: doc.clone(),
            sentence: sentence(&self, span),
            quote: span,
            parts: vec![],
            says: say.says,
            attribution,
            stance: say.stance,
            denied_by: say.denied_by,
            when: say.when,
            place,
            current: say.current,
            part_of: part_of.map(|claim| claim.id.clone()),
            same_as: None,
            rule: say.rule.as_str().into(),
            confidence: 1.0,
            judged: Vec::new(),
        };
        self.claims.push(claim);
        self.claims.sort_by_key(|claim| claim.quote);
        self
    }
}

fn speaker(by: &str) -> Speaker {
    if by == "unknown" {
        return Speaker { party: None, body: None, words: None, why: None };
    }
    let (party, body) = by.split_once(": ").map_or((by, None), |(party, body)| (party, Some(body)));
    Speaker { party: Some(party.into()), body: body.map(Into::into), words: None, why: None }
}

/// Two camps: the North with its Hill People, and everybody else alone.
pub fn camp(party: &str, _: Option<i16>) -> Name {
    match party {
        "Hill People" => "North".into(),
        "Nagorno-Karabakh" => "Armenia".into(),
        other => other.into(),
    }
}
