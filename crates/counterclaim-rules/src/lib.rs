//! The rule engine, and the rules, world tables and models that ship with the program.
//!
//! Below all rooms: a room asks here what the language and the world are like. Everything is embedded in the program; a user's own
//! rules and tables are laid over it for one run.

pub mod confidence;
pub mod credit;
pub mod deed;
pub mod firmness;
pub mod furniture;
pub mod hash;
pub mod lexicon;
pub mod number;
pub mod pattern;
pub mod rarity;
pub mod repair;
pub mod rule;
pub mod sentence;
pub mod time;
pub mod words;
pub mod world;

use counterclaim_model::{Effect, Error, Name};
use hash::HashMap;
use lexicon::{Lexicon, ListId, Lists, Named};
use rule::Rule;
use std::path::Path;

/// The trained grammar, as bytes; read by `counterclaim::grammar`.
pub const GRAMMAR: &[u8] = include_bytes!("../../../models/en.grammar");

/// The trained listener, as bytes; read by `counterclaim::relate::hear`.
pub const ATTRIBUTION: &[u8] = include_bytes!("../../../models/en.attribution");

/// The trained locator, as bytes; read by `counterclaim::resolve::place`.
pub const LOCATOR: &[u8] = include_bytes!("../../../models/en.places");

/// All that the program knows before it reads: the language as rules, the world as tables.
pub struct Knowledge {
    /// Word lists.
    pub lexicon: Lexicon,
    /// The word lists that code asks for.
    pub lists: Named,
    /// Kinds of victim counted apart ("women", "medics") and their lists, `victims-…` in the lexicon.
    pub kinds: Vec<(Name, Lists)>,
    /// People harmed.
    pub tolls: Vec<Rule>,
    /// Who says so.
    pub attributions: Vec<Rule>,
    /// What the parties do and say, by the word for it.
    pub deeds: deed::Deeds,
    /// Ways of telling a deed that no single word gives.
    pub idioms: Vec<Rule>,
    /// How far claims are to be trusted.
    pub confidence: confidence::Confidence,
    /// How firmly deeds are laid to somebody.
    pub firmness: firmness::Degrees,
    /// Whom outlets have their words from.
    pub credits: credit::Credits,
    /// Page furniture.
    pub furniture: furniture::Furniture,
    /// How rare words are in the news.
    pub rarity: rarity::Rarity,
    /// Damaged words.
    pub repairs: repair::Repairs,
    /// Where sentences end, and where words do.
    pub sentences: sentence::Sentences,
    /// Numbers and their qualifiers.
    pub numbers: number::Numbers,
    /// Days and times.
    pub times: time::Times,
    /// Parties and places.
    pub world: world::World,
    effects: Vec<(Effect, Vec<ListId>)>,
    holders: HashMap<Name, Name>,
}

/// A rule file that ships with the program.
struct Shipped {
    name: &'static str,
    text: &'static str,
}

macro_rules! shipped {
    ($($name:literal),*) => { &[$(Shipped { name: $name, text: include_str!(concat!("../../../rules/en/", $name)) }),*] };
}

const FILES: &[Shipped] = shipped![
    "lexicon.toml",
    "toll.toml",
    "attribution.toml",
    "deed.toml",
    "confidence.toml",
    "credit.toml",
    "firmness.toml",
    "furniture.toml",
    "repair.toml",
    "sentence.toml",
    "number.toml",
    "time.toml"
];

impl Knowledge {
    /// What ships with the program.
    pub fn shipped() -> Result<Knowledge, Error> {
        Knowledge::with(None, None)
    }

    /// What ships with the program, with a user's own laid over it: a file of `rules` takes the place of the shipped file of that name,
    /// a row of a table in `world` the place of the shipped row.
    pub fn with(rules: Option<&Path>, world: Option<&Path>) -> Result<Knowledge, Error> {
        let (lexicon, _) = read(rules, "lexicon.toml")?;
        let mut lexicon = Lexicon::parse(&lexicon, "lexicon.toml")?;
        let rule_file = |name: &str, family: &str, known: &[&str]| {
            let (text, place) = read(rules, name)?;
            rule::parse(&text, &place, family, known, &lexicon)
        };
        let mut tolls = rule_file("toll.toml", "en/toll", &["effect", "quantity", "scope", "side"])?;
        let mut attributions = rule_file("attribution.toml", "en/attribution", &["content", "denies"])?;
        let mut idioms = rule_file("deed.toml", "en/deed", &["kind"])?;
        let (deeds, place) = read(rules, "deed.toml")?;
        let deeds = deed::Deeds::parse(&deeds, &place, "en/deed", &lexicon)?;
        for rule in tolls.iter_mut().chain(&mut attributions).chain(&mut idioms) {
            rule.pattern.anchor(&mut lexicon);
        }
        let world = match world {
            Some(dir) => world::World::with(dir)?,
            None => world::World::shipped(),
        };
        let (effects, lists) = (effects(&lexicon), Named::of(&lexicon));
        let kinds = lexicon.under("victims-").map(|(kind, list)| (kind.into(), list)).collect();
        let mut holders = HashMap::default();
        for party in &world.parties {
            if let Some(code) = &party.code {
                holders.entry(code.clone()).or_insert_with(|| party.name.clone());
            }
        }
        let (confidence, place) = read(rules, "confidence.toml")?;
        let confidence = confidence::Confidence::parse(&confidence, &place)?;
        let (firmness, place) = read(rules, "firmness.toml")?;
        let firmness = firmness::Degrees::parse(&firmness, &place)?;
        let (credits, place) = read(rules, "credit.toml")?;
        let credits = credit::Credits::parse(&credits, &place)?;
        let (furniture, place) = read(rules, "furniture.toml")?;
        let furniture = furniture::Furniture::parse(&furniture, &place)?;
        let (repairs, place) = read(rules, "repair.toml")?;
        let repairs = repair::Repairs::parse(&repairs, &place)?;
        let (sentences, place) = read(rules, "sentence.toml")?;
        let sentences = sentence::Sentences::parse(&sentences, &place)?;
        let (numbers, place) = read(rules, "number.toml")?;
        let numbers = number::Numbers::parse(&numbers, &place)?;
        let (times, place) = read(rules, "time.toml")?;
        let times = time::Times::parse(&times, &place)?;
        Ok(Knowledge {
            tolls,
            attributions,
            deeds,
            idioms,
            confidence,
            firmness,
            credits,
            furniture,
            rarity: rarity::Rarity::shipped()?,
            repairs,
            sentences,
            numbers,
            times,
            world,
            effects,
            holders,
            kinds,
            lists,
            lexicon,
        })
    }

    /// The party that is the state of that ISO country code.
    pub fn holder(&self, code: &str) -> Option<&Name> {
        self.holders.get(code)
    }

    /// The lists whose words mean each effect.
    pub fn effects(&self) -> &[(Effect, Vec<ListId>)] {
        &self.effects
    }
}

/// A rule file: the user's, where there is one, else the shipped one; and its name for messages.
fn read(rules: Option<&Path>, name: &str) -> Result<(String, String), Error> {
    if let Some(path) = rules.map(|dir| dir.join(name)).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).map_err(|e| Error::rule(path.display(), e))?;
        return Ok((text, path.display().to_string()));
    }
    let text = FILES.iter().find(|f| f.name == name).map_or("", |f| f.text);
    Ok((text.to_owned(), format!("rules/en/{name}")))
}

/// `killed-verb`, `killed-noun` … mean killed; what does not fit a name is no effect's list.
fn effects(lexicon: &Lexicon) -> Vec<(Effect, Vec<ListId>)> {
    let kinds = ["verb", "intransitive", "state", "noun", "toll"];
    let of = |effect: &Effect| kinds.iter().filter_map(|kind| lexicon.id(&format!("{}-{kind}", effect.name()))).collect();
    Effect::ALL.iter().map(|effect| (*effect, of(effect))).collect()
}
