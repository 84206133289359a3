//! Whom an office or organ serves that is named without its party: "its deputy commander", "the mayor", "police", "the separatists".
//!
//! The ways are asked in turn, each a small function; what the sentence says comes before what the report is about.

use super::{BACK, Scene};
use crate::resolve::camp::is_armed_group;
use crate::resolve::mentions_of;
use crate::resolve::report::holder;
use counterclaim_model::{Mention, Name, PartyUse, What};
use counterclaim_rules::world::{BodyKind, PartyKind};

/// How many attributions back the same office is looked for.
const SAME_OFFICE: usize = 40;

/// What kind of speaker serves somebody.
#[derive(PartialEq)]
enum Servant {
    /// "its spokesman": the owner stands before.
    Owned,
    /// A person with an office of state: "Foreign Secretary Vijay Gokhale".
    Person,
    /// An organ: "the ministry", "the army".
    Organ,
    /// "officials", "police", "the mayor": of the land where they speak.
    Local,
    /// "the rebels", "a guerrilla commander".
    Rebel,
    /// "a spokesman for the group".
    Group,
    /// "a monitor".
    Monitor,
}

impl Scene<'_> {
    /// The party that the speaker serves, where its own words do not tell.
    pub(super) fn party_served(&self) -> Option<Name> {
        let words = self.words();
        let servant = self.servant(&words)?;
        let breakaway = || self.breakaway(&servant);
        let same = || self.same_office(&words);
        let home = || self.fighting.home.clone();
        let dateline = || self.report.dateline.clone();
        let issuer = || self.report.issued_by().cloned();
        match servant {
            Servant::Rebel => self.rebels(),
            Servant::Group => self.group().or_else(|| self.report.rebels().cloned()),
            Servant::Monitor => self.report.only(|kind| kind == PartyKind::Monitor).cloned(),
            Servant::Owned => breakaway()
                .or_else(same)
                .or_else(|| self.titled())
                .or_else(|| self.named(0))
                .or_else(|| self.spoke_just_before())
                .or_else(|| self.named(1))
                .or_else(|| self.spoke_for_state()),
            Servant::Person => breakaway().or_else(same).or_else(issuer).or_else(home).or_else(dateline).or_else(|| self.named(0)).or_else(|| self.loser()),
            Servant::Organ => {
                let spoke = || self.spoke_here_for_state().or_else(|| self.owner_of(&words)).or_else(|| self.spoke_for_state());
                let told = breakaway().or_else(same).or_else(issuer).or_else(|| self.named(0)).or_else(|| self.titled());
                let told = told.or_else(spoke).or_else(|| self.named(1));
                told.or_else(|| self.written_where_it_fights()).or_else(home).or_else(|| self.fights_for_state()).or_else(dateline)
            }
            Servant::Local => breakaway().or_else(same).or_else(|| self.located()).or_else(|| self.titled()).or_else(dateline).or_else(home),
        }
    }

    fn servant(&self, words: &[&str]) -> Option<Servant> {
        let any = |list: &str| self.says(list);
        let world = &self.knowledge.world;
        let organ = || (0..words.len()).any(|i| world.body_at(words, i, false).is_some_and(|b| b.kind != BodyKind::Unnamed));
        match () {
            () if words.iter().any(|w| matches!(*w, "its" | "their" | "his" | "her")) => Some(Servant::Owned),
            () if any("people-hostile") => Some(Servant::Rebel),
            () if self.has_office() && any("group-noun") => Some(Servant::Group),
            () if any("local-servant") => Some(Servant::Local),
            () if self.has_office() && self.person => Some(Servant::Person),
            () if any("monitor-word") => Some(Servant::Monitor),
            () if self.has_office() || organ() => Some(Servant::Organ),
            () => None,
        }
    }

    /// Whether the speaker's words hold an office.
    pub(super) fn has_office(&self) -> bool {
        let words = self.words();
        (0..words.len()).any(|i| self.knowledge.world.office_at(&words, i, false).is_some())
    }

    /// The one breakaway region of the report, where the words speak of such a region.
    fn breakaway(&self, servant: &Servant) -> Option<Name> {
        let said = *servant != Servant::Local && self.says("breakaway");
        let around = *servant == Servant::Owned && self.reading.words[self.sentence()].iter().any(|w| self.is(&w.lower, "breakaway"));
        self.report.breakaway().filter(|_| said || around).cloned()
    }

    /// "the region's governor" after "the governor of Gegharkunik": the party of an earlier speaker of the same office.
    fn same_office(&self, words: &[&str]) -> Option<Name> {
        if !matches!(words.first(), Some(&"the" | &"its" | &"his")) {
            return None;
        }
        let office = words.iter().find(|w| self.knowledge.world.office_at(&[**w], 0, false).is_some())?;
        let earlier = self.reading.spoken[..self.asked.before].iter().rev().take(SAME_OFFICE);
        let mut same = earlier.filter(|s| s.source.of(&self.reading.document.text).to_lowercase().contains(office));
        same.find_map(|s| s.speaker.party.clone())
    }

    /// "… informed the press about the losses of the Northern side": the side whose losses he tells.
    fn loser(&self) -> Option<Name> {
        let is = |at: usize, list: &str| self.reading.words.get(at).is_some_and(|w| self.is(&w.lemma, list) || self.is(&w.lower, list));
        let lost = self.sentence().find(|&at| is(at, "loss-noun") && self.reading.words.get(at + 1).is_some_and(|w| &*w.lower == "of"))?;
        mentions_of(self.reading, self.asked.sentence).iter().find_map(|mention| match &mention.what {
            What::Party { name, .. } if (lost..lost + 5).contains(&(mention.first as usize)) && is(mention.last as usize, "side-noun") => Some(name.clone()),
            _ => None,
        })
    }

    /// The nearest state named before in this sentence, and in so many before it. A people's name that only describes a thing is none.
    fn named(&self, back: u32) -> Option<Name> {
        (0..=back.min(self.asked.sentence)).find_map(|back| {
            self.before(back).iter().rev().find_map(|mention| match &mention.what {
                What::Party { name, by, .. } if self.is_state(name) && (*by != PartyUse::Demonym || self.has_force(mention)) => Some(name.clone()),
                What::Place(_) if back == 0 => holder(self.knowledge, mention),
                _ => None,
            })
        })
    }

    /// The state whose organ of that name the report tells of, "Mali's army" before "the army": the last one before, else the first.
    fn owner_of(&self, words: &[&str]) -> Option<Name> {
        let organ = self.organ(words)?;
        let owner = |mention: &Mention| match &mention.what {
            What::Speaker { party: Some(party), body: Some(body) } if *body == organ && self.is_state(party) => Some(party.clone()),
            _ => None,
        };
        let (before, behind) = self.reading.mentions.split_at(self.reading.mentions.partition_point(|m| m.span.start < self.asked.source.start));
        before.iter().rev().find_map(owner).or_else(|| behind.iter().find_map(owner))
    }

    /// The dateline's state, where it takes part: a war next door is written of in other capitals.
    fn written_where_it_fights(&self) -> Option<Name> {
        self.report.dateline.clone().filter(|land| self.fighting.fights(self.knowledge, land))
    }

    /// The state that weighs most in the fighting.
    fn fights_for_state(&self) -> Option<Name> {
        self.fighting.parties.iter().map(|(name, _)| name).find(|name| self.is_state(name)).cloned()
    }

    /// "Indian troops", not "an Indian aircraft".
    fn has_force(&self, mention: &Mention) -> bool {
        let next = self.reading.words.get(mention.last as usize).map_or("", |w| &*w.lemma);
        self.is(next, "people") || self.is(next, "state-actor")
    }

    /// The state of the nearest place before the speaker in the sentence, or of the side that it names: "on the Pakistani side".
    fn located(&self) -> Option<Name> {
        self.before(0).iter().rev().find_map(|mention| self.land(mention))
    }

    fn land(&self, mention: &Mention) -> Option<Name> {
        let next = self.reading.words.get(mention.last as usize).map_or("", |w| &*w.lemma);
        match &mention.what {
            What::Party { name, .. } if self.is(next, "land-noun") => Some(name.clone()),
            _ => holder(self.knowledge, mention),
        }
    }

    /// Who spoke in the sentence before: "the Observatory said … Its head added".
    fn spoke_just_before(&self) -> Option<Name> {
        let last = self.reading.spoken[..self.asked.before].last()?;
        last.speaker.party.clone().filter(|_| last.sentence + 1 >= self.asked.sentence)
    }

    fn spoke_for_state(&self) -> Option<Name> {
        self.spoke().filter_map(|(party, _)| party).find(|name| self.is_state(name))
    }

    fn spoke_here_for_state(&self) -> Option<Name> {
        self.spoke_here().filter_map(|(party, _)| party).find(|name| self.is_state(name))
    }

    /// The nearest group named before, in the sentence and the few before it.
    fn group(&self) -> Option<Name> {
        let fights = |name: &Name| is_armed_group(self.knowledge, name);
        (0..=BACK.min(self.asked.sentence)).find_map(|back| {
            self.before(back).iter().rev().find_map(|mention| match &mention.what {
                What::Party { name, .. } if fights(name) => Some(name.clone()),
                _ => None,
            })
        })
    }

    /// The group that "the rebels" means, or the breakaway entity of "the separatists".
    fn rebels(&self) -> Option<Name> {
        let entity = || self.report.breakaway().filter(|_| self.says("breakaway"));
        entity().cloned().or_else(|| self.called_so()).or_else(|| self.report.rebels().cloned())
    }

    /// The one group that the report calls by the speaker's own word: "the separatists" after "Tuareg separatists".
    fn called_so(&self) -> Option<Name> {
        let hostile = self.knowledge.lexicon.bit("people-hostile");
        let words = &self.reading.words;
        let said = words[self.sentence()].iter().filter(|w| self.asked.source.contains(w.span));
        let word = &said.rev().find(|w| self.knowledge.lexicon.of_word(w) & hostile != 0)?.lower;
        let so = |mention: &&Mention| mention.last.checked_sub(1).is_some_and(|last| words[last as usize].lower == *word);
        let group = |mention: &Mention| match &mention.what {
            What::Party { name, .. } if is_armed_group(self.knowledge, name) => Some(name.clone()),
            _ => None,
        };
        let mut found = self.reading.mentions.iter().filter(so).filter_map(group);
        let one = found.next()?;
        found.all(|other| other == one).then_some(one)
    }
}
