//! The tag and label names of Universal Dependencies, as English EWT uses them.
//!
//! A word's `upos`, `xpos` and `label` are `&'static str`, so a model file cannot bring names of its own: it lists those that it
//! uses, and each must stand here. A model with an unknown name is refused, not half read.

/// Universal parts of speech.
pub const UPOS: [&str; 17] = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];

/// Penn Treebank tags, with EWT's additions (`ADD` an address, `GW` a word part, `HYPH`, `NFP`).
pub const XPOS: [&str; 51] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN",
    "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
    "WP$", "WRB", "``", "XX", "#",
];

/// Dependency labels with their subtypes.
pub const LABELS: [&str; 66] = [
    "acl",
    "acl:relcl",
    "advcl",
    "advcl:relcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "clf",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubj:outer",
    "csubj:pass",
    "csubj:xsubj",
    "dep",
    "det",
    "det:predet",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "flat:foreign",
    "flat:name",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:desc",
    "nmod:npmod",
    "nmod:poss",
    "nmod:tmod",
    "nmod:unmarked",
    "nsubj",
    "nsubj:outer",
    "nsubj:pass",
    "nsubj:xsubj",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:npmod",
    "obl:tmod",
    "obl:unmarked",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    "advmod:emph",
    "aux:caus",
    "compound:redup",
    "expl:pv",
    "nummod:gov",
    "obl:arg",
];

/// The standing name equal to `name`, if `names` has it.
pub fn standing(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().copied().find(|&n| n == name)
}
