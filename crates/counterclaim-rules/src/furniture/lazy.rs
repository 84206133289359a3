//! Regular expressions that are checked when they load and built when they are first needed.
//!
//! Building one costs more than running it on a whole report, and most rules never meet their furniture: only the sets that tell which
//! rules match at all are built at once.

use super::Rule;
use counterclaim_model::Error;
use regex::{Regex, RegexSet};
use std::sync::OnceLock;

/// One expression.
#[derive(Clone, Debug)]
pub(super) struct Lazy {
    source: String,
    built: OnceLock<Regex>,
}

impl Lazy {
    pub(super) fn new(source: String) -> Lazy {
        Lazy { source, built: OnceLock::new() }
    }

    /// Builds the expression now, to say what is wrong with it.
    pub(super) fn check(&self, place: &str) -> Result<(), Error> {
        Regex::new(&self.source).map(drop).map_err(|e| Error::rule(place, e))
    }

    /// The expression. One that cannot be built matches nothing: `check` or its set has said so already.
    pub(super) fn get(&self) -> &Regex {
        self.built.get_or_init(|| Regex::new(&self.source).unwrap_or_else(|_| never()))
    }
}

fn never() -> Regex {
    Regex::new("[^\\s\\S]").expect("an expression that matches nothing")
}

/// The expressions of one kind of rule together, and the number of the first among all rules.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) first: usize,
    pub(super) regex: RegexSet,
}

impl Set {
    pub(super) fn new<'a>(rules: impl Iterator<Item = (usize, &'a Rule)>) -> Result<Set, Error> {
        let rules: Vec<_> = rules.collect();
        let first = rules.first().map_or(0, |r| r.0);
        match RegexSet::new(rules.iter().map(|(_, r)| &r.regex.source)) {
            Ok(regex) => Ok(Set { first, regex }),
            // The set does not say which expression is at fault, so each is asked.
            Err(e) => Err(rules.iter().find_map(|(_, r)| r.regex.check(&r.id).err()).unwrap_or_else(|| Error::rule("furniture", e))),
        }
    }
}
