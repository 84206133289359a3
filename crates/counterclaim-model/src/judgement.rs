//! A judgement: a person's word on the machine's work.
//!
//! It is an input and never an edit: judgements are appended, one JSON object a line, obeyed by the next run, and can be withdrawn. The text
//! of a report and what the machine read in it stay as they are; what is amended says whose word it is.

use crate::{Day, Effect, Kind, Name, Qualifier, Role, Scope, Span, Stance};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A person's word on one claim, report or earlier judgement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// What it is about: `claim:3f9a01c2d4e5`, `report:may-3`, `words:may-3#120-145`, `party:OPM`, `judgement:…`.
    pub about: About,
    /// What is said of it.
    pub verdict: Opinion,
    /// What is to be put in place of the machine's reading.
    #[serde(default, skip_serializing_if = "Amendment::is_empty")]
    pub set: Amendment,
    /// Who judges.
    pub by: Name,
    /// When, as RFC 3339 writes it; of two judgements on one field the later stands.
    pub at: Name,
    /// Why, in the judge's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a judgement is about. Claims and judgements are named by their ids, reports and parties as every output names them, words by their
/// bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A claim.
    Claim(Name),
    /// A report.
    Report(Name),
    /// Words of a report that make a claim which was not read: `amend` puts it in.
    Words(Name, Span),
    /// A party, by its name: `amend` with `with` says which other name it goes by.
    Party(Name),
    /// An earlier judgement.
    Judgement(Name),
}

/// The verdict of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// The words say what the machine read.
    Yes,
    /// They do not: the claim is kept, shown, and used in no sum, dispute or estimate.
    No,
    /// The judge can't tell.
    Unsure,
    /// They say what `set` tells.
    Amend,
    /// An earlier judgement is taken back.
    Withdraw,
}

/// Fields of a claim or report to be put in place of those read, under the names of the export. What is not named stays; `null` says that it is
/// not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Amendment {
    /// First day; of a report, the day of writing.
    #[serde(alias = "date", with = "given", skip_serializing_if = "Option::is_none")]
    pub from: Option<Option<Day>>,
    /// Last day.
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub to: Option<Option<Day>>,
    /// What befell people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// Lower end of a figure.
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub low: Option<Option<u32>>,
    /// Upper end.
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub high: Option<Option<u32>>,
    /// How the words bound it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// Whose the harmed are, joined with "; "; `all` for every side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// Soldiers or civilians.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// One strike, or a running total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// What a statement tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Who does it, joined with "; ".
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub actor: Option<Option<String>>,
    /// To whom, joined with "; ".
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub target: Option<Option<String>>,
    /// Who did the harm.
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub by: Option<Option<Name>>,
    /// Who vouches: "Azerbaijan: Ministry of Defence", "UN", `reporter`, `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<String>,
    /// Whether the claimant says that it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Parties that reject it, by this report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_by: Option<Vec<Name>>,
    /// Whether it belongs to the fighting that the report is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<bool>,
    /// Where.
    #[serde(with = "given", skip_serializing_if = "Option::is_none")]
    pub place: Option<Option<Name>>,
    /// The words of a claim that is put in, as the report has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Of a report: another report that tells of the same episode. Of a party: the name of the party that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Name>,
    /// Of a report: that it stands in an episode of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<bool>,
    /// Of a report: names that are hidden where what it tells is published without private names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide: Option<Vec<Name>>,
    /// Of a report: names that are shown even there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<Vec<Name>>,
    /// Degrees north, where the tables do not have the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f32>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f32>,
}

impl Amendment {
    /// Whether it puts nothing in place of anything.
    pub fn is_empty(&self) -> bool {
        *self == Amendment::default()
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, id) = match self {
            About::Claim(id) => ("claim", id),
            About::Report(id) => ("report", id),
            About::Party(name) => ("party", name),
            About::Judgement(id) => ("judgement", id),
            About::Words(doc, span) => return write!(f, "words:{doc}#{}-{}", span.start, span.end),
        };
        write!(f, "{what}:{id}")
    }
}

impl FromStr for About {
    type Err = String;

    /// Reads `claim:ID` (or `c:ID`), `report:ID`, `words:ID#START-END`, `party:NAME`, `judgement:ID`.
    fn from_str(text: &str) -> Result<About, String> {
        let wrong = || format!("`{text}` names nothing to judge: write claim:ID, report:ID, words:ID#START-END, party:NAME or judgement:ID");
        let (what, id) = text.split_once(':').ok_or_else(wrong)?;
        let id: Name = Some(id.trim()).filter(|id| !id.is_empty()).ok_or_else(wrong)?.into();
        match what {
            "claim" | "c" => Ok(About::Claim(id)),
            "report" => Ok(About::Report(id)),
            "party" => Ok(About::Party(id)),
            "judgement" => Ok(About::Judgement(id)),
            "words" => {
                let (doc, span) = id.rsplit_once('#').ok_or_else(wrong)?;
                let ends = span.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
                let (start, end) = ends.filter(|(start, end)| start < end && !doc.is_empty()).ok_or_else(wrong)?;
                Ok(About::Words(doc.into(), Span { start, end }))
            }
            _ => Err(wrong()),
        }
    }
}

impl Serialize for About {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for About {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<About, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A field that may be given as `null`, which is not the same as left out.
mod given {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(value: &Option<Option<T>>, to: S) -> Result<S::Ok, S::Error> {
        value.serialize(to)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(from).map(Some)
    }
}
