//! Reads news reports of armed conflict and draws up a ledger of attributed claims: who says that what befell whom, where, when and how
//! many, every claim tied to the exact characters that say it.
//!
//! The pipeline is the folder: `acquire`, `clean`, `divide`, `gate`, `grammar`, `mention`, `relate`, `resolve`, `stitch`, `tally`, `verdict`, `write`; sorted,
//! they are the order of the data, and a room uses only rooms that sort before it. `Counterclaim::read` and `Counterclaim::ledger`
//! below are the whole of it.

pub mod acquire;
mod check;
pub mod clean;
pub mod divide;
pub mod gate;
pub mod grammar;
pub mod mention;
mod private;
pub mod relate;
pub mod resolve;
pub mod stitch;
pub mod tally;
pub mod verdict;
pub mod write;

pub use check::{Failure, Trace};
pub use counterclaim_model as model;

use counterclaim_model::{
    Dispute, Document, Doubt, Episode, Error, Estimate, Extent, Firmness, Growth, Interval, Judgement, Ledger, Name, Origin, Place, Reading, Sentence, Span,
    Spoken, Sum, Word,
};
use counterclaim_rules::{
    Knowledge,
    world::{Party, PartyKind, PlaceKind, PlaceRow, km},
};
use rayon::prelude::*;
use relate::hear;
use std::{mem::take, path::Path};
use stitch::{
    brief::Brief,
    copies::{Changed, Sheet},
    episode::Run,
    episode::is_nameless,
    outline::Reports,
};

/// Of a report with more sentences than this that may hold a claim, so many are asked before the others.
const SOON: usize = 3;

/// A report with more sentences than this that may hold a claim is left unread. Each is held against all others, so that time grows with the
/// square of them; no report of a person has so many. Told by the report and not by a clock: it ends the same on every machine.
const MOST: usize = 5000;

/// All that is loaded once: rules, world, grammar.
pub struct Counterclaim {
    knowledge: Knowledge,
    grammar: grammar::Grammar,
    listener: hear::Listener,
    locator: resolve::place::Locator,
    gate: gate::Gate,
    judgements: resolve::Judgements,
}

impl Counterclaim {
    /// With the rules, world and grammar that ship with the program.
    pub fn new() -> Result<Counterclaim, Error> {
        Counterclaim::with(None, None)
    }

    /// With a user's own rules and world tables laid over them.
    pub fn with(rules: Option<&Path>, world: Option<&Path>) -> Result<Counterclaim, Error> {
        Counterclaim::knowing(Knowledge::with(rules, world)?)
    }

    /// The same with other camps: a table in place of the shipped one, or no camps at all.
    pub fn with_camps(rules: Option<&Path>, world: Option<&Path>, camps: Option<&Path>) -> Result<Counterclaim, Error> {
        let mut knowledge = Knowledge::with(rules, world)?;
        knowledge.world.set_camps(camps)?;
        Counterclaim::knowing(knowledge)
    }

    fn knowing(knowledge: Knowledge) -> Result<Counterclaim, Error> {
        let grammar = grammar::Grammar::load(counterclaim_rules::GRAMMAR)?;
        let listener = hear::Listener::load(counterclaim_rules::ATTRIBUTION)?;
        let locator = resolve::place::Locator::load(counterclaim_rules::LOCATOR)?;
        let gate = gate::Gate::new(&knowledge);
        Ok(Counterclaim { knowledge, grammar, listener, locator, gate, judgements: resolve::Judgements::default() })
    }

    /// The same, obeying what people judged of earlier readings.
    pub fn obeying(self, judgements: Vec<Judgement>) -> Counterclaim {
        Counterclaim { judgements: resolve::Judgements::new(judgements), ..self }
    }

    /// Whether the tables have a place of that name, as a judgement writes it: "Paris", "Paris, Texas".
    pub fn knows_place(&self, name: &str) -> bool {
        !mention::place::called(&self.knowledge, name).is_empty()
    }

    /// Whether the tables have a party of that name.
    pub fn knows_party(&self, name: &str) -> bool {
        self.knowledge.world.parties.iter().any(|party| *party.name == *name)
    }

    /// How wide the place of that name is that the tables have there, in degrees north and east.
    pub fn extent(&self, name: &str, at: (f32, f32)) -> Option<Extent> {
        let here = |row: &&PlaceRow| row.name == name && km((row.lat, row.lon), at) < 1.0;
        mention::place::called(&self.knowledge, name).iter().find(here).map(|row| mention::place::extent(row.kind))
    }

    /// The states of the tables, each with its middle in degrees north and east.
    pub fn states(&self) -> Vec<(Name, (f32, f32))> {
        let middle = |party: &Party| {
            let places = mention::place::called(&self.knowledge, &party.name);
            let row = places.iter().find(|row| row.kind == PlaceKind::Country)?;
            Some((party.name.clone(), (row.lat, row.lon)))
        };
        self.knowledge.world.parties.iter().filter(|party| party.kind == PartyKind::State).filter_map(middle).collect()
    }

    /// The judgements in force.
    pub fn judgements(&self) -> &resolve::Judgements {
        &self.judgements
    }

    /// Rooms 2 to 7: one report, read for its claims. A report that holds none comes back without mentions, and a sentence that can hold
    /// none has no arcs.
    pub fn read(&self, document: Document) -> Reading {
        let (document, sentences, mut words) = self.open(document);
        let mut open = self.ask(&document, &sentences, &words);
        if open.claims.len() > MOST {
            return unread(document, sentences, words, open.claims.len());
        }
        let passed = std::mem::take(&mut open.claims).into_iter();
        open.claims = passed
            .filter(|&number| {
                let sentence = sentences[number];
                let worth = |words: &[Word]| self.gate.holds_still(&self.knowledge, &open, &document.text, words);
                self.grammar.parse_if(&document.text, &mut words[sentence.words()], sentence.first, &worth)
            })
            .collect();
        if !self.holds_claim(&document, &sentences, &mut words, &open) {
            let mut reading = Reading { document, sentences, words, mentions: Vec::new(), spoken: Vec::new(), claims: Vec::new(), doubts: Vec::new() };
            self.judgements.obey(&self.knowledge, &mut reading);
            return reading;
        }
        for (number, sentence) in sentences.iter().enumerate() {
            let parsed = open.claims.binary_search(&number).is_ok();
            let near = || near(&open.claims, number, hear::FURTHEST);
            let words = &mut words[sentence.words()];
            if !parsed && near() && hear::page::may_introduce_speech(&document.text, words) {
                self.grammar.parse(&document.text, words, sentence.first);
            } else if words[0].upos.is_empty() {
                self.grammar.tag(&document.text, words);
            }
        }
        self.close(document, sentences, words, relate::SURE).0
    }

    /// The same with every sentence read, whether it can hold a claim or not: all mentions, and all who speak.
    pub fn read_in_full(&self, document: Document) -> Reading {
        let (document, sentences, mut words) = self.open(document);
        let claims = if sentences.len() > MOST { self.ask(&document, &sentences, &words).claims.len() } else { 0 };
        if claims > MOST {
            return unread(document, sentences, words, claims);
        }
        for sentence in &sentences {
            self.grammar.parse(&document.text, &mut words[sentence.words()], sentence.first);
        }
        let (mut reading, overheard) = self.close(document, sentences, words, hear::LEAST);
        reading.spoken.extend(overheard);
        reading.spoken.sort_by_key(|s| (s.sentence, s.cue.start, s.source.start));
        reading
    }

    /// Rooms 2 and 3, and the report's own day.
    fn open(&self, mut document: Document) -> (Document, Vec<Sentence>, Vec<Word>) {
        clean::mark(&self.knowledge, &mut document);
        let (sentences, words) = divide::split(&self.knowledge.sentences, &document);
        mention::date(&self.knowledge, &mut document);
        self.judgements.date(&mut document);
        self.judgements.bind(&mut document);
        (document, sentences, words)
    }

    /// Which sentences may hold a claim.
    fn ask(&self, document: &Document, sentences: &[Sentence], words: &[Word]) -> gate::Open {
        self.gate.open(&self.knowledge, &|form| self.grammar.lemmas(form), document, sentences, words)
    }

    /// Whether a report holds a claim, by those of its sentences that may hold one and those that may introduce a party to them.
    fn holds_claim(&self, document: &Document, sentences: &[Sentence], words: &mut [Word], open: &gate::Open) -> bool {
        let tells = |numbers: &[usize], words: &[Word]| {
            let some: Vec<Sentence> = numbers.iter().map(|&number| sentences[number]).collect();
            let (mentions, marks) = mention::find(&self.knowledge, document, &some, words);
            let scenes = relate::scenes(document, &some, words, &mentions, &marks);
            scenes.iter().any(|scene| relate::holds_claim(&self.knowledge, scene))
        };
        if open.claims.is_empty() {
            return false;
        }
        // A report that holds claims mostly tells one soon.
        if open.claims.len() > SOON && tells(&open.claims[..SOON], words) {
            return true;
        }
        for &number in &open.teaching {
            self.grammar.tag(&document.text, &mut words[sentences[number].words()]);
        }
        let mut numbers = [&open.claims[..], &open.teaching].concat();
        numbers.sort_unstable();
        tells(&numbers, words)
    }

    /// Rooms 5 to 7, with those who were only overheard, apart: no claim leans on them. The listener tells of whom it is as sure of as `least`.
    fn close(&self, document: Document, sentences: Vec<Sentence>, mut words: Vec<Word>, least: f32) -> (Reading, Vec<Spoken>) {
        let (mentions, marks) = mention::find(&self.knowledge, &document, &sentences, &words);
        let relate::Found { claims, spoken, mut overheard, doubts } = loop {
            let page = hear::page::Page::new(&document.text, &sentences, &words);
            let heard = self.listener.hear(&self.grammar, &page, &words, least);
            let found = relate::claims(&self.knowledge, &document, &sentences, &words, &mentions, &marks, &heard);
            // A claim that leans on its neighbour may stand in a sentence without arcs; who speaks in it and where it was is asked of them.
            let bare = |sentence: &Sentence| words[sentence.first as usize].label.is_empty();
            let bare: Vec<Sentence> = found.claims.iter().map(|claim| sentences[claim.sentence as usize]).filter(bare).collect();
            if bare.is_empty() {
                break found;
            }
            bare.iter().for_each(|sentence| self.grammar.parse(&document.text, &mut words[sentence.words()], sentence.first));
        };
        let mut reading = Reading { document, sentences, words, mentions, spoken, claims, doubts };
        resolve::settle(&self.knowledge, &self.locator, &mut reading, &mut overheard, &marks);
        self.judgements.obey(&self.knowledge, &mut reading);
        (reading, overheard)
    }

    /// Where the deed happened that a word of a reading tells ("killed", "shelling"), by its own sentence: as claims have it. `word` is an
    /// index into `Reading::words`.
    pub fn place_of(&self, reading: &Reading, word: usize) -> Option<Place> {
        resolve::place::at(&self.knowledge, &self.locator, reading, word)
    }

    /// Tells the days of a report again, whose own day another room has found.
    fn redate(&self, reading: &mut Reading) {
        // Kept without its words: they are read again.
        let kept = reading.words.is_empty() && !reading.sentences.is_empty();
        if kept {
            let undated = Document { published: Interval::default(), blocks: Vec::new(), repairs: Vec::new(), ..reading.document.clone() };
            let published = reading.document.published.clone();
            *reading = self.read(undated);
            reading.document.published = published;
        }
        mention::redate(&self.knowledge, reading);
        resolve::redate(&self.knowledge, reading);
        self.judgements.obey(&self.knowledge, reading);
        if kept {
            reading.words = Vec::new();
        }
    }

    /// All rooms: reports in, ledger out. The same reports give the same ledger, in any order and on any number of threads.
    pub fn ledger(&self, documents: Vec<Document>) -> Ledger {
        self.line_up(documents.into_par_iter().map(|document| self.read(document)).collect())
    }

    /// Rooms 8 and 9: readings made before, lined up. They may have been kept without their words, and of
    /// mentions with times, seats and the numbers of denials alone.
    pub fn line_up(&self, mut readings: Vec<Reading>) -> Ledger {
        let camp = |party: &str, year: Option<i16>| self.camp(party, year);
        let stitch::Stitched { episodes, origins } =
            stitch::stitch(&mut readings, &self.knowledge.rarity, &camp, &self.fights(), &|reading| self.redate(reading));
        self.reckoned(readings, origins, episodes)
    }

    /// What room 8 asks of a report.
    pub fn brief(&self, reading: &Reading) -> Brief {
        Brief::of(reading, &|party, year| self.camp(party, year), &self.fights())
    }

    /// What is held of a report against others, to find copies.
    pub fn sheet(&self, reading: &Reading) -> Sheet {
        Sheet::of(reading, &self.knowledge.rarity)
    }

    /// A report, or what is kept of it, once other reports have told its day of writing.
    pub fn dated(&self, mut reading: Reading, published: Interval) -> Reading {
        reading.document.published = published;
        self.redate(&mut reading);
        reading
    }

    /// One run of fighting as a ledger of its own, equal to its part of the whole: `readings` are those of the run in its order, `origins`
    /// those that touch them.
    pub fn reckon(&self, run: &Run, reports: &dyn Reports, readings: Vec<Reading>, origins: Vec<Origin>) -> Ledger {
        let episode = stitch::episode::episode(run, reports, &readings.iter().collect::<Vec<_>>());
        self.reckoned(readings, origins, vec![episode])
    }

    fn reckoned(&self, readings: Vec<Reading>, origins: Vec<Origin>, mut episodes: Vec<Episode>) -> Ledger {
        let camp = |party: &str, year: Option<i16>| self.camp(party, year);
        episodes.iter_mut().for_each(|episode| self.settle_camps(episode));
        let retold = stitch::retold::retold(&readings, &episodes, &origins, &camp);
        let again = stitch::copies::told_again(&readings, &episodes, &origins);
        let terms = tally::Terms::default();
        let sums = tally::sums(&readings, &episodes, &again, &terms);
        let disputes = tally::disputes(&readings, &episodes, &sums, &again, &camp, &terms);
        let estimates = tally::estimates(&readings, &episodes, &again, &camp, &terms);
        Ledger { readings, origins, episodes, retold, sums, disputes, estimates }
    }

    fn fights(&self) -> impl Fn(&str, Option<i16>) -> bool + Sync {
        |party, year| self.knowledge.world.fights(party, year)
    }

    fn camp(&self, party: &str, year: Option<i16>) -> Name {
        Name::from(self.knowledge.world.camp_of(party, year))
    }

    /// Ranges of a ledger on other terms than those it was lined up by.
    pub fn estimates(&self, ledger: &Ledger, terms: &tally::Terms) -> Vec<Estimate> {
        let again = stitch::copies::told_again(&ledger.readings, &ledger.episodes, &ledger.origins);
        tally::estimates(&ledger.readings, &ledger.episodes, &again, &|party, year| self.camp(party, year), terms)
    }

    /// Sums and disputes of a ledger on other terms than those it was lined up by.
    pub fn disputes(&self, ledger: &Ledger, terms: &tally::Terms) -> (Vec<Sum>, Vec<Dispute>) {
        let again = stitch::copies::told_again(&ledger.readings, &ledger.episodes, &ledger.origins);
        let sums = tally::sums(&ledger.readings, &ledger.episodes, &again, terms);
        let camp = |party: &str, year: Option<i16>| self.camp(party, year);
        let disputes = tally::disputes(&ledger.readings, &ledger.episodes, &sums, &again, &camp, terms);
        (sums, disputes)
    }

    /// What a copy has otherwise than the report that it repeats.
    pub fn changed(&self, first: &Reading, copy: &Reading) -> Changed {
        let year = copy.document.published.year();
        stitch::copies::changed(first, copy, &self.knowledge.rarity, &|party| self.camp(party, year))
    }

    /// Ranges of a ledger under a policy with the table of vague words that goes with it.
    pub fn under(&self, ledger: &Ledger, policy: tally::Policy) -> Vec<Estimate> {
        let vague = self.vague(policy.vague()).unwrap_or_default();
        self.estimates(ledger, &tally::Terms { policy, vague, ..tally::Terms::default() })
    }

    /// How each toll of a ledger grew, claimant by claimant, on these terms.
    pub fn growth(&self, ledger: &Ledger, terms: &tally::Terms) -> Vec<Growth> {
        let again = stitch::copies::told_again(&ledger.readings, &ledger.episodes, &ledger.origins);
        tally::growth(&ledger.readings, &ledger.episodes, &again, &|party, year| self.camp(party, year), terms)
    }

    /// A table of vague words by its name, for [`tally::Terms`].
    pub fn vague(&self, name: &str) -> Result<tally::Vague, Error> {
        Ok(tally::Vague { name: name.into(), words: self.knowledge.numbers.vague_words(name)?.clone() })
    }

    /// How firmly a report lays deeds to whoever these mentions name, over all sentences that hold one.
    pub fn firmness(&self, reading: &Reading, named: &[Span]) -> Option<Firmness> {
        tally::firm::firmness(&self.knowledge.firmness, reading, named)
    }

    /// Puts an episode's nameless fighters into the column of the one armed group that it names, and says why two of its parties share one.
    fn settle_camps(&self, episode: &mut Episode) {
        let year = episode.days.year();
        let (nameless, mut named): (Vec<_>, Vec<_>) = take(&mut episode.camps).into_iter().partition(|camp| camp.iter().all(|party| is_nameless(party)));
        let is_state = |party: &Name| self.knowledge.world.party(party).is_some_and(|party| party.kind == PartyKind::State);
        match &mut named.iter_mut().filter(|camp| !camp.iter().any(is_state)).collect::<Vec<_>>()[..] {
            [group] if !nameless.is_empty() => {
                let words = nameless.concat();
                episode.why.push(format!("«{}» are counted with {}, the one armed group that is named", words.join("», «"), group[0]));
                group.extend(words);
            }
            _ => named.extend(nameless),
        }
        episode.camps = named;
        for party in episode.camps.iter().filter(|camp| camp.len() > 1).flatten() {
            if let Some(camp) = self.knowledge.world.camp(party, year).filter(|camp| camp.party != camp.camp) {
                let years = |year: Option<i16>| year.map_or_else(String::new, |year| year.to_string());
                episode.why.push(format!("{} stands with {} ({}–{}): {}", camp.party, camp.camp, years(camp.from), years(camp.to), camp.note));
            }
        }
    }
}

/// A report that is more than is read at once, with the reason.
fn unread(document: Document, sentences: Vec<Sentence>, words: Vec<Word>, claims: usize) -> Reading {
    let what = format!("not read: {claims} of its sentences may hold a claim, more than one report has (at most {MOST}): split it, or give JSON lines");
    let doubts = vec![Doubt { doc: document.id.clone(), span: None, what }];
    Reading { document, sentences, words, mentions: Vec::new(), spoken: Vec::new(), claims: Vec::new(), doubts }
}

/// Whether one of these ascending numbers is at most so far away.
fn near(numbers: &[usize], number: usize, far: usize) -> bool {
    let next = numbers.partition_point(|&n| n + far < number);
    numbers.get(next).is_some_and(|&n| n <= number + far)
}
