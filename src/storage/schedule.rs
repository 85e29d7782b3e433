//! What is done by the clock: when next, and who does it.

use super::{
    StorageError, Tx,
    db::{all, optional, run},
};
use crate::domain::{
    id::UsagePointId,
    provider::ProviderId,
    time::{Instant, LocalDay},
};
use crate::storage::day_number;

const FIND: &str = "SELECT next_at, last_at FROM schedule WHERE name = $1";

/// When something is due next, and when it was last done; `None`: it is not planned yet.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, name: &str) -> Result<Option<(Instant, Option<Instant>)>, StorageError> {
    optional!(tx, (Instant, Option<Instant>), FIND, name)
}

const BEGIN: &str = "INSERT INTO schedule (name, next_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";

/// Plans something for the first time, unless another instance has.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &mut Tx, name: &str, next: Instant) -> Result<(), StorageError> {
    run!(tx, BEGIN, name, next).map(drop)
}

const TAKE: &str = "UPDATE schedule SET next_at = $3, last_at = $4 WHERE name = $1 AND next_at = $2";

/// Takes what is due at `due` and plans it anew. `false`: another instance was first.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, name: &str, due: Instant, next: Instant, now: Instant) -> Result<bool, StorageError> {
    Ok(run!(tx, TAKE, name, due, next, now)? == 1)
}

const READABLE: &str = "SELECT u.id, b.zone FROM usage_points u JOIN buildings b ON b.id = u.building_id \
     JOIN consents c ON c.id = u.consent_id WHERE u.provider = $1 AND u.disconnected_at IS NULL \
     AND c.withdrawn_at IS NULL AND c.expires_at > $2 ORDER BY u.id";

/// The live meters of an operator with a usable consent, and the zones of their buildings.
///
/// # Errors
/// When the database fails.
pub async fn readable(
    tx: &mut Tx,
    provider: ProviderId,
    now: Instant,
) -> Result<Vec<(UsagePointId, String)>, StorageError> {
    all!(tx, (UsagePointId, String), READABLE, provider.as_str(), now)
}

const WHOLE_DAYS: &str = "SELECT s.usage_point_id, COUNT(*) FROM day_rollups d JOIN series s ON s.key = d.series_key \
     JOIN usage_points u ON u.id = s.usage_point_id WHERE u.provider = $1 AND u.disconnected_at IS NULL \
     AND s.kind = 'ElectricityConsumption' AND d.day >= $2 AND d.day < $3 AND d.covered_seconds >= d.day_seconds \
     GROUP BY s.usage_point_id";

/// How many of the local days `[first, end)` have a whole curve of consumption, for each live meter of an operator that
/// has any.
///
/// # Errors
/// When the database fails.
pub async fn whole_days(
    tx: &mut Tx,
    provider: ProviderId,
    (first, end): (LocalDay, LocalDay),
) -> Result<Vec<(UsagePointId, i64)>, StorageError> {
    all!(tx, (UsagePointId, i64), WHOLE_DAYS, provider.as_str(), day_number(first), day_number(end))
}
