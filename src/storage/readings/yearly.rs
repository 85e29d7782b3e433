//! What each live meter used over a stretch of local days, on every building at once: for comparing buildings.

use crate::{
    domain::{
        id::{BuildingId, OrganisationId},
        time::LocalDay,
    },
    storage::{Db, StorageError, day_number, db::all},
};

/// The whole days of one series of consumption.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WholeDays {
    /// Where its meter is.
    pub building: BuildingId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// IANA name of the building's zone.
    pub zone: String,
    /// Heated area in square metres; `None`: not known.
    pub area_m2: Option<i64>,
    /// Local days that are wholly known.
    pub days: i64,
    /// Their energy in joules.
    pub joules: i64,
}

const WHOLE: &str = "SELECT b.id AS building, b.organisation_id AS organisation, b.zone, b.area_m2,
    CAST(COUNT(r.day) AS BIGINT) AS days, CAST(COALESCE(SUM(COALESCE(r.official, r.sum)), 0) AS BIGINT) AS joules
    FROM buildings b
    JOIN usage_points p ON p.building_id = b.id AND p.disconnected_at IS NULL
    JOIN series s ON s.usage_point_id = p.id AND s.kind = 'ElectricityConsumption'
    LEFT JOIN day_rollups r ON r.series_key = s.key AND r.day >= $1 AND r.day < $2
        AND (r.official IS NOT NULL OR (r.value_count > 0 AND r.covered_seconds >= r.day_seconds))
    WHERE b.deleted_at IS NULL
    GROUP BY b.id, b.organisation_id, b.zone, b.area_m2, s.key ORDER BY b.id, s.key";

/// The whole local days of `[first, end)` of every live series of consumption, of every organisation: only what cannot be
/// traced to a building of another may leave the service.
///
/// # Errors
/// When the database fails.
pub async fn whole_days(db: &Db, first: LocalDay, end: LocalDay) -> Result<Vec<WholeDays>, StorageError> {
    all!(db, WholeDays, WHOLE, day_number(first), day_number(end))
}
