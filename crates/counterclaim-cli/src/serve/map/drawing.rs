//! The map as an SVG: the ground, the states' names, rings as wide as places are known, and each place as a link, in the list's order.

use super::{
    Ground, Map, Shown,
    view::{HEIGHT, Tile, View, WIDTH},
};
use crate::draw::text::{count, short, visible};
use counterclaim_model::Name;
use counterclaim_rules::world::outlines::Layer;
use maud::{Markup, PreEscaped, html};

/// In a wider view, in degrees, divisions and the names of states would be a web over everything.
const DIVISIONS_UP_TO: f64 = 45.0;
const STATES_UP_TO: f64 = 120.0;

/// The map itself.
pub fn drawing(ground: &Ground, map: &Map) -> Markup {
    let tiles = ground.tiles.as_deref();
    let (view, asking) = (map.view, &map.asking);
    let [west, _, east, _] = view.bounds();
    let places = labelled(map);
    let lines = asking.kept("lines").unwrap_or("");
    let layers = [
        (Layer::Land, "land", tiles.is_none()),
        (Layer::Lakes, "lakes", tiles.is_none()),
        (Layer::Divisions, "divisions", lines.is_empty() && east - west <= DIVISIONS_UP_TO),
        (Layer::Countries, "countries", lines != "none"),
    ];
    html! {
        svg.map id="map" tabindex="0" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-label="Map; the list beside it says the same; arrow keys move it" {
            @if let Some(tiles) = tiles { (tiled(tiles, view)) }
            g transform="scale(0.1)" aria-hidden="true" {
                @for (layer, class, _) in layers.into_iter().filter(|(_, _, shown)| *shown) { path.(class) d=(PreEscaped(ground.path(layer, view))) {} }
            }
            g aria-hidden="true" {
                @if east - west <= STATES_UP_TO {
                    @for (name, x, y) in states(ground, view, &places) { text.state x=(format!("{x:.0}")) y=(format!("{y:.0}")) text-anchor="middle" { (visible(name)) } }
                }
            }
            g aria-hidden="true" {
                @for shown in &map.shown {
                    @let (x, y) = view.at(shown.at);
                    @if inside(x, y) { circle.reach cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{:.1}", radius(shown, view))) {} }
                }
            }
            @for Labelled { shown, label, .. } in &places {
                @let (x, y) = view.at(shown.at);
                a href=(asking.claims(("place", &shown.place.name))) {
                    title { (asking.name(&shown.place)) ": " (count(shown.place.claims as usize, "claim")) ", " (shown.kind()) }
                    circle.place cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="5" {}
                    @if let Some((across, anchor)) = label { text.label x=(format!("{:.1}", x + across)) y=(format!("{:.1}", y + 4.0)) text-anchor=(anchor) { (short_name(shown)) " " (shown.place.claims) } }
                }
            }
        }
        p.who {
            "A ring is as wide as the place that is named, by its kind: 3 km for a town, 20 for a district, 80 for a division, 120 for a region, 300 for a country; "
            "the dot is its middle. The number is of claims, never of people."
            @if let Some(origin) = ground.origin() { " Ground: tiles of " (visible(&origin)) "." }
        }
    }
}

fn tiled(template: &str, view: View) -> Markup {
    let (zoom, tiles, side) = view.tiles();
    html! {
        @for Tile { column, row, x, y } in tiles {
            @let address = template.replace("{z}", &zoom.to_string()).replace("{x}", &column.to_string()).replace("{y}", &row.to_string());
            image href=(address) x=(format!("{x:.1}")) y=(format!("{y:.1}")) width=(format!("{side:.2}")) height=(format!("{side:.2}")) {}
        }
    }
}

/// Whether a point stands on the map.
fn inside(x: f64, y: f64) -> bool {
    (0.0..WIDTH).contains(&x) && (0.0..HEIGHT).contains(&y)
}

fn radius(shown: &Shown, view: View) -> f64 {
    (shown.reach() * view.kilometre(shown.at.0)).max(7.0)
}

fn short_name(shown: &Shown) -> String {
    short(&visible(&shown.place.name), 24)
}

/// A place in view.
struct Labelled<'a> {
    shown: &'a Shown,
    /// Where its name stands, from its dot on, and which end of the name that is; nothing where it bears none.
    label: Option<(f64, &'static str)>,
    room: Room,
}

/// What a line of letters takes: from and to across, and how far down.
#[derive(Clone, Copy)]
struct Room(f64, f64, f64);

impl Room {
    /// Whether all of it is on the map.
    fn is_inside(self) -> bool {
        self.0 >= 0.0 && self.1 <= WIDTH
    }

    fn is_free(self, taken: impl IntoIterator<Item = Room>) -> bool {
        taken.into_iter().all(|other| self.1 < other.0 || self.0 > other.1 || (self.2 - other.2).abs() > 14.0)
    }
}

/// The places in view, in the list's order, and whether each can bear its name without covering one before it.
fn labelled(map: &Map) -> Vec<Labelled<'_>> {
    let mut places: Vec<Labelled> = Vec::new();
    let in_view = map.shown.iter().map(|shown| (shown, map.view.at(shown.at))).filter(|(_, (x, y))| inside(*x, *y));
    let dots: Vec<Room> = in_view.clone().map(|(_, (x, y))| Room(x - 6.0, x + 6.0, y)).collect();
    for (shown, (x, y)) in in_view {
        let long = 9.9 + (short_name(shown).chars().count() + 3) as f64 * 7.0;
        let sides = [(8.0, "start", Room(x + 6.1, x + 6.1 + long, y)), (-8.0, "end", Room(x - 6.1 - long, x - 6.1, y))];
        let is_free = |room: Room| room.is_inside() && room.is_free(places.iter().map(|place| place.room)) && room.is_free(dots.iter().copied());
        let named = sides.into_iter().find(|(.., room)| is_free(*room));
        let dot = Room(x - 6.0, x + 6.0, y);
        let room = named.map_or(dot, |(.., room)| Room(dot.0.min(room.0), dot.1.max(room.1), y));
        places.push(Labelled { shown, label: named.map(|(across, anchor, _)| (across, anchor)), room });
    }
    places
}

/// The states whose name can stand where their middle is.
fn states<'a>(ground: &'a Ground, view: View, places: &[Labelled]) -> Vec<(&'a Name, f64, f64)> {
    let mut taken: Vec<Room> = places.iter().map(|place| place.room).collect();
    let mut named = Vec::new();
    for (name, at) in &ground.states {
        let (x, y) = view.at((f64::from(at.0), f64::from(at.1)));
        let half = name.chars().count() as f64 * 4.5;
        let room = Room(x - half, x + half, y);
        if inside(x, y) && room.is_inside() && room.is_free(taken.iter().copied()) {
            taken.push(room);
            named.push((name, x, y));
        }
    }
    named
}

/// Links that move the map.
pub fn moves(map: &Map) -> Markup {
    let (asking, view) = (&map.asking, map.view);
    let all = View::around(&map.shown.iter().map(|shown| shown.at).collect::<Vec<_>>());
    let outside = map.shown.iter().map(|shown| view.at(shown.at)).filter(|(x, y)| !inside(*x, *y)).count();
    // To the map, which then has the keys.
    let to = |words: &str, label: &str, key: &str, moved: View| {
        let [west, south, east, north] = moved.bounds();
        let there = asking.with(&[("view", &format!("{west:.3},{south:.3},{east:.3},{north:.3}"))]);
        let everywhere = !key.starts_with("Arrow");
        html! { a href=(format!("{there}#map")) aria-label=(label) data-key=[everywhere.then_some(key)] data-arrow=[(!everywhere).then_some(key)] { (words) } " " }
    };
    html! {
        nav.policies aria-label="Move the map" {
            (to("nearer", "Nearer", "+", view.moved(2.0, 0.0, 0.0))) (to("farther", "Farther", "-", view.moved(0.5, 0.0, 0.0)))
            (to("← west", "To the west", "ArrowLeft", view.moved(1.0, -0.4, 0.0))) (to("east →", "To the east", "ArrowRight", view.moved(1.0, 0.4, 0.0)))
            (to("↑ north", "To the north", "ArrowUp", view.moved(1.0, 0.0, -0.4))) (to("south ↓", "To the south", "ArrowDown", view.moved(1.0, 0.0, 0.4)))
            (to("all places", "All places", "0", all)) a href=(asking.with(&[("view", "")])) { "most claims" }
        }
        @if outside > 0 { p.who { (count(outside, "place")) " of the list " (if outside == 1 { "lies" } else { "lie" }) " outside this view." } }
    }
}
