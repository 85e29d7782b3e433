//! Uploaded files: their content until they are confirmed or expire, then only what was done.

use super::{
    Db, StorageError, Tx,
    db::{all, optional, run},
};
use crate::domain::{
    id::{BuildingId, ImportId, OrganisationId, UserId},
    time::Instant,
};

/// An uploaded file that waits for its confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewImport {
    /// Identifier.
    pub id: ImportId,
    /// The tenant.
    pub organisation: OrganisationId,
    /// Whose meters it concerns.
    pub building: BuildingId,
    /// Who brought it.
    pub user: UserId,
    /// As uploaded.
    pub file_name: String,
    /// The format's stable name.
    pub format: &'static str,
    /// The file.
    pub content: Vec<u8>,
}

const INSERT: &str =
    "INSERT INTO imports (id, organisation_id, building_id, user_id, file_name, format, content, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Keeps a file for its confirmation.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, import: NewImport, now: Instant) -> Result<(), StorageError> {
    let NewImport { id, organisation, building, user, file_name, format, content } = import;
    run!(tx, INSERT, id, organisation, building, user, file_name, format, content, now).map(drop)
}

/// A stored import with its file.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Import {
    /// Whose meters it concerns.
    pub building_id: BuildingId,
    /// As uploaded.
    pub file_name: String,
    /// The file; `None` once it is confirmed or expired.
    pub content: Option<Vec<u8>>,
    /// When it was uploaded.
    pub created_at: Instant,
}

const FIND: &str =
    "SELECT building_id, file_name, content, created_at FROM imports WHERE id = $1 AND organisation_id = $2";

/// The import, when it is one of the organisation's.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, organisation: OrganisationId, id: ImportId) -> Result<Option<Import>, StorageError> {
    optional!(db, Import, FIND, id, organisation)
}

const CONFIRM: &str = "UPDATE imports SET content = NULL, confirmed_at = $2
    WHERE id = $1 AND confirmed_at IS NULL AND content IS NOT NULL";

/// Takes the file to import it in this transaction, and lets go of its content. `false`: somebody else did, or it has
/// expired. Whoever confirms at the same time waits here until it is decided.
///
/// # Errors
/// When the database fails.
pub async fn confirm(tx: &mut Tx, id: ImportId, now: Instant) -> Result<bool, StorageError> {
    Ok(run!(tx, CONFIRM, id, now)? == 1)
}

const FINISH: &str = "UPDATE imports SET values_written = $2 WHERE id = $1";

/// Notes how many values came of it.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, id: ImportId, values_written: u32) -> Result<(), StorageError> {
    run!(tx, FINISH, id, i64::from(values_written)).map(drop)
}

const EXPIRE: &str = "UPDATE imports SET content = NULL
    WHERE created_at <= $1 AND confirmed_at IS NULL AND content IS NOT NULL";

/// Lets go of the files uploaded at `before` or earlier that nobody confirmed.
///
/// # Errors
/// When the database fails.
pub async fn expire(tx: &mut Tx, before: Instant) -> Result<(), StorageError> {
    run!(tx, EXPIRE, before).map(drop)
}

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Imported {
    /// As uploaded.
    pub file_name: String,
    /// When it was confirmed.
    pub confirmed_at: Instant,
    /// Values that were new or changed.
    pub values_written: i64,
}

const OF_BUILDING: &str = "SELECT file_name, confirmed_at, values_written FROM imports
    WHERE building_id = $1 AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC LIMIT 20";

/// The latest files imported for a building, the last one first.
///
/// # Errors
/// When the database fails.
pub async fn of_building(db: &Db, building: BuildingId) -> Result<Vec<Imported>, StorageError> {
    all!(db, Imported, OF_BUILDING, building)
}
