//! A ledger's claims, read into columns once, in order of reports and text.

use super::{Column, Columns, NAMED_AS, NONE, Values, first_day, last_day};
use crate::{Counts, FACETS, Placed};
use counterclaim_model::Name;
use rusqlite::{Connection, types::ValueRef};
use std::{collections::HashMap, sync::Mutex};

/// Reads them.
pub(super) fn load(conn: &Connection, counts: Counts) -> Result<Columns, rusqlite::Error> {
    let mut found = conn.prepare("SELECT num, id FROM reports WHERE stands = 1 ORDER BY id")?;
    let reports = found.query_map([], |row| Ok((row.get::<_, u32>(0)?, Name::from(row.get::<_, String>(1)?))))?;
    let reports: Vec<(u32, Name)> = reports.collect::<Result<_, _>>()?;
    let rank: HashMap<u32, u32> = reports.iter().enumerate().map(|(rank, (num, _))| (*num, rank as u32)).collect();

    let mut columns = Columns {
        counts,
        reports: reports.into_iter().map(|(_, id)| id).collect(),
        claims: Vec::new(),
        rows: Vec::new(),
        facets: FACETS.iter().filter(|facet| **facet != "report").map(|facet| (*facet, Column::default())).collect(),
        days: Vec::new(),
        day: Column::default(),
        place: Vec::new(),
        places: Vec::new(),
        spelling: Column::default(),
        parties: Values::default(),
        named: Vec::new(),
        known: Mutex::default(),
    };
    let facets: Vec<&str> = columns.facets.iter().map(|(name, _)| *name).collect();
    let first = 11;
    let sql = format!(
        "SELECT num, report, n, start, day_from, day_to, coalesce(place_name, place), place, lat, lon, country || '/' || coalesce(admin1, ''), {} FROM claims ORDER BY report, n",
        facets.join(", ")
    );
    let mut found = conn.prepare(&sql)?;
    let mut rows = found.query([])?;
    // Where a claim of a report and number stands before all are put in order.
    let mut keys: Vec<(u32, u32)> = Vec::new();
    let mut order: Vec<(u32, u32, u32)> = Vec::new();
    let mut places: HashMap<(String, u64, u64, String), u32> = HashMap::new();
    while let Some(row) = rows.next()? {
        let report: u32 = row.get(1)?;
        let Some(&rank) = rank.get(&report) else { continue };
        let n: u32 = row.get(2)?;
        keys.push((report, n));
        order.push((rank, row.get(3)?, n));
        columns.claims.push((row.get(0)?, rank));
        let day = |column: usize| -> Result<Option<&str>, rusqlite::Error> { Ok(row.get_ref(column)?.as_str_or_null()?) };
        let (from, to) = (day(4)?, day(5)?);
        columns.days.push((from.or(to).map_or(i32::MAX, first_day), to.or(from).map_or(i32::MIN, last_day)));
        columns.day.push(to.or(from));
        columns.spelling.push(day(7)?);
        columns.place.push(match day(6)? {
            None => NONE,
            Some(name) => {
                let at: Option<(f64, f64)> = row.get::<_, Option<f64>>(8)?.zip(row.get(9)?);
                let land = day(10)?.unwrap_or("/");
                let key = (name.to_owned(), at.map_or(0, |at| at.0.to_bits()), at.map_or(0, |at| at.1.to_bits()), land.to_owned());
                *places.entry(key).or_insert_with(|| {
                    let (country, admin1) = land.split_once('/').unwrap_or((land, ""));
                    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                    columns.places.push(Placed { name: name.to_owned(), at, country: some(country), admin1: some(admin1), ..Placed::default() });
                    columns.places.len() as u32 - 1
                })
            }
        });
        for (n, (_, column)) in columns.facets.iter_mut().enumerate() {
            match row.get_ref(first + n)? {
                ValueRef::Text(text) => column.push(Some(&String::from_utf8_lossy(text))),
                ValueRef::Integer(n) => column.push(Some(if n == 0 { "0" } else { "1" })),
                _ => column.push(None),
            }
        }
    }
    columns.in_order(conn, &keys, &order)?;
    Ok(columns)
}

impl Columns {
    /// Puts claims in order of reports and text, and looks up whom they name.
    fn in_order(&mut self, conn: &Connection, keys: &[(u32, u32)], places: &[(u32, u32, u32)]) -> Result<(), rusqlite::Error> {
        let mut order: Vec<u32> = (0..places.len() as u32).collect();
        order.sort_unstable_by_key(|&row| places[row as usize]);
        let mut stands = vec![0u32; order.len()];
        order.iter().enumerate().for_each(|(at, &row)| stands[row as usize] = at as u32);
        let mut found = conn.prepare("SELECT report, claim, party, named_as FROM parties ORDER BY report, claim")?;
        let mut rows = found.query([])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let key: (u32, u32) = (row.get(0)?, row.get(1)?);
            while at < keys.len() && keys[at] < key {
                at += 1;
            }
            if keys.get(at) == Some(&key) {
                let named_as = row.get_ref(3)?.as_str()?;
                let named_as = NAMED_AS.iter().position(|name| *name == named_as).unwrap_or(NAMED_AS.len()) as u8;
                let party = self.parties.number(row.get_ref(2)?.as_str()?);
                self.named.push((party, named_as, stands[at]));
            }
        }
        self.named.sort_unstable();
        self.named.dedup();
        self.claims = order.iter().map(|&row| self.claims[row as usize]).collect();
        self.days = order.iter().map(|&row| self.days[row as usize]).collect();
        self.place = order.iter().map(|&row| self.place[row as usize]).collect();
        self.day.ordered(&order);
        self.spelling.ordered(&order);
        self.facets.iter_mut().for_each(|(_, column)| column.ordered(&order));
        self.rows = self.claims.iter().enumerate().map(|(row, (num, _))| (*num, row as u32)).collect();
        self.rows.sort_unstable();
        self.counts.claims = self.claims.len() as u32;
        Ok(())
    }
}
