//! Official values of whole local days.

use super::ROWS_PER_STATEMENT;
use crate::{
    domain::time::LocalDay,
    storage::{
        Db, StorageError, Tx, day_number,
        db::{Built, all},
        number_day,
    },
};

pub(super) const BETWEEN: &str = "SELECT day, value FROM official_days
    WHERE series_key = $1 AND day >= $2 AND day < $3 ORDER BY day";

/// The official values of a series, in its stored unit, of the local days `[first, end)`.
///
/// # Errors
/// When the database fails.
pub async fn official_between(
    db: &Db,
    key: i64,
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<(LocalDay, i64)>, StorageError> {
    let rows = all!(db, (i64, i64), BETWEEN, key, day_number(first), day_number(end))?;
    Ok(rows.into_iter().map(|(day, value)| (number_day(day), value)).collect())
}

/// [`official_between`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn official_in(
    tx: &mut Tx,
    key: i64,
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<(LocalDay, i64)>, StorageError> {
    let rows = all!(tx, (i64, i64), BETWEEN, key, day_number(first), day_number(end))?;
    Ok(rows.into_iter().map(|(day, value)| (number_day(day), value)).collect())
}

const PUT: &str = "INSERT INTO official_days (series_key, day, value) ";
const REPLACE: &str = " ON CONFLICT (series_key, day) DO UPDATE SET value = excluded.value";

/// Writes official values; a later one replaces an earlier one of the same day.
///
/// # Errors
/// When the database fails.
pub async fn put_official(tx: &mut Tx, key: i64, days: &[(LocalDay, i64)]) -> Result<(), StorageError> {
    for chunk in days.chunks(ROWS_PER_STATEMENT) {
        let row = |(day, value): &(LocalDay, i64)| [key.into(), day_number(*day).into(), (*value).into()];
        Built::new(PUT).rows(chunk, row).push(REPLACE).run(tx).await?;
    }
    Ok(())
}
