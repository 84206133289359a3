//! Reads the rules of time from TOML; says which pattern is at fault where one is.

use super::{Choice, Class, Element, Guard, Means, Pattern, Times};
use crate::hash::HashMap;
use counterclaim_model::Error;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    written: String,
    weekdays: HashMap<String, u8>,
    months: HashMap<String, u8>,
    seasons: HashMap<String, String>,
    units: HashMap<String, String>,
    plurals: HashMap<String, String>,
    parts: HashMap<String, String>,
    decades: HashMap<String, i64>,
    days: HashMap<String, u8>,
    quarters: HashMap<String, i64>,
    ordinals: HashMap<String, i64>,
    numbers: HashMap<String, i64>,
    vague: RawVague,
    lists: BTreeMap<String, Vec<String>>,
    guard: RawGuard,
    pattern: Vec<RawPattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVague {
    phrases: Vec<String>,
    two: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGuard {
    not_before: Vec<String>,
    counted: Vec<String>,
    shy: Vec<String>,
    with: Vec<String>,
    future: Vec<String>,
    toward: Vec<String>,
    future_stops: Vec<String>,
    compares: Vec<String>,
    prefixes: Vec<String>,
    season_after: Vec<String>,
    labels: Vec<String>,
    leads: Vec<String>,
    within: Vec<String>,
    starts: Vec<String>,
    until: Vec<String>,
    after: Vec<String>,
    onward: Vec<String>,
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPattern {
    id: String,
    means: String,
    words: Vec<String>,
    shift: Option<i64>,
    unit: Option<String>,
    #[serde(default)]
    half: bool,
    part: Option<String>,
    value: Option<String>,
    kind: Option<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

pub(super) fn parse(text: &str, file: &str) -> Result<Times, Error> {
    let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
    let written = raw.written.parse().map_err(|e| Error::rule(format!("{file}: written"), e))?;
    let lists: BTreeMap<String, Vec<Vec<String>>> = raw.lists.into_iter().map(|(name, list)| (name, phrases(list))).collect();
    let mut patterns = Vec::with_capacity(raw.pattern.len());
    for pattern in raw.pattern {
        let place = format!("{file}: {}", pattern.id);
        patterns.push(read(pattern, &lists, &place)?);
    }
    let set = |words: Vec<String>| words.into_iter().collect();
    let guard = Guard {
        not_before: set(raw.guard.not_before),
        counted: set(raw.guard.counted),
        shy: set(raw.guard.shy),
        with: set(raw.guard.with),
        future: set(raw.guard.future),
        toward: set(raw.guard.toward),
        future_stops: set(raw.guard.future_stops),
        compares: set(raw.guard.compares),
        prefixes: raw.guard.prefixes,
        season_after: set(raw.guard.season_after),
        labels: set(raw.guard.labels),
        leads: set(raw.guard.leads),
        within: set(raw.guard.within),
        starts: set(raw.guard.starts),
        until: phrases(raw.guard.until),
        after: phrases(raw.guard.after),
        onward: set(raw.guard.onward),
        small: set(raw.guard.small),
    };
    let mut times = Times {
        weekdays: raw.weekdays,
        months: raw.months,
        seasons: raw.seasons,
        units: raw.units,
        plurals: raw.plurals,
        parts: raw.parts,
        decades: raw.decades,
        days: raw.days,
        quarters: raw.quarters,
        ordinals: raw.ordinals,
        numbers: raw.numbers,
        vague: phrases(raw.vague.phrases),
        two: phrases(raw.vague.two),
        guard,
        patterns,
        written: Some(written),
        ..Times::default()
    };
    times.index();
    Ok(times)
}

/// Phrases as words, the longest first.
fn phrases(list: Vec<String>) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> = list.iter().map(|p| p.split_whitespace().map(str::to_owned).collect()).collect();
    phrases.sort_by_key(|p: &Vec<String>| std::cmp::Reverse(p.len()));
    phrases
}

fn read(raw: RawPattern, lists: &BTreeMap<String, Vec<Vec<String>>>, place: &str) -> Result<Pattern, Error> {
    if raw.yes.is_empty() || raw.no.is_empty() {
        return Err(Error::rule(place, "give at least one `yes` and one `no` example"));
    }
    let means = means(&raw.means).ok_or_else(|| Error::rule(place, format!("no meaning is called `{}`", raw.means)))?;
    let kind = match raw.kind.as_deref() {
        None => None,
        Some("DATE") => Some("DATE"),
        Some("TIME") => Some("TIME"),
        Some("DURATION") => Some("DURATION"),
        Some("SET") => Some("SET"),
        Some(other) => return Err(Error::rule(place, format!("`kind` is `{other}`; write DATE, TIME, DURATION or SET"))),
    };
    let mut rows = Vec::with_capacity(raw.words.len());
    for row in raw.words.iter().flat_map(|row| alternatives(row)) {
        let row = row.split_whitespace().map(|word| element(word, lists)).collect::<Result<Vec<_>, _>>().map_err(|e| Error::rule(place, e))?;
        if row.iter().all(|e| e.optional) {
            return Err(Error::rule(place, "a row must hold a word that may not be left out"));
        }
        rows.push(row);
    }
    Ok(Pattern { id: raw.id, rows, means, shift: raw.shift, unit: raw.unit, half: raw.half, part: raw.part, value: raw.value, kind, yes: raw.yes, no: raw.no })
}

/// A row that gives a choice with a class in it ("WEEKDAY|week"), as one row for each.
fn alternatives(row: &str) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in row.split_whitespace() {
        let (choice, optional) = word.strip_suffix('?').map_or((word, ""), |word| (word, "?"));
        let of_classes = choice.contains('|') && choice.split('|').any(|word| class(word).is_some());
        let words: Vec<&str> = if of_classes { choice.split('|').collect() } else { vec![choice] };
        rows = rows.iter().flat_map(|row| words.iter().map(move |word| format!("{row} {word}{optional}"))).collect();
    }
    rows
}

fn element(word: &str, lists: &BTreeMap<String, Vec<Vec<String>>>) -> Result<Element, String> {
    let (word, optional) = match word.strip_suffix('?') {
        Some(word) if !word.is_empty() => (word, true),
        _ => (word, false),
    };
    let what = if let Some(name) = word.strip_prefix('@') {
        let list = lists.get(name).ok_or_else(|| format!("no list is called `{name}`"))?;
        Choice::Phrases(list.clone())
    } else if word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()) {
        Choice::Class(class(word).ok_or_else(|| format!("no class is called `{word}`"))?)
    } else {
        Choice::Phrases(word.split('|').map(|w| vec![w.to_owned()]).collect())
    };
    Ok(Element { what, optional })
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "WEEKDAY" => Class::Weekday,
        "WD" => Class::Wd,
        "MONTH" => Class::Month,
        "DAY" => Class::Day,
        "YEAR" => Class::Year,
        "YY" => Class::Yy,
        "NUM" => Class::Num,
        "UNIT" => Class::Unit,
        "UNITS" => Class::Units,
        "PERIOD" => Class::Period,
        "PART" => Class::Part,
        "SEASON" => Class::Season,
        "DECADE" => Class::Decade,
        "CENTURYTH" => Class::Centuryth,
        "CLOCK" => Class::Clock,
        "AMPM" => Class::Ampm,
        "ISO" => Class::Iso,
        "GLUED" => Class::Glued,
        "NTH" => Class::Nth,
        "DAYTH" => Class::Dayth,
        "NAME" => Class::Name,
        "ENDYEAR" => Class::Endyear,
        "QUARTER" => Class::Quarter,
        _ => return None,
    })
}

fn means(name: &str) -> Option<Means> {
    Some(match name {
        "calendar" => Means::Calendar,
        "range" => Means::Range,
        "years" => Means::Years,
        "month" => Means::Month,
        "month-of-year" => Means::MonthOfYear,
        "weekday" => Means::Weekday,
        "weekday-of-week" => Means::WeekdayOfWeek,
        "shift" => Means::Shift,
        "ago" => Means::Ago,
        "then" => Means::Then,
        "duration" => Means::Duration,
        "past" => Means::Past,
        "coming" => Means::Coming,
        "rest" => Means::Rest,
        "nth" => Means::Nth,
        "day-of" => Means::DayOf,
        "week-of" => Means::WeekOf,
        "some" => Means::Some,
        "season" => Means::Season,
        "quarter" => Means::Quarter,
        "decade" => Means::Decade,
        "century" => Means::Century,
        "clock" => Means::Clock,
        "night" => Means::Night,
        "weekend" => Means::Weekend,
        "set" => Means::Set,
        "weekday-set" => Means::WeekdaySet,
        "constant" => Means::Constant,
        _ => return None,
    })
}
