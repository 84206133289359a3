//! How a spelling is folded before it is looked up.
//!
//! "Da’esh", "Daesh's" and "daesh" become one key; so do "Kəlbəcər" and "Kalbacar". The surprising decision: `ə` folds to `a`, because
//! the English press writes Azerbaijani names so ("Kalbajar", "Aghdara"), not as a transliterator would (`e`).

use std::sync::LazyLock;

/// Letters with marks, by the plain letter that stands for them.
const LETTERS: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặəǝ"),
    ('b', "ḃḅḇɓ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓđðɗ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖħ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉịı"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵƙ"),
    ('l', "ĺļľḷḹḻḽł"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋŋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗŧ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
];

/// The plain letter by code point, 0 where there is none.
static PLAIN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut plain = vec![0; 0x1F00];
    for (letter, marked) in LETTERS {
        for c in marked.chars() {
            plain[c as usize] = *letter as u8;
        }
    }
    plain
});

/// Whether a character is written for an apostrophe (or a Semitic 'ayn or hamza, which names write alike).
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '′')
}

/// Whether a character joins the parts of one word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/')
}

/// The parts of a spelling between blanks and hyphens.
pub(super) fn parts(spelling: &str) -> impl Iterator<Item = &str> {
    let ascii = spelling.is_ascii();
    let mut rest = spelling;
    std::iter::from_fn(move || {
        loop {
            // Nearly all spellings are plain ASCII, and tens of thousands are read when the program starts.
            let end = match ascii {
                true => rest.bytes().position(|b| matches!(b, b' ' | b'-' | b'/')),
                false => rest.find(|c: char| c.is_whitespace() || is_hyphen(c)),
            };
            let end = end.unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            rest = after.chars().next().map_or("", |c| &after[c.len_utf8()..]);
            if !part.is_empty() {
                return Some(part);
            }
            if after.is_empty() {
                return None;
            }
        }
    })
}

/// Whether a word is only the possessive that was cut off from the word before it: `'s`, `’`.
pub(super) fn is_possessive(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_apostrophe) && matches!(chars.as_str(), "" | "s" | "S")
}

/// The word without a final `'s` or `'`.
pub(super) fn without_possessive(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'S']).unwrap_or(word);
    match bare.chars().next_back() {
        Some(c) if is_apostrophe(c) && bare.len() > c.len_utf8() => &bare[..bare.len() - c.len_utf8()],
        _ => match word.chars().next_back() {
            Some(c) if is_apostrophe(c) && word.len() > c.len_utf8() => &word[..word.len() - c.len_utf8()],
            _ => word,
        },
    }
}

/// One word, without hyphens: lower case, marks, apostrophes and full stops dropped, appended to `to`.
pub(super) fn fold_into(word: &str, to: &mut String) {
    let start = to.len();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        to.push_str(word);
        to[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            c if c.is_ascii() && c != '\'' && c != '.' && c != '`' => to.push(c.to_ascii_lowercase()),
            '.' => {}
            c if is_apostrophe(c) || ('\u{300}'..='\u{36F}').contains(&c) => {}
            'İ' => to.push('i'),
            'æ' | 'Æ' => to.push_str("ae"),
            'œ' | 'Œ' => to.push_str("oe"),
            'ß' => to.push_str("ss"),
            'þ' | 'Þ' => to.push_str("th"),
            _ => {
                for low in c.to_lowercase() {
                    match PLAIN.get(low as usize) {
                        Some(0) | None => to.push(low),
                        Some(plain) => to.push(*plain as char),
                    }
                }
            }
        }
    }
    // A word of marks alone ("." or "'") must not vanish: it parts what stands on either side of it.
    if to.len() == start {
        to.push_str(word);
    }
}

/// A whole spelling, folded: words parted by one blank, hyphens read as blanks. "Sana'a" is "sanaa", "Al-Nusra Front" is "al nusra front".
pub fn fold(spelling: &str) -> String {
    let mut folded = String::with_capacity(spelling.len());
    for part in parts(spelling) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        fold_into(without_possessive(part), &mut folded);
    }
    folded
}
