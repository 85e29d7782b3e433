//! What time alone brings about: silence, the end of a consent, and that others are told when nobody has reacted.

use super::{
    evaluate::STANDING,
    record::{self, Judged},
};
use crate::{
    analytics::{
        detect::{self, Meter},
        holidays::Calendar,
        zone::Zone,
    },
    domain::{
        alert::Alert,
        change::Change,
        error::AppError,
        id::OrganisationId,
        notice::{AlertChange, ChangeState},
        rule::{Escalation, Finding, Rule, StoredRule, in_force},
        time::{Instant, LocalDay},
    },
    services::{App, notices},
    storage::{
        self, StorageError, alerts,
        rules::{self, Watched},
    },
};
use chrono::TimeDelta;
use std::collections::{HashMap, hash_map::Entry};

/// Operators publish a day on the next one, sometimes in its afternoon.
pub(super) const DUE_AFTER_DAYS: i64 = 2;
/// Whatever stands was seen within so many days around today.
const ALL_DAYS: i64 = 4_000;

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
    standing(app, now).await?;
    let mut passed_on = 0;
    for (key, alert) in alerts::waiting(&app.db, now.plus(-LONGEST)).await? {
        passed_on += u32::from(escalate(app, key, &alert, now).await?);
    }
    Ok(passed_on)
}

/// Silent meters and consents about to end.
async fn standing(app: &App, now: Instant) -> Result<(), AppError> {
    let before = rules::standing(&app.db).await?;
    let mut of_organisation: HashMap<OrganisationId, Vec<StoredRule>> = HashMap::new();
    for watched in rules::watched(&app.db).await? {
        let Some(zone) = Zone::parse(&watched.whose.zone) else { continue };
        let organisation = watched.whose.organisation;
        if let Entry::Vacant(place) = of_organisation.entry(organisation) {
            place.insert(rules::of_organisation(&app.db, organisation).await?);
        }
        let all = of_organisation.get(&organisation).map_or(&[][..], Vec::as_slice);
        let whose = &watched.whose;
        let ours: Vec<StoredRule> =
            all.iter().filter(|rule| rule.scope.holds(whose.building, whose.meter)).cloned().collect();
        let found: Vec<(Rule, Vec<Finding>)> = STANDING
            .into_iter()
            .filter_map(|kind| in_force(&ours, kind))
            .map(|rule| {
                let found = detect::findings(rule.kind, &rule.parameters, &meter(&watched, zone, now), LocalDay::MIN);
                (rule, found)
            })
            .collect();
        if before.contains(&watched.key) || found.iter().any(|(_, found)| !found.is_empty()) {
            write(app, &watched, (now, zone.day(now)), found).await?;
        }
    }
    Ok(())
}

async fn write(
    app: &App,
    watched: &Watched,
    now: (Instant, LocalDay),
    found: Vec<(Rule, Vec<Finding>)>,
) -> Result<(), StorageError> {
    let mut tx = app.db.begin().await?;
    storage::lock_series(&mut tx, watched.key).await?;
    let mut wrote = false;
    for (rule, found) in found {
        let judged = Judged { key: watched.key, whose: &watched.whose, rule: &rule, now };
        let (first, end) = (now.1 - TimeDelta::days(ALL_DAYS), now.1 + TimeDelta::days(ALL_DAYS));
        wrote |= record::findings(&mut tx, &judged, (first, end), found).await?;
    }
    // Nothing is new about most of what stands: pages that are open need not look.
    if wrote {
        tx.changes(Change { organisation: watched.whose.organisation, building: watched.whose.building });
    }
    tx.commit().await
}

/// A meter that lives from files is awaited by nobody.
fn meter(watched: &Watched, zone: Zone, now: Instant) -> Meter<'static> {
    let today = zone.day(now);
    let due = today - TimeDelta::days(DUE_AFTER_DAYS);
    Meter {
        calendar: Calendar::of(zone),
        days: &[],
        subscribed_watts: None,
        known_until: watched.last_day,
        due_until: watched.consent_ends.map(|_| due),
        consent_ends: watched.consent_ends.map(|at| zone.day(at)),
        today,
    }
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
