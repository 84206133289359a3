//! Has the ledger obey what was judged: reads the judged reports again and lines all up, beside the pages, when somebody asks for it.
//!
//! Not unasked: a `read` that runs elsewhere would find another writer in its ledger, and lining up many reports takes minutes.

use crate::{args::Common, command::now, heart::Heart};
use anyhow::Result;
use counterclaim_ledger::Store;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// What reads again, and how the last time went.
pub struct Reckoner {
    common: Common,
    ledger: PathBuf,
    state: Arc<Mutex<State>>,
}

/// What it is at.
#[derive(Clone, Debug, Default)]
pub enum State {
    /// Nobody asked.
    #[default]
    Idle,
    /// Reading, since then.
    Running(String),
    /// It could not be done, and why.
    Failed(String),
}

impl Reckoner {
    /// Of a ledger, with the options that the server was started with.
    pub fn new(common: &Common, ledger: PathBuf) -> Reckoner {
        // The pool of threads is there already.
        Reckoner { common: Common { threads: None, ..common.clone() }, ledger, state: Arc::default() }
    }

    /// What it is at.
    pub fn state(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins, unless it is at it already.
    pub fn begin(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Running(_)) {
            return;
        }
        *state = State::Running(now());
        let (common, ledger, state) = (self.common.clone(), self.ledger.clone(), Arc::clone(&self.state));
        std::thread::spawn(move || {
            let read = || -> Result<()> {
                Heart::new(&common)?.read_into(&mut Store::open_to_write(&ledger)?, &[], &now())?;
                Ok(())
            };
            let done = read().map_or_else(|error| State::Failed(format!("{error:#}")), |()| State::Idle);
            *state.lock().unwrap_or_else(PoisonError::into_inner) = done;
        });
    }
}
