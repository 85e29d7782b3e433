//! Usage points of buildings.

use super::{
    Db, StorageError, Tx,
    db::{Built, all, optional, run},
};
use crate::domain::{
    building::UsagePoint,
    id::{BuildingId, ConsentId, OrganisationId, UsagePointId},
    identifier::UsagePointNumber,
    provider::ProviderId,
    time::Instant,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: UsagePointId,
    building_id: BuildingId,
    provider: String,
    number: String,
    label: String,
    consent_id: Option<ConsentId>,
    last_sync_at: Option<Instant>,
    created_at: Instant,
    disconnected_at: Option<Instant>,
}

impl TryFrom<Row> for UsagePoint {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let unreadable = |()| StorageError::Unreadable("usage_points");
        let provider: ProviderId = row.provider.parse().map_err(unreadable)?;
        let number = UsagePointNumber::parse(provider.number_kind(), &row.number).map_err(|_| unreadable(()))?;
        Ok(Self {
            id: row.id,
            building: row.building_id,
            provider,
            number,
            label: row.label,
            consent: row.consent_id,
            last_sync_at: row.last_sync_at,
            created_at: row.created_at,
            disconnected_at: row.disconnected_at,
        })
    }
}

const INSERT: &str = "INSERT INTO usage_points
    (id, organisation_id, building_id, provider, number, label, consent_id, last_sync_at, created_at, disconnected_at)
    SELECT $1, organisation_id, id, $3, $4, $5, $6, $7, $8, $9 FROM buildings WHERE id = $2";

/// Adds a usage point to its building.
///
/// # Errors
/// [`StorageError::is_conflict`] when the number is live elsewhere in the organisation; `RowNotFound` without building.
pub async fn insert(tx: &mut Tx, point: &UsagePoint) -> Result<(), StorageError> {
    let (provider, number) = (point.provider.as_str(), point.number.as_str());
    let added = run!(
        tx,
        INSERT,
        point.id,
        point.building,
        provider,
        number,
        &point.label,
        point.consent,
        point.last_sync_at,
        point.created_at,
        point.disconnected_at
    )?;
    if added == 1 { Ok(()) } else { Err(sqlx::Error::RowNotFound.into()) }
}

const FIND: &str =
    "SELECT id, building_id, provider, number, label, consent_id, last_sync_at, created_at, disconnected_at
    FROM usage_points WHERE id = $1 AND organisation_id = $2";

/// The usage point, live or disconnected, when it is one of the organisation's.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, organisation: OrganisationId, id: UsagePointId) -> Result<Option<UsagePoint>, StorageError> {
    optional!(db, Row, FIND, id, organisation)?.map(UsagePoint::try_from).transpose()
}

const OF_BUILDING: &str =
    "SELECT id, building_id, provider, number, label, consent_id, last_sync_at, created_at, disconnected_at
    FROM usage_points WHERE building_id = $1
    ORDER BY CASE WHEN disconnected_at IS NULL THEN 0 ELSE 1 END, label, number, created_at";

/// The building's usage points: live ones first, each group by label and number.
///
/// # Errors
/// When the database fails.
pub async fn of_building(db: &Db, building: BuildingId) -> Result<Vec<UsagePoint>, StorageError> {
    all!(db, Row, OF_BUILDING, building)?.into_iter().map(UsagePoint::try_from).collect()
}

const OF_BUILDINGS: &str =
    "SELECT id, building_id, provider, number, label, consent_id, last_sync_at, created_at, disconnected_at
    FROM usage_points WHERE building_id IN (";

/// [`of_building`] for several buildings at once.
///
/// # Errors
/// When the database fails.
pub async fn of_buildings(db: &Db, buildings: &[BuildingId]) -> Result<Vec<UsagePoint>, StorageError> {
    if buildings.is_empty() {
        return Ok(Vec::new());
    }
    let order = ") ORDER BY CASE WHEN disconnected_at IS NULL THEN 0 ELSE 1 END, label, number, created_at";
    let rows: Vec<Row> = Built::new(OF_BUILDINGS).list(buildings).push(order).all(db).await?;
    rows.into_iter().map(UsagePoint::try_from).collect()
}

const LIVE_BY_NUMBER: &str =
    "SELECT id, building_id, provider, number, label, consent_id, last_sync_at, created_at, disconnected_at
    FROM usage_points
    WHERE organisation_id = $1 AND provider = $2 AND number = $3 AND disconnected_at IS NULL";

/// The organisation's live usage point with this number.
///
/// # Errors
/// When the database fails.
pub async fn live_by_number(
    db: &Db,
    organisation: OrganisationId,
    provider: ProviderId,
    number: &UsagePointNumber,
) -> Result<Option<UsagePoint>, StorageError> {
    optional!(db, Row, LIVE_BY_NUMBER, organisation, provider.as_str(), number.as_str())?
        .map(UsagePoint::try_from)
        .transpose()
}

const SET_CONSENT: &str = "UPDATE usage_points SET consent_id = $2 WHERE id = $1";

/// Puts the meter under a consent, or under none.
///
/// # Errors
/// When the database fails.
pub async fn set_consent(tx: &mut Tx, id: UsagePointId, consent: Option<ConsentId>) -> Result<(), StorageError> {
    run!(tx, SET_CONSENT, id, consent).map(drop)
}

const RENAME: &str = "UPDATE usage_points SET label = $2 WHERE id = $1";

/// Changes the label.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, id: UsagePointId, label: &str) -> Result<(), StorageError> {
    run!(tx, RENAME, id, label).map(drop)
}

const DISCONNECT: &str = "UPDATE usage_points SET disconnected_at = $2, consent_id = NULL
    WHERE id = $1 AND disconnected_at IS NULL";

/// Ends a meter here; its readings stay. A second call keeps the first date.
///
/// # Errors
/// When the database fails.
pub async fn disconnect(tx: &mut Tx, id: UsagePointId, now: Instant) -> Result<(), StorageError> {
    run!(tx, DISCONNECT, id, now).map(drop)
}

const RECONNECT: &str = "UPDATE usage_points SET disconnected_at = NULL, consent_id = $2 WHERE id = $1";

/// Takes a disconnected meter up again, with its history.
///
/// # Errors
/// [`StorageError::is_conflict`] when the number is live elsewhere in the organisation.
pub async fn reconnect(tx: &mut Tx, id: UsagePointId, consent: Option<ConsentId>) -> Result<(), StorageError> {
    run!(tx, RECONNECT, id, consent).map(drop)
}

const TOUCH_SYNC: &str = "UPDATE usage_points SET last_sync_at = $2 WHERE id = $1";

/// Notes that a run reached the operator.
///
/// # Errors
/// When the database fails.
pub async fn touch_sync(tx: &mut Tx, id: UsagePointId, now: Instant) -> Result<(), StorageError> {
    run!(tx, TOUCH_SYNC, id, now).map(drop)
}

pub use super::series::{SeriesRow, series_key, series_of};
