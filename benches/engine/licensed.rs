//! TimescaleDB's licensed edition as WASM: what its columnstore takes, and continuous aggregates beside our rollups. Only
//! sizes and ratios of the same run mean anything: the engine runs in JavaScript.

use super::number;
use crate::{
    fleet::{Fleet, METERS},
    measure::Times,
    questions::{self, YEAR},
};
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};
use syndiwatt::storage::{Db, Engine, Limits, readings};

/// Sums of an hour in UTC: the widest bucket from which the local days of every building here can be put together.
const BY_HOUR: &str = "CREATE MATERIALIZED VIEW by_hour WITH (timescaledb.continuous) AS
    SELECT series_key, form, time_bucket(60, start) AS bucket, SUM(value) AS value, COUNT(value) AS known
    FROM readings GROUP BY series_key, form, bucket WITH NO DATA";
/// Sums of a day in UTC: no local day of any building, but as short as the rollups.
const BY_DAY: &str = "CREATE MATERIALIZED VIEW by_day WITH (timescaledb.continuous) AS
    SELECT series_key, form, time_bucket(1440, start) AS bucket, SUM(value) AS value, COUNT(value) AS known
    FROM readings GROUP BY series_key, form, bucket WITH NO DATA";

/// A year by local month from hours; the months' bounds come from the caller, who knows the zone.
const MONTHS: &str =
    "SELECT CAST(SUM(b.value * f.unit) AS BIGINT) FROM by_hour b JOIN reading_forms f ON f.key = b.form
    WHERE b.series_key = $1 AND b.bucket >= $2 AND b.bucket < $3
    GROUP BY width_bucket(b.bucket, $4)";
const DAYS: &str =
    "SELECT b.bucket, CAST(b.value * f.unit AS BIGINT) FROM by_day b JOIN reading_forms f ON f.key = b.form
    WHERE b.series_key = $1 AND b.bucket >= $2 AND b.bucket < $3";

struct Wasm(Child);

impl Drop for Wasm {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start() -> (Wasm, String) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut child = Command::new("node")
        .args(["scripts/engines/pglite.mjs", &port.to_string()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(said.any(|line| line == "listening"), "npm ci has not run, or the engine does not start");
    let options = "sslmode=disable&statement-cache-capacity=0";
    (Wasm(child), format!("postgres://postgres:any@127.0.0.1:{port}/template1?{options}"))
}

async fn execute(db: &Db, statement: &'static str) {
    let Engine::Postgres(pool) = db.executor() else { unreachable!("a server") };
    sqlx::raw_sql(statement).execute(pool).await.unwrap();
}

/// Prints sizes before and after compression, and continuous aggregates beside rollups.
pub async fn print() {
    let (engine, url) = start();
    let db = Db::open_within(&url, Limits { connections: 1, ..Limits::default() }).await.unwrap();
    let fleet = Fleet::load(db, METERS).await;
    let size = async |table: &str| {
        let bytes = number(&fleet.db, format!("SELECT CAST(hypertable_size('{table}') AS BIGINT)")).await;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let each = bytes as f64 / fleet.readings as f64;
        each
    };
    println!("\nTimescaleDB (licensed, as WASM): {} readings, loaded in {:.0} s", fleet.readings, fleet.load_seconds);
    let plain = [size("readings").await, size("day_rollups").await];
    for table in ["readings", "day_rollups"] {
        number(&fleet.db, format!("SELECT CAST(COUNT(compress_chunk(c)) AS BIGINT) FROM show_chunks('{table}') c"))
            .await;
    }
    readings::tidy(&fleet.db).await.unwrap();
    let small = [size("readings").await, size("day_rollups").await];
    for (name, [readings, rollups]) in [("rows", plain), ("columnstore", small)] {
        println!("bytes per reading, {name}: {readings:.2} + rollups {rollups:.2} = {:.2}", readings + rollups);
    }
    aggregates(&fleet, size).await;
    fleet.db.close().await;
    drop(engine);
}

async fn aggregates(fleet: &Fleet, size: impl AsyncFn(&str) -> f64) {
    for statement in [BY_HOUR, BY_DAY] {
        execute(&fleet.db, statement).await;
    }
    for statement in [
        "CALL refresh_continuous_aggregate('by_hour', NULL, NULL)",
        "CALL refresh_continuous_aggregate('by_day', NULL, NULL)",
    ] {
        execute(&fleet.db, statement).await;
    }
    let Engine::Postgres(pool) = fleet.db.executor() else { unreachable!("a server") };
    let bounds = questions::month_starts(YEAR);
    let (first, end) = (bounds[0], bounds[12]);
    let rollups = Times::of(async |round| questions::year_by_month(fleet, round).await).await;
    let key = |round: usize| fleet.keys[round % fleet.keys.len()];
    let hours = Times::of(async |round| {
        let query = sqlx::query_as::<_, (i64,)>(MONTHS).bind(key(round)).bind(first).bind(end).bind(&bounds[..12]);
        assert_eq!(query.fetch_all(pool).await.unwrap().len(), 12);
    })
    .await;
    let days = Times::of(async |round| {
        let query = sqlx::query_as::<_, (i64, i64)>(DAYS).bind(key(round)).bind(first).bind(end);
        assert!(query.fetch_all(pool).await.unwrap().len() >= 365);
    })
    .await;
    let unit = rollups.percentile(50);
    println!("\na year by month, beside our rollups in the same engine:");
    for (name, times) in [("rollups", &rollups), ("hourly aggregate", &hours), ("daily aggregate in UTC", &days)] {
        println!("{name}: p50 × {:.2}, p99 × {:.2}", times.percentile(50) / unit, times.percentile(99) / unit);
    }
    println!("bytes per reading: hourly {:.2}, daily {:.2}", size("by_hour").await, size("by_day").await);
}
