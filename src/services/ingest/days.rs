//! What follows from changed days: their rollups, and the verdicts on them and on the days that compare with them.

use crate::{
    analytics::{anomaly, chunks, rollup, zone::Zone},
    domain::{
        anomaly::{Anomaly, BASELINE_LOOKBACK_DAYS, RULE_DAILY_OVER_CONSUMPTION as RULE},
        reading::{DayRollup, Reading},
        series::SeriesKind,
        time::LocalDay,
        units::Joules,
    },
    storage::{StorageError, Tx, anomalies, readings},
};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};

/// How many days are read at once.
const DAYS: u32 = 200;

/// Sums up the changed days again from what is stored.
pub async fn rewrite_rollups(
    tx: &mut Tx,
    zone: Zone,
    key: i64,
    kind: SeriesKind,
    changed: &BTreeSet<LocalDay>,
) -> Result<(), StorageError> {
    for (first, end) in chunks::ranges_of(changed, 0, DAYS) {
        let stored = readings::readings_in(tx, key, zone.span(first, end)).await?;
        let official: BTreeMap<_, _> = readings::official_in(tx, key, first, end).await?.into_iter().collect();
        let mut of_day: BTreeMap<LocalDay, &[Reading]> = rollup::by_day(zone, &stored).collect();
        let (mut rollups, mut gone) = (Vec::new(), Vec::new());
        for day in first.iter_days().take_while(|day| *day < end) {
            let (rows, official) = (of_day.remove(&day).unwrap_or_default(), official.get(&day).copied());
            if rows.is_empty() && official.is_none() {
                gone.push(day);
            } else {
                rollups.push(rollup::of_day(zone, kind, day, rows, official));
            }
        }
        readings::put_rollups(tx, key, &rollups).await?;
        readings::remove_rollups(tx, key, &gone).await?;
    }
    Ok(())
}

/// Judges the changed days again, and those whose mean they may be part of. Only what differs is written.
pub async fn rewrite_verdicts(
    tx: &mut Tx,
    key: i64,
    kind: SeriesKind,
    changed: &BTreeSet<LocalDay>,
) -> Result<(), StorageError> {
    // The floor is an energy: other series have no verdicts yet.
    if kind != SeriesKind::ElectricityConsumption {
        return Ok(());
    }
    for (first, end) in chunks::ranges_of(changed, BASELINE_LOOKBACK_DAYS, DAYS) {
        let from = first.checked_sub_signed(TimeDelta::days(BASELINE_LOOKBACK_DAYS)).unwrap_or(first);
        let whole = whole_days(&readings::rollups_in(tx, key, from, end).await?);
        let mut wanted = anomaly::over_consumption(&whole);
        wanted.retain(|found| found.day >= first);
        let stored = anomalies::of_rule_in(tx, key, RULE, first, end).await?;
        let days: BTreeSet<LocalDay> = wanted.iter().map(|found| found.day).collect();
        let cleared: Vec<LocalDay> = stored.iter().map(|old| old.day).filter(|day| !days.contains(day)).collect();
        let fresh: Vec<Anomaly> = wanted.into_iter().filter(|found| !stored.contains(found)).collect();
        anomalies::remove(tx, key, RULE, &cleared).await?;
        anomalies::put(tx, key, RULE, &fresh).await?;
    }
    Ok(())
}

fn whole_days(rollups: &[DayRollup]) -> Vec<(LocalDay, Joules)> {
    let whole = rollups.iter().filter(|rollup| rollup.is_whole());
    whole.filter_map(|rollup| Some((rollup.day, Joules(rollup.total()?)))).collect()
}
