//! `counterclaim mentions`: what was found before any claim is made of it.

use super::found;
use crate::{Outcome, args::Paths, draw::mention, heart::Heart, output::Output};
use anyhow::Result;
use counterclaim::write;

/// Prints mentions and attributions report by report.
pub fn run(heart: &Heart, args: &Paths, out: &mut Output) -> Result<Outcome> {
    let mut any = false;
    heart.readings(&args.paths, |reading| {
        any |= !reading.mentions.is_empty() || !reading.spoken.is_empty();
        if out.json {
            write::mentions(&reading, &mut out.to)?;
        } else {
            out.draw(&mention::screen(out.look, &reading))?;
        }
        Ok(())
    })?;
    Ok(found(any))
}
