//! Reports on their way in: those in other languages to the translator, originals beside translations.

use super::{BATCH, Heart, complain, say_unread};
use crate::{draw::text::count, progress::Progress, translate::Originals};
use anyhow::{Result, anyhow};
use counterclaim::acquire::{self, Item, Receiver};
use counterclaim_ledger::{Received, Summary, Taking};
use counterclaim_model::{Document, Doubt};
use rayon::prelude::*;

/// Reports arriving, entered a batch at a time.
pub(super) struct Arriving<'a> {
    heart: &'a Heart,
    taking: Taking<'a>,
    batch: Vec<Received>,
    unread: Vec<(String, String)>,
    /// How many reports came, known ones too.
    came: usize,
    went: Result<()>,
    progress: Progress,
}

impl<'a> Arriving<'a> {
    pub(super) fn new(heart: &'a Heart, taking: Taking<'a>) -> Arriving<'a> {
        let progress = Progress::new("reports taken in", None);
        Arriving { heart, taking, batch: Vec::new(), unread: Vec::new(), came: 0, went: Ok(()), progress }
    }

    /// Enters the rest and reckons. An error where nothing at all came and something could not be read.
    pub(super) fn finish(mut self) -> Result<Summary> {
        self.went?;
        // Why is said already, input by input.
        if self.came == 0 && !self.unread.is_empty() {
            return Err(anyhow!("no report came of it, and nothing was added"));
        }
        self.heart.enter(&mut self.taking, self.batch)?;
        self.progress.say("lining up");
        self.heart.say_missing();
        let summary = self.taking.finish(&self.unread)?;
        summary.unread.iter().for_each(|(report, why)| complain(&format!("{report}: {why}")));
        Ok(summary)
    }

    fn arrived(&mut self) {
        self.came += 1;
        self.progress.step();
    }

    fn report(&mut self, document: Document, doubts: Vec<Doubt>) {
        doubts.iter().for_each(|doubt| complain(&format!("{}: {}", doubt.doc, doubt.what)));
        self.arrived();
        self.batch.push(Received { document, doubts: doubts.into_iter().map(|doubt| doubt.what).collect() });
        if self.batch.len() == BATCH {
            self.went = self.heart.enter(&mut self.taking, std::mem::take(&mut self.batch));
        }
    }
}

impl Receiver for Arriving<'_> {
    fn give(&mut self, item: Item) -> bool {
        match item {
            Item::Unread(input) => {
                say_unread(&input);
                self.unread.push((input.origin, input.reason));
            }
            Item::Aside(document, doubts) | Item::Report(document, doubts) => self.report(*document, doubts),
        }
        self.went.is_ok()
    }

    fn knows(&mut self, origin: &str, input: &[u8; 32]) -> bool {
        // An original may have come to lie beside what was taken in without one.
        let known = self.heart.originals.is_none() && self.taking.knows(origin, input);
        if known {
            self.arrived();
        }
        known
    }
}

impl Heart {
    /// Reports into a ledger, those in other languages by the translator where there is one.
    pub(super) fn enter(&self, taking: &mut Taking, batch: Vec<Received>) -> Result<()> {
        let translated: Vec<_> = batch
            .into_par_iter()
            .map(|received| {
                let english = acquire::is_foreign(&received.document).then(|| self.in_english(&received.document));
                (received, english)
            })
            .collect();
        let (mut english, mut aside) = (Vec::new(), Vec::new());
        for (received, translation) in translated {
            match translation.transpose() {
                Ok(translation) => {
                    let mut received = Received { document: translation.unwrap_or(received.document), ..received };
                    self.put_original(&mut received.document);
                    english.push(received);
                }
                Err(why) => {
                    complain(&format!("{}: {why}", received.document.id));
                    aside.push((received, why));
                }
            }
        }
        taking.set_aside(aside)?;
        Ok(taking.take(english)?)
    }

    /// Reads what an earlier run set aside, now that there is a translator.
    pub(super) fn translate_those_aside(&self, taking: &mut Taking) -> Result<()> {
        let mut last = 0;
        while self.translator.is_some() {
            let some = taking.aside(last, BATCH)?;
            let Some((row, _)) = some.last() else { break };
            last = *row;
            self.enter(taking, some.into_iter().map(|(_, received)| received).collect())?;
        }
        Ok(())
    }

    /// A report in another language, translated; or why it is set aside.
    pub(super) fn in_english(&self, document: &Document) -> Result<Document, String> {
        let code = document.source.language.as_ref().map_or("unknown", |language| &*language.code);
        let Some(translator) = &self.translator else {
            return Err(format!("in another language ({code}): set aside and not read; --translate COMMAND has it translated"));
        };
        translator.translate(document).map_err(|why| format!("in another language ({code}), and {why}: set aside and not read"))
    }

    pub(super) fn put_original(&self, document: &mut Document) {
        if let Some(originals) = self.originals.as_ref().filter(|_| document.source.original.is_none()) {
            originals.put(document);
        }
    }

    pub(super) fn say_missing(&self) {
        if let Some(missing) = self.originals.as_ref().map(Originals::missing).filter(|missing| *missing > 0) {
            complain(&format!("--text-original: {} without an original of the same name", count(missing, "report")));
        }
    }
}
