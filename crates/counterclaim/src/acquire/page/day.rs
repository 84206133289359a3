//! The day of publication, as pages write it: "2023-09-20T07:00:00+04:00", "Mon, 8 Jun 1998 21:14:03 -0400", "25.03.2014 13:30".

use counterclaim_model::Day;
use jiff::civil::Date;

/// The day of publication in a text that may tell of more than one ("Updated 3 May 2001, published 2 May 2001"): the earliest.
pub(super) fn first(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut days = words.windows(3).filter_map(|three| {
        let written = three.join(" ");
        let forms: &[&str] = if year_first(three[0]) { &["%Y %m %d"] } else { &["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d %m %Y"] };
        // `%Y` also reads short years, and clock times look like them.
        let year = if year_first(three[0]) { three[0] } else { three[2].get(..4)? };
        let plain = year.len() == 4 && year.starts_with(['1', '2']) && three[1].len() <= 9;
        let date = plain.then(|| forms.iter().find_map(|form| Date::strptime(form, trimmed(&written)).ok()))??;
        (1800..2200).contains(&date.year()).then_some(date)
    });
    let first = days.next()?;
    Some(days.fold(first, Date::min).to_string())
}

fn year_first(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// "20 April 1996Digitised" ends at its year.
fn trimmed(written: &str) -> &str {
    let end = written.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    &written[..end]
}

/// The day in a field that is meant to hold one.
pub(in crate::acquire) fn field(text: &str) -> Option<String> {
    let text = text.trim();
    let iso = text.get(..10).and_then(|day| day.parse::<Day>().ok()).filter(|day| day.is_full());
    let compact = || Date::strptime("%Y%m%d", text.get(..8)?).ok().map(|date| date.to_string());
    iso.map(|day| day.to_string()).or_else(compact).or_else(|| first(text))
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
        ] {
            assert_eq!(field(text).as_deref(), Some(day), "{text}");
        }
        for text in ["", "12:30", "yesterday", "June 1998", "31.02.2014", "of 1,200 soldiers in 1996"] {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
