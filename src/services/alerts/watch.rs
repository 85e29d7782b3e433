//! What time alone brings about: people of another role are told when nobody has reacted.

use super::record;
use crate::{
    domain::{
        alert::Alert,
        error::AppError,
        notice::{AlertChange, ChangeState},
        rule::{Escalation, in_force},
        time::Instant,
    },
    services::{App, notices},
    storage::{self, StorageError, alerts, rules},
};

const HOUR: i64 = 3_600;
/// Longer than any escalation waits, in seconds: 31 days.
const LONGEST: i64 = 31 * 24 * HOUR;

/// Looks at everything once. It may be killed at any point and run on several instances at once: each alert is looked
/// at again under the lock of its series. Returns how many alerts were passed on.
///
/// # Errors
/// When the database fails.
pub async fn run(app: &App) -> Result<u32, AppError> {
    let now = app.clock.now();
    let mut passed_on = 0;
    for (key, alert) in alerts::waiting(&app.db, now.plus(-LONGEST)).await? {
        passed_on += u32::from(escalate(app, key, &alert, now).await?);
    }
    Ok(passed_on)
}

async fn escalate(app: &App, key: i64, alert: &Alert, now: Instant) -> Result<bool, StorageError> {
    let mut tx = app.db.begin().await?;
    let Some(whose) = rules::whose(&mut tx, key).await? else { return Ok(false) };
    let rule = in_force(&rules::for_meter(&mut tx, &whose).await?, alert.finding.kind);
    let Some(rule) = rule else { return Ok(false) };
    let Some(Escalation { after_hours, role }) = rule.escalation else { return Ok(false) };
    storage::lock_series(&mut tx, key).await?;
    let day = alert.finding.day;
    let (first, end) = (day, day.succ_opt().unwrap_or(day));
    let again = alerts::of_series_in(&mut tx, key, alert.finding.kind, first, end).await?.pop();
    let due = |alert: &Alert| alert.told_at.is_some_and(|told| told.plus(i64::from(after_hours) * HOUR) <= now);
    let Some(alert) = again.filter(|alert| alert.is_open() && alert.escalated_at.is_none() && due(alert)) else {
        return Ok(false);
    };
    let about = record::about(&whose, &rule, &alert, ChangeState::Escalated, now);
    notices::enqueue(&mut tx, &AlertChange { only: Some(role), ..about }, now).await?;
    alerts::put(&mut tx, key, &[Alert { escalated_at: Some(now), ..alert }]).await?;
    tx.commit().await?;
    Ok(true)
}
