//! One line of gold or of a program's claims, kept as the JSON that it is.
//!
//! It is not a typed record: a program's field of the wrong type ("current": "yes") is a wrong answer to one question and must neither
//! stop the scoring nor be set right by it.

use serde_json::{Map, Value};
use std::{borrow::Cow, ops::Range};

static NULL: Value = Value::Null;

/// A JSON object; a field that is not there reads as null.
#[derive(Clone, Debug, PartialEq)]
pub struct Item(pub Map<String, Value>);

impl Item {
    /// The object in a value; an empty one where the value is none.
    pub fn of(value: Value) -> Item {
        match value {
            Value::Object(map) => Item(map),
            _ => Item(Map::new()),
        }
    }

    /// A field.
    pub fn get(&self, field: &str) -> &Value {
        self.0.get(field).unwrap_or(&NULL)
    }

    /// A field's text; empty where it holds none.
    pub fn text(&self, field: &str) -> &str {
        self.get(field).as_str().unwrap_or("")
    }

    /// The report, however its id was written.
    pub fn doc(&self) -> Cow<'_, str> {
        self.name("doc")
    }

    /// A field that names something: its text, or a number as it is written.
    pub fn name(&self, field: &str) -> Cow<'_, str> {
        match self.get(field) {
            Value::String(id) => Cow::Borrowed(id),
            other => Cow::Owned(other.to_string()),
        }
    }

    /// The objects in a field that holds a list of them.
    pub fn list(&self, field: &str) -> Vec<Item> {
        self.get(field).as_array().into_iter().flatten().cloned().map(Item::of).collect()
    }

    /// A field that holds one `[start, end]` or several.
    pub fn ranges(&self, field: &str) -> Vec<Range<usize>> {
        let number = |value: &Value| value.as_u64().map(|n| n as usize);
        let one = |value: &Value| Some(number(value.get(0)?)?..number(value.get(1)?)?);
        self.get(field).as_array().into_iter().flatten().filter_map(one).collect()
    }

    /// The stretch from `start` to `end`.
    pub fn range(&self) -> Range<usize> {
        let end = |field: &str| self.get(field).as_u64().unwrap_or(0) as usize;
        end("start")..end("end")
    }

    /// All right answers to a field: ours first, then those under `also`.
    pub fn options<'a>(&'a self, field: &str) -> Vec<&'a Value> {
        let also = self.get("also").get(field).and_then(Value::as_array);
        std::iter::once(self.get(field)).chain(also.into_iter().flatten()).collect()
    }

    /// The ends of the figure as they are compared: 0 to an end of its own is open below. Whole numbers may be written as text.
    pub fn ends(&self) -> Result<(Option<i64>, Option<i64>), String> {
        let end = |field: &str| match self.get(field) {
            Value::Null => Ok(None),
            value => whole(value).map(Some).ok_or_else(|| format!("`{field}` must be a whole number or null, not {value}")),
        };
        let (low, high) = (end("low")?, end("high")?);
        let open = low == Some(0) && high.is_some_and(|n| n != 0);
        Ok((if open { None } else { low }, high))
    }

    /// The figure said: the lower end, or the upper where there is no lower.
    pub fn figure(&self) -> Option<i64> {
        let (low, high) = self.ends().unwrap_or_default();
        low.or(high)
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Bool(yes) => Some(i64::from(*yes)),
        Value::String(digits) => digits.trim().parse().ok(),
        other => other.as_i64().or_else(|| other.as_f64().filter(|n| n.abs() < 9e15).map(|n| n as i64)),
    }
}

/// Whether two values are one answer; 1, 1.0 and true are.
pub fn same(a: &Value, b: &Value) -> bool {
    let number = |v: &Value| v.as_f64().or_else(|| v.as_bool().map(|yes| f64::from(u8::from(yes))));
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// Whether a value says nothing: null, false, 0, or empty.
pub fn blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(yes) => !yes,
        Value::Number(n) => n.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn zero_is_an_open_end_unless_it_is_the_figure() {
        let ends = |low: Value, high: Value| Item::of(json!({"low": low, "high": high})).ends();
        assert_eq!(ends(json!(0), json!(40)), Ok((None, Some(40))));
        assert_eq!(ends(json!(0), json!(0)), Ok((Some(0), Some(0))));
        assert_eq!(ends(json!(0), json!(null)), Ok((Some(0), None)));
        assert_eq!(ends(json!("12"), json!(12.0)), Ok((Some(12), Some(12))));
        assert!(ends(json!("a dozen"), json!(12)).is_err());
    }

    #[test]
    fn options_are_ours_and_those_under_also() {
        let item = Item::of(json!({"role": "all", "also": {"role": ["civilian"]}}));
        assert_eq!(item.options("role"), [&json!("all"), &json!("civilian")]);
        assert_eq!(item.options("place"), [&Value::Null]);
    }

    #[test]
    fn a_missing_field_is_null_and_a_numbered_report_has_a_name() {
        let item = Item::of(json!({"doc": 7}));
        assert_eq!((item.get("quote"), item.text("quote"), item.doc()), (&Value::Null, "", "7".into()));
    }

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert!(same(&json!(1), &json!(1.0)) && same(&json!(true), &json!(1)) && same(&json!("a"), &json!("a")));
        assert!(!same(&json!("1"), &json!(1)) && !same(&json!(null), &json!(0)));
    }
}
