//! An empty database for one test, on an engine that somebody has started, and gone when the test ends.

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, postgres::PgConnectOptions};
use std::{
    fs::File,
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

/// Where the tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A file.
    Sqlite,
    /// A server without extensions.
    Postgres,
    /// A server with TimescaleDB, Apache edition.
    Timescale,
    /// TimescaleDB with everything, in a process that knows one connection and one database.
    Licensed,
}

impl On {
    /// The variable that holds the server's address; `None` for a file.
    pub fn variable(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SYNDIWATT_TEST_POSTGRES"),
            Self::Timescale => Some("SYNDIWATT_TEST_TIMESCALE"),
            Self::Licensed => Some("SYNDIWATT_TEST_TIMESCALE_LICENSED"),
        }
    }
}

/// A database of one test.
pub struct Place {
    /// What `DATABASE_URL` would be.
    pub url: String,
    /// Server and name, of what is to be dropped.
    drop: Option<(PgConnectOptions, String)>,
    _folder: Option<tempfile::TempDir>,
    _alone: Option<File>,
}

/// The tables that a test before this one has left; the extension stays, it cannot be loaded twice.
const DROP_TABLES: &str = "DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', name);
    END LOOP;
    DROP FUNCTION IF EXISTS syndiwatt_minute(), syndiwatt_day(); END $$";

/// Waits until no other test, of this process or another, uses the engine that knows one connection.
fn alone() -> File {
    let file = File::create(std::env::temp_dir().join("syndiwatt-one-connection.lock")).unwrap();
    file.lock().unwrap();
    file
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Place {
    /// An empty database.
    ///
    /// # Panics
    /// When the engine was not started: a test that cannot run has failed.
    pub async fn new(on: On) -> Self {
        let Some(variable) = on.variable() else {
            let folder = tempfile::tempdir().unwrap();
            let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
            return Self { url, drop: None, _folder: Some(folder), _alone: None };
        };
        #[expect(clippy::disallowed_methods, reason = "the settings know nothing of the tests' servers")]
        let server = std::env::var(variable).unwrap_or_else(|_| {
            panic!("{variable} is not set: start the engines with `scripts/engines.sh start` (make test does it)")
        });
        let options = PgConnectOptions::from_str(&server).unwrap();
        if on == On::Licensed {
            let alone = alone();
            run(&options, DROP_TABLES).await;
            let url = format!("{server}&statement-cache-capacity=0");
            return Self { url, drop: None, _folder: None, _alone: Some(alone) };
        }
        let name = format!("syndiwatt_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        run(&options, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(&options, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        if on == On::Timescale {
            run(&options.clone().database(&name), "CREATE EXTENSION IF NOT EXISTS timescaledb").await;
        }
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        Self { url: url.into(), drop: Some((options, name)), _folder: None, _alone: None }
    }
}

async fn run(options: &PgConnectOptions, sql: &str) {
    let mut connection = options.connect().await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((options, name)) = self.drop.take() else { return };
        // A test ends inside its own runtime, which cannot be waited for here.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&options, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        });
        let _ = dropping.join();
    }
}
