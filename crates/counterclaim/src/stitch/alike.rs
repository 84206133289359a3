//! What speaks for two reports telling of the same fighting, counted and in words.
//!
//! "550" of one side's soldiers in both, or an outbreak on the same weekday, weighs two; a figure of two digits or a place in
//! common weighs one. Two is enough where the same camps fight. Surprising but meant: places alone never are, however many, since
//! the same ground is fought over again. Nothing here looks at dates that are already known: see `episode`.

use crate::stitch::fight::Fight;
use counterclaim_model::Name;

/// What two reports share.
#[derive(Clone, Debug, Default)]
pub struct Alike {
    /// How much it weighs; two is enough to join reports of the same camps.
    pub weight: usize,
    /// It, in words: "the same figure of 49".
    pub words: Vec<String>,
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

/// What two reports share, days apart.
pub fn alike(a: &Fight, b: &Fight) -> Alike {
    let mut alike = Alike::default();
    if let (Some((_, one)), Some((_, other))) = (&a.outbreak, &b.outbreak)
        && a.outbreak_weekday().is_some()
        && a.outbreak_weekday() == b.outbreak_weekday()
    {
        alike.weight += 2;
        alike.outbreak = true;
        alike.week = true;
        alike.words.push(format!("«{one}» and «{other}»"));
    }
    let told = |figures: &[&(Name, u32)]| -> String {
        let told = figures.iter().map(|(side, figure)| format!("{figure} ({})", if &**side == "all" { "side not told" } else { side }));
        told.collect::<Vec<_>>().join(", ")
    };
    let figures: Vec<&(Name, u32)> = a.figures.intersection(&b.figures).filter(|(_, figure)| tells(*figure)).collect();
    let rare = figures.iter().filter(|(_, figure)| is_rare(*figure)).count();
    alike.strong = alike.outbreak || !figures.is_empty();
    alike.one = alike.outbreak || figures.iter().any(|(_, figure)| is_exact(*figure));
    alike.week |= rare > 0;
    alike.weight += figures.len() + rare;
    if !figures.is_empty() {
        alike.words.push(format!("the same figures: {}", told(&figures)));
    }
    let places: Vec<String> = a.places.iter().filter(|(key, _)| b.places.contains_key(*key)).map(|(_, (shown, _))| shown.to_string()).collect();
    alike.weight += places.len().min(2);
    if !places.is_empty() {
        alike.words.push(format!("the same places: {}", places.join(", ")));
    }
    alike
}
