//! Every figure of a report.

use super::{ReportQuery, carbon, costs, findings, meters, months};
use crate::{
    analytics::degree_days::Heat,
    domain::{
        error::AppError,
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
    },
    services::{
        App,
        dashboards::{
            comparisons, fingerprints,
            period::elapsed,
            quality,
            sources::{self, Source},
            summary,
            table::Table,
        },
        statistics::{self, Shape},
        weather,
    },
    storage,
    views::{
        report::{EnergyReport, ReportBuilding, ReportTotals, WeekProfile},
        shared::{ComparedWith, Comparison},
    },
};

/// What every section is made from.
pub(super) struct Basis<'a> {
    /// The building with its meters.
    pub source: &'a Source,
    /// Consumption, as far back as the comparisons look.
    pub table: &'a Table,
    /// What is reported.
    pub period: Period,
    /// The months of the report, oldest first.
    pub months: &'a [Period],
}

impl Basis<'_> {
    /// The days of the period that are over and have data.
    pub fn elapsed(&self) -> impl Iterator<Item = LocalDay> + Clone {
        elapsed(self.period, self.table.latest())
    }
}

/// The report of a building.
pub(super) async fn fill(app: &App, source: &Source, query: &ReportQuery) -> Result<EnergyReport, AppError> {
    let period = query.period;
    let candidates = months::candidates(period, source.today);
    let (first, end) = reach(period, &candidates);
    let table = source.table(&app.db, source.lines_of(SeriesKind::ElectricityConsumption, None), first, end).await?;
    let rows = months::rows(app, &table, period, source.today).await?;
    let months: Vec<Period> = rows.iter().map(|row| row.month).collect();
    let basis = Basis { source, table: &table, period, months: &months };
    let priced = costs::Priced::load(app, &basis).await?;
    let carbon = carbon::Emitting::load(app, source).await?;
    let building = &source.building;
    let organisation = storage::buildings::organisation_name(&app.db, building.organisation).await?;
    let (totals, week) = totals(app, &basis).await?;
    let (anomalies, anomaly_counts) = findings::of_period(app, &basis).await?;
    let address = format!("/buildings/{}?p={}&d={period}", building.id, period.kind.as_str());
    let link = app.config.public_url.join(&address).map_err(|_| AppError::Internal)?;
    let heat = weather::heat(app, source, (SeriesKind::ElectricityConsumption, None), period.end()).await?;
    let print = fingerprints::of_table(app, &table, Some(period.last())).await?;
    Ok(EnergyReport {
        language: query.language,
        organisation: organisation.unwrap_or_default(),
        building: ReportBuilding {
            name: building.name.clone(),
            address: building.address.clone(),
            town: building.town.clone(),
            zone: building.zone.clone(),
        },
        link: link.into(),
        period,
        until: basis.elapsed().last().filter(|last| *last < period.last()),
        generated: source.zone.wall_time(app.clock.now()),
        freshness: sources::freshness(source.zone, table.lines.iter()),
        fingerprint: print.filter(|print| print.watts.iter().any(Option::is_some)),
        comparisons: compared(&table, period, heat.as_ref()),
        months: months::filled(rows, &table, &priced, &carbon, period),
        week,
        limits: meters::limits(app, &basis).await?,
        anomalies,
        anomaly_counts,
        cost: priced.of_period(&basis),
        carbon: carbon.of_period(&basis),
        quality: quality::counts(&table, basis.elapsed()),
        quality_days: quality::days(&table, basis.elapsed()),
        meters: meters::annex(app, &basis, totals.consumption).await?,
        totals,
    })
}

/// The local days `[first, end)` that the period, its comparisons and its months look at.
fn reach(period: Period, months: &[Period]) -> (LocalDay, LocalDay) {
    let others = [period.previous(), period.same_last_year()];
    let before = months.iter().map(|month| month.same_last_year());
    let first = others.into_iter().chain(before).map(|other| other.first).fold(period.first, LocalDay::min);
    (first, months.iter().map(|month| month.end()).fold(period.end(), LocalDay::max))
}

/// The period before a year is the same one last year; it is called by the name that people ask for.
fn compared(table: &Table, period: Period, heat: Option<&Heat>) -> Vec<Comparison> {
    let before = (period.kind != PeriodKind::Year).then_some(ComparedWith::Previous);
    let all = before.into_iter().chain([ComparedWith::LastYear]);
    all.map(|with| comparisons::of(table, period, with, heat)).collect()
}

async fn totals(app: &App, basis: &Basis<'_>) -> Result<(ReportTotals, Option<WeekProfile>), AppError> {
    let (source, period) = (basis.source, basis.period);
    let summary = summary::summary(app, basis.table, period).await?;
    let Shape { profile: shape, .. } = statistics::shape(app, basis.table, (period.first, period.end())).await?;
    let producing = source.lines_of(SeriesKind::ElectricityProduction, None);
    let production = source.table(&app.db, producing, period.first, period.end()).await?;
    let watts: Vec<Option<u32>> = shape.week.iter().map(|watts| u32::try_from((*watts)?).ok()).collect();
    let totals = ReportTotals {
        consumption: summary.total,
        production: production.span(elapsed(period, production.latest())).total,
        days_elapsed: summary.days_elapsed,
        days_whole: summary.days_whole,
        mean_per_day: summary.mean_per_day,
        base_watts: shape.base_load,
        load_factor: shape.load_factor.and_then(|part| u32::try_from(part).ok()),
        max: summary.max,
    };
    Ok((totals, watts.iter().any(Option::is_some).then_some(WeekProfile { watts })))
}
