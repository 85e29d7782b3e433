//! The meters of a report: the annex, and the powers that must not be passed.

use super::figures::Basis;
use crate::{
    domain::{error::AppError, id::UsagePointId, provider::ProviderId, series::SeriesKind, units::Joules},
    services::{
        App,
        dashboards::{comparisons, fingerprints, peaks, period::elapsed, table::Line},
        statistics,
    },
    storage,
    views::{
        report::{PowerLimit, ReportMeter},
        shared::{ComparedWith, Fingerprint},
    },
};

/// The meters with an agreed power, and their highest power.
pub(super) async fn limits(app: &App, basis: &Basis<'_>) -> Result<Vec<PowerLimit>, AppError> {
    let points: Vec<UsagePointId> = basis.table.lines.iter().map(|line| line.usage_point).collect();
    let contracts = storage::tariffs::contracts(&app.db, &points).await?;
    let mut limits = Vec::new();
    for line in &basis.table.lines {
        let of_meter = contracts.iter().filter(|(point, _)| *point == line.usage_point).map(|(_, contract)| contract);
        let Some(kva) = statistics::subscribed(of_meter, basis.period.end()) else { continue };
        let max = peaks::highest(app, &basis.table.only(line), basis.elapsed()).await?;
        let meter = if line.label.trim().is_empty() { line.number.clone() } else { line.label.clone() };
        limits.push(PowerLimit { meter, kva, max });
    }
    Ok(limits)
}

/// Every meter that had data in the period, by label and number. `total`: of the building.
pub(super) async fn annex(app: &App, basis: &Basis<'_>, total: Option<Joules>) -> Result<Vec<ReportMeter>, AppError> {
    let last = Some(basis.period.last());
    let mut prints = fingerprints::of_meters(app, basis.source, SeriesKind::ElectricityConsumption, last).await?;
    let mut meters = Vec::new();
    for line in &basis.table.lines {
        let had_data = basis.period.days().any(|day| basis.table.rollup(line.key, day).is_some());
        let point = basis.source.points.iter().find(|point| point.id == line.usage_point);
        let Some(point) = point.filter(|_| had_data) else { continue };
        let fingerprint = prints.remove(&point.id).filter(|print| print.watts.iter().any(Option::is_some));
        meters.push(meter(app, basis, line, (point.provider, total, fingerprint)).await?);
    }
    meters.sort_by_cached_key(|meter| (meter.label.is_empty(), meter.label.to_lowercase(), meter.number.clone()));
    Ok(meters)
}

async fn meter(
    app: &App,
    basis: &Basis<'_>,
    line: &Line,
    (provider, total, fingerprint): (ProviderId, Option<Joules>, Option<Fingerprint>),
) -> Result<ReportMeter, AppError> {
    let (table, period) = (basis.table.only(line), basis.period);
    let days = basis.elapsed().filter(|day| line.expects(*day));
    let span = table.span(days.clone());
    let months = basis.months.iter().map(|month| table.span(elapsed(*month, table.latest())).total);
    Ok(ReportMeter {
        label: line.label.trim().to_owned(),
        number: line.number.clone(),
        provider,
        energy: span.total,
        share: span.total.zip(total).and_then(|(part, whole)| share(part, whole)),
        last_year: Some(comparisons::of(&table, period, ComparedWith::LastYear, None))
            .filter(|compared| compared.days > 0),
        max: peaks::highest(app, &table, days.clone()).await?,
        days_whole: span.days_whole,
        days_elapsed: u32::try_from(days.count()).unwrap_or(u32::MAX),
        months: months.collect(),
        fingerprint,
    })
}

/// A part of the whole in per mille, rounded; `None` of nothing.
fn share(part: Joules, whole: Joules) -> Option<u32> {
    let (part, whole) = (i128::from(part.0), i128::from(whole.0));
    (whole > 0).then(|| u32::try_from((part * 1_000 + whole / 2) / whole).ok()).flatten()
}
