//! What the database said no with, and what users are told of it.

use crate::domain::error::AppError;

/// What the database said no with. The text is for the log only.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The statement failed.
    #[error("database: {0}")]
    Sqlx(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// So many readings of an older version begin within a minute; this version counts minutes.
    #[error(
        "{0} readings do not begin on a whole minute and would be lost: nothing was changed; go on with the version \
         before, or delete them first (SELECT * FROM readings WHERE start % 60 <> 0)"
    )]
    WithinAMinute(i64),
    /// The folder of an SQLite file cannot be made.
    #[error("the folder of the database cannot be made: {0}")]
    Folder(#[from] std::io::Error),
    /// `DATABASE_URL` is none that this version can open.
    #[error("DATABASE_URL must be sqlite:path/to/file.sqlite or postgres://user:password@host/database")]
    UnknownEngine,
    /// A row of this table holds what no version of this program writes.
    #[error("unreadable row in {0}")]
    Unreadable(&'static str),
}

/// SQLSTATE of PostgreSQL: the server goes, comes, has no connection or memory left, is a standby, or the time limit of a
/// statement or an idle session is over. What was asked may be asked again later.
const AWAY: [&str; 11] =
    ["57P01", "57P02", "57P03", "57P05", "53200", "53300", "57014", "25P03", "25P04", "25006", "55P03"];

/// What SQLite says, in the low byte of its code, when others hold the file, or its disk cannot be read or written.
const FILE_AWAY: [u32; 5] = [5, 6, 8, 10, 14];

/// SQLSTATE of PostgreSQL: wrong password, no such user, no such database, no right to connect.
const REFUSAL: [&str; 4] = ["28P01", "28000", "3D000", "42501"];

/// No room: SQLSTATE of PostgreSQL, SQLite's own, and its failure to grow the file that its processes share.
const FULL: [&str; 3] = ["53100", "13", "4874"];

/// Two transactions stood in each other's way: PostgreSQL's serialization failure and deadlock, SQLite's busy and busy
/// snapshot. The same transaction may be run again at once.
const CLASH: [&str; 4] = ["40001", "40P01", "5", "517"];

impl StorageError {
    /// Whether a unique index refused the row.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sqlx(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Whether there is no room on the database's disk.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.code().is_some_and(|code| FULL.contains(&code.as_str()))
    }

    /// Whether the database cannot be reached now: stopped, starting, out of connections, held by another program.
    #[must_use]
    pub fn is_away(&self) -> bool {
        use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
        match self {
            Self::Sqlx(PoolTimedOut | PoolClosed | Io(_) | Tls(_) | WorkerCrashed) => true,
            _ => self.code().is_some_and(|code| match code.parse::<u32>() {
                // SQLSTATE has five characters, SQLite's numbers have fewer.
                Ok(number) if code.len() < 5 => FILE_AWAY.contains(&(number & 0xff)) && !self.is_full(),
                // Class 08 is "connection exception".
                _ => AWAY.contains(&code.as_str()) || code.starts_with("08"),
            }),
        }
    }

    /// Whether the server is there and does not let us in: a wrong password, a database that does not exist.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        self.code().is_some_and(|code| REFUSAL.contains(&code.as_str()))
    }

    /// Whether `DATABASE_URL` cannot be read: no waiting helps.
    #[must_use]
    pub fn is_malformed_address(&self) -> bool {
        matches!(self, Self::UnknownEngine | Self::Sqlx(sqlx::Error::Configuration(_)))
    }

    /// Whether the transaction lost against another one and can be run again as it is.
    #[must_use]
    pub fn is_clash(&self) -> bool {
        self.code().is_some_and(|code| CLASH.contains(&code.as_str()))
    }

    /// Whether an SQLite file is held by another program.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.code().is_some_and(|code| ["5", "6", "261", "517"].contains(&code.as_str()))
    }

    /// Whether the statement names a table that is not there.
    pub(in crate::storage) fn is_missing_table(&self) -> bool {
        let Self::Sqlx(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| code == "42P01") || error.message().starts_with("no such table")
    }

    fn code(&self) -> Option<String> {
        use sqlx::migrate::MigrateError;
        let (Self::Sqlx(error) | Self::Migrate(MigrateError::Execute(error))) = self else { return None };
        Some(error.as_database_error()?.code()?.into_owned())
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        if error.is_full() {
            tracing::error!(error = %error, "the database's disk is full");
            Self::StorageFull
        } else if error.is_away() || error.is_clash() {
            tracing::warn!(error = %error, "storage");
            Self::Unavailable
        } else {
            tracing::error!(error = %error, "storage");
            Self::Internal
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_told_from_what_is_wrong() {
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        for away in [sqlx::Error::PoolTimedOut, sqlx::Error::PoolClosed, sqlx::Error::Io(refused)] {
            let error = StorageError::from(away);
            assert!(error.is_away() && !error.is_clash() && !error.is_conflict());
            assert_eq!(AppError::from(error), AppError::Unavailable);
        }
        for wrong in [StorageError::from(sqlx::Error::RowNotFound), StorageError::Unreadable("users")] {
            assert!(!wrong.is_away() && !wrong.is_clash());
            assert_eq!(AppError::from(wrong), AppError::Internal);
        }
    }
}
