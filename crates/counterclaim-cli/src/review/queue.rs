//! Which claim comes next, and how far one has come.

use anyhow::Result;
use counterclaim::verdict::Said;
use counterclaim_ledger::{Queue, Store};
use counterclaim_model::{About, Name};
use std::collections::BTreeSet;

/// What is to be judged: claims of a ledger's queue, those that another has judged, or those on which two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A queue of the ledger.
    Of(Queue),
    /// Claims that somebody else has judged.
    Second,
    /// Claims on which people differ.
    Differing,
}

/// The next claim of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// Its report and its id; none where all are judged.
    pub claim: Option<(Name, Name)>,
    /// How many were judged of those counted.
    pub judged: usize,
    /// How many were counted.
    pub counted: usize,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// So many claims of a line are counted.
const COUNTED: usize = 1000;

impl Line {
    /// All, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Line> {
        Queue::ALL.iter().copied().map(Line::Of).chain([Line::Second, Line::Differing])
    }

    /// Its name in addresses and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Line::Of(Queue::Disputes) => "disputes",
            Line::Of(Queue::Doubtful) => "doubtful",
            Line::Of(Queue::Speakers) => "speakers",
            Line::Of(Queue::Undated) => "undated",
            Line::Of(Queue::Rules) => "rules",
            Line::Of(Queue::Sample) => "sample",
            Line::Second => "second",
            Line::Differing => "differing",
        }
    }

    /// What stands in it, in words.
    pub fn what(self) -> &'static str {
        match self {
            Line::Of(Queue::Disputes) => "claims that somebody contradicts",
            Line::Of(Queue::Doubtful) => "claims of little confidence, the least first",
            Line::Of(Queue::Speakers) => "claims whose speaker has no party",
            Line::Of(Queue::Undated) => "claims without a day",
            Line::Of(Queue::Rules) => "the first three claims of each rule",
            Line::Of(Queue::Sample) => "a hundred claims drawn by chance, the same for everybody: to measure by",
            Line::Second => "claims that somebody else has judged, and you have not",
            Line::Differing => "claims on which two people differ: your word settles it",
        }
    }

    /// The line of that name.
    pub fn named(name: &str) -> Option<Line> {
        Line::all().find(|line| line.name() == name)
    }

    /// The first claim that waits for this person's word, behind `after` where that is given.
    pub fn next(self, store: &Store, said: &Said, by: &str, after: Option<&str>) -> Result<Next> {
        let mut walk = Walk { next: Next::default(), met: BTreeSet::new(), after };
        match self {
            Line::Of(queue) => store.queue(queue, &mut |report, claim| {
                let about = About::Claim(claim.into());
                let mut on = said.on(&about);
                // A sample is measured by everybody; elsewhere one person's word is enough.
                let judged = if queue == Queue::Sample { on.any(|word| *word.by == *by) } else { on.next().is_some() };
                walk.meet(report, claim, judged)
            })?,
            Line::Second => self.named_by(store, said.seconds(by), &mut walk)?,
            Line::Differing => self.named_by(store, said.differing(), &mut walk)?,
        }
        Ok(walk.next)
    }

    fn named_by<'a>(self, store: &Store, claims: impl Iterator<Item = &'a Name>, walk: &mut Walk) -> Result<()> {
        for claim in claims {
            if let Some(report) = store.report_of(claim)?
                && !walk.meet(&report, claim, false)
            {
                break;
            }
        }
        Ok(())
    }
}

/// A walk along a line.
struct Walk<'a> {
    next: Next,
    met: BTreeSet<Name>,
    after: Option<&'a str>,
}

impl Walk<'_> {
    /// Counts a claim; false where enough was seen.
    fn meet(&mut self, report: &str, claim: &str, judged: bool) -> bool {
        if self.met.len() >= COUNTED && self.next.claim.is_some() {
            self.next.more = true;
            return false;
        }
        if self.met.insert(claim.into()) {
            self.next.counted += 1;
            self.next.judged += usize::from(judged);
            if self.after == Some(claim) {
                self.after = None;
            } else if self.after.is_none() && !judged && self.next.claim.is_none() {
                self.next.claim = Some((report.into(), claim.into()));
            }
        }
        true
    }
}
