//! Sessions: only the SHA-256 of a cookie's token is stored.

use super::db::{optional, run};
use super::{Db, StorageError, Tx};
use crate::domain::{
    access::Role,
    id::{OrganisationId, UserId},
    time::Instant,
};

/// A session with what its user is in its organisation, now.
pub struct SessionRow {
    /// Whose.
    pub user: UserId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// As what: read anew at every request, so that changes take effect at once.
    pub role: Role,
    /// Shown in the header.
    pub name: String,
    /// Latest use, to a few minutes.
    pub last_seen_at: Instant,
    /// When it ends whatever happens.
    pub expires_at: Instant,
}

const FIND: &str = "
    SELECT s.user_id, s.organisation_id, m.role, u.name, s.last_seen_at, s.expires_at
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      JOIN memberships m ON m.user_id = s.user_id AND m.organisation_id = s.organisation_id
     WHERE s.token_hash = $1 AND u.disabled_at IS NULL";

type Row = (UserId, OrganisationId, String, String, Instant, Instant);

/// The session with this hash, unless its user was disabled or left the organisation.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, hash: &[u8; 32]) -> Result<Option<SessionRow>, StorageError> {
    let row = optional!(db, Row, FIND, hash.as_slice())?;
    Ok(row.map(|(user, organisation, role, name, last_seen_at, expires_at)| SessionRow {
        user,
        organisation,
        role: Role::from_name(&role).unwrap_or(Role::Owner),
        name,
        last_seen_at,
        expires_at,
    }))
}

const INSERT: &str = "
    INSERT INTO sessions (token_hash, user_id, organisation_id, created_at, last_seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $4, $5)";

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    hash: &[u8; 32],
    user: UserId,
    organisation: OrganisationId,
    now: Instant,
    expires_at: Instant,
) -> Result<(), StorageError> {
    run!(tx, INSERT, hash.as_slice(), user, organisation, now, expires_at).map(|_| ())
}

const TOUCH: &str = "UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1";

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, hash: &[u8; 32], now: Instant) -> Result<(), StorageError> {
    run!(tx, TOUCH, hash.as_slice(), now).map(|_| ())
}

const DELETE: &str = "DELETE FROM sessions WHERE token_hash = $1";

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, hash: &[u8; 32]) -> Result<(), StorageError> {
    run!(tx, DELETE, hash.as_slice()).map(|_| ())
}

const DELETE_OF_USER: &str = "DELETE FROM sessions WHERE user_id = $1";

/// Ends every session of a user.
///
/// # Errors
/// When the database fails.
pub async fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<(), StorageError> {
    run!(tx, DELETE_OF_USER, user).map(|_| ())
}

const DELETE_OVER: &str = "DELETE FROM sessions WHERE expires_at <= $1 OR last_seen_at <= $2";

/// Removes the sessions that ended by `now`, or were last used by `idle_since`.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(tx: &mut Tx, now: Instant, idle_since: Instant) -> Result<(), StorageError> {
    run!(tx, DELETE_OVER, now, idle_since).map(|_| ())
}
