//! What pages ask of a ledger: never all of it, so that a page costs the same beside a hundred reports and beside a hundred thousand.

use crate::{
    Store,
    load::{NEWEST, Packed, damaged, exact, json},
};
use counterclaim::stitch::episode::order;
use counterclaim_model::{ClaimId, Dispute, Episode, Error, Estimate, Ledger, Name, Origin, Reading, Retold, Sum};
use rusqlite::{Connection, OptionalExtension, Row};
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

/// A place, and how many claims name it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// Our name for it; the report's own where the tables have none.
    pub name: String,
    /// How reports spell it.
    pub spelled: Vec<String>,
    /// Degrees north and east, where the tables have it.
    pub at: Option<(f64, f64)>,
    /// ISO 3166-1 alpha-2 of the country, where known.
    pub country: Option<String>,
    /// First-order division, where known.
    pub admin1: Option<String>,
    /// How many claims.
    pub claims: u32,
}

/// What a claim is searched by: every one that is given must hold. The names are those of the columns of `claims`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

impl Store {
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
            let sql = "SELECT exact, n FROM episodes WHERE id = ?1";
            let found = conn.prepare_cached(sql)?.query_row([id], |row| Ok((json::<Episode>(row, sql)?, row.get::<_, i64>(1)?))).optional()?;
            let Some((episode, n)) = found else { return Ok(None) };
            let readings = readings(conn, episode.docs.iter())?;
            let sums: Vec<Sum> = exact(conn, "SELECT exact FROM sums WHERE episode = ?1 ORDER BY n", &[&n])?;
            let disputes: Vec<Dispute> = exact(conn, "SELECT exact FROM disputes WHERE episode = ?1 ORDER BY n", &[&n])?;
            let estimates: Vec<Estimate> = exact(conn, "SELECT exact FROM estimates WHERE episode = ?1 ORDER BY n", &[&n])?;
            let retold = exact(conn, "SELECT exact FROM retold WHERE episode = ?1 ORDER BY n", &[&n])?;
            let origins = origins(conn, episode.docs.iter())?;
            Ok(Some(Ledger { readings, origins, retold, sums, disputes, estimates, episodes: vec![episode] }))
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// One report with the episodes that tell of it, as a ledger of its own; `None` where there is none of that id.
    pub fn report(&self, id: &str) -> Result<Option<Ledger>, Error> {
        let ledger = self.around([Name::from(id)].into_iter().collect())?;
        if ledger.readings.is_empty() { Ok(None) } else { self.told_in(ledger).map(Some) }
    }

    /// The same ledger with the tellings of those of its claims that other reports tell too.
    pub fn told_in(&self, ledger: Ledger) -> Result<Ledger, Error> {
        let retold = retold(&self.conn, &ledger.readings).map_err(|e| self.trouble(&e))?;
        Ok(Ledger { retold, ..ledger })
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
            episodes.sort_by(|a, b| order((a.days.from, &a.id), (b.days.from, &b.id)));
            let origins = origins(&self.conn, docs.iter())?;
            Ok(Ledger { readings, origins, episodes, ..Ledger::default() })
        };
        run().map_err(|e| self.trouble(&e))
    }
}

impl Wanted {
    /// Its words as the full-text index asks for them: quoted, so that none of them is an operator.
    pub(crate) fn searched(&self) -> Option<String> {
        let words: Vec<String> = self.words.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        Some(words.join(" ")).filter(|words| !words.is_empty())
    }
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

/// The tellings of those claims of these reports that others tell too.
fn retold(conn: &Connection, readings: &[Reading]) -> Result<Vec<Retold>, rusqlite::Error> {
    let sql = "SELECT exact FROM retold WHERE original = ?1 UNION \
               SELECT r.exact FROM told_in t JOIN retold r ON r.episode = t.episode AND r.n = t.retold WHERE t.claim = ?1";
    let mut found: Vec<Retold> = Vec::new();
    let mut known: BTreeSet<ClaimId> = BTreeSet::new();
    for claim in readings.iter().flat_map(|reading| &reading.claims) {
        for told in exact::<Retold>(conn, sql, &[&&*claim.id.0])? {
            if known.insert(told.original.clone()) {
                found.push(told);
            }
        }
    }
    Ok(found)
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
