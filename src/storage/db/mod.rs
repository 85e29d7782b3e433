//! The open database, transactions, and the ways to run a statement: the only place that knows the two engines apart.

mod built;
mod changes;
mod days;
mod error;
mod found;
mod macros;
mod open;
mod reach;
pub(in crate::storage) mod trace;
mod upgrade;

pub use changes::Heard;
pub use days::{day_number, number_day};
pub use error::StorageError;
pub use found::{Found, Licence, Timescale};
pub use open::Limits;

use crate::domain::change::Change;
pub(in crate::storage) use built::{Built, Value};
use changes::Changes;
pub(in crate::storage) use macros::{all, fetch, one, optional, run};

use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};
use std::sync::Arc;

/// One thing for either engine.
#[derive(Clone, Debug)]
pub enum Engine<S, P> {
    /// The embedded default.
    Sqlite(S),
    /// For several instances.
    Postgres(P),
}

/// The open database. SQLite: many readers, one writer. PostgreSQL: one bounded pool.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Engine<(SqlitePool, SqlitePool), PgPool>,
    found: Arc<Found>,
    changes: Changes,
    reach: Arc<reach::Reach>,
}

/// A write transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx {
    engine: Engine<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>,
    noted: Vec<Change>,
    changes: Changes,
}

const PING: &str = "SELECT 1";

impl Db {
    /// Where statements that only read run: `&db` in the macros of this module.
    #[must_use]
    pub fn executor(&self) -> Engine<&SqlitePool, &PgPool> {
        match &self.pools {
            Engine::Sqlite((readers, _)) => Engine::Sqlite(readers),
            Engine::Postgres(pool) => Engine::Postgres(pool),
        }
    }

    /// Begins a write transaction. On SQLite it takes the write lock at once, so that it cannot fail half-way for want
    /// of it. On PostgreSQL others write meanwhile: who reads before writing locks the row that the decision hangs on.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let engine = match &self.pools {
            Engine::Sqlite((_, writer)) => Engine::Sqlite(begin_sqlite(writer).await?),
            Engine::Postgres(pool) => Engine::Postgres(pool.begin().await?),
        };
        Ok(Tx { engine, noted: Vec::new(), changes: self.changes.clone() })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        match self.executor() {
            Engine::Sqlite(on) => sqlx::query(PING).execute(on).await.map(drop)?,
            Engine::Postgres(on) => sqlx::query(PING).execute(on).await.map(drop)?,
        }
        Ok(())
    }

    /// Waits for open statements and closes.
    pub async fn close(&self) {
        match &self.pools {
            Engine::Sqlite((readers, writer)) => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

async fn begin_sqlite(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>, StorageError> {
    const BEGIN: &str = "BEGIN IMMEDIATE";
    match writer.begin_with(BEGIN).await {
        // On a full disk SQLite itself rolls back. The driver does not notice, and takes what comes next for a part of
        // the transaction that is over: such a connection is of no more use.
        Err(sqlx::Error::InvalidSavePointStatement) => {
            let _ = writer.acquire().await?.close().await;
            Ok(writer.begin_with(BEGIN).await?)
        }
        begun => Ok(begun?),
    }
}

impl Tx {
    /// Where statements of the transaction run: `tx` in the macros of this module.
    pub fn executor(&mut self) -> Engine<&mut SqliteConnection, &mut PgConnection> {
        match &mut self.engine {
            Engine::Sqlite(transaction) => Engine::Sqlite(transaction),
            Engine::Postgres(transaction) => Engine::Postgres(transaction),
        }
    }

    /// Makes everything durable, and tells where something changed.
    ///
    /// # Errors
    /// When the commit fails; nothing is written then.
    pub async fn commit(mut self) -> Result<(), StorageError> {
        self.notify().await?;
        match self.engine {
            Engine::Sqlite(transaction) => transaction.commit().await?,
            Engine::Postgres(transaction) => transaction.commit().await?,
        }
        self.noted.into_iter().for_each(|change| self.changes.pass_on(change));
        Ok(())
    }
}
