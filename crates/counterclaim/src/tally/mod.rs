//! s
use counterclaim_model::*;
/// s
pub fn sums(_: &[Reading], _: &[Episode]) -> Vec<Sum> { vec![] }
/// s
pub fn disputes(_: &[Reading], _: &[Episode], _: &[Sum], _: &(dyn Fn(&str) -> Name + Sync)) -> Vec<Dispute> { vec![] }
/// s
pub fn estimates(_: &[Reading], _: &[Episode], _: &(dyn Fn(&str) -> Name + Sync)) -> Vec<Estimate> { vec![] }
