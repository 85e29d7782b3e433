//! Readings for lists: pages by key, never by offset, so that a page costs the same wherever it lies.

use super::raw::Row;
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

pub(super) const PAGE: &str = "SELECT start, step, value, quality, source FROM readings
    WHERE series_key = $1 AND start >= $2 AND start < $3 ORDER BY start LIMIT $4";

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
        let rows = all!(db, Row, PAGE, *key, first, within.end, left)?;
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
            let last = optional!(db, (Instant,), NTH, *key, within.start, within.end, left - 1)?;
            return Ok(last.map_or(Place::Beyond, |(start,)| Place::After(*key, start)));
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
    let query = Built::new(COUNT).list(keys).push(") AND start >= ").bind(within.start).push(" AND start < ");
    let rows: Vec<(i64,)> = query.bind(within.end).all(db).await?;
    Ok(rows.first().map_or(0, |row| row.0))
}

pub(super) const LATEST: &str = "SELECT start, step, value, quality, source FROM readings
    WHERE series_key = $1 AND value IS NOT NULL ORDER BY start DESC LIMIT 1";

/// The latest reading of a series that has a value.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: &Db, key: i64) -> Result<Option<Reading>, StorageError> {
    Ok(optional!(db, Row, LATEST, key)?.map(Reading::from))
}
