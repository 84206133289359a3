//! A range of claims for each side, role and effect, on the terms asked for.
//!
//! Every claim of a row is placed first: it counts, or it is set aside with the reason, which no policy can undo. What counts goes to the
//! policy. A figure of killed and wounded together bounds neither, and silence is not zero under any policy.

use crate::stitch::episode::camp_of;
use crate::stitch::{CampIn, CampOf, day};
use crate::tally::{
    book::{self, Entry, book},
    evidence::{Evidence, Told},
    figure::is_counted,
    row::{self, Field, Row, Voice},
    support::{self, Lineages},
    terms::Terms,
};
use counterclaim_model::{ClaimId, Effect, Episode, Estimate, Qualifier, Reading, Role, Scope, Stance, Toll, WhyNot};
use std::collections::{BTreeMap, BTreeSet};

/// Ranges for every row of every episode, in the order in which they are shown.
pub fn estimates(readings: &[Reading], episodes: &[Episode], again: &BTreeSet<ClaimId>, camp: &CampIn, terms: &Terms) -> Vec<Estimate> {
    let book = book(readings);
    let mut estimates = Vec::new();
    for episode in episodes {
        let claims = book::of(episode, &book);
        let camp = &camp_of(episode, camp);
        let field = row::field(episode, &claims, camp);
        let lineages = Lineages::of(&claims, again, terms);
        let table = Table { episode, field: &field, camp, again, terms, lineages: &lineages };
        let claims = table.told(claims);
        let background = table.told(episode.background.iter().filter_map(|id| book.get(id).copied()));
        let rows: BTreeSet<&Row> = claims.iter().filter(|told| table.makes_row(told)).map(|told| &told.row).collect();
        let mut rows: Vec<&Row> = rows.into_iter().collect();
        rows.sort_by_key(|row| (field.rank(&row.side), row.role, row.effect));
        // A row of which every claim is set aside says nothing.
        estimates.extend(rows.into_iter().map(|row| table.estimate(row, &claims, &background)).filter(|estimate| !estimate.used.is_empty()));
    }
    estimates
}

/// What the rows of an episode are reckoned from.
struct Table<'a> {
    episode: &'a Episode,
    field: &'a Field,
    camp: &'a CampOf<'a>,
    again: &'a BTreeSet<ClaimId>,
    terms: &'a Terms,
    lineages: &'a Lineages<'a>,
}

enum Place {
    /// It gives a number.
    Counted,
    /// It gives none, or only a word for one: "losses", "dozens".
    Bare,
    /// It can't be used in this row.
    Aside(WhyNot),
}

impl Table<'_> {
    fn told<'b>(&self, entries: impl IntoIterator<Item = Entry<'b>>) -> Vec<Told<'b>> {
        let told = |entry: Entry<'b>| {
            let toll = entry.claim.toll()?;
            let attribution = &entry.claim.attribution;
            let origin = match (attribution.chain.is_empty(), attribution.party()) {
                (true, _) => entry.reading.document.id.clone(),
                (_, Some(party)) => (self.camp)(party),
                // Two unnamed speakers of two reports are not known to be one.
                (_, None) => format!("{} in {}", attribution.claimant(), entry.reading.document.id).as_str().into(),
            };
            Some(Told { toll, quantity: self.terms.quantity(&entry, toll), row: self.terms.row(row::row(&entry, self.camp)?), origin, entry })
        };
        entries.into_iter().filter_map(told).collect()
    }

    /// Silence, denials, copies, groups counted apart and what the terms leave out make no row of their own.
    fn makes_row(&self, told: &Told) -> bool {
        !row::is_silence(&told.entry) && self.never_counts(told).is_none() && told.toll.group.is_none()
    }

    fn estimate(&self, row: &Row, claims: &[Told], background: &[Told]) -> Estimate {
        let mut aside: Vec<(&Told, WhyNot)> = Vec::new();
        let mut evidence = Evidence { counted: BTreeMap::new(), bare: BTreeMap::new(), days: &self.episode.days, lineages: self.lineages };
        for told in claims {
            match self.place(row, told) {
                Some(Place::Aside(why)) => aside.push((told, why)),
                Some(Place::Counted) => evidence.counted.entry(self.voice(told)).or_default().push(told),
                Some(Place::Bare) => evidence.bare.entry(self.voice(told)).or_default().push(told),
                None => {}
            }
        }
        aside.extend(background.iter().filter(|told| told.row == *row).map(|told| (told, WhyNot::Background)));
        let range = self.terms.policy.range(&evidence);
        let support = range.support.unwrap_or_else(|| support::support(&evidence.sources(), self.lineages));
        let mut used = range.used;
        aside.extend(range.aside);
        used.sort_by(|a, b| (a.0.entry.order(), a.1 as u8).cmp(&(b.0.entry.order(), b.1 as u8)));
        aside.sort_by(|a, b| a.0.entry.order().cmp(&b.0.entry.order()));
        Estimate {
            episode: self.episode.id.clone(),
            side: row.side.clone(),
            role: row.role,
            effect: row.effect,
            policy: self.terms.policy.name().into(),
            vague: self.terms.vague.name.clone(),
            told_by: self.terms.as_of,
            without: self.terms.without.clone(),
            grade: range.grade.map(|grade| grade.as_str().into()),
            as_of: used.iter().filter_map(|(told, _)| told.entry.as_of()).filter(|day| day.is_full()).max(),
            low: range.low,
            best: range.best,
            high: range.high,
            high_open: range.high_open,
            high_is_enemys: range.high_is_enemys,
            support,
            used: used.into_iter().map(|(told, how)| (told.entry.claim.id.clone(), how)).collect(),
            set_aside: aside.into_iter().map(|(told, why)| (told.entry.claim.id.clone(), why)).collect(),
        }
    }

    fn voice(&self, told: &Told) -> Voice {
        self.field.voice(&told.entry, &told.row.side, self.camp)
    }

    /// Why a claim counts in no row, whatever it says.
    fn never_counts(&self, told: &Told) -> Option<WhyNot> {
        let claim = told.entry.claim;
        let own = claim.attribution.party().map(|party| (self.camp)(party));
        let retracted = own.is_some_and(|own| claim.denied_by.iter().any(|party| (self.camp)(party) == own));
        let reasons = [
            (claim.is_rejected(), WhyNot::Rejected),
            (self.again.contains(&claim.id), WhyNot::Copy),
            (claim.stance == Stance::Denied, WhyNot::Denied),
            (retracted, WhyNot::Retracted),
        ];
        let reason = reasons.into_iter().find(|(is, _)| *is).map(|(_, why)| why);
        reason.or_else(|| self.terms.sets_aside(&told.entry))
    }

    /// Whether a claim belongs to a row, and whether it can be used there; `None` where it has nothing to do with it.
    fn place(&self, row: &Row, told: &Told) -> Option<Place> {
        let of = &told.row;
        let silence = row::is_silence(&told.entry);
        if of != row {
            let people = of.side == row.side && of.role == row.role;
            if people && matches!(row.effect, Effect::Killed | Effect::Wounded) && of.effect == Effect::Casualties {
                return Some(Place::Aside(if silence { WhyNot::NoNumber } else { WhyNot::MixedEffect }));
            }
            let fewer = (&*row.side == "all" && of.role == row.role) || (of.side == row.side && row.role == Role::All);
            return (fewer && of.effect == row.effect).then_some(Place::Aside(WhyNot::PartOfTotal));
        }
        Some(if let Some(why) = self.never_counts(told) {
            Place::Aside(why)
        } else if silence {
            Place::Aside(WhyNot::NoNumber)
        } else if told.entry.claim.part_of.is_some() || told.toll.group.is_some() {
            Place::Aside(WhyNot::PartOfTotal)
        } else if self.reaches_back(&told.entry) || is_none_here(told.toll) {
            Place::Aside(WhyNot::OtherScope)
        } else if is_counted(told.quantity) && told.quantity.qualifier != Qualifier::Vague {
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
}

/// "There were no casualties" of one strike: no count of the others.
fn is_none_here(toll: &Toll) -> bool {
    toll.scope == Scope::Incident && toll.quantity.high == Some(0)
}
