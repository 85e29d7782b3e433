//! The costs that a bill is made of: days that are known, and standing charges of days to come.

use super::{Source, going_on};
use crate::{
    analytics::{
        cost::DayCost,
        forecast::{Forecast, STALE},
    },
    domain::{error::AppError, id::UsagePointId, time::LocalDay},
    services::{App, costs},
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// Days before today that the mean price is taken from, whatever the period, after those that have not arrived yet.
const DAYS_BACK: i64 = 28 + STALE;

/// From some weeks before today to the end of the forecast's period, all meters together.
pub(super) async fn around(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    forecast: &Forecast,
) -> Result<Vec<DayCost>, AppError> {
    let (Some(first), Some(last)) = (forecast.days.first(), forecast.days.last()) else { return Ok(Vec::new()) };
    let lately = source.today.checked_add_signed(TimeDelta::days(-DAYS_BACK)).unwrap_or(first.day);
    let end = last.day.succ_opt().unwrap_or(last.day);
    let lines = going_on(source, meter);
    let meters = costs::of_days_ahead(app, source, meter, (first.day.min(lately), end)).await?;
    let mut together: BTreeMap<LocalDay, (usize, DayCost)> = BTreeMap::new();
    for cost in
        meters.into_iter().filter(|of| lines.iter().any(|line| line.usage_point == of.point)).flat_map(|of| of.days)
    {
        together
            .entry(cost.day)
            .and_modify(|(count, sum)| {
                *count += 1;
                add(sum, &cost);
            })
            .or_insert((1, cost));
    }
    let of_all = |(day, (count, mut cost)): (LocalDay, (usize, DayCost))| {
        // A meter without a contract that day leaves it without a price.
        if count < lines.iter().filter(|line| line.first <= day).count() {
            cost.lines = None;
        }
        cost
    };
    Ok(together.into_iter().map(of_all).collect())
}

fn add(sum: &mut DayCost, other: &DayCost) {
    sum.lines = sum.lines.take().zip(other.lines.clone()).map(|(mut lines, others)| {
        lines.extend(others);
        lines
    });
    sum.unknown_seconds = sum.unknown_seconds.max(other.unknown_seconds);
    sum.estimated = sum.estimated.saturating_add(other.estimated);
    sum.power_uncertain |= other.power_uncertain;
}
