//! What messaging services give their users to take home: Telegram's `result.json`, X's `tweets.js`.
//!
//! Files of gigabytes, one JSON value: messages are taken out of it as they come.

use super::{
    Out, Place,
    limit::{Portion, Portions},
    open,
    page::day,
};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::{
    fmt,
    io::{self, BufRead, BufReader, Read},
};

pub(super) fn all(from: &mut dyn Read, place: &Place, out: &mut Out) {
    let (from, portion) = Portions::new(from);
    let mut from = BufReader::with_capacity(64 << 10, from);
    if let Err(e) = skip_assignment(&mut from) {
        return out.leave(&place.origin, e.to_string());
    }
    let mut list = List { place, out, portion, number: 0, silent: 0, chat: None };
    let read = Seed(&mut list).deserialize(&mut serde_json::Deserializer::from_reader(from));
    let (number, silent) = (list.number, list.silent);
    if let Err(e) = read {
        out.leave(&place.origin, format!("reading stopped after message {number}: {e}"));
    }
    if silent > 0 {
        let messages = if silent == 1 { "message" } else { "messages" };
        out.leave(&place.origin, format!("{silent} {messages} without words"));
    }
}

/// `window.YTD.tweets.part0 = [` is a program; what it assigns is JSON.
fn skip_assignment(from: &mut impl BufRead) -> io::Result<()> {
    if from.fill_buf()?.starts_with(b"window.") {
        Read::take(&mut *from, 200).read_until(b'=', &mut Vec::new())?;
    }
    Ok(())
}

/// The messages so far.
struct List<'a, 'b> {
    place: &'a Place,
    out: &'a mut Out<'b>,
    portion: Portion,
    number: usize,
    /// How many had no words.
    silent: usize,
    /// Which channel or chat.
    chat: Option<String>,
}

impl List<'_, '_> {
    fn message(&mut self, value: &Value) {
        self.portion.begin();
        self.number += 1;
        let message = value.get("tweet").unwrap_or(value);
        let text = ["text", "full_text"].iter().map(|field| words(&message[*field])).find(|text| !text.trim().is_empty());
        let Some(text) = text else {
            self.silent += usize::from(message["type"] != "service");
            return;
        };
        let word = |name: &str| match &message[name] {
            Value::String(word) => Some(word.clone()).filter(|word| !word.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let mut place = self.place.item(self.number, word("id_str").or_else(|| word("id")));
        place.told.date = word("date").or_else(|| word("created_at")).and_then(|date| day::field(&date).or_else(|| year_last(&date)));
        place.told.outlet = self.chat.clone().or_else(|| word("from"));
        place.told.relayed = word("forwarded_from");
        place.told.language = word("lang").filter(|code| code != "und" && !code.starts_with('q'));
        self.out.find(open::letters(text, place));
    }
}

/// "Thu May 03 10:15:00 +0000 2001"
fn year_last(date: &str) -> Option<String> {
    let words: Vec<&str> = date.split(' ').collect();
    let [_, month, day, .., year] = words.as_slice() else { return None };
    day::field(&format!("{day} {month} {year}"))
}

/// Text, or pieces of text some of which are bold or linked.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces.iter().map(words).collect(),
        Value::Object(piece) => piece.get("text").map(words).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A value somewhere above the messages.
struct Seed<'a, 'b, 'c>(&'a mut List<'b, 'c>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("messages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            self.0.portion.begin();
            match &*key {
                "messages" => map.next_value_seed(Messages(self.0))?,
                "chats" => map.next_value_seed(Seed(self.0))?,
                "list" => map.next_value_seed(Chats(self.0))?,
                "name" => self.0.chat = Some(map.next_value::<Value>()?).and_then(|name| name.as_str().map(str::to_owned)),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        Messages(self.0).visit_seq(list)
    }
}

/// A list of chats.
struct Chats<'a, 'b, 'c>(&'a mut List<'b, 'c>);

impl<'de> DeserializeSeed<'de> for Chats<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Chats<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of chats")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Seed(self.0))?.is_some() {}
        Ok(())
    }
}

/// A list of messages.
struct Messages<'a, 'b, 'c>(&'a mut List<'b, 'c>);

impl<'de> DeserializeSeed<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(message) = list.next_element::<Value>()? {
            self.0.message(&message);
        }
        Ok(())
    }
}
