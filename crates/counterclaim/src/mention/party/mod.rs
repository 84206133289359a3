//! Parties by name: those that the tables know, and those that the report itself introduces.
//!
//! "Fighters of the Golan Lions Brigade", "the Free Papua Movement (OPM)", "the rebel group Ansar al-Fajr": the words around a name tell
//! that it fights. What one sentence teaches holds for the whole report, before and after. The surprising decision: a word that another
//! hangs on by a hyphen ("US-trained rebels", "pro-Russian") is no party there, because the people spoken of are others.

mod initials;
mod seat;
mod taught;

use counterclaim_model::{Name, PartyUse, Word};
use counterclaim_rules::{Knowledge, lexicon::Marks, world::Join};
pub(crate) use initials::settle as settle_initials;
use seat::Seat;
pub(crate) use taught::{Signs, Taught};

/// A party in one sentence: first word, word after the last, name, use.
pub(crate) type Found = (usize, usize, Name, PartyUse);

/// One sentence as this file sees it.
pub(crate) struct Line<'a> {
    pub words: &'a [Word],
    pub surface: &'a [&'a str],
    pub marks: &'a Marks,
    /// Whether it is all in capitals.
    pub caps: bool,
    /// The year of the report, where it is known.
    pub year: Option<i16>,
}

/// The parties of one sentence that the tables know.
pub(crate) fn known(knowledge: &Knowledge, line: &Line<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < line.surface.len() {
        let Some(hit) = knowledge.world.party_at(line.surface, at, line.caps) else {
            let other = organ(knowledge, line, at).or_else(|| led(knowledge, line, at));
            at = other.as_ref().map_or(at + 1, |other| other.1);
            out.extend(other);
            continue;
        };
        let end = at + hit.len;
        let by = if hit.by == PartyUse::Seat { Seat { knowledge, line, at, end }.used(hit.party).map(|used| used.0) } else { Some(hit.by) };
        if let Some(by) = by.filter(|_| !hangs(knowledge, line, end, &hit.join)) {
            out.push((at, end, hit.party.clone(), by));
            if let Join::And(other) = hit.join {
                out.push((at, end, other.clone(), by));
            }
        }
        at = end;
    }
    out
}

/// Why a seat of government that was found stands for the government or for the town that it holds, in words.
pub(crate) fn why(knowledge: &Knowledge, line: &Line<'_>, (at, end, party, by): &Found) -> Option<&'static str> {
    let seat = *by == PartyUse::Seat || by.is_town();
    seat.then(|| Seat { knowledge, line, at: *at, end: *end }.used(party)).flatten().map(|used| used.1)
}

/// "Three FARDC soldiers": an organ whose name tells whose it is stands for its party.
fn organ(knowledge: &Knowledge, line: &Line<'_>, at: usize) -> Option<Found> {
    let hit = knowledge.world.body_at(line.surface, at, line.caps)?;
    // "The AFP news agency" is no army.
    let outlet = knowledge.world.outlet_at(line.surface, at, line.caps).is_some_and(|outlet| outlet.len > hit.len);
    (!outlet).then_some(())?;
    Some((at, at + hit.len, hit.party?.clone(), PartyUse::Name))
}

/// "Gaddafi's forces": the leader's name stands for whom he leads.
fn led(knowledge: &Knowledge, line: &Line<'_>, at: usize) -> Option<Found> {
    let hit = knowledge.world.leader_at(line.surface, at, line.caps, line.year)?;
    let end = at + hit.len;
    let owns = usize::from(line.marks.has(end, knowledge.lexicon.bit("possessive")));
    let force = line.marks.has(end + owns, knowledge.lexicon.bit("state-actor") | knowledge.lexicon.bit("people-military"));
    let loyal = at > 1 && line.marks.has(at - 2, knowledge.lexicon.bit("loyal"));
    (force || loyal).then(|| (at, end, hit.leader.party.clone(), PartyUse::Name))
}

/// Whether the party only describes others: "US-backed", "anti-Assad". What it runs or holds is its own: "Hamas-run".
fn hangs(knowledge: &Knowledge, line: &Line<'_>, end: usize, join: &Join<'_>) -> bool {
    let word = line.surface[end - 1];
    let suffix = word.rsplit('-').next().filter(|s| s.len() < word.len()).or(line.surface.get(end + 1).copied()).unwrap_or("");
    match join {
        Join::Before => true,
        Join::After => knowledge.lexicon.of(suffix) & knowledge.lexicon.bit("run-by") == 0,
        _ => false,
    }
}
