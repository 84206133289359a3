//! Days as reports know them: sometimes the day, sometimes only the month or the year, and always how we know.

use crate::{Name, Span};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A calendar day, month or year, as an ISO prefix: `2020-09-28`, `2020-09`, `2020`. `month` and `day` are 0 where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Gregorian year.
    pub year: i16,
    /// 1-12, or 0 where only the year is known.
    pub month: u8,
    /// 1-31, or 0 where only the month is known.
    pub day: u8,
}

impl Day {
    /// A day known in full.
    pub fn new(year: i16, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    /// Whether year, month and day are all known.
    pub fn is_full(self) -> bool {
        self.month > 0 && self.day > 0
    }

    /// The earliest full day that this may be.
    pub fn earliest(self) -> Day {
        Day { year: self.year, month: self.month.max(1), day: self.day.max(1) }
    }

    /// The latest full day that this may be (a month's end is the calendar's).
    pub fn latest(self) -> Day {
        let month = if self.month == 0 { 12 } else { self.month };
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let end = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        Day { year: self.year, month, day: if self.day == 0 { end } else { self.day } }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
            if self.day > 0 {
                write!(f, "-{:02}", self.day)?;
            }
        }
        Ok(())
    }
}

impl FromStr for Day {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything after a `T` (a time of day) is passed over.
    fn from_str(text: &str) -> Result<Day, String> {
        let wrong = || format!("`{text}` is no day: write YYYY-MM-DD, YYYY-MM or YYYY");
        let date = text.trim().split(['T', ' ']).next().unwrap_or("");
        let mut parts = date.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(wrong)?;
        let mut rest = [0u8; 2];
        for slot in &mut rest {
            if let Some(part) = parts.next() {
                *slot = part.parse().ok().filter(|&n| n > 0).ok_or_else(wrong)?;
            }
        }
        let day = Day { year, month: rest[0], day: rest[1] };
        let fits = day.month <= 12 && day.day <= Day { day: 0, ..day }.latest().day && parts.next().is_none();
        if fits { Ok(day) } else { Err(wrong()) }
    }
}

/// As people write it where people may read it, else as three numbers.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { to.collect_str(self) } else { (self.year, self.month, self.day).serialize(to) }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        if from.is_human_readable() {
            return String::deserialize(from)?.parse().map_err(serde::de::Error::custom);
        }
        let (year, month, day) = Deserialize::deserialize(from)?;
        Ok(Day { year, month, day })
    }
}

/// A stretch of days, with the reason. An open end is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// First day, as far as it is known.
    pub from: Option<Day>,
    /// Last day, as far as it is known.
    pub to: Option<Day>,
    /// How we know.
    pub basis: Basis,
}

impl Interval {
    /// The year of its last day, or of its first where no last is known.
    pub fn year(&self) -> Option<i16> {
        self.to.or(self.from).map(|day| day.year)
    }
}

/// How a day is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum Basis {
    /// The text says it: "September 28, 2020".
    Stated {
        /// The words that say it.
        words: Span,
    },
    /// The text says it against another day: "on Tuesday", "overnight".
    Relative {
        /// The words that say it.
        words: Span,
        /// The day that they were counted from.
        anchor: Day,
    },
    /// The report's metadata: a JSON line's `date`.
    Metadata,
    /// Reckoned from other reports of the same episode, or from background facts; `reason` says how, in words.
    Inferred {
        /// The other reports.
        by: Vec<Name>,
        /// How, in words fit to show.
        reason: String,
    },
    /// A person's word.
    Judged {
        /// Whose.
        by: Name,
    },
    /// Not known.
    #[default]
    Unknown,
}
