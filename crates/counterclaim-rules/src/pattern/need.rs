//! What every match of a pattern must have, so that a sentence without it is passed over and the pattern not tried.
//!
//! `actor:Party act:(%shell|%bomb) <be>?` needs a party, and a form of *shell* or of *bomb*.

use super::{MentionKind, Pattern, Test, parse::Node};
use crate::lexicon::{Keys, Lexicon, Lists, Literal};

/// One thing of which a sentence must have at least one alternative.
#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    /// A word of one of these lists.
    pub(super) lists: Lists,
    /// One of these words.
    literals: Vec<Literal>,
    /// The words as keys, once the lexicon knows them.
    pub(super) keys: Keys,
    /// A mention of one of these kinds, one bit a kind.
    pub(super) kinds: u8,
}

impl MentionKind {
    /// Its bit in a set of kinds.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Need {
    /// Whether the words can meet it: none of its words is without a key.
    fn is_settled(&self) -> bool {
        self.literals.is_empty() || self.keys != 0
    }

    /// Whether a sentence with these lists, words and kinds of mention meets it.
    pub(super) fn is_met(&self, lists: &Lists, keys: &Keys, kinds: u8) -> bool {
        self.kinds & kinds != 0 || self.lists.meets(lists) || self.keys.meets(keys) || !self.is_settled()
    }

    /// How much would meet it, roughly.
    pub(super) fn width(&self) -> usize {
        self.literals.len() + if self.lists != 0 { 20 } else { 0 } + if self.kinds != 0 { 40 } else { 0 }
    }
}

impl Pattern {
    /// Whether a sentence with these lists, written-out words and kinds of mention has all that a match must have.
    pub(super) fn is_called_for(&self, lists: &Lists, keys: &Keys, kinds: u8) -> bool {
        self.needs.iter().all(|need| need.is_met(lists, keys, kinds))
    }

    /// Gives the words that it needs their keys in the lexicon, so that sentences without them can be told.
    pub fn anchor(&mut self, lexicon: &mut Lexicon) {
        for need in &mut self.needs {
            let keys: Option<Vec<Keys>> = need.literals.iter().map(|literal| lexicon.key(literal)).collect();
            need.keys = keys.into_iter().flatten().fold(Keys::NONE, |all, key| all | key);
        }
    }
}

/// Adds what every match of a node must have.
pub(super) fn of(node: &Node, out: &mut Vec<Need>) {
    match node {
        Node::List(id, _) => out.push(Need { lists: Lists::one((*id).into()), ..Need::default() }),
        Node::Mention(kind) => out.push(Need { kinds: kind.bit(), ..Need::default() }),
        Node::One(test) => out.extend(of_test(test)),
        Node::Named(_, node) => of(node, out),
        Node::Seq(items) => items.iter().for_each(|node| of(node, out)),
        Node::Times { node, least, .. } if *least > 0 => of(node, out),
        Node::Either(arms) => {
            let narrowest = |arm: &Node| {
                let mut needs = Vec::new();
                of(arm, &mut needs);
                needs.into_iter().min_by_key(Need::width)
            };
            let all: Option<Vec<Need>> = arms.iter().map(narrowest).collect();
            out.extend(all.map(|needs| needs.into_iter().fold(Need::default(), either)));
        }
        _ => {}
    }
}

fn of_test(test: &Test) -> Option<Need> {
    match test {
        Test::Lists(lists) => Some(Need { lists: *lists, ..Need::default() }),
        Test::Lower(word) => Some(Need { literals: vec![Literal::Lower(word.clone())], ..Need::default() }),
        Test::Lemma(word) => Some(Need { literals: vec![Literal::Lemma(word.clone())], ..Need::default() }),
        Test::All(tests) => tests.iter().filter_map(of_test).min_by_key(Need::width),
        Test::Any(words, others) => {
            let mut words: Vec<&Box<str>> = words.iter().collect();
            words.sort();
            let literals = words.into_iter().map(|word| Literal::Lower(word.clone())).collect();
            let others: Option<Vec<Need>> = others.iter().map(of_test).collect();
            others.map(|needs| needs.into_iter().fold(Need { literals, ..Need::default() }, either))
        }
        _ => None,
    }
}

fn either(mut one: Need, other: Need) -> Need {
    one.lists |= other.lists;
    one.literals.extend(other.literals);
    one.kinds |= other.kinds;
    one
}
