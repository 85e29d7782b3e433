//! How much of the database an instance takes, and how long it waits for it.

use clap::Args;
use std::time::Duration;

/// Bounds of the work with the database.
#[derive(Args, Clone, Copy, Debug)]
pub struct DatabaseBounds {
    /// PostgreSQL: connections of this instance, at most. All instances together must stay below the server's
    /// `max_connections`; each takes up to three more for moments.
    #[arg(long, env = "SYNDIWATT_DB_CONNECTIONS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub db_connections: u32,

    /// Seconds that a request waits for a free connection before it is refused with 503. On SQLite: half of the seconds that
    /// it waits for another program that holds the file.
    #[arg(long, env = "SYNDIWATT_DB_ACQUIRE_TIMEOUT_SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub db_acquire_timeout_seconds: u32,

    /// PostgreSQL: seconds that one statement may take. Migrations have no limit.
    #[arg(long, env = "SYNDIWATT_STATEMENT_TIMEOUT_SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3_600))]
    pub statement_timeout_seconds: u32,
}

impl DatabaseBounds {
    /// How long to wait for a connection.
    #[must_use]
    pub fn acquire(&self) -> Duration {
        Duration::from_secs(self.db_acquire_timeout_seconds.into())
    }

    /// How long a statement may take.
    #[must_use]
    pub fn statement(&self) -> Duration {
        Duration::from_secs(self.statement_timeout_seconds.into())
    }
}
