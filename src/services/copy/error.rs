//! Why a copy did not happen, in words for whoever typed the command.

use crate::storage::StorageError;
use std::path::PathBuf;

/// Why a copy did not happen. No text holds an address as it was given: there may be a password in it.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The source said no.
    #[error("source: {}", said(.0))]
    Source(#[source] StorageError),
    /// The target said no. What was copied so far is kept.
    #[error("target: {}", said(.0))]
    Target(#[source] StorageError),
    /// The target's file has no place.
    #[error("target: {}: {}", .0.display(), .1)]
    Folder(PathBuf, std::io::Error),
    /// There is nothing to copy into.
    #[error("source and target are the same database")]
    SameDatabase,
    /// The source has no table of ours.
    #[error("the source is no database of Syndiwatt")]
    NoDatabase,
    /// The source was not migrated.
    #[error("the source's schema is number {found}, this version's is {newest}: run `syndiwatt migrate` on it first")]
    Older {
        /// The source's newest migration.
        found: i64,
        /// This program's.
        newest: i64,
    },
    /// The source has migrations that this program does not know.
    #[error("the source's schema is number {found}, this version's is {newest}: copy with the version that made it")]
    Newer {
        /// The source's newest migration.
        found: i64,
        /// This program's.
        newest: i64,
    },
    /// Somebody has changed a schema by hand.
    #[error("the table {0} has not the same columns and key on both sides")]
    OtherTable(&'static str),
    /// Rows would be mixed.
    #[error("the target is not empty ({0}); copy into a new database")]
    NotEmpty(String),
    /// Rows of two sources would be mixed.
    #[error("the target holds an unfinished copy of {0}: go on with that one, or copy into a new database")]
    OtherSource(String),
    /// Somebody wants to use it.
    #[error("this database is an unfinished copy of {0}: finish it with `syndiwatt copy`, or use another one")]
    Unfinished(String),
    /// Two copies write into the same target.
    #[error("another copy is writing into this target")]
    Another,
    /// The check at the end failed.
    #[error(
        "the sides differ: {0}. The target is not to be used. When the source was changed after an interrupted copy had \
         begun, that is why: copy into a new database"
    )]
    Differ(String),
}

/// The setting's name means nothing to whoever gave two addresses.
fn said(error: &StorageError) -> String {
    match error {
        StorageError::UnknownEngine => {
            "expected sqlite:path/to/file.sqlite or postgres://user:password@host/database".to_owned()
        }
        error => error.to_string(),
    }
}
