//! What is owed to each host: its robots.txt, and a pause between two requests.

use std::{
    collections::HashMap,
    thread,
    time::{Duration, Instant},
};
use texting_robots::Robot;
use url::Url;

/// No host's wish for a pause is followed beyond this: it would stop the others.
const LONGEST: Duration = Duration::from_secs(60);
/// A robots.txt is asked for again after this.
const STALE: Duration = Duration::from_secs(24 * 3600);

#[derive(Default)]
pub(crate) struct Hosts(HashMap<String, Host>);

#[derive(Default)]
struct Host {
    /// None: everything is allowed.
    robots: Option<Robot>,
    learned: Option<Instant>,
    asked: Option<Instant>,
}

impl Hosts {
    pub(crate) fn knows(&self, url: &Url) -> bool {
        self.0.get(&key(url)).and_then(|host| host.learned).is_some_and(|learned| learned.elapsed() < STALE)
    }

    pub(crate) fn learn(&mut self, url: &Url, robots: &[u8], name: &str) {
        let host = self.0.entry(key(url)).or_default();
        let name = name.split(['/', ' ']).next().unwrap_or(name);
        // One that cannot be read forbids nothing.
        host.robots = Robot::new(name, robots).ok();
        host.learned = Some(Instant::now());
    }

    pub(crate) fn allows(&self, url: &Url) -> bool {
        self.0.get(&key(url)).and_then(|host| host.robots.as_ref()).is_none_or(|robots| robots.allowed(url.as_str()))
    }

    /// Waits until the host may be asked again, and notes that it is asked now.
    pub(crate) fn wait(&mut self, url: &Url, pause: Duration) {
        let host = self.0.entry(key(url)).or_default();
        let wish =
            host.robots.as_ref().and_then(|robots| robots.delay).map_or(Duration::ZERO, |seconds| Duration::try_from_secs_f32(seconds).unwrap_or(LONGEST));
        if let Some(asked) = host.asked {
            thread::sleep(pause.max(wish.min(LONGEST)).saturating_sub(asked.elapsed()));
        }
        host.asked = Some(Instant::now());
    }
}

fn key(url: &Url) -> String {
    format!("{}://{}:{}", url.scheme(), url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}
