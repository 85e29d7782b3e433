//! Readings of several series at once, for curves and fingerprints.

use super::raw::Row;
use crate::{
    domain::{reading::Reading, time::Interval},
    storage::{Db, StorageError, db::Built},
};

#[derive(sqlx::FromRow)]
struct Keyed {
    series_key: i64,
    #[sqlx(flatten)]
    row: Row,
}

const OF: &str = "SELECT series_key, start, step, value, quality, source FROM readings WHERE series_key IN (";

/// The readings of these series that start inside `within`, by series, each in order.
///
/// # Errors
/// When the database fails.
pub async fn readings_of(db: &Db, keys: &[i64], within: Interval) -> Result<Vec<(i64, Reading)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let query = Built::new(OF).list(keys).push(") AND start >= ").bind(within.start).push(" AND start < ");
    let rows: Vec<Keyed> = query.bind(within.end).push(" ORDER BY series_key, start").all(db).await?;
    Ok(rows.into_iter().map(|keyed| (keyed.series_key, Reading::from(keyed.row))).collect())
}
