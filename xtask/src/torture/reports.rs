//! As many short reports as are asked for, of wars between states drawn from the world's table.

use super::Dice;
use anyhow::Result;
use counterclaim_rules::world::{PartyKind, World};
use std::{fs, path::Path};

/// Writes so many reports into a folder, no two alike.
pub(super) fn write(folder: &Path, count: u64, seed: u64) -> Result<()> {
    let world = World::shipped();
    let states: Vec<&str> = world.parties.iter().filter(|party| party.kind == PartyKind::State).map(|party| &*party.name).collect();
    fs::create_dir_all(folder)?;
    let mut dice = Dice(seed);
    for n in 0..count {
        let mut below = |n: u64| dice.below(n);
        let (a, b) = (states[below(states.len() as u64) as usize], states[below(states.len() as u64) as usize]);
        let day = format!("{}-{:02}-{:02}", 1990 + below(35), 1 + below(12), 1 + below(28));
        let (killed, wounded, civilians) = (2 + below(90), 2 + below(200), 2 + below(9));
        let text = format!(
            "{day}\n\nThe Defence Ministry of {a} said on Tuesday that {killed} of its soldiers were killed and {wounded} wounded in shelling by {b}.\n\n\
             {b} denied the shelling, number {n} of the war. {civilians} civilians were wounded, officials said. {a} accused {b} of breaking the ceasefire.\n\n\
             The foreign ministry of {b} said that it had lost {} soldiers since the weekend.\n",
            2 + below(70)
        );
        fs::write(folder.join(format!("r{n:05}.txt")), text)?;
    }
    Ok(())
}
