//! Every address there is, once: the server answers by this list, and `/openapi.json` tells it.

use super::{
    app::{Reply, View},
    claims,
    door::Role,
    enter, episode, home, map, openapi, report, review,
};
use anyhow::Result;

/// What one address gives.
pub struct Route {
    /// The address, as the router has it; `{*id}` is a name of any kind.
    pub path: &'static str,
    /// What is found there, in words.
    pub what: &'static str,
    /// What may stand behind the `?`, and what that means.
    pub asked: &'static [(&'static str, &'static str)],
    /// Other forms of the same, by the ending of the address.
    pub forms: &'static [&'static str],
    /// Who may ask; none: whoever comes.
    pub who: Option<Role>,
    /// Whether it is sent as a form, and changes something.
    pub changes: bool,
    /// What draws it.
    pub page: Page,
}

impl Route {
    const fn page(path: &'static str, what: &'static str, page: Page) -> Route {
        Route { path, what, asked: &[], forms: &[], who: Some(Role::Reader), changes: false, page }
    }

    const fn act(path: &'static str, what: &'static str, asked: &'static [(&'static str, &'static str)], page: Page) -> Route {
        Route { path, what, asked, forms: &[], who: Some(Role::Reviewer), changes: true, page }
    }

    const fn asked(self, asked: &'static [(&'static str, &'static str)]) -> Route {
        Route { asked, ..self }
    }

    const fn forms(self, forms: &'static [&'static str]) -> Route {
        Route { forms, ..self }
    }

    const fn to(self, who: Option<Role>) -> Route {
        Route { who, ..self }
    }
}

/// Draws what is asked for.
pub type Page = fn(&View) -> Result<Reply>;

const FROM: (&str, &str) = ("from", "how many to pass over");

/// What claims are narrowed by.
const NARROWED: &[(&str, &str)] = &[
    ("q", "words of the claim, in any order and case"),
    ("episode", "an episode's id"),
    ("side", "a party: whose losses"),
    ("speaker", "a party: who says so"),
    ("actor", "a party: who does it"),
    ("target", "a party: to whom"),
    ("denies", "a party: who denies it"),
    ("type", "toll or statement"),
    ("effect", "what befell people"),
    ("role", "military, civilian, all"),
    ("kind", "what a statement tells"),
    ("stance", "asserted, denied, unconfirmed"),
    ("scope", "incident or total"),
    ("current", "1 this fighting, 0 an earlier one"),
    ("claimant", "who vouches, as the export writes it"),
    ("report", "a report's id"),
    ("rule", "the rule that read it"),
    ("place", "where, by our name or else the report's"),
    ("nowhere", "anything: only claims that say no place"),
    ("since", "not over before this day, month or year"),
    ("until", "begun by this day, month or year"),
    FROM,
];

/// What ranges are made by.
const TERMS: &[(&str, &str)] = &[
    ("policy", "how claims become a range, or all"),
    ("as_of", "only what was told by this day"),
    ("vague", "a table of vague words"),
    ("without", "a party, body or outlet, or anonymous: left out; may be repeated"),
    ("together", "anything: sides and civilians are not told apart"),
];

/// What a map shows.
const MAPPED: &[(&str, &str)] = &[
    ("from", "a day, month or year: what was not over before it"),
    ("to", "a day, month or year: what had begun by it"),
    ("view", "west,south,east,north in degrees"),
    ("names", "ours or report; both unless asked"),
    ("lines", "countries or none; divisions too unless asked"),
    ("episode", "an episode's id"),
];

/// What is said of a claim.
const VERDICT: &[(&str, &str)] = &[
    ("claim", "the claim's id"),
    ("queue", "the queue to go on with"),
    ("verdict", "yes, no, unsure"),
    ("choose", "FIELD=VALUE: amends that field alone"),
    ("note", "why"),
    ("claimant, side, low …", "with yes: fields under their names in the export; those that are other than read are amended"),
];

/// A claim that is put in.
const ADDED: &[(&str, &str)] = &[
    ("claim", "a claim near to it: of several places with these words, the nearest is meant"),
    ("words", "its words, exactly"),
    ("what", "effect=… or kind=…"),
    ("figure", "how many"),
    ("side", "whose the harmed are; of a statement, to whom"),
    ("actor", "who does it"),
    ("claimant", "who says so"),
    ("from", "the day"),
    ("place", "where"),
];

/// Which reports stand together.
const TOGETHER: &[(&str, &str)] = &[
    ("episode", "its id"),
    ("with", "the id of another episode that is the same fighting"),
    ("apart", "the id of a report of it that tells of other fighting"),
];

/// Which names are one party's.
const MERGED: &[(&str, &str)] = &[
    ("party", "a name"),
    ("with", "the name of the party that it is"),
    ("note", "why"),
    ("split", "in place of those: the id of a judgement that made two names one"),
];

/// All of them.
pub const ROUTES: &[Route] = &[
    Route::page("/", "Episodes, the newest with its table", home::page).asked(&[FROM]),
    Route::page("/episodes.json", "Episodes, a JSON object a line", |view| home::json(view.store, &view.asked)).asked(&[FROM]),
    Route::page("/e/{*id}", "One episode", episode::page).asked(TERMS).forms(episode::FORMS),
    Route::page("/r/{*id}", "One report, its text as received and its claims", report::page).forms(report::FORMS),
    Route::page("/claims", "Claims, searched and narrowed", claims::page).asked(NARROWED),
    Route::page("/claims.json", "The same claims, a JSON object a line", claims::json).asked(NARROWED),
    Route::page("/claims.csv", "The same claims as a table", claims::csv).asked(NARROWED),
    Route::page("/map", "Where claims say that it was", map::page).asked(MAPPED),
    Route::page("/map.geojson", "The same places as GeoJSON", map::geojson).asked(MAPPED),
    Route::page("/map.js", "What arrow keys do on the map, and dragging over the days", |_| Ok(Reply::Script(include_str!("map.js")))).to(None),
    Route::page("/review", "Claims that wait for a person's word", review::page)
        .asked(&[("queue", "which of the queues"), ("claim", "a claim's id, to judge that one"), ("after", "a claim's id, to pass it over")])
        .to(Some(Role::Reviewer)),
    Route::page("/review/parties", "Names of parties, and those that were made one", review::parties).to(Some(Role::Reviewer)),
    Route::page("/review/agreement", "How far those who judged agree", review::agreement),
    Route::act("/review", "A verdict on a claim", VERDICT, review::verdict),
    Route::act("/review/date", "The day on which a report was written", &[("report", "its id"), ("date", "2020-09-28")], review::date),
    Route::act("/review/add", "A claim that was passed over", ADDED, review::add),
    Route::act("/review/together", "Makes two episodes one, or sets a report apart", TOGETHER, review::together),
    Route::act("/review/parties", "Makes two names one party's, or splits them again", MERGED, review::merge),
    Route::act("/review/undo", "Takes back the last word of whoever asks", &[], review::undo),
    Route::act("/review/name", "Who judges", &[("by", "a name")], review::name),
    Route::act("/review/reckon", "Has the ledger obey what was judged", &[], review::reckon),
    Route::page("/enter", "The way in, where a token is asked for", enter::page).to(None),
    Route::act("/enter", "Takes a token for a cookie", &[("token", "a reader's or reviewer's"), ("to", "where to go then")], enter::enter).to(None),
    Route::page("/style.css", "How the pages look", |_| Ok(Reply::Style(include_str!("style.css")))).to(None),
    Route::page("/keys.js", "What keys do", |_| Ok(Reply::Script(include_str!("keys.js")))).to(None),
    Route::page("/openapi.json", "This list, as OpenAPI", |_| openapi::json()),
];
