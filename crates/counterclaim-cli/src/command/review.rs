//! `counterclaim review`: a queue in the terminal, a line of answer a claim; the same queues, slots and file as on the pages.

use crate::{
    Outcome,
    args::{self, Common},
    draw::{Look, book::Book, claim, text::count, text::visible, words},
    heart::Heart,
    kept::Kept,
    output::Output,
    review::{
        amendment,
        desk::{Desk, said},
        entry_of,
        queue::{Line, Next},
        slot::{alternatives, slots},
    },
};
use anyhow::{Context, Result, bail};
use counterclaim::{verdict::ADJUDICATED, write::Entry};
use counterclaim_ledger::Store;
use counterclaim_model::{About, Amendment, Ledger, Opinion};
use std::io::{BufRead, Write};

/// What can be answered.
const ANSWERS: &str = "a yes · x no · u can't tell · 1–9 that instead · FIELD=VALUE … amend · j later · z take back · q end";

/// What an answer means.
enum Answer {
    Word(Opinion, Box<Amendment>),
    Later,
    Back,
    End,
}

/// Asks for a word on one claim after the other, until the queue or the input ends.
pub fn run(heart: &Heart, common: &Common, args: &args::Review, out: &mut Output) -> Result<Outcome> {
    let kept = Kept::of(heart, &args.reports.paths)?;
    let store = Store::open(kept.path())?;
    let desk = Desk::new(common.judgements.as_deref(), &store)?;
    if desk.file().is_none() {
        bail!("where to? give --judgements FILE, which may be new");
    }
    let line = Line::named(&args.queue).context("no such queue")?;
    let mut answers = std::io::stdin().lock().lines();
    let (mut after, mut spoken): (Option<String>, usize) = (None, 0);
    loop {
        let next = line.next(&store, &*desk.look()?, &args.by, after.as_deref())?;
        let Some((report, id)) = next.claim.clone() else { break };
        let ledger = store.around([report].into_iter().collect())?;
        let Some(entry) = entry_of(&ledger, &id) else { break };
        let slots = slots(entry)?;
        let offered = alternatives(&ledger, entry, &slots);
        out.draw(&asked(out.look, &ledger, entry, &next, &offered))?;
        if line == Line::Differing {
            for word in desk.look()?.on(&About::Claim(id.clone())) {
                out.draw(&format!("   {}\n", words::judgement(word)))?;
            }
        }
        out.draw(&format!("{}\n> ", out.look.dim(ANSWERS)))?;
        out.to.flush()?;
        let answer = loop {
            let Some(typed) = answers.next() else { break Answer::End };
            match meant(heart, typed?.trim(), &offered) {
                Ok(answer) => break answer,
                Err(why) => out.draw(&format!("{}\n> ", visible(&format!("{why:#}"))))?,
            }
            out.to.flush()?;
        };
        match answer {
            Answer::End => break,
            Answer::Later => after = Some(id.to_string()),
            Answer::Back => match desk.undo(&args.by)? {
                Some(about) => {
                    (after, spoken) = (None, spoken.saturating_sub(1));
                    out.draw(&format!("taken back: your word on {about}\n"))?;
                }
                None => out.draw("you said nothing yet\n")?,
            },
            Answer::Word(opinion, set) => {
                let note = if line == Line::Differing { ADJUDICATED } else { "" };
                let word = desk.write(&said(About::Claim(id), opinion, *set, &args.by, note))?;
                out.draw(&format!("judgement:{word}\n"))?;
                spoken += 1;
            }
        }
    }
    out.draw(&format!("{} judged; the next reading with --judgements obeys\n", count(spoken, "claim")))?;
    Ok(Outcome::Done)
}

/// The claim as it is asked about.
fn asked(look: Look, ledger: &Ledger, entry: Entry, next: &Next, offered: &[(&'static str, String)]) -> String {
    let more = if next.more { "more than " } else { "" };
    let mut told = format!("\n{}\n", look.dim(&format!("{} of {more}{} judged", next.judged, next.counted)));
    told.push_str(&claim::claim(look, &Book::new(ledger), entry));
    for (n, (slot, value)) in offered.iter().enumerate() {
        told.push_str(&format!("   {} {slot}={}\n", n + 1, visible(value)));
    }
    told
}

/// What was typed; `Err` says what is wrong with it.
fn meant(heart: &Heart, typed: &str, offered: &[(&'static str, String)]) -> Result<Answer> {
    let word = |opinion| Ok(Answer::Word(opinion, Box::default()));
    let set = match typed {
        "a" | "yes" => return word(Opinion::Yes),
        "x" | "no" => return word(Opinion::No),
        "u" | "unsure" => return word(Opinion::Unsure),
        "j" => return Ok(Answer::Later),
        "z" => return Ok(Answer::Back),
        "q" => return Ok(Answer::End),
        digit if digit.len() == 1 && digit != "0" && digit.bytes().all(|byte| byte.is_ascii_digit()) => {
            let chosen = digit.parse::<usize>().ok().and_then(|n| offered.get(n - 1));
            let (slot, value) = chosen.context("there is no such alternative")?;
            vec![format!("{slot}={value}")]
        }
        // A value may hold spaces: a field begins at the last word before each `=`.
        fields if fields.contains('=') => fields_of(fields),
        _ => bail!("{ANSWERS}"),
    };
    let set = amendment(&set)?;
    if let Some(Some(place)) = &set.place
        && set.lat.is_none()
        && !heart.knows_place(place)
    {
        bail!("`place={place}`: the tables have no such place; say where it is with lat=… lon=…");
    }
    Ok(Answer::Word(Opinion::Amend, Box::new(set)))
}

/// "side=Armenia claimant=Azerbaijan: Ministry of Defence" in its fields.
fn fields_of(typed: &str) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for word in typed.split_whitespace() {
        match fields.last_mut() {
            Some(last) if !word.contains('=') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => fields.push(word.to_owned()),
        }
    }
    fields
}
