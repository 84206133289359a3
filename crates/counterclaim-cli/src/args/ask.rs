//! What commands that look at reports are asked with.

use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser, ValueParser},
};
use counterclaim::tally::Policy;
use counterclaim_model::{Day, Effect, Kind, Role};
use std::path::PathBuf;

/// Every policy, side by side.
pub const ALL_POLICIES: &str = "all";

/// Reports and nothing else.
#[derive(Debug, Args)]
pub struct Paths {
    /// Reports: files of any kind that holds reports, folders, or a ledger; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
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
    /// Leave out the claims of a party, a body or an outlet, or of all speakers without a name; may be repeated
    #[arg(long, value_name = "PARTY|OUTLET|anonymous")]
    pub without: Vec<String>,
    /// Only what was told by this day; reports whose day is not known do not count
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
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
    /// A claim's id or the beginning of it, a report's id (of a copy: what it changed), an episode's id, or an estimate's key
    /// (episode/side/effect/role), told under all five policies
    #[arg(long, value_name = "ID", required = true)]
    pub id: String,
    /// What ranges are made by.
    #[command(flatten)]
    pub weigh: Weigh,
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
