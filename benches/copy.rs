//! `syndiwatt copy` on 100 meters × 3 years of half-hours: a SQLite file to each server of `scripts/engines.sh` and back,
//! with the check of every row. `docs/benchmarks.md` holds the figures.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

#[expect(dead_code, reason = "the other benchmark asks more of the fleet")]
mod fleet;

use fleet::File;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, postgres::PgConnectOptions};
use std::{str::FromStr, time::Instant as Stopwatch};
use syndiwatt::services::copy::{self, Doing, Progress, Route};
use tokio::runtime::Runtime;

/// The servers, by the variables that `scripts/engines.sh env` sets.
const SERVERS: [(&str, &str, bool); 2] =
    [("PostgreSQL", "SYNDIWATT_TEST_POSTGRES", false), ("TimescaleDB (Apache)", "SYNDIWATT_TEST_TIMESCALE", true)];

/// Copies once and prints what each half took.
async fn timed(name: &str, from: &str, to: &str) {
    let (begun, mut written) = (Stopwatch::now(), 0.0);
    let mut tell = |progress: Progress| {
        if progress.doing == Doing::Copying {
            written = begun.elapsed().as_secs_f64();
        }
    };
    let counts = copy::copy(Route { from, from_shown: "the source", to }, &mut tell).await.unwrap();
    let rows: i64 = counts.iter().map(|(_, rows)| rows).sum();
    let checked = begun.elapsed().as_secs_f64() - written;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let speed = |seconds: f64| rows as f64 / seconds / 1_000.0;
    println!(
        "{name}: {rows} rows, copied in {written:.1} s ({:.0} 000 rows/s), checked in {checked:.1} s ({:.0} 000 rows/s)",
        speed(written),
        speed(checked)
    );
}

async fn run(server: &str, statement: String) {
    let mut connection = PgConnectOptions::from_str(server).unwrap().connect().await.unwrap();
    connection.execute(AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}

async fn there_and_back(fleet: &str, name: &str, server: &str, has_chunks: bool) {
    let database = format!("bench_{}", uuid::Uuid::now_v7().simple());
    run(server, format!("CREATE DATABASE {database} TEMPLATE template0")).await;
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(&database);
    if has_chunks {
        run(url.as_str(), "CREATE EXTENSION timescaledb".to_owned()).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let back = format!("sqlite:{}", folder.path().join("back.sqlite").display());
    timed(&format!("SQLite to {name}"), fleet, url.as_str()).await;
    timed(&format!("{name} to SQLite"), url.as_str(), &back).await;
    run(server, format!("DROP DATABASE {database} WITH (FORCE)")).await;
}

fn main() {
    let runtime = Runtime::new().unwrap();
    let fleet = runtime.block_on(File::load());
    let from = format!("sqlite:{}", fleet.file.display());
    for (name, variable, has_chunks) in SERVERS {
        #[expect(clippy::disallowed_methods, reason = "an address of the tests, no setting of the program")]
        match std::env::var(variable) {
            Ok(server) => runtime.block_on(there_and_back(&from, name, &server, has_chunks)),
            Err(_) => println!("{name}: {variable} is not set, see scripts/engines.sh"),
        }
    }
}
