//! Readings of several series at once, for curves and fingerprints.

use super::forms::{Minute, Row};
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

const OF: &str = "SELECT r.series_key, r.start, f.step, r.value * f.unit AS value, f.quality, f.source
    FROM readings r CROSS JOIN reading_forms f WHERE f.key = r.form AND r.series_key IN (";

/// The readings of these series that start inside `within`, by series, each in order.
///
/// # Errors
/// When the database fails.
pub async fn readings_of(db: &Db, keys: &[i64], within: Interval) -> Result<Vec<(i64, Reading)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let query =
        Built::new(OF).list(keys).push(") AND r.start >= ").bind(Minute::from(within.start)).push(" AND r.start < ");
    let rows: Vec<Keyed> = query.bind(Minute::from(within.end)).push(" ORDER BY r.series_key, r.start").all(db).await?;
    Ok(rows.into_iter().map(|keyed| (keyed.series_key, Reading::from(keyed.row))).collect())
}
