//! Letters that several parties go by, and towns that spoke for several: "SLA" is the army of Sri Lanka, that of South Lebanon, or a
//! movement in Sudan.
//!
//! The report tells which: whom else it names, their land, the groups that fight there, and its year. Where it tells nothing, the first of the table is meant.

use super::{Found, Line};
use counterclaim_model::{Name, PartyUse};
use counterclaim_rules::{Knowledge, world::Party};
use std::collections::BTreeMap;

/// Puts the party that is meant in place of its namesake.
pub(crate) fn settle(knowledge: &Knowledge, lines: &[Line<'_>], parties: &mut [Vec<Found>]) {
    let shared = |line: &Line<'_>, found: &Found| {
        let letters = line.surface[found.0];
        let initials = found.3 == PartyUse::Name && !line.caps && letters.bytes().all(|b| b.is_ascii_uppercase());
        let may = found.1 - found.0 == 1 && (initials || found.3 == PartyUse::Seat);
        Some(letters).filter(|_| may).map(|letters| knowledge.world.namesakes(letters)).filter(|all| all.len() > 1)
    };
    let mut named: BTreeMap<Name, u32> = BTreeMap::new();
    let mut open = false;
    for (line, found) in lines.iter().zip(parties.iter()).flat_map(|(line, found)| found.iter().map(move |found| (line, found))) {
        match shared(line, found) {
            Some(_) => open = true,
            None => *named.entry(found.2.clone()).or_default() += 1,
        }
    }
    if !open {
        return;
    }
    for (line, found) in lines.iter().zip(parties).flat_map(|(line, found)| found.iter_mut().map(move |found| (line, found))) {
        let Some(all) = shared(line, found) else { continue };
        let weigh = |party: &&&Party| (lives(party, line.year), told(knowledge, &named, party));
        // Of equals `max_by_key` takes the last, the table's first is meant.
        if let Some(meant) = all.iter().rev().max_by_key(weigh) {
            found.2 = meant.name.clone();
        }
    }
}

fn lives(party: &Party, year: Option<i16>) -> bool {
    year.is_none_or(|year| party.from.is_none_or(|from| from <= year) && party.to.is_none_or(|to| year <= to))
}

/// How often the report names the party in full, its land, or others who fight there.
fn told(knowledge: &Knowledge, named: &BTreeMap<Name, u32>, party: &Party) -> u32 {
    let land = if party.kind.governs() { Some(&party.name) } else { party.parent.as_ref() };
    let there =
        |name: &Name| *name == party.name || land.is_some_and(|land| name == land || knowledge.world.party(name).and_then(|p| p.parent.as_ref()) == Some(land));
    named.iter().filter(|(name, _)| there(name)).map(|(_, times)| times).sum()
}
