//! The lines of a telegram: an OBIS code with values in parentheses.

use crate::domain::{time::Instant, units::parse_decimal};
use chrono::NaiveDateTime;

/// One line, e.g. `1-0:1.6.0(261112183000W)(04.388*kW)`.
pub(super) struct Line<'a> {
    /// `1-0:1.6.0`, without the `*255` that some meters add.
    pub(super) code: &'a str,
    /// What stands between the parentheses.
    pub(super) values: Vec<&'a str>,
}

/// All lines that have a code. A line of values alone, as DSMR 3 writes gas, belongs to the line before.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for line in text.lines().skip(1) {
        let Some(start) = line.find('(') else { continue };
        let (code, values) = line.split_at(start);
        let values = between_parentheses(values);
        match lines.last_mut().filter(|_| code.is_empty()) {
            Some(before) => before.values.extend(values),
            None => lines.push(Line { code: code.split('*').next().unwrap_or(code).trim(), values }),
        }
    }
    lines
}

fn between_parentheses(mut rest: &str) -> Vec<&str> {
    let mut values = Vec::new();
    while let Some((value, after)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        values.push(value);
        rest = after;
    }
    values
}

/// A unit and how many of ours one of it makes.
type Units = [(&'static str, i64)];
/// Wh.
pub(super) const ENERGY: &Units = &[("kWh", 1_000), ("Wh", 1)];
/// W.
pub(super) const POWER: &Units = &[("kW", 1_000), ("W", 1)];
/// Thousandths of a volt.
pub(super) const VOLTAGE: &Units = &[("V", 1_000)];
/// Thousandths of an ampere.
pub(super) const CURRENT: &Units = &[("A", 1_000)];
/// Litres.
pub(super) const VOLUME: &Units = &[("m3", 1_000)];

/// `00.973*kW` in our unit; `None` for another unit, or when it is no such number from 0 to a million millions.
pub(super) fn quantity(text: &str, units: &Units) -> Option<i64> {
    let (number, unit) = text.split_once('*')?;
    let (_, scale) = units.iter().find(|(name, _)| *name == unit)?;
    parse_decimal(number, *scale).filter(|value| (0..=1_000_000_000_000).contains(value))
}

/// `261120081500W`: local time with the offset that `S` or `W` names. `None` for anything else, `632525252525W` among
/// them, which meters write for "no time".
pub(super) fn stamp(text: &str) -> Option<Instant> {
    let hours = match text.get(12..)? {
        "S" => 2,
        "W" => 1,
        _ => return None,
    };
    let digits = text.get(..12).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let wall = NaiveDateTime::parse_from_str(&format!("20{digits}"), "%Y%m%d%H%M%S").ok()?;
    Some(Instant(wall.and_utc().timestamp() - hours * 3_600))
}

/// Hexadecimal ASCII as text; `None` when it is empty, no such thing, or not printable.
pub(super) fn hex_text(text: &str) -> Option<String> {
    let bytes = hex::decode(text).ok()?;
    let printable = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic);
    printable.then(|| String::from_utf8(bytes).ok()).flatten()
}
