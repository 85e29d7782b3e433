//! Tariffs of an organisation, and the contracts that bind meters to them.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, all, optional, run},
    number_day,
};
use crate::domain::{
    id::{BuildingId, OrganisationId, TariffId, UsagePointId},
    tariff::{Contract, StoredTariff, Tariff},
    time::{Instant, LocalDay},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: TariffId,
    name: String,
    versions: String,
    revision: i64,
    changed_at: Instant,
}

impl TryFrom<Row> for StoredTariff {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let tariff: Tariff = serde_json::from_str(&row.versions).map_err(|_| StorageError::Unreadable("tariffs"))?;
        Ok(Self { id: row.id, name: row.name, tariff, revision: row.revision, changed_at: row.changed_at })
    }
}

fn written(tariff: &Tariff) -> Result<String, StorageError> {
    serde_json::to_string(tariff).map_err(|_| StorageError::Unreadable("tariffs"))
}

const OF_ORGANISATION: &str = "SELECT id, name, versions, revision, changed_at FROM tariffs
    WHERE organisation_id = $1 AND deleted_at IS NULL ORDER BY name, id";

/// The organisation's tariffs by name.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(db: &Db, organisation: OrganisationId) -> Result<Vec<StoredTariff>, StorageError> {
    all!(db, Row, OF_ORGANISATION, organisation)?.into_iter().map(TryInto::try_into).collect()
}

const FIND: &str = "SELECT id, name, versions, revision, changed_at FROM tariffs
    WHERE id = $1 AND organisation_id = $2 AND deleted_at IS NULL";

/// A tariff, when it is one of the organisation's.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, organisation: OrganisationId, id: TariffId) -> Result<Option<StoredTariff>, StorageError> {
    optional!(db, Row, FIND, id, organisation)?.map(TryInto::try_into).transpose()
}

const INSERT: &str = "INSERT INTO tariffs (id, organisation_id, name, versions, revision, changed_at)
    VALUES ($1, $2, $3, $4, 1, $5)";

/// Adds a tariff.
///
/// # Errors
/// When the organisation does not exist, or the database fails.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    (id, name, tariff): (TariffId, &str, &Tariff),
    now: Instant,
) -> Result<(), StorageError> {
    run!(tx, INSERT, id, organisation, name, written(tariff)?, now).map(drop)
}

const CHANGE: &str = "UPDATE tariffs SET name = $4, versions = $5, revision = revision + 1, changed_at = $6
    WHERE id = $1 AND organisation_id = $2 AND revision = $3 AND deleted_at IS NULL";

/// Replaces name and prices. `false`: somebody else changed it since `revision`, or it is gone.
///
/// # Errors
/// When the database fails.
pub async fn change(
    tx: &mut Tx,
    organisation: OrganisationId,
    (id, revision): (TariffId, i64),
    (name, tariff): (&str, &Tariff),
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, CHANGE, id, organisation, revision, name, written(tariff)?, now)? == 1)
}

const DELETE: &str = "UPDATE tariffs SET deleted_at = $3 WHERE id = $1 AND organisation_id = $2
    AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM contracts WHERE tariff_id = $1)";

/// Takes a tariff away that no contract names. `false`: one does, or it is gone.
///
/// # Errors
/// When the database fails.
pub async fn delete(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: TariffId,
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, DELETE, id, organisation, now)? == 1)
}

const CONTRACTS: &str = "SELECT c.usage_point_id, c.valid_from, t.id, t.name, t.versions
    FROM contracts c LEFT JOIN tariffs t ON t.id = c.tariff_id WHERE c.usage_point_id IN (";

#[derive(sqlx::FromRow)]
struct ContractRow {
    usage_point_id: UsagePointId,
    valid_from: i64,
    id: Option<TariffId>,
    name: Option<String>,
    versions: Option<String>,
}

impl TryFrom<ContractRow> for Contract {
    type Error = StorageError;

    fn try_from(row: ContractRow) -> Result<Self, StorageError> {
        let tariff = match (row.id, row.name, row.versions) {
            (Some(id), Some(name), Some(versions)) => {
                let parsed = serde_json::from_str(&versions).map_err(|_| StorageError::Unreadable("tariffs"))?;
                Some((id, name, parsed))
            }
            _ => None,
        };
        Ok(Self { valid_from: number_day(row.valid_from), tariff })
    }
}

/// The contracts of these meters, each meter's in the order of their days.
///
/// # Errors
/// When the database fails.
pub async fn contracts(db: &Db, points: &[UsagePointId]) -> Result<Vec<(UsagePointId, Contract)>, StorageError> {
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let query = Built::new(CONTRACTS).list(points).push(") ORDER BY c.usage_point_id, c.valid_from");
    let rows: Vec<ContractRow> = query.all(db).await?;
    rows.into_iter().map(|row| Ok((row.usage_point_id, row.try_into()?))).collect()
}

const CONTRACTS_OF: &str = "SELECT c.usage_point_id, c.valid_from, t.id, t.name, t.versions
    FROM contracts c LEFT JOIN tariffs t ON t.id = c.tariff_id WHERE c.usage_point_id = $1 ORDER BY c.valid_from";

/// The contracts of one meter inside a transaction, in the order of their days.
///
/// # Errors
/// When the database fails.
pub async fn contracts_in(tx: &mut Tx, point: UsagePointId) -> Result<Vec<Contract>, StorageError> {
    all!(tx, ContractRow, CONTRACTS_OF, point)?.into_iter().map(TryInto::try_into).collect()
}

/// A contract with what a screen calls its meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The building of the meter.
    pub building: BuildingId,
    /// The building's name.
    pub name: String,
    /// The meter.
    pub point: UsagePointId,
    /// Its label; may be empty.
    pub label: String,
    /// Its number.
    pub number: String,
    /// First local day.
    pub from: LocalDay,
    /// `None`: no contract from that day on.
    pub tariff: Option<TariffId>,
}

type UseRow = (BuildingId, String, UsagePointId, String, String, i64, Option<TariffId>);

const USES: &str =
    "SELECT b.id AS building_id, b.name, u.id AS usage_point_id, u.label, u.number, c.valid_from, c.tariff_id
    FROM contracts c JOIN usage_points u ON u.id = c.usage_point_id JOIN buildings b ON b.id = u.building_id
    WHERE b.organisation_id = $1 AND b.deleted_at IS NULL ORDER BY b.name, b.id, u.label, u.id, c.valid_from";

/// Every contract of an organisation, by building and meter, each meter's in the order of their days.
///
/// # Errors
/// When the database fails.
pub async fn uses(db: &Db, organisation: OrganisationId) -> Result<Vec<Use>, StorageError> {
    let read = |(building, name, point, label, number, from, tariff): UseRow| {
        let from = number_day(from);
        Use { building, name, point, label, number, from, tariff }
    };
    Ok(all!(db, UseRow, USES, organisation)?.into_iter().map(read).collect())
}

const FORGET_CONTRACTS: &str = "DELETE FROM contracts WHERE usage_point_id = $1";
const PUT_CONTRACTS: &str = "INSERT INTO contracts (usage_point_id, valid_from, tariff_id) ";

/// Replaces a meter's contracts. `None`: none from that day on.
///
/// # Errors
/// When a tariff does not exist, or the database fails.
pub async fn put_contracts(
    tx: &mut Tx,
    point: UsagePointId,
    contracts: &[(LocalDay, Option<TariffId>)],
) -> Result<(), StorageError> {
    run!(tx, FORGET_CONTRACTS, point)?;
    for some in contracts.chunks(1_000) {
        let row = |(from, tariff): &(LocalDay, Option<TariffId>)| {
            [point.into(), day_number(*from).into(), super::db::Value::Id(tariff.map(|id| id.0))]
        };
        Built::new(PUT_CONTRACTS).rows(some, row).run(tx).await?;
    }
    Ok(())
}

const PRICED: &str = "SELECT DISTINCT b.organisation_id, b.id FROM contracts c
    JOIN usage_points u ON u.id = c.usage_point_id JOIN buildings b ON b.id = u.building_id WHERE b.deleted_at IS NULL";

/// The buildings of every organisation whose meters have contracts: their costs may hang on colours.
///
/// # Errors
/// When the database fails.
pub async fn priced(db: &Db) -> Result<Vec<(OrganisationId, BuildingId)>, StorageError> {
    all!(db, (OrganisationId, BuildingId), PRICED)
}
