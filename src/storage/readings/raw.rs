//! Readings as received, one row for each half-open interval; no two of a series overlap.

use super::{
    ROWS_PER_STATEMENT,
    forms::{Forms, Minute, Row, seconds},
};
use crate::{
    domain::{
        reading::Reading,
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

pub(super) const BETWEEN: &str = "SELECT r.start, f.step, r.value * f.unit AS value, f.quality, f.source
    FROM readings r CROSS JOIN reading_forms f
    WHERE r.series_key = $1 AND r.start >= $2 AND r.start < $3 AND f.key = r.form ORDER BY r.start";

/// The readings of a series that start inside `within`, in order.
///
/// # Errors
/// When the database fails.
pub async fn readings_between(db: &Db, key: i64, within: Interval) -> Result<Vec<Reading>, StorageError> {
    Ok(all!(db, Row, BETWEEN, key, Minute::from(within.start), Minute::from(within.end))?
        .into_iter()
        .map(Reading::from)
        .collect())
}

/// [`readings_between`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn readings_in(tx: &mut Tx, key: i64, within: Interval) -> Result<Vec<Reading>, StorageError> {
    Ok(all!(tx, Row, BETWEEN, key, Minute::from(within.start), Minute::from(within.end))?
        .into_iter()
        .map(Reading::from)
        .collect())
}

pub(super) const OVERLAPPING: &str = "SELECT r.start, f.step, r.value * f.unit AS value, f.quality, f.source
    FROM readings r CROSS JOIN reading_forms f
    WHERE r.series_key = $1 AND r.start >= $2 AND r.start < $3 AND f.key = r.form AND r.start * 60 + f.step > $4
    ORDER BY r.start";

/// The readings of a series that share any instant with `with`, in order.
///
/// # Errors
/// When the database fails.
pub async fn overlapping(db: &Db, key: i64, with: Interval) -> Result<Vec<Reading>, StorageError> {
    let earliest = Minute::from(with.start.plus(-MAX_STEP));
    let end = Minute::from(with.end);
    let rows = all!(db, Row, OVERLAPPING, key, earliest, end, seconds(with.start))?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

/// [`overlapping`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn overlapping_in(tx: &mut Tx, key: i64, with: Interval) -> Result<Vec<Reading>, StorageError> {
    let earliest = Minute::from(with.start.plus(-MAX_STEP));
    let end = Minute::from(with.end);
    let rows = all!(tx, Row, OVERLAPPING, key, earliest, end, seconds(with.start))?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

const PUT: &str = "INSERT INTO readings (series_key, start, value, form) ";
const REPLACE: &str = " ON CONFLICT (series_key, start) DO UPDATE SET value = excluded.value, form = excluded.form";

/// Writes readings, replacing rows of the same start. The caller has removed what would overlap otherwise, and refused
/// what does not begin on a whole minute.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: i64, readings: &[Reading]) -> Result<(), StorageError> {
    if readings.is_empty() {
        return Ok(());
    }
    let forms = Forms::of(tx, readings).await?;
    for chunk in readings.chunks(ROWS_PER_STATEMENT) {
        Built::new(PUT).rows(chunk, |reading| forms.values(key, reading)).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

const REMOVE: &str = "DELETE FROM readings WHERE series_key = ";

/// Removes the rows of these starts: readings of another grid that better ones replace.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, key: i64, starts: &[Instant]) -> Result<(), StorageError> {
    let minutes: Vec<Minute> = starts.iter().map(|start| Minute::from(*start)).collect();
    for chunk in minutes.chunks(ROWS_PER_STATEMENT) {
        Built::new(REMOVE).bind(key).push(" AND start IN (").list(chunk).push(")").run(tx).await?;
    }
    Ok(())
}
