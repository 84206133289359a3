//! Whom a figure counts, and whether two figures can count the same people.
//!
//! The dead soldiers of one side and the dead civilians of both are apart, and may be added; the dead civilians of one side lie
//! within those of both, and may not. Unknown is not apart: two strikes with no place said may be one.

use counterclaim_model::{Claim, Effect, Name, Role, Scope, Toll};

/// Whether the people of `part` are some of those of `whole`, by side and role.
pub fn within(part: &Toll, whole: &Toll) -> bool {
    let side = whole.side.is_empty() || (!part.side.is_empty() && part.side.iter().all(|side| whole.side.contains(side)));
    side && (whole.role == Role::All || whole.role == part.role) && part.effect == whole.effect
}

/// Whether the two count the same kind of people: side, role, effect and group.
pub fn same(a: &Toll, b: &Toll) -> bool {
    (a.role, a.effect, &a.group) == (b.role, b.effect, &b.group) && (a.side == b.side || sides(a) == sides(b))
}

fn sides(toll: &Toll) -> Vec<&Name> {
    let mut sides: Vec<&Name> = toll.side.iter().collect();
    sides.sort();
    sides.dedup();
    sides
}

/// Whether nobody can be counted in both; by place only where `places` says that places may part them.
pub fn apart(a: &Claim, b: &Claim, places: bool) -> bool {
    let (Some(one), Some(other)) = (a.toll(), b.toll()) else {
        return false;
    };
    let sides = !one.side.is_empty() && !other.side.is_empty() && !one.side.iter().any(|side| other.side.contains(side));
    let roles = matches!((one.role, other.role), (Role::Military, Role::Civilian) | (Role::Civilian, Role::Military));
    // Two places part only what happened at one place each; totals of a region and of its town overlap.
    let incidents = one.scope == Scope::Incident && other.scope == Scope::Incident;
    let elsewhere = elsewhere(a, b);
    sides || roles || (incidents && elsewhere && places)
}

/// Whether two claims name two places; a place named within another's name ("the Upper Valley", "the Valley") may be the same.
pub fn elsewhere(a: &Claim, b: &Claim) -> bool {
    let (Some(here), Some(there)) = (&a.place, &b.place) else {
        return false;
    };
    let (here, there) = (here.words.to_lowercase(), there.words.to_lowercase());
    !here.contains(&there) && !there.contains(&here)
}

/// "soldiers", "civilians", "people".
pub fn noun(role: Role) -> &'static str {
    match role {
        Role::Military => "soldiers",
        Role::Civilian => "civilians",
        Role::All => "people",
    }
}

/// "killed"; killed and wounded in one figure are "killed or wounded".
pub fn harm(effect: Effect) -> &'static str {
    if effect == Effect::Casualties { "killed or wounded" } else { effect.name() }
}
