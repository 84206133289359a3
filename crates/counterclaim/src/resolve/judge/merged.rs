//! Names that people judged to be one party: every claim then tells the party by one of them.
//!
//! Of two words on one name the later stands; where words would close a circle, the latest of them stand. What a report says stays in the
//! words and spans of a claim.

use counterclaim_model::{About, Claim, Judgement, Name, Says};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// For a name, the word that says which other name its party goes by.
#[derive(Debug, Default)]
pub(super) struct Merged(BTreeMap<Name, Arc<Judgement>>);

impl Merged {
    /// Of the judgements in force, the latest first.
    pub(super) fn of(in_force: &[Arc<Judgement>]) -> Merged {
        let mut merged = Merged::default();
        for judgement in in_force {
            if let (About::Party(name), Some(with)) = (&judgement.about, &judgement.set.with)
                && !merged.0.contains_key(name)
                && merged.path(with).all(|(_, to)| to != name)
            {
                merged.0.insert(name.clone(), Arc::clone(judgement));
            }
        }
        merged
    }

    /// The words on a claim that renamed parties of it when it was read before: its names no longer tell of them.
    pub(super) fn known(claim: &Claim) -> Vec<Arc<Judgement>> {
        claim.judged.iter().filter(|judgement| matches!(judgement.about, About::Party(_))).cloned().collect()
    }

    /// Puts one name in place of those that are one party's; the words that say so go before what was said of the claim.
    pub(super) fn rename(&self, claim: &mut Claim, mut said: Vec<Arc<Judgement>>) {
        for party in parties(claim) {
            let mut name = party.clone();
            for (judgement, to) in self.path(&name.clone()) {
                name = to.clone();
                if !said.contains(judgement) {
                    said.push(Arc::clone(judgement));
                }
            }
            *party = name;
        }
        match &mut claim.says {
            Says::Toll(toll) => once(&mut toll.side),
            Says::Deed(deed) => [&mut deed.actor, &mut deed.target].into_iter().for_each(once),
        }
        once(&mut claim.denied_by);
        claim.judged.splice(0..0, said);
    }

    /// From name to name, until one that is nobody else's.
    fn path<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = (&'a Arc<Judgement>, &'a Name)> {
        let next = |name: &Name| {
            let judgement = self.0.get(name)?;
            Some((judgement, judgement.set.with.as_ref()?))
        };
        std::iter::successors(next(name), move |(_, name)| next(name))
    }
}

fn parties(claim: &mut Claim) -> Vec<&mut Name> {
    let mut named: Vec<&mut Name> = match &mut claim.says {
        Says::Toll(toll) => toll.side.iter_mut().chain(&mut toll.by).collect(),
        Says::Deed(deed) => deed.actor.iter_mut().chain(&mut deed.target).collect(),
    };
    named.extend(claim.attribution.chain.iter_mut().filter_map(|speaker| speaker.party.as_mut()));
    named.extend(&mut claim.denied_by);
    named
}

/// Leaves out what stands before in the list.
fn once(names: &mut Vec<Name>) {
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
}
