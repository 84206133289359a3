//! Dates, periods, durations and numbers against the specifications of Recognizers-Text (Microsoft, MIT): short inputs, told at a given
//! time, with what stands in them.
//!
//! Those are made for assistants that are told "book a room from the 22nd": what no report says is set aside by its words, with the reason,
//! and counted (`recognizers.toml`). A date is right if it is the one meant, whether the input looks back or ahead.

use super::{args::Args, cause::Causes, count::share, item::Item, pair::Text, table::Table};
use anyhow::{Context, Result};
use counterclaim::{
    Counterclaim,
    mention::number::numbers,
    model::{Basis, Day, Document, Interval, Reading, What},
};
use counterclaim_rules::number::Numbers;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use serde_json::Value;
use std::{fs, ops::Range, path::Path};

const HELP: &str = "\
xtask score recognizers --gold DIR [OPTIONS]

  --gold DIR   datetime_DateParser.json, datetime_DatePeriodParser.json, datetime_DurationParser.json, number_NumberModel.json,
               number_OrdinalModel.json
  --errors N   list the first N of every cause
  --json       figures as JSON";

/// The specifications, by what they are of.
const FILES: &[(&str, &str)] = &[
    ("dates", "datetime_DateParser.json"),
    ("periods", "datetime_DatePeriodParser.json"),
    ("durations", "datetime_DurationParser.json"),
    ("numbers", "number_NumberModel.json"),
    ("ordinals", "number_OrdinalModel.json"),
];

/// Why a case does not apply, by the words that it asks for.
#[derive(Deserialize)]
struct Reasons {
    /// Words for days that are told to the month or to the year.
    coarse: String,
    reason: Vec<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    why: String,
    of: Vec<String>,
    words: Vec<String>,
}

/// Shares of the applicable cases that are right.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(args.required("gold", HELP)?)?.print(&args)
}

/// The table of a folder of specifications.
pub fn score(folder: &Path) -> Result<Table> {
    let (coarse, set_aside) = reasons()?;
    let reader = Reader { heart: Counterclaim::new()?, numbers: Numbers::shipped()?, coarse };
    let (mut table, mut missed, mut aside) = (Table::new("recognizers"), Causes::default(), Causes::default());
    let (mut all, mut all_right) = (0, 0);
    for (kind, file) in FILES {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).with_context(|| path.display().to_string())?;
        let (mut applicable, mut right) = (0, 0);
        for case in cases.into_iter().map(Item::of) {
            let told = format!("{}: {}", case.text("Input"), wanted(&case).join("; "));
            let asked: Vec<Item> = case.list("Results");
            let asked: Vec<&str> = asked.iter().map(|result| result.text("Text")).collect();
            let because = set_aside.iter().find(|(of, words, _)| {
                of.iter().any(|of| of == kind) && asked.iter().chain([&case.text("Input")]).any(|text| words.iter().any(|w| w.is_match(text)))
            });
            match because {
                Some((.., why)) => aside.add(format!("{kind}: {why}"), told),
                None if asked.is_empty() => aside.add(format!("{kind}: nothing is asked for"), told),
                None => {
                    applicable += 1;
                    let holds = reader.holds(kind, &case);
                    right += usize::from(holds);
                    if !holds {
                        missed.add(*kind, told);
                    }
                }
            }
        }
        table.count(&format!("{kind}_applicable"), applicable);
        table.real(kind, share(right, applicable));
        (all, all_right) = (all + applicable, all_right + right);
    }
    table.count("applicable", all);
    table.real("right", share(all_right, all));
    table.group("missed", missed);
    table.group("set aside", aside);
    Ok(table)
}

type SetAside = (Vec<String>, Vec<Regex>, String);

fn reasons() -> Result<(Regex, Vec<SetAside>)> {
    let reasons: Reasons = toml::from_str(include_str!("recognizers.toml"))?;
    let regex = |words: &String| RegexBuilder::new(words).case_insensitive(true).build();
    let read = |reason: Reason| Ok((reason.of, reason.words.iter().map(regex).collect::<Result<_, _>>()?, reason.why));
    Ok((regex(&reasons.coarse)?, reasons.reason.into_iter().map(read).collect::<Result<_>>()?))
}

/// What is asked for, as it is worth telling.
fn wanted(case: &Item) -> Vec<String> {
    let value = |result: &Item| match result.get("Value") {
        Value::Null => result.get("Resolution").to_string(),
        value => value.to_string(),
    };
    case.list("Results").iter().map(|result| format!("{} = {}", result.text("Text"), value(result))).collect()
}

struct Reader {
    heart: Counterclaim,
    numbers: Numbers,
    coarse: Regex,
}

impl Reader {
    /// Whether every result of a case is found.
    fn holds(&self, kind: &str, case: &Item) -> bool {
        let written: Option<Day> = Item::of(case.get("Context").clone()).text("ReferenceDateTime").parse().ok();
        let published = Interval { from: written, to: written, basis: Basis::Metadata };
        let text = case.text("Input");
        let document = Document { published, ..Document::new("case", text) };
        let reading = self.heart.read_in_full(document);
        let characters = Text::new(text);
        case.list("Results").iter().all(|result| {
            let start = result.get("Start").as_u64().unwrap_or(0) as usize;
            let at = start..start + result.text("Text").chars().count();
            match kind {
                "numbers" | "ordinals" => self.number(&reading, &characters, &at, result),
                _ => time(kind, &reading, &characters, &at, &Item::of(result.get("Value").clone()), self.coarse.is_match(result.text("Text"))),
            }
        })
    }

    fn number(&self, reading: &Reading, characters: &Text<'_>, at: &Range<usize>, result: &Item) -> bool {
        let wanted = Item::of(result.get("Resolution").clone()).text("value").parse::<f64>().ok();
        reading.sentences.iter().any(|sentence| {
            let words = &reading.words[sentence.words()];
            let found = numbers(&self.numbers, &reading.document.text, words);
            found.iter().any(|number| {
                let range = characters.characters(words[number.core.0].span.to(words[number.core.1 - 1].span));
                let overlaps = range.start < at.end && at.start < range.end;
                overlaps && number.quantity.figure().map(f64::from) == wanted
            })
        })
    }
}

fn time(kind: &str, reading: &Reading, characters: &Text<'_>, at: &Range<usize>, wanted: &Item, coarse: bool) -> bool {
    let (past, future) = (Item::of(wanted.get("PastResolution").clone()), Item::of(wanted.get("FutureResolution").clone()));
    let day = |of: &Item, field: &str| of.text(field).parse::<Day>().ok();
    let times = reading.mentions.iter().filter_map(|mention| match &mention.what {
        What::Time { value, days, .. } => Some((characters.characters(mention.span), value, days)),
        _ => None,
    });
    let mut here = times.filter(|(range, ..)| range.start < at.end && at.start < range.end);
    let timex = wanted.text("Timex");
    here.any(|(_, value, days)| {
        // They leave a year open that we tell by the day of writing: XXXX-03 is 2018-03, SU is 2018-SU.
        let open = timex.strip_prefix("XXXX-").unwrap_or(timex);
        let same = value == timex || !open.contains('(') && value.get(5..) == Some(open);
        let (from, to) = (days.from.map(Day::earliest), days.to.map(Day::latest));
        let last = days.to.map(Day::earliest);
        match kind {
            "dates" if coarse => from.is_some() && timex.starts_with(value),
            "dates" => [&past, &future].iter().any(|of| from.is_some() && from == day(of, "date") && to == from) || same,
            // A period ends before its last day in those specifications, and with it in ours; a stretch told by two days ends with the second.
            "periods" => {
                same || [&past, &future].iter().any(|of| {
                    let end = day(of, "endDate");
                    from.is_some()
                        && from == day(of, "startDate")
                        && (to == end || last == end || to.zip(end).is_some_and(|(to, end)| to < end && next(to) == end))
                })
            }
            _ => value == timex,
        }
    })
}

/// The day after another.
fn next(day: Day) -> Day {
    if day.day < (Day { day: 0, ..day }).latest().day {
        Day { day: day.day + 1, ..day }
    } else if day.month < 12 {
        Day { month: day.month + 1, day: 1, ..day }
    } else {
        Day { year: day.year + 1, month: 1, day: 1 }
    }
}
