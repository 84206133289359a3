//! The heart, as the commands use it: paths in, ledger out. The one file of this crate that reads reports.

use crate::{args::Common, draw::text::visible, guess};
use anyhow::{Context, Result, anyhow};
use counterclaim::{
    Counterclaim,
    acquire::{self, Fields},
};
use counterclaim_model::{About, Document, Ledger, Name, Reading};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
};

pub use counterclaim::{Failure, Trace};

/// Rules, world and grammar, loaded once.
pub struct Heart {
    counterclaim: Counterclaim,
    fields: Fields,
}

impl Heart {
    /// Loads them, and sets how many threads read.
    pub fn new(common: &Common) -> Result<Heart> {
        Heart::with(common, common.rules.as_deref())
    }

    /// The same with another folder of rules.
    pub fn with(common: &Common, rules: Option<&Path>) -> Result<Heart> {
        if let Some(threads) = common.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("cannot set the number of threads")?;
        }
        for folder in [rules, common.world.as_deref()].into_iter().flatten() {
            if !folder.is_dir() {
                return Err(anyhow!("{}: not a folder{}", folder.display(), guess::for_path(folder)));
            }
        }
        let world = common.world.as_deref();
        let mut counterclaim = match common.camps.as_deref() {
            None => Counterclaim::with(rules, world)?,
            Some(none) if none.as_os_str() == "none" => Counterclaim::with_camps(rules, world, None)?,
            table => Counterclaim::with_camps(rules, world, table)?,
        };
        // A file that is not there yet holds no judgements: `judge` makes it.
        if let Some(file) = common.judgements.as_deref().filter(|file| file.exists()) {
            counterclaim = counterclaim.obeying(acquire::judgements(file)?);
        }
        let fields =
            Fields { text: common.text_field.clone(), id: common.id_field.clone(), date: common.date_field.clone(), outlet: common.outlet_field.clone() };
        Ok(Heart { counterclaim, fields })
    }

    /// All reports, read and lined up. What cannot be read is named on standard error, and the rest goes on.
    pub fn ledger(&self, paths: &[PathBuf]) -> Result<Ledger> {
        let documents = self.take_in(paths)?;
        say_working(documents.len());
        let ledger = self.counterclaim.ledger(documents);
        self.say_unmet(&ledger);
        Ok(ledger)
    }

    /// Judgements about claims and reports that are not here: of other inputs, or of claims that are no longer read.
    fn say_unmet(&self, ledger: &Ledger) {
        let docs: BTreeSet<&Name> = ledger.readings.iter().map(|reading| &reading.document.id).collect();
        let claims: BTreeSet<&Name> = ledger.readings.iter().flat_map(|reading| &reading.claims).map(|claim| &claim.id.0).collect();
        let unmet: Vec<&About> = self
            .counterclaim
            .judgements()
            .about()
            .filter(|about| match about {
                About::Claim(id) => !claims.contains(id),
                About::Report(id) => !docs.contains(id),
                About::Judgement(_) => false,
            })
            .collect();
        if let Some(first) = unmet.first() {
            complain(&format!("{} judged claims or reports are not among these inputs (first: {first}); the judgements stay as they are", unmet.len()));
        }
    }

    /// Reports in full, without lining them up, in their order: read side by side a hundred at a time, so that the first are told early and
    /// memory holds no more.
    pub fn readings(&self, paths: &[PathBuf], mut each: impl FnMut(Reading) -> Result<()>) -> Result<()> {
        let mut documents = self.take_in(paths)?.into_iter();
        loop {
            let some: Vec<Document> = documents.by_ref().take(100).collect();
            if some.is_empty() {
                return Ok(());
            }
            let read: Vec<Reading> = some.into_par_iter().map(|document| self.counterclaim.read_in_full(document)).collect();
            read.into_iter().try_for_each(&mut each)?;
        }
    }

    /// One sentence, read, and what every rule made of it.
    pub fn explain(&self, sentence: &str) -> (Reading, Vec<Trace>) {
        self.counterclaim.explain(sentence)
    }

    /// How many rules there are, and those that fail their own examples.
    pub fn check(&self) -> (usize, Vec<Failure>) {
        self.counterclaim.check()
    }

    fn take_in(&self, paths: &[PathBuf]) -> Result<Vec<Document>> {
        let intake = acquire::read(paths, &self.fields).map_err(|error| {
            let hints: String = paths.iter().map(|path| guess::for_path(path)).collect();
            anyhow!("{error}{hints}")
        })?;
        for unread in &intake.unread {
            let hint = guess::for_path(Path::new(&unread.origin));
            complain(&format!("{}: {}{hint}", unread.origin, unread.reason));
        }
        for doubt in &intake.doubts {
            complain(&format!("{}: {}", doubt.doc, doubt.what));
        }
        Ok(intake.documents)
    }
}

/// Says something on standard error; a closed one is no reason to stop.
fn complain(what: &str) {
    let _ = writeln!(std::io::stderr(), "counterclaim: {}", visible(what));
}

/// Long work is announced, to a person only.
fn say_working(reports: usize) {
    if reports > 200 && std::io::stderr().is_terminal() {
        complain(&format!("reading {reports} reports …"));
    }
}
