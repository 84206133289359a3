//! What part of the world a map shows, and where on it a point stands: the Web Mercator projection, so that tiles of others fit beneath.

use counterclaim_rules::world::outlines::STEPS;
use std::f64::consts::PI;

/// The map's size in its own units.
pub const WIDTH: f64 = 960.0;
/// And its height.
pub const HEIGHT: f64 = 600.0;
/// The projection has no end towards the poles; maps of it stop here.
const NORTHMOST: f64 = 84.0;
/// Closer than this, in degrees across, outlines tell nothing more.
const CLOSEST: f64 = 0.5;

/// A stretch of the world, in degrees: west, south, east, north.
pub type Bounds = [f64; 4];

/// A view of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The middle, in turns of the Earth east and down from the northwest corner of the projection: 0 to 1.
    middle: (f64, f64),
    /// Units of the map a turn.
    scale: f64,
}

impl View {
    /// One that holds these bounds whole.
    pub fn of([west, south, east, north]: Bounds) -> View {
        let (one, other) = (turns(west, north), turns(east, south));
        let (across, down) = ((other.0 - one.0).max(CLOSEST / 360.0), (other.1 - one.1).max(CLOSEST / 600.0));
        View { middle: ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0), scale: (WIDTH / across).min(HEIGHT / down).max(WIDTH) }
    }

    /// One that holds these points, degrees north and east, with room around them; the world where there are none.
    pub fn around(points: &[(f64, f64)]) -> View {
        let Some(&(lat, lon)) = points.first() else { return View::of([-180.0, -60.0, 180.0, 75.0]) };
        let hold = |[west, south, east, north]: Bounds, &(lat, lon): &(f64, f64)| [west.min(lon), south.min(lat), east.max(lon), north.max(lat)];
        let [west, south, east, north] = points.iter().fold([lon, lat, lon, lat], hold);
        let room = ((east - west).max(north - south) * 0.15).max(0.8);
        View::of([west - room, south - room, east + room, north + room])
    }

    /// One that holds most of what is claimed: places, degrees north and east with their claims, from the one in the middle outward, until
    /// three of four claims are held. A capital far away that speaks would else make every map one of the world.
    pub fn amid(places: &[((f64, f64), u32)]) -> View {
        let all: u32 = places.iter().map(|(_, claims)| claims).sum();
        let middle = |of: fn(&(f64, f64)) -> f64| {
            let mut ends: Vec<(f64, u32)> = places.iter().map(|(at, claims)| (of(at), *claims)).collect();
            ends.sort_by(|one, other| one.0.total_cmp(&other.0));
            let mut passed = 0;
            ends.into_iter()
                .find(|(_, claims)| {
                    passed += claims;
                    passed * 2 >= all
                })
                .map_or(0.0, |(end, _)| end)
        };
        let (lat, lon) = (middle(|at| at.0), middle(|at| at.1));
        let far = |at: (f64, f64)| (at.0 - lat).hypot((at.1 - lon) * lat.to_radians().cos());
        let mut outward: Vec<((f64, f64), u32)> = places.to_vec();
        outward.sort_by(|one, other| far(one.0).total_cmp(&far(other.0)));
        let mut held = 0;
        let near = outward.iter().take_while(|(_, claims)| {
            let more = held * 4 < all * 3;
            held += claims;
            more
        });
        View::around(&near.map(|(at, _)| *at).collect::<Vec<_>>())
    }

    /// The same, nearer (above 1) or farther, and moved by parts of its width and height.
    pub fn moved(self, nearer: f64, east: f64, south: f64) -> View {
        let scale = (self.scale * nearer).clamp(WIDTH, WIDTH * 360.0 / CLOSEST);
        let down = (self.middle.1 + south * HEIGHT / self.scale).clamp(0.0, 1.0);
        View { middle: ((self.middle.0 + east * WIDTH / self.scale).clamp(0.0, 1.0), down), scale }
    }

    /// What it shows, in degrees.
    pub fn bounds(self) -> Bounds {
        let (wide, high) = (WIDTH / self.scale / 2.0, HEIGHT / self.scale / 2.0);
        let (west, north) = degrees(self.middle.0 - wide, self.middle.1 - high);
        let (east, south) = degrees(self.middle.0 + wide, self.middle.1 + high);
        [west, south, east, north]
    }

    /// Where a place stands, across and down; degrees north and east.
    pub fn at(self, (lat, lon): (f64, f64)) -> (f64, f64) {
        self.place(turns(lon, lat))
    }

    /// The same of a point of the outlines.
    pub fn step(self, (east, north): (i32, i32)) -> (f64, f64) {
        self.place(turns(f64::from(east) / STEPS, f64::from(north) / STEPS))
    }

    /// The same of turns.
    pub fn place(self, (across, down): (f64, f64)) -> (f64, f64) {
        ((across - self.middle.0) * self.scale + WIDTH / 2.0, (down - self.middle.1) * self.scale + HEIGHT / 2.0)
    }

    /// How many of the map's units a kilometre is at this latitude.
    pub fn kilometre(self, lat: f64) -> f64 {
        self.scale / (40_075.0 * lat.to_radians().cos().max(0.05))
    }

    /// The tiles beneath it: how often the world is halved, then each tile's column and row and where its corner stands, and how long its
    /// side is.
    pub fn tiles(self) -> (u32, Vec<Tile>, f64) {
        let zoom = (self.scale / 256.0).log2().round().clamp(0.0, 19.0) as u32;
        let n = 2u32.pow(zoom);
        let side = self.scale / f64::from(n);
        let first = |middle: f64, half: f64| ((middle - half / self.scale) * f64::from(n)).floor().clamp(0.0, f64::from(n - 1)) as u32;
        let last = |middle: f64, half: f64| ((middle + half / self.scale) * f64::from(n)).floor().clamp(0.0, f64::from(n - 1)) as u32;
        let rows = first(self.middle.1, HEIGHT / 2.0)..=last(self.middle.1, HEIGHT / 2.0);
        let tile = |row: u32, column: u32| {
            let (x, y) = self.place((f64::from(column) / f64::from(n), f64::from(row) / f64::from(n)));
            Tile { column, row, x, y }
        };
        let columns = first(self.middle.0, WIDTH / 2.0)..=last(self.middle.0, WIDTH / 2.0);
        (zoom, rows.flat_map(|row| columns.clone().map(move |column| tile(row, column))).collect(), side)
    }
}

/// A tile, and where its corner stands on the map.
pub struct Tile {
    /// Its column, from the west.
    pub column: u32,
    /// Its row, from the north.
    pub row: u32,
    /// Its left edge, in the map's units.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
}

fn turns(lon: f64, lat: f64) -> (f64, f64) {
    let lat = lat.clamp(-NORTHMOST, NORTHMOST).to_radians();
    (lon / 360.0 + 0.5, 0.5 - (PI / 4.0 + lat / 2.0).tan().ln() / (2.0 * PI))
}

fn degrees(across: f64, down: f64) -> (f64, f64) {
    let lat = 2.0 * ((0.5 - down) * 2.0 * PI).exp().atan() - PI / 2.0;
    ((across - 0.5) * 360.0, lat.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_holds_what_it_is_of() {
        let asked = [44.0, 38.0, 48.0, 42.0];
        let view = View::of(asked);
        let shown = view.bounds();
        assert!(shown[0] <= 44.0 && shown[1] <= 38.0 + 1e-9 && shown[2] >= 48.0 && shown[3] >= 42.0 - 1e-9, "{shown:?}");
        let (x, y) = view.at((shown[3], shown[0]));
        assert!(x.abs() < 1e-6 && y.abs() < 1e-6, "the corner stands in the corner: {x} {y}");
        assert!((view.moved(2.0, 0.0, 0.0).kilometre(40.0) / view.kilometre(40.0) - 2.0).abs() < 1e-9);
        let (zoom, tiles, side) = view.tiles();
        assert!(zoom > 4 && !tiles.is_empty() && tiles.len() < 60 && (150.0..400.0).contains(&side), "{zoom} {} {side}", tiles.len());
    }
}
