//! The statements that one engine only can run, each with its reason. Everything else has one text for both.
//!
//! A name begins with the engine that runs it. A test counts them: they must stay few.

use super::{
    StorageError, Tx,
    db::{Engine, all},
};

/// There is no portable way to ask for a version.
pub(super) const SQLITE_VERSION: &str = "SELECT sqlite_version()";

/// As above.
pub(super) const POSTGRES_VERSION: &str = "SELECT current_setting('server_version')";

/// SQLite has no extensions to look for.
pub(super) const POSTGRES_TIMESCALE: &str =
    "SELECT extversion, current_setting('timescaledb.license', true) FROM pg_extension WHERE extname = 'timescaledb'";

/// Whether readings lie in chunks: the extension may be there without being used.
pub(super) const POSTGRES_IN_CHUNKS: &str =
    "SELECT COUNT(*) FROM timescaledb_information.hypertables WHERE hypertable_name = 'readings'";

/// Settings of a session; SQLite takes its own with the connection. A statement, because proxies refuse settings in the
/// greeting.
pub(super) const POSTGRES_SESSION: &str = "SELECT set_config('statement_timeout', $1, false), \
     set_config('idle_in_transaction_session_timeout', '60s', false), set_config('TimeZone', 'UTC', false)";

/// SQLite has no other process to tell.
pub(super) const POSTGRES_NOTIFY: &str = "SELECT pg_notify($1, $2)";

/// SQLite has one writer at a time, and no row locks. An `UPDATE` that changes nothing would lock on both, but a batch
/// that brings nothing new must write nothing. `NO KEY`: rows that refer to the series do not wait.
const POSTGRES_LOCK_SERIES: &str = "SELECT key FROM series WHERE key = $1 FOR NO KEY UPDATE";

/// Keeps every other writer of a series out until the transaction ends, so that what is read to be merged stays true.
///
/// # Errors
/// When the database fails.
pub async fn lock_series(tx: &mut Tx, key: i64) -> Result<(), StorageError> {
    if matches!(tx.executor(), Engine::Postgres(_)) {
        all!(tx, (i64,), POSTGRES_LOCK_SERIES, key)?;
    }
    Ok(())
}
