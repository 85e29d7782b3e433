//! Readings as received, one row for each half-open interval; no two of a series overlap.

use super::ROWS_PER_STATEMENT;
use crate::{
    domain::{
        reading::Reading,
        series::{Quality, Source},
        time::{Instant, Interval},
    },
    storage::{
        Db, StorageError, Tx,
        db::{Built, all},
    },
};

/// The longest step that is stored, in seconds: a local day of 25 hours. It bounds how far back a row may begin that
/// still reaches into an interval, so that the lookup stays a range of the primary key.
pub const MAX_STEP: i64 = 90_000;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    start: Instant,
    step: i64,
    value: Option<i64>,
    quality: i64,
    source: i64,
}

impl From<Row> for Reading {
    fn from(row: Row) -> Self {
        Self {
            start: row.start,
            step: row.step,
            value: row.value,
            quality: Quality::from_rank(row.quality),
            source: Source::from_code(row.source),
        }
    }
}

pub(super) const BETWEEN: &str = "SELECT start, step, value, quality, source FROM readings
    WHERE series_key = $1 AND start >= $2 AND start < $3 ORDER BY start";

/// The readings of a series that start inside `within`, in order.
///
/// # Errors
/// When the database fails.
pub async fn readings_between(db: &Db, key: i64, within: Interval) -> Result<Vec<Reading>, StorageError> {
    Ok(all!(db, Row, BETWEEN, key, within.start, within.end)?.into_iter().map(Reading::from).collect())
}

/// [`readings_between`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn readings_in(tx: &mut Tx, key: i64, within: Interval) -> Result<Vec<Reading>, StorageError> {
    Ok(all!(tx, Row, BETWEEN, key, within.start, within.end)?.into_iter().map(Reading::from).collect())
}

pub(super) const OVERLAPPING: &str = "SELECT start, step, value, quality, source FROM readings
    WHERE series_key = $1 AND start > $2 AND start < $3 AND start + step > $4 ORDER BY start";

/// The readings of a series that share any instant with `with`, in order.
///
/// # Errors
/// When the database fails.
pub async fn overlapping(db: &Db, key: i64, with: Interval) -> Result<Vec<Reading>, StorageError> {
    let earliest = with.start.plus(-MAX_STEP);
    let rows = all!(db, Row, OVERLAPPING, key, earliest, with.end, with.start)?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

/// [`overlapping`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn overlapping_in(tx: &mut Tx, key: i64, with: Interval) -> Result<Vec<Reading>, StorageError> {
    let earliest = with.start.plus(-MAX_STEP);
    let rows = all!(tx, Row, OVERLAPPING, key, earliest, with.end, with.start)?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

const PUT: &str = "INSERT INTO readings (series_key, start, step, value, quality, source) ";
const REPLACE: &str = " ON CONFLICT (series_key, start) DO UPDATE SET
    step = excluded.step, value = excluded.value, quality = excluded.quality, source = excluded.source";

/// Writes readings, replacing rows of the same start. The caller has removed what would overlap otherwise.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: i64, readings: &[Reading]) -> Result<(), StorageError> {
    for chunk in readings.chunks(ROWS_PER_STATEMENT) {
        let row = |reading: &Reading| {
            let (quality, source) = (reading.quality.rank(), reading.source.code());
            [key.into(), reading.start.into(), reading.step.into(), reading.value.into(), quality.into(), source.into()]
        };
        Built::new(PUT).rows(chunk, row).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

const REMOVE: &str = "DELETE FROM readings WHERE series_key = ";

/// Removes the rows of these starts: readings of another grid that better ones replace.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, key: i64, starts: &[Instant]) -> Result<(), StorageError> {
    for chunk in starts.chunks(ROWS_PER_STATEMENT) {
        Built::new(REMOVE).bind(key).push(" AND start IN (").list(chunk).push(")").run(tx).await?;
    }
    Ok(())
}
