//! Looking at changed days with the rules in force, in the transaction that changed them.

use super::record::{self, Judged};
use crate::{
    analytics::{anomaly, chunks, zone::Zone},
    domain::{
        anomaly::{Anomaly, BASELINE_LOOKBACK_DAYS},
        reading::DayRollup,
        rule::{Finding, FindingUnit, RuleKind, in_force},
        series::SeriesKind,
        time::{Instant, LocalDay},
        units::Joules,
    },
    storage::{StorageError, Tx, readings, rules},
};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// How many days are read at once.
const DAYS: u32 = 200;

/// Judges the changed days again, and those that are compared with them.
///
/// # Errors
/// When the database fails.
pub async fn after_changes(
    tx: &mut Tx,
    zone: Zone,
    (key, kind): (i64, SeriesKind),
    changed: &BTreeSet<LocalDay>,
    now: Instant,
) -> Result<(), StorageError> {
    // What is usual is known of consumption only.
    if kind != SeriesKind::ElectricityConsumption {
        return Ok(());
    }
    let Some(whose) = rules::whose(tx, key).await? else { return Ok(()) };
    let stored = rules::for_meter(tx, &whose).await?;
    let Some(rule) = in_force(&stored, RuleKind::OverConsumption) else { return Ok(()) };
    let judged = Judged { key, whose: &whose, rule: &rule, now: (now, zone.day(now)) };
    for (first, end) in chunks::ranges_of(changed, BASELINE_LOOKBACK_DAYS, DAYS) {
        let from = first.checked_sub_signed(TimeDelta::days(BASELINE_LOOKBACK_DAYS)).unwrap_or(first);
        let whole = whole_days(&readings::rollups_in(tx, key, from, end).await?);
        let found = anomaly::over_consumption(&whole).into_iter().filter(|found| found.day >= first);
        record::findings(tx, &judged, (first, end), found.map(finding).collect()).await?;
    }
    Ok(())
}

fn finding(found: Anomaly) -> Finding {
    Finding {
        kind: RuleKind::OverConsumption,
        day: found.day,
        seen: found.day,
        severity: found.severity,
        value: found.value.0,
        expected: found.mean.0,
        low: 0,
        high: found.mean.0 / 5 * 6,
        unit: FindingUnit::Joules,
    }
}

fn whole_days(rollups: &[DayRollup]) -> Vec<(LocalDay, Joules)> {
    let whole = rollups.iter().filter(|rollup| rollup.is_whole());
    whole.filter_map(|rollup| Some((rollup.day, Joules(rollup.total()?)))).collect()
}
