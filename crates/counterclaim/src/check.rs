//! Rules against their own examples, and why a sentence was read as it was.
//!
//! A `yes` example is a sentence, `=>`, and what the rule must give: for tolls and deeds facets in any order (`killed, 68.., all,
//! side=Armenia`), for attributions the speaker's words and the cue (`the governor | said`). The whole pipeline reads the example, so
//! that what passes here also happens in a report.

use crate::{Counterclaim, model::*, relate};

/// A rule that does not do what its example says.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The rule.
    pub rule: Name,
    /// The example's sentence.
    pub example: String,
    /// What the example says.
    pub expected: String,
    /// What was read instead.
    pub got: String,
    /// Where in the sentence the rule fired, if it did.
    pub span: Option<Span>,
}

/// A rule that fired on a sentence, or nearly did.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The rule.
    pub rule: String,
    /// Whether it made something.
    pub fired: bool,
    /// What it made, or why not.
    pub why: String,
    /// Where.
    pub span: Span,
}

/// A rule and its examples.
struct Proof<'a> {
    name: &'a Name,
    yes: &'a [String],
    no: &'a [String],
}

impl Counterclaim {
    /// How many rules there are, and those that fail their own examples.
    pub fn check(&self) -> (usize, Vec<Failure>) {
        let knowledge = &self.knowledge;
        let patterns = knowledge.tolls.iter().chain(&knowledge.attributions).chain(&knowledge.idioms);
        let patterns = patterns.map(|r| Proof { name: &r.name, yes: &r.yes, no: &r.no });
        let rules: Vec<Proof<'_>> = patterns.chain(knowledge.deeds.entries.iter().map(|e| Proof { name: &e.name, yes: &e.yes, no: &e.no })).collect();
        let failures = rules.iter().flat_map(|rule| self.failures(rule)).collect();
        (rules.len(), failures)
    }

    fn failures(&self, rule: &Proof<'_>) -> Vec<Failure> {
        let mut out = Vec::new();
        for example in rule.yes {
            let (sentence, expected) = example.split_once("=>").unwrap_or((example, ""));
            let made = self.made(rule, sentence.trim());
            if !made.iter().any(|(facets, _)| meets(facets, expected)) {
                let got = made.iter().map(|(facets, _)| facets.join(", ")).collect::<Vec<_>>().join(" / ");
                let got = if got.is_empty() { "nothing by this rule".to_owned() } else { got };
                out.push(Failure {
                    rule: rule.name.clone(),
                    example: sentence.trim().to_owned(),
                    expected: expected.trim().to_owned(),
                    got,
                    span: made.first().map(|m| m.1),
                });
            }
        }
        for sentence in rule.no {
            if let Some((facets, span)) = self.made(rule, sentence).into_iter().next() {
                out.push(Failure {
                    rule: rule.name.clone(),
                    example: sentence.clone(),
                    expected: "nothing by this rule".to_owned(),
                    got: facets.join(", "),
                    span: Some(span),
                });
            }
        }
        out
    }

    /// What a rule makes of a sentence: its facets, and where.
    fn made(&self, rule: &Proof<'_>, sentence: &str) -> Vec<(Vec<String>, Span)> {
        let reading = self.read(example(sentence));
        if rule.name.starts_with("en/attribution/") {
            let of = reading.spoken.iter().filter(|s| s.rule == *rule.name);
            return of.map(|s| (vec![format!("{} | {}", s.source.of(sentence).trim_end_matches(','), s.cue.of(sentence))], s.cue)).collect();
        }
        let of = reading.claims.iter().filter(|c| c.rule.split('+').next() == Some(&**rule.name));
        of.map(|c| (facets(c), c.quote)).collect()
    }

    /// One sentence read, with the rules that fired and those that nearly did.
    pub fn explain(&self, sentence: &str) -> (Reading, Vec<Trace>) {
        let reading = self.read_in_full(example(sentence));
        let mut traces = Vec::new();
        for claim in &reading.claims {
            traces.push(Trace { rule: claim.rule.to_string(), fired: true, why: facets(claim).join(", "), span: claim.quote });
        }
        for spoken in &reading.spoken {
            let why = format!("«{}» speaks: {}", spoken.source.of(sentence), spoken.speaker.name());
            traces.push(Trace { rule: spoken.rule.to_string(), fired: true, why, span: spoken.cue });
        }
        let marks: Vec<_> = reading.sentences.iter().map(|s| self.knowledge.lexicon.mark(&reading.words[s.words()])).collect();
        for scene in relate::scenes(&reading.document, &reading.sentences, &reading.words, &reading.mentions, &marks) {
            let near = relate::near_misses(&self.knowledge, &scene).into_iter().chain(relate::near_deeds(&self.knowledge, &scene));
            for (rule, why, words) in near {
                traces.push(Trace { rule: rule.to_string(), fired: false, why, span: scene.span(&words) });
            }
        }
        (reading, traces)
    }
}

fn example(sentence: &str) -> Document {
    Document::new("example", sentence)
}

/// A claim in the words of the examples.
fn facets(claim: &Claim) -> Vec<String> {
    let mut out = match &claim.says {
        Says::Toll(toll) => {
            let end = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
            let side = if toll.side.is_empty() { "all".to_owned() } else { toll.side.join("; ") };
            vec![
                toll.effect.name().to_owned(),
                format!("{}..{}", end(toll.quantity.low), end(toll.quantity.high)),
                toll.role.name().to_owned(),
                format!("side={side}"),
            ]
        }
        Says::Deed(deed) => vec![deed.kind.name().to_owned(), format!("actor={}", deed.actor.join("; ")), format!("target={}", deed.target.join("; "))],
    };
    out.push(format!("by={}", claim.attribution.claimant()));
    out.push(claim.stance.name().to_owned());
    out
}

fn meets(facets: &[String], expected: &str) -> bool {
    expected.split(',').map(str::trim).filter(|e| !e.is_empty()).all(|e| facets.iter().any(|f| f == e))
}
