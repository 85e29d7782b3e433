//! The dashboard of one building: what happened over a period, against what, and how sure that is.

pub(super) mod anomalies;
pub(super) mod charts;
pub(super) mod comparisons;
pub(super) mod curve;
pub(super) mod fingerprints;
mod footnotes;
mod forecast;
pub(super) mod meters;
mod options;
pub(super) mod peaks;
pub(super) mod period;
mod profile;
pub(super) mod quality;
pub(super) mod sources;
pub(super) mod summary;
pub(super) mod table;
mod usual;
mod worth;

pub use options::chart_options;
pub use profile::profile;

use super::{App, buildings, statistics, weather};
use crate::{
    analytics::forecast::Forecast,
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
        amount::Measure,
        building::{BuildingHeader, BuildingView, ChartKind, ChartView, DashboardQuery},
        shared::ComparedWith,
    },
};
use charts::Present;
use sources::Source;
use table::Table;
use worth::Worth;

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
    let worth = shown.worth(app, true).await?;
    let summary = summary::summary(app, table, *period).await?;
    let (total, mean_per_day) = match &worth {
        Some(worth) => footnotes::amounts(table, worth, elapsed.clone()),
        None => (summary.total.map(Into::into), summary.mean_per_day.map(Into::into)),
    };
    let noted = |measure| worth.as_ref().filter(|worth| worth.measure == measure);
    let anomalies = shown.anomalies(app).await?;
    let heat = weather::heat(app, source, (shown.series, query.meter), period.end()).await?;
    let expected = forecast::of_shown(app, &shown).await?;
    let marks = Marks {
        anomalies: &anomalies,
        worth: worth.as_ref(),
        forecast: expected.as_ref().and_then(|of| of.as_ref().ok()),
    };
    let charts = shown.charts(app, marks).await?;
    let forecast = match &expected {
        Some(expected) => forecast::view(app, &shown, expected).await?,
        None => None,
    };
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
        measure: shown.measure,
        compared: query.compared,
        total,
        mean_per_day,
        cost: noted(Measure::Cost).map(|worth| footnotes::cost(table, worth, elapsed.clone())),
        carbon: noted(Measure::Carbon).map(|worth| footnotes::carbon(table, worth, elapsed.clone())),
        summary,
        charts,
        comparisons: comparisons::both(table, *period, worth.as_ref(), heat.as_ref()),
        forecast,
        anomalies,
        months: summary::months(app, table, *period, present.today).await?,
        fingerprint: fingerprints::of_table(app, table, None).await?,
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

/// A longer span is shown by months.
const MOST_BARS: u16 = 92;

/// What charts show besides the measured values.
struct Marks<'a> {
    anomalies: &'a [AlertView],
    worth: Option<&'a Worth>,
    forecast: Option<&'a Forecast>,
}

/// What a query asks to see, with the rollups for it.
struct Shown {
    source: Source,
    series: SeriesKind,
    table: Table,
    period: Period,
    /// What the charts compare it with.
    reference: Period,
    present: Present,
    meter: Option<UsagePointId>,
    measure: Measure,
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
        // What is produced has its worth where it is injected: in the cost of the consumption.
        let measure = if query.production { Measure::Energy } else { query.measure };
        let (reference, meter) = (query.compared.of(period), query.meter);
        Ok(Self { source, series, table, period, reference, present, meter, measure })
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

    /// What the days are worth, when that is not asked in energy. `all`: also those of both comparisons, not only those
    /// of the charts.
    async fn worth(&self, app: &App, all: bool) -> Result<Option<Worth>, AppError> {
        let Self { source, table, period, reference, .. } = self;
        let mut others = vec![*reference];
        if all {
            others.extend([period.previous(), period.same_last_year()].into_iter().filter(|other| other != reference));
            others.dedup();
        }
        Ok(match self.measure {
            Measure::Energy => None,
            Measure::Cost => Some(Worth::in_money(app, (source, table), self.meter, *period, &others).await?),
            Measure::Carbon => {
                others.push(*period);
                Some(Worth::in_carbon(app, (source, table), &others).await?)
            }
        })
    }

    async fn charts(&self, app: &App, marks: Marks<'_>) -> Result<Vec<ChartView>, AppError> {
        let Self { table, period, present, .. } = self;
        let both = (*period, self.reference);
        let mut charts = match period.kind {
            PeriodKind::Day => vec![self.load_curve(app).await?],
            PeriodKind::Week => vec![charts::days(table, both, *present), self.load_curve(app).await?],
            PeriodKind::Month => vec![charts::days(table, both, *present)],
            PeriodKind::Year => vec![charts::months(table, *period, *present)],
            PeriodKind::Span(..=7) => vec![charts::days(table, both, *present), self.load_curve(app).await?],
            PeriodKind::Span(days) if days <= MOST_BARS => vec![charts::days(table, both, *present)],
            PeriodKind::Span(_) => vec![charts::months(table, *period, *present)],
        };
        for chart in &mut charts {
            chart.compared = self.compared(chart.kind);
            charts::mark_alerts(chart, marks.anomalies);
            marks.worth.into_iter().for_each(|worth| charts::mark_worth(chart, worth, self.reference));
            marks.forecast.into_iter().for_each(|forecast| forecast::mark(chart, forecast, *present));
        }
        Ok(charts)
    }

    /// What the lighter line of a chart is.
    fn compared(&self, kind: ChartKind) -> ComparedWith {
        let last_year = kind == ChartKind::Months || self.reference != self.period.previous();
        if last_year { ComparedWith::LastYear } else { ComparedWith::Previous }
    }

    async fn load_curve(&self, app: &App) -> Result<ChartView, AppError> {
        let Self { table, period, present, .. } = self;
        let keys: Vec<i64> = table.lines.iter().map(|line| line.key).collect();
        let mut readings = Vec::new();
        for (first, end) in charts::curve_days(*period, self.reference) {
            readings.extend(storage::readings::readings_of(&app.db, &keys, table.zone.span(first, end)).await?);
        }
        let curve = charts::load_curve(table, (*period, self.reference), &readings, *present);
        Ok(ChartView { subscribed_kva: self.subscribed(app).await?, ..curve })
    }

    /// The power that the only meter may take; of several the sum may be more than what each may.
    async fn subscribed(&self, app: &App) -> Result<Option<u32>, AppError> {
        let [line] = self.table.lines.as_slice() else { return Ok(None) };
        let contracts = storage::tariffs::contracts(&app.db, &[line.usage_point]).await?;
        Ok(statistics::subscribed(contracts.iter().map(|(_, contract)| contract), self.period.end()))
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
