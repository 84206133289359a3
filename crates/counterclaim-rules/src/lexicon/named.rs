//! The lists that code asks for by name, one bit each, looked up once.

use super::{Lexicon, Lists};

macro_rules! lists {
    ($($(#[$doc:meta])* $field:ident = $name:literal),* $(,)?) => {
        /// Word lists by what they are for. A list that a user's lexicon lacks has no words.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Named { $($(#[$doc])* pub $field: Lists),* }

        impl Named {
            /// The names of these lists in `lexicon.toml`.
            pub const NAMES: &[&str] = &[$($name),*];

            /// The bits that the lists have in a lexicon.
            pub fn of(lexicon: &Lexicon) -> Named {
                Named { $($field: lexicon.bit($name)),* }
            }
        }
    };
}

lists! {
    /// Words of speech that say that it is not so.
    deny = "deny-verb",
    /// Nouns of people.
    people = "people",
    /// Soldiers, fighters, police.
    military = "people-military",
    /// Residents, children, journalists.
    civilian = "people-civilian",
    /// Whose men are soldiers: "brigade".
    soldiers_unit = "soldiers-unit",
    /// Whose members are civilians: "family".
    civilians_unit = "civilians-unit",
    /// Words that make any people civilians: "civilian", "unarmed".
    civilian_word = "civilian-word",
    /// Plural nouns of people that do not look plural.
    plural = "people-plural",
    /// "family", "crew": one is several people.
    together = "people-together",
    /// Nouns that count no people.
    not_people = "not-people",
    /// "nobody", "none".
    nobody = "nobody",
    /// "other", "more" between a number and its noun.
    further = "further",
    /// "them", "whom".
    pointed = "pointed-at",
    /// "a", "another".
    indefinite = "indefinite",
    /// "the", "these".
    definite = "definite",
    /// Every determiner.
    determiner = "determiner",
    /// "its", "their".
    possessor = "this-or-its",
    /// "'s".
    possessive = "possessive",
    /// "enemy".
    enemy = "enemy",
    /// "belonging to", "loyal to".
    belonging = "belonging",
    /// "day", "week".
    time_noun = "time-noun",
    /// Words that no phrase of people has inside.
    never_inside = "never-inside",
    /// Verbs of harm.
    harm_verb = "harm-verb",
    /// Verbs of harm without an object.
    harm_intransitive = "harm-intransitive",
    /// "die".
    killed_intransitive = "killed-intransitive",
    /// "dead", "missing".
    harm_state = "harm-state",
    /// "death", "injury".
    harm_noun = "harm-noun",
    /// Harm that only people suffer.
    only_people = "only-people",
    /// "casualty", "loss".
    casualties_noun = "casualties-noun",
    /// Forms of "be".
    be = "be",
    /// Forms of "have".
    have = "have",
    /// Adverbs that stand inside a verb phrase.
    adverb = "adverb",
    /// "could", "will".
    modal = "modal",
    /// "not", "never".
    negation = "negation",
    /// "plan", "threaten".
    unreal = "unreal",
    /// "if", "unless".
    condition = "condition",
    /// "feared", "expected".
    foreseen = "foreseen",
    /// "verify", "announce": what is told so has happened, whoever only plans to tell it.
    telling = "telling",
    /// Verbs whose "to" tells what was done: "managed to".
    achieved = "achieved",
    /// "air strike", "roadside bomb".
    means = "means",
    /// "heavy".
    heavy = "heavy",
    /// "army", "combat" beside a figure without people.
    military_word = "military-word",
    /// "including", "among them".
    including = "including",
    /// "of them", "of whom".
    of_them = "of-them",
    /// Words that join counts: "and", ",".
    joins = "joins",
    /// Prepositions between a count and where it belongs.
    where_it_is = "placed",
    /// "with", ",": before a count and its place.
    before_placed = "before-placed",
    /// "say", "report".
    say = "say-verb",
    /// "or", "nor".
    or = "or-word",
}
