//! Opening the database: which engine, how many connections, how long a statement may take, the schema.

use super::{Db, Engine, Found, Licence, StorageError, Timescale, changes::Changes, upgrade};
use crate::storage::{dialect::POSTGRES_SESSION, timescale};
use sqlx::{
    ConnectOptions, Connection, PgConnection, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, sync::Arc, time::Duration};

/// Bounds of the work with the database. SQLite has one writer and eight readers, whatever is asked for here.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections of this instance, at most. All instances together must stay below the server's `max_connections`.
    pub connections: u32,
    /// How long a request waits for a free connection; on SQLite half of the time that it waits for another program.
    pub acquire: Duration,
    /// How long one statement may take.
    pub statement: Duration,
    /// From which age, in days, readings are compressed where TimescaleDB's edition can. Corrections arrive for weeks.
    pub compress_after_days: u32,
    /// Whether TimescaleDB may be switched on and used. What it has put into chunks stays there.
    pub timescale: bool,
}

/// How long a connection that nobody uses any more may take to end what was going on.
const SETTLED: Duration = Duration::from_secs(2);

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10,
            acquire: Duration::from_secs(5),
            statement: Duration::from_secs(30),
            compress_after_days: 45,
            timescale: true,
        }
    }
}

impl Db {
    /// Opens `url` (`sqlite:path/to/file.sqlite`, created when it is missing, or `postgres://…`, whose database must
    /// exist) and brings the schema up to date. Instances that start together do so one after the other.
    ///
    /// # Errors
    /// When it cannot be reached or a migration fails.
    pub async fn open(url: &str) -> Result<Self, StorageError> {
        Self::open_within(url, Limits::default()).await
    }

    /// [`Db::open`] with other bounds than the default ones.
    ///
    /// # Errors
    /// When it cannot be reached or a migration fails.
    pub async fn open_within(url: &str, limits: Limits) -> Result<Self, StorageError> {
        if is_postgres(url) {
            let pool = postgres(url, limits).await?;
            let found = Found::of(&Engine::Postgres(pool.clone())).await?;
            Ok(Self {
                pools: Engine::Postgres(pool),
                found: Arc::new(found),
                changes: Changes::new(),
                reach: Arc::default(),
            })
        } else if url.starts_with("sqlite:") && !url.contains(":memory:") {
            let (readers, writer) = sqlite(url, limits).await?;
            let found = Found::of(&Engine::Sqlite(readers.clone())).await?;
            Ok(Self {
                pools: Engine::Sqlite((readers, writer)),
                found: Arc::new(found),
                changes: Changes::new(),
                reach: Arc::default(),
            })
        } else {
            Err(StorageError::UnknownEngine)
        }
    }
}

impl Db {
    /// Whether a PostgreSQL server lets us in at `url`; changes nothing there. An SQLite file is not looked at.
    ///
    /// # Errors
    /// When it does not within the time to wait for a connection.
    pub async fn knock(url: &str, limits: Limits) -> Result<(), StorageError> {
        if is_postgres(url) {
            connect(&PgConnectOptions::from_str(url)?, limits).await?.close().await?;
        }
        Ok(())
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

async fn connect(options: &PgConnectOptions, limits: Limits) -> Result<PgConnection, StorageError> {
    let connected = tokio::time::timeout(limits.acquire, options.connect()).await;
    Ok(connected.map_err(|_| sqlx::Error::PoolTimedOut)??)
}

async fn sqlite(url: &str, limits: Limits) -> Result<(SqlitePool, SqlitePool), StorageError> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(2 * limits.acquire)
        // Rows come from SQLite's own thread: a month of half-hours in one go instead of thirty turns.
        .row_buffer_size(1_500)
        // FULL: consents and users must survive a power cut, and we write far below what it costs.
        .synchronous(SqliteSynchronous::Full)
        .journal_mode(SqliteJournalMode::Wal);
    let pool = |max| SqlitePoolOptions::new().max_connections(max);
    let writer = pool(1).idle_timeout(None).max_lifetime(None).connect_with(options.clone()).await?;
    upgrade::sqlite(&mut *writer.acquire().await?).await?;
    let readers = pool(8).connect_with(options).await?;
    Ok((readers, writer))
}

async fn postgres(url: &str, limits: Limits) -> Result<PgPool, StorageError> {
    let options = PgConnectOptions::from_str(url)?.application_name("syndiwatt");
    // A connection of its own: no time limit ends a long migration, or the wait for the instance that does it.
    let mut migrating = connect(&options, limits).await?;
    upgrade::postgres(&mut migrating).await?;
    if limits.timescale {
        timescale::offer(&mut migrating).await?;
    }
    if let Some(found) = Timescale::of(&mut migrating).await?.filter(|_| limits.timescale) {
        let compress_after_days = (found.licence == Licence::Timescale).then_some(limits.compress_after_days);
        timescale::prepare(&mut migrating, compress_after_days).await?;
    }
    migrating.close().await?;
    let statement = format!("{}ms", limits.statement.as_millis());
    let pool = PgPoolOptions::new()
        .max_connections(limits.connections)
        .acquire_timeout(limits.acquire)
        .idle_timeout(Duration::from_secs(300))
        .after_connect(move |connection, _| {
            let statement = statement.clone();
            Box::pin(async move { sqlx::query(POSTGRES_SESSION).bind(statement).execute(connection).await.map(drop) })
        })
        // The pool waits for ever for a connection that was given back in the middle of something and does not answer.
        .after_release(|connection, _| {
            Box::pin(async move {
                let answer = tokio::time::timeout(SETTLED, connection.ping()).await;
                answer.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|()| true)
            })
        });
    Ok(pool.connect_with(options).await?)
}

/// One connection to the same database, beside the pool and without its limits of time.
pub(super) fn alone(pool: &PgPool) -> PgPool {
    let options = (*pool.connect_options()).clone();
    PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None).connect_lazy_with(options)
}
