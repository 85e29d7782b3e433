//! Why a backup or a restore did not happen, in words for whoever typed the command.

use crate::storage::StorageError;
use std::path::{Path, PathBuf};

/// Why a backup or a restore did not happen.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database said no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A backup is never overwritten.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file is none of ours.
    #[error("this file is no backup of Syndiwatt")]
    NoBackup,
    /// Some of its bytes are not what was written.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// Its schema has migrations that this program does not know.
    #[error("the backup was made by a newer version of Syndiwatt: restore it with that version")]
    Newer,
    /// The two engines' backups differ.
    #[error("a backup of SQLite restores into SQLite only, and one of PostgreSQL into PostgreSQL: see DATABASE_URL")]
    OtherEngine,
    /// The tokens in it would be lost.
    #[error(
        "IOT_ENCRYPTION_KEY is not the key that sealed this backup's tokens; restore with that key, or with --key-lost, \
         after which every operator must be connected again"
    )]
    OtherKey,
    /// Rows would be lost.
    #[error("the database is not empty ({0}); --replace deletes what it holds")]
    NotEmpty(String),
    /// Somebody else's tables.
    #[error("the database holds tables that are not Syndiwatt's ({0}): restore into a database of its own")]
    Foreign(String),
    /// A server is running.
    #[error("another program uses the database: stop the server first")]
    InUse,
    /// PostgreSQL's own programs are not there.
    #[error(
        "{tool} is missing: install PostgreSQL's client programs (Debian: postgresql-client-{major}), or give their folder \
         as SYNDIWATT_PG_BIN"
    )]
    ToolMissing {
        /// Which program.
        tool: &'static str,
        /// The server's major version.
        major: u32,
    },
    /// PostgreSQL's own programs cannot read newer servers.
    #[error(
        "{tool} is version {found}, the server is version {major}: install PostgreSQL's client programs {major} or newer \
         (Debian: postgresql-client-{major}), or give their folder as SYNDIWATT_PG_BIN"
    )]
    ToolTooOld {
        /// Which program.
        tool: &'static str,
        /// Its major version.
        found: u32,
        /// The server's major version.
        major: u32,
    },
    /// PostgreSQL's own programs failed; the text is theirs.
    #[error("{tool}: {said}")]
    ToolFailed {
        /// Which program.
        tool: String,
        /// What it said last.
        said: String,
    },
    /// The backup wants an extension that the server does not have.
    #[error("the backup is of a database with TimescaleDB, which this server does not offer")]
    NoTimescale,
}

impl BackupError {
    pub(super) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |error| Self::File { path, error }
    }
}
