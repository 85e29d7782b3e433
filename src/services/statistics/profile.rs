//! The shape of a building's consumption: base load, load factor, a usual week, month peaks.

use super::{
    super::{
        App, buildings,
        dashboards::{
            charts, curve,
            sources::{self, Source},
            table::{Line, Table},
        },
    },
    DateRange,
};
use crate::{
    analytics::{
        cost::{MonthPeak, Peaks},
        profile::{self, Profile},
    },
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        reading::Reading,
        series::SeriesKind,
        tariff::{Contract, Power},
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    storage,
};
use chrono::{Datelike, Months};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// The shape of some local days. Powers are means of whole intervals in kW; `null`: not known.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProfileAnswer {
    /// IANA name of the zone whose clock is meant.
    pub time_zone: String,
    /// The stretch, as asked.
    pub date_range: DateRange,
    /// Median over the nights of the lowest hour between 0 and 6 h: what is never switched off.
    pub base_load_kw: Option<f64>,
    /// Nights that are wholly known.
    pub nights: u32,
    /// Mean power.
    pub mean_kw: Option<f64>,
    /// Mean over highest power: 1 is a use that never changes.
    pub load_factor: Option<f64>,
    /// The part of the energy that is used between 0 and 6 h.
    pub night_share: Option<f64>,
    /// Mean power of each hour on the clock: seven rows from Monday on, 24 columns.
    pub hours_kw: Vec<Vec<Option<f64>>>,
    /// Mean energy of a whole day in kWh, from Monday on.
    pub weekdays_kwh: Vec<Option<f64>>,
    /// Meter by meter.
    pub meters: Vec<MeterPeaks>,
}

/// The peaks of a meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeterPeaks {
    /// The meter.
    pub device_id: UsagePointId,
    /// Highest mean power of an interval.
    pub max_kw: Option<f64>,
    /// Power agreed on in the latest contract of the stretch, in kVA.
    pub subscribed_kva: Option<u32>,
    /// The highest over what was agreed on, with a power factor of 1.
    pub max_over_subscribed: Option<f64>,
    /// Highest quarter-hour of each month.
    pub months: Vec<MonthPeakItem>,
}

/// The highest quarter-hour of a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MonthPeakItem {
    /// `2026-11`.
    pub month: String,
    /// Mean power.
    pub kw: f64,
    /// Whether some of the month is known by longer intervals only, which hide the peaks inside them.
    pub lower_bound: bool,
}

/// The shape of the local days `[first, end)`.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::EndBeforeStart`];
/// [`AppError::InvalidField`] for more than 13 months.
pub async fn profile(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    meter: Option<UsagePointId>,
    (first, end): (LocalDay, LocalDay),
) -> Result<ProfileAnswer, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    if end <= first {
        return Err(AppError::EndBeforeStart);
    }
    if first.checked_add_months(Months::new(13)).is_none_or(|limit| limit < end) {
        let expected = "≤ start_date + 13 months".to_owned();
        return Err(AppError::InvalidField { field: "end_date".to_owned(), expected });
    }
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, meter);
    let table = source.table(&app.db, lines, first, end).await?;
    of_table(app, &source, &table, (first, end)).await
}

/// The same of what is loaded already.
pub(in crate::services) async fn of_table(
    app: &App,
    source: &Source,
    table: &Table,
    (first, end): (LocalDay, LocalDay),
) -> Result<ProfileAnswer, AppError> {
    let Shape { profile, weekdays, meters } = shape(app, table, (first, end)).await?;
    Ok(ProfileAnswer {
        time_zone: source.zone.name().to_owned(),
        date_range: DateRange { start: first, end },
        base_load_kw: profile.base_load.map(thousandth),
        nights: profile.nights,
        mean_kw: profile.mean.map(thousandth),
        load_factor: profile.load_factor.map(thousandth),
        night_share: profile.night_share.map(thousandth),
        hours_kw: profile.week.chunks(24).map(|day| day.iter().map(|watts| watts.map(thousandth)).collect()).collect(),
        weekdays_kwh: weekdays.into_iter().map(|mean| mean.map(Joules::kwh)).collect(),
        meters: meters.into_iter().map(peaks).collect(),
    })
}

/// The shape of some days in whole watts and joules.
pub(in crate::services) struct Shape {
    /// Of all meters together.
    pub profile: Profile,
    /// Mean energy of a whole day, from Monday on.
    pub weekdays: Vec<Option<Joules>>,
    /// Meter by meter.
    pub meters: Vec<MeterShape>,
}

/// The peaks of a meter.
pub(in crate::services) struct MeterShape {
    /// Which.
    pub line: Line,
    /// Highest mean power of an interval in watts.
    pub max: Option<f64>,
    /// Power agreed on, in kVA.
    pub subscribed_kva: Option<u32>,
    /// By the first day of the month.
    pub months: Vec<(LocalDay, MonthPeak)>,
}

/// The shape of the local days `[first, end)` of a table.
///
/// # Errors
/// When the database fails.
pub(in crate::services) async fn shape(
    app: &App,
    table: &Table,
    (first, end): (LocalDay, LocalDay),
) -> Result<Shape, AppError> {
    let days = || first.iter_days().take_while(|day| *day < end);
    let keys: Vec<i64> = table.lines.iter().map(|line| line.key).collect();
    let readings = storage::readings::readings_of(&app.db, &keys, table.zone.span(first, end)).await?;
    let step = curve::common_step(readings.iter().map(|(_, reading)| reading));
    let by_series = charts::grouped(&readings);
    let cells = charts::summed(table, &by_series, days(), step);
    let known = cells.iter().filter(|cell| cell.whole).filter_map(|cell| Some((cell.interval, cell.value?)));
    let of_weekday = |weekday: u32| {
        let of = days().filter(|day| day.weekday().num_days_from_monday() == weekday);
        table.span(of).mean_per_day()
    };
    Ok(Shape {
        profile: profile::of(table.zone, known),
        weekdays: (0..7).map(of_weekday).collect(),
        meters: meters(app, table, &by_series, (first, end)).await?,
    })
}

fn peaks(meter: MeterShape) -> MeterPeaks {
    let month = |(first, peak): (LocalDay, MonthPeak)| MonthPeakItem {
        month: Period::containing(PeriodKind::Month, first).to_string(),
        kw: thousandth(peak.watts),
        lower_bound: peak.uncertain,
    };
    MeterPeaks {
        device_id: meter.line.usage_point,
        max_kw: meter.max.map(|watts| watts / 1_000.0),
        subscribed_kva: meter.subscribed_kva,
        max_over_subscribed: meter.max.zip(meter.subscribed_kva).map(|(watts, kva)| watts / 1_000.0 / f64::from(kva)),
        months: meter.months.into_iter().map(month).collect(),
    }
}

async fn meters(
    app: &App,
    table: &Table,
    by_series: &HashMap<i64, Vec<Reading>>,
    (first, end): (LocalDay, LocalDay),
) -> Result<Vec<MeterShape>, AppError> {
    let points: Vec<UsagePointId> = table.lines.iter().map(|line| line.usage_point).collect();
    let contracts = storage::tariffs::contracts(&app.db, &points).await?;
    let of_line = |line: &Line| {
        let of_meter = contracts.iter().filter(|(point, _)| *point == line.usage_point).map(|(_, contract)| contract);
        let subscribed_kva = subscribed(of_meter, end);
        let days = first.iter_days().take_while(|day| *day < end);
        let peaks = days.filter_map(|day| table.rollup(line.key, day)?.max);
        let max = peaks.map(|peak| Joules(peak.value).mean_watts(peak.step)).reduce(f64::max);
        let readings = by_series.get(&line.key).map_or(&[][..], Vec::as_slice);
        let months = Peaks::of(table.zone, readings).months().collect();
        MeterShape { line: line.clone(), max, subscribed_kva, months }
    };
    Ok(table.lines.iter().map(of_line).collect())
}

/// The power agreed on, on the last day before `end`, by the contracts of a meter in the order of their days.
pub(in crate::services) fn subscribed<'a>(
    mut contracts: impl DoubleEndedIterator<Item = &'a Contract>,
    end: LocalDay,
) -> Option<u32> {
    let (_, _, tariff) = contracts.rfind(|contract| contract.valid_from < end)?.tariff.as_ref()?;
    match tariff.on(end.pred_opt()?)?.power? {
        Power::Subscribed { kva, .. } => Some(kva),
        Power::Capacity { .. } => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "watts of a building")]
fn thousandth(whole: i64) -> f64 {
    whole as f64 / 1_000.0
}
