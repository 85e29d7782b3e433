//! The questions that the screens ask, on 100 meters × 3 years of half-hours, beside what the same data cost at best:
//! a sum in memory and a bare SQL sum. `docs/benchmarks.md` holds the figures as ratios to these.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

mod fleet;

use chrono::Datelike;
use criterion::Criterion;
use fleet::{END, FIRST, Fleet, METERS, day};
use sqlx::SqlitePool;
use std::{collections::BTreeMap, hint::black_box};
use syndiwatt::{
    analytics::zone::Zone,
    storage::{Db, Engine, anomalies, readings},
};
use tokio::runtime::Runtime;

/// Joules of each month of a stretch of days, read from the rollups.
async fn by_month(db: &Db, keys: &[i64], from: (i32, u32, u32), to: (i32, u32, u32)) -> BTreeMap<(i32, u32), i64> {
    let mut months = BTreeMap::new();
    for (_, rollup) in readings::rollups_between(db, keys, day(from), day(to)).await.unwrap() {
        *months.entry((rollup.day.year(), rollup.day.month())).or_insert(0) += rollup.total().unwrap_or(0);
    }
    months
}

const RAW_SUM: &str = "SELECT CAST(SUM(r.value * f.unit) AS BIGINT) FROM readings r CROSS JOIN reading_forms f
    WHERE r.series_key = $1 AND f.key = r.form";

fn file(db: &Db) -> &SqlitePool {
    let Engine::Sqlite(pool) = db.executor() else { unreachable!("the fleet is in a file") };
    pool
}

async fn raw_sum(db: &Db, key: i64) -> i64 {
    sqlx::query_scalar(RAW_SUM).bind(key).fetch_one(file(db)).await.unwrap()
}

/// Prints what a reading takes on disk, each table with its share.
async fn print_storage(fleet: &Fleet) {
    for pragma in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(pragma).execute(file(&fleet.db)).await.unwrap();
    }
    let pages = "SELECT name, SUM(pgsize) FROM dbstat WHERE name IN ('readings', 'day_rollups') GROUP BY name";
    let tables: Vec<(String, i64)> = sqlx::query_as(pages).fetch_all(file(&fleet.db)).await.unwrap();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let each = |bytes: u64| bytes as f64 / fleet.readings as f64;
    let file = std::fs::metadata(&fleet.file).unwrap().len();
    println!("{} readings of {METERS} meters, loaded in {:.1} s", fleet.readings, fleet.load_seconds);
    println!("bytes per reading: {:.2} (whole file, vacuumed)", each(file));
    for (table, bytes) in tables {
        println!("bytes per reading: {:.2} ({table})", each(bytes.unsigned_abs()));
    }
}

fn main() {
    let runtime = Runtime::new().unwrap();
    let fleet = runtime.block_on(Fleet::load());
    runtime.block_on(print_storage(&fleet));
    let (db, one) = (&fleet.db, &fleet.keys[..1]);
    let rows =
        runtime.block_on(readings::readings_between(db, one[0], Zone::PARIS.span(day(FIRST), day(END)))).unwrap();
    let values: Vec<i64> = rows.iter().filter_map(|row| row.value).collect();
    let months = runtime.block_on(by_month(db, one, FIRST, END));
    let total: i64 = values.iter().sum();
    assert_eq!(months.values().sum::<i64>(), total, "months and readings disagree");
    assert_eq!(runtime.block_on(raw_sum(db, one[0])), total);

    let mut criterion = Criterion::default().configure_from_args();
    let mut on = |name: &str, bench: &mut dyn FnMut(&mut criterion::Bencher)| {
        criterion.bench_function(name, bench);
    };
    on("ceiling: sum of 3 years in memory", &mut |b| b.iter(|| black_box(&values).iter().sum::<i64>()));
    on("ceiling: SQL sum of 3 years of readings", &mut |b| b.to_async(&runtime).iter(|| raw_sum(db, one[0])));
    on("statistics: a year by month, 1 meter", &mut |b| {
        b.to_async(&runtime).iter(|| by_month(db, one, (2025, 1, 1), (2026, 1, 1)));
    });
    on("statistics: 3 years by month, 1 meter", &mut |b| b.to_async(&runtime).iter(|| by_month(db, one, FIRST, END)));
    on("statistics: a year by month, 10 meters", &mut |b| {
        b.to_async(&runtime).iter(|| by_month(db, &fleet.keys[..10], (2025, 1, 1), (2026, 1, 1)));
    });
    let month = Zone::PARIS.span(day((2026, 10, 15)), day((2026, 11, 14)));
    on("load curve: 30 days, 1 meter", &mut |b| {
        b.to_async(&runtime).iter(|| async { readings::readings_between(db, one[0], month).await.unwrap() });
    });
    on("anomalies: 30 days, 100 meters", &mut |b| {
        let (from, to) = (day((2026, 10, 15)), day((2026, 11, 14)));
        b.to_async(&runtime).iter(|| async { anomalies::between(db, &fleet.keys, from, to).await.unwrap() });
    });
    criterion.final_summary();
}
