//! What `pg_dump` and `pg_restore` do not do themselves. TimescaleDB's steps are those of its manual.

use crate::storage::{StorageError, tables::TABLES};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions, postgres::PgSslMode};
use std::str::FromStr;
use url::form_urlencoded;

/// SQLite's list of tables is elsewhere.
const POSTGRES_TABLES: &str = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

/// SQLite has no list of those who are connected; there a lock tells.
const POSTGRES_OTHERS: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
     AND pid <> pg_backend_pid() AND application_name = 'syndiwatt'";

/// SQLite has no extensions.
const POSTGRES_OFFERED: &str = "SELECT COUNT(*) FROM pg_available_extensions WHERE name = 'timescaledb'";

/// What TimescaleDB's policies call, see `storage::timescale`.
const POSTGRES_DROP_FUNCTIONS: &str = "DROP FUNCTION IF EXISTS syndiwatt_minute(), syndiwatt_day()";

/// SQLite has no extensions. Its own tables must be as new when a backup's rows come into them.
const POSTGRES_DROP_TIMESCALE: &str = "DROP EXTENSION IF EXISTS timescaledb CASCADE";

/// As above.
const POSTGRES_TIMESCALE: &str = "CREATE EXTENSION IF NOT EXISTS timescaledb";

/// As above: rows go into chunks directly, and background workers stand still.
const POSTGRES_PRE_RESTORE: &str = "SELECT timescaledb_pre_restore()";

/// As above.
const POSTGRES_POST_RESTORE: &str = "SELECT timescaledb_post_restore()";

const ANY_ROW: &str = "SELECT COUNT(*) FROM ";

/// What a restore would meet.
#[derive(Clone, Debug)]
pub struct Place {
    /// Tables of ours that hold rows.
    pub used: Vec<String>,
    /// Tables that are not ours.
    pub foreign: Vec<String>,
    /// Whether a server or a command of ours is connected.
    pub busy: bool,
    /// Whether the server could give the database TimescaleDB.
    pub offers_timescale: bool,
}

/// libpq's environment for an address, password included: other users of the machine can read arguments.
///
/// # Errors
/// When it is no address of PostgreSQL.
pub fn environment(url: &str) -> Result<Vec<(&'static str, String)>, StorageError> {
    let options = PgConnectOptions::from_str(url)?;
    let host = options.get_socket().map_or_else(|| options.get_host().to_owned(), |path| path.display().to_string());
    let mut set = vec![
        ("PGHOST", host),
        ("PGPORT", options.get_port().to_string()),
        ("PGUSER", options.get_username().to_owned()),
        ("PGDATABASE", options.get_database().unwrap_or(options.get_username()).to_owned()),
        ("PGSSLMODE", ssl_mode(options.get_ssl_mode()).to_owned()),
        ("PGAPPNAME", "syndiwatt-backup".to_owned()),
    ];
    // Percent-encoded throughout, so that reading it as a form's value decodes it.
    if let Some(password) = options.to_url_lossy().password() {
        let pair = format!("password={password}");
        set.extend(form_urlencoded::parse(pair.as_bytes()).map(|(_, password)| ("PGPASSWORD", password.into_owned())));
    }
    Ok(set)
}

/// The server's major version, e.g. 17.
///
/// # Errors
/// When it cannot be reached.
pub async fn server_major(url: &str) -> Result<u32, StorageError> {
    let connection = connect(url).await?;
    let number = connection.server_version_num().unwrap_or_default();
    connection.close().await?;
    Ok(number / 10_000)
}

/// Looks at a database without changing it.
///
/// # Errors
/// When it cannot be reached or read.
pub async fn look(url: &str) -> Result<Place, StorageError> {
    let mut connection = connect(url).await?;
    let mut place = Place { used: Vec::new(), foreign: Vec::new(), busy: false, offers_timescale: false };
    for table in tables(&mut connection).await? {
        if is_ours(&table) {
            let count = AssertSqlSafe(format!("{ANY_ROW}{table}"));
            let (rows,): (i64,) = sqlx::query_as(count).fetch_one(&mut connection).await?;
            if rows > 0 && TABLES.contains(&table.as_str()) {
                place.used.push(table);
            }
        } else {
            place.foreign.push(table);
        }
    }
    let (others,): (i64,) = sqlx::query_as(POSTGRES_OTHERS).fetch_one(&mut connection).await?;
    let (offered,): (i64,) = sqlx::query_as(POSTGRES_OFFERED).fetch_one(&mut connection).await?;
    (place.busy, place.offers_timescale) = (others > 0, offered > 0);
    connection.close().await?;
    Ok(place)
}

/// Drops our tables, and TimescaleDB with what it knew of them.
///
/// # Errors
/// When the role may not.
pub async fn clear(url: &str) -> Result<(), StorageError> {
    let mut connection = connect(url).await?;
    let mut tx = connection.begin().await?;
    for table in tables(&mut tx).await?.iter().filter(|table| is_ours(table)) {
        sqlx::query(AssertSqlSafe(format!("DROP TABLE {table} CASCADE"))).execute(&mut *tx).await?;
    }
    sqlx::query(POSTGRES_DROP_FUNCTIONS).execute(&mut *tx).await?;
    sqlx::query(POSTGRES_DROP_TIMESCALE).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(connection.close().await?)
}

/// Gives a cleared database TimescaleDB, ready for a backup's rows.
///
/// # Errors
/// When the role may not, or the server has no TimescaleDB.
pub async fn before_timescale(url: &str) -> Result<(), StorageError> {
    // A session that saw the extension dropped cannot create it again; this one is new.
    let mut connection = connect(url).await?;
    sqlx::query(POSTGRES_TIMESCALE).execute(&mut connection).await?;
    sqlx::query(POSTGRES_PRE_RESTORE).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// Back to everyday work, whether the rows came or not.
///
/// # Errors
/// When the role may not.
pub async fn after_timescale(url: &str) -> Result<(), StorageError> {
    let mut connection = connect(url).await?;
    sqlx::query(POSTGRES_POST_RESTORE).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

async fn connect(url: &str) -> Result<PgConnection, StorageError> {
    Ok(PgConnectOptions::from_str(url)?.application_name("syndiwatt-backup").connect().await?)
}

async fn tables(connection: &mut PgConnection) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = sqlx::query_as(POSTGRES_TABLES).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

fn is_ours(table: &str) -> bool {
    // The second one is left by a copy that was interrupted.
    ["_sqlx_migrations", "copy_progress"].contains(&table) || TABLES.contains(&table)
}

fn ssl_mode(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment_of(url: &str) -> Vec<(&'static str, String)> {
        environment(url).unwrap()
    }

    #[test]
    fn an_address_becomes_an_environment() {
        let set = environment_of("postgres://anne:p%40ss+w%26rd%3D@db.example.org:5433/energy?sslmode=require");
        for pair in [
            ("PGHOST", "db.example.org"),
            ("PGPORT", "5433"),
            ("PGUSER", "anne"),
            ("PGDATABASE", "energy"),
            ("PGSSLMODE", "require"),
            ("PGPASSWORD", "p@ss+w&rd="),
        ] {
            assert!(set.contains(&(pair.0, pair.1.to_owned())), "{pair:?}");
        }
    }

    #[test]
    fn a_socket_is_a_host_for_libpq() {
        let set = environment_of("postgres://anne@localhost/energy?host=/run/postgresql");
        assert!(set.contains(&("PGHOST", "/run/postgresql".to_owned())), "{set:?}");
    }
}
