//! Which engine answers, and what it can do.

use super::{Db, Engine, StorageError};
use crate::storage::dialect::{POSTGRES_IN_CHUNKS, POSTGRES_TIMESCALE, POSTGRES_VERSION, SQLITE_VERSION};
use std::fmt;

/// What `Db::open` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// Its version, as it says itself.
    pub version: String,
    /// TimescaleDB, when the database has the extension.
    pub timescale: Option<Timescale>,
}

/// The TimescaleDB extension of a PostgreSQL database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timescale {
    /// Its version.
    pub version: String,
    /// Which of its features are there.
    pub licence: Licence,
    /// Whether our readings lie in its chunks.
    pub used: bool,
}

/// TimescaleDB's editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// Hypertables, `time_bucket`, `drop_chunks`; no compression, no policies.
    Apache,
    /// The columnstore and background policies too.
    Timescale,
}

impl fmt::Display for Found {
    /// One line for whoever starts the program: what is there and what that turns on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.engine, self.version)?;
        match (&self.timescale, self.engine) {
            (None, "SQLite") => write!(f, ": one file, one writer, one instance"),
            (None, _) => write!(f, " without TimescaleDB: plain tables, several instances"),
            (Some(Timescale { version, used: false, .. }), _) => {
                write!(f, " with TimescaleDB {version}, not used: plain tables, several instances")
            }
            (Some(Timescale { version, licence: Licence::Apache, .. }), _) => write!(
                f,
                " with TimescaleDB {version} (apache): readings in chunks of time, old ones dropped by our own job, no compression"
            ),
            (Some(Timescale { version, licence: Licence::Timescale, .. }), _) => write!(
                f,
                " with TimescaleDB {version} (timescale): readings in chunks of time, old ones compressed by a policy and dropped by our own job"
            ),
        }
    }
}

impl Timescale {
    /// What the database has of it.
    pub(super) async fn of(connection: &mut sqlx::PgConnection) -> Result<Option<Self>, StorageError> {
        let row: Option<(String, Option<String>)> =
            sqlx::query_as(POSTGRES_TIMESCALE).fetch_optional(&mut *connection).await?;
        let Some((version, licence)) = row else { return Ok(None) };
        let chunked: i64 = sqlx::query_scalar(POSTGRES_IN_CHUNKS).fetch_one(connection).await?;
        let licence = match licence.as_deref() {
            Some("timescale") => Licence::Timescale,
            _ => Licence::Apache,
        };
        Ok(Some(Self { version, licence, used: chunked > 0 }))
    }
}

impl Found {
    /// Asks the database.
    pub(super) async fn of(db: &Engine<sqlx::SqlitePool, sqlx::PgPool>) -> Result<Self, StorageError> {
        match db {
            Engine::Sqlite(pool) => {
                let version = sqlx::query_scalar(SQLITE_VERSION).fetch_one(pool).await?;
                Ok(Self { engine: "SQLite", version, timescale: None })
            }
            Engine::Postgres(pool) => {
                let version: String = sqlx::query_scalar(POSTGRES_VERSION).fetch_one(pool).await?;
                let timescale = Timescale::of(&mut *pool.acquire().await?).await?;
                let version = version.split(' ').next().unwrap_or_default().to_owned();
                Ok(Self { engine: "PostgreSQL", version, timescale })
            }
        }
    }
}

impl Db {
    /// Which engine answers, and what it can do.
    #[must_use]
    pub fn found(&self) -> &Found {
        &self.found
    }
}
