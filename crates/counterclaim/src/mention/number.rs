//! stub
use counterclaim_model::*;
/// s
pub struct Number { /// s
pub first: usize, /// s
pub last: usize, /// s
pub core: (usize, usize), /// s
pub quantity: Quantity, /// s
pub not_people: bool }
/// s
pub fn numbers(_: &counterclaim_rules::number::Numbers, _: &str, _: &[Word]) -> Vec<Number> { vec![] }
