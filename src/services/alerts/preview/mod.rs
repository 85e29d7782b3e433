//! What a rule would have raised over the last twelve months, had it counted then: found by the functions that judge what
//! arrives, over what is stored now. Beside it the same of the rule that counts now.

mod meter;
mod meters;

use super::editor;
use crate::{
    domain::{
        access::Actor,
        error::AppError,
        rule::Rule,
        time::{LocalDay, Period, PeriodKind},
    },
    services::{App, alerts::record::quantity},
    views::rules::{MonthCounts, Outcome, PreviewDay, PreviewView, ScopeName},
};
use futures::future::try_join_all;
use meter::{Loaded, Named, Raised};
use meters::Meters;
use std::cmp::Reverse;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Of more meters only so many are looked at: each takes about a fifth of a second.
const MOST_METERS: usize = 20;
/// How many meters' readings are in memory at once.
const METERS_AT_ONCE: usize = 4;
/// How many previews are computed at once; whoever comes later waits.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What `rule` would have raised for the meters for which it would count in this scope: those without a narrower rule.
///
/// # Errors
/// What [`editor::scope_of`] says; when the database fails.
pub async fn preview(app: &App, actor: &Actor, name: ScopeName, rule: &Rule) -> Result<PreviewView, AppError> {
    let scope = editor::scope_of(app, actor, name).await?;
    let _turn = TURNS.acquire().await.map_err(|_| AppError::Internal)?;
    let Meters { all, in_scope, first, last } = Meters::load(app, actor, scope, rule.kind).await?;
    let (mut found, mut meter_days) = (Vec::new(), 0);
    let looked_at = all.len();
    let mut rest = all.into_iter().peekable();
    while rest.peek().is_some() {
        let group = meters::with_readings(app, rest.by_ref().take(METERS_AT_ONCE).collect(), rule.kind).await?;
        meter_days += group.iter().map(|meter| meter.days_known(first)).sum::<usize>();
        let work = group.into_iter().map(|meter| judged(meter, rule.clone(), (first, last)));
        found.extend(try_join_all(work).await?);
    }
    let months = months(first, last);
    let typed = outcome(&months, found.iter().flat_map(|found: &Found| &found.typed));
    let now = outcome(&months, found.iter().flat_map(|found: &Found| &found.now));
    Ok(PreviewView {
        first,
        last,
        meters: count(looked_at),
        meters_in_scope: count(in_scope),
        meter_days: count(meter_days),
        typed,
        now,
        days: days(&found),
    })
}

/// What would have been raised for a meter.
struct Found {
    named: Named,
    /// By the typed rule.
    typed: Vec<Raised>,
    /// By the rule that counts now.
    now: Vec<Raised>,
}

/// Computed where it holds nobody up.
async fn judged(meter: Loaded, rule: Rule, window: (LocalDay, LocalDay)) -> Result<Found, AppError> {
    let work = move || {
        let [typed, now] = meter.raised(&rule, window);
        Found { named: meter.named, typed, now }
    };
    spawn_blocking(work).await.map_err(|_| AppError::Internal)
}

fn months(first: LocalDay, last: LocalDay) -> Vec<Period> {
    let begin = Period::containing(PeriodKind::Month, first);
    std::iter::successors(Some(begin), |month| Some(month.next())).take_while(|month| month.first <= last).collect()
}

/// Counted in the month in which it would have been seen.
fn outcome<'r>(months: &[Period], raised: impl Iterator<Item = &'r Raised>) -> Outcome {
    let none = |month: &Period| MonthCounts { month: *month, minor: 0, major: 0, critical: 0 };
    let mut outcome = Outcome { months: months.iter().map(none).collect(), told: 0 };
    for of in raised {
        let holds = |counts: &&mut MonthCounts| (counts.month.first..counts.month.end()).contains(&of.finding.seen);
        if let Some(counts) = outcome.months.iter_mut().find(holds) {
            counts.add(of.finding.severity);
            outcome.told += u32::from(of.told);
        }
    }
    outcome
}

/// The latest days by the typed rule.
fn days(found: &[Found]) -> Vec<PreviewDay> {
    let day = |named: &Named, of: &Raised| PreviewDay {
        building: named.building,
        building_name: named.building_name.clone(),
        meter: named.meter,
        meter_name: named.meter_name.clone(),
        day: of.finding.day,
        severity: of.finding.severity,
        value: quantity(of.finding.unit, of.finding.value),
        expected: quantity(of.finding.unit, of.finding.expected),
        told: of.told,
    };
    let mut days: Vec<PreviewDay> =
        found.iter().flat_map(|found| found.typed.iter().map(|of| day(&found.named, of))).collect();
    days.sort_by_key(|day| Reverse((day.day, day.severity)));
    days.truncate(PreviewView::MOST_DAYS);
    days
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
