//! What a report as a whole tells of its parties: whom it names, whose land it is about, where it was written.
//!
//! "The army", "the rebels", "police" are somebody else in every report. The surprising decision: the land that a report is about is the
//! one whose places it names most, wherever it was written; a report on two lands alike is about neither.

use super::mentions_of;
use counterclaim_model::{Mention, Name, PartyUse, Reading, Speaker, What, Word};
use counterclaim_rules::{
    Knowledge,
    world::{BodyKind, PartyKind},
};
use std::collections::BTreeMap;

/// How often a group must be named against all others to be the one that is meant by "the rebels".
const FOREMOST: u32 = 3;

/// One party of a report.
pub(super) struct Named {
    pub name: Name,
    pub kind: PartyKind,
    pub count: u32,
}

/// A report's parties, land and dateline.
pub(super) struct Report {
    /// Every party that it names, the most named first.
    pub named: Vec<Named>,
    /// The state whose land it is about.
    pub home: Option<Name>,
    /// The state that it was written in.
    pub dateline: Option<Name>,
    /// Whose statement it is, where its head says so.
    pub issuer: Option<Speaker>,
}

impl Report {
    /// Reads the mentions of a report.
    pub fn of(knowledge: &Knowledge, reading: &Reading) -> Report {
        let mut counts: BTreeMap<Name, u32> = BTreeMap::new();
        let mut lands: BTreeMap<Name, u32> = BTreeMap::new();
        for mention in &reading.mentions {
            match &mention.what {
                What::Party { name, .. } => *counts.entry(name.clone()).or_default() += 1,
                What::Place(place) => {
                    if let Some(land) = place.country.as_ref().and_then(|c| knowledge.holder(c)) {
                        *lands.entry(land.clone()).or_default() += 2;
                    }
                }
                _ => {}
            }
        }
        let kind = |name: &str| knowledge.world.party(name).map_or(PartyKind::ArmedGroup, |p| p.kind);
        let mut named: Vec<Named> = counts.into_iter().map(|(name, count)| Named { kind: kind(&name), name, count }).collect();
        named.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        for state in named.iter().filter(|n| n.kind == PartyKind::State) {
            *lands.entry(state.name.clone()).or_default() += state.count;
        }
        let dateline = dateline(knowledge, reading);
        if let Some(land) = &dateline {
            *lands.entry(land.clone()).or_default() += 1;
        }
        let mut lands: Vec<(u32, Name)> = lands.into_iter().map(|(name, weight)| (weight, name)).collect();
        lands.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let second = lands.get(1).map_or(0, |(weight, _)| *weight);
        let home = lands.into_iter().next().filter(|(weight, _)| *weight > second && *weight > 1).map(|(_, name)| name);
        Report { named, home, dateline, issuer: issuer(knowledge, reading) }
    }

    /// The party whose statement the report is.
    pub fn issued_by(&self) -> Option<&Name> {
        self.issuer.as_ref()?.party.as_ref()
    }

    /// The one party of a kind that the report names.
    pub fn only(&self, wanted: impl Fn(PartyKind) -> bool) -> Option<&Name> {
        let mut found = self.named.iter().filter(|n| wanted(n.kind));
        let one = found.next()?;
        found.next().is_none().then_some(&one.name)
    }

    /// The one breakaway region that the report names more than once.
    pub fn breakaway(&self) -> Option<&Name> {
        self.only(PartyKind::is_breakaway).filter(|one| self.named.iter().any(|n| n.name == **one && n.count > 1))
    }

    /// The armed group that "the rebels" means: the only one named, or the one that is named far more than any other.
    pub fn rebels(&self) -> Option<&Name> {
        let mut groups = self.named.iter().filter(|n| n.kind == PartyKind::ArmedGroup);
        let (first, second) = (groups.next()?, groups.next());
        second.is_none_or(|s| first.count >= FOREMOST * s.count).then_some(&first.name)
    }
}

/// Whom words for the armed mean that name nobody: rebels, or the force of the state in whose land they fight.
pub(super) struct Meant<'a> {
    pub knowledge: &'a Knowledge,
    pub reading: &'a Reading,
    pub report: &'a Report,
    /// The state whose army "the army" is.
    pub home: Option<&'a Name>,
}

impl Meant<'_> {
    /// The party that these words of the report mean.
    pub fn by(&self, words: std::ops::Range<usize>) -> Option<Name> {
        let words = self.reading.words.get(words).unwrap_or_default();
        let any = |list: &str| {
            let bit = self.knowledge.lexicon.bit(list);
            words.iter().any(|w| self.knowledge.lexicon.of_word(w) & bit != 0)
        };
        // "the loyalist militia", "government fighters".
        if any("people-hostile") && !any("state-word") {
            return any("breakaway").then(|| self.report.breakaway()).flatten().cloned();
        }
        if any("alliance-word") {
            return self.report.only(|kind| kind == PartyKind::Alliance).cloned();
        }
        self.home.filter(|_| any("state-actor") || any("state-word")).cloned()
    }
}

/// How many sentences are a report's head.
const HEAD: u32 = 2;

/// "STATEMENT OF THE MINISTRY OF DEFENCE OF NORTH", and nothing behind it that is said: whoever speaks below without a name.
fn issuer(knowledge: &Knowledge, reading: &Reading) -> Option<Speaker> {
    let (text, speech) = (&reading.document.text, knowledge.lexicon.bit("speech-noun"));
    let head = reading.spoken.iter().take_while(|spoken| spoken.sentence < HEAD);
    let titled = |spoken: &&counterclaim_model::Spoken| {
        let words = words_of(reading, spoken.sentence);
        let noun = knowledge.lexicon.of(&spoken.cue.of(text).to_lowercase()) & speech != 0;
        // A day may stand behind it, and nothing that is said.
        let says = words.iter().any(|word| spoken.content.iter().any(|said| said.contains(word.span)) && is_verb(word));
        noun && words.first().is_some_and(|first| spoken.cue.start <= first.span.end) && !says
    };
    let stated = head.filter(titled).find(|spoken| spoken.speaker.party.is_some()).map(|spoken| spoken.speaker.clone());
    let speaker = stated.or_else(|| Some(Speaker { party: Some(letterhead(knowledge, reading)?), body: None, words: None, why: None }))?;
    Some(Speaker { why: Some("the report is its statement".into()), ..speaker })
}

fn words_of(reading: &Reading, sentence: u32) -> &[Word] {
    &reading.words[reading.sentences[sentence as usize].words()]
}

fn is_verb(word: &Word) -> bool {
    matches!(word.upos, "VERB" | "AUX")
}

/// A line of a head has no more words.
const LINE: usize = 12;

/// The one party in whose name a paper goes out: "Northern Liberation Army - Press note, 3 March".
fn letterhead(knowledge: &Knowledge, reading: &Reading) -> Option<Name> {
    let release = knowledge.lexicon.bit("release-word");
    let is_line = |at: &u32| words_of(reading, *at).len() <= LINE && !words_of(reading, *at).iter().any(|w| is_verb(w) && w.xpos != "VBN");
    let lines: Vec<u32> = (0..reading.sentences.len().min(3) as u32).filter(is_line).collect();
    let says = |at: &u32| knowledge.lexicon.mark(words_of(reading, *at)).all & release != 0;
    // "Ministry of National Defence, Spokesman" on a line of its own.
    let signs = |at: &u32| {
        let line: Vec<&str> = words_of(reading, *at).iter().map(|word| word.span.of(&reading.document.text)).collect();
        knowledge.world.body_at(&line, 0, true).is_some_and(|body| body.kind == BodyKind::Body && 2 * body.len >= line.len())
    };
    lines.iter().any(|at| says(at) || signs(at)).then_some(())?;
    let party = |mention: &Mention| if let What::Party { name, .. } = &mention.what { Some(name.clone()) } else { None };
    let mut named: Vec<Name> = lines.iter().flat_map(|at| mentions_of(reading, *at)).filter_map(party).collect();
    named.dedup();
    if let [one] = named.as_slice() { Some(one.clone()) } else { None }
}

/// The state of the report's dateline: "NEW DELHI, Feb. 26 -"; none where it names two.
fn dateline(knowledge: &Knowledge, reading: &Reading) -> Option<Name> {
    let sentence = reading.sentences.iter().take(3).position(|s| {
        let words = &reading.words[s.words()];
        let sign = words.iter().take(12).position(|w| matches!(&*w.lower, "-" | "–" | "—" | "--" | ":" | "("));
        sign.is_some_and(|at| at > 0 && words[0].span.of(&reading.document.text).starts_with(char::is_uppercase))
    })?;
    let first = reading.sentences[sentence].first;
    let head = mentions_of(reading, sentence as u32).iter().filter(|m| m.first < first + 5);
    let mut found: Vec<Name> = head.filter_map(|m| holder(knowledge, m)).collect();
    found.dedup();
    if let [one] = found.as_slice() { Some(one.clone()) } else { None }
}

/// The state that holds a place, or that a seat of government stands for.
pub(super) fn holder(knowledge: &Knowledge, mention: &Mention) -> Option<Name> {
    match &mention.what {
        What::Place(place) => place.country.as_ref().and_then(|c| knowledge.holder(c)).cloned(),
        What::Party { name, by: PartyUse::Seat | PartyUse::Town | PartyUse::Dateline, .. } => Some(name.clone()),
        _ => None,
    }
}
