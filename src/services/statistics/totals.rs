//! Totals of a stretch of local days, cut into days, weeks, months or years.

use super::super::{
    App, buildings,
    dashboards::{peaks, sources, table::Table},
    weather,
};
use crate::{
    analytics::degree_days::Heat,
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    views::shared::WallTime,
};
use chrono::{Days, Months};
use serde::Serialize;
use utoipa::ToSchema;

/// What is asked.
#[derive(Clone, Debug)]
pub struct StatisticsQuery {
    /// Consumption or production of electricity.
    pub metric: SeriesKind,
    /// What the data points are.
    pub period: PeriodKind,
    /// First local day.
    pub first: LocalDay,
    /// First local day after.
    pub end: LocalDay,
    /// One meter; the whole building when absent.
    pub meter: Option<UsagePointId>,
}

/// The answer. Days are local days of the building; a day is whole when every meter covers it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Statistics {
    /// What was summed.
    pub metric_type: SeriesKind,
    /// What the data points are: `day`, `week`, `month` or `year`.
    #[schema(value_type = String, example = "month")]
    pub period: PeriodKind,
    /// IANA name of the zone whose days are meant.
    pub time_zone: String,
    /// The stretch, as asked.
    pub date_range: DateRange,
    /// Over the whole stretch.
    pub statistics: Totals,
    /// One for each day, week, month or year that has begun, in order; the first and last may be cut by the stretch.
    pub data_points: Vec<DataPoint>,
    /// Against other stretches.
    pub comparison: StatisticsComparison,
}

/// A stretch of local days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DateRange {
    /// First local day.
    #[schema(value_type = String, format = Date)]
    pub start: LocalDay,
    /// First local day after.
    #[schema(value_type = String, format = Date)]
    pub end: LocalDay,
}

/// Sums and extremes of some days. `null`: not known.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Totals {
    /// Sum of the known days.
    pub total_kwh: Option<f64>,
    /// Mean of the whole days.
    pub mean_kwh_per_day: Option<f64>,
    /// The whole day with the least.
    pub min_kwh_per_day: Option<f64>,
    /// The whole day with the most.
    pub max_kwh_per_day: Option<f64>,
    /// Highest mean power of an interval of the load curve.
    pub max_kw: Option<f64>,
    /// When that interval began, on the building's clock: `2026-11-14T18:30`.
    pub max_kw_at: Option<String>,
    /// Local days.
    pub count_days: u32,
    /// Of these, whole ones.
    pub count_days_whole: u32,
}

/// One day, week, month or year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DataPoint {
    /// `2026-11-21`, `2026-W47`, `2026-11` or `2026`.
    pub period: String,
    /// Its sums.
    #[serde(flatten)]
    pub totals: Totals,
}

/// Signed differences in per cent over days that are whole on both sides; `null` when there is none or the base is 0.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatisticsComparison {
    /// Against as many days just before.
    pub vs_previous_period_percent: Option<f64>,
    /// The same in equal weather; `null` where no temperature is known or the building does not answer to it.
    pub vs_previous_period_weather_adjusted_percent: Option<f64>,
    /// Days compared.
    pub vs_previous_period_days: u32,
    /// Against the same days a year before: 364 days for days and weeks, by the calendar for months and years.
    pub vs_same_period_last_year_percent: Option<f64>,
    /// The same in equal weather; `null` where no temperature is known or the building does not answer to it.
    pub vs_same_period_last_year_weather_adjusted_percent: Option<f64>,
    /// Days compared.
    pub vs_same_period_last_year_days: u32,
}

/// Statistics of a building or of one of its meters.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::EndBeforeStart`] for an empty
/// stretch; [`AppError::InvalidField`] for a metric that is not electricity or more than ten years.
pub async fn statistics(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    query: &StatisticsQuery,
) -> Result<Statistics, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    check(query)?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let days_before = Days::new(u64::try_from((query.end - query.first).num_days()).unwrap_or_default());
    let reach = query.first.checked_sub_days(days_before).unwrap_or(query.first).min(last_year(query, query.first));
    let table = source.table(&app.db, source.lines_of(query.metric, query.meter), reach, query.end).await?;
    let past = past_end(query, &table);
    let heat = weather::heat(app, &source, (query.metric, query.meter), past).await?;
    let mut data_points = Vec::new();
    let first = Period::containing(query.period, query.first);
    for period in std::iter::successors(Some(first), |period| Some(period.next())).take_while(|p| p.first < past) {
        let (from, until) = (period.first.max(query.first), period.end().min(past));
        data_points.push(DataPoint { period: period.to_string(), totals: totals(app, &table, from, until).await? });
    }
    Ok(Statistics {
        metric_type: query.metric,
        period: query.period,
        time_zone: source.zone.name().to_owned(),
        date_range: DateRange { start: query.first, end: query.end },
        statistics: totals(app, &table, query.first, past).await?,
        data_points,
        comparison: comparison(query, (&table, heat.as_ref()), past, days_before),
    })
}

fn check(query: &StatisticsQuery) -> Result<(), AppError> {
    let invalid =
        |field: &str, expected: &str| AppError::InvalidField { field: field.into(), expected: expected.into() };
    if !matches!(query.metric, SeriesKind::ElectricityConsumption | SeriesKind::ElectricityProduction) {
        return Err(invalid("metric_type", "ElectricityConsumption, ElectricityProduction"));
    }
    if query.end <= query.first {
        return Err(AppError::EndBeforeStart);
    }
    if query.first.checked_add_months(Months::new(120)).is_none_or(|limit| limit < query.end) {
        return Err(invalid("end_date", "≤ start_date + 10 years"));
    }
    Ok(())
}

/// The first local day that lies after the stretch or after the latest data.
fn past_end(query: &StatisticsQuery, table: &Table) -> LocalDay {
    let after_data = table.latest().and_then(|latest| latest.succ_opt()).unwrap_or(query.first);
    query.end.min(after_data).max(query.first)
}

async fn totals(app: &App, table: &Table, first: LocalDay, end: LocalDay) -> Result<Totals, AppError> {
    let days = first.iter_days().take_while(|day| *day < end);
    let span = table.span(days.clone());
    let max = peaks::highest(app, table, days.clone()).await?;
    let kwh = |value: Option<Joules>| value.map(Joules::kwh);
    #[expect(clippy::cast_precision_loss, reason = "watts of a building")]
    let max_kw = max.as_ref().map(|max| max.watts as f64 / 1_000.0);
    Ok(Totals {
        total_kwh: kwh(span.total),
        mean_kwh_per_day: kwh(span.mean_per_day()),
        min_kwh_per_day: kwh(span.extremes.map(|(least, _)| least)),
        max_kwh_per_day: kwh(span.extremes.map(|(_, most)| most)),
        max_kw,
        max_kw_at: max.map(|max| local(&max.at)),
        count_days: u32::try_from(days.count()).unwrap_or(u32::MAX),
        count_days_whole: span.days_whole,
    })
}

fn local(at: &WallTime) -> String {
    format!("{}T{:02}:{:02}", at.day, at.hour, at.minute)
}

fn last_year(query: &StatisticsQuery, day: LocalDay) -> LocalDay {
    match query.period {
        PeriodKind::Day | PeriodKind::Week | PeriodKind::Span(_) => day.checked_sub_days(Days::new(364)),
        PeriodKind::Month | PeriodKind::Year => day.checked_sub_months(Months::new(12)),
    }
    .unwrap_or(day)
}

fn comparison(
    query: &StatisticsQuery,
    known: (&Table, Option<&Heat>),
    past: LocalDay,
    before: Days,
) -> StatisticsComparison {
    let days = || query.first.iter_days().take_while(|day| *day < past);
    let previous = matched(known, days().filter_map(|day| Some((day, day.checked_sub_days(before)?))));
    // 29 February has no counterpart; moving it to the 28th would count that day twice.
    let same_day = |day: LocalDay, other: LocalDay| {
        matches!(query.period, PeriodKind::Day | PeriodKind::Week | PeriodKind::Span(_))
            || chrono::Datelike::day(&day) == chrono::Datelike::day(&other)
    };
    let year = days().map(|day| (day, last_year(query, day))).filter(|(day, other)| same_day(*day, *other));
    let year = matched(known, year);
    StatisticsComparison {
        vs_previous_period_percent: previous.percent,
        vs_previous_period_weather_adjusted_percent: previous.weather,
        vs_previous_period_days: previous.days,
        vs_same_period_last_year_percent: year.percent,
        vs_same_period_last_year_weather_adjusted_percent: year.weather,
        vs_same_period_last_year_days: year.days,
    }
}

/// Pairs of days that are whole on both sides.
struct Matched {
    days: u32,
    /// By how much their sums differ.
    percent: Option<f64>,
    /// In equal weather.
    weather: Option<f64>,
}

fn matched((table, heat): (&Table, Option<&Heat>), pairs: impl Iterator<Item = (LocalDay, LocalDay)>) -> Matched {
    let whole = |day| Some(table.day(day)).filter(|known| known.whole).and_then(|known| known.total);
    let (mut current, mut reference) = (Joules::ZERO, Joules::ZERO);
    let (mut days, mut others) = (Vec::new(), Vec::new());
    for (day, other) in pairs {
        if let (Some(a), Some(b)) = (whole(day), whole(other)) {
            (current, reference) = (current + a, reference + b);
            days.push(day);
            others.push(other);
        }
    }
    let weather = heat.and_then(|heat| heat.adjusted((current, &days), (reference, &others)));
    Matched {
        days: u32::try_from(days.len()).unwrap_or(u32::MAX),
        percent: (reference.0 > 0).then(|| (current.kwh() / reference.kwh() - 1.0) * 100.0),
        weather: weather.and_then(|weather| weather.percent),
    }
}
