//! Every fact of the command line, once: `-h`, `--help` and the reference in `tests/snapshots` are printed from this list.
//!
//! Positionals are always paths; words, episodes and ids are options. The one exception is `explain`, which reads no report.

use crate::review::queue::Line;
use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser, ValueParser},
};
use counterclaim::tally::Policy;
use counterclaim_model::{Day, Effect, Kind, Role};
use std::{net::IpAddr, path::PathBuf};

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

/// Every policy, side by side.
pub const ALL_POLICIES: &str = "all";

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
    /// Judge a claim or a report's day: appended to --judgements FILE, obeyed by every run that is given it
    #[command(after_help = "Examples:\n  counterclaim judge --id 5b02 --verdict amend --set from=2020-09-27 --set place=Martakert --by 'A. Coder' \\\n    \
                            --judgements judgements.jsonl reports/\n  \
                            counterclaim judge --id may-3 --verdict amend --set date=2001-05-03 --by 'A. Coder' --judgements judgements.jsonl reports/\n  \
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

/// Reports and nothing else.
#[derive(Debug, Args)]
pub struct Paths {
    /// Reports: files of any kind that holds reports, folders, or a ledger; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Reports: files, folders, JSON lines; `-` is standard input; none, to bring the ledger up to date
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The ledger; made where there is none
    #[arg(short, long, value_name = "LEDGER", required = true)]
    pub output: PathBuf,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Addresses of RSS or Atom feeds
    #[arg(value_name = "FEED", required_unless_present = "feeds")]
    pub addresses: Vec<String>,
    /// A file of more of them, one a line; `#` begins a remark
    #[arg(long, value_name = "FILE")]
    pub feeds: Option<PathBuf>,
    /// The ledger; made where there is none
    #[arg(short, long, value_name = "LEDGER", required = true)]
    pub output: PathBuf,
    /// Ask once whatever is due, and end
    #[arg(long)]
    pub once: bool,
    /// How many minutes a feed is left alone after it answered
    #[arg(long, value_name = "MINUTES", default_value = "15")]
    pub every: u64,
    /// How many seconds a host is left in peace between two requests, at least
    #[arg(long, value_name = "SECONDS", default_value = "5")]
    pub pause: u64,
    /// How the program calls itself to hosts: by good custom with an address where you can be reached
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
}

/// Arguments of `tolls`.
#[derive(Debug, Args)]
pub struct Tolls {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// Only this episode (its id, or the beginning of it)
    #[arg(long, value_name = "ID")]
    pub episode: Option<String>,
    /// How claims become a range: what a side admits and its enemy claims; the lowest (ACLED); best, low and high (UCDP); two independent
    /// origins (Iraq Body Count); with a grade (Airwars); or all five side by side
    #[arg(long, value_name = "NAME", value_parser = policies(), default_value = "own-then-enemy")]
    pub policy: String,
    /// How each toll grew, claimant by claimant: which figure was current when
    #[arg(long)]
    pub growth: bool,
    /// What ranges are made by.
    #[command(flatten)]
    pub weigh: Weigh,
}

/// On which terms ranges are made, besides the policy.
#[derive(Clone, Debug, Default, Args)]
pub struct Weigh {
    /// What "dozens" and the like stand for, by a table of rules/en/number.toml [default: acled for `conservative`, else guidelines]
    #[arg(long, value_name = "TABLE")]
    pub vague: Option<String>,
    /// Leave out the claims of a party, a body or an outlet, or of all speakers without a name, and show how ranges move; may be repeated
    #[arg(long, value_name = "PARTY|OUTLET|anonymous")]
    pub without: Vec<String>,
    /// Do not tell sides apart, nor civilians from people of whom nothing is said: one row of those who are not said to be fighters
    #[arg(long)]
    pub together: bool,
    /// Only what was told by this day; reports whose day is not known do not count
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
}

/// Arguments of `disputes`.
#[derive(Debug, Args)]
pub struct Disputes {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// Only this episode (its id, or the beginning of it)
    #[arg(long, value_name = "ID")]
    pub episode: Option<String>,
}

/// Arguments of `claims`: every filter must hold.
#[derive(Debug, Args)]
pub struct Claims {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// Words that the claim's sentence must hold, in any order and case
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
    /// Whose losses, or whom a deed is done to
    #[arg(long, value_name = "PARTY")]
    pub side: Option<String>,
    /// Who says so: a party, body or person; `reporter` for the report's own voice
    #[arg(long, value_name = "CLAIMANT")]
    pub by: Option<String>,
    /// What befell people
    #[arg(long, value_parser = effects())]
    pub effect: Option<Effect>,
    /// What a statement tells
    #[arg(long, value_parser = kinds())]
    pub kind: Option<Kind>,
    /// Soldiers, civilians or both
    #[arg(long, value_parser = roles())]
    pub role: Option<Role>,
    /// Only claims that someone denies
    #[arg(long)]
    pub denied: bool,
    /// Only claims of less confidence than this, 0 to 1: those to look at first
    #[arg(long, value_name = "CHANCE")]
    pub below: Option<f32>,
    /// Only this report
    #[arg(long, value_name = "ID")]
    pub doc: Option<String>,
    /// Only this episode (its id, or the beginning of it)
    #[arg(long, value_name = "ID")]
    pub episode: Option<String>,
}

/// Arguments of `why`.
#[derive(Debug, Args)]
pub struct Why {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// A claim's id or the beginning of it, an episode's id, or an estimate's key (episode/side/effect/role), told under all five policies
    #[arg(long, value_name = "ID", required = true)]
    pub id: String,
    /// What ranges are made by.
    #[command(flatten)]
    pub weigh: Weigh,
}

/// Arguments of `judge`.
#[derive(Debug, Args)]
pub struct Judge {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// A claim's id or the beginning of it, a report's id, or an earlier judgement's
    #[arg(long, value_name = "ID")]
    pub id: String,
    /// yes and no: the report says so, or does not; unsure; amend, with --set; withdraw an earlier judgement
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub verdict: Verdict,
    /// A field under its name in the export, and what stands there instead; `null` where it is not known
    #[arg(long, value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Who judges
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub note: String,
}

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// Which claims: contradicted; of little confidence; without a party who speaks; without a day; the first of each rule; a sample to
    /// measure by; those that somebody else has judged; those on which two differ
    #[arg(long, value_name = "QUEUE", value_parser = PossibleValuesParser::new(Line::all().map(Line::name)), default_value = "disputes")]
    pub queue: String,
    /// Who judges
    #[arg(long, value_name = "NAME")]
    pub by: String,
}

/// What is said of a claim.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Verdict {
    /// The report says so
    Yes,
    /// It does not
    No,
    /// Can't tell
    Unsure,
    /// It says what --set tells
    Amend,
    /// An earlier judgement is taken back
    Withdraw,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A sentence, in quotation marks
    #[arg(value_name = "SENTENCE")]
    pub sentence: String,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// In which form
    #[arg(long = "as", value_enum, default_value = "jsonl")]
    pub form: ExportForm,
    /// Hide the names of persons who hold no office, and of the harmed
    #[arg(long)]
    pub redact: bool,
}

/// One ledger and nothing else.
#[derive(Debug, Args)]
pub struct Ledgers {
    /// A ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older ledger
    #[arg(value_name = "OLD", required = true)]
    pub old: PathBuf,
    /// The newer ledger
    #[arg(value_name = "NEW", required = true)]
    pub new: PathBuf,
    /// Only changes of this kind of thing
    #[arg(long, value_name = "THING", value_parser = ["report", "episode", "estimate", "dispute", "claim"])]
    pub only: Option<String>,
}

/// Arguments of `forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
    /// The address that the report was received from, or the beginning of its SHA-256 (8 digits or more)
    #[arg(long, value_name = "ADDRESS|HASH", required = true)]
    pub report: String,
    /// Why, in words that stay in its place
    #[arg(long, value_name = "WORDS", required = true)]
    pub why: String,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
    /// The copy; a file that is not there yet
    #[arg(short, long, value_name = "FILE", required = true)]
    pub output: PathBuf,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// A ledger, or reports
    #[arg(value_name = "LEDGER|PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Where on this machine; 0 is any free port
    #[arg(long, value_name = "PORT", default_value = "8080")]
    pub port: u16,
    /// On which of this machine's addresses; any other than this machine's own asks for --token-file
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub listen: IpAddr,
    /// Who may come in: a line is `reader TOKEN` or `reviewer TOKEN`
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Who judges, where no other name is told on the page
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Draw the map on tiles of this server, https://HOST/{z}/{x}/{y}.png, which then sees what is looked at; without it nothing is fetched
    #[arg(long, value_name = "ADDRESS")]
    pub tiles: Option<String>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// A folder of rules, laid over those that ship with the program
    #[arg(value_name = "RULES_DIR")]
    pub dir: Option<PathBuf>,
}

/// Forms for other programs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportForm {
    /// One JSON object a claim
    Jsonl,
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

/// Every policy, and all of them.
fn policies() -> PossibleValuesParser {
    PossibleValuesParser::new(Policy::ALL.iter().map(|policy| policy.name()).chain([ALL_POLICIES]))
}

fn effects() -> ValueParser {
    let names = PossibleValuesParser::new(Effect::ALL.iter().map(|effect| effect.name()));
    ValueParser::new(names.try_map(|name| Effect::named(&name).ok_or("no such effect")))
}

fn kinds() -> ValueParser {
    let names = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name()));
    ValueParser::new(names.try_map(|name| Kind::named(&name).ok_or("no such kind")))
}

fn roles() -> ValueParser {
    let names = PossibleValuesParser::new(Role::ALL.iter().map(|role| role.name()));
    ValueParser::new(names.try_map(|name| Role::named(&name).ok_or("no such role")))
}
