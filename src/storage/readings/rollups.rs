//! The sums of each local day of the building: what every week, month and year is read from.

use super::ROWS_PER_STATEMENT;
use crate::{
    domain::{
        reading::{DayRollup, Peak},
        time::{Instant, LocalDay},
    },
    storage::{Db, StorageError, Tx, day_number, db::push_list, number_day},
};
use sqlx::QueryBuilder;

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
    let rows: Vec<Row> = between(keys, first, end).build_query_as().fetch_all(db.executor()).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// [`rollups_between`] of one series inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn rollups_in(tx: &mut Tx, key: i64, first: LocalDay, end: LocalDay) -> Result<Vec<DayRollup>, StorageError> {
    let rows: Vec<Row> = between(&[key], first, end).build_query_as().fetch_all(tx.executor()).await?;
    Ok(rows.into_iter().map(|row| <(i64, DayRollup)>::from(row).1).collect())
}

pub(super) fn between(keys: &[i64], first: LocalDay, end: LocalDay) -> QueryBuilder<sqlx::Sqlite> {
    let mut query = QueryBuilder::new(COLUMNS);
    push_list(&mut query, keys);
    query.push(") AND day >= ").push_bind(day_number(first)).push(" AND day < ").push_bind(day_number(end));
    query.push(" ORDER BY series_key, day");
    query
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
        let mut query = QueryBuilder::new(PUT);
        query.push_values(chunk, |mut row, day| {
            row.push_bind(key).push_bind(day_number(day.day)).push_bind(day.day_seconds);
            row.push_bind(day.covered_seconds).push_bind(day.values).push_bind(day.nulls);
            row.push_bind(day.sum).push_bind(day.official);
            for peak in [day.max, day.min] {
                row.push_bind(peak.map(|p| p.value)).push_bind(peak.map(|p| p.step)).push_bind(peak.map(|p| p.start));
            }
            row.push_bind(day.estimated).push_bind(day.corrected);
        });
        query.push(REPLACE).build().execute(tx.executor()).await?;
    }
    Ok(())
}

const REMOVE: &str = "DELETE FROM day_rollups WHERE series_key = ";

/// Removes the rollups of days that have nothing left.
///
/// # Errors
/// When the database fails.
pub async fn remove_rollups(tx: &mut Tx, key: i64, days: &[LocalDay]) -> Result<(), StorageError> {
    let numbers: Vec<i64> = days.iter().map(|day| day_number(*day)).collect();
    for chunk in numbers.chunks(ROWS_PER_STATEMENT) {
        let mut query = QueryBuilder::new(REMOVE);
        query.push_bind(key).push(" AND day IN (");
        push_list(&mut query, chunk);
        query.push(")").build().execute(tx.executor()).await?;
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
    let mut query = QueryBuilder::new(THROUGH);
    push_list(&mut query, keys);
    query.push(") ORDER BY s.key");
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = query.build_query_as().fetch_all(db.executor()).await?;
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
