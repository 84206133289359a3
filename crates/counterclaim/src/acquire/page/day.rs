//! The day of publication, as pages write it: "2023-09-20T07:00:00+04:00", "Mon, 8 Jun 1998 21:14:03 -0400", "25.03.2014 13:30".

use counterclaim_model::Day;
use jiff::civil::{Date, Weekday};

/// The day of publication in a text that may tell of more than one ("Updated 3 May 2001, published 2 May 2001"): the earliest.
/// `month_first`: whether "10/03/2015" is in October, where no weekday beside it says.
fn first(text: &str, month_first: bool) -> Option<String> {
    all(text, month_first).into_iter().min().map(|date| date.to_string())
}

/// How many days a text tells.
pub(super) fn count(text: &str) -> usize {
    all(text, false).len()
}

fn all(text: &str, month_first: bool) -> Vec<Date> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let near = |at: usize| words[at.saturating_sub(1)..(at + 4).min(words.len())].iter().find_map(|word| weekday(word));
    let (mut days, mut at) = (Vec::new(), 0);
    while let Some(three) = words.get(at..at + 3) {
        let day = read(three, near(at), month_first && text.contains('/'));
        // The year of one day does not begin another: "13/09/2022 08:15".
        at += if day.is_some() { 3 } else { 1 };
        days.extend(day);
    }
    // "Sat Jul 20 23:41:09 EDT 1996", as clocks of Unix write it.
    days.extend(
        words.windows(7).filter_map(|seven| read(&[seven[0], seven[1], seven[6]], None, false).filter(|_| seven[2..5].iter().all(|word| is_number(word)))),
    );
    days
}

/// Three words that are a day.
fn read(three: &[&str], weekday: Option<Weekday>, month_first: bool) -> Option<Date> {
    let [one, two, three] = three else { return None };
    if one.len() == 4 && is_number(one) {
        return date(number(one)?, month(two)?, number(two_digits(three)?)?);
    }
    // "20 April 1996Digitised" ends at its year, and "12:30:1945" is a time.
    let year = three.get(..4).filter(|year| is_number(year) && year.starts_with(['1', '2']) && !three[4..].starts_with(|c: char| c.is_ascii_digit()))?;
    let year = number(year)?;
    match (number(ordinal(one)), number(ordinal(two))) {
        (Some(day), None) => date(year, month_named(two)?, day),
        (None, Some(day)) => date(year, month_named(one)?, day),
        (Some(one), Some(two)) => {
            let (day_first, month_first_) = (date(year, two, one), date(year, one, two));
            let fits = |date: &Option<Date>| weekday.is_some() && date.map(Date::weekday) == weekday;
            match (day_first, month_first_) {
                (day_first, other) if fits(&other) && !fits(&day_first) => other,
                (Some(_), Some(other)) if month_first && weekday.is_none() => Some(other),
                (day_first, other) => day_first.or(other),
            }
        }
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1800..2200).contains(&date.year()).then_some(date)
}

/// The day in the parts of an address.
pub(super) fn year_first(year: &str, month_: &str, day: &str) -> Option<String> {
    date(number(year)?, month(month_)?, number(day)?).map(|date| date.to_string())
}

fn month(word: &str) -> Option<i16> {
    number(word).or_else(|| month_named(word))
}

fn month_named(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| *month == word || word.len() == 3 && month.starts_with(&*word) || word == "sept" && month.starts_with("sept"))?;
    i16::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_lowercase();
    let at = DAYS.iter().position(|day| word == *day || word.starts_with(day) && word.ends_with("day"))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// "12th" is 12.
fn ordinal(word: &str) -> &str {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && ["st", "nd", "rd", "th"].contains(&&word[digits..]) { &word[..digits] } else { word }
}

/// The day before a time that is written on to it: "13T07" is 13.
fn two_digits(word: &str) -> Option<&str> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits).then(|| &word[..digits])
}

fn number(word: &str) -> Option<i16> {
    is_number(word).then(|| word.parse().ok())?
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The day in a field that is meant to hold one.
pub(in crate::acquire) fn field(text: &str) -> Option<String> {
    written(text, false)
}

/// The day that a text tells; `month_first` as above.
pub(super) fn written(text: &str, month_first: bool) -> Option<String> {
    let text = text.trim();
    let iso = text.get(..10).and_then(|day| day.parse::<Day>().ok()).filter(|day| day.is_full());
    let compact = || Date::strptime("%Y%m%d", text.get(..8)?).ok().map(|date| date.to_string());
    iso.map(|day| day.to_string()).or_else(compact).or_else(|| first(text, month_first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_pages_write_them() {
        for (text, day) in [
            ("2023-09-20T07:00:00+04:00", "2023-09-20"),
            ("20230920", "2023-09-20"),
            ("Mon, 8 Jun 1998 21:14:03 -0400", "1998-06-08"),
            ("Updated 9:41 AM, Wed April 13, 2022", "2022-04-13"),
            ("25.03.2014 13:30", "2014-03-25"),
            ("Updated 3 May 2001 | Published 2 May 2001", "2001-05-02"),
            ("COLOMBO, Saturday, July 27, 1996. - Nine days after", "1996-07-27"),
            ("Sat Jul 20 23:41:09 EDT 1996", "1996-07-20"),
            ("Jan 12th 2015 | MAIDUGURI", "2015-01-12"),
            ("Published: 13/09/2022 08:15 GMT", "2022-09-13"),
            ("09/13/2022", "2022-09-13"),
            ("Sat, 10/03/2015 - 18:20", "2015-10-03"),
            ("03/10/2015", "2015-10-03"),
            ("20 Sept. 2023, 9:12 p.m.", "2023-09-20"),
        ] {
            assert_eq!(field(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(written("03/10/2015", true).as_deref(), Some("2015-03-10"));
        for text in ["", "12:30", "yesterday", "June 1998", "31.02.2014", "of 1,200 soldiers in 1996"] {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
