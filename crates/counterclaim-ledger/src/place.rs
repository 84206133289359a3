//! Where and when claims say that it was, counted: what a map asks of a ledger.

use crate::{Store, Wanted};
use counterclaim_model::Error;
use rusqlite::{Row, params_from_iter};

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

/// The claims of one day, month or year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// An ISO day, or as much of one as is known.
    pub day: String,
    /// How many claims have it as their last.
    pub claims: u32,
}

impl Store {
    /// The places of the claims that are wanted, most named first, and how many claims say none.
    pub fn places(&self, wanted: &Wanted, most: u32) -> Result<(Vec<Placed>, u32), Error> {
        let run = || {
            let (clause, values) = wanted.clause();
            let from = format!("FROM claims c JOIN reports r ON r.num = c.report WHERE r.stands = 1{clause}");
            let sql = format!(
                "SELECT coalesce(c.place_name, c.place), json_group_array(DISTINCT c.place), c.lat, c.lon, c.country, c.admin1, count(*) {from} \
                 AND c.place IS NOT NULL GROUP BY 1, 3, 4, 5, 6 ORDER BY 7 DESC, 1, 3, 4 LIMIT {most}"
            );
            let mut found = self.conn.prepare_cached(&sql)?;
            let places = found.query_map(params_from_iter(values.iter()), placed)?.collect::<Result<_, _>>()?;
            let mut nowhere = self.conn.prepare_cached(&format!("SELECT count(*) {from} AND c.place IS NULL"))?;
            Ok((places, nowhere.query_row(params_from_iter(values.iter()), |row| row.get(0))?))
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// How many of the claims that are wanted fall on each day, in order of days; those of no known day are not among them.
    pub fn days(&self, wanted: &Wanted) -> Result<Vec<Dated>, Error> {
        let run = || {
            let (clause, values) = wanted.clause();
            let sql = format!(
                "SELECT coalesce(c.day_to, c.day_from), count(*) FROM claims c JOIN reports r ON r.num = c.report WHERE r.stands = 1{clause} \
                 AND coalesce(c.day_to, c.day_from) IS NOT NULL GROUP BY 1 ORDER BY 1"
            );
            let mut found = self.conn.prepare_cached(&sql)?;
            let dated = found.query_map(params_from_iter(values.iter()), |row| Ok(Dated { day: row.get(0)?, claims: row.get(1)? }))?;
            dated.collect::<Result<_, rusqlite::Error>>()
        };
        run().map_err(|e| self.trouble(&e))
    }
}

fn placed(row: &Row) -> Result<Placed, rusqlite::Error> {
    let mut spelled: Vec<String> = serde_json::from_str(&row.get::<_, String>(1)?).unwrap_or_default();
    spelled.sort();
    let at = row.get::<_, Option<f64>>(2)?.zip(row.get(3)?);
    Ok(Placed { name: row.get(0)?, spelled, at, country: row.get(4)?, admin1: row.get(5)?, claims: row.get(6)? })
}
