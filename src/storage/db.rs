//! Opening the database, transactions, and the mapping of its errors.

use crate::domain::{error::AppError, time::LocalDay};
use sqlx::{
    QueryBuilder, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

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
    #[error("DATABASE_URL must be sqlite:path/to/file.sqlite")]
    UnknownEngine,
    /// A row of this table holds what no version of this program writes.
    #[error("unreadable row in {0}")]
    Unreadable(&'static str),
}

impl StorageError {
    /// Whether a unique index refused the row.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sqlx(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        tracing::error!(error = %error, "storage");
        match error {
            StorageError::Sqlx(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)) => {
                Self::Unavailable
            }
            _ => Self::Internal,
        }
    }
}

/// The open database: many readers, one writer.
#[derive(Clone, Debug)]
pub struct Db {
    readers: SqlitePool,
    writer: SqlitePool,
}

/// A write transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx(Transaction<'static, Sqlite>);

impl Db {
    /// Opens `url` (`sqlite:path/to/file.sqlite`), creates the file when it is missing and brings the schema up to date.
    ///
    /// # Errors
    /// When the file cannot be opened or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StorageError> {
        if !url.starts_with("sqlite:") || url.contains(":memory:") {
            return Err(StorageError::UnknownEngine);
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Rows come from SQLite's own thread: a month of half-hours in one go instead of thirty turns.
            .row_buffer_size(1_500)
            // FULL: consents and users must survive a power cut, and we write far below what it costs.
            .synchronous(SqliteSynchronous::Full)
            .journal_mode(SqliteJournalMode::Wal);
        let pool = |max| SqlitePoolOptions::new().max_connections(max);
        let writer = pool(1).idle_timeout(None).max_lifetime(None).connect_with(options.clone()).await?;
        sqlx::migrate!("migrations/sqlite").run(&writer).await?;
        let readers = pool(8).connect_with(options).await?;
        Ok(Self { readers, writer })
    }

    /// Where statements that only read run: `&db` in the macros of this module.
    #[must_use]
    pub fn executor(&self) -> &SqlitePool {
        &self.readers
    }

    /// Begins a write transaction. It takes the write lock at once, so that it cannot fail half-way for want of it.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        Ok(Tx(self.writer.begin_with("BEGIN IMMEDIATE").await?))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        Ok(sqlx::query("SELECT 1").execute(&self.readers).await.map(|_| ())?)
    }

    /// Waits for open statements and closes.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

impl Tx {
    /// Where statements of the transaction run: `tx` in the macros of this module.
    pub fn executor(&mut self) -> &mut sqlx::SqliteConnection {
        &mut self.0
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// When the commit fails; nothing is written then.
    pub async fn commit(self) -> Result<(), StorageError> {
        Ok(self.0.commit().await?)
    }
}

/// The stored form of a local day: days since 1970-01-01.
#[must_use]
pub fn day_number(day: LocalDay) -> i64 {
    day.signed_duration_since(LocalDay::default()).num_days()
}

/// The local day of a stored number.
#[must_use]
pub fn number_day(number: i64) -> LocalDay {
    chrono::TimeDelta::try_days(number).and_then(|d| LocalDay::default().checked_add_signed(d)).unwrap_or_default()
}

/// Writes `$1, $2, …` for the values of an `IN (…)`. An empty list writes nothing: `IN ()` matches no row in SQLite, but
/// PostgreSQL refuses it, so callers return before.
pub(super) fn push_list<'a, T>(query: &mut QueryBuilder<Sqlite>, values: &[T])
where
    T: Copy + Send + sqlx::Encode<'a, Sqlite> + sqlx::Type<Sqlite> + 'a,
{
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(*value);
    }
}

/// `all!(db_or_tx, Row, SQL, binds…)`: every row. These four macros are the only callers of sqlx's `query` functions:
/// a second engine is a second arm here.
macro_rules! all {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all($on.executor()).await.map_err($crate::storage::StorageError::from)
    };
}

/// `optional!(db_or_tx, Row, SQL, binds…)`: the row, if there is one.
macro_rules! optional {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional($on.executor()).await.map_err($crate::storage::StorageError::from)
    };
}

/// `one!(db_or_tx, Row, SQL, binds…)`: the row that there always is (`COUNT`, `RETURNING`).
macro_rules! one {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_one($on.executor()).await.map_err($crate::storage::StorageError::from)
    };
}

/// `run!(tx, SQL, binds…)`: the number of rows changed.
macro_rules! run {
    ($on:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        sqlx::query($sql)$(.bind($bind))*.execute($on.executor()).await
            .map(|done| done.rows_affected()).map_err($crate::storage::StorageError::from)
    };
}

pub(super) use {all, one, optional, run};
