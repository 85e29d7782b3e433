//! Copying and judging SQLite files.

use super::Token;
use crate::{
    domain::id::ConsentId,
    storage::{StorageError, tables::TABLES, vault::Sealed},
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

/// PostgreSQL has `pg_dump` for this. It copies one moment; others go on reading and writing meanwhile.
const SQLITE_COPY: &str = "VACUUM INTO $1";

/// SQLite checks a file on demand; PostgreSQL has no such statement.
const SQLITE_INTEGRITY: &str = "PRAGMA integrity_check(1)";

/// As above, for references between tables.
const SQLITE_REFERENCES: &str = "PRAGMA foreign_key_check";

/// PostgreSQL has catalogues in the place of this table.
const SQLITE_TABLE: &str = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1";

const SCHEMA_VERSION: &str = "SELECT MAX(version) FROM _sqlx_migrations";
const ANY_TOKEN: &str = "SELECT consent_id, name, sealed FROM secrets LIMIT 1";
const ANY_ROW: &str = "SELECT COUNT(*) FROM ";

/// What a file holds.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The first damage that SQLite found.
    pub damage: Option<String>,
    /// Number of the newest migration, when it is a database of ours.
    pub schema: Option<i64>,
    /// One of its tokens, when it has any.
    pub token: Option<Token>,
}

/// The file of an address.
///
/// # Errors
/// When it is no address of SQLite.
pub fn file(url: &str) -> Result<PathBuf, StorageError> {
    Ok(SqliteConnectOptions::from_str(url)?.get_filename().to_path_buf())
}

/// Number of the newest migration that this program knows.
#[must_use]
pub fn newest_schema() -> i64 {
    sqlx::migrate!("migrations/sqlite").iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Writes the database as it is at one moment into the empty file `to`, whose name must be UTF-8.
///
/// # Errors
/// When there is no such database, or the disk is full.
pub async fn copy(url: &str, to: &Path) -> Result<(), StorageError> {
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false).busy_timeout(Duration::from_secs(10));
    let mut connection = options.connect().await?;
    sqlx::query(SQLITE_COPY).bind(to.to_string_lossy().into_owned()).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Reads a file that nobody writes, without changing anything.
///
/// # Errors
/// When it is no SQLite file, or too damaged to be read.
pub async fn judge(file: &Path) -> Result<Judgement, StorageError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
    let mut connection = options.connect().await?;
    let (said,): (String,) = sqlx::query_as(SQLITE_INTEGRITY).fetch_one(&mut connection).await?;
    let mut damage = (said != "ok").then_some(said);
    let mut judgement = Judgement { damage: None, schema: None, token: None };
    if has_table(&mut connection, "_sqlx_migrations").await? && damage.is_none() {
        let dangling: Option<(String,)> = sqlx::query_as(SQLITE_REFERENCES).fetch_optional(&mut connection).await?;
        damage = dangling.map(|(table,)| format!("a row of {table} refers to nothing"));
        (judgement.schema,) = sqlx::query_as(SCHEMA_VERSION).fetch_one(&mut connection).await?;
        let row: Option<(ConsentId, String, Vec<u8>)> =
            sqlx::query_as(ANY_TOKEN).fetch_optional(&mut connection).await?;
        judgement.token =
            row.map(|(consent, name, sealed)| Token { consent, name, sealed: Sealed::from_storage(sealed) });
    }
    judgement.damage = damage;
    connection.close().await?;
    Ok(judgement)
}

/// The tables of an existing file that hold rows. While it looks it keeps everybody else out, and it leaves nothing
/// beside the file, so that the file may be replaced.
///
/// # Errors
/// When another program has the file open ([`StorageError::is_busy`]), or it is too damaged to be read.
pub async fn tables_in_use(file: &Path) -> Result<Vec<&'static str>, StorageError> {
    // Leaving the write-ahead log is possible only for who is alone.
    let options = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(Duration::from_secs(1))
        .journal_mode(SqliteJournalMode::Delete);
    let mut connection = options.connect().await?;
    let mut used = Vec::new();
    for table in TABLES {
        if has_table(&mut connection, table).await? {
            let count = AssertSqlSafe(format!("{ANY_ROW}{table}"));
            let (rows,): (i64,) = sqlx::query_as(count).fetch_one(&mut connection).await?;
            used.extend((rows > 0).then_some(table));
        }
    }
    connection.close().await?;
    Ok(used)
}

async fn has_table(connection: &mut SqliteConnection, name: &str) -> Result<bool, StorageError> {
    let (tables,): (i64,) = sqlx::query_as(SQLITE_TABLE).bind(name).fetch_one(connection).await?;
    Ok(tables > 0)
}
