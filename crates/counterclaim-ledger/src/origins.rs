//! Which standing reports repeat others.

use crate::{
    load::{As, reading},
    shelf::Standing,
};
use counterclaim::Counterclaim;
use counterclaim_model::{Origin, Reading};
use rusqlite::Connection;

/// Reports that others repeat, in order of their ids.
pub(crate) fn origins(conn: &Connection, heart: &Counterclaim, standing: &[Standing]) -> Result<Vec<Origin>, rusqlite::Error> {
    let mut readings: Vec<Reading> = Vec::new();
    for one in standing {
        let (_, mut reading) = reading(conn, one.report, As::Alone)?.open()?;
        (reading.document.published.from, reading.document.published.to) = (None, one.brief().written);
        readings.push(reading);
    }
    Ok(heart.origins(&readings))
}
