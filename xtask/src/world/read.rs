//! The tables that the gazetteer is packed from. Every error tells the file and its line.

use super::centre::ring;
use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::Path,
};

/// A populated place.
pub struct Town {
    pub name: String,
    pub at: (f64, f64),
    pub country: String,
    /// GeoNames' code of its division: "AM.08".
    pub division: String,
    pub population: u32,
    pub names: Vec<String>,
}

/// A country.
pub struct Country {
    pub code: String,
    pub code3: String,
    pub name: String,
    pub population: u32,
}

/// A division of either order.
pub struct DivisionRow {
    pub code: String,
    pub name: String,
    pub ascii: String,
}

/// A town with the names of its divisions.
pub struct District {
    pub at: (f64, f64),
    pub country: String,
    pub division: String,
    pub district: String,
}

/// `cities500.tsv.gz`: geonameid, name, lat, lon, country, admin1, population, alternates parted by `|`.
pub fn town_rows(path: &Path) -> Result<Vec<Town>> {
    let mut text = String::new();
    let file = File::open(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    GzDecoder::new(file).read_to_string(&mut text).with_context(|| format!("{}: is no gzipped text", path.display()))?;
    lines(path, &text, 8)?
        .skip(1)
        .map(|(line, cells)| {
            let number = |n: usize| cells[n].parse::<f64>().with_context(|| format!("{}:{line}: '{}' is no number", path.display(), cells[n]));
            Ok(Town {
                name: cells[1].to_owned(),
                at: (number(2)?, number(3)?),
                country: cells[4].to_owned(),
                division: format!("{}.{}", cells[4], cells[5]),
                population: number(6)? as u32,
                names: cells[7].split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            })
        })
        .collect()
}

/// `countryInfo.txt`.
pub fn country_rows(path: &Path) -> Result<Vec<Country>> {
    let text = text(path)?;
    let rows = lines(path, &text, 8)?.filter(|(_, cells)| !cells[0].starts_with('#') && cells[0] != "ISO");
    Ok(rows.map(|(_, c)| Country { code: c[0].into(), code3: c[1].into(), name: c[4].into(), population: c[7].parse().unwrap_or_default() }).collect())
}

/// `admin1CodesASCII.txt`, `admin2Codes.txt`: code, name, name without accents, geonameid.
pub fn division_rows(path: &Path) -> Result<Vec<DivisionRow>> {
    let text = text(path)?;
    Ok(lines(path, &text, 3)?.map(|(_, c)| DivisionRow { code: c[0].into(), name: c[1].into(), ascii: c[2].into() }).collect())
}

/// `cities.csv`: lat, lon, name, admin1, admin2, cc.
pub fn district_rows(path: &Path) -> Result<Vec<District>> {
    let mut reader = csv::Reader::from_path(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    reader
        .deserialize::<(f64, f64, String, String, String, String)>()
        .map(|row| {
            let (lat, lon, _, division, district, country) = row.with_context(|| format!("{}: wants lat, lon, name, admin1, admin2, cc", path.display()))?;
            Ok(District { at: (lat, lon), country, division, district })
        })
        .filter(|row| row.as_ref().is_ok_and(|row| !row.district.is_empty()) || row.is_err())
        .collect()
}

/// `countries.geo.json`: the middle of each country's largest land, by its three letters.
pub fn outlines(path: &Path) -> Result<BTreeMap<String, (f64, f64)>> {
    let json: Value = serde_json::from_str(&text(path)?).with_context(|| format!("{}: is no JSON", path.display()))?;
    let mut middles = BTreeMap::new();
    for land in json["features"].as_array().into_iter().flatten() {
        let rings = match &land["geometry"]["type"] {
            Value::String(kind) if kind == "Polygon" => vec![&land["geometry"]["coordinates"][0]],
            _ => land["geometry"]["coordinates"].as_array().into_iter().flatten().map(|polygon| &polygon[0]).collect(),
        };
        let point = |p: &Value| Some((p[0].as_f64()?, p[1].as_f64()?));
        let measured = rings.into_iter().map(|points| ring(&points.as_array().into_iter().flatten().filter_map(point).collect::<Vec<_>>()));
        let largest = measured.max_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(code), Some((_, middle))) = (land["id"].as_str(), largest) {
            middles.insert(code.to_owned(), middle);
        }
    }
    Ok(middles)
}

/// A table of ours: tabs, `#` for comments, a header.
pub fn table(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = text(path)?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    Ok(rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// The lines of a table of at least so many columns, with their numbers.
fn lines<'t>(path: &Path, text: &'t str, columns: usize) -> Result<impl Iterator<Item = (usize, Vec<&'t str>)>> {
    let mut rows = Vec::new();
    for (n, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() < columns {
            bail!("{}:{n}: {} cells, but the table has {columns} columns", path.display(), cells.len());
        }
        rows.push((n, cells));
    }
    Ok(rows.into_iter())
}
