//! Hosts are asked politely, each page once, and whatever they answer is survived.

mod support;

use counterclaim_watch::{Manners, round};
use std::{
    io::Write,
    time::{Duration, Instant},
};
use support::*;

const RSS: &str = "Content-Type: application/rss+xml\r\nETag: \"v1\"\r\nLast-Modified: Thu, 03 May 2001 10:00:00 GMT\r\n";
const HTML: &str = "Content-Type: text/html\r\n";

/// A host with a feed of these pages; the feed says so where it has not changed.
fn paper(pages: &'static [&'static str]) -> Server {
    Server::new(move |asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        "/rss" if asked.header.get("if-none-match").is_some_and(|tag| tag == "\"v1\"") => send(stream, "304 Not Modified", "", ""),
        "/rss" => send(stream, "200 OK", RSS, &rss(asked, pages)),
        path => send(stream, "200 OK", HTML, &page(path)),
    })
}

#[test]
fn pages_are_read_once_and_an_unchanged_feed_costs_one_answer() {
    let (server, mut memory) = (paper(&["two", "one"]), Memory::default());
    assert_eq!(once(&server, &mut memory).reports, 2);
    let told: Vec<_> =
        memory.taken.iter().map(|document| (&*document.id, document.outlet.as_deref(), document.published.from.map(|d| d.to_string()))).collect();
    let day = Some("2001-05-03".to_owned());
    assert_eq!(told, [("one", Some("Evening Ferry"), day.clone()), ("two", Some("Evening Ferry"), day)], "the oldest first");
    assert!(memory.taken[0].text.contains("nine others"), "the page and not what the feed says of it: {}", memory.taken[0].text);
    assert_eq!(once(&server, &mut memory).asked, 0, "not due");
    memory.now += 901;
    let second = once(&server, &mut memory);
    assert_eq!((second.asked, second.unchanged, second.reports), (1, 1, 0));
    assert_eq!(server.paths(), ["/rss", "/one", "/two", "/rss"]);
}

#[test]
fn a_host_that_asks_to_be_left_alone_is() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        _ => send(stream, "429 Too Many Requests", "Retry-After: 7200\r\n", ""),
    });
    let mut memory = Memory::default();
    assert_eq!(once(&server, &mut memory).failed, 1);
    memory.now += 7199;
    assert_eq!(once(&server, &mut memory).asked, 0);
    memory.now += 1;
    assert_eq!(once(&server, &mut memory).asked, 1);
    assert!(memory.said[0].contains("left alone for 7200 seconds"), "{:?}", memory.said);
}

#[test]
fn after_each_failure_it_waits_longer() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        _ => send(stream, "500 Internal Server Error", "", ""),
    });
    let mut memory = Memory::default();
    let waits: Vec<i64> = (0..8)
        .map(|_| {
            once(&server, &mut memory);
            let wait = memory.states[&server.feed()[0]].due - memory.now;
            memory.now += wait;
            wait
        })
        .collect();
    assert_eq!(waits, [1800, 3600, 7200, 14400, 28800, 57600, 86400, 86400]);
}

#[test]
fn robots_txt_is_obeyed_and_the_feed_stands_in_for_its_page() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "200 OK", "", "User-agent: *\nDisallow: /hidden\n"),
        "/rss" => send(stream, "200 OK", RSS, &rss(asked, &["hidden", "open"])),
        path => send(stream, "200 OK", HTML, &page(path)),
    });
    let mut memory = Memory::default();
    assert_eq!(once(&server, &mut memory).reports, 2);
    assert_eq!(server.paths(), ["/rss", "/open"]);
    assert_eq!(&*memory.taken[1].text, "Quay shelled: hidden\n\nFour dockers were killed.");
    assert!(memory.said.iter().any(|line| line.contains("robots.txt asks not to be read")), "{:?}", memory.said);
}

#[test]
fn a_feed_that_robots_txt_forbids_is_not_asked() {
    let server = Server::new(|_, stream| send(stream, "200 OK", "", "User-agent: counterclaim\nDisallow: /\n"));
    let mut memory = Memory::default();
    assert_eq!((once(&server, &mut memory).failed, server.paths().len()), (1, 0));
}

#[test]
fn killed_it_goes_on_where_it_stood() {
    let (server, mut memory) = (paper(&["four", "three", "two", "one"]), Memory { most: Some(2), ..Memory::default() });
    assert_eq!(round(&server.feed(), EVERY, &mut fetcher(), &mut memory), Err("killed".to_owned()));
    memory.most = None;
    assert_eq!(once(&server, &mut memory).reports, 2);
    assert_eq!(memory.taken.iter().map(|document| &*document.id).collect::<Vec<_>>(), ["one", "two", "three", "four"]);
    // The page that was asked for when it was killed is asked for again; no other is.
    assert_eq!(server.paths(), ["/rss", "/one", "/two", "/three", "/rss", "/three", "/four"]);
}

#[test]
fn what_is_no_feed_is_said_so_and_not_taken_in() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        _ => send(stream, "200 OK", HTML, &page("/rss")),
    });
    let mut memory = Memory::default();
    assert_eq!((once(&server, &mut memory).failed, memory.taken.len()), (1, 0));
    assert!(memory.said[0].contains("no feed: give the address of its RSS or Atom"), "{:?}", memory.said);
}

#[test]
fn a_circle_of_redirects_ends() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        "/rss" => send(stream, "302 Found", "Location: /other\r\n", ""),
        _ => send(stream, "302 Found", "Location: /rss\r\n", ""),
    });
    let mut memory = Memory::default();
    assert_eq!(once(&server, &mut memory).failed, 1);
    assert!(memory.said[0].contains("more than 5 times"), "{:?}", memory.said);
}

#[test]
fn a_body_that_never_ends_is_given_up() {
    let server = Server::new(|asked, stream| match &*asked.path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>");
            while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
        }
    });
    let mut memory = Memory::default();
    assert_eq!(once(&server, &mut memory).failed, 1);
    assert!(memory.said[0].contains("more than 16 MiB") || memory.said[0].contains("broke off"), "{:?}", memory.said);
}

#[test]
fn a_host_is_left_in_peace_between_two_requests() {
    let (server, mut memory) = (paper(&["two", "one"]), Memory::default());
    let mut fetcher = counterclaim_watch::Fetcher::new(Manners { pause: Duration::from_millis(60), ..Manners::default() });
    let began = Instant::now();
    round(&server.feed(), EVERY, &mut fetcher, &mut memory).expect("a round");
    // Four requests: robots.txt, the feed, two pages.
    assert!(began.elapsed() >= Duration::from_millis(180));
}
