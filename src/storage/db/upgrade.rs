//! Bringing the schema up to date, and what must hold before: a migration cannot stop for a reason of ours by itself.

use super::StorageError;
use sqlx::{
    PgConnection, SqliteConnection,
    migrate::{Migrate, MigrateError, Migrator},
};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The last version whose readings could begin within a minute: the next one counts minutes.
const SECONDS: i64 = 3;

const WITHIN_A_MINUTE: &str = "SELECT COUNT(*) FROM readings WHERE start % 60 <> 0";

/// Runs the migrations that are missing.
///
/// # Errors
/// When one fails, or when the next one would lose readings; nothing is changed then.
pub(super) async fn sqlite(connection: &mut SqliteConnection) -> Result<(), StorageError> {
    if version(&SQLITE, connection).await? == Some(SECONDS) {
        none(sqlx::query_scalar(WITHIN_A_MINUTE).fetch_one(&mut *connection).await?)?;
    }
    Ok(SQLITE.run(connection).await?)
}

/// As [`sqlite`]. Instances that start together do so one after the other.
///
/// # Errors
/// As [`sqlite`].
pub(super) async fn postgres(connection: &mut PgConnection) -> Result<(), StorageError> {
    // The lock of migrations, so that nobody changes the form between the two questions.
    connection.lock().await?;
    if version(&POSTGRES, connection).await? == Some(SECONDS) {
        none(sqlx::query_scalar(WITHIN_A_MINUTE).fetch_one(&mut *connection).await?)?;
    }
    connection.unlock().await?;
    Ok(POSTGRES.run(connection).await?)
}

/// The latest migration that has run.
async fn version(migrator: &Migrator, connection: &mut impl Migrate) -> Result<Option<i64>, MigrateError> {
    connection.ensure_migrations_table(&migrator.table_name).await?;
    let applied = connection.list_applied_migrations(&migrator.table_name).await?;
    Ok(applied.iter().map(|migration| migration.version).max())
}

/// Stops where readings would not fit what comes.
fn none(within_a_minute: i64) -> Result<(), StorageError> {
    if within_a_minute == 0 { Ok(()) } else { Err(StorageError::WithinAMinute(within_a_minute)) }
}
