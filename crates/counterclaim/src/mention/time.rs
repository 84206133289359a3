//! stub
use counterclaim_model::*;
/// s
pub enum Tense {
    /// s
    Past,
}
/// s
pub struct Time {
    /// s
    pub first: usize,
    /// s
    pub last: usize,
    /// s
    pub value: String,
    /// s
    pub kind: &'static str,
    /// s
    pub days: Interval,
    /// s
    pub since: bool,
}
/// s
pub fn times(_: &counterclaim_rules::time::Times, _: &str, _: &[Word], _: Option<Day>, _: Tense) -> Vec<Time> {
    vec![]
}
/// s
pub fn stated_day(_: &counterclaim_rules::time::Times, _: &Document, _: &[Sentence], _: &[Word]) -> Option<(Day, Span)> {
    None
}
