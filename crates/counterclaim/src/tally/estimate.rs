//! A range of claims for each side, role and effect, by the policy `own-then-enemy`.
//!
//! Low and best are the latest figure that a side gives of its own losses (84 soldiers), else the latest of a third party; high is
//! the enemy's (550), marked as such. A figure of killed and wounded together bounds neither; "losses" without a number give a
//! low of 1 and nothing else. Surprising but meant: among single strikes without a total the *largest* is taken, not the last,
//! since each of them bounds the whole from below; and the range is left open above.

use crate::stitch::{CampIn, CampOf, day};
use crate::tally::{
    book::{self, Entry, book},
    figure::{is_counted, said},
    row::{self, Field, Row, Voice},
};
use counterclaim_model::{Day, Effect, Episode, Estimate, Name, Qualifier, Reading, Role, Scope, Stance, Toll, Use, WhyNot};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Ranges for every row of every episode, in the order in which they are shown.
pub fn estimates(readings: &[Reading], episodes: &[Episode], copies: &BTreeSet<Name>, camp: &CampIn) -> Vec<Estimate> {
    let book = book(readings);
    let mut estimates = Vec::new();
    for episode in episodes {
        let claims = book::of(episode, &book);
        let camp = &|party: &str| camp(party, episode.days.year());
        let field = row::field(episode, &claims, camp);
        let claims = told(claims, camp);
        let background = told(episode.background.iter().filter_map(|id| book.get(id).copied()), camp);
        // Silence, denials, copies and groups counted apart make no row of their own.
        let counts = |told: &&Told| {
            let entry = &told.entry;
            let silent =
                row::is_silence(entry) || entry.claim.is_rejected() || entry.claim.stance == Stance::Denied || copies.contains(&entry.reading.document.id);
            !silent && told.toll.group.is_none()
        };
        let rows: BTreeSet<&Row> = claims.iter().filter(counts).map(|told| &told.row).collect();
        let mut rows: Vec<&Row> = rows.into_iter().collect();
        rows.sort_by_key(|row| (field.rank(&row.side), row.role, row.effect));
        let table = Table { episode, field: &field, camp, copies };
        // A row of which every claim is set aside says nothing.
        estimates.extend(rows.into_iter().map(|row| table.estimate(row, &claims, &background)).filter(|estimate| !estimate.used.is_empty()));
    }
    estimates
}

/// A toll with its row.
struct Told<'a> {
    entry: Entry<'a>,
    toll: &'a Toll,
    row: Row,
}

fn told<'a>(entries: impl IntoIterator<Item = Entry<'a>>, camp: &CampOf) -> Vec<Told<'a>> {
    let told = entries.into_iter().filter_map(|entry| Some(Told { entry, toll: entry.claim.toll()?, row: row::row(&entry, camp)? }));
    told.collect()
}

/// What one row is reckoned from.
struct Table<'a> {
    episode: &'a Episode,
    field: &'a Field,
    camp: &'a CampOf<'a>,
    copies: &'a BTreeSet<Name>,
}

/// The figure that one kind of voice ends up with.
struct Pick<'a> {
    told: &'a Told<'a>,
    /// Whether more may be hidden behind it: "at least", one place, one strike of several.
    open: bool,
}

impl Table<'_> {
    fn estimate(&self, row: &Row, claims: &[Told], background: &[Told]) -> Estimate {
        let mut aside: Vec<(&Told, WhyNot)> = Vec::new();
        let mut counted: BTreeMap<Voice, Vec<&Told>> = BTreeMap::new();
        let mut bare: BTreeMap<Voice, Vec<&Told>> = BTreeMap::new();
        for told in claims {
            match self.place(row, told) {
                Some(Place::Aside(why)) => aside.push((told, why)),
                Some(Place::Counted) => counted.entry(self.voice(told)).or_default().push(told),
                Some(Place::Bare) => bare.entry(self.voice(told)).or_default().push(told),
                None => {}
            }
        }
        aside.extend(background.iter().filter(|told| told.row == *row).map(|told| (told, WhyNot::Background)));
        let mut used: Vec<(&Told, Use)> = Vec::new();

        // Low and best: the side's own figure, else a third party's.
        let pick = |voice| counted.get(&voice).and_then(|told| self.pick(told));
        let base = [Voice::Own, Voice::Neutral].into_iter().find_map(|voice| Some((voice, pick(voice)?)));
        if let Some((voice, pick)) = &base {
            used.extend([(pick.told, Use::Low), (pick.told, Use::Best)]);
            beside(*voice, pick, &counted, &mut used, &mut aside);
        }
        // "Losses" without a number: a low of 1, where no figure stands; "dozens" as many as the rules of vague words give it.
        let voice = [Voice::Own, Voice::Neutral].into_iter().find(|voice| base.is_none() && bare.contains_key(voice));
        for (of, told) in bare.iter().filter(|(of, _)| **of != Voice::Enemy) {
            for told in told {
                if Some(*of) == voice { used.push((told, Use::Low)) } else { aside.push((told, WhyNot::NoNumber)) }
            }
        }
        let least = voice.and_then(|voice| bare[&voice].iter().filter_map(|told| told.toll.quantity.low).max());
        let low = base.as_ref().map_or(least, |(_, pick)| pick.told.toll.quantity.low);
        let best = base.as_ref().and_then(|(_, pick)| pick.told.toll.quantity.figure());

        // High: the enemy's figure, which binds nobody; one that lies below what the side admits says nothing of the upper end.
        let enemy = pick(Voice::Enemy).filter(|enemy| enemy.told.toll.quantity.figure() >= best.or(low).or(Some(0)));
        for told in counted.get(&Voice::Enemy).into_iter().flatten() {
            match &enemy {
                Some(pick) if said(told.toll.quantity) == said(pick.told.toll.quantity) => used.push((told, Use::High)),
                Some(pick) => aside.push((told, why(told, pick))),
                None => aside.push((told, WhyNot::Outranked)),
            }
        }
        // "Heavy losses" and "hundreds" give no figure, and are listed as used so that they are not lost.
        used.extend(bare.get(&Voice::Enemy).into_iter().flatten().map(|told| (*told, Use::High)));
        let only_bare = low.is_none() && best.is_none() && enemy.is_none() && bare.contains_key(&Voice::Enemy);
        let high = match (&enemy, &base) {
            (Some(pick), _) => pick.told.toll.quantity.figure(),
            (None, Some((_, pick))) if !pick.open => pick.told.toll.quantity.high,
            _ => None,
        };
        used.sort_by(|a, b| (a.0.entry.order(), a.1 as u8).cmp(&(b.0.entry.order(), b.1 as u8)));
        aside.sort_by(|a, b| a.0.entry.order().cmp(&b.0.entry.order()));
        Estimate {
            episode: self.episode.id.clone(),
            side: row.side.clone(),
            role: row.role,
            effect: row.effect,
            policy: "own-then-enemy".into(),
            as_of: used.iter().filter_map(|(told, _)| told.entry.as_of()).filter(|day| day.is_full()).max(),
            low,
            best,
            high,
            high_open: enemy.as_ref().is_some_and(|pick| pick.open) || only_bare,
            high_is_enemys: enemy.is_some() || only_bare,
            used: used.into_iter().map(|(told, how)| (told.entry.claim.id.clone(), how)).collect(),
            set_aside: aside.into_iter().map(|(told, why)| (told.entry.claim.id.clone(), why)).collect(),
        }
    }

    fn voice(&self, told: &Told) -> Voice {
        self.field.voice(&told.entry, &told.row.side, self.camp)
    }

    /// Whether a claim belongs to a row, and whether it can be used there; `None` where it has nothing to do with it.
    fn place(&self, row: &Row, told: &Told) -> Option<Place> {
        let (claim, of) = (told.entry.claim, &told.row);
        let silence = row::is_silence(&told.entry);
        if of != row {
            let people = of.side == row.side && of.role == row.role;
            if people && matches!(row.effect, Effect::Killed | Effect::Wounded) && of.effect == Effect::Casualties {
                return Some(Place::Aside(if silence { WhyNot::NoNumber } else { WhyNot::MixedEffect }));
            }
            let fewer = (&*row.side == "all" && of.role == row.role) || (of.side == row.side && row.role == Role::All);
            return (fewer && of.effect == row.effect).then_some(Place::Aside(WhyNot::PartOfTotal));
        }
        Some(if claim.is_rejected() {
            Place::Aside(WhyNot::Rejected)
        } else if self.copies.contains(&told.entry.reading.document.id) {
            Place::Aside(WhyNot::Copy)
        } else if silence {
            Place::Aside(WhyNot::NoNumber)
        } else if claim.stance == Stance::Denied {
            Place::Aside(WhyNot::Denied)
        } else if claim.part_of.is_some() || told.toll.group.is_some() {
            Place::Aside(WhyNot::PartOfTotal)
        } else if self.reaches_back(&told.entry) || is_none_here(told.toll) {
            Place::Aside(WhyNot::OtherScope)
        } else if is_counted(told.toll.quantity) && told.toll.quantity.qualifier != Qualifier::Vague {
            Place::Counted
        } else {
            Place::Bare
        })
    }

    /// A toll of the whole war, told beside the toll of this stretch of it.
    fn reaches_back(&self, entry: &Entry) -> bool {
        let (Some(from), Some(start)) = (entry.claim.when.from, self.episode.days.from) else {
            return false;
        };
        day::apart(from.latest(), start.earliest()).is_some_and(|days| days > 7)
    }

    /// The latest total, and of one day's totals the largest; without a total, the largest single figure.
    fn pick<'a>(&self, all: &[&'a Told<'a>]) -> Option<Pick<'a>> {
        let figure = |told: &Told| told.toll.quantity.figure();
        let totals = all.iter().filter(|told| told.toll.scope == Scope::Total);
        let told = totals
            .max_by_key(|told| (last_day(told), figure(told), Reverse(told.entry.order())))
            .or_else(|| all.iter().max_by_key(|told| (figure(told), Reverse(told.entry.order()))))?;
        let again = |other: &&&Told| said(other.toll.quantity) == said(told.toll.quantity);
        let unbounded = all.iter().filter(again).any(|other| other.toll.quantity.high.is_none());
        let single =
            told.toll.scope == Scope::Incident && (told.entry.claim.place.is_some() || all.iter().any(|other| !again(&other)) || self.is_shorter(&told.entry));
        Some(Pick { told, open: unbounded || single })
    }

    /// Whether one strike covers fewer days than the episode.
    fn is_shorter(&self, entry: &Entry) -> bool {
        let (when, days) = (&entry.claim.when, &self.episode.days);
        let differ = |a: Option<Day>, b: Option<Day>| a.zip(b).is_some_and(|(a, b)| a.earliest() != b.earliest());
        differ(when.from, days.from) || differ(when.to, days.to)
    }
}

/// "There were no casualties" of one strike: no count of the others.
fn is_none_here(toll: &Toll) -> bool {
    toll.scope == Scope::Incident && toll.quantity.high == Some(0)
}

enum Place {
    /// It gives a number.
    Counted,
    /// It gives none, or only a word for one: "losses", "dozens".
    Bare,
    /// It can't be used in this row.
    Aside(WhyNot),
}

/// Own and third parties' figures beside the one picked: those that say the same are used, the others set aside.
fn beside<'a>(
    voice: Voice,
    pick: &Pick,
    counted: &BTreeMap<Voice, Vec<&'a Told<'a>>>,
    used: &mut Vec<(&'a Told<'a>, Use)>,
    aside: &mut Vec<(&'a Told<'a>, WhyNot)>,
) {
    for (of, all) in counted.iter().filter(|(of, _)| **of != Voice::Enemy) {
        for told in all.iter().filter(|told| told.entry.claim.id != pick.told.entry.claim.id) {
            if said(told.toll.quantity) == said(pick.told.toll.quantity) {
                used.push((told, Use::Best));
            } else {
                aside.push((told, if *of == voice { why(told, pick) } else { WhyNot::Outranked }));
            }
        }
    }
}

/// Why a figure of the same voice gave way to the one picked.
fn why(told: &Told, pick: &Pick) -> WhyNot {
    match (told.toll.scope, pick.told.toll.scope) {
        (Scope::Incident, Scope::Total) if last_day(told) <= last_day(pick.told) => WhyNot::PartOfTotal,
        (Scope::Incident, _) => WhyNot::OtherScope,
        (Scope::Total, _) if last_day(told) < last_day(pick.told) => WhyNot::Superseded,
        _ => WhyNot::Outranked,
    }
}

fn last_day(told: &Told) -> Option<Day> {
    told.entry.as_of().map(|day| day.latest())
}
