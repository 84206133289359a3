//! s
use counterclaim_model::*;
/// s
pub fn stitch(_: &mut Vec<Reading>, _: &(dyn Fn(&str) -> Name + Sync)) -> Vec<Episode> { vec![] }
