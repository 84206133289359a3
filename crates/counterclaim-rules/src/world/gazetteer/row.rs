//! A place as the gazetteer has it: lent from the pack, and owned on its way into one.

/// A place, its words lent by the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceRow<'w> {
    /// What we call it.
    pub name: &'w str,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// ISO 3166-1 alpha-2 of its country by law, where it lies in one.
    pub country: Option<&'w str>,
    /// First-order division.
    pub admin1: Option<&'w str>,
    /// What it is.
    pub kind: PlaceKind,
    /// People; 0 where unknown.
    pub population: u32,
    /// The words are its own name and no other that it also has; what was written down by hand counts as such.
    pub own: bool,
    /// The words are also a common word or a given name.
    pub also: Also,
    /// Written down by hand, or by the user.
    pub by_hand: bool,
}

impl PlaceRow<'_> {
    /// Kilometres to another, over the Earth's surface.
    pub fn km(&self, other: &PlaceRow) -> f32 {
        km((self.lat, self.lon), (other.lat, other.lon))
    }
}

/// Kilometres between two points in degrees, by the haversine formula on a sphere.
pub fn km(a: (f32, f32), b: (f32, f32)) -> f32 {
    let half = |degrees: f32| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(a.0 - b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1 - b.1);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A state or territory.
    Country,
    /// A first-order division.
    Admin1,
    /// A district or county.
    Admin2,
    /// A city, town or village.
    City,
    /// A region, valley, river or corridor that is no division.
    Region,
}

/// How kinds are written, in the order of their numbers in a pack.
pub(super) const KINDS: [(&str, PlaceKind); 5] =
    [("country", PlaceKind::Country), ("admin1", PlaceKind::Admin1), ("admin2", PlaceKind::Admin2), ("city", PlaceKind::City), ("region", PlaceKind::Region)];

/// What else a place's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    /// Nothing that is known.
    Nothing,
    /// A given name: "Victoria".
    GivenName,
    /// A word in small letters: "Police".
    Word,
    /// It is shortened, and counts only behind what lies in it: "Pa.".
    Abbreviation,
}

/// A place on its way into a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What we call it.
    pub name: String,
    /// What else it is called. A final full stop makes a name an abbreviation, which counts only with its full stop.
    pub names: Vec<String>,
    /// All names count as its own.
    pub all_own: bool,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-2; empty where it lies in no country.
    pub country: String,
    /// First-order division; empty where there is none.
    pub admin1: String,
    /// What it is.
    pub kind: PlaceKind,
    /// People; 0 where unknown.
    pub population: u32,
}
