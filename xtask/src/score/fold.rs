//! Names made comparable: "The Médecins Sans Frontières" and "MSF" are both "doctors without borders".
//!
//! A name with any Latin letter or digit loses accents, articles and signs; one without (Cyrillic, Arabic) stays as it is, because to
//! strip it of what is not ASCII would make all such names equal. Aliases are whole parties: a body behind the colon is never renamed.

use super::item::Item;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Folded spellings of a party, and the folded name that they stand for.
#[derive(Debug, Default)]
pub struct Aliases(pub BTreeMap<String, String>);

/// The parties that a value names; `None` stands for null, which is an answer.
pub type Parties = BTreeSet<Option<String>>;

impl Aliases {
    /// Lower case without accents and articles, aliases applied to the party.
    pub fn fold(&self, name: &str) -> String {
        let raw = case_folded(name);
        let latin: String = raw.nfkd().filter(char::is_ascii).collect();
        let bare = if latin.bytes().any(|b| b.is_ascii_alphanumeric()) { without_articles(&latin) } else { raw };
        let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        let (head, tail) = bare.split_once(':').map_or((bare.as_str(), ""), |(head, tail)| (head.trim(), tail.trim()));
        let head = self.0.get(head).map_or(head, String::as_str);
        if tail.is_empty() { head.to_owned() } else { format!("{head}: {tail}") }
    }

    /// `fold` of any value; null stays null.
    pub fn fold_value(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(name) => Some(self.fold(name)),
            other => Some(self.fold(&other.to_string())),
        }
    }

    /// The parties that a value names ("; " joins several), without their bodies or persons.
    pub fn parties(&self, value: &Value) -> Parties {
        match value {
            Value::String(names) => names.split(';').map(|name| Some(party(&self.fold(name)))).collect(),
            other => BTreeSet::from([self.fold_value(other).map(|name| party(&name))]),
        }
    }

    /// The parties of all values together.
    pub fn parties_of<'a>(&self, values: impl IntoIterator<Item = &'a Value>) -> Parties {
        values.into_iter().flat_map(|value| self.parties(value)).collect()
    }

    /// Reads a JSON object of folded spellings.
    pub fn from_item(item: &Item) -> Aliases {
        Aliases(item.0.iter().filter_map(|(from, to)| Some((from.clone(), to.as_str()?.to_owned()))).collect())
    }
}

fn party(folded: &str) -> String {
    folded.split(':').next().unwrap_or("").trim().to_owned()
}

/// Unicode's case folding, by way of upper case, which turns "ß" into "ss" and a final sigma into a plain one. The dotless i and the
/// capital sharp s are the two letters for which that way ends elsewhere.
fn case_folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkc() {
        match c {
            'ı' => out.push(c),
            'ẞ' => out.push_str("ss"),
            _ => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    out
}

/// ASCII in lower case, signs but the colon made blanks, and "the" left out wherever it stands as a word.
fn without_articles(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    let mut word = String::new();
    for c in latin.chars().chain([' ']) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            word.push(c);
            continue;
        }
        if word != "the" {
            out.push_str(&word);
        }
        word.clear();
        out.push(if c == ':' { ':' } else { ' ' });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn aliases() -> Aliases {
        Aliases::from_item(&Item::of(json!({"msf": "doctors without borders", "u s": "united states", "artsakh": "nagorno karabakh"})))
    }

    #[test]
    fn accents_articles_signs_and_case_do_not_matter() {
        for (name, folded) in [
            ("The Médecins  Sans Frontières", "medecins sans frontieres"),
            ("Nagorno-Karabakh", "nagorno karabakh"),
            ("U.S.", "united states"),
            ("the other the", "other"),
            ("Theatre of the War", "theatre of war"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Diyarbakır", "diyarbakr"),
            ("İzmir", "izmir"),
            ("Tigray People’s Front", "tigray peoples front"),
        ] {
            assert_eq!(aliases().fold(name), folded, "{name}");
        }
    }

    #[test]
    fn an_alias_is_of_the_party_and_not_of_its_body() {
        assert_eq!(aliases().fold("Artsakh:Ministry of the Interior"), "nagorno karabakh: ministry of interior");
        assert_eq!(aliases().fold("Armenia: MSF"), "armenia: msf");
        assert_eq!(aliases().fold("Armenia:"), "armenia");
    }

    #[test]
    fn other_scripts_are_kept() {
        assert_eq!(aliases().fold(" Россия "), "россия");
        assert_ne!(aliases().fold("Россия"), aliases().fold("Україна"));
    }

    #[test]
    fn several_parties_are_joined_and_null_is_one() {
        let both = aliases().parties(&json!("Armenia: Army; Artsakh"));
        assert_eq!(both, BTreeSet::from([Some("armenia".into()), Some("nagorno karabakh".into())]));
        assert_eq!(aliases().parties(&Value::Null), BTreeSet::from([None]));
    }
}
