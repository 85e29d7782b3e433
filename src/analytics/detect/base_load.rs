//! The lowest power of the night rose and stays: a pump that no longer stops, a fridge that was added.

use super::{Meter, day::Day};
use crate::domain::{
    rule::{Finding, FindingUnit, RuleKind, RuleParameters},
    time::LocalDay,
};
use chrono::TimeDelta;

/// Of so many nights in a row most are above all but one of the nights before them, and none is below their middle.
const NIGHTS: usize = 5;
/// They lie within so many days.
const NIGHTS_WITHIN: i64 = 10;
/// How far back the nights before them reach; further where temperatures tell which of them were as cold.
const BEFORE_DAYS: i64 = 56;
const BEFORE_DAYS_WITH_COLD: i64 = 112;
/// Fewer known nights before are no ground for a verdict.
const LEAST_BEFORE: usize = 14;
const LEAST_AS_COLD: usize = 7;
/// The nights just before the rise, which were not yet part of it.
const JUST_BEFORE: usize = 7;
/// A night is as cold as another if it is no more than this warmer, in thousandths of a degree.
const AS_COLD: i64 = 1_000;
const DAY_SECONDS: i128 = 86_400;

/// A night: its day, lowest watts, and temperature.
type Night = (LocalDay, i64, Option<i64>);

/// Findings seen from `from` on, one for each rise, about the day on which it began.
pub(super) fn of(parameters: &RuleParameters, meter: &Meter<'_>, from: LocalDay) -> Vec<Finding> {
    let known = |day: &Day| Some((day.day, day.base_watts?, day.temperature));
    let nights: Vec<Night> = meter.days.iter().filter_map(known).collect();
    // A rise is seen on several days; only the first of them counts, also if it lies before `from`.
    let earliest = from.checked_sub_signed(TimeDelta::days(2 * NIGHTS_WITHIN)).unwrap_or(from);
    let first = nights.partition_point(|night| night.0 < earliest);
    let mut found: Vec<Finding> = Vec::new();
    for finding in (first..nights.len()).filter_map(|at| judge(parameters, nights.get(..=at)?)) {
        if found.last().is_none_or(|before| before.seen < finding.day) {
            found.push(finding);
        }
    }
    found.retain(|finding| finding.seen >= from);
    found
}

/// Whether the last nights are a rise.
fn judge(parameters: &RuleParameters, nights: &[Night]) -> Option<Finding> {
    let seen = nights.last()?.0;
    let (before, now) = nights.split_at(nights.len().checked_sub(NIGHTS)?);
    if (seen - now.first()?.0).num_days() >= NIGHTS_WITHIN {
        return None;
    }
    let mut compared = comparable(before, now)?;
    compared.sort_unstable();
    let (usual, high) = (middle(&compared)?, *compared.get(compared.len().checked_sub(2)?)?);
    let mut risen: Vec<i64> = now.iter().map(|night| night.1).collect();
    risen.sort_unstable();
    let value = middle(&risen)?;
    let above = i128::from(value) * 1_000 > i128::from(usual) * i128::from(parameters.threshold);
    let enough = i128::from(value - usual) * DAY_SECONDS >= i128::from(parameters.floor.0);
    if value <= high || *risen.first()? <= usual || !above || !enough {
        return None;
    }
    let first = before.len() + now.iter().position(|night| night.1 > high)?;
    let part = if first > before.len() { 0 } else { before.iter().rev().take_while(|night| night.1 > high).count() };
    let first = first - part;
    let began = nights.get(first)?.0;
    let just = nights.get(first.saturating_sub(JUST_BEFORE)..first)?;
    let mut just: Vec<i64> = just.iter().map(|night| night.1).collect();
    just.sort_unstable();
    if i128::from(value) * 1_000 <= i128::from(middle(&just)?) * i128::from(parameters.threshold) {
        return None;
    }
    Some(Finding {
        kind: RuleKind::BaseLoad,
        day: began,
        seen,
        severity: parameters.severity_of_ratio(value.into(), usual.into()),
        value,
        expected: usual,
        low: *compared.first()?,
        high,
        unit: FindingUnit::Watts,
    })
}

/// The watts of nights that those of `now` may be compared with.
fn comparable(before: &[Night], now: &[Night]) -> Option<Vec<i64>> {
    let first = now.first()?.0;
    let back = |days: i64| {
        let oldest = first - TimeDelta::days(days);
        before.get(before.partition_point(|night| night.0 < oldest)..)
    };
    let watts = match now.iter().map(|night| night.2).collect::<Option<Vec<i64>>>() {
        Some(degrees) => {
            let warmest = degrees.into_iter().min()? + AS_COLD;
            let as_cold = |night: &&Night| night.2.is_some_and(|degrees| degrees <= warmest);
            back(BEFORE_DAYS_WITH_COLD)?.iter().filter(as_cold).map(|night| night.1).collect::<Vec<_>>()
        }
        None => back(BEFORE_DAYS)?.iter().map(|night| night.1).collect(),
    };
    let least = if now.iter().all(|night| night.2.is_some()) { LEAST_AS_COLD } else { LEAST_BEFORE };
    (watts.len() >= least).then_some(watts)
}

/// The median of an ordered list, the lower one of two.
fn middle(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}
