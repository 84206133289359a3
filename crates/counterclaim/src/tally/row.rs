//! The rows of the table: whose losses, which people, what befell them, and who speaks for whom.
//!
//! A ministry that counts its own dead gives an own figure; the same ministry counting the other side's gives an enemy's; a
//! monitor, an agency or the report itself is neutral. A belligerent that does not fight this side (an ally, a third party to a
//! war of many) is neutral as well.

use crate::stitch::{CampOf, fight::column};
use crate::tally::book::Entry;
use counterclaim_model::{Effect, Episode, Kind, Name, Role, Says};
use std::collections::BTreeSet;

/// One row: whose, who, what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// A camp's first name, or "all".
    pub side: Name,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
}

/// How a claimant stands to the people counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Of their own camp.
    Own,
    /// Of no camp, or of one that does not fight them.
    Neutral,
    /// Of a camp that fights them.
    Enemy,
}

/// Who fights whom in an episode.
#[derive(Clone, Debug, Default)]
pub struct Field {
    camps: Vec<Name>,
    hostile: BTreeSet<(Name, Name)>,
}

/// Who fights whom, by the deeds that the episode's claims tell and by whom they say that people were harmed.
pub fn field(episode: &Episode, claims: &[Entry], camp: &CampOf) -> Field {
    let camps: Vec<Name> = episode.camps.iter().filter_map(|parties| parties.first()).map(|party| camp(party)).collect();
    let mut hostile = BTreeSet::new();
    for entry in claims {
        let (does, suffers): (&[Name], &[Name]) = match &entry.claim.says {
            Says::Deed(deed) if deed.kind.is_war() || deed.kind == Kind::Accuse => (&deed.actor, &deed.target),
            Says::Toll(toll) => (toll.by.as_slice(), &toll.side),
            Says::Deed(_) => continue,
        };
        for (one, other) in does.iter().flat_map(|one| suffers.iter().map(move |other| (camp(one), camp(other)))) {
            if one != other && camps.contains(&one) && camps.contains(&other) {
                hostile.extend([(one.clone(), other.clone()), (other, one)]);
            }
        }
    }
    Field { camps, hostile }
}

impl Field {
    /// How a claim's speaker stands to a side.
    pub fn voice(&self, entry: &Entry, side: &Name, camp: &CampOf) -> Voice {
        let Some(speaker) = entry.claim.attribution.party().map(|party| camp(party)) else {
            return Voice::Neutral;
        };
        if &**side == "all" {
            return Voice::Neutral;
        }
        let two = self.camps.len() == 2 && self.camps.contains(&speaker) && self.camps.contains(side);
        if speaker == *side {
            Voice::Own
        } else if two || self.hostile.contains(&(speaker, side.clone())) {
            Voice::Enemy
        } else {
            Voice::Neutral
        }
    }

    /// Columns in the order in which they are shown: camps that fight, others by name, all together last.
    pub fn rank(&self, side: &Name) -> (usize, Name) {
        let place = self.camps.iter().position(|camp| camp == side).unwrap_or(self.camps.len());
        (if &**side == "all" { usize::MAX } else { place }, side.clone())
    }
}

/// The row that a claim belongs to, if it is a toll.
pub fn row(entry: &Entry, camp: &CampOf) -> Option<Row> {
    let toll = entry.claim.toll()?;
    Some(Row { side: column(&toll.side, camp), role: toll.role, effect: toll.effect })
}

/// Whether a claim says that a side said nothing: "did not report any military casualties". Silence is not zero.
pub fn is_silence(entry: &Entry) -> bool {
    entry.claim.is_silence()
}
