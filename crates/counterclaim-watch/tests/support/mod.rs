//! A web server of a few lines, and a desk that remembers in memory.
#![allow(dead_code, missing_docs)]

use counterclaim_model::{Document, Doubt};
use counterclaim_watch::{Desk, Fetcher, Manners, Round, State, round};
use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

/// What was asked: the path, and the header by lower-case names.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub header: HashMap<String, String>,
}

pub struct Server {
    pub root: String,
    pub asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers every request as `answer` writes it, until the test ends.
    pub fn new(answer: impl Fn(&Asked, &mut TcpStream) + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let root = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
                let path = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)).unwrap_or_default();
                let header = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(": ").map(|(k, v)| (k.to_lowercase(), v.to_owned())));
                let asked = Asked { path, header: header.collect() };
                log.lock().expect("a log").push(asked.clone());
                answer(&asked, &mut stream);
            }
        });
        Server { root, asked }
    }

    /// The paths that were asked for, robots.txt left out.
    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().expect("a log").iter().map(|asked| asked.path.clone()).filter(|path| path != "/robots.txt").collect()
    }

    pub fn feed(&self) -> Vec<String> {
        vec![format!("{}/rss", self.root)]
    }
}

/// An answer with a length.
pub fn send(stream: &mut TcpStream, status: &str, header: &str, body: &str) {
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{header}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
}

/// A feed of these pages.
pub fn rss(asked: &Asked, pages: &[&str]) -> String {
    let host = &asked.header["host"];
    let item = |page: &&str| {
        format!(
            "<item><title>Quay shelled: {page}</title><link>http://{host}/{page}</link><description>Four dockers were killed.</description>\
             <pubDate>Thu, 3 May 2001 10:00:00 GMT</pubDate></item>"
        )
    };
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Evening Ferry</title>{}</channel></rss>", pages.iter().map(item).collect::<String>())
}

pub fn page(name: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Page {name}</title></head><body><article><h1>Page {name} of the paper</h1><p>The harbour master said \
         on Thursday that four dockers were killed when a shell hit the eastern quay, and that nine others were taken to the hospital with burns.</p>\
         </article></body></html>"
    )
}

#[derive(Default)]
pub struct Memory {
    pub states: BTreeMap<String, State>,
    pub taken: Vec<Document>,
    pub said: Vec<String>,
    pub now: i64,
    /// Killed when it would take another.
    pub most: Option<usize>,
}

impl Desk for Memory {
    type Error = String;

    fn state(&mut self, address: &str) -> Result<Option<State>, String> {
        Ok(self.states.get(address).cloned())
    }

    fn keep(&mut self, address: &str, state: &State) -> Result<(), String> {
        self.states.insert(address.to_owned(), state.clone());
        Ok(())
    }

    fn holds(&mut self, address: &str) -> Result<bool, String> {
        Ok(self.taken.iter().any(|document| document.source.address.as_deref() == Some(address)))
    }

    fn take(&mut self, document: Document, _: Vec<Doubt>) -> Result<(), String> {
        if self.most == Some(self.taken.len()) {
            return Err("killed".to_owned());
        }
        self.taken.push(document);
        Ok(())
    }

    fn say(&mut self, address: &str, what: &str) {
        self.said.push(format!("{address}: {what}"));
    }

    fn now(&self) -> i64 {
        self.now
    }
}

pub const EVERY: Duration = Duration::from_secs(900);

/// One that does not wait, so that tests are quick.
pub fn fetcher() -> Fetcher {
    Fetcher::new(Manners { pause: Duration::ZERO, patience: Duration::from_secs(2), ..Manners::default() })
}

pub fn once(server: &Server, memory: &mut Memory) -> Round {
    round(&server.feed(), EVERY, &mut fetcher(), memory).expect("a round")
}
