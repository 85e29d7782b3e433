//! Two databases of one engine, and the commands between them.

use crate::support::{self, Database, engines::setting, raw};
use sqlx::Executor;
use std::{
    path::PathBuf,
    process::{Command, Output},
};
use syndiwatt::storage::{Db, Engine};

/// `IOT_ENCRYPTION_KEY` of the source.
pub const KEY: &str = "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0";

/// Where the drill takes place.
pub struct Place {
    /// What is backed up.
    pub from: Database,
    /// What takes the backup.
    pub to: Database,
    pg_bin: Option<String>,
    has_chunks: bool,
}

impl Place {
    /// Two databases of an engine; with TimescaleDB the server's own programs.
    pub async fn on(engine: support::Engine) -> Self {
        let has_chunks = engine == support::Engine::Timescale;
        let (from, to) = (Database::on(engine).await, Database::on(engine).await);
        Self { from, to, pg_bin: has_chunks.then(|| setting("SYNDIWATT_TEST_TIMESCALE_BIN")), has_chunks }
    }

    /// Puts the readings of a TimescaleDB source into chunks.
    pub async fn prepare(&self, db: &Db) {
        if self.has_chunks {
            let sql = "SELECT create_hypertable('readings', by_range('start', 604800), if_not_exists => true)";
            let Engine::Postgres(pool) = db.executor() else { panic!("TimescaleDB is on PostgreSQL") };
            pool.execute(sql).await.unwrap();
        }
    }

    /// The copy's readings are in chunks too.
    pub async fn same_chunks(&self, source: &Db, copy: &Db) {
        if self.has_chunks {
            let sql = "SELECT COUNT(*) FROM timescaledb_information.chunks WHERE hypertable_name = 'readings'";
            let chunks = raw::number(source, sql).await;
            assert!(chunks > 0);
            assert_eq!(raw::number(copy, sql).await, chunks);
        }
    }

    /// Backs the source up.
    pub fn backup(&self, name: &str) -> PathBuf {
        let file = self.from.folder().join(name);
        let output = self.syndiwatt(&self.from.url, &["backup", "--to", file.to_str().unwrap()], KEY);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        file
    }

    /// Restores into the other database; what the command complains about when it fails.
    pub fn restore(&self, file: &std::path::Path, options: &[&str]) -> Result<String, String> {
        self.restore_with(KEY, file, options)
    }

    /// [`Place::restore`] with another key.
    pub fn restore_with(&self, key: &str, file: &std::path::Path, options: &[&str]) -> Result<String, String> {
        let mut arguments = vec!["restore", "--from", file.to_str().unwrap()];
        arguments.extend(options);
        let output = self.syndiwatt(&self.to.url, &arguments, key);
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout).unwrap());
        }
        Err(String::from_utf8(output.stderr).unwrap())
    }

    fn syndiwatt(&self, url: &str, arguments: &[&str], key: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_syndiwatt"));
        command.args(arguments).env("DATABASE_URL", url).env("IOT_ENCRYPTION_KEY", key).env_remove("SYNDIWATT_PG_BIN");
        if let Some(folder) = &self.pg_bin {
            command.env("SYNDIWATT_PG_BIN", folder);
        }
        command.output().unwrap()
    }
}

/// Every row of a table, written out, in one order.
pub async fn content(db: &Db, table: &str, filter: &str) -> Vec<String> {
    let row = match db.executor() {
        Engine::Sqlite(_) => {
            let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY name");
            let columns: Vec<(String,)> = raw::rows(db, columns).await;
            let quoted: Vec<_> = columns.iter().map(|(name,)| format!("quote({name})")).collect();
            quoted.join(" || ' ' || ")
        }
        Engine::Postgres(_) => "t::text".to_owned(),
    };
    let rows: Vec<(String,)> = raw::rows(db, format!("SELECT {row} FROM {table} t {filter}")).await;
    let mut rows: Vec<_> = rows.into_iter().map(|(row,)| row).collect();
    rows.sort_unstable();
    rows
}
