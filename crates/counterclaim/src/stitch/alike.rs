//! What speaks for two reports telling of the same fighting, counted and in words.
//!
//! "550" of one side's soldiers in both, or an outbreak on the same weekday, weighs two; a figure of two digits or a place in
//! common weighs one. A figure whose side one of them does not tell is the same. Two is enough where the same camps fight. Surprising but meant: places alone never are, however many, since
//! the same ground is fought over again. Nothing here looks at dates that are already known: see `episode`.

use crate::stitch::{
    fight::{ALL, Fight},
    outline::{NOBODYS, Outline, shared},
};

/// What two reports share.
#[derive(Clone, Copy, Debug)]
pub struct Alike {
    /// How much it weighs; two is enough to join reports of the same camps.
    pub weight: usize,
    /// Whether both tell of an outbreak on the same weekday.
    pub outbreak: bool,
    /// Whether there is more than places: two wars are fought over the same ground, but not with the same figures.
    pub strong: bool,
    /// Whether it says that they tell of one fight, in whichever region each puts it: an outbreak, or a figure that is not round.
    pub one: bool,
    /// Whether what they share says that they tell of the same week, and not only of the same war.
    pub week: bool,
}

/// Whether a figure in common says anything: one digit agrees by accident all the time.
pub fn tells(figure: u32) -> bool {
    figure >= 10
}

/// Whether a figure in common is enough by itself: two digits and round hundreds agree by accident now and then.
pub fn is_rare(figure: u32) -> bool {
    figure > 100 && !figure.is_multiple_of(100)
}

/// Whether a figure is no estimate: round ones are told of many things.
pub fn is_exact(figure: u32) -> bool {
    tells(figure) && !figure.is_multiple_of(10)
}

/// The figures that both tell of the same people, as far as both say whose they are.
fn figures(a: &Outline, b: &Outline) -> Vec<u32> {
    let mut found: Vec<u32> = shared(&a.figures, &b.figures).map(|(_, figure)| *figure).collect();
    for (one, other) in [(a, b), (b, a)] {
        for (_, figure) in one.figures.iter().filter(|(side, _)| *side == NOBODYS) {
            if !found.contains(figure) && other.figures.iter().any(|(_, there)| there == figure) {
                found.push(*figure);
            }
        }
    }
    found
}

/// What two reports share, days apart.
pub fn alike(a: &Outline, b: &Outline) -> Alike {
    let outbreak = a.outbreak.is_some() && a.outbreak == b.outbreak;
    let mut alike = Alike { outbreak, strong: outbreak, one: outbreak, week: outbreak, weight: if outbreak { 2 } else { 0 } };
    for figure in figures(a, b) {
        let rare = is_rare(figure);
        alike.weight += if rare { 2 } else { 1 };
        alike.strong = true;
        alike.one |= is_exact(figure);
        alike.week |= rare;
    }
    alike.weight += shared(&a.places, &b.places).take(2).count();
    alike
}

/// The same in words: "the same figures: 49 (Armenia)".
pub fn words(a: &Fight, b: &Fight) -> Vec<String> {
    let mut words = Vec::new();
    if let (Some((_, one)), Some((_, other))) = (&a.outbreak, &b.outbreak)
        && a.outbreak_weekday().is_some()
        && a.outbreak_weekday() == b.outbreak_weekday()
    {
        words.push(format!("«{one}» and «{other}»"));
    }
    let told = |side: &str, figure: u32| side == ALL && b.figures.iter().any(|(_, there)| *there == figure) || b.figures.contains(&(ALL.into(), figure));
    let both = a.figures.iter().filter(|(side, figure)| tells(*figure) && (b.figures.contains(&(side.clone(), *figure)) || told(side, *figure)));
    let figures = both.map(|(side, figure)| format!("{figure} ({})", if &**side == ALL { "side not told" } else { side }));
    let places = a.places.iter().filter(|(key, _)| b.places.contains_key(*key)).map(|(_, (shown, _))| shown.to_string());
    for (what, shared) in [("figures", figures.collect::<Vec<_>>()), ("places", places.collect())] {
        if !shared.is_empty() {
            words.push(format!("the same {what}: {}", shared.join(", ")));
        }
    }
    words
}
