//! Messages and mailboxes: the subject is the headline, the first text is the report.

use super::{Found, Out, Place, limit::MAX_REPORT, limit::too_long, open, page};
use counterclaim_model::Raw;
use mail_parser::{MessageParser, PartType};
use std::io::{BufRead, BufReader, Read};

/// The reader of messages.
const READER: &str = "mail/1";

/// One message (RFC 5322).
pub(super) fn read(bytes: &[u8], mut place: Place) -> Result<Found, String> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| "no message".to_owned())?;
    let subject = message.subject().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|subject| !subject.is_empty());
    let part = message.text_body.first().or(message.html_body.first()).and_then(|&id| message.part(id));
    let body = match part.map(|part| &part.body) {
        Some(PartType::Text(text)) => text.to_string(),
        Some(PartType::Html(html)) => page::fragment(html),
        _ => String::new(),
    };
    if body.trim().is_empty() {
        return Err("a message without text".to_owned());
    }
    let sender = message.from().and_then(|from| from.first()).and_then(|from| from.name().or(from.address()));
    place.told.outlet = sender.map(str::to_owned);
    place.told.date = message.date().map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
    place.told.title = subject.clone();
    let body = body.replace("\r\n", "\n");
    let text = match subject {
        Some(subject) => format!("{subject}\n\n{}", body.trim()),
        None => body.trim().to_owned(),
    };
    let mut found = open::letters(text, place);
    found.source.raw = Raw::Bytes(bytes.into());
    found.source.reader = READER.into();
    Ok(found)
}

/// Every message of a mailbox (RFC 4155: a line "From …" after an empty one begins the next).
pub(super) fn all(from: &mut dyn Read, place: &Place, out: &mut Out) {
    let mut from = BufReader::with_capacity(64 << 10, from);
    let (mut message, mut line) = (Vec::new(), Vec::new());
    let (mut number, mut size, mut after_empty) = (0, 0, true);
    loop {
        line.clear();
        let length = match (&mut from).take(MAX_REPORT as u64).read_until(b'\n', &mut line) {
            Ok(length) => length,
            Err(e) => return out.leave(&place.origin, format!("reading stopped in message {}: {e}", number.max(1))),
        };
        let begins = after_empty && line.starts_with(b"From ");
        if (begins || length == 0) && number > 0 {
            let place = place.item(number, None);
            if size > MAX_REPORT { out.leave(place.origin, too_long(size as u64)) } else { out.read(&message, place, read) }
        }
        if length == 0 || out.done {
            return;
        }
        after_empty = line.trim_ascii().is_empty();
        if begins {
            (number, size) = (number + 1, 0);
            message.clear();
            continue;
        }
        size += length;
        if size <= MAX_REPORT {
            // A line of the text that begins like a message has been given a mark.
            let marked = line.starts_with(b">") && line.trim_ascii_start().strip_prefix(b">").is_some_and(|rest| rest.starts_with(b"From "));
            message.extend_from_slice(&line[usize::from(marked)..]);
        }
    }
}
