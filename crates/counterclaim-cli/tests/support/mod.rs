//! A small ledger made by hand: two reports of a war between two countries that do not exist, with every kind of thing that a screen
//! has to draw. One report holds a terminal's escape sequence, which no screen may pass on.
#![allow(dead_code, missing_docs)]

use counterclaim_model::*;

pub const NORTH: &str = "date 4 March 2031\n\
    Norland's Ministry of Defence said on Tuesday that 12 of its soldiers were killed, bringing its toll to 40.\n\
    Sudmark claims to have killed more than 200 enemy troops, which Norland denied.\n\
    Three civilians died near Harrow Ford\u{1b}[31m and two more in Upper Vale, five in all.\n\
    She added that two positions were lost.\n\
    The war of 2019 left 6,500 dead.\n";

pub const SOUTH: &str = "Sudmark did not report any casualties of its own.\n\
    “Dozens of our men fell,” an officer told Lantern News. Norland spoke of heavy losses on the other side.\n\
    About 250 people have been killed, the Red Lantern aid group said; Sudmark accused Norland of the shelling.\n";

/// One claim in the making.
pub struct Draft<'a> {
    pub doc: &'a str,
    pub text: &'a str,
    pub claim: Claim,
}

pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    Span::new(start, start + words.len())
}

pub fn names(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::from(*name)).collect()
}

fn claim<'a>(doc: &'a str, text: &'a str, id: &str, quote: &str, says: Says) -> Draft<'a> {
    let quote = span(text, quote);
    let sentence = text[..quote.start as usize].matches('\n').count() as u32;
    let claim = Claim {
        id: ClaimId(id.into()),
        doc: doc.into(),
        sentence,
        quote,
        parts: Vec::new(),
        says,
        attribution: Attribution::own(),
        stance: Stance::Asserted,
        denied_by: Vec::new(),
        when: Interval::default(),
        place: None,
        current: true,
        part_of: None,
        same_as: None,
        rule: "en/toll/made-by-hand".into(),
        confidence: 0.8,
        judged: Vec::new(),
    };
    Draft { doc, text, claim }
}

impl Draft<'_> {
    fn speaker(mut self, party: Option<&str>, body: Option<&str>, words: &str, cue: &str) -> Self {
        let speaker = Speaker { party: party.map(Name::from), body: body.map(Name::from), words: Some(span(self.text, words)), why: None };
        self.claim.attribution.chain.push(speaker);
        self.claim.attribution.voice = Voice::Reported;
        self.claim.attribution.cue = Some(span(self.text, cue));
        self.part(Part::Speaker, words).part(Part::Cue, cue)
    }

    fn part(mut self, part: Part, words: &str) -> Self {
        self.claim.parts.push((part, span(self.text, words)));
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Claim)) -> Claim {
        change(&mut self.claim);
        self.claim
    }
}

fn toll(effect: Effect, quantity: Quantity, side: &[&str], role: Role, scope: Scope) -> Says {
    let side_basis = if side.is_empty() { String::new() } else { "«its», said by Norland".to_owned() };
    Says::Toll(Toll { effect, quantity, side: names(side), side_basis, role, scope, group: None, by: None, means: None })
}

fn bounded(low: Option<u32>, high: Option<u32>, qualifier: Qualifier) -> Quantity {
    Quantity { low, high, qualifier }
}

fn north() -> Vec<Claim> {
    let (doc, text) = ("north", NORTH);
    let day = |from: &str, to: &str, basis| Interval { from: from.parse().ok(), to: to.parse().ok(), basis };
    let tuesday = Basis::Relative { words: span(text, "Tuesday"), anchor: Day::new(2031, 3, 4) };
    vec![
        claim(
            doc,
            text,
            "a1f0c2d39e01",
            "12 of its soldiers were killed",
            toll(Effect::Killed, Quantity::exact(12), &["Norland"], Role::Military, Scope::Incident),
        )
        .part(Part::Count, "12")
        .part(Part::People, "12 of its soldiers")
        .part(Part::Harm, "killed")
        .speaker(Some("Norland"), Some("Ministry of Defence"), "Norland's Ministry of Defence", "said")
        .with(|claim| {
            claim.when = day("2031-03-04", "2031-03-04", tuesday.clone());
            claim.part_of = Some(ClaimId("a1f0c2d39e02".into()));
        }),
        claim(doc, text, "a1f0c2d39e02", "bringing its toll to 40", toll(Effect::Killed, Quantity::exact(40), &["Norland"], Role::Military, Scope::Total))
            .part(Part::Count, "40")
            .speaker(Some("Norland"), Some("Ministry of Defence"), "Norland's Ministry of Defence", "said")
            .with(|claim| claim.when = day("2031-03-02", "2031-03-04", tuesday)),
        claim(
            doc,
            text,
            "b7",
            "Sudmark claims to have killed more than 200 enemy troops",
            toll(Effect::Killed, bounded(Some(201), None, Qualifier::MoreThan), &["Norland"], Role::Military, Scope::Total),
        )
        .part(Part::Count, "more than 200")
        .part(Part::Harm, "killed")
        .speaker(Some("Sudmark"), None, "Sudmark", "claims")
        .with(|claim| claim.denied_by = names(&["Norland"])),
        claim(
            doc,
            text,
            "c1",
            "Three civilians died near Harrow Ford\u{1b}[31m",
            toll(Effect::Killed, Quantity::exact(3), &["Norland"], Role::Civilian, Scope::Incident),
        )
        .part(Part::Count, "Three")
        .part(Part::Place, "Harrow Ford")
        .with(|claim| {
            claim.place = Some(Place {
                words: "Harrow Ford".into(),
                span: span(text, "Harrow Ford"),
                name: Some("Harrow Ford".into()),
                lat: Some(41.25),
                lon: Some(45.5),
                country: Some("ZZ".into()),
                why: Some("the Harrow Ford of Norland: the report names Upper Vale, 12 km away".into()),
                extent: Some(counterclaim_model::Extent::Town),
                ..Place::default()
            });
        }),
        claim(doc, text, "c2", "two more in Upper Vale", toll(Effect::Killed, Quantity::exact(2), &["Upper Vale"], Role::Civilian, Scope::Incident))
            .with(|_| ()),
        claim(doc, text, "c3", "five in all", toll(Effect::Killed, Quantity::exact(5), &["Norland", "Upper Vale"], Role::Civilian, Scope::Total)).with(|_| ()),
        claim(
            doc,
            text,
            "d1",
            "two positions were lost",
            Says::Deed(Deed { kind: Kind::Withdraw, actor: names(&["Norland"]), target: Vec::new(), means: None }),
        )
        .part(Part::Harm, "lost")
        .speaker(None, None, "She", "added")
        .with(|_| ()),
        claim(doc, text, "e1", "The war of 2019 left 6,500 dead", toll(Effect::Killed, Quantity::exact(6500), &[], Role::All, Scope::Total)).with(|claim| {
            claim.current = false;
            claim.when = day("2019", "2019", Basis::Stated { words: span(text, "2019") });
        }),
    ]
}

fn south() -> Vec<Claim> {
    let (doc, text) = ("south", SOUTH);
    vec![
        claim(doc, text, "f1", "Sudmark did not report any casualties", toll(Effect::Casualties, Quantity::exact(0), &["Sudmark"], Role::All, Scope::Total))
            .with(|claim| claim.rule = "en/toll/did-not-report-silence".into()),
        claim(
            doc,
            text,
            "f2",
            "Dozens of our men fell",
            toll(Effect::Killed, bounded(Some(24), None, Qualifier::Vague), &["Sudmark"], Role::Military, Scope::Incident),
        )
        .part(Part::Count, "Dozens")
        .part(Part::Harm, "fell")
        .speaker(Some("Sudmark"), Some("an officer"), "an officer", "told")
        .speaker(Some("Lantern News"), None, "Lantern News", "told")
        .with(|claim| claim.stance = Stance::Unconfirmed),
        claim(doc, text, "f3", "heavy losses", toll(Effect::Casualties, Quantity::uncounted(), &["Sudmark"], Role::All, Scope::Total))
            .part(Part::Harm, "losses")
            .speaker(Some("Norland"), None, "Norland", "spoke")
            .with(|_| ()),
        claim(
            doc,
            text,
            "f4",
            "About 250 people have been killed",
            toll(Effect::Killed, bounded(Some(250), Some(250), Qualifier::About), &[], Role::All, Scope::Total),
        )
        .part(Part::Count, "About 250")
        .speaker(Some("Red Lantern"), None, "the Red Lantern aid group", "said")
        .with(|_| ()),
        claim(
            doc,
            text,
            "f5",
            "Sudmark accused Norland",
            Says::Deed(Deed { kind: Kind::Accuse, actor: names(&["Sudmark"]), target: names(&["Norland"]), means: None }),
        )
        .part(Part::Harm, "accused")
        .with(|_| ()),
    ]
}

fn reading(id: &str, text: &str, published: Interval, claims: Vec<Claim>) -> Reading {
    let document = Document { origin: format!("reports/{id}.txt"), published, ..Document::new(id, text) };
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        sentences.push(Sentence { span, first: 0, last: 0, block: 0, kind: BlockKind::Body });
        start += line.len();
    }
    Reading { document, sentences, words: Vec::new(), mentions: mentions(id, text), spoken: spoken(id, text), claims, doubts: Vec::new() }
}

fn mentions(id: &str, text: &str) -> Vec<Mention> {
    if id != "north" {
        return Vec::new();
    }
    let mention = |words: &str, what| Mention { span: span(text, words), first: 0, last: 1, sentence: 1, what };
    let when = Interval { from: Some(Day::new(2031, 3, 4)), to: Some(Day::new(2031, 3, 4)), basis: Basis::Unknown };
    let place = Place {
        words: "Harrow Ford".into(),
        span: span(text, "Harrow Ford"),
        name: Some("Harrow Ford".into()),
        lat: Some(41.25),
        lon: Some(45.5),
        country: Some("ZZ".into()),
        extent: Some(counterclaim_model::Extent::Town),
        ..Place::default()
    };
    vec![
        mention("Norland", What::Party { name: "Norland".into(), by: PartyUse::Name, why: None }),
        mention("Tuesday", What::Time { value: "2031-03-04".to_owned(), kind: "DATE", days: when }),
        mention("12", What::Count(Quantity::exact(12))),
        mention("Harrow Ford", What::Place(place)),
    ]
}

fn spoken(id: &str, text: &str) -> Vec<Spoken> {
    if id != "north" {
        return Vec::new();
    }
    vec![Spoken {
        sentence: 1,
        source: span(text, "Norland's Ministry of Defence"),
        cue: span(text, "said"),
        content: vec![span(text, "that 12 of its soldiers were killed")],
        denies: false,
        speaker: Speaker { party: Some("Norland".into()), body: Some("Ministry of Defence".into()), words: None, why: None },
        rule: "en/attribution/source-said".into(),
    }]
}

pub const EPISODE: &str = "2031-03-02-norland-sudmark";

fn estimate(side: &str, role: Role, ends: [Option<u32>; 3], used: &[(&str, Use)], set_aside: &[(&str, WhyNot)]) -> Estimate {
    let id = |id: &str| ClaimId(id.into());
    Estimate {
        episode: EPISODE.to_owned(),
        side: side.into(),
        role,
        effect: Effect::Killed,
        policy: "own-then-enemy".into(),
        vague: "guidelines".into(),
        told_by: None,
        without: Vec::new(),
        grade: None,
        as_of: Some(Day::new(2031, 3, 4)),
        low: ends[0],
        best: ends[1],
        high: ends[2],
        high_open: ends[2] == Some(201),
        high_is_enemys: ends[2] == Some(201),
        support: Vec::new(),
        used: used.iter().map(|(claim, used)| (id(claim), *used)).collect(),
        set_aside: set_aside.iter().map(|(claim, why)| (id(claim), *why)).collect(),
    }
}

pub fn ledger() -> Ledger {
    let id = |id: &str| ClaimId(id.into());
    let ids = |all: &[&str]| all.iter().map(|one| id(one)).collect::<Vec<_>>();
    let stated = Interval { from: Some(Day::new(2031, 3, 4)), to: Some(Day::new(2031, 3, 4)), basis: Basis::Stated { words: span(NORTH, "4 March 2031") } };
    let inferred = Basis::Inferred { by: names(&["north"]), reason: "the same fighting is told there".to_owned() };
    let days = Interval { from: Some(Day::new(2031, 3, 2)), to: Some(Day::new(2031, 3, 4)), basis: inferred };
    let sum = |kind, total: &str, total_is, parts: &[(&str, u32)], verdict, off_by| Sum {
        docs: names(&["north"]),
        kind,
        total: id(total),
        total_is,
        parts: parts.iter().map(|(claim, n)| (id(claim), Quantity::exact(*n))).collect(),
        verdict,
        off_by,
    };
    let dispute = |kind, claims: &[&str], words: &str| Dispute {
        kind,
        claims: ids(claims),
        words: words.to_owned(),
        episode: EPISODE.to_owned(),
        answer: None,
        as_of: None,
    };
    Ledger {
        readings: vec![reading("north", NORTH, stated, north()), reading("south", SOUTH, days.clone(), south())],
        origins: Vec::new(),
        retold: Vec::new(),
        episodes: vec![Episode {
            id: EPISODE.to_owned(),
            docs: names(&["north", "south"]),
            days,
            camps: vec![names(&["Norland", "Upper Vale"]), names(&["Sudmark"]), names(&["Estmark"])],
            places: names(&["Harrow Ford", "Upper Vale"]),
            claims: ids(&["a1f0c2d39e01", "a1f0c2d39e02", "b7", "c1", "c2", "c3", "d1", "f1", "f2", "f3", "f4", "f5"]),
            background: ids(&["e1"]),
            why: vec!["both tell of Norland and Sudmark fighting, within two days".to_owned()],
            parent: None,
            wars: Vec::new(),
        }],
        sums: vec![
            sum(SumKind::Parts, "c3", Quantity::exact(5), &[("c1", 3), ("c2", 2)], Verdict::Holds, 0),
            sum(SumKind::Running, "a1f0c2d39e02", Quantity::exact(40), &[("a1f0c2d39e01", 12)], Verdict::Holds, 28),
            sum(SumKind::Parts, "f4", bounded(Some(250), Some(250), Qualifier::About), &[("b7", 200), ("a1f0c2d39e02", 40)], Verdict::Agrees, 10),
        ],
        disputes: vec![
            dispute(DisputeKind::Denied, &["b7"], "Sudmark: «killed more than 200 enemy troops»; Norland denies it"),
            dispute(DisputeKind::Silence, &["f1"], "Sudmark gives no figure of its own; that is not zero"),
        ],
        estimates: vec![
            estimate(
                "Norland",
                Role::Military,
                [Some(40), Some(40), Some(201)],
                &[("a1f0c2d39e02", Use::Low), ("a1f0c2d39e02", Use::Best), ("b7", Use::High)],
                &[("a1f0c2d39e01", WhyNot::PartOfTotal), ("e1", WhyNot::Background)],
            ),
            estimate("Sudmark", Role::Military, [Some(24), None, None], &[("f2", Use::Low)], &[]),
        ],
    }
}

/// How a toll of the ledger grew: told on days, in a month, and on no known day.
pub fn growth() -> Vec<Growth> {
    let step = |claim: &str, n: u32, told: Option<Day>, until: Option<Day>, change: Option<i64>| Step {
        claim: ClaimId(claim.into()),
        counts_to: told.map(Day::earliest),
        told,
        until,
        figure: Quantity::exact(n),
        change,
    };
    let grown = |claimant: &str, steps: Vec<Step>| Growth {
        episode: EPISODE.to_owned(),
        side: "Norland".into(),
        role: Role::Military,
        effect: Effect::Killed,
        claimant: claimant.to_owned(),
        steps,
        later: Vec::new(),
    };
    let (fourth, ninth) = (Day::new(2031, 3, 4), Day::new(2031, 3, 9));
    let own = vec![step("a1f0c2d39e01", 12, Some(fourth), Some(ninth), None), step("a1f0c2d39e02", 40, Some(ninth), None, Some(28))];
    let enemy = vec![step("b7", 200, Some(Day::new(2031, 3, 0)), None, None)];
    let others = vec![step("f4", 190, Some(ninth), None, None), step("c3", 150, None, Some(ninth), None)];
    vec![grown("Norland: Ministry of Defence", own), grown("Sudmark", enemy), grown("Red Lantern", others)]
}
