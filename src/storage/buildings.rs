//! Organisations and their buildings. Buildings are read always within one organisation. Deleted ones are never read.

use super::{
    Db, StorageError, Tx,
    db::{all, optional, run},
};
use crate::domain::{
    building::Building,
    id::{BuildingId, OrganisationId, UserId},
    time::Instant,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: BuildingId,
    organisation_id: OrganisationId,
    name: String,
    address: String,
    town: String,
    zone: String,
}

impl From<Row> for Building {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            name: row.name,
            address: row.address,
            town: row.town,
            zone: row.zone,
        }
    }
}

const INSERT_ORGANISATION: &str = "INSERT INTO organisations (id, name, created_at) VALUES ($1, $2, $3)";

/// Adds an organisation, the tenant of buildings and users.
///
/// # Errors
/// When the database fails.
pub async fn insert_organisation(
    tx: &mut Tx,
    id: OrganisationId,
    name: &str,
    now: Instant,
) -> Result<(), StorageError> {
    run!(tx, INSERT_ORGANISATION, id, name, now).map(drop)
}

const ADD_OWNER: &str = "INSERT INTO building_owners (building_id, user_id) VALUES ($1, $2)
    ON CONFLICT (building_id, user_id) DO NOTHING";

/// Makes a person co-owner of a building.
///
/// # Errors
/// When either does not exist, or the database fails.
pub async fn add_owner(tx: &mut Tx, building: BuildingId, owner: UserId) -> Result<(), StorageError> {
    run!(tx, ADD_OWNER, building, owner).map(drop)
}

const INSERT: &str = "INSERT INTO buildings (id, organisation_id, name, address, town, zone, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Adds a building.
///
/// # Errors
/// When its organisation does not exist, or the database fails.
pub async fn insert(tx: &mut Tx, building: &Building, now: Instant) -> Result<(), StorageError> {
    let Building { id, organisation, name, address, town, zone } = building;
    run!(tx, INSERT, *id, *organisation, name, address, town, zone, now)?;
    Ok(())
}

const FIND: &str = "SELECT id, organisation_id, name, address, town, zone FROM buildings
    WHERE id = $1 AND organisation_id = $2 AND deleted_at IS NULL";

/// The building, when it is one of the organisation's.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, organisation: OrganisationId, id: BuildingId) -> Result<Option<Building>, StorageError> {
    Ok(optional!(db, Row, FIND, id, organisation)?.map(Building::from))
}

const OF_ORGANISATION: &str = "SELECT id, organisation_id, name, address, town, zone FROM buildings
    WHERE organisation_id = $1 AND deleted_at IS NULL ORDER BY name, id";

/// The organisation's buildings by name.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(db: &Db, organisation: OrganisationId) -> Result<Vec<Building>, StorageError> {
    Ok(all!(db, Row, OF_ORGANISATION, organisation)?.into_iter().map(Building::from).collect())
}

const OF_OWNER: &str = "SELECT b.id, b.organisation_id, b.name, b.address, b.town, b.zone
    FROM building_owners o JOIN buildings b ON b.id = o.building_id
    WHERE o.user_id = $1 AND b.organisation_id = $2 AND b.deleted_at IS NULL ORDER BY b.name, b.id";

/// The organisation's buildings that a person co-owns, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_owner(db: &Db, organisation: OrganisationId, owner: UserId) -> Result<Vec<Building>, StorageError> {
    Ok(all!(db, Row, OF_OWNER, owner, organisation)?.into_iter().map(Building::from).collect())
}

const ORGANISATION_NAME: &str = "SELECT name FROM organisations WHERE id = $1";

/// What the organisation is called.
///
/// # Errors
/// When the database fails.
pub async fn organisation_name(db: &Db, id: OrganisationId) -> Result<Option<String>, StorageError> {
    Ok(optional!(db, (String,), ORGANISATION_NAME, id)?.map(|(name,)| name))
}
