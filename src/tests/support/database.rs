//! An empty database for one test, gone with it. `SYNDIWATT_TEST_ENGINE` says on which engine most tests run.

use super::engines::setting;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use std::{fs, path::Path, str::FromStr};
use uuid::Uuid;

/// A database that nobody else uses.
pub struct Database {
    /// What `DATABASE_URL` would be.
    pub url: String,
    engine: Engine,
    /// On a server: its own database, and the name of ours.
    server: Option<(String, String)>,
    folder: tempfile::TempDir,
}

/// Where a test can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
    Timescale,
}

impl Engine {
    /// Of the environment; SQLite when it says nothing.
    fn wanted() -> Self {
        #[expect(clippy::disallowed_methods, reason = "a wish for the tests, no setting of the program")]
        let wish = std::env::var("SYNDIWATT_TEST_ENGINE");
        match wish.as_deref() {
            Err(_) | Ok("sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            Ok("timescale") => Self::Timescale,
            Ok(other) => panic!("SYNDIWATT_TEST_ENGINE is sqlite, postgres or timescale, not {other}"),
        }
    }

    /// The address of its server's own database.
    fn server(self) -> Option<String> {
        let variable = match self {
            Self::Sqlite => return None,
            Self::Postgres => "SYNDIWATT_TEST_POSTGRES",
            Self::Timescale => "SYNDIWATT_TEST_TIMESCALE",
        };
        Some(setting(variable))
    }
}

impl Database {
    /// On the engine that the environment wants.
    pub async fn new() -> Self {
        Self::on(Engine::wanted()).await
    }

    /// On an engine.
    pub async fn on(engine: Engine) -> Self {
        let mut database = Self::nowhere(engine);
        if let Some((server, name)) = &database.server {
            run(server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
            let mut url = url::Url::parse(server).unwrap();
            url.set_path(name);
            database.url = url.into();
        }
        if engine == Engine::Timescale {
            run(&database.url, "CREATE EXTENSION timescaledb").await;
        }
        database
    }

    /// An empty one of a server that the test has started itself.
    pub fn at(url: String) -> Self {
        Self { url, engine: Engine::Postgres, server: None, folder: tempfile::tempdir().unwrap() }
    }

    /// Another one with the same content. Nobody may have this one open.
    pub async fn copy(&self) -> Self {
        let mut copy = Self::nowhere(self.engine);
        match (&self.server, &copy.server) {
            (Some((server, from)), Some((_, to))) => {
                // TimescaleDB's scheduler looks in by itself, and a template must be alone.
                run(server, &format!("ALTER DATABASE {from} ALLOW_CONNECTIONS false")).await;
                let others = format!("FROM pg_stat_activity WHERE datname = '{from}'");
                run(server, &format!("SELECT pg_terminate_backend(pid) {others}")).await;
                run(server, &format!("CREATE DATABASE {to} TEMPLATE {from}")).await;
                run(server, &format!("ALTER DATABASE {from} ALLOW_CONNECTIONS true")).await;
                copy.url = self.url.replace(from, to);
            }
            _ => {
                fs::copy(self.folder.path().join("test.sqlite"), copy.folder.path().join("test.sqlite")).unwrap();
            }
        }
        copy
    }

    /// A folder of its own; with SQLite the database is in it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn nowhere(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        let server = engine.server().map(|server| (server, format!("test_{}", Uuid::now_v7().simple())));
        Self { url, engine, server, folder }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else { return };
        // The test's runtime may be at its end already.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        });
        let _ = dropped.join();
    }
}

async fn run(url: &str, sql: &str) {
    let mut connection = PgConnectOptions::from_str(url).unwrap().connect().await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
}
