//! How firmly a sentence lays a deed to somebody (`rules/en/firmness.toml`).
//!
//! The four degrees are those of the message understanding conferences (MUC-3, 1991): reported as fact, claimed or admitted, suspected
//! or accused, possible. Surprising but meant: an accusation outweighs a doubt in the same sentence, for "police believe that the Front
//! is responsible" accuses.

use counterclaim_model::{Error, Firmness};
use serde::Deserialize;

/// The words of each degree.
#[derive(Debug)]
pub struct Degrees(Vec<(Firmness, Degree)>);

/// One degree, as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Degree {
    words: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    accused: Degree,
    claimed: Degree,
    possible: Degree,
}

impl Degrees {
    /// Reads a file of degrees. One without examples on both sides, or whose examples fail, does not load.
    pub fn parse(text: &str, file: &str) -> Result<Degrees, Error> {
        let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
        let degrees = Degrees(vec![(Firmness::Accused, raw.accused), (Firmness::Claimed, raw.claimed), (Firmness::Possible, raw.possible)]);
        for (of, degree) in &degrees.0 {
            let name = of.name();
            if degree.yes.is_empty() || degree.no.is_empty() {
                return Err(Error::rule(format!("{file}: {name}"), "give at least one `yes` and one `no` example"));
            }
            let is = |example: &&String| degrees.of(example) == *of;
            if let Some(wrong) = degree.yes.iter().find(|example| !is(example)).or(degree.no.iter().find(is)) {
                return Err(Error::rule(format!("{file}: {name}"), format!("fails its example «{wrong}»")));
            }
        }
        Ok(degrees)
    }

    /// How firm a sentence is that lays a deed to somebody.
    pub fn of(&self, sentence: &str) -> Firmness {
        let words: Vec<String> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        let found = self.0.iter().find(|(_, degree)| degree.words.iter().any(|phrase| stands(phrase, &words)));
        found.map_or(Firmness::Fact, |(of, _)| *of)
    }
}

/// Whether a phrase stands among words.
fn stands(phrase: &str, words: &[String]) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let is = |word: &str, of: &str| of.strip_suffix('*').map_or(word == of, |stem| word.starts_with(stem));
    words.windows(phrase.len()).any(|words| words.iter().zip(&phrase).all(|(word, of)| is(word, of)))
}
