//! What parties do and say, by the word for it: `[[deed]]` of `rules/en/deed.toml`.
//!
//! An entry gives the words of one kind of deed (verbs with their particles, nouns) and what must stand beside them; how English arranges
//! who did it and to whom is the same for all and is read from the sentence. The surprising decision: the order of the file decides
//! between entries that share a word, so "took a village" is tried before "took" of anything else.

use crate::{
    hash::HashMap,
    lexicon::{Lexicon, Lists},
    rule,
};
use counterclaim_model::{Error, Kind, Name, Word};
use serde::Deserialize;
use std::collections::BTreeMap;

/// All entries, found by their words.
#[derive(Debug, Default)]
pub struct Deeds {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// The word lists by which the frames read who did it.
    pub lists: Frames,
    words: HashMap<Box<str>, Vec<Use>>,
}

macro_rules! frames {
    ($($(#[$doc:meta])* $field:ident = $($name:literal)|+),* $(,)?) => {
        /// The word lists by which the frames read who did it, each one or more of the lexicon.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Frames { $($(#[$doc])* pub $field: Lists),* }

        impl Frames {
            fn of(lexicon: &Lexicon) -> Frames {
                Frames { $($field: Lists::NONE $(| lexicon.bit($name))+),* }
            }
        }
    };
}

frames! {
    /// Words by which a phrase without a party is still somebody.
    somebody = "people-military" | "people-hostile" | "enemy" | "this-or-its" | "unnamed-source" | "the-sides",
    /// Heads of phrases that are people, or fight.
    people = "people" | "fighting-unit",
    /// "he", "they".
    pronoun = "pronoun",
    /// "its", "their".
    owner = "this-or-its",
    /// "enemy".
    enemy = "enemy",
    /// What states call the armed men of the other side.
    hostile = "people-hostile",
    /// What a deed does: kills, wounds, destroys.
    harm = "harm-verb" | "harm-intransitive" | "harm-state" | "ruin-verb",
    /// "deaths", "casualties".
    loss = "loss-noun",
    /// Verbs that only carry a noun out.
    carries = "do-verb",
    /// Verbs by which a noun happens.
    occurs = "occur-verb",
    /// Verbs of those who see or report it.
    witness = "witness-verb",
    /// Words of speech.
    says = "say-verb",
    /// "accuse", "blame".
    accuse = "accuse-verb",
    /// Verbs whose object does what follows: "force", "prompt".
    make_do = "make-do",
    /// Words that end or prevent it.
    ending = "ending",
    /// Verbs that only wish for it.
    wish = "wish-verb",
    /// "loyal", "affiliated".
    belonging = "belongs-to",
    /// "pro", "anti".
    beside = "for-or-against",
    /// "backed", "led", behind a party and a hyphen.
    made_by = "made-by",
    /// Nouns of deeds that another noun only describes.
    deed = "deed-noun",
    /// What one fights with.
    weapon = "weapon",
    /// "neighbour", "rival": behind "its" it is the other side.
    other_side = "other-side",
    /// "border", "frontier".
    border = "border-word",
    /// "not", "refuse".
    negation = "negation" | "refuse-verb",
}

/// One way of telling a kind of deed.
#[derive(Debug)]
pub struct Entry {
    /// Its name with the language and the file: `en/deed/attack`.
    pub name: Name,
    /// The kind of statement.
    pub kind: Kind,
    /// What must be done it to, where not everything will do.
    pub object: Wanted,
    /// Who or what must do it.
    pub subject: Wanted,
    /// What may not stand just behind the verb: "declined to comment" refuses nothing.
    pub except: Lists,
    /// Words before the target ("attack on", "talks with"), beside the object.
    pub to: Vec<Box<str>>,
    /// Whether a noun's "of" leads to the target ("the shelling of the town"), not to the actor ("the aggression of").
    pub of_target: bool,
    /// Whether both do it to one another.
    pub mutual: bool,
    /// Whether the subject is the one to whom it is done ("came under fire").
    pub swap: bool,
    /// Whether a noun is told only as the cause of harm ("killed by a mine").
    pub cause: bool,
    /// Whether somebody must be named who did it or suffered it.
    pub named: bool,
    /// Whether somebody must be named who did it.
    pub doer: bool,
    /// Whether a noun must name its two with "between", "with" or "against", or be told to have happened.
    pub both: bool,
    /// Whether that it began or goes on tells no deed, as of a war.
    pub lasting: bool,
    /// Whether the verb's object is bidden to do something ("asked Georgia to leave").
    pub bidding: bool,
    /// Whether the verb takes no object.
    pub intransitive: bool,
    /// Sentences that it must read.
    pub yes: Vec<String>,
    /// Sentences that it must pass over.
    pub no: Vec<String>,
}

/// Words or mentions, one of which must stand in a phrase; nothing wanted is always there.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Word lists, one bit a list.
    pub lists: Lists,
    /// A place by name.
    pub place: bool,
    /// People.
    pub group: bool,
    /// A party.
    pub party: bool,
}

impl Wanted {
    /// Whether anything will do.
    pub fn anything(&self) -> bool {
        self.lists == Lists::NONE && !self.place && !self.group && !self.party
    }

    fn parse(names: &[String], lexicon: &Lexicon) -> Result<Wanted, String> {
        let mut wanted = Wanted::default();
        for name in names {
            match name.as_str() {
                "Place" => wanted.place = true,
                "Group" => wanted.group = true,
                "Party" => wanted.party = true,
                list => wanted.lists |= Lists::one(lexicon.id(list).ok_or_else(|| format!("there is no word list `{list}`"))?.into()),
            }
        }
        Ok(wanted)
    }
}

/// How far behind its verb a particle may stand.
pub const PARTICLE: usize = 5;

/// One entry's use of a word.
#[derive(Debug)]
pub struct Use {
    /// The entry, by its place in the file.
    pub entry: usize,
    /// Whether the word stands as a noun.
    pub noun: bool,
    /// The words that must follow: at once behind a noun's first word, within a few words behind a verb.
    pub rest: Vec<Box<str>>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    deed: Vec<Written>,
    #[serde(default)]
    forms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    kind: String,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    of_target: bool,
    #[serde(default)]
    mutual: bool,
    #[serde(default)]
    swap: bool,
    #[serde(default)]
    cause: bool,
    #[serde(default)]
    named: bool,
    #[serde(default)]
    doer: bool,
    #[serde(default)]
    both: bool,
    #[serde(default)]
    lasting: bool,
    #[serde(default)]
    bidding: bool,
    #[serde(default)]
    intransitive: bool,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Deeds {
    /// Reads the entries of a file; `family` is `en/deed`.
    pub fn parse(text: &str, file: &str, family: &str, lexicon: &Lexicon) -> Result<Deeds, Error> {
        let written: File = toml::from_str(text).map_err(|e| Error::rule(file, e.message()))?;
        let mut deeds = Deeds { lists: Frames::of(lexicon), ..Deeds::default() };
        let irregular = written.forms;
        for (at, entry) in written.deed.into_iter().enumerate() {
            let wrong = |what: String| Error::rule(format!("{file}: deed `{}`", entry.name), what);
            rule::proven(&entry.yes, &entry.no).map_err(wrong)?;
            let kind = Kind::named(&entry.kind).ok_or_else(|| wrong(format!("there is no kind `{}`", entry.kind)))?;
            let name: Name = format!("{family}/{}", entry.name).into();
            if deeds.entries.iter().any(|e| e.name == name) {
                return Err(wrong("there are two entries of this name".to_owned()));
            }
            let (object, subject) = (Wanted::parse(&entry.object, lexicon).map_err(wrong)?, Wanted::parse(&entry.subject, lexicon).map_err(wrong)?);
            let except = Wanted::parse(&entry.except, lexicon).map_err(wrong)?.lists;
            entry.verb.iter().for_each(|words| deeds.enter(at, words, false, &irregular));
            entry.noun.iter().for_each(|words| deeds.enter(at, words, true, &BTreeMap::new()));
            let to = entry.to.iter().map(|w| w.as_str().into()).collect();
            let Written { of_target, mutual, swap, cause, named, doer, both, lasting, bidding, intransitive, yes, no, .. } = entry;
            deeds.entries.push(Entry {
                name,
                kind,
                object,
                subject,
                except,
                to,
                of_target,
                mutual,
                swap,
                cause,
                named,
                doer,
                both,
                lasting,
                bidding,
                intransitive,
                yes,
                no,
            });
        }
        Ok(deeds)
    }

    fn enter(&mut self, entry: usize, words: &str, noun: bool, irregular: &BTreeMap<String, Vec<String>>) {
        let mut parts = words.split_whitespace();
        let Some(first) = parts.next() else { return };
        let rest: Vec<Box<str>> = parts.map(Into::into).collect();
        for form in forms(first, noun).into_iter().chain(irregular.get(first).into_iter().flatten().cloned()) {
            let uses = self.words.entry(form.into()).or_default();
            if !uses.iter().any(|u| u.entry == entry && u.noun == noun && u.rest == rest) {
                uses.push(Use { entry, noun, rest: rest.clone() });
            }
        }
    }

    /// The uses of a form or a dictionary form by itself.
    pub fn uses_of(&self, word: &str) -> &[Use] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The uses of a word, by its dictionary form and then by the form itself, each in the order of the file.
    pub fn uses(&self, word: &Word) -> impl Iterator<Item = &Use> {
        let form = (word.lemma != word.lower).then(|| self.words.get(&*word.lower)).flatten();
        self.words.get(&*word.lemma).into_iter().chain(form).flatten()
    }
}

/// A word and its regular forms: a net under the lemmatiser for words that it has not met ("shelled").
fn forms(word: &str, noun: bool) -> Vec<String> {
    let stem = word.strip_suffix('e').unwrap_or(word);
    let mut out = vec![word.to_owned(), format!("{word}s"), format!("{word}es")];
    if !noun {
        out.extend([format!("{stem}ed"), format!("{stem}ing")]);
    }
    out
}
