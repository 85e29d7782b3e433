//! Rules of organisations, buildings and meters, and whose series a rule looks at.

use super::{
    Db, StorageError, Tx,
    db::{all, optional, run},
    number_day,
};
use crate::domain::{
    id::{BuildingId, OrganisationId, RuleId, UsagePointId},
    rule::{Rule, Scope, StoredRule},
    time::{Instant, LocalDay},
};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct Row {
    id: RuleId,
    building_id: Option<BuildingId>,
    usage_point_id: Option<UsagePointId>,
    enabled: i64,
    content: String,
    changed_at: Instant,
}

impl TryFrom<Row> for StoredRule {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let rule: Rule = serde_json::from_str(&row.content).map_err(|_| StorageError::Unreadable("rules"))?;
        let scope = match (row.building_id, row.usage_point_id) {
            (Some(building), Some(meter)) => Scope::Meter { building, meter },
            (Some(building), None) => Scope::Building { building },
            _ => Scope::Organisation,
        };
        Ok(Self { id: row.id, scope, enabled: row.enabled == 1, rule, changed_at: row.changed_at })
    }
}

const OF_ORGANISATION: &str = "SELECT id, building_id, usage_point_id, enabled, content, changed_at FROM rules
    WHERE organisation_id = $1 ORDER BY kind, id";

/// Every rule of an organisation by kind.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(db: &Db, organisation: OrganisationId) -> Result<Vec<StoredRule>, StorageError> {
    all!(db, Row, OF_ORGANISATION, organisation)?.into_iter().map(TryInto::try_into).collect()
}

const FOR_METER: &str = "SELECT id, building_id, usage_point_id, enabled, content, changed_at FROM rules
    WHERE organisation_id = $1 AND (building_id IS NULL OR building_id = $2)
    AND (usage_point_id IS NULL OR usage_point_id = $3) ORDER BY kind, id";

/// The rules that may count for a meter.
///
/// # Errors
/// When the database fails.
pub async fn for_meter(tx: &mut Tx, of: &Whose) -> Result<Vec<StoredRule>, StorageError> {
    let rows = all!(tx, Row, FOR_METER, of.organisation, of.building, of.meter)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

const DELETE: &str = "DELETE FROM rules WHERE organisation_id = $1 AND id = $2";
const INSERT: &str =
    "INSERT INTO rules (id, organisation_id, building_id, usage_point_id, kind, enabled, content, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Adds a rule.
///
/// # Errors
/// A conflict when there is one of the same kind and scope; when the database fails.
pub async fn insert(tx: &mut Tx, organisation: OrganisationId, stored: &StoredRule) -> Result<(), StorageError> {
    let content = serde_json::to_string(&stored.rule).map_err(|_| StorageError::Unreadable("rules"))?;
    let (building, meter) = match stored.scope {
        Scope::Organisation => (None, None),
        Scope::Building { building } => (Some(building), None),
        Scope::Meter { building, meter } => (Some(building), Some(meter)),
    };
    let (kind, enabled) = (stored.rule.kind.as_str(), i64::from(stored.enabled));
    run!(tx, INSERT, stored.id, organisation, building, meter, kind, enabled, content, stored.changed_at).map(drop)
}

/// Takes a rule away. `false`: it was gone.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId, id: RuleId) -> Result<bool, StorageError> {
    Ok(run!(tx, DELETE, organisation, id)? == 1)
}

/// Whose a series is.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Whose {
    /// The tenant.
    #[sqlx(rename = "organisation_id")]
    pub organisation: OrganisationId,
    /// The building.
    #[sqlx(rename = "building_id")]
    pub building: BuildingId,
    /// The meter.
    #[sqlx(rename = "usage_point_id")]
    pub meter: UsagePointId,
    /// IANA name of the building's zone.
    pub zone: String,
}

const WHOSE: &str = "SELECT u.organisation_id, u.building_id, s.usage_point_id, b.zone FROM series s
    JOIN usage_points u ON u.id = s.usage_point_id JOIN buildings b ON b.id = u.building_id WHERE s.key = $1";

/// Whose a series is; `None`: there is no such series.
///
/// # Errors
/// When the database fails.
pub async fn whose(tx: &mut Tx, series_key: i64) -> Result<Option<Whose>, StorageError> {
    optional!(tx, Whose, WHOSE, series_key)
}

/// A live meter with what time alone may bring about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Key of its consumption.
    pub key: i64,
    /// Whose it is.
    pub whose: Whose,
    /// The latest local day with any value.
    pub last_day: Option<LocalDay>,
    /// When the consent that stands ends; `None`: it lives from files, or its consent was withdrawn.
    pub consent_ends: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct WatchedRow {
    key: i64,
    #[sqlx(flatten)]
    whose: Whose,
    last_day: Option<i64>,
    expires_at: Option<Instant>,
}

const WATCHED: &str = "SELECT s.key, u.organisation_id, u.building_id, s.usage_point_id, b.zone, c.expires_at,
    (SELECT MAX(r.day) FROM day_rollups r WHERE r.series_key = s.key) AS last_day FROM series s
    JOIN usage_points u ON u.id = s.usage_point_id JOIN buildings b ON b.id = u.building_id
    LEFT JOIN consents c ON c.id = u.consent_id AND c.withdrawn_at IS NULL
    WHERE s.kind = 'ElectricityConsumption' AND u.disconnected_at IS NULL AND b.deleted_at IS NULL ORDER BY s.key";

/// Every live meter that ever had a value.
///
/// # Errors
/// When the database fails.
pub async fn watched(db: &Db) -> Result<Vec<Watched>, StorageError> {
    let row = |row: WatchedRow| Watched {
        key: row.key,
        whose: row.whose,
        last_day: row.last_day.map(number_day),
        consent_ends: row.expires_at,
    };
    Ok(all!(db, WatchedRow, WATCHED)?.into_iter().map(row).collect())
}

const STANDING: &str =
    "SELECT DISTINCT series_key FROM alerts WHERE kind IN ('silent', 'consent_ending') AND withdrawn_at IS NULL";

/// The series about which something stands that only time brings about or takes away.
///
/// # Errors
/// When the database fails.
pub async fn standing(db: &Db) -> Result<BTreeSet<i64>, StorageError> {
    Ok(all!(db, (i64,), STANDING)?.into_iter().map(|(key,)| key).collect())
}
