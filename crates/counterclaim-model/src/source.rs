//! How a report came: the bytes that a reader was given, how they became text, and what they tell of themselves beside it.

use crate::Name;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is known of a report besides its text. `Document::text` is what `reader` makes of `raw`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The bytes received, out of whatever archive or list held them. Not written with the rest: who keeps them keeps them apart.
    #[serde(skip)]
    pub raw: Raw,
    /// A hash (BLAKE3) of the input as its container held it, and of what that tells of it; none where there was no input.
    #[serde(skip)]
    pub input: Option<[u8; 32]>,
    /// Who made text of them, with a version that rises when it gives other text: `text/1`, `html/1`.
    pub reader: Name,
    /// How bytes were read as letters; none where a list (JSON lines, a table) held letters already.
    pub encoding: Option<Encoding>,
    /// The address that it was fetched from, where its archive, feed or message says so.
    pub address: Option<Name>,
    /// The address that it gives itself.
    pub canonical: Option<Name>,
    /// Its headline, where it is told apart from the text. The text holds it too.
    pub title: Option<Name>,
    /// Whom the outlet has it from, where a feed says so.
    pub relayed: Option<Name>,
    /// What language it is in.
    pub language: Option<Language>,
    /// The words that the text is a translation of. They are shown and never read.
    pub original: Option<Original>,
}

/// The bytes of one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Raw {
    /// Byte for byte the text.
    #[default]
    Text,
    /// Other than the text.
    Bytes(Arc<[u8]>),
    /// Other than the text, and not kept: whoever took the report in had no use for them.
    Left,
}

impl Raw {
    /// The bytes, given the report's text, where they were kept.
    pub fn bytes<'a>(&'a self, text: &'a str) -> Option<&'a [u8]> {
        match self {
            Raw::Text => Some(text.as_bytes()),
            Raw::Bytes(bytes) => Some(bytes),
            Raw::Left => None,
        }
    }
}

/// How bytes were read as letters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Encoding {
    /// Its name in the Encoding Standard, "UTF-8", "windows-1251".
    pub name: Name,
    /// How that is known.
    pub by: EncodingBasis,
    /// How many letters could not be read, and stand as U+FFFD.
    pub broken: u32,
    /// How many runs of letters had been encoded twice, and were set right.
    #[serde(default)]
    pub mended: u32,
}

/// How the encoding of a text is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncodingBasis {
    /// A byte order mark.
    Mark,
    /// The bytes are UTF-8, and hardly anything else ever is by chance.
    Valid,
    /// The header of the answer or message that carried it.
    Header,
    /// The page says so itself.
    Declared,
    /// Guessed from the bytes.
    Detected,
}

impl EncodingBasis {
    /// One word, as it is stored and shown.
    pub fn name(self) -> &'static str {
        match self {
            EncodingBasis::Mark => "mark",
            EncodingBasis::Valid => "valid",
            EncodingBasis::Header => "header",
            EncodingBasis::Declared => "declared",
            EncodingBasis::Detected => "detected",
        }
    }
}

/// The language of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// As in BCP 47: "en", "pt-BR".
    pub code: Name,
    /// Whether it was recognised from the whole text; else the report says so itself.
    pub recognised: bool,
}

/// The words that a text is a translation of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Original {
    /// The words.
    pub text: Arc<str>,
    /// Their language, where known.
    pub language: Option<Name>,
    /// Who translated: the command that was run; none where the translation came with its original.
    pub translator: Option<Name>,
}
