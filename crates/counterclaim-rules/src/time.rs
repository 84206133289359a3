//! Days, times, durations and sets as the press writes them (`rules/en/time.toml`).
//!
//! A pattern is a row of words with classes among them: `WEEKDAY ( MONTH DAY )` reads "Friday (March 5th)", and `means = "calendar"` says
//! that its parts are those of a date. All arithmetic is in the heart; here are only words.
//!
//! Patterns are found by their first two words: for most words of a report no pattern is tried at all.

mod index;
mod load;

pub use index::Seen;

use crate::hash::{HashMap, HashSet};
use counterclaim_model::{Day, Error};

/// All words and patterns of time.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// "Monday", "mon": Monday is 1.
    pub weekdays: HashMap<String, u8>,
    /// "September", "sept": 1 to 12.
    pub months: HashMap<String, u8>,
    /// "fall": `FA`.
    pub seasons: HashMap<String, String>,
    /// "week": `W`; parts of a day begin with T.
    pub units: HashMap<String, String>,
    /// "weeks": `W`.
    pub plurals: HashMap<String, String>,
    /// "dawn": `MO`.
    pub parts: HashMap<String, String>,
    /// "nineties": 199.
    pub decades: HashMap<String, i64>,
    /// "twelfth": 12, a day of the month.
    pub days: HashMap<String, u8>,
    /// "q3": 3.
    pub quarters: HashMap<String, i64>,
    /// "third": 3.
    pub ordinals: HashMap<String, i64>,
    /// "six": 6.
    pub numbers: HashMap<String, i64>,
    /// "several": a number that nobody says.
    pub vague: Vec<Vec<String>>,
    /// "a couple of": two.
    pub two: Vec<Vec<String>>,
    /// What stands around an expression and changes it.
    pub guard: Guard,
    /// The patterns, in order of their file.
    pub patterns: Vec<Pattern>,
    /// The day on which the examples are told.
    pub written: Option<Day>,
    index: index::Index,
}

/// What stands around an expression and changes it.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Capitalised words behind a date that make it a name: "April 7th Street".
    pub not_before: HashSet<String>,
    /// Words that a bare figure of four digits counts: "2000 soldiers".
    pub counted: HashSet<String>,
    /// Words that are a month only in company: "may".
    pub shy: HashSet<String>,
    /// That company.
    pub with: HashSet<String>,
    /// Words that put a day in the future.
    pub future: HashSet<String>,
    /// Words right before a day that put it in the future.
    pub toward: HashSet<String>,
    /// How far back a word of the future is looked for.
    pub future_stops: HashSet<String>,
    /// "The worst since 2016" compares, and dates nothing.
    pub compares: HashSet<String>,
    /// What may be written together with a month or a year: "mid-July".
    pub prefixes: Vec<String>,
    /// Words before "the spring" that make it a season.
    pub season_after: HashSet<String>,
    /// Labels before a report's own day: "updated".
    pub labels: HashSet<String>,
    /// Words that may stand between a verb and its day: "on".
    pub leads: HashSet<String>,
    /// Words that make a stretch one that ends with the telling: "in 24 hours".
    pub within: HashSet<String>,
    /// Words between a stretch and the day with which it begins: "three days starting Monday".
    pub starts: HashSet<String>,
    /// Words before a day with which something ends: "until Sunday".
    pub until: Vec<Vec<String>>,
    /// Words before a day with which something begins: "after 3 May".
    pub after: Vec<Vec<String>>,
    /// Words behind it that say so too: "from Monday on".
    pub onward: HashSet<String>,
    /// Months that are no other word, and so may be written small.
    pub small: HashSet<String>,
}

/// A kind of expression.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its name, as `day-of-month`.
    pub id: String,
    /// Its rows of words.
    pub rows: Vec<Vec<Element>>,
    /// What its parts mean together.
    pub means: Means,
    /// -1 for last, 0 for this, 1 for next.
    pub shift: Option<i64>,
    /// A unit that it brings itself.
    pub unit: Option<String>,
    /// Whether it is half a unit more: "a month and a half ago".
    pub half: bool,
    /// A part of the day that it brings itself.
    pub part: Option<String>,
    /// Its value, where that is always the same.
    pub value: Option<String>,
    /// Its TIMEX3 type, where it is not that of its meaning.
    pub kind: Option<&'static str>,
    /// "text => values" that it gives.
    pub yes: Vec<String>,
    /// "text => values" of what looks like it and is something else.
    pub no: Vec<String>,
}

/// One place in a row.
#[derive(Clone, Debug)]
pub struct Element {
    /// What may stand there.
    pub what: Choice,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What may stand in one place.
#[derive(Clone, Debug)]
pub enum Choice {
    /// One of these phrases, the longest first.
    Phrases(Vec<Vec<String>>),
    /// A word of this class.
    Class(Class),
}

/// Classes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "rules/en/time.toml explains each with an example")]
pub enum Class {
    Weekday,
    Wd,
    Month,
    Day,
    Year,
    Yy,
    Num,
    Unit,
    Units,
    Period,
    Part,
    Season,
    Decade,
    Centuryth,
    Clock,
    Ampm,
    Iso,
    Glued,
    Nth,
    Dayth,
    Name,
    Quarter,
    Endyear,
}

/// What a pattern's parts mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A date of the calendar, whole or in part.
    Calendar,
    /// "27-29 September"
    Range,
    /// "1992-95"
    Years,
    /// A month by its name alone.
    Month,
    /// "June last year"
    MonthOfYear,
    /// A weekday.
    Weekday,
    /// "Tuesday of last week"
    WeekdayOfWeek,
    /// So many periods from the day of writing.
    Shift,
    /// "six days ago", counted from the day of writing.
    Ago,
    /// "two days later", counted from the day told before.
    Then,
    /// "six weeks"
    Duration,
    /// "the past six weeks": a duration that ends with the day of writing.
    Past,
    /// "the next six weeks": a duration that begins with the day after that of writing.
    Coming,
    /// "the rest of the year"
    Rest,
    /// "the second Monday of next month", "the first week of May"
    Nth,
    /// "the sixth day of fighting": known once the first is.
    DayOf,
    /// "the week of March 6"
    WeekOf,
    /// "weeks", nobody says how many.
    Some,
    /// "fall 2020"
    Season,
    /// "the third quarter"
    Quarter,
    /// "the 1990s"
    Decade,
    /// "the 20th century"
    Century,
    /// "at 00:05"
    Clock,
    /// "overnight": between the day before and the day of writing.
    Night,
    /// "the weekend"
    Weekend,
    /// "every day"
    Set,
    /// "every Friday"
    WeekdaySet,
    /// Always the same value.
    Constant,
}

impl Times {
    /// The rules that ship with the program.
    pub fn shipped() -> Result<Times, Error> {
        Times::parse(include_str!("../../../rules/en/time.toml"), "rules/en/time.toml")
    }

    /// Reads a file of time rules. A pattern without examples on both sides does not load.
    pub fn parse(text: &str, file: &str) -> Result<Times, Error> {
        load::parse(text, file)
    }

    /// The words of a class that are words; figures are told by their form.
    fn words_of(&self, class: Class) -> Vec<&String> {
        match class {
            Class::Weekday | Class::Wd => self.weekdays.keys().collect(),
            Class::Month => self.months.keys().collect(),
            Class::Unit | Class::Period => self.units.keys().collect(),
            Class::Units => self.plurals.keys().collect(),
            Class::Num => self.numbers.keys().chain(self.vague.iter().chain(&self.two).filter_map(|p| p.first())).collect(),
            Class::Year => self.numbers.keys().collect(),
            Class::Part => self.parts.keys().collect(),
            Class::Season => self.seasons.keys().collect(),
            Class::Decade => self.decades.keys().collect(),
            Class::Nth => self.ordinals.keys().collect(),
            Class::Dayth => self.days.keys().chain(self.numbers.iter().filter(|(_, n)| matches!(n, 20 | 30)).map(|(word, _)| word)).collect(),
            Class::Quarter => self.quarters.keys().collect(),
            Class::Day | Class::Yy | Class::Centuryth | Class::Clock | Class::Ampm | Class::Iso | Class::Glued | Class::Name | Class::Endyear => Vec::new(),
        }
    }
}
