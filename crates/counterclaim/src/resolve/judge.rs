//! What people judged is obeyed: verdicts and amendments are laid over what was read, in the order in which they were given.
//!
//! The surprising decision: a claim keeps its id, its words and its spans whatever is amended, so that a judgement still finds it when it is
//! amended again; and a rejected claim stays in the ledger, set aside with that reason.

mod merged;

use crate::mention::place;
use crate::relate;
use counterclaim_model::{
    About, Amendment, Attribution, Basis, Bond, Claim, Day, Deed, Document, Doubt, Interval, Judgement, Name, Opinion, Part, Place, Quantity, Reading, Role,
    Says, Scope, Span, Speaker, Stance, Toll, Voice, What,
};
use counterclaim_rules::{Knowledge, world::km};
use jiff::Timestamp;
use merged::Merged;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The judgements in force, by what they are about.
#[derive(Debug, Default)]
pub struct Judgements {
    said: BTreeMap<About, Vec<Arc<Judgement>>>,
    merged: Merged,
}

/// A judgement's id: a hash of all that it says, as 12 hexadecimal digits.
pub fn judgement_id(judgement: &Judgement) -> Name {
    let said = serde_json::to_vec(judgement).unwrap_or_default();
    blake3::hash(&said).to_hex()[..12].into()
}

impl Judgements {
    /// Those that no later one takes back, in order of time; the order in which they are given does not matter.
    pub fn new(judgements: Vec<Judgement>) -> Judgements {
        let mut all: Vec<(Option<Timestamp>, Name, Judgement)> = judgements.into_iter().map(|j| (j.at.parse().ok(), judgement_id(&j), j)).collect();
        all.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        all.dedup_by(|a, b| a.1 == b.1);
        let mut withdrawn = BTreeSet::new();
        let mut in_force = Vec::new();
        for (_, id, judgement) in all.into_iter().rev() {
            if withdrawn.contains(&id) {
                continue;
            }
            match (&judgement.about, judgement.verdict) {
                (About::Judgement(other), Opinion::Withdraw) => drop(withdrawn.insert(other.clone())),
                _ => in_force.push(Arc::new(judgement)),
            }
        }
        let merged = Merged::of(&in_force);
        let mut said: BTreeMap<About, Vec<Arc<Judgement>>> = BTreeMap::new();
        for judgement in in_force.into_iter().rev() {
            said.entry(judgement.about.clone()).or_default().push(judgement);
        }
        Judgements { said, merged }
    }

    /// The claims, reports and parties that they name, in order.
    pub fn named(&self) -> BTreeSet<About> {
        let reports = self.said.iter().filter(|(about, _)| matches!(about, About::Report(_)));
        let with = reports.flat_map(|(_, said)| said).filter_map(|judgement| judgement.set.with.clone().map(About::Report));
        self.said.keys().cloned().chain(with).collect()
    }

    fn of(&self, about: &About) -> &[Arc<Judgement>] {
        self.said.get(about).map_or(&[], Vec::as_slice)
    }

    /// Gives a report the day of writing that people judged.
    pub(crate) fn date(&self, document: &mut Document) {
        for judgement in self.of(&About::Report(document.id.clone())) {
            if let Some(from) = judgement.set.from {
                let to = judgement.set.to.unwrap_or(from);
                document.published = Interval { from, to, basis: Basis::Judged { by: judgement.by.clone() } };
            }
        }
    }

    /// Tells a report which others people judged it to stand with.
    pub(crate) fn bind(&self, document: &mut Document) {
        let said = self.of(&About::Report(document.id.clone())).iter().filter(|judgement| judgement.set.with.is_some() || judgement.set.apart == Some(true));
        let bond = |judgement: &Arc<Judgement>| {
            let Judgement { set, by, at, note, .. } = &**judgement;
            Bond { with: set.with.clone(), by: by.clone(), at: at.clone(), note: note.clone() }
        };
        document.bonds = said.map(bond).collect();
    }

    /// Names that people want hidden in what is published of a report, and names that they want shown; of two words on one name the later holds.
    pub(crate) fn names(&self, doc: &Name) -> BTreeMap<Name, bool> {
        let mut hidden = BTreeMap::new();
        for judgement in self.of(&About::Report(doc.clone())) {
            hidden.extend(judgement.set.hide.iter().flatten().map(|name| (name.clone(), true)));
            hidden.extend(judgement.set.show.iter().flatten().map(|name| (name.clone(), false)));
        }
        hidden
    }

    /// Words of a report that people made claims of.
    fn words(&self, doc: &Name) -> Vec<(Span, &[Arc<Judgement>])> {
        let first = About::Words(doc.clone(), Span { start: 0, end: 0 });
        let of_it = self.said.range(first..).take_while(|(about, _)| matches!(about, About::Words(of, _) if of == doc));
        of_it.filter_map(|(about, all)| if let About::Words(_, span) = about { Some((*span, all.as_slice())) } else { None }).collect()
    }

    /// Lays what people said of its claims over a reading.
    pub(crate) fn obey(&self, knowledge: &Knowledge, reading: &mut Reading) {
        if self.said.is_empty() {
            return;
        }
        let told: Vec<Place> = reading.mentions.iter().filter_map(|m| if let What::Place(place) = &m.what { Some(place.clone()) } else { None }).collect();
        for (span, put_in) in self.words(&reading.document.id) {
            add(knowledge, &told, reading, span, put_in);
        }
        for claim in &mut reading.claims {
            let put_in = About::Words(claim.doc.clone(), claim.quote);
            let put_in = if *claim.rule == *PUT_IN { self.of(&put_in) } else { &[] };
            let named = Merged::known(claim);
            claim.judged = put_in.iter().chain(self.of(&About::Claim(claim.id.0.clone()))).cloned().collect();
            for judgement in claim.judged.clone() {
                match judgement.verdict {
                    Opinion::Unsure | Opinion::Withdraw => {}
                    Opinion::No => claim.confidence = 0.0,
                    Opinion::Yes | Opinion::Amend => claim.confidence = 1.0,
                }
                amend(knowledge, &told, claim, &judgement.set, &judgement.by);
            }
            self.merged.rename(claim, named);
        }
    }
}

/// The rule of a claim that a person made of words.
const PUT_IN: &str = "judged/put-in";

/// Makes a claim of words; what is said of it is laid over it like over any other.
fn add(knowledge: &Knowledge, told: &[Place], reading: &mut Reading, span: Span, put_in: &[Arc<Judgement>]) {
    let Some(last) = put_in.last() else { return };
    let (doc, text, set) = (reading.document.id.clone(), reading.document.text.clone(), &last.set);
    let sentence = reading.sentences.iter().position(|sentence| sentence.span.start <= span.start && span.start < sentence.span.end);
    let words = text.get(span.start as usize..span.end as usize);
    let Some((sentence, _)) = sentence.zip(words.filter(|words| set.words.as_deref() == Some(*words))) else {
        let what =
            format!("{} made a claim of words at {}-{} that are not there (judgement:{}): judge anew", last.by, span.start, span.end, judgement_id(last));
        if reading.doubts.iter().all(|doubt| doubt.what != what) {
            reading.doubts.push(Doubt { doc, span: None, what });
        }
        return;
    };
    let says = match (set.effect, set.kind) {
        (Some(effect), _) => Says::Toll(Toll {
            effect,
            quantity: Quantity::uncounted(),
            side: Vec::new(),
            side_basis: format!("judged by {}", last.by),
            role: Role::All,
            scope: Scope::Incident,
            group: None,
            by: None,
            means: None,
        }),
        (_, Some(kind)) => Says::Deed(Deed { kind, actor: Vec::new(), target: Vec::new(), means: None }),
        _ => return,
    };
    let what = set.effect.map_or_else(|| set.kind.map_or("", |kind| kind.name()), |effect| effect.name());
    let id = relate::id(&doc, what, &[(Part::Harm, span)]);
    if reading.claims.iter().any(|claim| claim.id == id) {
        return;
    }
    let when = Interval { basis: Basis::Judged { by: last.by.clone() }, ..Interval::default() };
    let mut claim = Claim {
        id,
        doc,
        sentence: sentence as u32,
        quote: span,
        parts: Vec::new(),
        says,
        attribution: Attribution::own(),
        stance: Stance::Asserted,
        denied_by: Vec::new(),
        when,
        place: None,
        current: true,
        part_of: None,
        same_as: None,
        rule: PUT_IN.into(),
        confidence: 1.0,
        judged: Vec::new(),
    };
    amend(knowledge, told, &mut claim, set, &last.by);
    let at = reading.claims.partition_point(|other| other.quote.start <= span.start);
    reading.claims.insert(at, claim);
}

/// What a person places farther from where the tables have it is another place of that name, in kilometres.
const ANOTHER: f32 = 50.0;

fn amend(knowledge: &Knowledge, told: &[Place], claim: &mut Claim, set: &Amendment, by: &Name) {
    days(&mut claim.when, set, by);
    match &mut claim.says {
        Says::Toll(toll) => amend_toll(toll, set, by),
        Says::Deed(deed) => {
            put(&mut deed.kind, set.kind);
            put(&mut deed.actor, set.actor.as_ref().map(names));
            put(&mut deed.target, set.target.as_ref().map(names));
        }
    }
    if let Some(claimant) = &set.claimant {
        claim.attribution = attribution(claimant, &claim.attribution, by);
    }
    put(&mut claim.stance, set.stance);
    put(&mut claim.denied_by, set.denied_by.clone());
    put(&mut claim.current, set.current);
    if let Some(words) = &set.place {
        let span = claim.place.as_ref().map_or(claim.quote, |place| place.span);
        claim.place = words.as_ref().map(|words| place::named(knowledge, told, words, span));
    }
    if let (Some(place), Some(lat), Some(lon)) = (&mut claim.place, set.lat, set.lon) {
        if place.lat.zip(place.lon).is_none_or(|known| km(known, (lat, lon)) > ANOTHER) {
            *place = Place { words: place.words.clone(), span: place.span, ..Place::default() };
        }
        (place.lat, place.lon) = (Some(lat), Some(lon));
    }
}

fn amend_toll(toll: &mut Toll, set: &Amendment, by: &Name) {
    put(&mut toll.effect, set.effect);
    put(&mut toll.quantity.low, set.low);
    put(&mut toll.quantity.high, set.high);
    put(&mut toll.quantity.qualifier, set.qualifier);
    put(&mut toll.role, set.role);
    put(&mut toll.scope, set.scope);
    put(&mut toll.by, set.by.clone());
    if let Some(side) = &set.side {
        toll.side = names(&Some(side.clone()).filter(|side| side != "all"));
        toll.side_basis = format!("judged by {by}");
    }
}

fn days(when: &mut Interval, set: &Amendment, by: &Name) {
    if set.from.is_none() && set.to.is_none() {
        return;
    }
    let (from, to): (Option<Day>, Option<Day>) = (set.from.unwrap_or(when.from), set.to.unwrap_or(when.to));
    *when = Interval { from, to, basis: Basis::Judged { by: by.clone() } };
}

/// "Azerbaijan: Ministry of Defence" in place of the speaker nearest to the fact; the words that were read stay with it.
fn attribution(claimant: &str, read: &Attribution, by: &Name) -> Attribution {
    let words = read.chain.first().and_then(|speaker| speaker.words);
    let why = Some(format!("judged by {by}").into());
    let speaker = match (claimant.trim(), claimant.split_once(':')) {
        ("reporter", _) => return Attribution::own(),
        ("unknown", _) => Speaker { party: None, body: None, words, why },
        (_, Some((party, body))) => Speaker { party: Some(party.trim().into()), body: Some(body.trim().into()), words, why },
        (party, None) => Speaker { party: Some(party.into()), body: None, words, why },
    };
    let voice = if read.voice == Voice::Own { Voice::Reported } else { read.voice };
    let rest = read.chain.iter().skip(1).cloned();
    Attribution { chain: std::iter::once(speaker).chain(rest).collect(), voice, cue: read.cue }
}

fn names(joined: &Option<String>) -> Vec<Name> {
    joined.iter().flat_map(|names| names.split(';')).map(str::trim).filter(|name| !name.is_empty()).map(Name::from).collect()
}

fn put<T>(to: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *to = given;
    }
}
