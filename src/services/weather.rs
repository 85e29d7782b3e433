//! The weather of a building, where one of its meters measures the temperature outside: what comparisons are freed of.

use super::{App, dashboards::sources::Source};
use crate::{
    analytics::degree_days::{Heat, heating_limit},
    domain::{
        emission::Country, error::AppError, id::UsagePointId, reading::Coverage, series::SeriesKind, time::LocalDay,
    },
    storage,
};
use chrono::Months;
use std::collections::BTreeMap;

/// How far back the building's answer to the cold is learnt: two winters, and a year before the first for comparing.
const MONTHS: Months = Months::new(26);

/// Degree days before `end`, and how the series of `kind` (of one meter, or of all) answers to them. `None` without a
/// temperature.
///
/// # Errors
/// When the database fails.
pub(super) async fn heat(
    app: &App,
    source: &Source,
    (kind, meter): (SeriesKind, Option<UsagePointId>),
    end: LocalDay,
) -> Result<Option<Heat>, AppError> {
    let thermometers: Vec<i64> = source.lines_of(SeriesKind::Temperature, None).iter().map(|line| line.key).collect();
    if thermometers.is_empty() || kind != SeriesKind::ElectricityConsumption {
        return Ok(None);
    }
    let first = end.checked_sub_months(MONTHS).unwrap_or(end);
    let measured = storage::readings::rollups_between(&app.db, &thermometers, first, end).await?;
    let mut means: BTreeMap<LocalDay, Vec<i64>> = BTreeMap::new();
    for (_, day) in measured.iter().filter(|(_, day)| day.coverage() == Coverage::Complete) {
        means.entry(day.day).or_default().extend(day.sum.checked_div(day.values));
    }
    let mean = |(day, of): (LocalDay, Vec<i64>)| {
        Some((day, of.iter().sum::<i64>().checked_div(i64::try_from(of.len()).ok()?)?))
    };
    let temperatures: BTreeMap<LocalDay, i64> = means.into_iter().filter_map(mean).collect();
    let table = source.table(&app.db, source.lines_of(kind, meter), first, end).await?;
    let days = first.iter_days().take_while(|day| *day < end);
    let whole = days.filter_map(|day| Some((day, table.day(day))).filter(|(_, of)| of.whole));
    let whole = whole.filter_map(|(day, of)| Some((day, of.total?)));
    Ok(Some(Heat::new(heating_limit(Country::of_zone(&source.building.zone)), &temperatures, whole)))
}
