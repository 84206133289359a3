//! Reads news reports of armed conflict and draws up a ledger of attributed claims: who says that what befell whom, where, when and how
//! many, every claim tied to the exact characters that say it.
//!
//! The pipeline is the folder: `acquire`, `clean`, `divide`, `grammar`, `mention`, `relate`, `resolve`, `stitch`, `tally`, `write`; sorted,
//! they are the order of the data, and a room uses only rooms that sort before it. `Counterclaim::read` and `Counterclaim::ledger`
//! below are the whole of it.

pub mod acquire;
mod check;
pub mod clean;
pub mod divide;
pub mod grammar;
pub mod mention;
pub mod relate;
pub mod resolve;
pub mod stitch;
pub mod tally;
pub mod write;

pub use check::{Failure, Trace};
pub use counterclaim_model as model;

use counterclaim_model::{Document, Error, Ledger, Name, Reading};
use counterclaim_rules::Knowledge;
use rayon::prelude::*;
use std::path::Path;

/// All that is loaded once: rules, world, grammar.
pub struct Counterclaim {
    knowledge: Knowledge,
    grammar: grammar::Grammar,
}

impl Counterclaim {
    /// With the rules, world and grammar that ship with the program.
    pub fn new() -> Result<Counterclaim, Error> {
        Counterclaim::with(None, None)
    }

    /// With a user's own rules and world tables laid over them.
    pub fn with(rules: Option<&Path>, world: Option<&Path>) -> Result<Counterclaim, Error> {
        let knowledge = Knowledge::with(rules, world)?;
        let grammar = grammar::Grammar::load(counterclaim_rules::GRAMMAR)?;
        Ok(Counterclaim { knowledge, grammar })
    }

    /// Rooms 2 to 7: one report, read.
    pub fn read(&self, mut document: Document) -> Reading {
        clean::mark(&self.knowledge, &mut document);
        let (sentences, mut words) = divide::split(&self.knowledge.sentences, &document);
        for sentence in &sentences {
            self.grammar.parse(&document.text, &mut words[sentence.words()], sentence.first);
        }
        mention::date(&self.knowledge, &mut document);
        let (mentions, marks) = mention::find(&self.knowledge, &document, &sentences, &words);
        let (claims, spoken) = relate::claims(&self.knowledge, &document, &sentences, &words, &mentions, &marks);
        let mut reading = Reading { document, sentences, words, mentions, spoken, claims, doubts: Vec::new() };
        resolve::settle(&self.knowledge, &mut reading, &marks);
        reading
    }

    /// All rooms: reports in, ledger out. The same reports give the same ledger, in any order and on any number of threads.
    pub fn ledger(&self, documents: Vec<Document>) -> Ledger {
        let camp = |party: &str| Name::from(self.knowledge.world.camp_of(party, None));
        let mut readings: Vec<Reading> = documents.into_par_iter().map(|document| self.read(document)).collect();
        let episodes = stitch::stitch(&mut readings, &camp);
        let sums = tally::sums(&readings, &episodes);
        let disputes = tally::disputes(&readings, &episodes, &sums, &camp);
        let estimates = tally::estimates(&readings, &episodes, &camp);
        Ledger { readings, episodes, sums, disputes, estimates }
    }
}
