//! The map: where claims say that it was, each place as wide as it is known, over outlines that lie in the program; beside it the same as a
//! list, beneath it the days, and the claims that say no place.
//!
//! The map is an SVG drawn here. Moving, nearing and choosing days are links and a form; a small script adds dragging over the days and arrow
//! keys. A disc is as wide as the place: a claim that names a province may be anywhere in it.

mod asking;
mod drawing;
mod ground;
mod strip;
mod view;

use super::{
    app::{Asked, Reply},
    claims, data,
    figure::line,
    refusal::wrong,
};
use crate::draw::{
    book::Book,
    day,
    text::{count, visible},
};
use crate::heart::Heart;
use anyhow::{Result, bail};
use asking::Asking;
use counterclaim_ledger::{Placed, Wanted};
use counterclaim_model::{Day, Extent, Name};
use counterclaim_rules::world::outlines::{Layer, Outlines};
use drawing::{drawing, moves};
use maud::{Markup, html};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use view::View;

/// So many places are shown, and so many of the claims that say none.
const PLACES: usize = 200;
const NOWHERE: u32 = 20;
/// So many paths of the ground are remembered.
const DRAWN: usize = 200;

/// First and last day that this may be, in days since 1970.
fn day_number(day: Day) -> Option<(i64, i64)> {
    day::number(day.earliest()).zip(day::number(day.latest()))
}

/// A place with what the map needs of it.
struct Shown {
    place: Placed,
    at: (f64, f64),
    extent: Option<Extent>,
}

impl Shown {
    /// How far from its middle a claim of this place may be, in kilometres: what is usual for its kind, since the tables have no borders.
    fn reach(&self) -> f64 {
        match self.extent {
            Some(Extent::Town) => 3.0,
            Some(Extent::District) | None => 20.0,
            Some(Extent::Division) => 80.0,
            Some(Extent::Region | Extent::Water) => 120.0,
            Some(Extent::Country) => 300.0,
        }
    }

    fn kind(&self) -> &'static str {
        match self.extent {
            Some(Extent::Town) => "town or village",
            Some(Extent::District) => "district",
            Some(Extent::Division) => "first-order division",
            Some(Extent::Region) => "region",
            Some(Extent::Country) => "country",
            Some(Extent::Water) => "water",
            None => "width not known",
        }
    }
}

/// What lies beneath every map.
pub struct Ground {
    outlines: Outlines,
    /// The names of states, each with its middle.
    states: Vec<(Name, (f32, f32))>,
    /// What was drawn of late, by layer and view.
    drawn: Mutex<BTreeMap<String, Arc<str>>>,
    /// Where tiles come from, if from anywhere: an address with {z}, {x} and {y}.
    tiles: Option<String>,
}

impl Ground {
    /// The outlines that ship with the program, and the tiles that were asked for.
    pub fn new(heart: &Heart, tiles: Option<String>) -> Result<Ground> {
        let is_address = |tiles: &&String| {
            ["http://", "https://"].iter().any(|scheme| tiles.starts_with(scheme)) && ["{z}", "{x}", "{y}"].iter().all(|part| tiles.contains(part))
        };
        if let Some(wrong) = tiles.as_ref().filter(|tiles| !is_address(tiles)) {
            bail!("--tiles {wrong}: write an address with {{z}}, {{x}} and {{y}} in it, as https://tiles.example/{{z}}/{{x}}/{{y}}.png");
        }
        Ok(Ground { outlines: Outlines::shipped()?, states: heart.states(), drawn: Mutex::default(), tiles })
    }

    /// A layer as a path: drawn once for a view that many look at.
    fn path(&self, layer: Layer, view: View) -> Arc<str> {
        let name = format!("{layer:?} {:?}", view.bounds());
        if let Some(drawn) = self.drawn.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Arc::clone(drawn);
        }
        let path: Arc<str> = ground::path(&self.outlines, layer, view).into();
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() >= DRAWN {
            drawn.clear();
        }
        drawn.insert(name, Arc::clone(&path));
        path
    }

    /// Whose tiles: "https://tiles.example".
    fn origin(&self) -> Option<String> {
        self.tiles.as_ref().map(|address| address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/"))
    }
}

/// What a map is drawn from.
struct Map {
    asking: Asking,
    shown: Vec<Shown>,
    unknown: Vec<Placed>,
    nowhere: u32,
    view: View,
}

impl Map {
    fn of(seen: &super::app::View, asking: Asking) -> Result<Map> {
        let heart = &seen.app.heart;
        let counted = seen.columns()?.counted(seen.store, &asking.wanted())?;
        let (places, nowhere): (Vec<Placed>, u32) = (counted.places.iter().take(PLACES).cloned().collect(), counted.nowhere);
        let (known, unknown): (Vec<Placed>, Vec<Placed>) = places.into_iter().partition(|place| place.at.is_some());
        let shown = |place: Placed| {
            let at = place.at?;
            let extent = heart.extent(&place.name, (at.0 as f32, at.1 as f32));
            Some(Shown { place, at, extent })
        };
        let shown: Vec<Shown> = known.into_iter().filter_map(shown).collect();
        let claims: Vec<_> = shown.iter().map(|shown| (shown.at, shown.place.claims)).collect();
        let view = asking.view.unwrap_or_else(|| View::amid(&claims));
        Ok(Map { asking, shown, unknown, nowhere, view })
    }
}

/// The page.
pub fn page(seen: &super::app::View) -> Result<Reply> {
    let (store, ground) = (seen.store, &seen.app.ground);
    let asking = Asking::of(&seen.asked).map_err(wrong)?;
    let dated = seen.columns()?.counted(store, &Wanted { days: (None, None), ..asking.wanted() })?;
    let map = Map::of(seen, asking)?;
    let asking = &map.asking;
    let on = match (asking.from, asking.to) {
        (None, None) => "all days".to_owned(),
        (from, to) => day::days(&counterclaim_model::Interval { from, to, ..Default::default() }),
    };
    let page = html! {
        h1 { "Map · " (on) }
        p {
            (count(map.shown.len() + map.unknown.len(), "place")) ", the most named first"
            @if map.shown.len() + map.unknown.len() == PLACES { "; more are not shown: choose fewer days" }
            @if let Some(episode) = asking.kept("episode") { " · of " a href=(super::frame::address("e", episode)) { (visible(episode)) } " · " a href=(asking.with(&[("episode", "")])) { "of all episodes" } }
            (data::links_of("/map", &["geojson"], &asking.kept.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>()))
        }
        (settings(asking))
        div.map-and-list {
            div { (drawing(ground, &map)) (moves(&map)) }
            (list(&map))
        }
        (days(asking, &dated.days))
        @if !map.unknown.is_empty() {
            section aria-labelledby="unknown" {
                h2 id="unknown" { (count(map.unknown.len(), "place")) " that no table knows" }
                ul { @for place in &map.unknown { li { a href=(asking.claims(("place", &place.name))) { bdi { (visible(&place.name)) } } " · " (count(place.claims as usize, "claim")) } } }
            }
        }
        (nowhere(seen, &map)?)
    };
    Ok(match ground.origin() {
        Some(origin) => Reply::Pictured("Map".to_owned(), page, origin),
        None => Reply::Page("Map".to_owned(), page),
    })
}

/// The same places as GeoJSON (RFC 7946), a point each.
pub fn geojson(seen: &super::app::View) -> Result<Reply> {
    let asking = Asking::of(&seen.asked).map_err(wrong)?;
    let map = Map::of(seen, asking)?;
    let properties = |place: &Placed, extent: Value| {
        json!({"name": place.name, "spelled": place.spelled, "country": place.country, "admin1": place.admin1, "extent": extent,
               "claims": place.claims, "see": map.asking.claims(("place", &place.name))})
    };
    let known = map.shown.iter().map(|shown| {
        let point = json!({"type": "Point", "coordinates": [shown.at.1, shown.at.0]});
        json!({"type": "Feature", "geometry": point, "properties": properties(&shown.place, json!(shown.extent))})
    });
    let unknown = map.unknown.iter().map(|place| json!({"type": "Feature", "geometry": null, "properties": properties(place, Value::Null)}));
    let features: Vec<Value> = known.chain(unknown).collect();
    Ok(Reply::GeoJson(serde_json::to_vec(&json!({"type": "FeatureCollection", "features": features, "claims_without_place": map.nowhere}))?))
}

fn settings(asking: &Asking) -> Markup {
    let names = [("", "ours and as reports spell them"), ("ours", "ours"), ("report", "as reports spell them")];
    let lines = [("", "countries and divisions"), ("countries", "countries"), ("none", "none")];
    let choice = |name: &'static str, all: [(&'static str, &'static str); 3]| {
        html! {
            @for (value, words) in all {
                " " a href=(asking.with(&[(name, value)])) aria-current=[(asking.kept(name).unwrap_or("") == value).then_some("true")] { (words) }
            }
        }
    };
    html! {
        nav.policies aria-label="Names and lines" { "Names: " (choice("names", names)) " · Lines: " (choice("lines", lines)) }
        p.who { "Borders are Natural Earth's, drawn where they are held rather than where they are claimed; a disputed one looks like any other. They take no side, and no claim rests on them." }
    }
}

fn list(map: &Map) -> Markup {
    html! {
        section.places aria-labelledby="places" {
            h2 id="places" { (count(map.shown.len(), "place")) " on the map" }
            ol {
                @for shown in &map.shown {
                    li {
                        a href=(map.asking.claims(("place", &shown.place.name))) { bdi { (map.asking.name(&shown.place)) } }
                        " · " (count(shown.place.claims as usize, "claim"))
                        p.who { (shown.kind()) @for part in [&shown.place.admin1, &shown.place.country].into_iter().flatten() { ", " (visible(part)) } }
                    }
                }
            }
        }
    }
}

/// The days of all claims of fighting, each of which leads to its map.
pub fn all_days(seen: &super::app::View) -> Result<Markup> {
    let asking = Asking::of(&Asked(Vec::new())).map_err(wrong)?;
    let dated = seen.columns()?.counted(seen.store, &asking.wanted())?;
    Ok(days(&asking, &dated.days))
}

fn days(asking: &Asking, dated: &[(String, u32)]) -> Markup {
    html! {
        section aria-labelledby="days" {
            h2 id="days" { "Days" }
            (strip::strip(asking, dated))
            (moving(asking))
            script src="/map.js" defer {}
        }
    }
}

/// Links and a form that choose days.
fn moving(asking: &Asking) -> Markup {
    html! {
        nav.policies aria-label="Move the days" {
            @if let Some(earlier) = asking.moved(-1) { a rel="prev" data-key="[" href=(earlier) { "earlier" } " " }
            @if let Some(later) = asking.moved(1) { a rel="next" data-key="]" href=(later) { "later" } " " }
            @if asking.chosen().is_some() { a href=(asking.with(&[("from", ""), ("to", "")])) { "all days" } }
        }
        form.search.days action="/map#strip" {
            @for (key, value) in asking.kept.iter().filter(|(key, _)| !matches!(*key, "from" | "to")) { input type="hidden" name=(key) value=(value); }
            label { "from " input name="from" placeholder="YYYY-MM-DD" value=(asking.kept("from").unwrap_or("")); }
            label { "to " input name="to" placeholder="YYYY-MM-DD" value=(asking.kept("to").unwrap_or("")); }
            button { "Show these days" }
        }
    }
}

/// The claims of these days that say no place.
fn nowhere(seen: &super::app::View, map: &Map) -> Result<Markup> {
    let found = seen.columns()?.search(seen.store, &Wanted { nowhere: true, ..map.asking.wanted() }, 0, NOWHERE)?;
    let ledger = seen.store.around(found.claims.iter().map(|(report, _)| report.clone()).collect())?;
    let book = Book::new(&ledger);
    Ok(html! {
        section aria-labelledby="nowhere" {
            h2 id="nowhere" { (count(map.nowhere as usize, "claim")) " that say no place" }
            @if map.nowhere > NOWHERE { p { "The first " (NOWHERE) "; " a href=(map.asking.claims(("nowhere", "yes"))) { "all of them" } "." } }
            ol.claims { @for entry in claims::entries(&found, &ledger) { li { (line(&book, entry)) } } }
        }
    })
}
