//! The ground of a map: land, lakes and borders as paths, cut to the view and no finer than can be seen.

use super::view::View;
use counterclaim_rules::world::outlines::{Layer, Line, Outlines, Point, STEPS};

/// The smallest step between two drawn points, in the map's units.
const FINEST: f64 = 1.0;

/// A layer as one path; empty where none of it is in view.
pub fn path(outlines: &Outlines, layer: Layer, view: View) -> String {
    let [west, south, east, north] = view.bounds();
    // A little more than is seen, so that the edge of what is cut off is not.
    let (wide, high) = ((east - west) * 0.03, (north - south) * 0.03);
    let window = [west - wide, south - high, east + wide, north + high].map(|degrees| (degrees * STEPS) as i32);
    let near = |line: &&Line| line.bounds[0] <= window[2] && line.bounds[2] >= window[0] && line.bounds[1] <= window[3] && line.bounds[3] >= window[1];
    let mut path = String::new();
    for line in outlines.layer(layer).iter().filter(near) {
        match layer {
            Layer::Land | Layer::Lakes => draw(&mut path, &cut(&line.points, window), view, true),
            Layer::Countries | Layer::Divisions => runs(&line.points, window).into_iter().for_each(|run| draw(&mut path, run, view, false)),
        }
    }
    path
}

/// A point after another, in whole tenths of a unit, as short steps; what is less than can be seen is left out.
fn draw(path: &mut String, points: &[Point], view: View, ring: bool) {
    let mut drawn: Vec<(i64, i64)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for (n, point) in points.iter().enumerate() {
        let at = view.step(*point);
        let far = before.is_none_or(|before| (at.0 - before.0).hypot(at.1 - before.1) >= FINEST);
        if far || (n + 1 == points.len() && !ring) {
            before = Some(at);
            drawn.push(((at.0 * 10.0).round() as i64, (at.1 * 10.0).round() as i64));
        }
    }
    drawn.dedup();
    if drawn.len() < if ring { 3 } else { 2 } {
        return;
    }
    path.push_str(&format!("M{} {}l", drawn[0].0, drawn[0].1));
    for pair in drawn.windows(2) {
        path.push_str(&format!("{} {} ", pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
    }
    path.pop();
    if ring {
        path.push('z');
    }
}

/// A ring cut to a window (Sutherland and Hodgman 1974): side after side, what lies outside is left out and the side put in its place.
fn cut(ring: &[Point], [west, south, east, north]: [i32; 4]) -> Vec<Point> {
    let mut points = ring.to_vec();
    let crossing = |a: i32, b: i32, c: i32, d: i32, at: i32| {
        if a == c { b } else { b + ((i64::from(d - b) * i64::from(at - a)) / i64::from(c - a)) as i32 }
    };
    for (upright, at, more) in [(true, west, true), (true, east, false), (false, south, true), (false, north, false)] {
        let inside = |&(x, y): &Point| if more { (if upright { x } else { y }) >= at } else { (if upright { x } else { y }) <= at };
        let mut kept = Vec::with_capacity(points.len());
        for (n, &point) in points.iter().enumerate() {
            let before = points[if n == 0 { points.len() - 1 } else { n - 1 }];
            if inside(&point) != inside(&before) {
                kept.push(if upright {
                    (at, crossing(before.0, before.1, point.0, point.1, at))
                } else {
                    (crossing(before.1, before.0, point.1, point.0, at), at)
                });
            }
            if inside(&point) {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}

/// The runs of a line that come near the window; each has one point outside at either end.
fn runs(points: &[Point], [west, south, east, north]: [i32; 4]) -> Vec<&[Point]> {
    let touches = |pair: &[Point]| {
        let (a, b) = (pair[0], pair[1]);
        a.0.max(b.0) >= west && a.0.min(b.0) <= east && a.1.max(b.1) >= south && a.1.min(b.1) <= north
    };
    let (mut runs, mut from) = (Vec::new(), None);
    for (n, pair) in points.windows(2).enumerate() {
        match (touches(pair), from) {
            (true, None) => from = Some(n),
            (false, Some(first)) => {
                runs.push(&points[first..=n]);
                from = None;
            }
            _ => {}
        }
    }
    runs.extend(from.map(|first| &points[first..]));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_to_the_window_and_a_line_to_its_runs() {
        let square = [(-10, -10), (10, -10), (10, 10), (-10, 10)];
        let mut cut = cut(&square, [0, 0, 20, 20]);
        cut.sort_unstable();
        assert_eq!(cut, [(0, 0), (0, 10), (10, 0), (10, 10)]);
        assert!(super::cut(&square, [20, 20, 30, 30]).is_empty());
        let line = [(-30, 5), (-10, 5), (5, 5), (30, 5), (50, 5), (50, 60), (5, 60), (5, -60)];
        assert_eq!(runs(&line, [0, 0, 20, 20]), [&line[1..4], &line[6..8]]);
    }
}
