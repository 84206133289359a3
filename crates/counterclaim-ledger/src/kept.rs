//! A reading as the ledger keeps it: what lining up and drawing need, without the words and without the text, which stands beside it.

use counterclaim_model::{Claim, Document, Doubt, Interval, Mention, Name, PartyUse, Quantity, Reading, Sentence, Span, What};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

/// How hard blobs are compressed: the level that Zstandard has for a good bargain.
const LEVEL: i32 = 3;

/// A report as it was taken in, and what was doubtful about that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TakenIn {
    /// Without its text.
    pub document: Document,
    /// An unusual encoding, a date that is none.
    pub doubts: Vec<String>,
}

/// A reading without words, text, and other mentions than times, seats of government that stand for parties, and the numbers of denials.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    document: Document,
    sentences: Vec<Sentence>,
    times: Vec<KeptTime>,
    #[serde(default)]
    seats: Vec<KeptSeat>,
    #[serde(default)]
    numbers: Vec<KeptNumber>,
    claims: Vec<Claim>,
    doubts: Vec<Doubt>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptTime {
    span: Span,
    first: u32,
    last: u32,
    sentence: u32,
    value: String,
    kind: String,
    days: Interval,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptSeat {
    span: Span,
    first: u32,
    last: u32,
    sentence: u32,
    party: Name,
    why: Name,
}

/// A number that a denial names: what is denied may be told in another report.
#[derive(Debug, Serialize, Deserialize)]
struct KeptNumber {
    span: Span,
    first: u32,
    last: u32,
    sentence: u32,
    quantity: Quantity,
}

/// A document without its text.
pub(crate) fn without_text(document: &Document) -> Document {
    Document { text: Arc::from(""), ..document.clone() }
}

impl Kept {
    pub(crate) fn of(reading: &Reading) -> Kept {
        let time = |mention: &Mention| match &mention.what {
            What::Time { value, kind, days } => Some(KeptTime {
                span: mention.span,
                first: mention.first,
                last: mention.last,
                sentence: mention.sentence,
                value: value.clone(),
                kind: (*kind).to_owned(),
                days: days.clone(),
            }),
            _ => None,
        };
        let seat = |mention: &Mention| match &mention.what {
            What::Party { name, by: PartyUse::Seat, why: Some(why) } => Some(KeptSeat {
                span: mention.span,
                first: mention.first,
                last: mention.last,
                sentence: mention.sentence,
                party: name.clone(),
                why: why.clone(),
            }),
            _ => None,
        };
        let denials: BTreeSet<u32> = reading.claims.iter().filter(|claim| claim.is_denial()).map(|claim| claim.sentence).collect();
        let number = |mention: &Mention| match &mention.what {
            What::Count(quantity) if denials.contains(&mention.sentence) => {
                Some(KeptNumber { span: mention.span, first: mention.first, last: mention.last, sentence: mention.sentence, quantity: *quantity })
            }
            _ => None,
        };
        Kept {
            document: without_text(&reading.document),
            sentences: reading.sentences.clone(),
            times: reading.mentions.iter().filter_map(time).collect(),
            seats: reading.mentions.iter().filter_map(seat).collect(),
            numbers: reading.mentions.iter().filter_map(number).collect(),
            claims: reading.claims.clone(),
            doubts: reading.doubts.clone(),
        }
    }

    pub(crate) fn restore(self, text: Arc<str>) -> Reading {
        let time = |kept: KeptTime| Mention {
            span: kept.span,
            first: kept.first,
            last: kept.last,
            sentence: kept.sentence,
            what: What::Time { value: kept.value, kind: timex(&kept.kind), days: kept.days },
        };
        let seat = |kept: KeptSeat| Mention {
            span: kept.span,
            first: kept.first,
            last: kept.last,
            sentence: kept.sentence,
            what: What::Party { name: kept.party, by: PartyUse::Seat, why: Some(kept.why) },
        };
        let number =
            |kept: KeptNumber| Mention { span: kept.span, first: kept.first, last: kept.last, sentence: kept.sentence, what: What::Count(kept.quantity) };
        let seats = self.seats.into_iter().map(seat);
        let mut mentions: Vec<Mention> = self.times.into_iter().map(time).chain(seats).chain(self.numbers.into_iter().map(number)).collect();
        mentions.sort_by_key(|mention| (mention.sentence, mention.first, mention.last));
        Reading {
            document: Document { text, ..self.document },
            sentences: self.sentences,
            words: Vec::new(),
            mentions,
            spoken: Vec::new(),
            claims: self.claims,
            doubts: self.doubts,
        }
    }

    /// As bytes: equal for equal readings.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let json = serde_json::to_vec(self).unwrap_or_default();
        compress(&json)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Kept, String> {
        let json = decompress(bytes)?;
        serde_json::from_slice(&json).map_err(|e| e.to_string())
    }
}

/// The TIMEX3 types are four.
fn timex(kind: &str) -> &'static str {
    ["DATE", "TIME", "DURATION", "SET"].into_iter().find(|known| *known == kind).unwrap_or("DATE")
}

/// With a checksum, so that damage does not pass for a text.
pub(crate) fn compress(bytes: &[u8]) -> Vec<u8> {
    let packed = zstd::bulk::Compressor::new(LEVEL).and_then(|mut to| {
        to.include_checksum(true)?;
        to.compress(bytes)
    });
    packed.unwrap_or_default()
}

/// Fails where the bytes are not what `compress` made, and before they fill the memory.
pub(crate) fn decompress(bytes: &[u8]) -> Result<Vec<u8>, String> {
    /// No report is longer than a hundredth of this, and no reading of one longer than that.
    const MOST: usize = 1 << 31;
    let size = zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten().unwrap_or(0);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size > MOST {
        return Err("compressed bytes are damaged".to_owned());
    }
    zstd::bulk::decompress(bytes, size).map_err(|e| e.to_string())
}
