//! What the address of a map asks for: days, a part of the world, how names and lines are shown. A view is its address.

use super::{
    super::{app::Asked, frame::query},
    view::View,
};
use crate::draw::{day, text::visible};
use counterclaim_ledger::{Placed, Wanted};
use counterclaim_model::Day;

/// What the address asks for.
pub struct Asking {
    /// From this day on.
    pub from: Option<Day>,
    /// Up to this day.
    pub to: Option<Day>,
    /// The part of the world.
    pub view: Option<View>,
    /// All of it, as it stands in the address.
    pub kept: Vec<(&'static str, String)>,
}

impl Asking {
    /// From an address; else what is wrong with it, in words.
    pub fn of(asked: &Asked) -> Result<Asking, String> {
        let day = |name: &str| asked.get(name).map(str::parse::<Day>).transpose();
        let view = asked.get("view").map(|typed| {
            let ends: Vec<f64> = typed.split(',').filter_map(|end| end.parse().ok()).filter(|end: &f64| end.abs() <= 180.0).collect();
            match ends[..] {
                [west, south, east, north] if west < east && south < north => Ok(View::of([west, south, east, north])),
                _ => Err(format!("`{typed}` is no view: write west,south,east,north in degrees")),
            }
        });
        let one = |name| asked.get(name).map(|value| (name, value.to_owned()));
        let kept = ["from", "to", "view", "names", "lines", "episode"].into_iter().filter_map(one).collect();
        Ok(Asking { from: day("from")?, to: day("to")?, view: view.transpose()?, kept })
    }

    /// What stands under a name.
    pub fn kept(&self, name: &str) -> Option<&str> {
        self.kept.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// This address with other values; an empty one takes its name out.
    pub fn with(&self, changes: &[(&'static str, &str)]) -> String {
        let unchanged = self.kept.iter().map(|(key, value)| (*key, value.as_str())).filter(|(key, _)| changes.iter().all(|(name, _)| name != key));
        let pairs: Vec<(&str, &str)> = unchanged.chain(changes.iter().copied()).filter(|(_, value)| !value.is_empty()).collect();
        query("/map", &pairs)
    }

    /// This address at one day, month or year.
    pub fn at(&self, day: Day) -> String {
        self.between(day, day)
    }

    fn between(&self, from: Day, to: Day) -> String {
        self.with(&[("from", &from.to_string()), ("to", &to.to_string())])
    }

    /// The chosen days, in days since 1970; nothing where all are shown.
    pub fn chosen(&self) -> Option<(i64, i64)> {
        let (from, to) = (self.from.or(self.to)?, self.to.or(self.from)?);
        day::number(from.earliest()).zip(day::number(to.latest())).filter(|(from, to)| from <= to)
    }

    /// As many days, earlier or later.
    pub fn moved(&self, by: i64) -> Option<String> {
        let (from, to) = self.chosen()?;
        let far = (to - from + 1) * by;
        Some(self.between(day::numbered(from + far)?, day::numbered(to + far)?))
    }

    /// The claims that are asked for.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            columns: vec![("current", "1".to_owned())],
            days: (self.from.map(|day| day.to_string()), self.to.map(|day| day.to_string())),
            episode: self.kept("episode").map(str::to_owned),
            ..Wanted::default()
        }
    }

    /// The claims of a place within the chosen days.
    pub fn claims(&self, more: (&'static str, &str)) -> String {
        let own = [("episode", "episode"), ("from", "since"), ("to", "until")];
        let kept = own.into_iter().filter_map(|(name, theirs)| Some((theirs, self.kept(name)?)));
        query("/claims", &kept.chain([("current", "1"), more]).collect::<Vec<_>>())
    }

    /// A place as the settings have it: our name, the reports' spellings, or both.
    pub fn name(&self, place: &Placed) -> String {
        let others: Vec<&str> = place.spelled.iter().map(String::as_str).filter(|words| *words != place.name).collect();
        visible(&match self.kept("names") {
            Some("ours") => place.name.clone(),
            Some("report") => place.spelled.join(", "),
            _ if others.is_empty() => place.name.clone(),
            _ => format!("{} («{}»)", place.name, place.spelled.join("», «")),
        })
    }
}
