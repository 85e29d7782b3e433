//! What TimescaleDB adds when the server has it: readings and day rollups in chunks of time, and with its licensed
//! edition old chunks compressed. Only the layout changes: every statement runs on it as on plain tables.
//!
//! It is no numbered migration, because the extension may come later, its edition may change, and so may the settings:
//! [`prepare`] looks at what is there at every start and does what is missing. Instances that start together wait for
//! each other.

pub(super) mod statements;

use super::{Db, Engine, Licence, StorageError, Timescale};
use sqlx::{Connection, PgConnection};
use statements::{
    ADD_POLICY, AVAILABLE, CHUNK_DAY_ROLLUPS, CHUNK_READINGS, COMPRESS_DAY_ROLLUPS, COMPRESS_READINGS, COMPRESSES,
    CREATE_EXTENSION, DROP_READINGS, LOCK, NO_LIMIT, NOW_IN_DAYS, NOW_IN_MINUTES, POLICY, REMOVE_POLICY, THIS_MINUTE,
    TODAY, VACUUM_DAY_ROLLUPS, VACUUM_READINGS,
};

const MINUTES_A_DAY: i64 = 24 * 60;

/// Makes the extension where the server offers it. A role that may not is no obstacle: plain tables do.
pub(super) async fn offer(connection: &mut PgConnection) -> Result<(), StorageError> {
    let offered: Option<(i32,)> = sqlx::query_as(AVAILABLE).fetch_optional(&mut *connection).await?;
    if offered.is_some()
        && let Err(error) = sqlx::query(CREATE_EXTENSION).execute(connection).await
    {
        tracing::warn!(%error, "the server offers TimescaleDB, but it cannot be switched on; an administrator can");
    }
    Ok(())
}

/// Puts readings and day rollups into chunks and, where `compress_after_days` is given (the edition can), sets up their
/// compression after that many days. Does only what is missing or set differently.
pub(super) async fn prepare(
    connection: &mut PgConnection,
    compress_after_days: Option<u32>,
) -> Result<(), StorageError> {
    let mut tx = connection.begin().await?;
    for statement in [LOCK, NOW_IN_MINUTES, NOW_IN_DAYS, CHUNK_READINGS, CHUNK_DAY_ROLLUPS, THIS_MINUTE, TODAY] {
        sqlx::query(statement).execute(&mut *tx).await?;
    }
    if let Some(days) = compress_after_days {
        let days = i64::from(days);
        for (table, compress, after) in
            [("readings", COMPRESS_READINGS, days * MINUTES_A_DAY), ("day_rollups", COMPRESS_DAY_ROLLUPS, days)]
        {
            compressed(&mut tx, table, compress, after).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// `after`: the age from which chunks are compressed, in the unit of the table's time.
async fn compressed(
    tx: &mut PgConnection,
    table: &'static str,
    compress: &'static str,
    after: i64,
) -> Result<(), StorageError> {
    let (already,): (bool,) = sqlx::query_as(COMPRESSES).bind(table).fetch_one(&mut *tx).await?;
    if !already {
        sqlx::query(compress).execute(&mut *tx).await?;
    }
    let policy: Option<(i64,)> = sqlx::query_as(POLICY).bind(table).fetch_optional(&mut *tx).await?;
    if policy != Some((after,)) {
        sqlx::query(REMOVE_POLICY).bind(table).execute(&mut *tx).await?;
        sqlx::query(ADD_POLICY).bind(table).bind(after).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Drops the chunks of readings that end at or before `minute`, the unit of `readings.start`; nothing on plain tables.
pub(super) async fn drop_before(db: &Db, minute: i64) -> Result<(), StorageError> {
    if let (Engine::Postgres(pool), Some(Timescale { used: true, .. })) = (db.executor(), &db.found().timescale) {
        sqlx::query(DROP_READINGS).bind(minute).execute(pool).await?;
    }
    Ok(())
}

/// Gives back the pages that compression left empty: a sixth of what it takes otherwise. Nothing on other editions.
pub(super) async fn tidy(db: &Db) -> Result<(), StorageError> {
    let compresses = matches!(&db.found().timescale, Some(Timescale { used: true, licence: Licence::Timescale, .. }));
    if let (Engine::Postgres(pool), true) = (db.executor(), compresses) {
        let mut own = pool.acquire().await?.detach();
        for statement in [NO_LIMIT, VACUUM_READINGS, VACUUM_DAY_ROLLUPS] {
            sqlx::query(statement).execute(&mut own).await?;
        }
        own.close().await?;
    }
    Ok(())
}
