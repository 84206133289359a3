//! Every fact of the command line, once, by families of commands: `-h`, `--help` and the reference in `tests/snapshots` are printed from this list.
//!
//! Positionals are always paths; words, episodes and ids are options. The one exception is `explain`, which reads no report.

mod ask;
mod judge;
mod keep;
mod serve;

pub use ask::{ALL_POLICIES, Check, Claims, Disputes, Explain, Export, ExportForm, Paths, Tolls, Weigh, Why};
pub use judge::{Judge, Review, Verdict};
pub use keep::{Backup, Diff, Forget, Ledgers, Read, Watch};
pub use serve::Serve;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads news reports of armed conflict and draws up a ledger of attributed claims.
#[derive(Debug, Parser)]
#[command(
    name = "counterclaim",
    version,
    about = "Both sides claim. Counterclaim keeps the claims.",
    long_about = "Both sides claim. Counterclaim keeps the claims.\n\nReads news reports of armed conflict and draws up a ledger of attributed \
                  claims: who says that what befell whom, where, when and how many, each claim tied to the words that say it. Tables on a \
                  terminal, JSON lines when piped. Exit 0 done, 1 nothing found or a check failed, 2 error.",
    after_help = "Examples:\n  counterclaim reports/                          the two-sided tables of everything under reports/\n  \
                  counterclaim claims --words shelling reports/  claims whose sentence says 'shelling'\n  \
                  counterclaim why --id 5b02 reports/            how one claim was read, to the character\n  \
                  curl -s https://example.org/report.txt | counterclaim -",
    override_usage = "counterclaim [OPTIONS] PATH...\n       counterclaim COMMAND [OPTIONS] PATH...",
    arg_required_else_help = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// What to do; without one, the tables are printed
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Reports: text, web pages, archives, tables, feeds, mail, folders, JSON lines, or a ledger; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add reports to a ledger on disk, or bring one up to date
    #[command(after_help = "Examples:\n  counterclaim read reports/ -o war.ledger     the same reports add nothing the second time\n  \
                            counterclaim tolls war.ledger                every command that takes reports takes a ledger\n  \
                            counterclaim read -o war.ledger              read again what an older program has read")]
    Read(Read),
    /// Ask feeds again and again, and add what is new to a ledger
    #[command(
        after_help = "Examples:\n  counterclaim watch https://example.org/rss -o war.ledger           until it is stopped; a stopped one goes on where it was\n  \
                            counterclaim watch --once --feeds feeds.txt -o war.ledger     what is due now, for cron"
    )]
    Watch(Watch),
    /// Two-sided tables with the words under every figure
    #[command(after_help = "Examples:\n  counterclaim tolls reports/\n  counterclaim tolls --episode 2020-09-27-armenia-azerbaijan reports/\n  \
                            counterclaim tolls --policy all reports/          the five policies side by side\n  \
                            counterclaim tolls --without anonymous reports/   how ranges move without unnamed speakers\n  \
                            counterclaim tolls --growth reports/              each toll from telling to telling")]
    Tolls(Tolls),
    /// Search claims; prints file:line:col and the words
    #[command(after_help = "Examples:\n  counterclaim claims --side armenia --by azerbaijan reports/\n  \
                            counterclaim claims --effect killed --denied reports/\n  counterclaim claims --kind ceasefire_call --words truce reports/")]
    Claims(Claims),
    /// Contradictions, denials, silences, and sums with their working
    #[command(after_help = "Examples:\n  counterclaim disputes reports/\n  counterclaim disputes --json reports/ | grep '\"silence\"'")]
    Disputes(Disputes),
    /// How a claim was read, or an estimate or episode made
    #[command(after_help = "Examples:\n  counterclaim why --id 5b02c41f9d77 reports/      a claim, or the beginning of its id\n  \
                            counterclaim why --id 2020-09-27-armenia-azerbaijan/armenia/killed/military reports/")]
    Why(Why),
    /// Tags, mentions, and the rules that fired on a sentence or nearly did
    #[command(after_help = "Examples:\n  counterclaim explain \"The ministry said that 12 soldiers were killed.\"")]
    Explain(Explain),
    /// Times, places, numbers, parties, speakers and attributions, before any claim is made of them
    #[command(after_help = "Examples:\n  counterclaim mentions reports/\n  counterclaim mentions --json news.jsonl > mentions.jsonl")]
    Mentions(Paths),
    /// Write every claim for other programs
    #[command(after_help = "Examples:\n  counterclaim export --as jsonl reports/ > claims.jsonl\n  \
                            counterclaim export --text-field body --date-field published news.jsonl\n  \
                            counterclaim export --redact war.ledger > to-publish.jsonl")]
    Export(Export),
    /// Judge a claim, a report or a party's name: appended to --judgements FILE, obeyed by every run that is given it
    #[command(after_help = "Examples:\n  counterclaim judge --id 5b02 --verdict amend --set from=2020-09-27 --set place=Martakert --by 'A. Coder' \\\n    \
                            --judgements judgements.jsonl reports/\n  \
                            counterclaim judge --id may-3 --verdict amend --set date=2001-05-03 --by 'A. Coder' --judgements judgements.jsonl reports/\n  \
                            counterclaim judge --id 'party:OPM' --verdict amend --set with='Free Papua Movement' --by 'A. Coder' \\\n    \
                            --judgements judgements.jsonl reports/\n  \
                            counterclaim judge --id 77c1d0a2b3e4 --verdict withdraw --by 'A. Coder' --judgements judgements.jsonl reports/")]
    Judge(Judge),
    /// Judge a queue of claims in the terminal, a line of answer a claim
    #[command(after_help = "Examples:\n  counterclaim review --by 'A. Coder' --judgements judgements.jsonl war.ledger\n  \
                            counterclaim review --queue sample --by 'A. Coder' --judgements judgements.jsonl war.ledger")]
    Review(Review),
    /// Prove a ledger to the bit: every quote, every hash, every figure reckoned again
    #[command(after_help = "Examples:\n  counterclaim verify war.ledger")]
    Verify(Ledgers),
    /// What changed between two ledgers, in words fit to publish
    #[command(after_help = "Examples:\n  counterclaim diff may.ledger june.ledger\n  counterclaim diff --only estimate may.ledger june.ledger")]
    Diff(Diff),
    /// Take a report out of a ledger for good, and say why
    #[command(after_help = "Examples:\n  counterclaim forget --report https://example.org/a --why \"the family asked for it\" war.ledger\n  \
                            counterclaim forget --report 9f86d081884c --why \"names a protected witness\" war.ledger")]
    Forget(Forget),
    /// Copy a ledger while others read and write it
    #[command(after_help = "Examples:\n  counterclaim backup war.ledger -o war-2026-05-01.ledger")]
    Backup(Backup),
    /// Open the pages: the same in a browser, and claims to judge there
    #[command(after_help = "Examples:\n  counterclaim serve war.ledger\n  counterclaim serve reports/            read for as long as the pages are open\n  \
                            counterclaim serve --port 0 war.ledger any free port; the address is printed\n  \
                            counterclaim serve --judgements judgements.jsonl --by 'A. Coder' war.ledger\n  \
                            counterclaim serve --listen 0.0.0.0 --token-file tokens war.ledger")]
    Serve(Serve),
    /// Run the rules' own examples
    #[command(
        after_help = "Examples:\n  counterclaim check               the rules that ship with the program\n  counterclaim check my-rules/     your rules, laid over them"
    )]
    Check(Check),
}

/// Options of every command.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Write JSON lines (what a pipe gets anyway)
    #[arg(long, global = true)]
    pub json: bool,
    /// Draw tables, even into a pipe
    #[arg(long, global = true, conflicts_with = "json")]
    pub table: bool,
    /// How many threads read reports [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// Your own rules, laid over those that ship with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Your own world tables, laid over those that ship with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub world: Option<PathBuf>,
    /// Who shares a column: `none`, or a table of yours in place of the shipped camps.tsv
    #[arg(long, global = true, value_name = "none|FILE")]
    pub camps: Option<PathBuf>,
    /// What people judged of earlier readings, obeyed by this one: JSON lines that `judge` writes
    #[arg(long, global = true, value_name = "FILE")]
    pub judgements: Option<PathBuf>,
    /// The field of a JSON line that holds the report's text
    #[arg(long, global = true, value_name = "NAME", default_value = "text")]
    pub text_field: String,
    /// The field that holds its id
    #[arg(long, global = true, value_name = "NAME", default_value = "id")]
    pub id_field: String,
    /// The field that holds its day of publication
    #[arg(long, global = true, value_name = "NAME", default_value = "date")]
    pub date_field: String,
    /// The field that holds who published it
    #[arg(long, global = true, value_name = "NAME", default_value = "outlet")]
    pub outlet_field: String,
    /// The field that holds its headline
    #[arg(long, global = true, value_name = "NAME")]
    pub title_field: Option<String>,
    /// The field that holds its address
    #[arg(long, global = true, value_name = "NAME")]
    pub address_field: Option<String>,
    /// The words that texts are a translation of, shown and never read: the field that holds them, or a file or folder of the same names
    #[arg(long, global = true, value_name = "NAME|FILE|DIR")]
    pub text_original: Option<String>,
    /// Your translator for reports in other languages: run by the shell for each, given the text, gives English; {lang} is the language
    #[arg(long, global = true, value_name = "COMMAND")]
    pub translate: Option<String>,
    /// How many seconds a translation is waited for
    #[arg(long, global = true, value_name = "SECONDS", default_value = "120")]
    pub translate_timeout: u64,
    /// When to colour; NO_COLOR is respected
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Into pipes too
    Always,
    /// Not at all
    Never,
}
