//! Readings of several series at once, for curves, fingerprints, costs and reports.
//!
//! A year of twenty meters is 350 000 readings. A driver spends two microseconds on a row, so a stretch of a series comes as
//! one text: less than half a microsecond for a reading.

use super::forms::{Minute, Stored};
use crate::{
    domain::{reading::Reading, time::Interval},
    storage::{
        Db, StorageError,
        db::{Built, all},
    },
};
use std::collections::HashMap;

/// Minutes of one text: a quarter of a year of half-hours has 70 kB.
const STRETCH: i64 = 92 * 24 * 60;

const MOST_STRETCHES: i64 = 100;

const FORMS: &str = "SELECT key, step, unit, quality, source FROM reading_forms";

/// The text of a reading is its minutes since the beginning of the stretch, its form, and its value if it has one.
const PACKED: &str = "SELECT series_key, string_agg(CAST(start - ";
const PARTS: &str = " AS TEXT) || ' ' || CAST(form AS TEXT) || ' ' || COALESCE(CAST(value AS TEXT), ''), ',') \
     FROM readings WHERE series_key IN (";

/// The readings of these series that start inside `within`, by series, each in order.
///
/// # Errors
/// When the database fails.
pub async fn readings_of(db: &Db, keys: &[i64], within: Interval) -> Result<Vec<(i64, Reading)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let forms = all!(db, (i64, i64, i64, i64, i64), FORMS)?;
    let forms: HashMap<i64, Stored> = forms
        .into_iter()
        .map(|(key, step, unit, quality, source)| (key, Stored { step, unit, quality, source }))
        .collect();
    let (mut begin, end) = (Minute::from(within.start).number(), Minute::from(within.end).number());
    // However long the time that is asked for, it is few statements.
    let length = (end.saturating_sub(begin) / MOST_STRETCHES).max(STRETCH);
    let mut found = Vec::new();
    while begin < end {
        let next = begin.saturating_add(length).min(end);
        let rows: Vec<(i64, String)> = stretch(keys, begin, next).all(db).await?;
        for (key, text) in rows {
            for packed in text.split(',') {
                let reading = unpacked(packed, begin, &forms).ok_or(StorageError::Unreadable("readings"))?;
                found.push((key, reading));
            }
        }
        begin = next;
    }
    found.sort_by_key(|(key, reading)| (*key, reading.start));
    Ok(found)
}

/// The statement for the minutes `[begin, next)`.
pub(super) fn stretch(keys: &[i64], begin: i64, next: i64) -> Built {
    let query = Built::new(PACKED).bind(begin).push(PARTS).list(keys);
    let query = query.push(") AND start >= ").bind(begin).push(" AND start < ").bind(next);
    query.push(" GROUP BY series_key")
}

fn unpacked(text: &str, begin: i64, forms: &HashMap<i64, Stored>) -> Option<Reading> {
    let mut parts = text.split(' ');
    let start: i64 = parts.next()?.parse().ok()?;
    let form = forms.get(&parts.next()?.parse().ok()?)?;
    let value = match parts.next()? {
        "" => None,
        value => Some(value.parse().ok()?),
    };
    Some(form.reading(Minute::of(begin.checked_add(start)?), value))
}
