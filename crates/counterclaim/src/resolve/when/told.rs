//! What a sentence tells of the day of a claim: when it happened, or when it was said.
//!
//! A day beside the word of speech ("said on Tuesday") is of the speech; a stretch ("in the past 24 hours") never is, and is counted back
//! from the day of the speech where one stands with it. The day of a dateline says when the report was written, and nothing else.

use super::super::{harm, is_large, mentions_of};
use crate::mention::time::calendar;
use counterclaim_model::{Basis, Claim, Day, Interval, Mention, Reading, Scope, Span, What, Word};
use counterclaim_rules::Knowledge;

/// What a sentence tells of the day of a claim.
pub(in crate::resolve) enum Told {
    /// When it happened.
    Deed(Interval),
    /// From when on it happened: "since violence broke out on Sunday"; whether that is a whole day, not a weekend or a year.
    Since {
        days: Interval,
        in_full: bool,
    },
    /// When it was said.
    Speech(Interval),
    /// That it happened lately, no more: "in recent weeks".
    Open,
    Nothing,
}

/// Words before a day that count from it are looked for so far back.
const CLAUSE: usize = 7;

/// A time that a sentence tells.
struct Spot<'a> {
    mention: &'a Mention,
    days: &'a Interval,
    value: &'a str,
    of_speech: bool,
}

impl Spot<'_> {
    /// "Overnight": a night between two days that says of neither which.
    fn is_some_night(&self) -> bool {
        self.value.ends_with("TNI") && self.days.from != self.days.to
    }
}

/// The words of a report, asked for days.
pub(in crate::resolve) struct Words<'a> {
    pub knowledge: &'a Knowledge,
    pub reading: &'a Reading,
}

impl<'a> Words<'a> {
    /// What the claim's own sentence tells: of several days the one nearest to the harm, those after it before those before it. `before` is
    /// the day of the deed told before.
    pub fn of_claim(&self, claim: &Claim, before: Option<&Interval>) -> Told {
        let harm = harm(claim);
        let spots = self.spots(claim.sentence);
        let said = spots.iter().find(|spot| spot.of_speech && is_known(spot.days));
        // "One was killed on Friday and one on Saturday": the day in the claim's own words is its own.
        let elsewhere = |span: Span| u32::from(!claim.quote.contains(span)) * 1000;
        let distance = |span: Span| elsewhere(span) + if span.start >= harm.end { span.start - harm.end } else { 20 + harm.start.saturating_sub(span.end) };
        let deeds = || spots.iter().filter(|spot| !spot.of_speech && (is_known(spot.days) || self.window(spot).is_some()));
        // "In an overnight operation in Vale on Monday": the night is Monday's.
        let told = deeds().any(|spot| spot.days.from.is_some_and(|day| day.is_full() && spot.days.to == Some(day)));
        let nearest = deeds().filter(|spot| !told || !spot.is_some_night()).min_by_key(|spot| distance(spot.mention.span));
        if let Some(spot) = nearest {
            return self.deed(spot, self.base(&spots), claim, before);
        }
        match said {
            Some(spot) => Told::Speech(spot.days.clone()),
            None if spots.iter().any(|spot| spot.value == "PAST_REF" && claim.toll().is_some()) => Told::Open,
            None => Told::Nothing,
        }
    }

    /// The day of the deed that a sentence tells, where it is one day or a night.
    pub(super) fn of_sentence(&self, sentence: u32) -> Option<Interval> {
        let spots = self.spots(sentence);
        let base = self.base(&spots);
        let deeds = spots.iter().filter(|spot| !spot.of_speech && !self.is_since(spot.mention));
        let short = |days: &Interval| days.from.zip(days.to).and_then(|(from, to)| calendar::apart(from, to)).is_some_and(|days| days <= 1);
        deeds.map(|spot| self.told_on(spot, spot.days.clone(), base)).find(short)
    }

    /// The days of deeds that a sentence tells.
    pub fn deeds(&self, sentence: u32) -> Vec<Interval> {
        self.spots(sentence).into_iter().filter(|spot| !spot.of_speech).map(|spot| spot.days.clone()).collect()
    }

    /// The day from which a sentence counts back: that of its speech, else the report's own.
    fn base(&self, spots: &[Spot]) -> Option<Day> {
        let said = spots.iter().filter(|spot| spot.of_speech).find_map(|spot| spot.days.to.filter(|day| day.is_full()));
        said.or(self.reading.document.published.to)
    }

    /// The first full day told in a sentence within the month before another.
    pub(super) fn first_near(&self, sentence: u32, published: Day) -> Option<Interval> {
        let near = |days: &&Interval| days.from.is_some_and(|day| day.is_full() && super::near(day, published));
        self.spots(sentence).into_iter().filter(|spot| !spot.of_speech).map(|spot| spot.days).find(near).cloned()
    }

    /// The first day of the fighting, where the report counts its days: "today is day three".
    pub(super) fn first_day(&self, published: Day) -> Option<Interval> {
        let counted = |mention: &Mention| {
            let What::Time { value, .. } = &mention.what else { return None };
            let n: i64 = value.strip_prefix("XXXX-DAY-")?.parse().ok()?;
            // "On Friday, the sixth day": counted from that Friday.
            let anchor = self.first_near(mention.sentence, published).and_then(|days| days.from).unwrap_or(published);
            let first = calendar::days(anchor, 1 - n)?;
            Some(Interval { from: Some(first), to: Some(first), basis: Basis::Relative { words: mention.span, anchor } })
        };
        self.reading.mentions.iter().filter(|_| published.is_full()).find_map(counted)
    }

    fn deed(&self, spot: &Spot, base: Option<Day>, claim: &Claim, before: Option<&Interval>) -> Told {
        let days = spot.days.clone();
        if let Some((length, from_before)) = self.window(spot) {
            let words = spot.mention.span;
            let counted = |end: Option<Day>, start: bool| {
                let from = end.and_then(|end| calendar::days(end, -length));
                let basis = match end.filter(|_| from.is_some()) {
                    Some(anchor) => Basis::Relative { words, anchor },
                    None => Basis::Unknown,
                };
                Interval { from, to: if start { from } else { end.filter(|_| from.is_some()) }, basis }
            };
            // "The attack came a day after rebels had kidnapped eight": counted from the attack, for what stands behind "after".
            return match from_before {
                true if harm(claim).start >= spot.mention.span.end => Told::Deed(counted(before.and_then(|days| days.from).or(base), true)),
                true => before.cloned().map_or(Told::Nothing, Told::Deed),
                false => Told::Deed(counted(base, false)),
            };
        }
        let total = claim.toll().is_some_and(|toll| toll.scope == Scope::Total || is_large(toll));
        if self.is_since(spot.mention) || total && self.is_beginning(spot.mention) {
            let in_full = spot.value.parse::<Day>().is_ok_and(Day::is_full);
            return Told::Since { days: Interval { to: base, ..days }, in_full };
        }
        Told::Deed(self.told_on(spot, days, base))
    }

    /// "Over the past 24 hours, the ministry said on Saturday": counted back from Saturday.
    fn told_on(&self, spot: &Spot, days: Interval, base: Option<Day>) -> Interval {
        let Basis::Relative { words, anchor } = days.basis else { return days };
        let moved = base.filter(|_| spot.value.starts_with('P')).and_then(|base| {
            let length = calendar::apart(days.from?, anchor)?;
            Some(Interval { from: Some(calendar::days(base, -length)?), to: Some(base), basis: Basis::Relative { words, anchor: base } })
        });
        moved.unwrap_or(days)
    }

    /// A plain stretch of hours or days that is counted back from the day of telling ("in 24 hours"), as days, and whether it is counted from
    /// the deed before instead ("a day after").
    fn window(&self, spot: &Spot) -> Option<(i64, bool)> {
        if is_known(spot.days) {
            return None;
        }
        let hours = spot.value.strip_prefix("PT").and_then(|v| v.strip_suffix('H')).and_then(|v| v.parse::<i64>().ok());
        let days = spot.value.strip_prefix('P').and_then(|v| v.strip_suffix('D')).and_then(|v| v.parse::<i64>().ok());
        let length = days.or(hours.map(|hours| (hours + 23) / 24)).filter(|days| (1..=31).contains(days))?;
        let guard = &self.knowledge.times.guard;
        let word = |at: Option<usize>| at.and_then(|at| self.reading.words.get(at)).map_or("", |w| &*w.lower);
        let (first, last) = (spot.mention.first as usize, spot.mention.last as usize);
        if word(Some(last)) == "after" && days.is_some() {
            return Some((length, true));
        }
        // The day of telling is one of "two days"; "24 hours" reach back into the day before.
        let back = if days.is_some_and(|days| days > 1) { length - 1 } else { length };
        guard.within.contains(word(first.checked_sub(1))).then_some((back, false))
    }

    /// The times of a sentence that may date a claim.
    fn spots(&self, sentence: u32) -> Vec<Spot<'a>> {
        let said: Vec<Span> = self.reading.spoken.iter().filter(|s| s.sentence == sentence).map(|s| s.source.to(s.cue)).collect();
        let times = mentions_of(self.reading, sentence).iter().filter_map(|mention| match &mention.what {
            What::Time { value, kind, days } if *kind != "SET" => Some((mention, &**value, days)),
            _ => None,
        });
        let spots = times.filter(|(mention, _, days)| !self.is_dateline(mention, days) && !self.is_measure(mention)).map(|(mention, value, days)| {
            // A week or a month beside a word of speech is when it happened, and when it was said too.
            let a_day = days.from.zip(days.to).and_then(|(from, to)| calendar::apart(from, to)).is_some_and(|days| days <= 1);
            let unknown = days.from.is_none() && !value.starts_with('P');
            let beside = said.iter().any(|s| self.is_of_speech(*s, mention)) || self.is_by_speech(mention);
            Spot { mention, days, value, of_speech: beside && (a_day && !value.starts_with('P') || unknown) }
        });
        spots.collect()
    }

    /// Whether a time is the report's own day, stated at its head.
    fn is_dateline(&self, mention: &Mention, days: &Interval) -> bool {
        let published = &self.reading.document.published;
        let stated = matches!(published.basis, Basis::Stated { words } if words.overlaps(mention.span));
        let beside = |at: Option<usize>, mark: &str| at.and_then(|at| self.reading.words.get(at)).is_some_and(|w| &*w.lower == mark);
        let in_brackets = beside((mention.first as usize).checked_sub(1), "(") && beside(Some(mention.last as usize), ")");
        stated || in_brackets && published.to.is_some() && days.to == published.to
    }

    /// "the deadliest since the war of 2020": a measure, not a day of this harm.
    fn is_measure(&self, mention: &Mention) -> bool {
        let sentence = self.reading.sentences[mention.sentence as usize];
        let before = &self.reading.words[sentence.first as usize..mention.first as usize];
        let compares = |w: &Word| matches!(w.xpos, "JJS" | "RBS") || self.knowledge.times.guard.compares.contains(&*w.lower);
        let since = before.iter().rposition(|w| &*w.lower == "since").filter(|at| !before[*at..].iter().any(|w| w.upos == "PUNCT"));
        since.is_some_and(|at| before[at.saturating_sub(4)..at].iter().any(compares))
    }

    /// Whether the time stands beside the word of speech: "said on Tuesday", "On Monday, the ministry reported". In "they fell on Monday, the
    /// ministry reported" a verb stands before it, and the day is the deed's.
    fn is_of_speech(&self, said: Span, mention: &Mention) -> bool {
        let time = mention.span;
        let first = self.reading.sentences[mention.sentence as usize].first as usize;
        let leads = || !self.reading.words[first..mention.first as usize].iter().any(|w| w.upos == "VERB");
        time.start >= said.end && time.start - said.end <= 6 || said.start >= time.end && said.start - time.end <= 3 && leads()
    }

    /// "balances announced on Monday", "on Monday claimed responsibility": a word of speech stands beside it, though nobody speaks.
    fn is_by_speech(&self, mention: &Mention) -> bool {
        let behind = self.reading.words.get(mention.last as usize);
        let guard = &self.knowledge.times.guard;
        let mut before = self.reading.words[..mention.first as usize].iter().rev().take(3);
        let word = before.find(|w| !guard.leads.contains(&*w.lower));
        word.into_iter().chain(behind).any(|word| self.is_said(word))
    }

    fn is_said(&self, word: &Word) -> bool {
        let lexicon = &self.knowledge.lexicon;
        word.upos == "VERB" && (lexicon.of(&word.lemma) | lexicon.of(&word.lower)) & lexicon.bit("say-verb") != 0
    }

    /// Whether "since" stands before it in its clause.
    fn is_since(&self, mention: &Mention) -> bool {
        self.clause(mention).any(|w| &*w.lower == "since")
    }

    /// Whether a war began on that day: "the conflict, which erupted in 1972".
    fn is_beginning(&self, mention: &Mention) -> bool {
        let lexicon = &self.knowledge.lexicon;
        let lists = |w: &Word| lexicon.of(&w.lemma) | lexicon.of(&w.lower);
        let began = |w: &Word| w.upos == "VERB" && lists(w) & lexicon.bit("began") != 0;
        let first = self.reading.sentences[mention.sentence as usize].first as usize;
        self.clause(mention).any(began) && self.reading.words[first..mention.first as usize].iter().any(|w| lists(w) & lexicon.bit("war-word") != 0)
    }

    /// The words before a time in its clause, the nearest first.
    fn clause(&self, mention: &Mention) -> impl Iterator<Item = &'a Word> {
        let sentence = self.reading.sentences[mention.sentence as usize];
        let before = self.reading.words[sentence.first as usize..mention.first as usize].iter().rev().take(CLAUSE);
        before.take_while(|w| w.upos != "PUNCT")
    }
}

fn is_known(days: &Interval) -> bool {
    days.from.is_some() || days.to.is_some()
}
