//! Reading JSON answers leniently: a field may be missing, `null`, text or a number.

use crate::domain::{time::LocalDay, units::parse_decimal};
use chrono::Datelike;
use serde_json::Value;

/// A text that is not empty.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The same as an owned text; numbers are written out.
pub(super) fn word(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text(value, key).map(str::to_owned),
    }
}

/// The elements of a list; none when it is missing or no list.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The day with which a text begins: `2026-11-17`, `2019-08-27+02:00`, `2024-10-12T00:00:00+0200`. The date is the local
/// one in all of them. Only years from 1970 to 2199.
pub(super) fn local_day(text: &str) -> Option<LocalDay> {
    let (date, _) = text.trim().split_at_checked(10)?;
    LocalDay::parse_from_str(date, "%Y-%m-%d").ok().filter(|day| (1970..2200).contains(&day.year()))
}

/// A day under a key.
pub(super) fn day(value: &Value, key: &str) -> Option<LocalDay> {
    text(value, key).and_then(local_day)
}

/// A string or a number times `scale`; `null` and the empty string are "no value".
pub(super) fn number(value: &Value, scale: i64) -> Result<Option<i64>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() || text == "null" => Ok(None),
        Value::String(text) => parse_decimal(text, scale).map(Some).ok_or(()),
        Value::Number(number) => parse_decimal(&number.to_string(), scale).map(Some).ok_or(()),
        _ => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_as_they_come() {
        let value = json!({ "a": " x ", "b": "", "c": null, "d": 7, "e": [1] });
        assert_eq!((text(&value, "a"), text(&value, "b"), text(&value, "d")), (Some("x"), None, None));
        assert_eq!((word(&value, "d"), word(&value, "c"), word(&value, "z")), (Some("7".to_owned()), None, None));
        assert_eq!((list(&value, "e").len(), list(&value, "a").len()), (1, 0));
    }

    #[test]
    fn dates_of_both_generations() {
        let day = LocalDay::from_ymd_opt(2024, 10, 12);
        for written in ["2024-10-12", "2024-10-12+02:00", "2024-10-12T00:00:00+0200", " 2024-10-12T00:00:00+02:00"] {
            assert_eq!(local_day(written), day, "{written}");
        }
        for written in ["", "2024-10-1", "12/10/2024", "2024-13-12", "9999-01-01", "2024-10-é2"] {
            assert_eq!(local_day(written), None, "{written}");
        }
    }
}
