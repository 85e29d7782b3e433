//! The engines that are there: a file always, the servers of `scripts/engines.sh` when its addresses are set.

pub mod licensed;

use crate::fleet::{File, Fleet, METERS};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, postgres::PgConnectOptions};
use std::str::FromStr;
use syndiwatt::storage::{Db, Engine};

/// Name in the tables, variable with the address, whether it has chunks.
const SERVERS: [(&str, &str, bool); 2] =
    [("PostgreSQL", "SYNDIWATT_TEST_POSTGRES", false), ("TimescaleDB (Apache)", "SYNDIWATT_TEST_TIMESCALE", true)];

/// A loaded fleet on one engine.
pub struct Loaded {
    /// As the tables call it.
    pub name: &'static str,
    /// The data.
    pub fleet: Fleet,
    /// Bytes on disk: of the readings, of the rollups, of everything.
    pub bytes: [i64; 3],
    file: Option<File>,
    drop: Option<(String, String)>,
}

#[expect(clippy::disallowed_methods, reason = "an address of the tests, no setting of the program")]
fn address(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// Runs a statement of the benchmark's own on a server.
pub async fn run(server: &str, statement: impl Into<String>) {
    let mut connection = PgConnectOptions::from_str(server).unwrap().connect().await.unwrap();
    connection.execute(AssertSqlSafe(statement.into())).await.unwrap();
    connection.close().await.unwrap();
}

/// A number that a statement of the benchmark's own returns.
pub async fn number(db: &Db, statement: impl Into<String>) -> i64 {
    let statement = AssertSqlSafe(statement.into());
    match db.executor() {
        Engine::Sqlite(on) => sqlx::query_scalar(statement).fetch_one(on).await.unwrap(),
        Engine::Postgres(on) => sqlx::query_scalar(statement).fetch_one(on).await.unwrap(),
    }
}

/// Loads a file.
pub async fn sqlite() -> Loaded {
    let file = File::load().await;
    let Engine::Sqlite(pool) = file.fleet.db.executor() else { unreachable!("a file") };
    for statement in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(statement).execute(pool).await.unwrap();
    }
    let of = async |table: &str| {
        number(&file.fleet.db, format!("SELECT SUM(pgsize) FROM dbstat WHERE name = '{table}'")).await
    };
    let whole = i64::try_from(std::fs::metadata(&file.file).unwrap().len()).unwrap();
    let bytes = [of("readings").await, of("day_rollups").await, whole];
    Loaded { name: "SQLite", fleet: file.fleet.clone(), bytes, file: Some(file), drop: None }
}

/// Loads each server that is there, one after the other.
pub async fn servers(mut then: impl AsyncFnMut(Loaded)) {
    for (name, variable, has_chunks) in SERVERS {
        let Some(server) = address(variable) else {
            println!("{name}: {variable} is not set, so it is left out (scripts/engines.sh start)");
            continue;
        };
        let database = format!("bench_{}", uuid::Uuid::now_v7().simple());
        run(&server, format!("CREATE DATABASE {database} TEMPLATE template0")).await;
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&database);
        let fleet = Fleet::load(Db::open(url.as_str()).await.unwrap(), METERS).await;
        run(url.as_str(), "VACUUM (FULL, ANALYZE) readings").await;
        run(url.as_str(), "VACUUM (FULL, ANALYZE) day_rollups").await;
        let size = if has_chunks { "hypertable_size" } else { "pg_total_relation_size" };
        let of = async |table: &str| number(&fleet.db, format!("SELECT CAST({size}('{table}') AS BIGINT)")).await;
        let (readings, rollups) = (of("readings").await, of("day_rollups").await);
        let bytes = [readings, rollups, readings + rollups];
        then(Loaded { name, fleet, bytes, file: None, drop: Some((server, database)) }).await;
    }
}

impl Loaded {
    /// Closes it, and drops what was made for it.
    pub async fn end(self) {
        self.fleet.db.close().await;
        drop(self.file);
        if let Some((server, database)) = self.drop {
            run(&server, format!("DROP DATABASE {database} WITH (FORCE)")).await;
        }
    }
}
