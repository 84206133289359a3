//! Denials: a figure, or a deed, that the other side says is not so.
//!
//! "Over 550 troops were destroyed, a claim that the other side denied": the claim carries its denier. Where only the denial stands as a
//! statement of its own ("the army denied the shelling"), the claim that it answers is the nearest before it by the party denied
//! that shares its words, or that tells the harm denied. What is denied may stand in another report: there the harm, or the number that the
//! denial names, ties the two. A denial that answers nothing is shown alone.

use super::Scene;
use crate::stitch::words;
use crate::tally::book::Entry;
use crate::tally::{
    figure::said,
    row::{self, Voice},
};
use counterclaim_model::{Answer, Dispute, DisputeKind, Effect, Kind, Mention, Name, Role, Says, Stance, What};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn denied(scene: &Scene) -> Vec<Dispute> {
    // What is denied, in order of reports and text, with the statements that deny it.
    let mut answered: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (index, entry) in scene.claims.iter().enumerate() {
        // The same words told twice in one report are denied once.
        if entry.claim.denied_by.iter().any(|party| !scene.terms.leaves_out(party)) && entry.claim.same_as.is_none() {
            answered.entry(index).or_default();
        }
        if let Some(of) = says_none(scene, entry) {
            answered.entry(of).or_default().push(entry);
        } else if is_denial(entry) {
            match answer(scene, entry).or_else(|| elsewhere(scene, entry)) {
                Some(of) => answered.entry(of).or_default().push(entry),
                None => alone.push(entry),
            }
        }
    }
    let mut found = Vec::new();
    for (index, denials) in answered {
        let entry = &scene.claims[index];
        let mut deniers: Vec<&Name> = entry.claim.denied_by.iter().chain(denials.iter().flat_map(deniers_of)).collect();
        deniers.retain(|party| !scene.terms.leaves_out(party));
        deniers.sort();
        deniers.dedup();
        let deniers: Vec<&str> = deniers.into_iter().map(|party| &**party).collect();
        let quoted: Vec<String> = denials.iter().map(|denial| format!("«{}»", denial.words())).collect();
        let quoted = if quoted.is_empty() { String::new() } else { format!(" ({})", quoted.join(", ")) };
        let words = match deniers.as_slice() {
            [] => format!("{}: «{}»; it is denied{quoted}", entry.says(), entry.words()),
            [one] => format!("{}: «{}»; {one} denies it{quoted}", entry.says(), entry.words()),
            all => format!("{}: «{}»; {} deny it{quoted}", entry.says(), entry.words(), all.join(" and ")),
        };
        let claims = std::iter::once(&entry.claim.id).chain(denials.iter().map(|denial| &denial.claim.id)).cloned().collect();
        let answer = Some(afterwards(scene, entry, &denials));
        found.push(Dispute { answer, ..scene.dispute(DisputeKind::Denied, claims, words) });
    }
    for denial in alone {
        let denier = actors(&denial).next().map_or_else(|| denial.says(), |actor| actor.to_string());
        found.push(scene.dispute(DisputeKind::Denied, vec![denial.claim.id.clone()], format!("{denier} denies: «{}»", denial.words())));
    }
    found
}

/// What was said after a denial: by the one denied, the same again, or by the one who denies, the same after all.
fn afterwards(scene: &Scene, denied: &Entry, denials: &[&Entry]) -> Answer {
    let camps = |parties: &[Name]| -> Vec<Name> { parties.iter().map(|party| (scene.camp)(party)).collect() };
    let speaker = |entry: &Entry| entry.claim.attribution.party().map(|party| (scene.camp)(party));
    let mut deniers = camps(&denied.claim.denied_by);
    denials.iter().for_each(|denial| deniers.extend(deniers_of(denial).map(|party| (scene.camp)(party))));
    let written = |entry: &Entry| entry.reading.document.published.to.filter(|day| day.is_full());
    let last = denials.iter().copied().max_by_key(|denial| denial.order()).unwrap_or(denied);
    let after = |entry: &&Entry| {
        let here = entry.reading.document.id == last.reading.document.id && entry.claim.sentence > last.claim.sentence;
        here || written(entry).zip(written(last)).is_some_and(|(later, before)| later > before)
    };
    let same = |entry: &Entry, least: bool| match (&entry.claim.says, &denied.claim.says) {
        (Says::Toll(toll), Says::Toll(of)) => {
            let figures = (said(toll.quantity), said(of.quantity));
            let figure = if least { figures.0 >= figures.1 && figures.0.is_some() } else { figures.0 == figures.1 && figures.0.is_some() };
            row::row(entry, scene.camp) == row::row(denied, scene.camp) && figure
        }
        (Says::Deed(deed), Says::Deed(of)) => deed.kind == of.kind && camps(&deed.actor) == camps(&of.actor) && !of.actor.is_empty(),
        _ => false,
    };
    let told = || scene.claims.iter().filter(|entry| entry.claim.stance == Stance::Asserted && entry.claim.denied_by.is_empty()).filter(after);
    let by =
        |entry: &Entry, deny: bool| speaker(entry).is_some_and(|camp| if deny { deniers.contains(&camp) } else { Some(&camp) == speaker(denied).as_ref() });
    if told().any(|entry| by(entry, true) && same(entry, true)) {
        Answer::Conceded
    } else if told().any(|entry| by(entry, false) && same(entry, false)) {
        Answer::Insisted
    } else {
        Answer::NeverAnswered
    }
}

fn is_denial(entry: &Entry) -> bool {
    entry.claim.is_denial() && entry.claim.stance == Stance::Asserted
}

fn actors<'a>(entry: &&'a Entry) -> impl Iterator<Item = &'a Name> {
    entry.claim.deed().into_iter().flat_map(|deed| &deed.actor)
}

/// Who denies: of a denial in so many words who makes it, of "none of ours was hurt" who says so.
fn deniers_of<'a>(entry: &&'a Entry) -> impl Iterator<Item = &'a Name> {
    actors(entry).chain(entry.claim.toll().and_then(|_| entry.claim.attribution.party()))
}

/// So many sentences before it stands what "none of our men was hurt" answers.
const NEAR: u32 = 3;

/// The enemy's claim that a side answers by saying that none of its people was harmed.
pub(super) fn says_none(scene: &Scene, entry: &Entry) -> Option<usize> {
    let (toll, row) = (entry.claim.toll()?, row::row(entry, scene.camp)?);
    let none = said(toll.quantity) == Some(0) && entry.claim.stance == Stance::Asserted && !row::is_silence(entry);
    if !none || scene.field.voice(entry, &row.side, scene.camp) != Voice::Own {
        return None;
    }
    let claimed = |(_, other): &(usize, &Entry)| {
        let Some((harm, of)) = other.claim.toll().zip(row::row(other, scene.camp)) else {
            return false;
        };
        let near = entry.claim.sentence.checked_sub(other.claim.sentence).is_some_and(|gap| gap <= NEAR);
        let here = other.reading.document.id == entry.reading.document.id && near && other.claim.stance == Stance::Asserted;
        let people = of.side == row.side && (of.role == row.role || of.role == Role::All || row.role == Role::All);
        let effect = of.effect == row.effect || row.effect == Effect::Casualties;
        here && people && effect && said(harm.quantity) != Some(0) && scene.field.voice(other, &of.side, scene.camp) == Voice::Enemy
    };
    scene.claims.iter().enumerate().rfind(claimed).map(|(index, _)| index)
}

/// The claim that a denial answers, by its place in the scene: one that the report marks as denied, by the party denied, or told of the
/// one who denies; of several the one that shares most words, then the nearest.
fn answer(scene: &Scene, denial: &Entry) -> Option<usize> {
    let deed = denial.claim.deed()?;
    let refused = refused(scene, denial);
    let camps = |parties: &[Name]| -> Vec<Name> { parties.iter().map(|party| (scene.camp)(party)).collect() };
    let (deniers, denied) = (camps(&deed.actor), camps(&deed.target));
    let names: BTreeSet<String> = scene.episode.camps.iter().flatten().flat_map(|party| words::of(party).map(|word| stem(&word))).collect();
    let here = |entry: &Entry| entry.reading.document.id == denial.reading.document.id;
    // What is denied often stands as a claim of its own, with the stance "denied": its words count as the denial's.
    let mut said = stems(denial);
    said.extend(refused.claims.iter().flat_map(|entry| stems(entry)));
    let score = |entry: &Entry| -> Option<(usize, Reverse<u32>)> {
        // A denial may stand first, and the figure that it denies behind it.
        let same = refused.is_of(scene, entry);
        let gap = denial.claim.sentence.checked_sub(entry.claim.sentence).or_else(|| same.then(|| entry.claim.sentence - denial.claim.sentence))?;
        let (told, claimant) = (entry.claim.deed(), entry.claim.attribution.party().map(|party| (scene.camp)(party)));
        let marked = camps(&entry.claim.denied_by).iter().any(|camp| deniers.contains(camp));
        let by_them = claimant.as_ref().is_some_and(|camp| !deniers.contains(camp) && (denied.is_empty() || denied.contains(camp)));
        // What one denies of oneself is harm done, not an attack beaten back.
        let harm = told.is_some_and(|told| matches!(told.kind, Kind::Attack | Kind::CeasefireViolated | Kind::Support | Kind::Deploy));
        let does = harm && told.is_some_and(|told| camps(&told.actor).iter().any(|actor| deniers.contains(actor)));
        let kind = told.is_none_or(|told| told.kind.is_war() || matches!(told.kind, Kind::Accuse | Kind::Support | Kind::Deploy | Kind::Mobilise));
        let other = entry.claim.id != denial.claim.id && entry.claim.stance != Stance::Denied && here(entry);
        if !other || !kind || !(marked || by_them || (does && claimant.is_none())) {
            return None;
        }
        let shared = stems(entry).difference(&names).filter(|word| said.contains(*word)).count();
        let close = usize::from(gap <= 1);
        let score = 2 * shared + close + if marked { 1 + 2 * close } else { 0 } + if same { SAME } else { 0 };
        // That it is said of the denier decides between claims that stand as near, and ties nothing by itself.
        (score > 0).then_some((score + usize::from(does), Reverse(gap)))
    };
    let scored = scene.claims.iter().enumerate().filter_map(|(index, entry)| Some((score(entry)?, index)));
    scored.max().map(|(_, index)| index)
}

/// Worth more than two shared words: the very harm, or the number, that is denied.
const SAME: usize = 5;

/// Below this a number may be alike by accident.
const DISTINCT: u32 = 10;

/// What a denial says is not so.
struct Refused<'a> {
    /// Claims of its sentence that it denies.
    claims: Vec<&'a Entry<'a>>,
    /// Numbers that it names.
    numbers: Vec<u32>,
}

fn refused<'a>(scene: &'a Scene, denial: &Entry) -> Refused<'a> {
    let sentence = denial.claim.sentence;
    let here = |entry: &&Entry| entry.reading.document.id == denial.reading.document.id && entry.claim.sentence == sentence;
    let claims = scene.claims.iter().filter(here).filter(|entry| entry.claim.stance == Stance::Denied).collect();
    let words = denial.reading.sentences.get(sentence as usize).map(|sentence| sentence.span);
    let inside = |mention: &&Mention| words.is_some_and(|words| words.contains(mention.span));
    let number = |mention: &Mention| if let What::Count(quantity) = &mention.what { said(*quantity) } else { None };
    let numbers = denial.reading.mentions.iter().filter(inside).filter_map(number).filter(|number| *number >= DISTINCT).collect();
    Refused { claims, numbers }
}

impl Refused<'_> {
    /// Whether a claim tells what is denied: harm to the same people, in the same number or where not one is admitted; or the number named.
    fn is_of(&self, scene: &Scene, entry: &Entry) -> bool {
        let (Some(toll), Some(row)) = (entry.claim.toll(), row::row(entry, scene.camp)) else {
            return false;
        };
        let figure = said(toll.quantity);
        let harm = |no: &&Entry| {
            let (Some(none), Some(of)) = (no.claim.toll(), row::row(no, scene.camp)) else {
                return false;
            };
            let people = of.side == row.side && (of.role == row.role || of.role == Role::All || row.role == Role::All);
            let any = none.quantity.figure().is_none_or(|figure| figure <= 1);
            people && (any || of.effect == row.effect && said(none.quantity) == figure && figure.is_some())
        };
        self.claims.iter().any(harm) || figure.is_some_and(|figure| self.numbers.contains(&figure))
    }
}

/// What a denial answers in another report: the last claim before it, by a camp other than the denier's, of the harm or the number denied.
fn elsewhere(scene: &Scene, denial: &Entry) -> Option<usize> {
    let refused = refused(scene, denial);
    let deniers: Vec<Name> = actors(&denial).map(|actor| (scene.camp)(actor)).collect();
    let written = |entry: &Entry| entry.reading.document.published.to.or(entry.reading.document.published.from);
    let told = |entry: &Entry| {
        let other = entry.reading.document.id != denial.reading.document.id && entry.claim.stance == Stance::Asserted;
        let by = entry.claim.attribution.party().map(|party| (scene.camp)(party)).is_some_and(|camp| !deniers.contains(&camp));
        let before = written(entry).zip(written(denial)).is_none_or(|(then, now)| then <= now);
        other && by && before && !deniers.is_empty() && refused.is_of(scene, entry)
    };
    let found = scene.claims.iter().enumerate().filter(|(_, entry)| told(entry));
    found.max_by_key(|(_, entry)| (written(entry), Reverse(entry.order()))).map(|(index, _)| index)
}

/// The longer words of a claim by their first letters: "provocation" and "provocations" are one.
fn stems(entry: &Entry) -> BTreeSet<String> {
    words::of(&entry.words()).filter(|word| word.chars().count() > 4).map(|word| stem(&word)).collect()
}

fn stem(word: &str) -> String {
    word.chars().take(5).collect()
}
