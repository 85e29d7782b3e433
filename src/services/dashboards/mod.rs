//! The dashboard of one building: what happened over a period, against what, and how sure that is.

pub(super) mod anomalies;
pub(super) mod charts;
pub(super) mod comparisons;
pub(super) mod curve;
pub(super) mod fingerprints;
pub(super) mod meters;
mod options;
pub(super) mod peaks;
pub(super) mod period;
pub(super) mod quality;

pub(super) mod sources;
mod summary;
pub(super) mod table;
mod usual;

pub use options::chart_options;

use super::{App, buildings, weather};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
    },
    storage,
    views::{
        alerts::AlertView,
        building::{BuildingHeader, BuildingView, ChartView, DashboardQuery},
    },
};
use charts::Present;
use sources::Source;
use table::Table;

/// Everything that the dashboard of a building shows.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see.
pub async fn building(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    query: &DashboardQuery,
) -> Result<BuildingView, AppError> {
    let shown = Shown::load(app, actor, id, query).await?;
    let Shown { source, table, period, present, .. } = &shown;
    let elapsed = period::elapsed(*period, present.latest);
    let anomalies = shown.anomalies(app).await?;
    let heat = weather::heat(app, source, (shown.series, query.meter), period.end()).await?;
    Ok(BuildingView {
        header: shown.header(actor),
        today: source.today,
        period: *period,
        series: shown.series,
        series_available: available(source),
        meter: query.meter,
        previous: period::previous(*period, table.earliest()),
        next: period::next(*period, source.today),
        earliest: table.earliest(),
        latest: present.latest,
        summary: summary::summary(app, table, *period).await?,
        charts: shown.charts(app, &anomalies).await?,
        comparisons: comparisons::both(table, *period, heat.as_ref()),
        anomalies,
        months: summary::months(app, table, *period, present.today).await?,
        fingerprint: fingerprints::of_table(app, table).await?,
        quality: quality::counts(table, elapsed.clone()),
        quality_days: quality::days(table, elapsed),
        freshness: sources::freshness(source.zone, table.lines.iter()),
        meters: meters::cards(app, source, shown.series).await?,
    })
}

/// The load curve of one day of a meter, over what is usual at each time; `None` when nothing of it is known.
///
/// # Errors
/// As [`building`].
pub(super) async fn curve_of_day(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    meter: UsagePointId,
    day: LocalDay,
) -> Result<Option<ChartView>, AppError> {
    let query =
        DashboardQuery { kind: PeriodKind::Day, day: Some(day), meter: Some(meter), ..DashboardQuery::default() };
    let shown = Shown::load(app, actor, id, &query).await?;
    // A day after the latest one gives way to that one.
    if shown.period.first != day {
        return Ok(None);
    }
    let curve = shown.load_curve(app).await?;
    Ok(curve.slots.iter().any(|slot| slot.value.is_some()).then_some(curve))
}

/// What a query asks to see, with the rollups for it.
struct Shown {
    source: Source,
    series: SeriesKind,
    table: Table,
    period: Period,
    present: Present,
}

impl Shown {
    async fn load(app: &App, actor: &Actor, id: BuildingId, query: &DashboardQuery) -> Result<Self, AppError> {
        let building = buildings::authorised(app, actor, Action::Read, id).await?;
        let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
        if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
            return Err(AppError::NotFound);
        }
        let series =
            if query.production { SeriesKind::ElectricityProduction } else { SeriesKind::ElectricityConsumption };
        let lines = source.lines_of(series, query.meter);
        let latest = lines.iter().map(|line| line.last).max();
        let period = period::choose(query, source.today, latest);
        let (first, end) = reach(period, source.today);
        let table = source.table(&app.db, lines, first, end).await?;
        let present = Present { today: source.today, now: app.clock.now(), latest };
        Ok(Self { source, series, table, period, present })
    }

    fn header(&self, actor: &Actor) -> BuildingHeader {
        let building = &self.source.building;
        BuildingHeader {
            id: building.id,
            name: building.name.clone(),
            address: building.address.clone(),
            town: building.town.clone(),
            zone: building.zone.clone(),
            can_manage: actor.can(Action::Manage, building.organisation, building.id),
        }
    }

    /// The anomalies of the period.
    async fn anomalies(&self, app: &App) -> Result<Vec<AlertView>, AppError> {
        let days = (self.period.first, self.period.end());
        anomalies::of_lines(&app.db, self.table.zone, &self.table.lines, days).await
    }

    async fn charts(&self, app: &App, anomalies: &[AlertView]) -> Result<Vec<ChartView>, AppError> {
        let Self { table, period, present, .. } = self;
        let mut charts = match period.kind {
            PeriodKind::Day => vec![self.load_curve(app).await?],
            PeriodKind::Week => vec![charts::days(table, *period, *present), self.load_curve(app).await?],
            PeriodKind::Month => vec![charts::days(table, *period, *present)],
            PeriodKind::Year => vec![charts::months(table, *period, *present)],
        };
        charts.iter_mut().for_each(|chart| charts::mark_alerts(chart, anomalies));
        Ok(charts)
    }

    async fn load_curve(&self, app: &App) -> Result<ChartView, AppError> {
        let Self { table, period, present, .. } = self;
        let keys: Vec<i64> = table.lines.iter().map(|line| line.key).collect();
        let (first, end) = charts::curve_days(*period);
        let span = table.zone.span(first, end);
        let readings = storage::readings::readings_of(&app.db, &keys, span).await?;
        Ok(charts::load_curve(table, *period, &readings, *present))
    }
}

/// The local days `[first, end)` that the period, its comparisons and the monthly table look at.
fn reach(period: Period, today: LocalDay) -> (LocalDay, LocalDay) {
    let latest = Period::containing(PeriodKind::Month, period.last().min(today));
    let months = std::iter::successors(Some(latest), |month| Some(month.previous())).take(12).last();
    let others = [Some(period.previous()), Some(period.same_last_year()), months];
    let first = others.into_iter().flatten().map(|other| other.first).fold(period.first, LocalDay::min);
    (first, period.end().max(latest.end()))
}

/// The kinds of electricity series that hold data, consumption first.
fn available(source: &Source) -> Vec<SeriesKind> {
    [SeriesKind::ElectricityConsumption, SeriesKind::ElectricityProduction]
        .into_iter()
        .filter(|kind| source.lines.iter().any(|line| line.kind == *kind))
        .collect()
}
