//! On which terms an episode's ranges are looked at: read from the address, and set by links and a form, so that a view is its address.

use super::{
    app::Asked,
    frame::{address, query},
};
use crate::{
    args::{ALL_POLICIES, Weigh},
    draw::{
        book::Book,
        compare::{self, Way},
        text::visible,
    },
};
use counterclaim::tally::Policy;
use counterclaim_model::{Episode, Estimate};
use maud::{Markup, html};

/// What the address asks for.
pub struct Asking {
    /// A policy's name, or all of them.
    pub policy: String,
    /// The other terms.
    pub weigh: Weigh,
    kept: Vec<(&'static str, String)>,
}

impl Asking {
    /// From an address; else what is wrong with it, in words.
    pub fn of(asked: &Asked) -> Result<Asking, String> {
        let policy = asked.get("policy").unwrap_or(Policy::ALL[0].name()).to_owned();
        if policy != ALL_POLICIES && Policy::named(&policy).is_none() {
            let known: Vec<&str> = Policy::ALL.into_iter().map(Policy::name).chain([ALL_POLICIES]).collect();
            return Err(format!("no policy is called `{policy}`; there are {}", known.join(", ")));
        }
        let as_of = asked.get("as_of").map(str::parse).transpose()?;
        let vague = asked.get("vague").map(str::to_owned);
        let without = asked.all("without").map(str::to_owned).collect();
        let together = asked.get("together").is_some();
        let one = |name| asked.get(name).map(|value| (name, value.to_owned()));
        let mut kept: Vec<(&'static str, String)> = ["policy", "as_of", "vague", "together"].into_iter().filter_map(one).collect();
        kept.extend(asked.all("without").map(|name| ("without", name.to_owned())));
        Ok(Asking { policy, weigh: Weigh { vague, without, together, as_of }, kept })
    }

    /// Whether ranges stand on other terms than those that the ledger keeps.
    pub fn is_other(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Whether some claims do not count.
    pub fn leaves_out(&self) -> bool {
        !self.weigh.without.is_empty() || self.weigh.as_of.is_some()
    }

    /// What stands behind the `?` of this view.
    pub fn kept(&self) -> Vec<(&str, &str)> {
        self.kept.iter().map(|(key, value)| (*key, value.as_str())).collect()
    }

    fn with_policy(&self, here: &str, policy: &str) -> String {
        let mut kept = self.kept();
        kept.retain(|(key, _)| *key != "policy");
        kept.insert(0, ("policy", policy));
        query(here, &kept)
    }
}

/// The switch of policies, the other terms, and what the ranges of this view were made by.
pub fn switch(asking: &Asking, episode: &Episode, ways: &[Way]) -> Markup {
    let here = address("e", &episode.id);
    html! {
        nav.policies aria-label="How ranges are made" {
            "Ranges by: "
            @for name in Policy::ALL.into_iter().map(Policy::name).chain([ALL_POLICIES]) {
                a href=(asking.with_policy(&here, name)) aria-current=[(name == asking.policy).then_some("true")] { @if name == ALL_POLICIES { "all side by side" } @else { (name) } }
                " "
            }
        }
        details.terms open[!asking.weigh.without.is_empty() || asking.weigh.as_of.is_some() || asking.weigh.vague.is_some() || asking.weigh.together] {
            summary { "Other terms" }
            form.search action=(here) {
                input type="hidden" name="policy" value=(asking.policy);
                label { "without (a party, body, outlet, or anonymous) " input name="without" value=(asking.weigh.without.first().map_or("", String::as_str)); }
                @for more in asking.weigh.without.iter().skip(1) { label { "and without " input name="without" value=(more); } }
                label { "as told by " input name="as_of" placeholder="YYYY-MM-DD" value=(asking.weigh.as_of.map_or_else(String::new, |day| day.to_string())); }
                label {
                    "vague words by "
                    select name="vague" {
                        @for table in ["", "guidelines", "acled", "none"] {
                            option value=(table) selected[asking.weigh.vague.as_deref().unwrap_or("") == table] { @if table.is_empty() { "the policy's own table" } @else { (table) } }
                        }
                    }
                }
                label { input type="checkbox" name="together" value="yes" checked[asking.weigh.together]; " sides together" }
                button { "Reckon" }
                @if asking.is_other() { a href=(here) { "as it is kept" } }
            }
        }
        @for line in compare::terms(ways) { p.who { (line) } }
    }
}

/// Ranges side by side, where there is more than one way.
pub fn beside(book: &Book, told: &Episode, ways: &[Way]) -> Markup {
    if ways.len() < 2 {
        return html! {};
    }
    let rows = compare::rows(book, told, ways);
    html! {
        section aria-labelledby="beside" {
            h2 id="beside" { "The ranges side by side" }
            div.wide {
                table {
                    caption { "low – best – high; ○ the high end is the enemy's figure" }
                    thead { tr { th scope="col" { "Of whom" } @for (way, _) in ways { th scope="col" { (visible(way)) } } } }
                    tbody {
                        @for row in &rows {
                            tr {
                                th scope="row" { (row.label) }
                                @for (range, grade) in &row.cells { td.number { (range) @if let Some(grade) = grade { p.who { (grade) } } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The ranges of the view, for a table that holds one way.
pub fn shown(ways: &[Way]) -> Vec<Estimate> {
    let one = if ways.len() == 2 { ways.last() } else { ways.first() };
    one.map(|(_, ranges)| ranges.clone()).unwrap_or_default()
}
