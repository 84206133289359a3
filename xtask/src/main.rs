//! Counterclaim's own chores: `cargo xtask train …` makes the grammar model, `cargo xtask parse-score …` measures it and
//! `cargo xtask parse …` shows a tree; `cargo xtask score …` measures the claims, `cargo xtask calibrate …` tells how far they are to be trusted and `cargo xtask boundaries …` the sentences;
//! `cargo xtask torture …` kills and damages ledgers; `cargo xtask world …` packs the gazetteer and `cargo xtask outlines …` the map's outlines.

mod attribution;
mod outlines;
mod places;
mod score;
mod torture;
mod train;
mod world;

use anyhow::{Result, bail};

const USAGE: &str = "usage:
  xtask train --treebank DIR --texts PATH… --out FILE [--epochs N] [--seed N]
  xtask train-attribution --train FILE --out FILE [--hold N] [--epochs N] [--seed N]
  xtask train-places --train FILE --out FILE [--epochs N] [--seed N]
  xtask parse-score --treebank FILE [--model FILE] [--upper] [--no-commas] [--by-label]
  xtask parse WORD…
  xtask words --texts PATH,PATH… --out FILE
  xtask rarity --texts PATH,PATH… --out FILE
  xtask score [--reports DIR] [--gold FILE,FILE] [--aliases FILE] [--claims FILE] [--only a,b] [--errors N] [--json]
  xtask score attributions|times|places|releases|muc4|plover|event-location|reads --gold FILE [--errors N] [--json]
  xtask calibrate [--reports DIR] [--gold FILE,FILE] [--aliases FILE] [--out FILE]
  xtask boundaries [--reports DIR] [--gold FILE] [--only a,b] [--errors N] [--json]
  xtask torture kill|flip|wars [--reports N] [--kills N] [--flips N] [--seed N] [--program FILE] [--folder DIR] [--out FILE]
  xtask world --from DIR --districts FILE [--press FILE] [--out FILE]
  xtask outlines --from DIR [--out FILE]";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("train") => train::run(&args[1..]),
        Some("train-attribution") => attribution::run(&args[1..]),
        Some("train-places") => places::run(&args[1..]),
        Some("parse-score") => train::score::run(&args[1..]),
        Some("parse") => train::score::show(&args[1..]),
        Some("rarity") => train::rarity::run(&args[1..]),
        Some("words") => train::vocabulary::run(&args[1..]),
        Some("score") => score::run(&args[1..]),
        Some("calibrate") => score::calibrate::run(&args[1..]),
        Some("torture") => torture::run(&args[1..]),
        Some("boundaries") => score::boundaries::run(&args[1..]),
        Some("outlines") => outlines::run(&args[1..]),
        Some("world") => world::run(&args[1..]),
        _ => bail!("{USAGE}"),
    }
}
