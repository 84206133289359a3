//! The claims of a ledger as columns in memory: what they are narrowed by, so that a search over a million of them is counted in
//! milliseconds and to the last claim. Words, quotes and readings stay in the file; a column holds numbers that stand for values.
//!
//! Columns are those of one moment. Whoever holds them asks `Store::moment` whether the file has changed since.

mod load;

use crate::{Counts, FACETS, Found, Placed, Store, Wanted};
use counterclaim_model::{Day, Error, Name};
use rusqlite::{Connection, Row};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

/// So many values of a facet are told.
const VALUES: usize = 12;
/// The first claims of a search are remembered too: pages beyond them look again.
const FIRST: usize = 200;
/// So many searches are remembered.
const REMEMBERED: usize = 512;
/// No value.
const NONE: u32 = u32::MAX;

/// Values, each with its number.
#[derive(Default)]
struct Values {
    values: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Values {
    fn number(&mut self, value: &str) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.values.push(value.to_owned());
        self.numbers.insert(value.to_owned(), number);
        number
    }
}

/// A column: a number for each claim.
#[derive(Default)]
struct Column {
    values: Values,
    numbers: Vec<u32>,
}

impl Column {
    fn push(&mut self, value: Option<&str>) {
        let number = value.map_or(NONE, |value| self.values.number(value));
        self.numbers.push(number);
    }

    fn ordered(&mut self, order: &[u32]) {
        self.numbers = order.iter().map(|&row| self.numbers[row as usize]).collect();
    }
}

/// All claims of standing reports, in order of reports and text.
pub struct Columns {
    counts: Counts,
    /// The ids of reports, in order.
    reports: Vec<Name>,
    /// The number in the file, and the report.
    claims: Vec<(u32, u32)>,
    /// Where the claim of a number stands, by numbers.
    rows: Vec<(u32, u32)>,
    facets: Vec<(&'static str, Column)>,
    /// The first and the last day that it may have been, as year, month and day in one number.
    days: Vec<(i32, i32)>,
    day: Column,
    place: Vec<u32>,
    places: Vec<Placed>,
    spelling: Column,
    parties: Values,
    /// Party, as what, and claim, in order.
    named: Vec<(u32, u8, u32)>,
    known: Mutex<BTreeMap<Wanted, Arc<Counted>>>,
}

/// What is counted of the claims of a search.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// How many.
    pub total: u32,
    /// For each facet, its values with how many have them, most first.
    pub facets: Vec<(&'static str, Vec<(String, u32)>)>,
    /// The places that they name, most named first.
    pub places: Vec<Placed>,
    /// How many name none.
    pub nowhere: u32,
    /// How many fall on each day, month or year, by their last, in order; those of no known day are not among them.
    pub days: Vec<(String, u32)>,
    /// The first of them.
    first: Vec<u32>,
}

/// As what a claim names a party.
const NAMED_AS: [&str; 6] = ["side", "by", "actor", "target", "speaker", "denies"];

impl Store {
    /// A number that is another one when somebody else has written into the file since it was last asked.
    pub fn moment(&self) -> Result<i64, Error> {
        self.conn.query_row("PRAGMA data_version", [], |row| row.get(0)).map_err(|e| self.trouble(&e))
    }

    /// The columns of this moment.
    pub fn columns(&self) -> Result<Columns, Error> {
        let run = || {
            let counts = "SELECT (SELECT count(*) FROM reports WHERE stands = 1), (SELECT count(*) FROM episodes), 0, (SELECT count(*) FROM disputes)";
            let counts = self
                .conn
                .query_row(counts, [], |row| Ok(Counts { reports: row.get(0)?, episodes: row.get(1)?, claims: row.get(2)?, disputes: row.get(3)? }))?;
            load::load(&self.conn, counts)
        };
        run().map_err(|e| self.trouble(&e))
    }
}

impl Columns {
    /// How much there is.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Every party, with how often claims name it, most named first.
    pub fn parties(&self) -> Vec<(&str, u32)> {
        let mut counts = vec![0u32; self.parties.values.len()];
        self.named.iter().for_each(|(party, ..)| counts[*party as usize] += 1);
        let mut parties: Vec<(&str, u32)> = self.parties.values.iter().map(String::as_str).zip(counts).filter(|(_, n)| *n > 0).collect();
        parties.sort_by(|one, other| (other.1, one.0).cmp(&(one.1, other.0)));
        parties
    }

    /// Whether a claim names a party so.
    pub fn names_party(&self, name: &str) -> bool {
        self.parties.numbers.contains_key(name)
    }

    /// The claims that are wanted, from the `skip`th on, with what is counted of all of them.
    pub fn search(&self, store: &Store, wanted: &Wanted, skip: u32, most: u32) -> Result<Found, Error> {
        let counted = self.counted(store, wanted)?;
        let run = || {
            let (from, to) = (skip as usize, skip.saturating_add(most) as usize);
            let page = if to <= counted.first.len() || counted.total as usize == counted.first.len() {
                counted.first.iter().copied().skip(from).take(most as usize).collect()
            } else {
                self.rows_between(&store.conn, wanted, from, to)?
            };
            let mut id = store.conn.prepare_cached("SELECT id FROM claims WHERE num = ?1")?;
            let mut claims = Vec::new();
            for (num, report) in page.into_iter().map(|row| self.claims[row as usize]) {
                // A claim that was taken out meanwhile is passed over.
                let mut ids = id.query_map([num], |row| row.get::<_, String>(0))?;
                claims.extend(ids.next().transpose()?.map(|id| (self.reports[report as usize].clone(), Name::from(id))));
            }
            Ok(Found { total: counted.total, claims, facets: counted.facets.clone() })
        };
        run().map_err(|e| store.trouble(&e))
    }

    fn rows_between(&self, conn: &Connection, wanted: &Wanted, from: usize, to: usize) -> Result<Vec<u32>, rusqlite::Error> {
        let (mut page, mut passed) = (Vec::new(), 0);
        if let Some(filter) = self.filter(conn, wanted)? {
            filter.each(self, |row| {
                if passed >= from {
                    page.push(row);
                }
                passed += 1;
                passed < to
            });
        }
        Ok(page)
    }

    /// What is counted of the claims that are wanted.
    pub fn counted(&self, store: &Store, wanted: &Wanted) -> Result<Arc<Counted>, Error> {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(wanted) {
            return Ok(Arc::clone(known));
        }
        let filter = self.filter(&store.conn, wanted).map_err(|e| store.trouble(&e))?;
        let counted = Arc::new(filter.map_or_else(Counted::default, |filter| self.count(&filter)));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(wanted.clone(), Arc::clone(&counted));
        Ok(counted)
    }

    fn count(&self, filter: &Filter) -> Counted {
        let none = |column: &Column| vec![0u32; column.values.values.len()];
        let mut facets: Vec<Vec<u32>> = self.facets.iter().map(|(_, column)| none(column)).collect();
        let (mut reports, mut days, mut places) = (vec![0u32; self.reports.len()], none(&self.day), vec![0u32; self.places.len()]);
        let mut spelled: BTreeSet<(u32, u32)> = BTreeSet::new();
        let (mut total, mut nowhere, mut first) = (0, 0, Vec::new());
        filter.each(self, |row| {
            let at = row as usize;
            total += 1;
            if first.len() < FIRST {
                first.push(row);
            }
            reports[self.claims[at].1 as usize] += 1;
            for (counts, (_, column)) in facets.iter_mut().zip(&self.facets) {
                if let Some(count) = counts.get_mut(column.numbers[at] as usize) {
                    *count += 1;
                }
            }
            if let Some(count) = days.get_mut(self.day.numbers[at] as usize) {
                *count += 1;
            }
            match places.get_mut(self.place[at] as usize) {
                Some(count) => {
                    *count += 1;
                    spelled.insert((self.place[at], self.spelling.numbers[at]));
                }
                None => nowhere += 1,
            }
            true
        });
        let mut facets = facets.iter().zip(&self.facets).map(|(counts, (name, column))| (*name, most(counts, &column.values.values)));
        let facets = FACETS.iter().filter_map(|facet| if *facet == "report" { Some((*facet, most(&reports, &self.reports))) } else { facets.next() });
        let place = |(number, claims): (usize, &u32)| {
            let number = number as u32;
            let mut words: Vec<String> =
                spelled.range((number, 0)..=(number, NONE)).map(|(_, words)| self.spelling.values.values[*words as usize].clone()).collect();
            words.sort();
            Placed { claims: *claims, spelled: words, ..self.places[number as usize].clone() }
        };
        let facets = facets.collect();
        let mut named: Vec<Placed> = places.iter().enumerate().filter(|(_, claims)| **claims > 0).map(place).collect();
        named.sort_by(|one, other| (other.claims, &one.name, &one.country, &one.admin1).cmp(&(one.claims, &other.name, &other.country, &other.admin1)));
        let mut days: Vec<(String, u32)> = self.day.values.values.iter().cloned().zip(days).filter(|(_, claims)| *claims > 0).collect();
        days.sort();
        Counted { total, facets, places: named, nowhere, days, first }
    }

    /// What a search asks of a claim; nothing where no claim can have it.
    fn filter<'a>(&'a self, conn: &Connection, wanted: &Wanted) -> Result<Option<Filter<'a>>, rusqlite::Error> {
        let mut filter = Filter { among: None, equal: Vec::new(), days: (i32::MIN, i32::MAX), dated: false, place: None, nowhere: wanted.nowhere };
        for (name, value) in &wanted.columns {
            if *name == "report" {
                let Ok(rank) = self.reports.binary_search_by(|report| (**report).cmp(value)) else { return Ok(None) };
                let first = self.claims.partition_point(|(_, report)| (*report as usize) < rank);
                let last = self.claims.partition_point(|(_, report)| (*report as usize) <= rank);
                filter.among((first as u32..last as u32).collect());
                continue;
            }
            let Some((_, column)) = self.facets.iter().find(|(facet, _)| facet == name) else { continue };
            let Some(number) = column.values.numbers.get(value) else { return Ok(None) };
            filter.equal.push((&column.numbers, *number));
        }
        for (named_as, party) in &wanted.parties {
            let Some(&number) = self.parties.numbers.get(party) else { return Ok(None) };
            let named_as = NAMED_AS.iter().position(|name| name == named_as).map(|at| at as u8);
            let first = self.named.partition_point(|(party, ..)| *party < number);
            let of = self.named[first..].iter().take_while(|(party, ..)| *party == number);
            let mut rows: Vec<u32> = of.filter(|(_, as_what, _)| named_as.is_none_or(|named_as| named_as == *as_what)).map(|(.., row)| *row).collect();
            rows.sort_unstable();
            rows.dedup();
            filter.among(rows);
        }
        if let Some(words) = wanted.searched() {
            filter.among(self.rows_of(conn, "SELECT rowid FROM claim_search WHERE claim_search MATCH ?1", &words)?);
        }
        if let Some(episode) = &wanted.episode {
            let members = "SELECT c.num FROM episodes e JOIN members m ON m.episode = e.n JOIN claims c ON c.id = m.claim WHERE e.id = ?1 AND m.background = 0";
            filter.among(self.rows_of(conn, members, episode)?);
        }
        filter.days = (wanted.days.0.as_deref().map_or(i32::MIN, first_day), wanted.days.1.as_deref().map_or(i32::MAX, last_day));
        filter.dated = wanted.days.0.is_some() || wanted.days.1.is_some();
        filter.place = wanted.place.as_ref().map(|name| self.places.iter().map(|place| place.name == *name).collect());
        Ok(Some(filter))
    }

    /// The claims whose numbers a question gives, in order.
    fn rows_of(&self, conn: &Connection, sql: &str, value: &str) -> Result<Vec<u32>, rusqlite::Error> {
        let mut found = conn.prepare_cached(sql)?;
        let nums = found.query_map([value], |row: &Row| row.get::<_, u32>(0))?;
        let mut rows = Vec::new();
        for num in nums {
            let num = num?;
            rows.extend(self.rows.binary_search_by_key(&num, |(num, _)| *num).ok().map(|at| self.rows[at].1));
        }
        rows.sort_unstable();
        rows.dedup();
        Ok(rows)
    }
}

/// The values with the highest counts, those of one count in order of their names.
fn most(counts: &[u32], values: &[impl AsRef<str>]) -> Vec<(String, u32)> {
    let mut some: Vec<(u32, &str)> = counts.iter().zip(values).filter(|(count, _)| **count > 0).map(|(count, value)| (*count, value.as_ref())).collect();
    let order = |one: &(u32, &str), other: &(u32, &str)| (other.0, one.1).cmp(&(one.0, other.1));
    if some.len() > VALUES {
        some.select_nth_unstable_by(VALUES, order);
        some.truncate(VALUES);
    }
    some.sort_by(order);
    some.into_iter().map(|(count, value)| (value.to_owned(), count)).collect()
}

/// What a search asks of a claim.
struct Filter<'a> {
    /// Only these, in order.
    among: Option<Vec<u32>>,
    equal: Vec<(&'a [u32], u32)>,
    days: (i32, i32),
    dated: bool,
    place: Option<Vec<bool>>,
    nowhere: bool,
}

impl Filter<'_> {
    fn among(&mut self, rows: Vec<u32>) {
        self.among = Some(match self.among.take() {
            None => rows,
            Some(before) => before.into_iter().filter(|row| rows.binary_search(row).is_ok()).collect(),
        });
    }

    /// Every claim that is wanted, in order, until one says that it was enough.
    fn each(&self, columns: &Columns, mut take: impl FnMut(u32) -> bool) {
        let holds = |row: &u32| {
            let at = *row as usize;
            let (first, last) = columns.days[at];
            self.equal.iter().all(|(numbers, number)| numbers[at] == *number)
                && (!self.dated || (last >= self.days.0 && first <= self.days.1))
                && self.place.as_ref().is_none_or(|wanted| wanted.get(columns.place[at] as usize).copied().unwrap_or(false))
                && (!self.nowhere || columns.place[at] == NONE)
        };
        match &self.among {
            Some(rows) => rows.iter().copied().filter(holds).all(&mut take),
            None => (0..columns.claims.len() as u32).filter(holds).all(&mut take),
        };
    }
}

/// The first day that it may be, as year, month and day in one number.
fn first_day(day: &str) -> i32 {
    day.parse::<Day>().map_or(i32::MIN, |day| number(day.earliest()))
}

fn last_day(day: &str) -> i32 {
    day.parse::<Day>().map_or(i32::MAX, |day| number(day.latest()))
}

fn number(day: Day) -> i32 {
    i32::from(day.year) * 10_000 + i32::from(day.month) * 100 + i32::from(day.day)
}
