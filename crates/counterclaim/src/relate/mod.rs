//! Room 6: mentions become claims: who says what befell whom.
//!
//! Rules find the harm and the people (`toll`), others find who speaks (`attribution`); a claim is the two laid over one another.
//! The surprising decision: a claim's speaker is the one whose word of speech stands nearest to the fact, because chains ("officials
//! told the agency that …") put the one nearest the fact next to it; the rest of the chain is kept behind.

mod agent;
mod attribution;
mod deed;
mod doubt;
pub mod hear;
mod list;
mod toll;
mod unreal;

pub use attribution::{Frame, SURE, TITLE, frames};
pub use deed::near_deeds;
pub use doubt::understood;
pub use toll::near_misses;
pub use unreal::unreal;

use attribution::Voices;
use counterclaim_model::{
    Attribution, BlockKind, Claim, ClaimId, Document, Doubt, Interval, Kind, Mention, Name, Part, Quantity, Role, Says, Scope, Sentence, Span, Speaker, Spoken,
    Stance, Toll, Voice, What, Word,
};
use counterclaim_rules::{
    Knowledge,
    lexicon::{Lists, Marks, Named},
    pattern::View,
};
use hear::Heard;
use std::ops::Range;

/// The longest quote that a claim may have, in bytes.
pub const LONGEST_QUOTE: usize = 250;

/// A quote shorter than this many bytes takes in a neighbouring word.
const SHORTEST_QUOTE: usize = 14;

/// What a report says, in text order, not yet resolved: speakers, sides, days and places are for `resolve`.
pub struct Found {
    /// Its claims.
    pub claims: Vec<Claim>,
    /// Who speaks in it, by rules, or vouching for a claim.
    pub spoken: Vec<Spoken>,
    /// Who else was heard to speak.
    pub overheard: Vec<Spoken>,
    /// What stays doubtful.
    pub doubts: Vec<Doubt>,
}

/// What a report says.
pub fn claims(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    words: &[Word],
    mentions: &[Mention],
    marks: &[Marks],
    heard: &[Heard],
) -> Found {
    let scenes = scenes(document, sentences, words, mentions, marks);
    let voices = Voices::new(knowledge, &scenes, heard);
    let mut tolls: Vec<Vec<Draft>> =
        scenes.iter().map(|scene| if scene.kind == BlockKind::Furniture { Vec::new() } else { toll::drafts(knowledge, scene) }).collect();
    for number in 0..scenes.len() {
        let told = number.checked_sub(1).is_some_and(|before| !tolls[before].is_empty());
        tolls[number].retain(|draft| told || !draft.rule.ends_with("-those-before-silence"));
    }
    for number in 1..scenes.len() {
        if tolls[number].is_empty() && scenes[number].kind != BlockKind::Furniture {
            tolls[number] = list::carried(&knowledge.lists, &scenes[number], &tolls[number - 1]);
        }
    }
    let counted = |effect| tolls.iter().flatten().any(|d| !d.points && d.effect == effect);
    let mut out = Vec::new();
    for (number, scene) in scenes.iter().enumerate() {
        if scene.kind == BlockKind::Furniture {
            continue;
        }
        // "The rebels were killed" only points where the report counts its dead elsewhere.
        for draft in tolls[number].iter().filter(|d| !d.points || !counted(d.effect)) {
            let span = scene.quote(&draft.words);
            if span.len() > LONGEST_QUOTE {
                continue;
            }
            let by = attribution::speakers(&scenes, &voices, number, draft.harm.start);
            out.push(draft.claim(document, number as u32, scene, span, by));
        }
        out.extend(deed::claims(knowledge, document, &scenes, &voices, number));
    }
    // "The claim that 200 men are dead is denied", "it is not true that 40 died": what stands before the one and behind the other is not so.
    let act = |claim: &Claim, rule: &str| claim.rule.ends_with(rule).then(|| Some((claim.sentence, claim.part(Part::Harm)?))).flatten();
    let before: Vec<(u32, Span)> = out.iter().filter_map(|claim| act(claim, "/is-denied")).collect();
    let behind: Vec<(u32, Span)> = out.iter().filter_map(|claim| act(claim, "/is-not-true")).collect();
    let refused = |claim: &Claim| {
        before.iter().any(|(sentence, act)| *sentence == claim.sentence && claim.quote.end <= act.start)
            || behind.iter().any(|(sentence, act)| *sentence == claim.sentence && claim.quote.start >= act.end)
    };
    for claim in out.iter_mut().filter(|claim| refused(claim) || is_denied(&knowledge.lists, &scenes[claim.sentence as usize], claim)) {
        claim.stance = Stance::Denied;
    }
    out.sort_by(|a, b| (a.quote.start, a.quote.end, &a.id).cmp(&(b.quote.start, b.quote.end, &b.id)));
    out.dedup_by(|b, a| a.id == b.id);
    let doubts = doubt::doubts(knowledge, document, &scenes, &out);
    let (spoken, overheard) = attribution::spoken(&scenes, &voices, &out);
    Found { claims: out, spoken, overheard, doubts }
}

/// Whether the word of speech says that it is not so: "the army denied that any soldier had been hurt". A denial itself is a deed done.
fn is_denied(lists: &Named, scene: &Scene<'_>, claim: &Claim) -> bool {
    let Some(cue) = claim.attribution.cue.filter(|_| claim.deed().is_none_or(|deed| deed.kind != Kind::Deny)) else { return false };
    scene.view.words.iter().enumerate().any(|(at, word)| word.span.overlaps(cue) && scene.has(at, lists.deny))
}

/// A claim's confidence before `resolve` weighs it.
const UNWEIGHED: f32 = 0.0;

/// Whether a sentence holds a claim, whoever makes it.
pub fn holds_claim(knowledge: &Knowledge, scene: &Scene<'_>) -> bool {
    !toll::drafts(knowledge, scene).is_empty() || deed::is_told(knowledge, scene)
}

/// One sentence as the rules see it.
pub struct Scene<'a> {
    /// What patterns look at.
    pub view: View<'a>,
    /// What kind of block it stands in.
    pub kind: BlockKind,
    /// Which block.
    block: u32,
}

impl Scene<'_> {
    /// From a run of the sentence's words to the text.
    pub fn span(&self, words: &Range<usize>) -> Span {
        self.view.words[words.start].span.to(self.view.words[words.end - 1].span)
    }

    /// The quote of a claim: its words, with a word or two before them where they are too few to be understood ("39 dead").
    fn quote(&self, words: &Range<usize>) -> Span {
        let mut words = words.clone();
        let punctuation = |at: usize| self.view.words[at].upos == "PUNCT";
        for _ in 0..2 {
            if self.span(&words).len() >= SHORTEST_QUOTE {
                break;
            }
            if words.start > 0 && !punctuation(words.start - 1) {
                words.start -= 1;
            } else if words.end < self.view.words.len() && !punctuation(words.end) {
                words.end += 1;
            }
        }
        self.span(&words)
    }

    /// The mention that takes just these words of the sentence and is of the kind that `pick` knows.
    pub fn mention<'m, T>(&'m self, words: &Range<usize>, pick: impl Fn(&'m What) -> Option<T>) -> Option<T> {
        let (first, last) = (self.view.first + words.start as u32, self.view.first + words.end as u32);
        self.view.mentions.iter().filter(|m| m.first == first && m.last == last).find_map(|m| pick(&m.what))
    }

    /// Whether a word of the sentence stands in a mention of the kind that `is` knows.
    fn within(&self, at: usize, is: impl Fn(&What) -> bool) -> bool {
        let at = self.view.first + at as u32;
        self.view.mentions.iter().any(|m| (m.first..m.last).contains(&at) && is(&m.what))
    }

    /// Whether a word of the sentence belongs to a list.
    pub fn is(&self, knowledge: &Knowledge, at: usize, list: &str) -> bool {
        self.view.marks.covers(at, knowledge.lexicon.bit(list))
    }

    /// Whether a word of the sentence belongs to one of these lists.
    fn has(&self, at: usize, lists: Lists) -> bool {
        self.view.marks.covers(at, lists)
    }
}

/// The report's sentences, each with its own words and mentions.
pub fn scenes<'a>(document: &'a Document, sentences: &'a [Sentence], words: &'a [Word], mentions: &'a [Mention], marks: &'a [Marks]) -> Vec<Scene<'a>> {
    let of = |(sentence, marks): (&Sentence, &'a Marks)| {
        let from = mentions.partition_point(|m| m.first < sentence.first);
        let to = mentions.partition_point(|m| m.first < sentence.last);
        Scene {
            view: View { text: &document.text, words: &words[sentence.words()], marks, mentions: &mentions[from..to], first: sentence.first },
            kind: sentence.kind,
            block: sentence.block,
        }
    };
    sentences.iter().zip(marks).map(of).collect()
}

/// A claim's id: see `ClaimId`.
pub(crate) fn id(doc: &str, what: &str, spans: &[(Part, Span)]) -> ClaimId {
    let mut hash = blake3::Hasher::new();
    hash.update(doc.as_bytes()).update(b"\n").update(what.as_bytes());
    for (part, span) in spans {
        hash.update(format!("\n{} {} {}", part.name(), span.start, span.end).as_bytes());
    }
    ClaimId(hash.finalize().to_hex()[..12].into())
}

/// What a rule found, before anybody is asked who says so.
#[derive(Clone)]
struct Draft {
    rule: Name,
    effect: counterclaim_model::Effect,
    quantity: Quantity,
    /// The words only point at people whom another sentence may count.
    points: bool,
    role: Role,
    side: Vec<Name>,
    side_words: Option<String>,
    group: Option<Name>,
    by: Option<Name>,
    means: Option<String>,
    scope: Option<Scope>,
    harm: Range<usize>,
    people: Option<Range<usize>>,
    count: Option<Range<usize>>,
    loser: Option<Range<usize>>,
    words: Range<usize>,
}

impl Draft {
    fn claim(&self, document: &Document, sentence: u32, scene: &Scene<'_>, quote: Span, by: (Attribution, Vec<Speaker>)) -> Claim {
        let mut parts = vec![(Part::Harm, scene.span(&self.harm))];
        parts.extend(self.count.as_ref().map(|w| (Part::Count, scene.span(w))));
        parts.extend(self.people.as_ref().map(|w| (Part::People, scene.span(w))));
        parts.extend(self.loser.as_ref().map(|w| (Part::Target, scene.span(w))));
        let id = id(&document.id, self.effect.name(), &parts);
        let (attribution, deniers) = by;
        parts.extend(attribution.cue.map(|span| (Part::Cue, span)));
        parts.extend(attribution.chain.first().and_then(|s| s.words).map(|span| (Part::Speaker, span)));
        Claim {
            id,
            doc: document.id.clone(),
            sentence,
            quote,
            parts,
            says: Says::Toll(Toll {
                effect: self.effect,
                quantity: self.quantity,
                side: self.side.clone(),
                side_basis: self.side_words.clone().unwrap_or_default(),
                role: self.role,
                scope: self.scope.unwrap_or(Scope::Incident),
                group: self.group.clone(),
                by: self.by.clone(),
                means: self.means.clone(),
            }),
            attribution,
            stance: Stance::Asserted,
            denied_by: deniers.into_iter().filter_map(|s| s.party).collect(),
            when: Interval::default(),
            place: None,
            current: true,
            part_of: None,
            same_as: None,
            rule: self.rule.clone(),
            confidence: UNWEIGHED,
            judged: Vec::new(),
        }
    }
}

/// The report's own voice, or the speakers found.
fn attribution_of(chain: Vec<Speaker>, cue: Option<Span>, quoted: bool) -> Attribution {
    match (chain.is_empty(), quoted) {
        (true, _) => Attribution::own(),
        (false, true) => Attribution { chain, voice: Voice::Quoted, cue },
        (false, false) => Attribution { chain, voice: Voice::Reported, cue },
    }
}
