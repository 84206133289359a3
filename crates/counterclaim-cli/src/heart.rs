//! The heart, as the commands use it: paths in, ledger out. The one file of this crate that reads reports.

mod enter;
#[cfg(feature = "watch")]
pub mod watch;

use crate::{
    args::{Common, Weigh},
    draw::text::{count, visible},
    guess,
    progress::{self, Progress},
    translate::{Originals, Translator},
};
use anyhow::{Context, Result, anyhow};
use counterclaim::{
    Counterclaim,
    acquire::{self, Fields, Intake, Options, Unread},
    stitch::copies::Changed,
    tally::{Policy, Terms, terms::says},
    write::Entry,
};
use counterclaim_ledger::{Change, Forgotten, Proof, Receipt, Store, Summary, Taking, is_sqlite};
use counterclaim_model::{About, Document, Estimate, Extent, Growth, Judgement, Ledger, Name, Reading};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use enter::Arriving;

pub use counterclaim::{Failure, Trace};

/// Rules, world and grammar, loaded once.
pub struct Heart {
    counterclaim: Counterclaim,
    options: Options,
    receipt: Receipt,
    common: Common,
    rules: Option<PathBuf>,
    judgements: Vec<Judgement>,
    translator: Option<Translator>,
    originals: Option<Originals>,
}

/// How many reports are read side by side, and how many memory holds.
const BATCH: usize = 100;

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
        // A file that is not there yet holds no judgements: `judge` makes it.
        let judgements = common.judgements.as_deref().filter(|file| file.exists()).map(acquire::judgements).transpose()?.unwrap_or_default();
        let counterclaim = load(common, rules)?.obeying(judgements.clone());
        let originals = common.text_original.as_deref().map(Path::new).filter(|path| path.exists());
        let fields = Fields {
            text: common.text_field.clone(),
            original: common.text_original.clone().filter(|_| originals.is_none()),
            id: common.id_field.clone(),
            date: common.date_field.clone(),
            outlet: common.outlet_field.clone(),
            title: common.title_field.clone(),
            address: common.address_field.clone(),
        };
        let options = Options { fields, keep_raw: false };
        let receipt = Receipt::new(rules, common.world.as_deref(), common.camps.as_deref())?;
        let originals = originals.map(Originals::read).transpose()?;
        let translator = common.translate.as_deref().map(|command| Translator::new(command, common.translate_timeout));
        Ok(Heart { counterclaim, options, receipt, common: common.clone(), rules: rules.map(Path::to_owned), judgements, translator, originals })
    }

    /// Whether the tables have a place of that name.
    pub fn knows_place(&self, name: &str) -> bool {
        self.counterclaim.knows_place(name)
    }

    /// Whether the tables have a party of that name.
    pub fn knows_party(&self, name: &str) -> bool {
        self.counterclaim.knows_party(name)
    }

    /// How wide a place of the tables is.
    pub fn extent(&self, name: &str, at: (f32, f32)) -> Option<Extent> {
        self.counterclaim.extent(name, at)
    }

    /// The states of the tables, each with its middle in degrees north and east.
    pub fn states(&self) -> Vec<(Name, (f32, f32))> {
        self.counterclaim.states()
    }

    /// All reports, read and lined up, or a ledger on disk as it is. What cannot be read is named on standard error, and the rest goes on.
    pub fn ledger(&self, paths: &[PathBuf]) -> Result<Ledger> {
        if let Some(store) = kept(paths)? {
            self.say_age(&store)?;
            return Ok(store.load(&*self.obeying(&store)?)?);
        }
        let documents = self.take_in(paths)?;
        let progress = Progress::new("reading reports", Some(documents.len() as u64));
        let read = |document| {
            progress.step();
            self.counterclaim.read(document)
        };
        let readings = documents.into_par_iter().map(read).collect();
        progress.say("lining up");
        let ledger = self.counterclaim.line_up(readings);
        drop(progress);
        ledger.readings.iter().for_each(say_unread_whole);
        let docs: BTreeSet<&Name> = ledger.readings.iter().map(|reading| &reading.document.id).collect();
        let claims = || ledger.readings.iter().flat_map(|reading| &reading.claims);
        let ids: BTreeSet<&Name> = claims().map(|claim| &claim.id.0).collect();
        let named = claims().flat_map(|claim| claim.parties().into_iter().map(|(party, _)| About::Party(party.clone())));
        let parties: BTreeSet<About> = named.chain(claims().flat_map(|claim| claim.judged.iter().map(|judgement| judgement.about.clone()))).collect();
        let is_here = |about: &About| match about {
            About::Claim(id) => ids.contains(id),
            About::Report(id) | About::Words(id, _) => docs.contains(id),
            About::Party(_) => parties.contains(about),
            About::Judgement(_) => true,
        };
        say_unmet(&self.counterclaim, |about| Ok(is_here(about)))?;
        Ok(ledger)
    }

    /// Reports in full, without lining them up, in their order: read side by side a hundred at a time, so that the first are told early and
    /// memory holds no more.
    pub fn readings(&self, paths: &[PathBuf], mut each: impl FnMut(Reading) -> Result<()>) -> Result<()> {
        let mut documents = self.take_in(paths)?.into_iter();
        let mut each = |reading: Reading| {
            say_unread_whole(&reading);
            each(reading)
        };
        loop {
            let some: Vec<Document> = documents.by_ref().take(BATCH).collect();
            if some.is_empty() {
                return Ok(());
            }
            let read: Vec<Reading> = some.into_par_iter().map(|document| self.counterclaim.read_in_full(document)).collect();
            read.into_iter().try_for_each(&mut each)?;
        }
    }

    /// Adds reports to a ledger on disk; `at` is the time of taking in. What was read by an older program is read again.
    pub fn read_into(&self, store: &mut Store, paths: &[PathBuf], at: &str) -> Result<Summary> {
        if let Some(ledger) = paths.iter().find(|path| is_sqlite(path)) {
            return Err(anyhow!("{}: a ledger is not read into another: give the reports themselves", ledger.display()));
        }
        store.judge(&self.judgements)?;
        let obedient = self.obeying(store)?;
        let mut taking = Taking::begin(store, &obedient, self.receipt.clone(), at)?;
        taking.renew()?;
        let options = Options { keep_raw: true, ..self.options.clone() };
        self.translate_those_aside(&mut taking)?;
        let mut arriving = Arriving::new(self, taking);
        acquire::each(paths, &options, &mut arriving);
        let summary = arriving.finish()?;
        say_unmet(&obedient, |about| Ok(store.has(about)?))?;
        Ok(summary)
    }

    /// What ranges are made by, as it was typed.
    pub fn terms(&self, policy: Policy, weigh: &Weigh) -> Result<Terms> {
        let table = weigh.vague.as_deref().unwrap_or_else(|| policy.vague());
        let without = weigh.without.iter().map(|name| name.as_str().into()).collect();
        Ok(Terms { policy, vague: self.counterclaim.vague(table)?, without, as_of: weigh.as_of, together: weigh.together })
    }

    /// The ranges of a ledger on these terms.
    pub fn estimates(&self, ledger: &Ledger, terms: &Terms) -> Vec<Estimate> {
        self.counterclaim.estimates(ledger, terms)
    }

    /// Names on standard error whoever was to be left out and says nothing anyway.
    pub fn say_unheard(&self, ledger: &Ledger, names: &[String]) {
        let claims = || ledger.readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| Entry { reading, claim }));
        for name in names.iter().filter(|name| !claims().any(|entry| says(&entry, name))) {
            complain(&format!("--without {name}: no claim here is of a party, body or outlet of that name"));
        }
    }

    /// Has the sums and disputes of a ledger stand on these terms, where they leave something out.
    pub fn weigh_disputes(&self, ledger: &mut Ledger, weigh: &Weigh) -> Result<()> {
        if !weigh.without.is_empty() || weigh.as_of.is_some() {
            (ledger.sums, ledger.disputes) = self.counterclaim.disputes(ledger, &self.terms(Policy::OwnThenEnemy, weigh)?);
        }
        Ok(())
    }

    /// What a copy has otherwise than the report that it repeats.
    pub fn changed(&self, first: &Reading, copy: &Reading) -> Changed {
        self.counterclaim.changed(first, copy)
    }

    /// How each toll of a ledger grew, on these terms.
    pub fn growth(&self, ledger: &Ledger, terms: &Terms) -> Vec<Growth> {
        self.counterclaim.growth(ledger, terms)
    }

    /// Proves a ledger on disk.
    pub fn verify(&self, store: &Store) -> Result<Proof> {
        Ok(store.verify(&*self.obeying(store)?, &self.receipt)?)
    }

    /// What is otherwise in the newer of two ledgers on disk.
    pub fn diff(&self, old: &Store, new: &Store) -> Result<Vec<Change>> {
        self.say_age(old)?;
        self.say_age(new)?;
        Ok(counterclaim_ledger::diff((old, &*self.obeying(old)?), (new, &*self.obeying(new)?))?)
    }

    /// Takes a report out of a ledger on disk.
    pub fn forget(&self, store: &mut Store, report: &str, why: &str, at: &str) -> Result<Vec<Forgotten>> {
        let obedient = self.obeying(store)?;
        Ok(store.forget(report, why, at, &obedient, &self.receipt)?)
    }

    /// The names in each report of `paths` that are nobody's business, longest first; none where a report claims nothing.
    pub fn private_names(&self, paths: &[PathBuf], ledger: &Ledger) -> Result<Vec<Vec<Name>>> {
        let store = kept(paths)?;
        let heart = store.as_ref().map_or(Ok(Obeying::Nobody(&self.counterclaim)), |store| self.obeying(store))?;
        let of = |reading: &Reading| if reading.claims.is_empty() { Vec::new() } else { heart.private_names(&reading.document) };
        Ok(ledger.readings.par_iter().map(of).collect())
    }

    /// The heart that obeys what was judged in a ledger.
    fn obeying(&self, store: &Store) -> Result<Obeying<'_>> {
        let judgements = store.judgements()?;
        if judgements.is_empty() && self.judgements.is_empty() {
            return Ok(Obeying::Nobody(&self.counterclaim));
        }
        Ok(Obeying::People(Box::new(load(&self.common, self.rules.as_deref())?.obeying(judgements))))
    }

    /// Says where a ledger is behind its reports or this program.
    fn say_age(&self, store: &Store) -> Result<()> {
        let refresh = format!("`counterclaim read -o {}`", store.path().display());
        if store.is_stale()? {
            complain(&format!("{}: reports were added since it was last reckoned; reckoned now and not kept, as {refresh} would", store.path().display()));
        }
        let unmet = self.judgements.len() > store.judgements()?.iter().filter(|judgement| self.judgements.contains(judgement)).count();
        if store.due()? > 0 || unmet {
            complain(&format!(
                "{}: reports were judged since they were read; {refresh} has them obey, with --judgements FILE where they are in a file",
                store.path().display()
            ));
        }
        let others = store.read_by_others(&self.receipt)?;
        if others > 0 {
            let reports = count(others as usize, "report");
            complain(&format!("{}: {reports} read by another program, or with other rules or tables; {refresh} reads them again", store.path().display()));
        }
        Ok(())
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
        match kept(paths)? {
            Some(store) => Ok(store.documents()?),
            None => Ok(self.intake(paths)?.documents),
        }
    }

    fn intake(&self, paths: &[PathBuf]) -> Result<Intake> {
        let mut intake = acquire::read(paths, &self.options).map_err(|error| {
            let hints: String = paths.iter().map(|path| guess::for_path(path)).collect();
            anyhow!("{error}{hints}")
        })?;
        intake.unread.iter().for_each(say_unread);
        let english: Vec<_> = intake.aside.par_iter().map(|document| (document, self.in_english(document))).collect();
        for (document, english) in english {
            match english {
                Ok(english) => intake.documents.push(english),
                Err(why) => complain(&format!("{}: {why}", document.id)),
            }
        }
        intake.documents.sort_by(|a, b| a.id.cmp(&b.id));
        intake.documents.iter_mut().for_each(|document| self.put_original(document));
        self.say_missing();
        for doubt in &intake.doubts {
            complain(&format!("{}: {}", doubt.doc, doubt.what));
        }
        Ok(intake)
    }
}

/// Rules, world, camps and grammar.
fn load(common: &Common, rules: Option<&Path>) -> Result<Counterclaim> {
    let world = common.world.as_deref();
    Ok(match common.camps.as_deref() {
        None => Counterclaim::with(rules, world)?,
        Some(none) if none.as_os_str() == "none" => Counterclaim::with_camps(rules, world, None)?,
        table => Counterclaim::with_camps(rules, world, table)?,
    })
}

/// The heart as a ledger wants it.
enum Obeying<'a> {
    /// Nothing was judged there.
    Nobody(&'a Counterclaim),
    /// What was judged there is obeyed.
    People(Box<Counterclaim>),
}

impl std::ops::Deref for Obeying<'_> {
    type Target = Counterclaim;

    fn deref(&self) -> &Counterclaim {
        match self {
            Obeying::Nobody(heart) => heart,
            Obeying::People(heart) => heart,
        }
    }
}

/// The ledger on disk that these paths are, if they are one.
fn kept(paths: &[PathBuf]) -> Result<Option<Store>> {
    match paths {
        [path] if is_sqlite(path) => Ok(Some(Store::open(path)?)),
        _ => match paths.iter().find(|path| is_sqlite(path)) {
            Some(ledger) => Err(anyhow!("{}: a ledger is asked by itself: give it as the only path", ledger.display())),
            None => Ok(None),
        },
    }
}

/// Judgements that name claims, reports and parties that are not here: of other inputs, or of claims that are no longer read.
fn say_unmet(heart: &Counterclaim, is_here: impl Fn(&About) -> Result<bool>) -> Result<()> {
    let mut unmet = Vec::new();
    for about in heart.judgements().named() {
        if !is_here(&about)? {
            unmet.push(about);
        }
    }
    if let Some(first) = unmet.first() {
        complain(&format!(
            "judgements name claims, reports or parties that are not here, {} in all (first: {first}), and these change nothing: read the reports that \
             they belong to as well, or take them back with `counterclaim judge --verdict withdraw`",
            unmet.len()
        ));
    }
    Ok(())
}

/// Names an input that gave no report.
fn say_unread(unread: &Unread) {
    let hint = guess::for_path(Path::new(&unread.origin));
    complain(&format!("{}: {}{hint}", unread.origin, unread.reason));
}

/// Names a report that is more than is read at once.
fn say_unread_whole(reading: &Reading) {
    reading.doubts.iter().filter(|doubt| doubt.span.is_none()).for_each(|doubt| complain(&format!("{}: {}", doubt.doc, doubt.what)));
}

/// Says something on standard error.
fn complain(what: &str) {
    progress::line(&format!("counterclaim: {}", visible(what)));
}
