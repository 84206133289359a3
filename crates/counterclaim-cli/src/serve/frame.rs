//! What stands around every screen: one top line, the marks at the foot.

use crate::draw::text::visible;
use maud::{DOCTYPE, Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What keys do, wherever they can.
const KEYS: &[(&str, &str)] = &[
    ("/", "search"),
    ("j, k", "next, previous"),
    ("Enter", "open"),
    ("o", "the report at the words"),
    ("g e, g c, g m, g r", "episodes, claims, map, review"),
    ("[, ]", "on the map: earlier, later days"),
    ("+, -, 0", "on the map: nearer, farther, all places"),
    ("←, →, ↑, ↓", "move the map, or the chosen days, where it has the focus; with Shift, more or fewer days"),
    ("y", "copy the link"),
    (".", "copy the quote with its source"),
    ("d", "next dispute"),
    ("a", "in review: yes, as it stands here"),
    ("x", "no"),
    ("e", "amend: to the first slot; Tab to the next, Enter for yes, Esc out of it"),
    ("u", "can't tell"),
    ("1 … 9", "put an alternative in its slot"),
    ("z", "take the last word back"),
];

/// A whole page.
pub fn frame(title: &str, page: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (visible(title)) " · Counterclaim" }
                link rel="stylesheet" href="/style.css";
                script src="/keys.js" defer {}
            }
            body {
                a.skip href="#main" { "To the page" }
                header {
                    nav aria-label="Screens" {
                        a.name href="/" { "Counterclaim" }
                        a href="/" data-key="g e" { "Episodes" }
                        a href="/claims" data-key="g c" { "Claims" }
                        a href="/map" data-key="g m" { "Map" }
                        a href="/review" data-key="g r" { "Review" }
                    }
                    form.jump action="/claims" role="search" {
                        input type="search" name="q" data-key="/" aria-label="Words of claims" placeholder="words of claims";
                        button { "Search" }
                    }
                }
                main id="main" { (page) }
                footer {
                    p role="status" id="said" {}
                    details id="keys" {
                        summary { "Keys: " @for (key, what) in &KEYS[..4] { kbd { (key) } " " (what) " · " } kbd { "?" } " all" }
                        dl { @for (key, what) in KEYS { dt { @for key in key.split(", ") { kbd { (key) } " " } } dd { (what) } } }
                    }
                    p { "● own loss, as the side itself tells it · ○ the enemy's figure · struck through: denied by the other side · no mark: others and the report's own voice · – silence, which is not zero · ? no claim gives this end of the range" }
                    p { "Counterclaim never chooses a truth: a range is a range of claims." }
                }
            }
        }
    }
}

/// A text as part of an address.
pub fn escaped(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// An address of ours with a name of any kind in it.
pub fn address(screen: &str, name: &str) -> String {
    format!("/{screen}/{}", utf8_percent_encode(name, KEPT))
}

/// An address with a query.
pub fn query(path: &str, asked: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = asked.iter().map(|(key, value)| format!("{key}={}", utf8_percent_encode(value, KEPT))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}
