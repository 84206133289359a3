//! Plain reports put on pages: what surrounds an article must change none of its claims.

use super::super::{cause::Causes, table::Table};
use anyhow::{Context, Result};
use counterclaim::{
    Counterclaim,
    acquire::{self, Options},
    model::Document,
    write,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// What tells claims apart here: all but where they stand and what follows from that.
const PARTS: &[&str] = &["type", "quote", "effect", "kind", "low", "high", "qualifier", "side", "role", "claimant", "stance"];

/// Layouts: what stands before the headline, before and after each paragraph, and behind the article.
struct Layout {
    name: &'static str,
    before: &'static str,
    headline: (&'static str, &'static str),
    open: &'static str,
    paragraph: (&'static str, &'static str),
    /// Once, after the second paragraph.
    between: &'static str,
    after: &'static str,
}

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "cms",
        before: "<!doctype html><html lang=en><head><meta charset=utf-8><title>TITLE - Evening Ferry</title><meta property='og:title' content='TITLE'>\
                 <meta property='og:site_name' content='Evening Ferry'></head><body class='single has-sidebar'><header><nav><ul><li><a href='/'>Home</a>\
                 <li><a href='/world'>World</a></ul></nav></header><main><article>",
        headline: ("<h1>", "</h1>"),
        open: "<div class='byline'>By our correspondent</div><div class='entry-content'>",
        paragraph: ("<p>", "</p>"),
        between: "<div class='related-box'><p>Related: <a href='/1'>Nine soldiers killed in ambush, ministry says</a></p></div>",
        after: "</div></article></main><aside><h2>Most read</h2><ul><li><a href='/2'>Fifty dead in ferry fire</a></ul></aside>\
                <section id='comments'><p>I was there on that day and saw thirty dead with my own eyes, and nobody has written about it since.</p></section>\
                <footer>Evening Ferry</footer></body></html>",
    },
    Layout {
        name: "divs",
        before: "<html><head><title>TITLE | Harbour Daily</title></head><body><div class='c-nav'><a href='/'>Front page</a> <a href='/a'>Region</a></div><div class='c1'>",
        headline: ("<div class='t'><h1>", "</h1></div>"),
        open: "<div class='c2'>",
        paragraph: ("<div class='p'>", "</div>"),
        between: "<div class='i-rel'><span>Also read</span> <a href='/3'>Two killed by landmine near bridge</a></div>",
        after: "</div><div class='tags'><a href='/t'>war</a></div></div><div class='recommendations'><p>Army says it killed 40 rebels in the hills north of the town.</p></div></body></html>",
    },
    Layout {
        name: "breaks",
        before: "<html><head><title>TITLE</title></head><body><table width=760><tr><td><a href='/'>News</a></td><td><a href='/s'>Sports</a></td></tr></table>\
                 <table><tr><td valign=top>",
        headline: ("<font size=5>", "</font><br>"),
        open: "<font size=3>",
        paragraph: ("", "<br><br>"),
        between: "",
        after: "</font></td></tr></table><hr><font size=1><a href='/4'>Police find 11 bodies</a> <a href='/5'>More</a></font></body></html>",
    },
    Layout {
        name: "pre",
        before: "<html><head><title>TITLE</title></head><body>",
        headline: ("<h1>", "</h1><hr>"),
        open: "<pre>",
        paragraph: ("", "\n\n"),
        between: "",
        after: "</pre><hr><ul><li><a href='1.html'>Previous message</a></ul></body></html>",
    },
];

/// Reads the reports as they are and on pages, and compares their claims.
pub fn score(reports: &Path) -> Result<Table> {
    let heart = Counterclaim::new()?;
    let intake = acquire::read(&[reports.to_owned()], &Options::default())?;
    let folder = std::env::temp_dir().join(format!("counterclaim-spin-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut table = Table::new("spin");
    let mut causes = Causes::default();
    table.count("reports", intake.documents.len());
    for layout in LAYOUTS {
        let (mut plain, mut common, mut paged, mut equal) = (0, 0, 0, 0);
        for document in &intake.documents {
            let path = folder.join("page.html");
            fs::write(&path, page(layout, document))?;
            let taken = acquire::read(std::slice::from_ref(&path), &Options::default());
            let mut taken = taken.with_context(|| format!("{} as {}", document.id, layout.name))?;
            let found = taken.documents.pop().or(taken.aside.pop()).context("a page")?;
            let bare = Document { published: document.published.clone(), ..Document::new("report", &document.text) };
            let spun = Document { published: document.published.clone(), ..Document::new("report", &found.text) };
            let (before, after) = (claims(&heart, bare)?, claims(&heart, spun)?);
            let both: usize = before.iter().map(|(claim, n)| (*n).min(after.get(claim).copied().unwrap_or(0))).sum();
            plain += before.values().sum::<usize>();
            paged += after.values().sum::<usize>();
            common += both;
            equal += usize::from(before == after);
            for claim in before.keys().filter(|claim| !after.contains_key(*claim)) {
                causes.add(format!("{}: lost", layout.name), format!("{}: {claim}", document.id));
            }
            for claim in after.keys().filter(|claim| !before.contains_key(*claim)) {
                causes.add(format!("{}: new", layout.name), format!("{}: {claim}", document.id));
            }
        }
        table.real(&format!("{} F1", layout.name), 2.0 * common as f64 / (plain + paged).max(1) as f64);
        table.count(&format!("{} the same", layout.name), equal);
    }
    fs::remove_dir_all(folder)?;
    table.group("claims that differ", causes);
    Ok(table)
}

fn claims(heart: &Counterclaim, document: Document) -> Result<BTreeMap<String, usize>> {
    let mut lines = Vec::new();
    write::claims(&heart.ledger(vec![document]), &mut lines)?;
    let mut out = BTreeMap::new();
    for line in String::from_utf8(lines)?.lines() {
        let claim: Value = serde_json::from_str(line)?;
        let part = |name: &&str| claim[*name].as_str().map_or_else(|| claim[*name].to_string(), |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        *out.entry(PARTS.iter().map(part).collect::<Vec<_>>().join(" | ")).or_default() += 1;
    }
    Ok(out)
}

fn page(layout: &Layout, document: &Document) -> String {
    let escaped = document.text.replace('&', "&amp;").replace('<', "&lt;").replace("\r\n", "\n");
    let mark = if escaped.trim().contains("\n\n") && layout.name != "pre" { "\n\n" } else { "\n" };
    let mut paragraphs = escaped.split(mark).filter(|paragraph| layout.name == "pre" || !paragraph.trim().is_empty());
    // A report of one paragraph has no headline.
    let lines = paragraphs.clone().filter(|line| !line.trim().is_empty()).count();
    let title = if lines > 1 { paragraphs.next().unwrap_or_default().trim() } else { "" };
    let mut out = layout.before.replace("TITLE", title) + layout.headline.0 + title + layout.headline.1 + layout.open;
    if layout.name == "pre" {
        out += &paragraphs.collect::<Vec<_>>().join("\n");
    } else {
        for (number, paragraph) in paragraphs.enumerate() {
            out = out + layout.paragraph.0 + paragraph.trim() + layout.paragraph.1;
            if number == 1 {
                out += layout.between;
            }
        }
    }
    out + layout.after
}
