//! What commands that judge are asked with.

use super::Paths;
use crate::review::queue::Line;
use clap::{Args, ValueEnum, builder::PossibleValuesParser};

/// Arguments of `judge`.
#[derive(Debug, Args)]
pub struct Judge {
    /// The reports.
    #[command(flatten)]
    pub reports: Paths,
    /// A claim's id or the beginning of it, a report's id, `party:NAME`, or an earlier judgement's
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
