//! stub
use counterclaim_model::{Name, PartyUse, Error};
/// stub
#[derive(Debug)]
pub struct World;
/// s
pub struct PartyHit<'a> { /// s
pub len: usize, /// s
pub party: &'a Name, /// s
pub by: PartyUse }
/// s
pub struct BodyHit<'a> { /// s
pub len: usize, /// s
pub body: &'a Name, /// s
pub party: Option<&'a Name>, /// s
pub unnamed: bool }
/// s
pub struct OutletHit<'a> { /// s
pub len: usize, /// s
pub outlet: &'a Name }
/// s
#[derive(Debug)]
pub struct PlaceRow { /// s
pub name: Name, /// s
pub lat: f32, /// s
pub lon: f32, /// s
pub country: Name, /// s
pub admin1: Option<Name> }
/// s
#[derive(Debug)]
pub struct Party { /// s
pub name: Name }
impl Party { /// s
pub fn can_fight(&self)->bool{true} /// s
pub fn is_state(&self)->bool{true} }
impl World {
    /// s
    pub fn shipped() -> World { World }
    /// s
    pub fn with(_: &std::path::Path) -> Result<World, Error> { Ok(World) }
    /// s
    pub fn party_at(&self, _: &[&str], _: usize, _: bool) -> Option<PartyHit<'_>> { None }
    /// s
    pub fn body_at(&self, _: &[&str], _: usize, _: bool) -> Option<BodyHit<'_>> { None }
    /// s
    pub fn outlet_at(&self, _: &[&str], _: usize, _: bool) -> Option<OutletHit<'_>> { None }
    /// s
    pub fn office_at(&self, _: &[&str], _: usize, _: bool) -> Option<usize> { None }
    /// s
    pub fn place_at(&self, _: &[&str], _: usize) -> Option<(usize, Vec<&PlaceRow>)> { None }
    /// s
    pub fn party(&self, _: &str) -> Option<&Party> { None }
    /// s
    pub fn camp_of<'a>(&'a self, name: &'a str, _: Option<i16>) -> &'a str { name }
}
