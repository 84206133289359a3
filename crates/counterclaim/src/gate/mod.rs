//! Between room 3 and room 4: which sentences can hold a claim at all, by the forms of their words; asked again once they have tags, before
//! their arcs are drawn.
//!
//! "The river rose in the night" holds none, whatever its tags; "shells fell on the bridge" may. Reading a sentence costs a hundred times as
//! much as looking at it, and most sentences of a newspaper hold no claim. The surprising decision: nothing is listed here; the rules
//! themselves are asked, run loosely over forms (`counterclaim_rules::pattern::Possible`), so a rule of the user's own is never passed over.

mod deed;

use counterclaim_model::{Document, Name, Sentence, Word};
use counterclaim_rules::{
    Knowledge,
    hash::{HashMap, HashSet},
    lexicon::Lists,
    pattern::{Forms, Guess, Possible},
};
use std::{cell::OnceCell, sync::RwLock};

/// Forms are kept from report to report, up to so many; then all are forgotten.
const MOST: usize = 1 << 17;

/// Tells sentences that may hold a claim from those that cannot.
pub struct Gate {
    forms: RwLock<HashMap<Name, Form>>,
    /// Lists that make a toll without a rule, by arcs, where people stand in the sentence.
    harm: Lists,
    people: Lists,
    /// Words that point at people told of before.
    pointed: Lists,
    /// Lists that leave a doubt where people are counted and no rule reads them; arcs settle some.
    doubtful: Lists,
    /// Lists by which a sentence tells that a name fights, so that the name is a party wherever it stands.
    teaching: Lists,
    /// Words that point back at a party's longer name: "the Front".
    heads: Lists,
    determiner: Lists,
}

/// Which sentences are to be read.
#[derive(Debug, Default)]
pub struct Open {
    /// Those that may hold a claim, by number.
    pub claims: Vec<usize>,
    /// Those among the others that may introduce a party named in one of these.
    pub teaching: Vec<usize>,
    /// The words with capitals of all sentences that may introduce a party.
    names: HashSet<Name>,
}

#[derive(Default)]
struct Form {
    possible: Possible,
    /// Whether it is a figure or a word of a number.
    counts: bool,
    /// Whether it may be people.
    people: bool,
    /// Its forms that entries of deeds begin with.
    deeds: Vec<Name>,
}

impl Gate {
    /// For these rules.
    pub fn new(knowledge: &Knowledge) -> Gate {
        let harm = knowledge.lexicon.bit("harm-verb") | knowledge.lexicon.bit("harm-intransitive");
        let all = |names: &[&str]| names.iter().fold(Lists::NONE, |all, name| all | knowledge.lexicon.bit(name));
        let lists = &knowledge.lists;
        let doubtful = harm | lists.harm_state | lists.harm_noun | lists.casualties_noun;
        let people = all(&["people", "nobody", "indefinite"]);
        let teaching = all(&["group-head", "unit-head", "armed-adjective", "people-hostile", "rebel-noun", "group-noun", "called"]);
        Gate {
            forms: RwLock::default(),
            harm,
            people,
            pointed: lists.pointed,
            doubtful,
            teaching,
            heads: all(&["group-head", "unit-head"]),
            determiner: all(&["determiner"]),
        }
    }

    /// The sentences of a report that are to be read. `lemmas` gives the possible dictionary forms of a form.
    pub fn open(&self, knowledge: &Knowledge, lemmas: &dyn Fn(&str) -> Vec<Name>, document: &Document, sentences: &[Sentence], words: &[Word]) -> Open {
        // Another thread may have forgotten the forms that this one has just learnt; not many times running.
        for _ in 0..4 {
            if let Ok(known) = self.forms.read()
                && let Some(forms) = words.iter().map(|w| known.get(&w.lower)).collect::<Option<Vec<&Form>>>()
            {
                return self.sort(knowledge, &document.text, sentences, words, &forms);
            }
            self.learn(words, &|form| self.form(knowledge, form, lemmas(form)));
        }
        Open { claims: (0..sentences.len()).collect(), ..Open::default() }
    }

    fn sort(&self, knowledge: &Knowledge, text: &str, sentences: &[Sentence], words: &[Word], forms: &[&Form]) -> Open {
        let lines: Vec<Line<'_>> = sentences.iter().map(|s| Line { text, words: &words[s.words()], forms: &forms[s.words()] }).collect();
        let teaches = |line: &Line<'_>| line.forms.iter().any(|f| f.possible.may_be(self.teaching)) || line.has_acronym();
        let (mut teaching, mut claims) = (Vec::new(), Vec::new());
        let names: HashSet<Name> = lines.iter().filter(|line| teaches(line)).flat_map(Line::capitals).cloned().collect();
        for (number, line) in lines.iter().enumerate() {
            let carried = number > 0 && claims.last() == Some(&(number - 1)) && self.points_back(line.forms);
            if carried || self.may_hold(knowledge, line, &names) {
                claims.push(number);
            } else if teaches(line) {
                teaching.push(number);
            }
        }
        // What is taught matters only where it is named.
        let named: HashSet<&Name> = if teaching.is_empty() { HashSet::default() } else { claims.iter().flat_map(|&number| lines[number].capitals()).collect() };
        let capitals = |number: usize| lines[number].capitals_but(self.determiner);
        teaching.retain(|&number| capitals(number).any(|name| named.contains(name)));
        Open { claims, teaching, names }
    }

    /// Whether a sentence that passed may still hold a claim now that it is tagged. Asked before its arcs are drawn.
    pub fn holds_still(&self, knowledge: &Knowledge, open: &Open, text: &str, words: &[Word]) -> bool {
        let Ok(known) = self.forms.read() else { return true };
        let Some(forms) = words.iter().map(|word| known.get(&word.lower)).collect::<Option<Vec<&Form>>>() else { return true };
        let doubtful = forms.iter().any(|f| f.counts) && forms.iter().any(|f| f.possible.may_be(self.doubtful));
        if doubtful || self.points_back(&forms) {
            return true;
        }
        let tagged = |(word, form): (&Word, &&Form)| {
            let lemma = (word.lemma != word.lower).then(|| word.lemma.clone());
            let possible = Possible::new(&knowledge.lexicon, &word.lower, lemma.into_iter().collect());
            let deeds = form.deeds.iter().filter(|word_of| **word_of == word.lower || **word_of == word.lemma).cloned().collect();
            Form { possible, deeds, ..**form }
        };
        let forms: Vec<Form> = words.iter().zip(&forms).map(tagged).collect();
        let forms: Vec<&Form> = forms.iter().collect();
        self.may_hold(knowledge, &Line { text, words, forms: &forms }, &open.names)
    }

    /// "Seventeen of them were children": a part of the figure in the sentence before.
    fn points_back(&self, forms: &[&Form]) -> bool {
        forms.windows(3).any(|run| run[0].counts && run[2].possible.may_be(self.pointed))
    }

    /// Takes in the forms that are new.
    fn learn(&self, words: &[Word], form: &dyn Fn(&Name) -> Form) {
        let mut fresh: Vec<&Name> = match self.forms.read() {
            Ok(known) => words.iter().map(|w| &w.lower).filter(|form| !known.contains_key(*form)).collect(),
            Err(_) => return,
        };
        fresh.sort();
        fresh.dedup();
        let made: Vec<(Name, Form)> = fresh.into_iter().map(|name| (name.clone(), form(name))).collect();
        let Ok(mut known) = self.forms.write() else { return };
        if known.len() + made.len() > MOST {
            known.clear();
        }
        known.extend(made);
    }

    fn form(&self, knowledge: &Knowledge, lower: &Name, lemmas: Vec<Name>) -> Form {
        let possible = Possible::new(&knowledge.lexicon, lower, lemmas);
        let numbers = &knowledge.numbers;
        let counts = lower.starts_with(|c: char| c.is_ascii_digit()) || numbers.words.contains_key(&**lower) || !numbers.phrases.under(lower).is_empty();
        let people = possible.may_be(self.people) || may_be_people(lower);
        let is_deed = |word: &&Name| !knowledge.deeds.uses_of(word).is_empty();
        let deeds = std::iter::once(lower).chain(possible.lemmas()).filter(is_deed).cloned().collect();
        Form { possible, counts, people, deeds }
    }

    fn may_hold(&self, knowledge: &Knowledge, line: &Line<'_>, names: &HashSet<Name>) -> bool {
        let (words, forms) = (line.words, line.forms);
        let sentence = Forms::new(&knowledge.lexicon, words, forms.iter().map(|f| &f.possible).collect());
        let mut rules = knowledge.tolls.iter().chain(&knowledge.idioms).filter(|rule| sentence.call_for(&rule.pattern)).peekable();
        let harm = sentence.may_have(self.harm);
        let deeds = forms.iter().any(|form| !form.deeds.is_empty());
        if rules.peek().is_none() && !harm && !deeds {
            return false;
        }
        let counts = next(forms, |f| f.counts);
        let people = next(forms, |f| f.counts || f.people);
        let some_people = people.first().is_some_and(|at| *at < words.len());
        if harm && some_people {
            return true;
        }
        let found = OnceCell::new();
        let parties = || found.get_or_init(|| self.parties(knowledge, line, names));
        let (some_parties, some_places) = (|| !parties().is_empty(), || line.names_place(knowledge));
        let signs = deed::Signs { knowledge, words, forms, sentence: &sentence, people: some_people, parties: &some_parties, places: &some_places };
        if deeds && signs.may_tell() {
            return true;
        }
        if rules.peek().is_none() {
            return false;
        }
        let guess = Guess { text: line.text, words, forms: &sentence, parties: parties(), counts: &counts, people: &people };
        rules.any(|rule| rule.pattern.may_match(&guess))
    }

    /// Where parties may be named: those of the tables, and names that the report may introduce or point back at. `names` are the words
    /// with capitals of the sentences that may introduce some.
    fn parties(&self, knowledge: &Knowledge, line: &Line<'_>, names: &HashSet<Name>) -> Vec<(usize, usize)> {
        let surface: Vec<&str> = line.words.iter().map(|w| w.span.of(line.text)).collect();
        let caps = !surface.iter().any(|w| w.contains(char::is_lowercase));
        let taught = |at: usize| surface.get(at).is_some_and(|w| w.contains(char::is_uppercase)) && names.contains(&line.words[at].lower);
        let mut out = Vec::new();
        for at in 0..surface.len() {
            let may_be = |lists: Lists| line.forms[at].possible.may_be(lists);
            let taught = taught(at) && (!may_be(self.determiner) || taught(at + 1));
            if caps || taught || may_be(self.heads) && surface[at].starts_with(char::is_uppercase) {
                out.extend((at + 1..=surface.len()).map(|end| (at, end)));
            } else if let Some(hit) = knowledge.world.party_at(&surface, at, caps) {
                out.push((at, at + hit.len));
            } else if let Some(hit) = knowledge.world.leader_at(&surface, at, caps, None) {
                out.push((at, at + hit.len));
            }
        }
        out
    }
}

/// One sentence of forms.
struct Line<'a> {
    text: &'a str,
    words: &'a [Word],
    forms: &'a [&'a Form],
}

impl<'a> Line<'a> {
    /// The words that have a capital.
    fn capitals(&self) -> impl Iterator<Item = &'a Name> + use<'a> {
        self.capitals_but(Lists::NONE)
    }

    /// Those of them that belong to none of these lists.
    fn capitals_but(&self, lists: Lists) -> impl Iterator<Item = &'a Name> + use<'a> {
        let text = self.text;
        let others = self.words.iter().zip(self.forms).filter(move |(_, form)| !form.possible.may_be(lists));
        others.filter(move |(word, _)| word.span.of(text).contains(char::is_uppercase)).map(|(word, _)| &word.lower)
    }

    /// Whether a place may be named: any name that is not the first word, or what the gazetteer has.
    fn names_place(&self, knowledge: &Knowledge) -> bool {
        let surface: Vec<&str> = self.words.iter().map(|w| w.span.of(self.text)).collect();
        surface.iter().skip(1).any(|w| w.contains(char::is_uppercase)) || (0..surface.len()).any(|at| knowledge.world.place_at(&surface, at, false).is_some())
    }

    /// Whether an acronym in brackets stands behind something: "… Front (FMLN)".
    fn has_acronym(&self) -> bool {
        let capitals = |w: &Word| w.span.of(self.text).chars().all(|c| !c.is_lowercase());
        self.words.windows(2).any(|pair| matches!(&*pair[0].lower, "(" | "[") && capitals(&pair[1]))
    }
}

/// For each word, where the next one stands that `is` so; their number where there is none.
fn next(forms: &[&Form], is: impl Fn(&Form) -> bool) -> Vec<usize> {
    let mut out = vec![forms.len(); forms.len()];
    for at in (0..forms.len()).rev() {
        out[at] = if is(forms[at]) { at } else { out.get(at + 1).copied().unwrap_or(forms.len()) };
    }
    out
}

/// Whether the form ends as nouns of people do ("traffickers").
fn may_be_people(lower: &str) -> bool {
    ["ers", "ors", "ists", "eers", "ians", "ees"].iter().any(|end| lower.ends_with(end))
}
