//! Whose the harmed are, and what they are.
//!
//! "26 of its troops were killed", says Armenia's ministry: its own. "Baku claims to have killed 550 enemy soldiers": the enemy's. The
//! surprising decision: where the text does not say, the side is 'all'; no guess from who usually dies in such wars.

use super::camp::{Fighting, is_state};
use super::{harm, mentions_of};
use counterclaim_model::{Claim, Group, Name, Part, PartyUse, Qualifier, Reading, Role, Says, Span, Speaker, What};
use counterclaim_rules::Knowledge;

/// Settles side and role of every toll.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, fighting: &Fighting) {
    for index in 0..reading.claims.len() {
        let scene = Scene { knowledge, reading, fighting, claim: &reading.claims[index] };
        let Some(toll) = scene.claim.toll() else { continue };
        let group = scene.group();
        let killer = scene.killer();
        let (side, basis) = scene.side(group, killer.as_ref());
        let mut role = toll.role;
        let bare = group.is_some_and(|g| g.noun.is_none()) && toll.quantity.qualifier != Qualifier::None;
        if bare || role == Role::All && scene.is_loss() {
            role = scene.role_of_bare(role);
        }
        if group.is_some_and(|g| g.noun.as_deref().is_some_and(|n| matches!(n, "member" | "leader" | "chief" | "supporter")))
            && side.iter().any(|s| !is_state(knowledge, s) && fighting.fights(knowledge, s))
        {
            role = Role::Military;
        }
        let claim = &mut reading.claims[index];
        if claim.rule.ends_with("-silence") && claim.attribution.chain.is_empty() {
            // A silence is told of the one who keeps it.
            let words = claim.part(Part::Target);
            claim.attribution.chain.extend(side.first().map(|party| Speaker { party: Some(party.clone()), body: None, words }));
        }
        if let Says::Toll(toll) = &mut claim.says {
            toll.side = side;
            toll.side_basis = basis;
            toll.role = role;
            toll.by = killer;
        }
    }
}

struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    fighting: &'a Fighting,
    claim: &'a Claim,
}

impl Scene<'_> {
    fn group(&self) -> Option<&Group> {
        let people = self.claim.part(Part::People)?;
        mentions_of(self.reading, self.claim.sentence).iter().find_map(|m| match &m.what {
            What::Group(group) if m.span == people => Some(group),
            _ => None,
        })
    }

    fn list(&self, word: &str, list: &str) -> bool {
        self.knowledge.lexicon.of(word) & self.knowledge.lexicon.bit(list) != 0
    }

    /// The party whose name stands nearest before `at` in the sentence, speakers left out where `skip` says so.
    fn party_before(&self, at: Span, skip: Option<Span>) -> Option<Name> {
        let mut found = None;
        for mention in mentions_of(self.reading, self.claim.sentence).iter().filter(|m| m.span.end <= at.start) {
            if let What::Party { name, .. } = &mention.what
                && skip.is_none_or(|s| !s.contains(mention.span))
                && self.fighting.parties.iter().any(|(p, _)| p == name)
            {
                found = Some(name.clone());
            }
        }
        found
    }

    /// Whether the harmed are the object of the verb ("killed 12 soldiers"), not its subject.
    fn active(&self) -> bool {
        let harm = harm(self.claim);
        let people = self.claim.part(Part::People).or(self.claim.part(Part::Count));
        people.is_some_and(|p| p.start > harm.start)
            && (self.claim.rule.starts_with("en/toll/harmed")
                || self.claim.rule.starts_with("en/toll/inflicted")
                || self.claim.rule.starts_with("en/toll/by-arcs")
                || self.claim.rule.starts_with("en/toll/taken")
                || self.claim.rule.starts_with("en/toll/shot"))
    }

    /// Who did the harm: the subject of an active verb, or "by …" after a passive one.
    fn killer(&self) -> Option<Name> {
        let harm = harm(self.claim);
        let people = self.claim.part(Part::People);
        if self.active() {
            let subject = self.subject(harm).or_else(|| self.party_before(harm, None))?;
            let own = self.group().is_some_and(|g| g.side.contains(&subject));
            return (!own).then_some(subject);
        }
        let mentions = mentions_of(self.reading, self.claim.sentence);
        let after =
            mentions.iter().find(|m| m.span.start >= harm.end && matches!(m.what, What::Party { .. }) && people.is_none_or(|p| m.span.start >= p.end))?;
        let between = self.reading.document.text.get(harm.end as usize..after.span.start as usize)?;
        let by = between.trim_start().strip_prefix("by")?;
        (by.split_whitespace().count() <= 3).then_some(match &after.what {
            What::Party { name, .. } => name.clone(),
            _ => return None,
        })
    }

    /// The party in the subject of the verb of harm, by the arcs; through "and" to the verb before.
    fn subject(&self, harm: Span) -> Option<Name> {
        let words = &self.reading.words;
        let sentence = self.reading.sentences[self.claim.sentence as usize].words();
        let mut verb = sentence.clone().find(|&i| words[i].span.start >= harm.start)?;
        for _ in 0..3 {
            let subject = sentence.clone().find(|&i| words[i].label == "nsubj" && words[i].head as usize == verb);
            if let Some(subject) = subject {
                // The name stands in the phrase: at the noun, or on something that hangs from it.
                let near = words[subject.saturating_sub(5).max(sentence.start)].span.to(words[subject].span);
                let named = mentions_of(self.reading, self.claim.sentence).iter().filter(|m| near.contains(m.span));
                return named.filter_map(|m| if let What::Party { name, .. } = &m.what { Some(name.clone()) } else { None }).next();
            }
            let head = words[verb].head as usize;
            if head == verb || !matches!(words[verb].label, "conj" | "advcl" | "xcomp" | "acl" | "acl:relcl") {
                return None;
            }
            verb = head;
        }
        None
    }

    /// "strikes against X killed 20 militants": whom the sentence says it went against.
    fn against(&self) -> Option<Name> {
        mentions_of(self.reading, self.claim.sentence).iter().find_map(|m| match &m.what {
            What::Party { name, .. } => {
                let before = self.reading.document.text.get(..m.span.start as usize)?.trim_end();
                before.ends_with("against").then(|| name.clone())
            }
            _ => None,
        })
    }

    fn side(&self, group: Option<&Group>, killer: Option<&Name>) -> (Vec<Name>, String) {
        let Some(toll) = self.claim.toll() else { return Default::default() };
        let claimant = self.claim.attribution.party().cloned();
        let fights = |name: &Name| self.fighting.fights(self.knowledge, name);
        let words = |span: Span| span.of(&self.reading.document.text).to_owned();
        let enemy = |of: &Name, why: String| self.fighting.opponent(self.knowledge, of).map(|name| (vec![name], why));
        if !toll.side.is_empty() {
            return (toll.side.clone(), toll.side_basis.clone());
        }
        if let Some(pointer) = group.and_then(|g| g.pointer) {
            let word = words(pointer).to_lowercase();
            let speaks_of = if self.list(&word, "enemy") {
                let of = claimant.clone().filter(fights).or_else(|| killer.cloned()).or_else(|| self.party_before(pointer, None));
                of.and_then(|of| enemy(&of, format!("«{word}», said by {of}")))
            } else {
                let skip = killer.map(|_| harm(self.claim));
                let of = if matches!(word.as_str(), "his" | "her") {
                    self.party_before(pointer, skip).or(claimant.clone())
                } else {
                    claimant.clone().or_else(|| self.party_before(pointer, skip))
                };
                of.map(|of| (vec![of.clone()], format!("«{word}» points at {of}")))
            };
            if let Some(found) = speaks_of {
                return found;
            }
        }
        if let Some(loser) = self
            .claim
            .part(Part::Target)
            .filter(|_| toll.side_basis.contains("lost them") || self.claim.rule.contains("lost") || self.claim.rule.contains("loss"))
        {
            let of = claimant.clone().or_else(|| self.party_before(loser, None)).or_else(|| self.only_army());
            if let Some(of) = of {
                return (vec![of.clone()], format!("«{}» is {of}", words(loser)));
            }
        }
        let noun = group.and_then(|g| g.noun.as_deref()).unwrap_or("");
        let military = toll.role == Role::Military;
        let bare = group.is_some_and(|g| g.noun.is_none());
        if self.active() && (military || bare) {
            let by = killer.cloned().or_else(|| claimant.clone().filter(fights));
            if let Some(found) = by.filter(fights).and_then(|by| enemy(&by, format!("harmed by {by}"))) {
                return found;
            }
        }
        if self.claim.rule.ends_with("+place")
            && let Some(holder) = self.holder_of_place()
        {
            return (vec![holder.clone()], format!("harmed in {holder}"));
        }
        if bare && let Some(side) = self.neighbour().filter(|c| !c.side.is_empty()) {
            return (side.side.clone(), "as the figure before it in the sentence".to_owned());
        }
        let hostile = self.list(noun, "people-hostile");
        if let Some(target) = self.against().filter(|_| military || bare) {
            return (vec![target.clone()], format!("the sentence tells of what was done against {target}"));
        }
        if military && !hostile {
            if let Some(own) = claimant.clone().filter(fights) {
                return (vec![own.clone()], format!("{own} speaks of soldiers killed and names no other side"));
            }
            if let Some(one) = self.only_army().filter(|_| !noun.is_empty()) {
                return (vec![one.clone()], format!("{one} is the only army in the report"));
            }
        }
        if hostile {
            let groups: Vec<&Name> = self.fighting.parties.iter().map(|(p, _)| p).filter(|p| !is_state(self.knowledge, p)).take(2).collect();
            if let [one] = groups.as_slice() {
                return (vec![(*one).clone()], format!("{one} is the only armed group in the report"));
            }
        }
        if self.claim.rule.starts_with("en/toll/caused")
            && let Some(own) = claimant.clone().filter(fights)
        {
            return (vec![own.clone()], format!("{own} speaks of casualties and names no other side"));
        }
        if let Some(of) = self.on_the_side_of() {
            return (vec![of.clone()], format!("on the side of {of}, by the words after it"));
        }
        let told_by_own = toll.role == Role::All && !self.active() && claimant.as_ref().is_some_and(fights);
        if (toll.role == Role::Civilian || told_by_own) && self.fighting.between_states {
            if let Some(holder) = self.holder_of_place() {
                return (vec![holder.clone()], format!("harmed in {holder}"));
            }
            if let Some(own) = claimant.filter(fights) {
                return (vec![own.clone()], format!("{own} speaks of civilians and names no other side"));
            }
        }
        (Vec::new(), "no side is said".to_owned())
    }

    /// "18 dead on the Armenian side".
    fn on_the_side_of(&self) -> Option<Name> {
        let text = &self.reading.document.text;
        let mentions = mentions_of(self.reading, self.claim.sentence);
        // Another count further on has a side of its own, but for one of the same people ("18 dead and 35 wounded on the …").
        let further =
            |to: u32| mentions.iter().filter(|c| matches!(c.what, What::Count(_)) && c.span.start >= self.claim.quote.end && c.span.end <= to).count();
        mentions.iter().filter(|m| further(m.span.start) <= 1 && !self.claim.rule.contains("civilians")).find_map(|m| match &m.what {
            What::Party { name, .. } if m.span.start >= self.claim.quote.end && m.span.start - self.claim.quote.end < 60 => {
                let side = text.get(m.span.end as usize..)?.trim_start().starts_with("side");
                (side && text.get(..m.span.start as usize)?.trim_end().ends_with("on the")).then(|| name.clone())
            }
            _ => None,
        })
    }

    /// The one state that fights, where the other side is none.
    fn only_army(&self) -> Option<Name> {
        let mut states = self.fighting.parties.iter().map(|(p, _)| p).filter(|p| is_state(self.knowledge, p));
        states.next().filter(|_| !self.fighting.between_states && states.next().is_none()).cloned()
    }

    /// The party that holds the place named beside the harmed: "nine in Azerbaijan", "two on the Armenian side".
    fn holder_of_place(&self) -> Option<Name> {
        let end = self.claim.part(Part::People).unwrap_or(self.claim.quote).end.max(self.claim.quote.end);
        let near = mentions_of(self.reading, self.claim.sentence).iter().filter(|m| m.span.start + 1 >= self.claim.quote.start && m.span.start < end + 40);
        for mention in near {
            // Another count further on has a place of its own.
            if matches!(mention.what, What::Count(_)) && mention.span.start >= end {
                return None;
            }
            match &mention.what {
                What::Party { name, by } if self.fighting.fights(self.knowledge, name) && (*by == PartyUse::Name || self.owns_land(mention)) => {
                    return Some(name.clone());
                }
                What::Place(place) => {
                    let holder = place.country.as_ref().and_then(|c| self.knowledge.holder(c)).cloned();
                    if let Some(holder) = holder.filter(|h| self.fighting.fights(self.knowledge, h)) {
                        return Some(holder);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// "on the Armenian side", "Armenian territory".
    fn owns_land(&self, mention: &counterclaim_model::Mention) -> bool {
        let next = self.reading.words.get(mention.last as usize).map_or("", |w| &w.lemma);
        matches!(next, "side" | "territory" | "town" | "village" | "city" | "settlement" | "soil")
    }

    /// The toll before this one in the sentence.
    fn neighbour(&self) -> Option<&counterclaim_model::Toll> {
        let before = self.reading.claims.iter().filter(|c| c.sentence == self.claim.sentence && c.quote.start < self.claim.quote.start);
        before.filter_map(|c| c.toll()).next_back()
    }

    /// Whether the rule tells of an army's losses: soldiers, though the words do not say so.
    fn is_loss(&self) -> bool {
        let rule = self.claim.rule.strip_prefix("en/toll/").unwrap_or_default();
        ["lost", "suffered-dead", "losses-at", "dead-reach", "bringing-dead", "inflicted"].iter().any(|r| rule.starts_with(r))
    }

    /// A count without a noun takes its neighbour's role; an army's losses are soldiers.
    fn role_of_bare(&self, role: Role) -> Role {
        if let Some(before) = self.neighbour() {
            return before.role;
        }
        let claimant = self.claim.attribution.party().is_some_and(|p| self.fighting.fights(self.knowledge, p));
        let lost = self.is_loss();
        if lost || claimant && self.active() { Role::Military } else { role }
    }
}
