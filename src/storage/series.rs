//! The series of usage points: the small integer key that readings repeat, and when a value last changed.

use super::{
    Db, StorageError, Tx,
    db::{Built, one, run},
};
use crate::domain::{id::UsagePointId, series::SeriesKind, time::Instant};

/// A series as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesRow {
    /// What readings are keyed by.
    pub key: i64,
    /// Of which meter.
    pub usage_point: UsagePointId,
    /// What it measures.
    pub kind: SeriesKind,
    /// When a value last arrived or changed.
    pub received_at: Option<Instant>,
    /// The instant before which its readings were released; `None`: all are held.
    pub kept_from: Option<Instant>,
}

const CREATE: &str = "INSERT INTO series (usage_point_id, kind) VALUES ($1, $2)
    ON CONFLICT (usage_point_id, kind) DO NOTHING";
const KEY: &str = "SELECT key FROM series WHERE usage_point_id = $1 AND kind = $2";

/// The key of a usage point's series, which is created when it is the first time.
///
/// # Errors
/// When the usage point does not exist or the database fails.
pub async fn series_key(tx: &mut Tx, point: UsagePointId, kind: SeriesKind) -> Result<i64, StorageError> {
    run!(tx, CREATE, point, kind.as_str())?;
    let (key,) = one!(tx, (i64,), KEY, point, kind.as_str())?;
    Ok(key)
}

#[derive(sqlx::FromRow)]
struct Row {
    key: i64,
    usage_point_id: UsagePointId,
    kind: String,
    received_at: Option<Instant>,
    kept_from: Option<Instant>,
}

const OF: &str = "SELECT key, usage_point_id, kind, received_at, kept_from FROM series WHERE usage_point_id IN (";

/// The series of these usage points, in the order of their keys.
///
/// # Errors
/// When the database fails.
pub async fn series_of(db: &Db, points: &[UsagePointId]) -> Result<Vec<SeriesRow>, StorageError> {
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = Built::new(OF).list(points).push(") ORDER BY key").all(db).await?;
    rows.into_iter()
        .map(|row| {
            let kind = row.kind.parse().map_err(|()| StorageError::Unreadable("series"))?;
            Ok(SeriesRow {
                key: row.key,
                usage_point: row.usage_point_id,
                kind,
                received_at: row.received_at,
                kept_from: row.kept_from,
            })
        })
        .collect()
}

const RECEIVED: &str = "UPDATE series SET received_at = $2 WHERE key = $1";

/// Notes that a value arrived or changed at `now`.
///
/// # Errors
/// When the database fails.
pub async fn touch_received(tx: &mut Tx, key: i64, now: Instant) -> Result<(), StorageError> {
    run!(tx, RECEIVED, key, now).map(drop)
}
