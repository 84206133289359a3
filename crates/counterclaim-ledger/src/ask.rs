//! What pages ask of a ledger: never all of it, so that a page costs the same beside a hundred reports and beside a hundred thousand.

use crate::{
    Store,
    load::{NEWEST, Packed, damaged, exact, json},
};
use counterclaim_model::{Dispute, Episode, Error, Estimate, Ledger, Name, Origin, Reading, Sum};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Standing reports.
    pub reports: u32,
    /// Runs of fighting.
    pub episodes: u32,
    /// Claims of standing reports.
    pub claims: u32,
    /// Contradictions.
    pub disputes: u32,
}

/// An episode in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The episode.
    pub episode: Episode,
    /// How many contradictions it holds.
    pub disputes: u32,
    /// Its ranges.
    pub estimates: Vec<Estimate>,
}

/// What a claim is searched by: every one that is given must hold. The names are those of the columns of `claims`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words of the quote, in any order and case.
    pub words: String,
    /// Columns and the values that they must have.
    pub columns: Vec<(&'static str, String)>,
    /// A party that the claim names, and as what.
    pub parties: Vec<(&'static str, String)>,
    /// The episode that it belongs to.
    pub episode: Option<String>,
    /// The first and the last day that it may have been, ISO days, months or years; claims of no known day are none of these.
    pub days: (Option<String>, Option<String>),
    /// Where it was: our name for the place, or the report's where the tables have none.
    pub place: Option<String>,
    /// Only claims that say no place.
    pub nowhere: bool,
}

/// The columns that claims may be narrowed by.
pub const FACETS: &[&str] = &["type", "effect", "role", "kind", "stance", "scope", "current", "claimant", "report", "rule"];

/// A page of claims.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many claims there are in all.
    pub total: u32,
    /// The report and the id of each on this page.
    pub claims: Vec<(Name, Name)>,
    /// For each facet, its values with how many of the claims have them, most first.
    pub facets: Vec<(&'static str, Vec<(String, u32)>)>,
}

/// So many values of a facet are told.
const VALUES: u32 = 12;

impl Store {
    /// How much there is.
    pub fn counts(&self) -> Result<Counts, Error> {
        let sql = "SELECT (SELECT count(*) FROM reports WHERE stands = 1), (SELECT count(*) FROM episodes), \
                   (SELECT count(*) FROM claims c JOIN reports r ON r.num = c.report WHERE r.stands = 1), (SELECT count(*) FROM disputes)";
        let counts = |row: &Row| Ok(Counts { reports: row.get(0)?, episodes: row.get(1)?, claims: row.get(2)?, disputes: row.get(3)? });
        self.conn.query_row(sql, [], counts).map_err(|e| self.trouble(&e))
    }

    /// Episodes, newest first, from the `skip`th on.
    pub fn listed(&self, skip: u32, most: u32) -> Result<Vec<Listed>, Error> {
        let run = || {
            let sql = &format!("SELECT exact, n, (SELECT count(*) FROM disputes d WHERE d.episode = e.n) FROM episodes e ORDER BY {NEWEST} LIMIT ?1 OFFSET ?2");
            let mut found = self.conn.prepare_cached(sql)?;
            let one = |row: &Row| {
                let n: i64 = row.get(1)?;
                let estimates = exact(&self.conn, "SELECT exact FROM estimates WHERE episode = ?1 ORDER BY n", &[&n])?;
                Ok(Listed { episode: json(row, "episodes")?, disputes: row.get(2)?, estimates })
            };
            found.query_map([most, skip], one)?.collect::<Result<Vec<Listed>, rusqlite::Error>>()
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// One episode with its reports, sums, disputes and estimates, as a ledger of its own; `None` where there is none of that id.
    pub fn episode(&self, id: &str) -> Result<Option<Ledger>, Error> {
        let run = || {
            let conn = &self.conn;
            let episodes: Vec<Episode> = exact(conn, "SELECT exact FROM episodes WHERE id = ?1", &[&id])?;
            let Some(episode) = episodes.first() else { return Ok(None) };
            let readings = readings(conn, episode.docs.iter())?;
            let n: i64 = conn.prepare_cached("SELECT n FROM episodes WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
            let sums: Vec<Sum> = exact(conn, "SELECT exact FROM sums WHERE episode = ?1 ORDER BY n", &[&n])?;
            let disputes: Vec<Dispute> = exact(conn, "SELECT exact FROM disputes WHERE episode = ?1 ORDER BY n", &[&n])?;
            let estimates: Vec<Estimate> = exact(conn, "SELECT exact FROM estimates WHERE episode = ?1 ORDER BY n", &[&n])?;
            let origins = origins(conn, episode.docs.iter())?;
            Ok(Some(Ledger { readings, origins, sums, disputes, estimates, episodes, ..Ledger::default() }))
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// One report with the episodes that tell of it, as a ledger of its own; `None` where there is none of that id.
    pub fn report(&self, id: &str) -> Result<Option<Ledger>, Error> {
        self.around([Name::from(id)].into_iter().collect()).map(|ledger| Some(ledger).filter(|ledger| !ledger.readings.is_empty()))
    }

    /// These reports with the episodes that tell of them, in brief: without their reasons, and of their claims and reports only these.
    pub fn around(&self, docs: BTreeSet<Name>) -> Result<Ledger, Error> {
        let run = || {
            let readings = readings(&self.conn, docs.iter())?;
            // An episode may hold a hundred thousand claims; the pages of one report ask for a few.
            let sql = "SELECT n, json_replace(exact, '$.docs', json('[]'), '$.claims', json('[]'), '$.background', json('[]'), '$.why', json('[]')) \
                       FROM episodes WHERE n IN \
                       (SELECT x.episode FROM episode_reports x JOIN reports r ON r.num = x.report WHERE r.stands = 1 AND r.id = ?1)";
            let mut found = self.conn.prepare_cached(sql)?;
            let mut episodes: BTreeMap<i64, Episode> = BTreeMap::new();
            for doc in &docs {
                let mut rows = found.query([&**doc])?;
                while let Some(row) = rows.next()? {
                    let n = row.get(0)?;
                    let episode = match episodes.entry(n) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => new.insert(serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(|e| damaged(&format!("an episode: {e}")))?),
                    };
                    episode.docs.push(doc.clone());
                }
            }
            let mut member = self.conn.prepare_cached("SELECT background FROM members WHERE claim = ?1 AND episode = ?2")?;
            for (n, episode) in &mut episodes {
                for claim in readings.iter().filter(|reading| episode.docs.contains(&reading.document.id)).flat_map(|reading| &reading.claims) {
                    let background: Option<bool> = member.query_row((&*claim.id.0, n), |row| row.get(0)).optional()?;
                    match background {
                        Some(false) => episode.claims.push(claim.id.clone()),
                        Some(true) => episode.background.push(claim.id.clone()),
                        None => {}
                    }
                }
            }
            let mut episodes: Vec<Episode> = episodes.into_values().collect();
            episodes.sort_by(|a, b| (b.days.from, &a.id).cmp(&(a.days.from, &b.id)));
            let origins = origins(&self.conn, docs.iter())?;
            Ok(Ledger { readings, origins, episodes, ..Ledger::default() })
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// The claims that are wanted, in order of reports and text, from the `skip`th on.
    pub fn search(&self, wanted: &Wanted, skip: u32, most: u32) -> Result<Found, Error> {
        let run = || {
            let (clause, values) = wanted.clause();
            let from = format!("FROM claims c JOIN reports r ON r.num = c.report WHERE r.stands = 1{clause}");
            let values = || params_from_iter(values.iter());
            let total = self.conn.prepare_cached(&format!("SELECT count(*) {from}"))?.query_row(values(), |row| row.get(0))?;
            let mut page = self.conn.prepare_cached(&format!("SELECT r.id, c.id {from} ORDER BY r.id, c.start, c.n LIMIT {most} OFFSET {skip}"))?;
            let pair = |row: &Row| Ok((Name::from(row.get::<_, String>(0)?), Name::from(row.get::<_, String>(1)?)));
            let claims = page.query_map(values(), pair)?.collect::<Result<_, _>>()?;
            let mut facets = Vec::new();
            for facet in FACETS.iter().copied() {
                let column = if facet == "report" { "r.id".to_owned() } else { format!("c.{facet}") };
                let sql = format!("SELECT {column}, count(*) {from} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {VALUES}");
                let mut of = self.conn.prepare_cached(&sql)?;
                let value = |row: &Row| Ok((text(row)?, row.get(1)?));
                facets.push((facet, of.query_map(values(), value)?.collect::<Result<_, _>>()?));
            }
            Ok(Found { total, claims, facets })
        };
        run().map_err(|e| self.trouble(&e))
    }
}

impl Wanted {
    /// The conditions, each with its value: what was typed is never part of the SQL.
    pub(crate) fn clause(&self) -> (String, Vec<String>) {
        let (mut clause, mut values) = (String::new(), Vec::new());
        let mut add = |condition: String, value: String| {
            values.push(value);
            clause.push_str(&format!(" AND {}", condition.replace('?', &format!("?{}", values.len()))));
        };
        // Words are quoted, so that none of them is an operator of the search.
        let words: Vec<String> = self.words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        if !words.is_empty() {
            add("c.num IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)".to_owned(), words.join(" "));
        }
        for (column, value) in self.columns.iter().filter(|(column, _)| FACETS.contains(column)) {
            let column = if *column == "report" { "r.id".to_owned() } else { format!("CAST (c.{column} AS TEXT)") };
            add(format!("{column} = ?"), value.clone());
        }
        for (named_as, party) in &self.parties {
            let kind = if named_as.is_empty() { String::new() } else { format!(" AND p.named_as = '{named_as}'") };
            add(format!("EXISTS (SELECT 1 FROM parties p WHERE p.report = c.report AND p.claim = c.n AND p.party = ?{kind})"), party.clone());
        }
        if let Some(episode) = &self.episode {
            let members = "SELECT m.claim FROM members m JOIN episodes e ON e.n = m.episode WHERE m.background = 0 AND e.id = ?";
            add(format!("c.id IN ({members})"), episode.clone());
        }
        // A month or year ends after all of its days: "~" sorts behind every digit and hyphen.
        if let Some(from) = &self.days.0 {
            add("coalesce(c.day_to, c.day_from) || '~' >= ?".to_owned(), from.clone());
        }
        if let Some(to) = &self.days.1 {
            add("coalesce(c.day_from, c.day_to) <= ?".to_owned(), format!("{to}~"));
        }
        if let Some(place) = &self.place {
            add("coalesce(c.place_name, c.place) = ?".to_owned(), place.clone());
        }
        if self.nowhere {
            clause.push_str(" AND c.place IS NULL");
        }
        (clause, values)
    }
}

fn text(row: &Row) -> Result<String, rusqlite::Error> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(0)? {
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    })
}

/// These standing reports, as read beside the others, in order of their ids.
fn readings<'a>(conn: &Connection, docs: impl Iterator<Item = &'a Name>) -> Result<Vec<Reading>, rusqlite::Error> {
    let sql = "SELECT r.num, r.text, coalesce(k.together, k.alone) FROM reports r JOIN readings k ON k.report = r.num WHERE r.stands = 1 AND r.id = ?1";
    let mut found = conn.prepare_cached(sql)?;
    let docs: BTreeSet<&Name> = docs.collect();
    let mut readings = Vec::new();
    for doc in docs {
        let packed = found.query_map([&**doc], Packed::of)?;
        for one in packed {
            readings.push(one?.open()?.1);
        }
    }
    Ok(readings)
}

/// Which of these reports repeat others, or are repeated.
fn origins<'a>(conn: &Connection, docs: impl Iterator<Item = &'a Name>) -> Result<Vec<Origin>, rusqlite::Error> {
    let sql = "WITH this AS (SELECT num FROM reports WHERE stands = 1 AND id = ?1) SELECT exact FROM origins \
               WHERE first IN (SELECT num FROM this) OR first IN (SELECT origin FROM copies WHERE report IN (SELECT num FROM this)) ORDER BY first";
    let mut origins: Vec<Origin> = Vec::new();
    for doc in docs {
        for origin in exact::<Origin>(conn, sql, &[&&**doc])? {
            if origins.iter().all(|known| known.first != origin.first) {
                origins.push(origin);
            }
        }
    }
    Ok(origins)
}
