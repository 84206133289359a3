//! Sums, disputes and ranges, on small wars of our own.

mod support;

use counterclaim::{
    stitch::{Stitched, copies::told_again, stitch},
    tally,
};
use counterclaim_model::{Answer, ClaimId, Dispute, DisputeKind, Effect, Estimate, Kind, Quantity, Reading, Role, Stance, Sum, SumKind, Use, Verdict, WhyNot};
use support::*;

fn told(mut readings: Vec<Reading>) -> (Vec<Sum>, Vec<Dispute>, Vec<Estimate>) {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    let again = told_again(&readings, &episodes, &origins);
    let sums = tally::sums(&readings, &episodes, &again, &tally::Terms::default());
    let disputes = tally::disputes(&readings, &episodes, &sums, &again, &camp, &tally::Terms::default());
    let estimates = tally::estimates(&readings, &episodes, &again, &camp, &tally::Terms::default());
    (sums, disputes, estimates)
}

fn kinds(disputes: &[Dispute]) -> Vec<DisputeKind> {
    disputes.iter().map(|dispute| dispute.kind).collect()
}

fn row<'a>(estimates: &'a [Estimate], side: &str, role: Role, effect: Effect) -> &'a Estimate {
    estimates.iter().find(|e| (&*e.side, e.role, e.effect) == (side, role, effect)).expect("the row stands")
}

fn range(estimate: &Estimate) -> (Option<u32>, Option<u32>, Option<u32>, bool) {
    (estimate.low, estimate.best, estimate.high, estimate.high_open)
}

fn why(estimate: &Estimate, quote: &str) -> Option<WhyNot> {
    let of = |id: &ClaimId| id.0.contains(quote);
    estimate.set_aside.iter().find(|(id, _)| of(id)).map(|(_, why)| *why)
}

/// A report of one day with a war in it, so that all claims fall into one episode.
fn war(id: &str, text: &str) -> Reading {
    let text = format!("South attacked North. {text}");
    report(id, &text).written("2020-09-28").claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28"))
}

#[test]
fn parts_make_their_total() {
    let (sums, disputes, _) = told(vec![
        war("a", "32 soldiers died. Five southern civilians and two northern civilians died, bringing the toll to 39.")
            .claim("32 soldiers died", killed(32).of("North").soldiers().total().by("North"))
            .claim("Five southern civilians", killed(5).of("South").civilians().total())
            .claim("two northern civilians", killed(2).of("North").civilians().total())
            .claim("bringing the toll to 39", killed(39).total()),
    ]);
    assert_eq!(sums.len(), 1);
    assert_eq!((sums[0].kind, sums[0].verdict, sums[0].off_by), (SumKind::Parts, Verdict::Holds, 0));
    assert_eq!(sums[0].parts.len(), 3);
    assert_eq!(kinds(&disputes), []);
}

#[test]
fn about_reaches_and_accidents_do_not_count() {
    let (sums, ..) = told(vec![
        war("a", "About 100 soldiers died. South lost 50 soldiers, North at least 49.")
            .claim("About 100 soldiers", toll(Effect::Killed, about(100)).soldiers().total())
            .claim("50 soldiers", killed(50).of("South").soldiers().total())
            .claim("North at least 49", toll(Effect::Killed, at_least(49)).of("North").soldiers().total()),
    ]);
    assert_eq!(sums.iter().map(|sum| (sum.verdict, sum.off_by)).collect::<Vec<_>>(), [(Verdict::Agrees, 1)]);
    // The same side and role twice: the two may be one, and are not added.
    let (sums, ..) = told(vec![
        war("b", "Three soldiers died. Four soldiers died. Seven soldiers died in all.")
            .claim("Three soldiers", killed(3).of("North").soldiers())
            .claim("Four soldiers", killed(4).of("North").soldiers())
            .claim("Seven soldiers", killed(7).of("North").soldiers().total()),
    ]);
    assert_eq!(sums, []);
    // A small total, far away.
    let (sums, ..) = told(vec![
        war("c", "Seven people died. It rained. It rained again. Nobody came. Three soldiers died. Four civilians died.")
            .claim("Seven people", killed(7).total())
            .claim("Three soldiers", killed(3).of("North").soldiers())
            .claim("Four civilians", killed(4).of("North").civilians()),
    ]);
    assert_eq!(sums, []);
}

#[test]
fn a_sum_that_merely_falls_short_is_not_shown() {
    let (sums, disputes, _) = told(vec![
        war("a", "Of 40 dead, six were soldiers and five civilians.")
            .claim("40 dead", killed(40).total())
            .claim("six were soldiers", killed(6).soldiers().total().part_of("40 dead"))
            .claim("five civilians", killed(5).civilians().total().part_of("40 dead")),
    ]);
    assert_eq!((sums.len(), disputes.len()), (0, 0));
}

#[test]
fn parts_that_the_report_names_make_their_total() {
    let text = "It rained. Nobody came. 403 died, including 147 civilians, 165 rebels, 65 soldiers and 26 smugglers. In towns 227 died.";
    let report = war("a", text)
        .claim("403 died", killed(403).total())
        .claim("147 civilians", killed(147).civilians().total())
        .claim("165 rebels", killed(165).soldiers().total())
        .claim("65 soldiers", killed(65).of("North").soldiers().total())
        .claim("26 smugglers", killed(26).total())
        .claim("227 died", killed(227).total());
    let (sums, disputes, _) = told(vec![report]);
    assert_eq!(sums.iter().map(|sum| (sum.verdict, sum.parts.len(), sum.off_by)).collect::<Vec<_>>(), [(Verdict::Holds, 4, 0)]);
    assert_eq!(kinds(&disputes), []);
}

#[test]
fn a_part_larger_than_its_whole_fails() {
    let (sums, disputes, _) = told(vec![
        war("a", "Ten people died, including 12 women.")
            .claim("Ten people died", killed(10).total())
            .claim("including 12 women", killed(12).civilians().group("women").part_of("Ten people died")),
    ]);
    assert_eq!(sums.iter().map(|sum| (sum.verdict, sum.off_by)).collect::<Vec<_>>(), [(Verdict::Fails, -2)]);
    assert_eq!(kinds(&disputes), [DisputeKind::Sum]);
}

#[test]
fn a_part_without_a_number_leaves_a_sum_unchecked() {
    let report = war("a", "84 died, among them 12 officers and several medics.")
        .claim("84 died", killed(84).of("North").total())
        .claim("12 officers", killed(12).of("North").soldiers().part_of("84 died"))
        .claim("several medics", toll(Effect::Killed, many()).of("North").civilians().part_of("84 died"));
    let (sums, ..) = told(vec![report]);
    assert_eq!(sums.iter().map(|sum| (sum.verdict, sum.parts.len(), sum.off_by)).collect::<Vec<_>>(), [(Verdict::Unchecked, 2, 72)]);
}

#[test]
fn each_sides_own_report_makes_the_total_of_both() {
    let own = |id: &str, side: &str, n: u32| {
        let words = format!("{side} counts {n} dead");
        war(id, &format!("{words}.")).claim(&words, killed(n).of(side).total().by(side))
    };
    let both = |n: u32| war("c", &format!("In all {n} people died.")).claim(&format!("{n} people died"), killed(n).total());
    let verdicts = |n: u32| -> Vec<_> {
        let (sums, ..) = told(vec![own("a", "North", 59), own("b", "South", 35), both(n)]);
        sums.iter().map(|sum| (sum.verdict, sum.docs.len(), sum.off_by)).collect()
    };
    assert_eq!(verdicts(94), [(Verdict::Holds, 3, 0)]);
    assert_eq!(verdicts(97), []);
}

#[test]
fn a_denial_that_is_answered_says_so() {
    let claim = |n: &str| format!("South said that it killed 550 soldiers {n}");
    let of = || killed(550).of("North").soldiers().total().by("South");
    let answer = |more: &str, say: Option<Say>| {
        let text = format!("{}. North denied that 550 soldiers died. {more}.", claim("first"));
        let mut report =
            war("a", &text).claim(&claim("first"), of().denied_by("North")).claim("North denied that 550 soldiers died", deed(Kind::Deny, "North", "South"));
        if let Some(say) = say {
            report = report.claim(more, say);
        }
        let (_, disputes, _) = told(vec![report]);
        disputes.iter().find(|dispute| dispute.kind == DisputeKind::Denied).and_then(|dispute| dispute.answer)
    };
    assert_eq!(answer("It rained", None), Some(Answer::NeverAnswered));
    assert_eq!(answer("South said again that 550 fell", Some(of())), Some(Answer::Insisted));
    assert_eq!(answer("North conceded that 560 fell", Some(killed(560).of("North").soldiers().total().by("North"))), Some(Answer::Conceded));
}

#[test]
fn who_the_dead_were_is_disputed_though_their_number_is_not() {
    let (_, disputes, _) = told(vec![
        war("a", "The medics say that 64 civilians died. North says that 64 fighters died.")
            .claim("64 civilians died", killed(64).of("South").civilians().by("South"))
            .claim("64 fighters died", killed(64).of("South").soldiers().by("North")),
    ]);
    assert!(kinds(&disputes).contains(&DisputeKind::Mismatch), "{disputes:?}");
}

#[test]
fn a_running_total_tells_what_was_before() {
    let (sums, ..) = told(vec![
        war("a", "26 of its troops were killed, bringing its toll to 84.")
            .claim("26 of its troops were killed", killed(26).of("North").soldiers().by("North"))
            .claim("bringing its toll to 84", killed(84).of("North").soldiers().total().by("North")),
    ]);
    assert_eq!(sums.iter().map(|sum| (sum.kind, sum.off_by)).collect::<Vec<_>>(), [(SumKind::Running, 58)]);
}

#[test]
fn an_earlier_total_and_what_came_since_make_the_new_one() {
    let lost = |n: u32| killed(n).of("North").soldiers().by("North");
    let first = || war("a", "North lost 63 soldiers.").claim("63 soldiers", lost(63).total());
    let text = "26 more bodies were found, which makes 89 dead.";
    let mut then = war("b", text).claim("26 more bodies", lost(26)).claim("89 dead", lost(89).total());
    then.document.published.to = "2020-09-29".parse().ok();
    let (sums, ..) = told(vec![first(), then]);
    assert_eq!(sums.iter().map(|sum| (sum.kind, sum.docs.len(), sum.parts.len(), sum.off_by)).collect::<Vec<_>>(), [(SumKind::Running, 2, 2, 0)]);
    // In one report, and without a word that says so.
    let text = "It reported 63 dead. Later 26 more were found. They are 89.";
    let whole = |text: &str, more: &str| war("a", text).claim("63 dead", lost(63).total()).claim(more, lost(26)).claim("They are 89", lost(89).total());
    let (sums, ..) = told(vec![whole(text, "26 more were found")]);
    assert_eq!(sums.iter().map(|sum| (sum.kind, sum.off_by)).collect::<Vec<_>>(), [(SumKind::Running, 0)]);
    let (sums, ..) = told(vec![whole("It reported 63 dead. Some 26 were found. It rained. They are 89.", "26 were found")]);
    assert!(sums.iter().all(|sum| sum.kind != SumKind::Running));
}

#[test]
fn parts_that_outgrow_their_heading_fail() {
    let (sums, disputes, _) = told(vec![
        war("a", "98 dead in total. Of these, 84 are soldiers of the North, at least 17 are civilians.")
            .claim("98 dead in total", killed(98).total())
            .claim("84 are soldiers", killed(84).of("North").soldiers().total())
            .claim("at least 17 are civilians", toll(Effect::Killed, at_least(17)).civilians().total()),
    ]);
    assert_eq!(sums.iter().map(|sum| (sum.kind, sum.verdict, sum.off_by)).collect::<Vec<_>>(), [(SumKind::Parts, Verdict::Fails, -3)]);
    assert_eq!(kinds(&disputes), [DisputeKind::Sum]);
}

#[test]
fn a_lead_newer_than_its_body_is_a_failing_sum() {
    let lead = "At least 68 people died. It went on. Soldiers died too, which brought the toll to 39.";
    let (sums, disputes, _) =
        told(vec![war("a", lead).claim("At least 68 people died", toll(Effect::Killed, at_least(68)).total()).claim("the toll to 39", killed(39).total())]);
    assert_eq!(sums.iter().map(|sum| (sum.kind, sum.verdict, sum.off_by)).collect::<Vec<_>>(), [(SumKind::Rival, Verdict::Fails, 29)]);
    assert_eq!(kinds(&disputes), [DisputeKind::Stale]);
    // The larger counts one day of the two, and is a single strike's: all the more a contradiction.
    let day = toll(Effect::Killed, at_least(68)).on("2020-09-28");
    let both = killed(39).total().when("2020-09-27", "2020-09-28");
    let (sums, ..) = told(vec![war("a", lead).claim("At least 68 people died", day).claim("the toll to 39", both)]);
    assert_eq!(sums.len(), 1);
    // Two claimants, two stretches of days, or a whole war against a week: no rivals.
    for other in [killed(39).total().by("UN"), killed(39).total().when("2020-09-20", "2020-09-25"), killed(9).total()] {
        let at_least = toll(Effect::Killed, at_least(68)).total().when("2020-09-27", "2020-09-28");
        let (sums, ..) = told(vec![war("a", lead).claim("At least 68 people died", at_least).claim("the toll to 39", other)]);
        assert_eq!(sums, []);
    }
}

#[test]
fn a_denial_is_tied_to_what_it_denies() {
    let (_, disputes, _) = told(vec![
        war("a", "Over 550 troops were destroyed, said South, a claim that North denied. South said that North shelled the harbour. North denied shelling it.")
            .claim("Over 550 troops were destroyed", toll(Effect::Casualties, over(550)).of("North").soldiers().by("South").denied_by("North"))
            .claim("a claim that North denied", deed(Kind::Deny, "North", "South"))
            .claim("North shelled the harbour", deed(Kind::Attack, "North", "South").by("South"))
            .claim("North denied shelling it", deed(Kind::Deny, "North", "South")),
    ]);
    let denied: Vec<&Dispute> = disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Denied).collect();
    assert_eq!(denied.len(), 2);
    assert_eq!(denied[0].words, "South: «Over 550 troops were destroyed»; North denies it («a claim that North denied»)");
    assert!(denied[1].words.contains("North shelled the harbour"), "{}", denied[1].words);
}

#[test]
fn a_denial_finds_what_it_denies_behind_it_and_in_another_report() {
    let claim = || killed(550).of("North").soldiers().total().by("South");
    let told_there = war("a", "South said that it killed 550 soldiers.").claim("it killed 550 soldiers", claim());
    let denial = war("b", "North denied that 550 of its men had died.")
        .claim("North denied", deed(Kind::Deny, "North", ""))
        .claim("550 of its men had died", killed(550).of("North").soldiers().by("North").stance(Stance::Denied));
    let (_, disputes, _) = told(vec![told_there, denial]);
    let denied: Vec<&Dispute> = disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Denied).collect();
    assert_eq!(denied.iter().map(|dispute| &*dispute.words).collect::<Vec<_>>(), ["South: «it killed 550 soldiers»; North denies it («North denied»)"]);
    let behind = war("c", "North denied that 550 of its men had died. South said that it killed 550 soldiers.")
        .claim("North denied", deed(Kind::Deny, "North", ""))
        .claim("550 of its men had died", killed(550).of("North").soldiers().by("North").stance(Stance::Denied))
        .claim("it killed 550 soldiers", claim());
    let (_, disputes, _) = told(vec![behind]);
    assert_eq!(disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Denied).map(|dispute| dispute.claims.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn own_figures_stand_against_the_enemys() {
    let (_, disputes, estimates) = told(vec![
        war("a", "North lost 84 soldiers. South killed 550 soldiers. The monitor counts 90 soldiers.")
            .claim("North lost 84 soldiers", killed(84).of("North").soldiers().total().by("North: Ministry of Defence"))
            .claim("South killed 550 soldiers", killed(550).of("North").soldiers().total().by("South"))
            .claim("The monitor counts 90 soldiers", killed(90).of("North").soldiers().total().by("Monitor")),
    ]);
    assert_eq!(kinds(&disputes), [DisputeKind::Outnumbered]);
    let row = row(&estimates, "North", Role::Military, Effect::Killed);
    assert_eq!(range(row), (Some(84), Some(84), Some(550), false));
    assert!(row.high_is_enemys);
    assert_eq!(why(row, "monitor"), Some(WhyNot::Outranked));
    assert_eq!(row.used.iter().map(|(_, how)| *how).collect::<Vec<_>>(), [Use::Low, Use::Best, Use::High]);
}

#[test]
fn two_bodies_that_count_the_same_people_disagree() {
    let count = |n: u32, by: &str, day: &str| killed(n).civilians().total().by(by).when("2020-09-20", day);
    let disputes = |one: Say, other: Say| {
        let report = war("a", "The monitor counts 322. The union counts 1,300.").claim("counts 322", one).claim("counts 1,300", other);
        kinds(&told(vec![report]).1)
    };
    assert_eq!(disputes(count(322, "Monitor", "2020-09-28"), count(1300, "Union", "2020-09-28")), [DisputeKind::Outnumbered]);
    assert_eq!(disputes(count(322, "Monitor", "2020-09-26"), count(1300, "Union", "2020-09-28")), []);
}

#[test]
fn one_statement_told_twice_drifts() {
    let told_as = |id: &str, words: &str, effect: Effect| {
        war(id, &format!("South says {words}.")).claim(words, toll(effect, Quantity::exact(550)).of("North").soldiers().total().by("South"))
    };
    let (_, disputes, _) = told(vec![told_as("a", "it killed 550", Effect::Killed), told_as("b", "550 were destroyed", Effect::Casualties)]);
    assert!(kinds(&disputes).contains(&DisputeKind::Drift));
    let (_, disputes, _) = told(vec![told_as("a", "it killed 550", Effect::Killed), told_as("b", "550 were killed", Effect::Killed)]);
    assert!(!kinds(&disputes).contains(&DisputeKind::Drift));
}

#[test]
fn a_figure_with_a_wrong_digit_is_a_drift_and_growth_is_none() {
    let drifts = |first: Say, then: Say| {
        let report = war("a", "Some 139 died. It counts 129.").claim("139 died", first).claim("129", then);
        kinds(&told(vec![report]).1).contains(&DisputeKind::Drift)
    };
    let count = |n: u32| killed(n).of("North").soldiers().total().by("North");
    assert!(drifts(count(139), count(129)));
    assert!(!drifts(count(139), count(151)));
    assert!(!drifts(count(129).when("2020-09-26", "2020-09-26"), count(139).when("2020-09-26", "2020-09-27")));
    let pair = |id: &str, n: u32| {
        let text = format!("{n} guards and 47 men of North died.");
        let guards = format!("{n} guards");
        war(id, &text).claim(&guards, killed(n).of("South").soldiers()).claim("47 men", killed(47).of("North").soldiers())
    };
    let swapped = |n: u32| kinds(&told(vec![pair("a", 84), pair("b", n)]).1).contains(&DisputeKind::Drift);
    assert!(swapped(48));
    assert!(!swapped(85));
}

#[test]
fn none_of_ours_denies_what_the_enemy_says_just_before() {
    let text = |words: &str| war("a", &format!("North killed 20 soldiers. {words}"));
    let claimed = killed(20).of("South").soldiers().total().by("North");
    let none = killed(0).of("South").soldiers().by("South");
    let (_, disputes, _) = told(vec![text("South lost nobody.").claim("North killed 20 soldiers", claimed.clone()).claim("South lost nobody", none.clone())]);
    assert_eq!(kinds(&disputes), [DisputeKind::Denied]);
    assert_eq!(disputes[0].words, "North: «North killed 20 soldiers»; South denies it («South lost nobody»)");
    let far = text("It rained. It rained again. Nobody came. South lost nobody.");
    let (_, disputes, _) = told(vec![far.claim("North killed 20 soldiers", claimed).claim("South lost nobody", none)]);
    assert!(!kinds(&disputes).contains(&DisputeKind::Denied));
}

#[test]
fn an_armys_dead_stand_against_the_people_whom_its_enemy_counts() {
    let own = || killed(12).of("South").soldiers().total().by("South");
    let enemy = || killed(600).of("South").total().by("North");
    let report = || {
        war("a", "South lost 12 soldiers. 600 of South died, says North. Five civilians died.")
            .claim("South lost 12 soldiers", own())
            .claim("600 of South", enemy())
    };
    assert_eq!(kinds(&told(vec![report()]).1), [DisputeKind::Outnumbered]);
    let civilians = report().claim("Five civilians died", killed(5).of("South").civilians());
    assert_eq!(kinds(&told(vec![civilians]).1), []);
}

#[test]
fn blame_needs_an_accusation_and_an_answer() {
    let accuse = |actor: &str, target: &str| deed(Kind::Accuse, actor, target);
    let shelled = || deed(Kind::Attack, "North", "South").by("South");
    let text = "North accused South. South said that North shelled it. North said that South shelled it.";
    let war = || war("a", text);
    let (_, both, _) = told(vec![war().claim("North accused South", accuse("North", "South")).claim("North shelled it", shelled())]);
    assert_eq!(kinds(&both), [DisputeKind::Blame]);
    let (_, one, _) = told(vec![war().claim("North accused South", accuse("North", "South"))]);
    assert_eq!(kinds(&one), []);
    let answer = deed(Kind::Attack, "South", "North").by("North");
    let first = shelled().rule("en/deed/attacked-first");
    let (_, began, _) = told(vec![war().claim("North shelled it", first).claim("South shelled it", answer.clone())]);
    assert_eq!(kinds(&began), [DisputeKind::Blame]);
    let (_, shells, _) = told(vec![war().claim("North shelled it", shelled()).claim("South shelled it", answer)]);
    assert_eq!(kinds(&shells), []);
}

#[test]
fn silence_is_not_zero() {
    let silence = || toll(Effect::Casualties, Quantity::exact(0)).of("South").soldiers().total().by("South").rule("en/toll/no-report-silence");
    let (_, disputes, estimates) = told(vec![
        war("a", "South did not report any casualties. North killed more than 200.")
            .claim("did not report any casualties", silence())
            .claim("more than 200", toll(Effect::Killed, over(200)).of("South").soldiers().total().by("North")),
    ]);
    assert_eq!(kinds(&disputes), [DisputeKind::Silence]);
    let row = row(&estimates, "South", Role::Military, Effect::Killed);
    assert_eq!(range(row), (None, None, Some(201), true));
    assert_eq!(why(row, "did not report"), Some(WhyNot::NoNumber));
    assert!(!estimates.iter().any(|estimate| estimate.effect == Effect::Casualties));
}

#[test]
fn a_silence_stays_when_a_figure_breaks_it_and_who_denies_is_not_silent() {
    let silence = toll(Effect::Casualties, Quantity::exact(0)).of("South").soldiers().total().by("South").rule("en/toll/no-report-silence");
    let silent = war("a", "South did not report any casualties.").claim("did not report any casualties", silence);
    let broken = war("b", "South lost 35 men.").written("2020-09-30").claim("South lost 35 men", killed(35).of("South").soldiers().total().by("South"));
    let (_, disputes, _) = told(vec![silent, broken]);
    let words: Vec<&str> = disputes.iter().filter(|dispute| dispute.kind == DisputeKind::Silence).map(|dispute| &*dispute.words).collect();
    assert_eq!(words.len(), 1);
    assert!(words[0].ends_with("; later South says «South lost 35 men» (b)"), "{}", words[0]);
    let claimed = || killed(8).of("South").soldiers().total().by("North");
    let denies = killed(1).of("South").soldiers().by("South").stance(Stance::Denied);
    let text = "North killed eight. South denied that one had died.";
    let silences = |report: Reading| told(vec![report]).1.iter().filter(|dispute| dispute.kind == DisputeKind::Silence).count();
    assert_eq!(silences(war("a", text).claim("North killed eight", claimed())), 1);
    assert_eq!(silences(war("a", text).claim("North killed eight", claimed()).claim("one had died", denies)), 0);
}

#[test]
fn a_total_that_falls_is_told() {
    let on = |id: &str, n: u32, day: &str| {
        let words = format!("North lost {n} in all");
        war(id, &format!("{words}.")).claim(&words, killed(n).of("North").soldiers().total().by("North").when("2020-09-26", day))
    };
    let (_, fell, _) = told(vec![on("a", 40, "2020-09-27"), on("b", 32, "2020-09-28")]);
    assert_eq!(kinds(&fell), [DisputeKind::Fallen]);
    let (_, rose, _) = told(vec![on("a", 32, "2020-09-27"), on("b", 40, "2020-09-28")]);
    assert_eq!(kinds(&rose), []);
}

#[test]
fn both_sides_say_that_the_ground_is_theirs() {
    let (_, disputes, _) = told(vec![
        war("a", "South took Karm. North repelled South at Karm.")
            .claim("South took Karm", deed(Kind::Advance, "South", "North").by("South").at("Karm"))
            .claim("North repelled South", deed(Kind::Repel, "North", "South").by("North").at("Karm")),
    ]);
    assert_eq!(kinds(&disputes), [DisputeKind::Mismatch]);
}

#[test]
fn later_totals_supersede_and_strikes_are_parts() {
    let (_, _, estimates) = told(vec![
        war("a", "North lost 32, then 84. Nine died on Monday. Ten fell or were hurt near Karm. 30,000 died since 1990.")
            .claim("lost 32", killed(32).of("North").soldiers().total().by("North").when("2020-09-27", "2020-09-27"))
            .claim("then 84", killed(84).of("North").soldiers().total().by("North").when("2020-09-27", "2020-09-28"))
            .claim("Nine died", killed(9).of("North").soldiers().by("North").on("2020-09-28"))
            .claim("Ten fell or were hurt", toll(Effect::Casualties, Quantity::exact(10)).of("North").soldiers().by("South"))
            .claim("30,000 died", killed(30_000).of("North").soldiers().total().when("1990", "2020")),
    ]);
    let row = row(&estimates, "North", Role::Military, Effect::Killed);
    assert_eq!(range(row), (Some(84), Some(84), Some(84), false));
    assert_eq!(why(row, "lost 32"), Some(WhyNot::Superseded));
    assert_eq!(why(row, "Nine died"), Some(WhyNot::PartOfTotal));
    assert_eq!(why(row, "Ten fell"), Some(WhyNot::MixedEffect));
    assert_eq!(why(row, "30,000"), Some(WhyNot::OtherScope));
}

#[test]
fn losses_without_a_number_give_one_and_no_more() {
    let (_, _, estimates) = told(vec![
        war("a", "South concedes losses. North inflicted heavy losses. North lost soldiers at Karm.")
            .claim("concedes losses", toll(Effect::Casualties, Quantity::uncounted()).of("South").soldiers().by("South"))
            .claim("heavy losses", toll(Effect::Casualties, many()).of("South").soldiers().by("North"))
            .claim("at Karm", toll(Effect::Killed, at_least(4)).of("North").soldiers().by("North").at("Karm")),
    ]);
    assert_eq!(range(row(&estimates, "South", Role::Military, Effect::Casualties)), (Some(1), None, None, false));
    assert_eq!(range(row(&estimates, "North", Role::Military, Effect::Killed)), (Some(4), Some(4), None, false));
}

#[test]
fn an_enemys_figure_below_the_admitted_one_closes_nothing() {
    let (_, _, estimates) = told(vec![
        war("a", "North lost 84. South killed ten of them. North denies that 90 died.")
            .claim("lost 84", killed(84).of("North").soldiers().total().by("North"))
            .claim("killed ten", killed(10).of("North").soldiers().total().by("South"))
            .claim("90 died", killed(90).of("North").soldiers().total().by("North").stance(Stance::Denied)),
    ]);
    let row = row(&estimates, "North", Role::Military, Effect::Killed);
    assert_eq!(range(row), (Some(84), Some(84), Some(84), false));
    assert!(!row.high_is_enemys);
    assert_eq!((why(row, "ten"), why(row, "90 died")), (Some(WhyNot::Outranked), Some(WhyNot::Denied)));
}

#[test]
fn one_strike_without_casualties_is_no_zero() {
    let none = || toll(Effect::Wounded, Quantity::exact(0)).of("North");
    let (_, _, estimates) = told(vec![war("a", "A shell hurt nobody.").claim("hurt nobody", none().at("Karm"))]);
    assert!(estimates.is_empty());
    let (_, _, estimates) = told(vec![war("a", "The war hurt nobody.").claim("hurt nobody", none().total())]);
    assert_eq!(range(row(&estimates, "North", Role::All, Effect::Wounded)), (Some(0), Some(0), Some(0), false));
}
