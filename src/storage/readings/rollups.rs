//! The sums of each local day of the building: what every week, month and year is read from.

use super::ROWS_PER_STATEMENT;
use crate::{
    domain::{
        reading::{DayRollup, Peak},
        time::{Instant, LocalDay},
    },
    storage::{
        Db, StorageError, Tx, day_number,
        db::{Built, Value},
        number_day,
    },
};

#[derive(sqlx::FromRow)]
struct Row {
    series_key: i64,
    day: i64,
    day_seconds: i64,
    covered_seconds: i64,
    value_count: i64,
    null_count: i64,
    sum: i64,
    official: Option<i64>,
    max_value: Option<i64>,
    max_step: Option<i64>,
    max_start: Option<Instant>,
    min_value: Option<i64>,
    min_step: Option<i64>,
    min_start: Option<Instant>,
    estimated_count: i64,
    corrected_count: i64,
}

impl From<Row> for (i64, DayRollup) {
    fn from(row: Row) -> Self {
        let peak = |value: Option<i64>, step: Option<i64>, start: Option<Instant>| {
            Some(Peak { value: value?, step: step?, start: start? })
        };
        let rollup = DayRollup {
            day: number_day(row.day),
            day_seconds: row.day_seconds,
            covered_seconds: row.covered_seconds,
            values: row.value_count,
            nulls: row.null_count,
            sum: row.sum,
            official: row.official,
            max: peak(row.max_value, row.max_step, row.max_start),
            min: peak(row.min_value, row.min_step, row.min_start),
            estimated: row.estimated_count,
            corrected: row.corrected_count,
        };
        (row.series_key, rollup)
    }
}

const COLUMNS: &str = "SELECT series_key, day, day_seconds, covered_seconds, value_count, null_count, sum, official,
    max_value, max_step, max_start, min_value, min_step, min_start, estimated_count, corrected_count
    FROM day_rollups WHERE series_key IN (";

/// The rollups of several series over the local days `[first, end)`, by series and day. Days of which nothing was
/// received have none.
///
/// # Errors
/// When the database fails.
pub async fn rollups_between(
    db: &Db,
    keys: &[i64],
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<(i64, DayRollup)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = between(keys, first, end).all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// [`rollups_between`] of one series inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn rollups_in(tx: &mut Tx, key: i64, first: LocalDay, end: LocalDay) -> Result<Vec<DayRollup>, StorageError> {
    let rows: Vec<Row> = between(&[key], first, end).all_in(tx).await?;
    Ok(rows.into_iter().map(|row| <(i64, DayRollup)>::from(row).1).collect())
}

pub(super) fn between(keys: &[i64], first: LocalDay, end: LocalDay) -> Built {
    let query = Built::new(COLUMNS).list(keys).push(") AND day >= ").bind(day_number(first));
    query.push(" AND day < ").bind(day_number(end)).push(" ORDER BY series_key, day")
}

const PUT: &str =
    "INSERT INTO day_rollups (series_key, day, day_seconds, covered_seconds, value_count, null_count, sum,
    official, max_value, max_step, max_start, min_value, min_step, min_start, estimated_count, corrected_count) ";
const REPLACE: &str = " ON CONFLICT (series_key, day) DO UPDATE SET day_seconds = excluded.day_seconds,
    covered_seconds = excluded.covered_seconds, value_count = excluded.value_count, null_count = excluded.null_count,
    sum = excluded.sum, official = excluded.official,
    max_value = excluded.max_value, max_step = excluded.max_step, max_start = excluded.max_start,
    min_value = excluded.min_value, min_step = excluded.min_step, min_start = excluded.min_start,
    estimated_count = excluded.estimated_count, corrected_count = excluded.corrected_count";

/// Writes rollups, replacing those of the same days.
///
/// # Errors
/// When the database fails.
pub async fn put_rollups(tx: &mut Tx, key: i64, rollups: &[DayRollup]) -> Result<(), StorageError> {
    for chunk in rollups.chunks(ROWS_PER_STATEMENT) {
        Built::new(PUT).rows(chunk, |day| values(key, day)).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

/// The columns of [`PUT`], in its order.
fn values(key: i64, day: &DayRollup) -> [Value; 16] {
    let (max, min) = (day.max, day.min);
    [
        key.into(),
        day_number(day.day).into(),
        day.day_seconds.into(),
        day.covered_seconds.into(),
        day.values.into(),
        day.nulls.into(),
        day.sum.into(),
        day.official.into(),
        max.map(|peak| peak.value).into(),
        max.map(|peak| peak.step).into(),
        max.map(|peak| peak.start).into(),
        min.map(|peak| peak.value).into(),
        min.map(|peak| peak.step).into(),
        min.map(|peak| peak.start).into(),
        day.estimated.into(),
        day.corrected.into(),
    ]
}

const REMOVE: &str = "DELETE FROM day_rollups WHERE series_key = ";

/// Removes the rollups of days that have nothing left.
///
/// # Errors
/// When the database fails.
pub async fn remove_rollups(tx: &mut Tx, key: i64, days: &[LocalDay]) -> Result<(), StorageError> {
    let numbers: Vec<i64> = days.iter().map(|day| day_number(*day)).collect();
    for chunk in numbers.chunks(ROWS_PER_STATEMENT) {
        Built::new(REMOVE).bind(key).push(" AND day IN (").list(chunk).push(")").run(tx).await?;
    }
    Ok(())
}

pub(super) const THROUGH: &str = "SELECT s.key,
    (SELECT f.day FROM day_rollups f WHERE f.series_key = s.key AND (f.value_count > 0 OR f.official IS NOT NULL)
     ORDER BY f.day LIMIT 1),
    (SELECT l.day FROM day_rollups l WHERE l.series_key = s.key AND (l.value_count > 0 OR l.official IS NOT NULL)
     ORDER BY l.day DESC LIMIT 1)
    FROM series s WHERE s.key IN (";

/// The first and the last local day with any value, of each of these series that has one.
///
/// # Errors
/// When the database fails.
pub async fn days_through(db: &Db, keys: &[i64]) -> Result<Vec<(i64, LocalDay, LocalDay)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, Option<i64>, Option<i64>)> =
        Built::new(THROUGH).list(keys).push(") ORDER BY s.key").all(db).await?;
    Ok(rows.into_iter().filter_map(|(key, a, b)| Some((key, number_day(a?), number_day(b?)))).collect())
}

/// The first and the last local day with any value in any of these series.
///
/// # Errors
/// When the database fails.
pub async fn first_last_day(db: &Db, keys: &[i64]) -> Result<Option<(LocalDay, LocalDay)>, StorageError> {
    let days = days_through(db, keys).await?.into_iter();
    Ok(days.map(|(_, first, last)| (first, last)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))))
}
