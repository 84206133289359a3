//! Reports come one by one, in any order, are revised and taken out: each time the ledger is to the bit what all of them at once give.

#[path = "support/mod.rs"]
mod support;

use counterclaim::{tally::Policy, write};
use support::{ONE, THREE, TWO, add, export, faults, folder, heart, receipt};

/// The same as `ONE` with another head and a line of its own: a reprint.
const AGAIN: &str = "Yerevan, 14 September 2022\n\nFighting between Armenia and Azerbaijan broke out early on Tuesday near Goris. The Defence Ministry of \
    Armenia said that 49 of its soldiers were killed in shelling by Azerbaijan.\n\nAzerbaijan denied the shelling. Two civilians were wounded near \
    Jermuk, it was said.\n";
/// Takes the toll of an earlier war for its own, which the next two tell as past.
const THIN: &str = "15 September 2022\n\nIn fighting between Armenia and Azerbaijan 6,500 people were killed, observers said.\n";
const PAST: &str =
    "16 September 2022\n\nAzerbaijan shelled Sotk on Friday, the Defence Ministry of Armenia said. In the war of 2020, 6,500 people were killed.\n";
const PASSED: &str = "16 September 2022\n\nA truce holds at Jermuk. Armenia said that 105 of its soldiers were killed on Tuesday. 6,500 people had been killed \
    in the war of 2020.\n";
const ELSEWHERE: &str = "17 September 2022\n\nKyrgyzstan's health ministry said on Saturday that 24 people were killed in fighting with Tajikistan near \
    Batken on Friday. Tajikistan denied shelling Batken.\n";
/// Of the same fighting, without a day of its own.
const UNDATED: &str = "Fighting between Kyrgyzstan and Tajikistan went on near Batken on Friday. Kyrgyzstan said that 24 people were killed and 103 \
    wounded in shelling by Tajikistan near Batken.\n";
/// Neither names two camps: the place alone tells that the one is of the year of the other.
const PEAK: &str = "TOLOLING, June 14 (Ridge Wire) - India's army said on Monday that seventeen of its soldiers were killed at Tololing.\n";
const NOTE: &str = "Army press note, 4 July 1999\n\nIndia's army lost ten soldiers at Tololing.\n";
const LATER: &str = "2 October 2022\n\nThe Defence Ministry of Armenia said that two of its soldiers were killed near Goris on Sunday by Azerbaijan.\n";

const ALL: &[(&str, &str)] = &[
    ("a/one", ONE),
    ("a/two", TWO),
    ("a/three", THREE),
    ("b/again", AGAIN),
    ("b/thin", THIN),
    ("c/past", PAST),
    ("c/passed", PASSED),
    ("d/elsewhere", ELSEWHERE),
    ("d/undated", UNDATED),
    ("d/later", LATER),
    ("e/peak", PEAK),
    ("e/note", NOTE),
];

/// SplitMix64 (Steele, Lea and Flood, 2014).
fn roll(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn one_by_one_in_any_order_is_the_same_as_at_once() {
    let folder = folder("one-by-one");
    let whole = export(&support::ledger(&folder, "whole.ledger", ALL));
    for mut seed in 1..=4_u64 {
        let mut rest = ALL.to_vec();
        let mut store = counterclaim_ledger::Store::create(&folder.join(format!("{seed}.ledger"))).expect("a new ledger");
        while !rest.is_empty() {
            let next = rest.remove(roll(&mut seed) as usize % rest.len());
            add(&mut store, &[next]);
            assert_eq!(faults(&store), Vec::<String>::new(), "after {next:?}");
        }
        assert_eq!(export(&store), whole);
    }
}

/// A report in words that very many share, and a few of its own.
fn like_others(n: usize) -> String {
    let (days, killed) = (1 + n % 28, 10 + n);
    format!(
        "{days} September 2022\n\nAzerbaijan shelled Goris at dawn, and {killed} soldiers of Armenia were killed, the Defence Ministry of Armenia said.\n\n\
         Shepherds sheltered in a derelict distillery while howitzers thundered beyond the vineyards, an elderly beekeeper recounted. Windowpanes \
         shattered along the boulevard, and ambulances ferried orphans to a makeshift infirmary number {n}.\n"
    )
}

#[test]
fn words_that_very_many_share_are_the_same_one_by_one_and_at_once() {
    let folder = folder("like-others");
    let texts: Vec<(String, String)> = (0..48).map(|n| (format!("like/{n:02}"), like_others(n))).collect();
    let all: Vec<(&str, &str)> = texts.iter().map(|(address, text)| (&**address, &**text)).collect();
    let whole = support::ledger(&folder, "whole.ledger", &all);
    assert!(!whole.load(heart()).expect("a ledger").origins.is_empty());
    // The first day's come last, so that they are looked up before those that were.
    let (late, early): (Vec<_>, Vec<_>) = all.iter().copied().enumerate().partition(|(n, _)| n % 28 < 4);
    let mut store = counterclaim_ledger::Store::create(&folder.join("late.ledger")).expect("a new ledger");
    add(&mut store, &early.into_iter().map(|(_, report)| report).collect::<Vec<_>>());
    for (_, report) in late {
        add(&mut store, &[report]);
        assert_eq!(faults(&store), Vec::<String>::new(), "after {}", report.0);
    }
    assert_eq!(export(&store), export(&whole));
}

#[test]
fn what_is_revised_or_taken_out_leaves_no_trace_in_the_figures() {
    let folder = folder("revised");
    let mut store = support::ledger(&folder, "a.ledger", ALL);
    add(&mut store, &[("a/one", &ONE.replace("13 September", "12 September"))]);
    assert_eq!(faults(&store), Vec::<String>::new());
    add(&mut store, &[("c/past", LATER)]);
    assert_eq!(faults(&store), Vec::<String>::new());
    add(&mut store, &[("a/one", ONE), ("c/past", PAST)]);
    assert_eq!((faults(&store), export(&store)), (Vec::new(), export(&support::ledger(&folder, "b.ledger", ALL))));
    store.forget("a/one", "the family asked", support::AT, heart(), &receipt()).expect("a tombstone");
    assert_eq!((faults(&store), export(&store)), (Vec::new(), export(&support::ledger(&folder, "c.ledger", &ALL[1..]))));
}

#[test]
fn a_plain_table_has_the_ranges_of_every_policy() {
    let store = support::ledger(&folder("ranges"), "a.ledger", ALL);
    let ledger = store.load(heart()).expect("a ledger");
    let conn = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    let mut found = conn.prepare("SELECT policy, id, low, best, high FROM ranges ORDER BY policy, id").expect("a table");
    let rows = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?]))).expect("rows");
    let kept: Vec<(String, String, [Option<u32>; 3])> = rows.collect::<Result<_, _>>().expect("ranges");
    let ranges = Policy::ALL.into_iter().flat_map(|policy| heart().under(&ledger, policy));
    let mut asked: Vec<_> = ranges.map(|range| (range.policy.to_string(), write::key(&range), [range.low, range.best, range.high])).collect();
    asked.sort();
    assert!(asked.len() > 9, "{asked:?}");
    assert_eq!(kept, asked);
}

#[test]
fn the_number_that_a_denial_names_is_found_in_another_report() {
    let claim = "Phnom Penh, 6 February 2011\n\nCambodia's army said that its troops had killed 32 Thai soldiers at Preah Vihear on Saturday. Thai troops \
        shelled Preah Vihear.\n";
    let denial = "Bangkok, 7 February 2011\n\nThai and Cambodian troops fought at Preah Vihear on Saturday. One Thai soldier was killed, Thailand's army \
        said.\n\nThailand rejected the figure of 32 as invented.\n";
    let store = support::ledger(&folder("denial"), "denial.ledger", &[("f/claim", claim), ("f/denial", denial)]);
    let disputes = store.load(heart()).expect("a ledger").disputes;
    assert!(disputes.iter().any(|dispute| dispute.words.contains("killed 32 Thai soldiers»; Thailand denies it")), "{disputes:?}");
}
