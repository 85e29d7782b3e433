//! Rules of organisations, buildings and meters, and whose series a rule looks at.

use super::{
    Db, StorageError, Tx,
    db::{all, optional, run},
};
use crate::domain::{
    id::{BuildingId, OrganisationId, RuleId, UsagePointId},
    rule::{Rule, Scope, StoredRule},
    time::Instant,
};

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
