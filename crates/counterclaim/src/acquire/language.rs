//! In which language a report is, by the whole of its text: single sentences mislead every recogniser (names are no language's).

use counterclaim_model::{Document, Language};

/// A shorter text is taken for what it says it is, or for English.
const SHORTEST: usize = 200;
/// No more of a text is looked at than this: it does not change its language later.
const LONGEST: usize = 16 << 10;

/// Notes the language, where it can be told.
pub fn recognise(document: &mut Document) {
    let text = &document.text[..document.text.floor_char_boundary(LONGEST)];
    let Some(found) = (text.len() >= SHORTEST).then(|| whatlang::detect(text)).flatten().filter(whatlang::Info::is_reliable) else { return };
    let code = code(found.lang());
    // What the report says itself is finer ("pt-BR"), where it is right.
    let told = document.source.language.take().map(|told| told.code).filter(|told| told.split('-').next() == Some(code));
    document.source.language = Some(Language { code: told.unwrap_or_else(|| code.into()), recognised: true });
}

/// Whether a report is in a language that the program does not read.
pub fn is_foreign(document: &Document) -> bool {
    let language = document.source.language.as_ref();
    // What a page says of itself is often its template's word: alone it sets nothing aside.
    language.is_some_and(|language| language.recognised && language.code.split('-').next() != Some("en"))
        || language.is_some_and(|language| {
            !language.code.starts_with("en") && whatlang::detect_script(&document.text).is_some_and(|script| script != whatlang::Script::Latin)
        })
}

/// ISO 639-1 where there is such a code.
fn code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang as L;
    match lang {
        L::Eng => "en",
        L::Rus => "ru",
        L::Spa => "es",
        L::Por => "pt",
        L::Ita => "it",
        L::Fra => "fr",
        L::Deu => "de",
        L::Ukr => "uk",
        L::Ara => "ar",
        L::Cmn => "zh",
        L::Ben => "bn",
        L::Hin => "hi",
        L::Jpn => "ja",
        L::Heb => "he",
        L::Yid => "yi",
        L::Pol => "pl",
        L::Amh => "am",
        L::Jav => "jv",
        L::Kor => "ko",
        L::Nob => "nb",
        L::Dan => "da",
        L::Swe => "sv",
        L::Fin => "fi",
        L::Tur => "tr",
        L::Nld => "nl",
        L::Hun => "hu",
        L::Ces => "cs",
        L::Ell => "el",
        L::Bul => "bg",
        L::Bel => "be",
        L::Mar => "mr",
        L::Kan => "kn",
        L::Ron => "ro",
        L::Slv => "sl",
        L::Hrv => "hr",
        L::Srp => "sr",
        L::Mkd => "mk",
        L::Lit => "lt",
        L::Lav => "lv",
        L::Est => "et",
        L::Tam => "ta",
        L::Vie => "vi",
        L::Urd => "ur",
        L::Tha => "th",
        L::Guj => "gu",
        L::Uzb => "uz",
        L::Pan => "pa",
        L::Aze => "az",
        L::Ind => "id",
        L::Tel => "te",
        L::Pes => "fa",
        L::Mal => "ml",
        L::Ori => "or",
        L::Mya => "my",
        L::Nep => "ne",
        L::Sin => "si",
        L::Khm => "km",
        L::Tuk => "tk",
        L::Aka => "ak",
        L::Zul => "zu",
        L::Sna => "sn",
        L::Afr => "af",
        L::Lat => "la",
        L::Slk => "sk",
        L::Cat => "ca",
        L::Tgl => "tl",
        L::Hye => "hy",
        L::Epo => "eo",
        other => other.code(),
    }
}
