//! `cargo xtask outlines` packs the map's outlines, `world/outlines.bin`, from Natural Earth's shapefiles. The same files give the same bytes.

use crate::score::args::Args;
use anyhow::{Context, Result, bail};
use counterclaim_rules::world::outlines::{Layer, Line, Outlines, Point, STEPS};
use std::{fs, path::Path};

const HELP: &str = "\
xtask outlines --from DIR [--out FILE]

  --from DIR   ne_10m_land.shp, ne_10m_lakes.shp, ne_10m_admin_0_boundary_lines_land.shp, ne_10m_admin_1_states_provinces_lines.shp
  --out FILE   world/outlines.bin unless given";

/// Packs them and tells what went in.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["from", "out"], &[], HELP)?;
    let from = args.required("from", HELP)?;
    let out = args.value("out").unwrap_or("world/outlines.bin");
    let mut layers: [Vec<Line>; 4] = Default::default();
    for layer in Layer::ALL {
        let (file, off) = source(layer);
        let lines = shapes(&from.join(file))?;
        let before: usize = lines.iter().map(Vec::len).sum();
        let kept: Vec<Line> = lines.iter().filter_map(|line| simple(line, off)).collect();
        println!("{:>8} of {before:>8} points in {:>6} lines  {layer:?}", kept.iter().map(|line| line.points.len()).sum::<usize>(), kept.len());
        layers[layer as usize] = kept;
    }
    let bytes = Outlines::new(layers).pack();
    fs::write(out, &bytes).with_context(|| format!("{out}: cannot be written"))?;
    println!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// The file of a layer, and by how many steps its lines may be off where points are left out.
fn source(layer: Layer) -> (&'static str, f64) {
    match layer {
        Layer::Land => ("ne_10m_land.shp", 1.0),
        Layer::Lakes => ("ne_10m_lakes.shp", 1.0),
        Layer::Countries => ("ne_10m_admin_0_boundary_lines_land.shp", 1.0),
        Layer::Divisions => ("ne_10m_admin_1_states_provinces_lines.shp", 1.5),
    }
}

/// The parts of a shapefile's lines or polygons, in degrees east and north (ESRI's white paper of July 1998).
fn shapes(path: &Path) -> Result<Vec<Vec<(f64, f64)>>> {
    let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let cut = || format!("{}: the file is cut off", path.display());
    let whole = |at: usize| -> Result<i32> { Ok(i32::from_le_bytes(bytes.get(at..at + 4).with_context(cut)?.try_into()?)) };
    let degrees = |at: usize| -> Result<f64> { Ok(f64::from_le_bytes(bytes.get(at..at + 8).with_context(cut)?.try_into()?)) };
    let (mut lines, mut at) = (Vec::new(), 100);
    while at < bytes.len() {
        let long = i32::from_be_bytes(bytes.get(at + 4..at + 8).with_context(cut)?.try_into()?) as usize * 2;
        let body = at + 8;
        match whole(body)? {
            0 => {}
            3 | 5 => {
                let (parts, points) = (whole(body + 36)? as usize, whole(body + 40)? as usize);
                let first = body + 44 + 4 * parts;
                for part in 0..parts {
                    let from = whole(body + 44 + 4 * part)? as usize;
                    let to = if part + 1 < parts { whole(body + 48 + 4 * part)? as usize } else { points };
                    let line: Result<Vec<_>> = (from..to).map(|n| Ok((degrees(first + 16 * n)?, degrees(first + 16 * n + 8)?))).collect();
                    lines.push(line?);
                }
            }
            kind => bail!("{}: shapes of kind {kind} are not lines or polygons", path.display()),
        }
        at = body + long;
    }
    Ok(lines)
}

/// In steps, without the points that a line is right without, as far as `off` (Douglas and Peucker 1973); nothing where it is but a dot.
fn simple(line: &[(f64, f64)], off: f64) -> Option<Line> {
    let scaled: Vec<(f64, f64)> = line.iter().map(|(x, y)| (x * STEPS, y * STEPS)).collect();
    let mut keep = vec![false; scaled.len()];
    let (first, last) = (0, scaled.len().checked_sub(1)?);
    (keep[first], keep[last]) = (true, true);
    let mut spans = vec![(first, last)];
    while let Some((from, to)) = spans.pop() {
        let far = |n: &usize| distance(scaled[*n], scaled[from], scaled[to]);
        let Some(farthest) = (from + 1..to).max_by(|one, other| far(one).total_cmp(&far(other))) else { continue };
        if far(&farthest) > off {
            keep[farthest] = true;
            spans.extend([(from, farthest), (farthest, to)]);
        }
    }
    let mut points: Vec<Point> = scaled.iter().zip(&keep).filter(|(_, keep)| **keep).map(|((x, y), _)| (x.round() as i32, y.round() as i32)).collect();
    points.dedup();
    (points.len() > 1).then(|| Line::new(points))
}

/// Of a point from the stretch between two others.
fn distance(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let long = dx * dx + dy * dy;
    let along = if long == 0.0 { 0.0 } else { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / long).clamp(0.0, 1.0) };
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}
