//! What speaks for two reports telling of the same fighting, counted and in words.
//!
//! "550" of one side's soldiers in both, or an outbreak on the same weekday, weighs two; a figure of two digits or a place in
//! common weighs one. Two is enough where the same camps fight. Surprising but meant: places alone never are, however many, since
//! the same ground is fought over again. Nothing here looks at dates that are already known: see `episode`.

use crate::stitch::{
    day::{self, Value},
    fight::Fight,
    when,
};
use counterclaim_model::{Name, Reading, Span};

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
    /// Whether what they share says that they tell of the same week, and not only of the same war.
    pub week: bool,
}

/// What two reports share, days apart.
pub fn alike(a: (&Reading, &Fight), b: (&Reading, &Fight)) -> Alike {
    let mut alike = Alike::default();
    if let (Some(one), Some(other)) = (outbreak(a.0), outbreak(b.0))
        && one.0 == other.0
    {
        alike.weight += 2;
        alike.outbreak = true;
        alike.week = true;
        alike.words.push(format!("«{}» and «{}»", one.1.of(&a.0.document.text), other.1.of(&b.0.document.text)));
    }
    let told = |figures: &[&(Name, u32)]| -> String {
        let told = figures.iter().map(|(side, figure)| format!("{figure} ({})", if &**side == "all" { "side not told" } else { side }));
        told.collect::<Vec<_>>().join(", ")
    };
    // Two digits and round hundreds agree by accident now and then, one digit all the time.
    let figures: Vec<&(Name, u32)> = a.1.figures.intersection(&b.1.figures).filter(|(_, figure)| *figure >= 10).collect();
    let rare = figures.iter().filter(|(_, figure)| *figure > 100 && *figure % 100 != 0).count();
    alike.strong = alike.outbreak || !figures.is_empty();
    alike.week |= rare > 0;
    alike.weight += figures.len() + rare;
    if !figures.is_empty() {
        alike.words.push(format!("the same figures: {}", told(&figures)));
    }
    let places: Vec<String> = a.1.places.iter().filter(|(key, _)| b.1.places.contains_key(*key)).map(|(_, (shown, _))| shown.to_string()).collect();
    alike.weight += places.len().min(2);
    if !places.is_empty() {
        alike.words.push(format!("the same places: {}", places.join(", ")));
    }
    alike
}

/// The weekday on which the fighting broke out, with the words.
fn outbreak(reading: &Reading) -> Option<(u8, Span)> {
    match when::outbreak(reading)? {
        (Value::Weekday(n), span) => Some((n, span)),
        (Value::Known(day), span) => Some((day::weekday(day)?, span)),
        _ => None,
    }
}
