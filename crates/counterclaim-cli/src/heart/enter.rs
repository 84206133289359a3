//! Reports on their way in: those in other languages to the translator, originals beside translations.

use super::{BATCH, Heart, complain};
use crate::{draw::text::count, translate::Originals};
use anyhow::Result;
use counterclaim::acquire;
use counterclaim_ledger::{Received, Taking};
use counterclaim_model::Document;
use rayon::prelude::*;

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
