//! As many reports as are asked for, as they come from many wars: days of fighting, each told by several outlets, with totals that grow, both sides'
//! figures, denials, reprints, reports without a date and wars looked back on. For what must stay quick when a ledger is large.

use super::Dice;
use anyhow::{Context, Result};
use counterclaim_rules::world::{Party, PartyKind, World};
use jiff::civil::Date;
use serde_json::json;
use std::{fs::File, io::Write, path::Path};

/// Reports of one war, about, unless others are asked for.
pub(super) const OF_A_WAR: u64 = 120;

/// Syllables of names that are nobody's.
const SYLLABLES: &[&str] =
    &["ba", "ki", "ro", "shu", "ten", "mar", "li", "gho", "da", "ves", "nur", "pa", "zel", "om", "tra", "hin", "bek", "sa", "lou", "dri"];

/// Sentences around the figures: {v} a village, {p} a person, {a} and {b} the sides, {n} a number.
const AROUND: &[&str] = &[
    "Residents of the village of {v} told {p} that the fire went on for {n} hours.",
    "The road between the village of {v} and the village of {w} was closed, {p} said.",
    "{a} accused {b} of using {n} drones near the village of {v}.",
    "An adviser, {p}, called on both sides to show restraint.",
    "{b} denied that its forces had crossed into the village of {w}.",
    "A hospital near the village of {v} took in {n} people, its director {p} said.",
    "Video filmed by {p} shows smoke over the village of {v}.",
    "Some {n} families fled from the village of {w} to the north.",
    "{b} said that its forces had taken positions near the village of {w}.",
    "{p}, a spokesman, said that talks would be held within {n} days.",
    "{a} shelled the village of {w} at night, {b} said.",
    "The bridge at the village of {v} was hit by {n} shells.",
];

/// One day of fighting.
struct Day {
    date: Date,
    place: String,
    own: u64,
    total: u64,
    enemy: u64,
    civilians: u64,
}

/// Writes so many reports, a JSON object a line; each war has about so many.
pub(super) fn write(out: &Path, count: u64, each: u64, seed: u64) -> Result<()> {
    let world = World::shipped();
    let states: Vec<&Party> = world.parties.iter().filter(|party| party.kind == PartyKind::State && party.to.is_none() && !party.seats.is_empty()).collect();
    let outlets: Vec<&str> = world.outlets.iter().map(|outlet| &*outlet.name).collect();
    let mut dice = Dice(seed);
    let mut file = std::io::BufWriter::new(File::create(out).with_context(|| out.display().to_string())?);
    let mut written = 0;
    while written < count {
        let [a, b] = [0, 0].map(|_| states[dice.below(states.len() as u64) as usize]);
        if a.name == b.name {
            continue;
        }
        let mut date = Date::new(1995 + dice.below(30) as i16, 1 + dice.below(12) as i8, 1 + dice.below(28) as i8)?;
        let (mut of_war, mut total) = (0, 0);
        while of_war < each && written < count {
            let own = 2 + dice.below(40);
            total += own;
            let seat = if dice.below(2) == 0 { &a.seats[0] } else { &b.seats[0] };
            let place = if dice.below(3) == 0 { seat.to_string() } else { name(&mut dice) };
            let day = Day { date, place, own, total, enemy: own * (1 + dice.below(6)), civilians: 2 + dice.below(9) };
            let mut told: Vec<Vec<String>> = Vec::new();
            for _ in 0..1 + dice.below(8) {
                let copied = !told.is_empty() && dice.below(4) == 0;
                let text = if copied { altered(&told[dice.below(told.len() as u64) as usize], &mut dice) } else { report(&day, a, b, &mut dice) };
                told.push(text.clone());
                let outlet = outlets[dice.below(outlets.len() as u64) as usize];
                let dated = dice.below(40) > 0;
                let on = day.date.tomorrow()?;
                let head = if copied { format!("{outlet}: {} and {}", a.name, b.name) } else { format!("Fighting between {} and {}", a.name, b.name) };
                let line = json!({ "id": format!("r{written:06}"), "outlet": outlet, "date": dated.then(|| on.to_string()), "text": format!("{head}\n\n{}\n", text.join(" ")) });
                writeln!(file, "{line}")?;
                written += 1;
                of_war += 1;
                if written == count {
                    break;
                }
            }
            for _ in 0..1 + dice.below(9) {
                date = date.tomorrow()?;
            }
        }
    }
    Ok(file.flush()?)
}

/// A report's sentences.
fn report(day: &Day, a: &Party, b: &Party, dice: &mut Dice) -> Vec<String> {
    let weekday = format!("{:?}", day.date.weekday());
    let (a, b, place) = (&a.name, &b.name, &day.place);
    let mut told = vec![format!(
        "{} of its soldiers were killed in clashes with {b} near the village of {place} on {weekday}, the Defence Ministry of {a} said.",
        day.own
    )];
    let more = [
        format!("That brings the death toll of the soldiers of {a} to {}, the ministry said.", day.total),
        format!("{b} said that it had killed {} soldiers of {a} on {weekday}.", day.enemy),
        format!("The Foreign Ministry of {b} denied the shelling of the village of {place}."),
        format!("{} civilians were wounded near the village of {place}, officials said.", day.civilians),
        format!("{b} has given no figure of its dead."),
        format!("More than {} people were killed in a war between {a} and {b} in {}.", 900 + 100 * (day.total % 50), day.date.year() - 4),
    ];
    told.extend(more.into_iter().filter(|_| dice.below(2) == 0));
    for _ in 0..4 + dice.below(8) {
        let sentence = AROUND[dice.below(AROUND.len() as u64) as usize];
        let slots = [("{v}", name(dice)), ("{w}", name(dice)), ("{p}", format!("{} {}", name(dice), name(dice))), ("{n}", (2 + dice.below(60)).to_string())];
        let told_ = slots.iter().fold(sentence.to_owned(), |told, (slot, word)| told.replace(slot, word));
        told.push(told_.replace("{a}", a).replace("{b}", b));
    }
    told
}

/// The same without some of its sentences and with two moved.
fn altered(told: &[String], dice: &mut Dice) -> Vec<String> {
    let mut told: Vec<String> = told.iter().enumerate().filter(|(n, _)| *n == 0 || dice.below(5) > 0).map(|(_, sentence)| sentence.clone()).collect();
    let (one, other) = (dice.below(told.len() as u64) as usize, dice.below(told.len() as u64) as usize);
    told.swap(one, other);
    told
}

fn name(dice: &mut Dice) -> String {
    let word: String = (0..2 + dice.below(2)).map(|_| SYLLABLES[dice.below(SYLLABLES.len() as u64) as usize]).collect();
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
