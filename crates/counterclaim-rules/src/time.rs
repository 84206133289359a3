//! stub
/// stub
#[derive(Debug)]
pub struct Times;
impl Times {
    /// stub
    pub fn shipped() -> Times {
        Times
    }
}
