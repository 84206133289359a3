//! `counterclaim watch`: feeds into a ledger, again and again.

use crate::{
    Outcome,
    args::{Common, Watch},
    output::Output,
};
use anyhow::Result;

/// Says how to get a program that can.
#[cfg(not(feature = "watch"))]
pub fn run(_: &Common, _: &Watch, _: &mut Output) -> Result<Outcome> {
    anyhow::bail!("this program was built without `watch`: build it with `cargo build --release -p counterclaim-cli --features watch`")
}

#[cfg(feature = "watch")]
pub use asking::run;

#[cfg(feature = "watch")]
mod asking {
    use super::*;
    use crate::{draw::text::count, heart::Heart};
    use anyhow::{Context, bail};
    use counterclaim::write::{VERSION, line};
    use counterclaim_ledger::Store;
    use counterclaim_watch::{Fetcher, Manners, Round};
    use serde::Serialize;
    use std::{fs, io::Write, thread, time::Duration};

    /// What a round did, one line.
    #[derive(Serialize)]
    struct RoundRecord<'a> {
        v: u32,
        r#type: &'a str,
        asked: usize,
        unchanged: usize,
        reports: usize,
        failed: usize,
    }

    /// Asks what is due, and then waits for what is due next.
    pub fn run(common: &Common, args: &Watch, out: &mut Output) -> Result<Outcome> {
        let mut feeds = args.addresses.clone();
        if let Some(file) = &args.feeds {
            let text = fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
            feeds.extend(text.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned()).filter(|line| !line.is_empty()));
        }
        if feeds.is_empty() {
            bail!("no feed to watch");
        }
        let heart = Heart::new(common)?;
        let mut store = Store::create(&args.output)?;
        let mut manners = Manners { pause: Duration::from_secs(args.pause), ..Manners::default() };
        manners.name = args.agent.clone().unwrap_or(manners.name);
        let mut fetcher = Fetcher::new(manners);
        loop {
            let round = heart.watch(&mut store, &feeds, Duration::from_secs(args.every * 60), &mut fetcher)?;
            tell(&round, out)?;
            if args.once {
                return Ok(if round.reports + round.unchanged > 0 || round.failed == 0 { Outcome::Done } else { Outcome::Nothing });
            }
            let now = jiff::Timestamp::now().as_second();
            let wait = round.next.map_or(60, |next| (next - now).clamp(1, 3600));
            thread::sleep(Duration::from_secs(wait.unsigned_abs()));
        }
    }

    fn tell(round: &Round, out: &mut Output) -> Result<()> {
        let Round { asked, unchanged, reports, failed, .. } = *round;
        if out.json {
            line(&RoundRecord { v: VERSION, r#type: "round", asked, unchanged, reports, failed }, &mut out.to)?;
        } else {
            let failures = if failed > 0 { format!(", {failed} gave nothing") } else { String::new() };
            out.draw(&format!("{} asked, {unchanged} of them not changed; {} added{failures}\n", count(asked, "feed"), count(reports, "report")))?;
        }
        Ok(out.to.flush()?)
    }
}
