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
    /// `DATABASE_URL` is none that this version can open.
    #[error("DATABASE_URL must be sqlite:path/to/file.sqlite or postgres://user:password@host/database")]
    UnknownEngine,
    /// A row of this table holds what no version of this program writes.
    #[error("unreadable row in {0}")]
    Unreadable(&'static str),
}

/// SQLSTATE of PostgreSQL: the server goes, comes, or has no connection left. What was asked may be asked again later.
const AWAY: [&str; 8] = ["57P01", "57P02", "57P03", "53300", "08000", "08003", "08006", "08001"];

/// SQLSTATE of PostgreSQL: two transactions stood in each other's way. The same transaction may be run again at once.
const CLASH: [&str; 2] = ["40001", "40P01"];

impl StorageError {
    /// Whether a unique index refused the row.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sqlx(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Whether the database cannot be reached now: stopped, starting, or out of connections.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Sqlx(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)) => true,
            _ => self.code_is_one_of(&AWAY),
        }
    }

    /// Whether the transaction lost against another one and can be run again as it is.
    #[must_use]
    pub fn is_clash(&self) -> bool {
        self.code_is_one_of(&CLASH)
    }

    /// Whether an SQLite file is held by another program.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.code_is_one_of(&["5", "6", "261", "517"])
    }

    fn code_is_one_of(&self, codes: &[&str]) -> bool {
        match self {
            Self::Sqlx(sqlx::Error::Database(error)) => error.code().is_some_and(|code| codes.contains(&code.as_ref())),
            _ => false,
        }
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        tracing::error!(error = %error, "storage");
        if error.is_away() || error.is_clash() { Self::Unavailable } else { Self::Internal }
    }
}
