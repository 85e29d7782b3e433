//! Two databases of one engine, and the commands between them.

use crate::support::engines::setting;
use crate::support::raw;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use std::{
    path::PathBuf,
    process::{Command, Output},
    str::FromStr,
};
use syndiwatt::storage::{Db, Engine};
use uuid::Uuid;

/// `IOT_ENCRYPTION_KEY` of the source.
pub const KEY: &str = "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0";

/// Where the drill takes place.
pub struct Place {
    /// Address of the database that is backed up.
    pub from: String,
    /// Address of the database that takes the backup.
    pub to: String,
    pub folder: tempfile::TempDir,
    pg_bin: Option<String>,
    /// The server's own database, and the names of ours.
    server: Option<(String, [String; 2])>,
    has_chunks: bool,
}

impl Place {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = |name| format!("sqlite:{}", folder.path().join(name).display());
        let (from, to) = (url("from.sqlite"), url("to.sqlite"));
        Self { from, to, folder, pg_bin: None, server: None, has_chunks: false }
    }

    /// Two new databases on the server that `variable` names.
    pub async fn postgres(variable: &str) -> Self {
        let server = setting(variable);
        let id = Uuid::now_v7().simple();
        let names = [format!("from_{id}"), format!("to_{id}")];
        for name in &names {
            run(&server, &format!("CREATE DATABASE {name}")).await;
        }
        let url = |name: &str| {
            let mut url = url::Url::parse(&server).unwrap();
            url.set_path(name);
            url.to_string()
        };
        let (from, to) = (url(&names[0]), url(&names[1]));
        let folder = tempfile::tempdir().unwrap();
        Self { from, to, folder, pg_bin: None, server: Some((server, names)), has_chunks: false }
    }

    /// The same with TimescaleDB in the source, and the server's own programs.
    pub async fn timescale() -> Self {
        let mut place = Self::postgres("SYNDIWATT_TEST_TIMESCALE").await;
        run(&place.from, "CREATE EXTENSION IF NOT EXISTS timescaledb").await;
        place.pg_bin = Some(setting("SYNDIWATT_TEST_TIMESCALE_BIN"));
        place.has_chunks = true;
        place
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
        let file = self.folder.path().join(name);
        let output = self.syndiwatt(&self.from, &["backup", "--to", file.to_str().unwrap()], KEY);
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
        let output = self.syndiwatt(&self.to, &arguments, key);
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

    /// Leaves nothing on the server.
    pub async fn drop(self) {
        if let Some((server, names)) = &self.server {
            for name in names {
                run(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            }
        }
    }
}

async fn run(url: &str, sql: &str) {
    let mut connection = PgConnectOptions::from_str(url).unwrap().connect().await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
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
