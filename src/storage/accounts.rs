//! Users and memberships.

use super::db::{all, optional, run};
use super::{Db, StorageError, Tx};
use crate::domain::{
    access::Role,
    id::{BuildingId, OrganisationId, UserId},
    time::Instant,
};

/// What a login is checked against.
pub struct Credentials {
    /// Who.
    pub user: UserId,
    /// PHC string, argon2id.
    pub password_hash: String,
}

/// A user in one organisation.
pub struct Member {
    /// Who.
    pub user: UserId,
    /// Lower case.
    pub email: String,
    /// Shown in the header.
    pub name: String,
    /// Where.
    pub organisation: OrganisationId,
    /// Name of the organisation.
    pub organisation_name: String,
    /// As what.
    pub role: Role,
}

type MemberRow = (UserId, String, String, OrganisationId, String, String);

impl From<MemberRow> for Member {
    fn from((user, email, name, organisation, organisation_name, role): MemberRow) -> Self {
        // The column's CHECK allows nothing else; the lesser role is the safe reading.
        let role = Role::from_name(&role).unwrap_or(Role::Owner);
        Self { user, email, name, organisation, organisation_name, role }
    }
}

const CREDENTIALS: &str = "
    SELECT id, password_hash
      FROM users
     WHERE email = $1 AND disabled_at IS NULL";

/// The credentials of `email` (lower case), unless the account is disabled.
///
/// # Errors
/// When the database fails.
pub async fn credentials(db: &Db, email: &str) -> Result<Option<Credentials>, StorageError> {
    let row: Option<(UserId, String)> = optional!(db, (UserId, String), CREDENTIALS, email)?;
    Ok(row.map(|(user, password_hash)| Credentials { user, password_hash }))
}

const MEMBERSHIPS: &str = "
    SELECT u.id, u.email, u.name, o.id, o.name, m.role
      FROM memberships m
      JOIN users u ON u.id = m.user_id
      JOIN organisations o ON o.id = m.organisation_id
     WHERE u.id = $1 AND u.disabled_at IS NULL
     ORDER BY o.created_at, o.id";

/// The memberships of a user, the oldest organisation first.
///
/// # Errors
/// When the database fails.
pub async fn memberships(db: &Db, user: UserId) -> Result<Vec<Member>, StorageError> {
    Ok(all!(db, MemberRow, MEMBERSHIPS, user)?.into_iter().map(Member::from).collect())
}

const MEMBERS: &str = "
    SELECT u.id, u.email, u.name, o.id, o.name, m.role
      FROM memberships m
      JOIN users u ON u.id = m.user_id
      JOIN organisations o ON o.id = m.organisation_id
     ORDER BY o.name, u.email";

/// Every user of every organisation; for the command line only.
///
/// # Errors
/// When the database fails.
pub async fn members(db: &Db) -> Result<Vec<Member>, StorageError> {
    Ok(all!(db, MemberRow, MEMBERS)?.into_iter().map(Member::from).collect())
}

const OWNED: &str = "
    SELECT b.id
      FROM building_owners o
      JOIN buildings b ON b.id = o.building_id
     WHERE o.user_id = $1 AND b.organisation_id = $2 AND b.deleted_at IS NULL
     ORDER BY b.id";

/// The buildings of an organisation that a user co-owns.
///
/// # Errors
/// When the database fails.
pub async fn owned_buildings(
    db: &Db,
    user: UserId,
    organisation: OrganisationId,
) -> Result<Vec<BuildingId>, StorageError> {
    Ok(all!(db, (BuildingId,), OWNED, user, organisation)?.into_iter().map(|(id,)| id).collect())
}

const ORGANISATION: &str = "SELECT id FROM organisations WHERE name = $1 ORDER BY created_at";

/// The organisation with this exact name; the oldest when there are several.
///
/// # Errors
/// When the database fails.
pub async fn organisation_named(db: &Db, name: &str) -> Result<Option<OrganisationId>, StorageError> {
    Ok(optional!(db, (OrganisationId,), ORGANISATION, name)?.map(|(id,)| id))
}

const INSERT_USER: &str = "
    INSERT INTO users (id, email, name, password_hash, created_at)
    VALUES ($1, $2, $3, $4, $5)";

/// Adds a user.
///
/// # Errors
/// When the database fails; a conflict when the e-mail is taken.
pub async fn insert_user(
    tx: &mut Tx,
    id: UserId,
    email: &str,
    name: &str,
    password_hash: &str,
    now: Instant,
) -> Result<(), StorageError> {
    run!(tx, INSERT_USER, id, email, name, password_hash, now).map(|_| ())
}

const INSERT_MEMBERSHIP: &str = "INSERT INTO memberships (user_id, organisation_id, role) VALUES ($1, $2, $3)";

/// Makes a user a member of an organisation.
///
/// # Errors
/// When the database fails; a conflict when they are one already.
pub async fn insert_membership(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    role: Role,
) -> Result<(), StorageError> {
    run!(tx, INSERT_MEMBERSHIP, user, organisation, role.as_str()).map(|_| ())
}

const SET_PASSWORD: &str = "UPDATE users SET password_hash = $2 WHERE id = $1";

/// Replaces the hash of a user's password.
///
/// # Errors
/// When the database fails.
pub async fn set_password(tx: &mut Tx, user: UserId, password_hash: &str) -> Result<(), StorageError> {
    run!(tx, SET_PASSWORD, user, password_hash).map(|_| ())
}
