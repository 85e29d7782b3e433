//! Readings for lists: pages by key, never by offset, so that a page costs the same wherever it lies.

use super::forms::{Minute, Row};
use crate::{
    domain::{
        reading::Reading,
        time::{Instant, Interval},
    },
    storage::{
        Db, StorageError,
        db::{Built, all, optional},
    },
};

pub(super) const PAGE: &str = "SELECT r.start, f.step, r.value * f.unit AS value, f.quality, f.source
    FROM readings r CROSS JOIN reading_forms f
    WHERE r.series_key = $1 AND r.start >= $2 AND r.start < $3 AND f.key = r.form ORDER BY r.start LIMIT $4";

/// Up to `limit` readings that start inside `within`, series by series in the order of `keys`, each by start. `after` is
/// the (series, start) of the last one of the page before.
///
/// # Errors
/// When the database fails.
pub async fn page(
    db: &Db,
    keys: &[i64],
    within: Interval,
    after: Option<(i64, Instant)>,
    limit: u32,
) -> Result<Vec<(i64, Reading)>, StorageError> {
    let begun = after.and_then(|(key, _)| keys.iter().position(|k| *k == key)).unwrap_or(0);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for key in keys.iter().skip(begun) {
        let first = match after {
            Some((begun_key, start)) if begun_key == *key => start.plus(1).max(within.start),
            _ => within.start,
        };
        let left = i64::try_from(limit.saturating_sub(found.len())).unwrap_or(i64::MAX);
        if left == 0 {
            break;
        }
        let rows = all!(db, Row, PAGE, *key, Minute::from(first), Minute::from(within.end), left)?;
        found.extend(rows.into_iter().map(|row| (*key, Reading::from(row))));
    }
    Ok(found)
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// With the first reading.
    Beginning,
    /// After this (series, start).
    After(i64, Instant),
    /// There is nothing left.
    Beyond,
}

const NTH: &str = "SELECT start FROM readings
    WHERE series_key = $1 AND start >= $2 AND start < $3 ORDER BY start LIMIT 1 OFFSET $4";

/// Where [`page`] has to begin to leave out `skip` readings: for pages that are asked for by their number.
///
/// # Errors
/// When the database fails.
pub async fn place_of(db: &Db, keys: &[i64], within: Interval, skip: i64) -> Result<Place, StorageError> {
    let mut left = skip;
    if left <= 0 {
        return Ok(Place::Beginning);
    }
    for key in keys {
        let here = count(db, &[*key], within).await?;
        if left <= here {
            let (first, end) = (Minute::from(within.start), Minute::from(within.end));
            let last = optional!(db, (Minute,), NTH, *key, first, end, left - 1)?;
            return Ok(last.map_or(Place::Beyond, |(start,)| Place::After(*key, start.into())));
        }
        left -= here;
    }
    Ok(Place::Beyond)
}

pub(super) const COUNT: &str = "SELECT COUNT(*) FROM readings WHERE series_key IN (";

/// How many readings of these series start inside `within`.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &Db, keys: &[i64], within: Interval) -> Result<i64, StorageError> {
    if keys.is_empty() {
        return Ok(0);
    }
    let query =
        Built::new(COUNT).list(keys).push(") AND start >= ").bind(Minute::from(within.start)).push(" AND start < ");
    let rows: Vec<(i64,)> = query.bind(Minute::from(within.end)).all(db).await?;
    Ok(rows.first().map_or(0, |row| row.0))
}

pub(super) const LATEST: &str = "SELECT r.start, f.step, r.value * f.unit AS value, f.quality, f.source
    FROM readings r CROSS JOIN reading_forms f
    WHERE r.series_key = $1 AND r.value IS NOT NULL AND f.key = r.form ORDER BY r.start DESC LIMIT 1";

/// The latest reading of a series that has a value.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: &Db, key: i64) -> Result<Option<Reading>, StorageError> {
    Ok(optional!(db, Row, LATEST, key)?.map(Reading::from))
}
