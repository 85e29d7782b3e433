//! Writing what a rule found, and telling people: in the transaction that changed the values.

use super::AlertId;
use crate::{
    domain::{
        alert::Alert,
        notice::{AlertChange, ChangeState, Quantity},
        rule::{Finding, FindingUnit, Rule},
        time::{Instant, LocalDay},
        units::Joules,
    },
    services::notices,
    storage::{StorageError, Tx, alerts, rules::Whose},
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// Nobody is told about what became certain longer ago: values of past years arrive at once when a meter is connected.
const TELL_DAYS: i64 = 10;
const DAY: i64 = 86_400;

/// What is known while a rule of a series is judged.
pub(super) struct Judged<'a> {
    /// Key of the series.
    pub key: i64,
    /// Whose it is.
    pub whose: &'a Whose,
    /// The rule in force.
    pub rule: &'a Rule,
    /// The present, and today in the building.
    pub now: (Instant, LocalDay),
}

/// What lasts may have begun long before it was seen.
const LONGEST_DAYS: i64 = 400;

/// Makes the alerts that were seen on the days `[first, end)` what `found` says. Only what differs is written; what has
/// gone is withdrawn, never deleted, so that it comes back with its life. Returns whether anything was written.
pub(super) async fn findings(
    tx: &mut Tx,
    judged: &Judged<'_>,
    (first, end): (LocalDay, LocalDay),
    found: Vec<Finding>,
) -> Result<bool, StorageError> {
    let (now, _) = judged.now;
    let from = first.checked_sub_signed(TimeDelta::days(LONGEST_DAYS)).unwrap_or(first);
    let until = end.checked_add_signed(TimeDelta::days(LONGEST_DAYS)).unwrap_or(end);
    let stored = alerts::of_series_in(tx, judged.key, judged.rule.kind, from, until).await?;
    let mut before: BTreeMap<LocalDay, Alert> = stored.into_iter().map(|alert| (alert.finding.day, alert)).collect();
    let seen_here = |alert: &Alert| (first..end).contains(&alert.finding.seen);
    let mut changed: Vec<(Alert, Option<ChangeState>)> = Vec::new();
    for finding in found {
        match before.remove(&finding.day) {
            None => changed.push((Alert::new(finding, now), Some(ChangeState::Opened))),
            Some(old) if old.finding == finding && old.withdrawn_at.is_none() => {}
            Some(old) => {
                let again = old.found_again(finding, now);
                let graver = finding.severity > old.finding.severity;
                let back = old.withdrawn_at.is_some();
                let state = if graver { Some(ChangeState::Worsened) } else { back.then_some(ChangeState::Opened) };
                changed.push((again, state));
            }
        }
    }
    for gone in before.into_values().filter(|alert| alert.withdrawn_at.is_none() && seen_here(alert)) {
        changed.push((Alert { withdrawn_at: Some(now), ..gone }, Some(ChangeState::Resolved)));
    }
    if changed.is_empty() {
        return Ok(false);
    }
    tell(tx, judged, &mut changed).await?;
    let rows: Vec<Alert> = changed.into_iter().map(|(alert, _)| alert).collect();
    alerts::put(tx, judged.key, &rows).await?;
    Ok(true)
}

/// Writes the messages about what changed, the oldest day first, and notes of which alerts people were told.
async fn tell(
    tx: &mut Tx,
    judged: &Judged<'_>,
    changed: &mut [(Alert, Option<ChangeState>)],
) -> Result<(), StorageError> {
    let (now, today) = judged.now;
    changed.sort_by_key(|(alert, _)| alert.finding.day);
    let silent_since = now.plus(-i64::from(judged.rule.cooldown_days) * DAY);
    let mut told = alerts::told_since(tx, judged.key, judged.rule.kind, silent_since).await?;
    for (alert, state) in changed {
        let Some(state) = *state else { continue };
        let news = state != ChangeState::Resolved;
        let recent = (today - alert.finding.seen).num_days() <= TELL_DAYS;
        let of_another = |other: &Alert| other.finding.day != alert.finding.day;
        let covered = told.iter().any(|other| of_another(other) && other.finding.severity >= alert.finding.severity);
        if news && (!recent || covered || !alert.is_open()) || judged.rule.channels.is_empty() {
            continue;
        }
        notices::enqueue(tx, &about(judged.whose, judged.rule, alert, state, now), now).await?;
        if news {
            alert.told_at = Some(now);
            told.push(alert.clone());
        }
    }
    Ok(())
}

/// What a message says.
pub(super) fn about(whose: &Whose, rule: &Rule, alert: &Alert, state: ChangeState, now: Instant) -> AlertChange {
    let found = &alert.finding;
    let id = AlertId { meter: whose.meter, kind: found.kind, day: found.day };
    AlertChange {
        organisation: whose.organisation,
        building: whose.building,
        usage_point: Some(whose.meter),
        alert: id.key(),
        kind: found.kind,
        severity: found.severity,
        day: found.day,
        value: Some(quantity(found.unit, found.value)),
        expected: Some(quantity(found.unit, found.expected)),
        state,
        channels: rule.channels.clone(),
        only: None,
        at: now,
    }
}

/// A figure of a finding with its unit.
pub(in crate::services) fn quantity(unit: FindingUnit, value: i64) -> Quantity {
    match unit {
        FindingUnit::Joules => Quantity::Energy(Joules(value)),
        FindingUnit::Watts => Quantity::Power(value),
        FindingUnit::Days => Quantity::Days(value),
        FindingUnit::PerMille => Quantity::Share(value),
    }
}
