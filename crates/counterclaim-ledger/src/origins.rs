//! Which standing reports repeat others, asked only of those for which it may have changed.
//!
//! A report is held against those before it that share rare pairs of words with it; what it repeats of whom is remembered. When a report
//! comes, goes or turns out to be of another day, only those behind it that share pairs with it are asked again; where reports have come and
//! nothing else is otherwise, of those only what they were not held against before.

use crate::{
    line_up::beside,
    load::{As, Packed, reading},
    shelf::{Copying, Gone, Standing},
};
use counterclaim::{
    Counterclaim,
    stitch::copies::{self, Shared, Sheet, lookup::Lookup},
};
use counterclaim_model::{Day, Origin};
use counterclaim_rules::hash::{HashMap, HashSet};
use rayon::prelude::*;
use rusqlite::Connection;
use std::{collections::BTreeSet, sync::Arc};

/// How many reports are held against others before what they needed is let go.
const AT_ONCE: usize = 512;

/// Reports that others repeat, in order of their ids.
pub(crate) fn origins(conn: &Connection, heart: &Counterclaim, standing: &mut [Standing], gone: &[Gone]) -> Result<Vec<Origin>, rusqlite::Error> {
    let written: Vec<(bool, Option<Day>, &str)> = standing.iter().map(|one| copies::order(one.written(), one.doc())).collect();
    let key = |index: usize| written[index];
    let mut order: Vec<usize> = (0..standing.len()).collect();
    order.par_sort_by(|a, b| key(*a).cmp(&key(*b)));
    let at = |written: Option<Day>, doc: &str| order.partition_point(|index| key(*index) < copies::order(written, doc));
    let keys: Vec<&[u32]> = order.iter().map(|index| &*standing[*index].keys).collect();

    // Those that are otherwise than when they were held against the others, with the first rank for which that may matter.
    let mut changed: Vec<(usize, &[u32])> = Vec::new();
    let mut asked: BTreeSet<usize> = BTreeSet::new();
    let mut fresh: HashSet<usize> = HashSet::default();
    for (rank, index) in order.iter().enumerate() {
        let one = &standing[*index];
        if one.copying.as_ref().is_none_or(|copying| copying.state != one.state()) {
            let before = one.copying.as_ref().map_or(rank, |copying| at(copying.written, one.doc()));
            changed.push((rank.min(before), &one.keys));
            asked.insert(rank);
            fresh.insert(rank);
        }
    }
    changed.extend(gone.iter().map(|gone| (at(gone.written, &gone.doc), &*gone.keys)));
    if changed.len() < standing.len() {
        let wanted = Wanted::of(changed.iter().flat_map(|(_, keys)| keys.iter().copied()));
        let lookup = Lookup::of(&keys, |key| wanted.has(key));
        changed.iter().for_each(|(rank, keys)| asked.extend(lookup.later(*rank, keys)));
    }
    let all = asked.len() == order.len();
    let wanted = Wanted::of(asked.iter().filter(|_| !all).flat_map(|rank| keys[*rank].iter().copied()));
    let lookup = Lookup::of(&keys, |key| all || wanted.has(key));
    let came: Vec<bool> = order.iter().map(|index| standing[*index].copying.is_none()).collect();
    let more = gone.is_empty() && fresh.iter().all(|rank| came[*rank]);
    let held = |rank: &usize| {
        let fresh = !more || fresh.contains(rank);
        let [with, before] =
            if fresh { [lookup.earlier(*rank, keys[*rank]), Vec::new()] } else { lookup.earlier_and_before(*rank, keys[*rank], |other| came[other]) };
        let anew = with.iter().copied().filter(|other| !before.contains(other)).collect();
        Held { rank: *rank, with, anew }
    };
    let held: Vec<Held> = asked.par_iter().map(held).collect();

    let mut likely = remembered(standing, &order);
    let mut sheets = Sheets { conn, heart, order: &order, known: HashMap::default() };
    for some in held.chunks(AT_ONCE) {
        let needed = some.iter().filter(|held| !held.anew.is_empty()).flat_map(|held| held.anew.iter().chain([&held.rank])).copied().collect();
        sheets.only(standing, &needed)?;
        let found = |held: &Held| {
            let known = likely[held.rank].iter().filter(|(other, _)| held.with.contains(other) && !held.anew.contains(other));
            let shared = held.anew.iter().filter_map(|other| Some((*other, Shared::of(sheets.known.get(&held.rank)?, sheets.known.get(other)?))));
            copies::likely(shared.chain(known.cloned()))
        };
        let found: Vec<Vec<(usize, Shared)>> = some.par_iter().map(found).collect();
        some.iter().zip(found).for_each(|(held, found)| likely[held.rank] = found);
    }

    let mut traces: HashMap<usize, Vec<(i64, bool)>> = HashMap::default();
    let mut trouble = None;
    let settled = copies::settle(&likely, &mut |first, rank| {
        let report = standing[order[first]].report;
        let known = || standing[order[rank]].copying.as_ref()?.traces.iter().find(|(of, _)| *of == report).map(|(_, is)| *is);
        let known = if fresh.contains(&first) || fresh.contains(&rank) { None } else { known() };
        let is = known.unwrap_or_else(|| match sheets.both(standing, first, rank) {
            Ok((earlier, later)) => Shared::of(&later, &earlier).is_trace(),
            Err(error) => trouble.replace(error).is_some(),
        });
        traces.entry(rank).or_default().push((report, is));
        is
    });
    if let Some(error) = trouble {
        return Err(error);
    }
    let numbers: Vec<i64> = order.iter().map(|index| standing[*index].report).collect();
    for (rank, index) in order.iter().enumerate() {
        let traces = traces.remove(&rank).unwrap_or_default();
        let one = &mut standing[*index];
        if asked.contains(&rank) || one.copying.as_ref().is_some_and(|copying| copying.traces != traces) {
            let likely = likely[rank].iter().map(|(other, shared)| (numbers[*other], shared.clone())).collect();
            let copying = Some(Copying { state: one.state().into_owned(), written: one.written(), likely, traces });
            one.kept &= one.copying == copying;
            one.copying = copying;
        }
    }
    Ok(copies::told(settled, &likely, &|rank| standing[order[rank]].doc().clone()))
}

/// A report that is asked, with those that it is held against and those of them that are new to it, all by their ranks.
struct Held {
    rank: usize,
    with: Vec<usize>,
    anew: Vec<usize>,
}

/// What each was found to repeat, by ranks.
fn remembered(standing: &[Standing], order: &[usize]) -> Vec<Vec<(usize, Shared)>> {
    let ranks: HashMap<i64, usize> = order.iter().enumerate().map(|(rank, index)| (standing[*index].report, rank)).collect();
    let of = |index: &usize| {
        let likely = standing[*index].copying.iter().flat_map(|copying| &copying.likely);
        likely.filter_map(|(report, shared)| Some((*ranks.get(report)?, shared.clone()))).collect()
    };
    order.par_iter().map(of).collect()
}

/// Keys that are looked for among very many.
struct Wanted {
    /// A bit for each that may be wanted: mostly it says no at once.
    may: Vec<u64>,
    keys: HashSet<u32>,
}

impl Wanted {
    /// The bits of a key that are asked first.
    const FIRST: u32 = 20;

    fn of(keys: impl Iterator<Item = u32>) -> Wanted {
        let mut wanted = Wanted { may: vec![0; 1 << (Wanted::FIRST - 6)], keys: keys.collect() };
        for key in &wanted.keys {
            wanted.may[Wanted::place(*key)] |= 1 << (key & 63);
        }
        wanted
    }

    fn has(&self, key: u32) -> bool {
        self.may[Wanted::place(key)] & (1 << (key & 63)) != 0 && self.keys.contains(&key)
    }

    fn place(key: u32) -> usize {
        ((key >> 6) & ((1 << (Wanted::FIRST - 6)) - 1)) as usize
    }
}

/// What is held of reports against others, as far as it is needed at the time.
struct Sheets<'a> {
    conn: &'a Connection,
    heart: &'a Counterclaim,
    order: &'a [usize],
    known: HashMap<usize, Arc<Sheet>>,
}

impl Sheets<'_> {
    /// Has the sheets of these ranks, and of no others.
    fn only(&mut self, standing: &[Standing], ranks: &BTreeSet<usize>) -> Result<(), rusqlite::Error> {
        self.known.retain(|rank, _| ranks.contains(rank));
        let missing = ranks.iter().filter(|rank| !self.known.contains_key(rank));
        let missing = missing.map(|rank| Ok((*rank, reading(self.conn, standing[self.order[*rank]].report, As::Alone)?)));
        let missing: Vec<(usize, Packed)> = missing.collect::<Result<_, rusqlite::Error>>()?;
        let (heart, order) = (self.heart, self.order);
        let sheet = |(rank, alone): (usize, Packed)| Ok((rank, Arc::new(heart.sheet(&beside(heart, &standing[order[rank]], alone)?))));
        let sheets: Vec<(usize, Arc<Sheet>)> = missing.into_par_iter().map(sheet).collect::<Result<_, rusqlite::Error>>()?;
        self.known.extend(sheets);
        Ok(())
    }

    fn sheet(&mut self, standing: &[Standing], rank: usize) -> Result<Arc<Sheet>, rusqlite::Error> {
        if let Some(sheet) = self.known.get(&rank) {
            return Ok(sheet.clone());
        }
        let one = &standing[self.order[rank]];
        let sheet = Arc::new(self.heart.sheet(&beside(self.heart, one, reading(self.conn, one.report, As::Alone)?)?));
        self.known.insert(rank, sheet.clone());
        Ok(sheet)
    }

    fn both(&mut self, standing: &[Standing], one: usize, other: usize) -> Result<(Arc<Sheet>, Arc<Sheet>), rusqlite::Error> {
        if self.known.len() > 4 * AT_ONCE {
            self.known.clear();
        }
        Ok((self.sheet(standing, one)?, self.sheet(standing, other)?))
    }
}
