//! Statements that only TimescaleDB has. Each is safe to repeat.

/// Whether the server could have the extension and the database has it not.
pub const AVAILABLE: &str =
    "SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb' AND installed_version IS NULL";

pub const CREATE_EXTENSION: &str = "CREATE EXTENSION IF NOT EXISTS timescaledb";

/// Held until the transaction ends: one instance prepares at a time. The number is ours alone.
pub const LOCK: &str = "SELECT pg_advisory_xact_lock(7396518204)";

/// What policies call now, in the unit of `readings.start`.
pub const NOW_IN_MINUTES: &str = "CREATE OR REPLACE FUNCTION syndiwatt_minute() RETURNS BIGINT LANGUAGE SQL STABLE \
     AS 'SELECT (CAST(extract(epoch FROM now()) AS BIGINT) - 1577836800) / 60'";

/// What policies call now, in the unit of `day_rollups.day`.
pub const NOW_IN_DAYS: &str = "CREATE OR REPLACE FUNCTION syndiwatt_day() RETURNS BIGINT LANGUAGE SQL STABLE \
     AS 'SELECT CAST(extract(epoch FROM now()) AS BIGINT) / 86400'";

/// A chunk is 90 days (129 600 minutes): a curve on a screen touches one or two, and three years of a hundred meters are
/// thirteen of some 430 000 rows. No index besides the primary key: every question names the series.
pub const CHUNK_READINGS: &str = "SELECT create_hypertable('readings', by_range('start', 129600), \
     create_default_indexes => false, migrate_data => true, if_not_exists => true)";

/// A chunk a year: a rollup is a fiftieth of the readings of its day.
pub const CHUNK_DAY_ROLLUPS: &str = "SELECT create_hypertable('day_rollups', by_range('day', 365), \
     create_default_indexes => false, migrate_data => true, if_not_exists => true)";

pub const THIS_MINUTE: &str = "SELECT set_integer_now_func('readings', 'syndiwatt_minute', replace_if_exists => true)";
pub const TODAY: &str = "SELECT set_integer_now_func('day_rollups', 'syndiwatt_day', replace_if_exists => true)";

pub const COMPRESSES: &str =
    "SELECT compression_enabled FROM timescaledb_information.hypertables WHERE hypertable_name = $1";

pub const COMPRESS_READINGS: &str = "ALTER TABLE readings SET (timescaledb.compress, \
     timescaledb.compress_segmentby = 'series_key', timescaledb.compress_orderby = 'start')";
pub const COMPRESS_DAY_ROLLUPS: &str = "ALTER TABLE day_rollups SET (timescaledb.compress, \
     timescaledb.compress_segmentby = 'series_key', timescaledb.compress_orderby = 'day')";

pub const POLICY: &str = "SELECT CAST(config->>'compress_after' AS BIGINT) FROM timescaledb_information.jobs \
     WHERE hypertable_name = $1 AND proc_name = 'policy_compression'";
pub const REMOVE_POLICY: &str = "SELECT remove_compression_policy(CAST($1 AS TEXT)::regclass, if_exists => true)";
pub const ADD_POLICY: &str =
    "SELECT add_compression_policy(CAST($1 AS TEXT)::regclass, compress_after => CAST($2 AS BIGINT))";

/// Vacuuming takes as long as it takes, on a connection that serves nobody else.
pub const NO_LIMIT: &str = "SET statement_timeout = 0";
/// Compressing reserves pages by the dozen and leaves those that it did not need; nothing else would give them back.
pub const VACUUM_READINGS: &str = "VACUUM readings";
pub const VACUUM_DAY_ROLLUPS: &str = "VACUUM day_rollups";

/// A chunk goes when all of it is older.
pub const DROP_READINGS: &str = "SELECT drop_chunks('readings', older_than => CAST($1 AS BIGINT))";
