//! The intervals of one meter, and their values.

use crate::{
    domain::{
        series::{Quality, SeriesKind},
        time::Instant,
    },
    formats::{
        FormatError,
        json::{list, text},
    },
};
use serde_json::Value;
use std::collections::BTreeMap;

/// An interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slice {
    pub(super) start: Instant,
    pub(super) end: Instant,
}

/// A value in the stored unit (joules, litres); `None`: Fluvius says that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) value: Option<i64>,
    pub(super) quality: Quality,
}

impl Measured {
    /// The sum of two parts: no value where one has none, as sure as the less sure one.
    fn and(self, other: Self) -> Self {
        let value = self.value.zip(other.value).and_then(|(one, two)| one.checked_add(two));
        Self { value, quality: self.quality.min(other.quality) }
    }
}

/// Adds a list of intervals to those of other meters. `kinds`: what is taken and what is fed in.
pub(super) fn add(
    intervals: &[Value],
    kinds: [Option<SeriesKind>; 2],
    into: &mut BTreeMap<(SeriesKind, Slice), Measured>,
) -> Result<(), FormatError> {
    for (index, interval) in intervals.iter().enumerate() {
        let instant = |key| {
            let at = text(interval, key).and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok());
            at.map(|at| Instant(at.timestamp())).ok_or_else(|| FormatError::point(index, key, "RFC 3339"))
        };
        let slice = Slice { start: instant("start")?, end: instant("end")? };
        // A day of 25 hours is the longest.
        if !(60..=90_000).contains(&slice.end.0.saturating_sub(slice.start.0)) {
            return Err(FormatError::point(index, "end", "after start, at most one day"));
        }
        for (direction, kind) in ["offtake", "injection"].into_iter().zip(kinds) {
            let Some(kind) = kind else { continue };
            let unit = if kind == SeriesKind::GasConsumption { "m3" } else { "kWh" };
            let found = list(interval, "measurements").iter().filter_map(|of| of.get(direction));
            for measured in found.filter_map(|reading| both_tariffs(reading, unit, kind)) {
                let measured =
                    measured.map_err(|()| FormatError::point(index, direction, "a number that is not negative"))?;
                into.entry((kind, slice)).and_modify(|sum| *sum = sum.and(measured)).or_insert(measured);
            }
        }
    }
    Ok(())
}

/// `total` where it is, else `day` and `night` together; `None` without any of this unit.
fn both_tariffs(reading: &Value, unit: &str, kind: SeriesKind) -> Option<Result<Measured, ()>> {
    let part = |name: &str| {
        let part = reading.get(name).filter(|part| text(part, "unit") == Some(unit))?;
        Some(value(part, kind).map(|value| Measured { value, quality: quality(part) }))
    };
    part("total").or_else(|| match (part("day"), part("night")) {
        (Some(day), Some(night)) => Some(day.and_then(|day| Ok(day.and(night?)))),
        (day, night) => day.or(night),
    })
}

/// In the stored unit, rounded to the nearest one: a joule is 0.28 millionths of a kWh, finer than any meter.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "at most a TJ: exact in both")]
fn value(part: &Value, kind: SeriesKind) -> Result<Option<i64>, ()> {
    let number = match part.get("value") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(_) => None,
    };
    let scaled = (number.ok_or(())? * kind.scale() as f64).round();
    if !(0.0..=1e12).contains(&scaled) {
        return Err(());
    }
    Ok(Some(scaled as i64))
}

/// `READ` was read off the meter, `EST` estimated, `VAL` checked, `NVAL` not (yet) checked.
fn quality(part: &Value) -> Quality {
    match text(part, "validationState") {
        Some("EST") => Quality::Estimated,
        Some("VAL") => Quality::Validated,
        _ => Quality::Raw,
    }
}
