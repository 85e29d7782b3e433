//! The questions that the screens ask, through the functions that the services call, and the ceilings beside them.

use crate::{
    engine::{Loaded, number},
    fleet::{END, FIRST, Fleet, day},
    measure::Times,
};
use chrono::{Datelike, Months};
use std::collections::BTreeMap;
use syndiwatt::{
    analytics::zone::Zone,
    domain::time::LocalDay,
    storage::{Db, alerts, readings},
};

/// The year that is asked for.
pub const YEAR: i32 = 2025;

/// Joules of each month of a stretch of days, read from the rollups.
async fn by_month(db: &Db, keys: &[i64], from: LocalDay, to: LocalDay) -> BTreeMap<(i32, u32), i64> {
    let mut months = BTreeMap::new();
    for (_, rollup) in readings::rollups_between(db, keys, from, to).await.unwrap() {
        *months.entry((rollup.day.year(), rollup.day.month())).or_insert(0) += rollup.total().unwrap_or(0);
    }
    months
}

/// A year by month of one meter, another in each round.
pub async fn year_by_month(fleet: &Fleet, round: usize) {
    let key = fleet.keys[round % fleet.keys.len()];
    let months = by_month(&fleet.db, &[key], day((YEAR, 1, 1)), day((YEAR + 1, 1, 1))).await;
    assert_eq!(months.len(), 12);
}

/// The starts of a year's local months and of the next year, in minutes since 2020, as readings count.
pub fn month_starts(year: i32) -> Vec<i64> {
    let starts = (0..13).map(|n| day((year, 1, 1)).checked_add_months(Months::new(n)).unwrap());
    starts.map(|first| (Zone::PARIS.bounds(first).start.0 - 1_577_836_800) / 60).collect()
}

fn raw_sum(key: i64) -> String {
    format!(
        "SELECT CAST(SUM(r.value * f.unit) AS BIGINT) FROM readings r CROSS JOIN reading_forms f \
         WHERE r.series_key = {key} AND f.key = r.form"
    )
}

/// That months and readings of the first meter add up to the same joules.
async fn verify(fleet: &Fleet) {
    let key = fleet.keys[0];
    let months = by_month(&fleet.db, &[key], day(FIRST), day(END)).await;
    let rows = readings::readings_between(&fleet.db, key, Zone::PARIS.span(day(FIRST), day(END))).await.unwrap();
    let total: i64 = rows.iter().filter_map(|row| row.value).sum();
    assert_eq!(months.values().sum::<i64>(), total, "months and readings disagree");
    assert_eq!(number(&fleet.db, raw_sum(key)).await, total);
}

/// Asks everything and prints a table: milliseconds, and how many times the bare sum of three years of one meter.
pub async fn print(loaded: &Loaded) {
    let Loaded { name, fleet, bytes, .. } = loaded;
    verify(fleet).await;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let each = bytes.map(|bytes| bytes as f64 / fleet.readings as f64);
    println!("\n{name}: {} readings, loaded in {:.0} s", fleet.readings, fleet.load_seconds);
    println!("bytes per reading: {:.2} + rollups {:.2}; all {:.2}", each[0], each[1], each[2]);
    let (db, keys) = (&fleet.db, &fleet.keys);
    let key = |round: usize| keys[round % keys.len()];
    let year = (day((YEAR, 1, 1)), day((YEAR + 1, 1, 1)));
    let recent = (day((2026, 10, 15)), day((2026, 11, 14)));
    let month = Zone::PARIS.span(recent.0, recent.1);
    let unit = Times::of(async |round| assert!(number(db, raw_sum(key(round))).await > 0)).await;
    let questions = [
        ("ceiling: SELECT 1", Times::of(async |_| db.ping().await.unwrap()).await),
        ("a year by month, 1 meter", Times::of(async |round| year_by_month(fleet, round).await).await),
        (
            "3 years by month, 1 meter",
            Times::of(async |round| drop(by_month(db, &[key(round)], day(FIRST), day(END)).await)).await,
        ),
        (
            "a year by month, 10 meters",
            Times::of(async |round| {
                let first = round * 10 % (keys.len() - 9);
                drop(by_month(db, &keys[first..first + 10], year.0, year.1).await);
            })
            .await,
        ),
        (
            "load curve of 30 days, 1 meter",
            Times::of(async |round| {
                let rows = readings::readings_between(db, key(round), month).await.unwrap();
                assert_eq!(rows.len(), 30 * 48 + 2, "with the hour that comes twice");
            })
            .await,
        ),
        (
            "anomalies of 30 days, 100 meters",
            Times::of(async |_| drop(alerts::between(db, keys, recent.0, recent.1).await.unwrap())).await,
        ),
    ];
    let sum = unit.percentile(50);
    println!("| question | p50 ms | p99 ms | p50 × bare sum |\n|---|---|---|---|");
    for (question, times) in [("bare SQL sum of 3 years, 1 meter", unit)].iter().chain(&questions) {
        let (half, most) = (times.percentile(50), times.percentile(99));
        println!("| {question} | {half:.2} | {most:.2} | {:.2} |", half / sum);
    }
}
