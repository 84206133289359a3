//! s
use counterclaim_model::*;
/// s
pub struct Grammar;
impl Grammar {
    /// s
    pub fn load(_: &[u8]) -> Result<Grammar, Error> {
        Ok(Grammar)
    }
    /// s
    pub fn parse(&self, _: &str, _: &mut [Word], _: u32) {}
}
