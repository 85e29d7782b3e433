//! What the running month or year will come to, in energy and money. The page and the API ask the same function.

mod answer;
mod costs;

pub use answer::{BillForecast, EnergyForecast, ForecastAnswer, ForecastDay, WhyNot};

use super::{
    App, buildings,
    dashboards::{
        sources::{self, Source},
        table::{Line, Table},
    },
};
use crate::{
    analytics::{
        forecast::{self, Asked, Bill, Day, Forecast, NoBill, NoForecast},
        holidays::Calendar,
    },
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
};
use chrono::Months;

/// How far back the history goes: more does not make a forecast better.
const MONTHS_BACK: Months = Months::new(48);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct ForecastQuery {
    /// The running month or the running year.
    pub period: PeriodKind,
    /// One meter; the whole building when absent.
    pub meter: Option<UsagePointId>,
}

/// The forecast of a building or of one of its meters.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::InvalidField`] for a period that
/// is neither a month nor a year.
pub async fn of_building(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    query: &ForecastQuery,
) -> Result<ForecastAnswer, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    if !is_forecast(query.period) {
        return Err(AppError::InvalidField { field: "period".to_owned(), expected: "month, year".to_owned() });
    }
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let period = Period::containing(query.period, source.today);
    let forecast = of_period(app, &source, query.meter, period).await?;
    let bill = match &forecast {
        Ok(forecast) => Some(bill(app, &source, query.meter, forecast).await?),
        Err(_) => None,
    };
    Ok(answer::build(&source, period, forecast, bill))
}

/// Months and years are forecast: days and weeks are over before it would help.
pub(super) fn is_forecast(kind: PeriodKind) -> bool {
    matches!(kind, PeriodKind::Month | PeriodKind::Year)
}

/// The consumption of a period that contains today. The meters that go on count; those that ended do not come back.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_period(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    period: Period,
) -> Result<Result<Forecast, NoForecast>, AppError> {
    let lines = going_on(source, meter);
    let begin = period.first.checked_sub_months(MONTHS_BACK).unwrap_or(period.first);
    let table = source.table(&app.db, lines, begin, source.today).await?;
    // Before the newest meter came, the total of a day was another thing.
    let Some(complete) = table.lines.iter().map(|line| line.first).max() else {
        return Ok(Err(NoForecast::TooLittle { days: 0, needed: forecast::FEWEST_DAYS }));
    };
    let days = begin.max(complete).iter_days().take_while(|day| *day < source.today);
    let whole = |day: LocalDay| {
        let known = table.day(day);
        Some((day, known.total.filter(|_| known.whole)?))
    };
    let history: Vec<(LocalDay, Joules)> = days.filter_map(whole).collect();
    let calendar = Calendar::of(source.zone);
    let asked = Asked {
        history: &history,
        first: period.first.max(complete),
        today: source.today,
        end: period.end(),
        holiday: &|day| calendar.is_holiday(day),
    };
    Ok(forecast::forecast(&asked).map(|forecast| with_earlier(forecast, &table, period.first, complete)))
}

/// What was measured in the period before all meters were there.
fn with_earlier(mut forecast: Forecast, table: &Table, first: LocalDay, complete: LocalDay) -> Forecast {
    let days = first.iter_days().take_while(|day| *day < complete);
    let earlier: Vec<Day> =
        days.filter_map(|day| Some(Day { day, energy: table.day(day).total?, known: true })).collect();
    let sum: Joules = earlier.iter().map(|day| day.energy).sum();
    for total in [&mut forecast.known, &mut forecast.expected, &mut forecast.low, &mut forecast.high] {
        *total = *total + sum;
    }
    forecast.days.splice(0..0, earlier);
    forecast
}

/// What a forecast will cost.
///
/// # Errors
/// When the database fails.
pub(super) async fn bill(
    app: &App,
    source: &Source,
    meter: Option<UsagePointId>,
    of: &Forecast,
) -> Result<Result<Bill, NoBill>, AppError> {
    let costs = costs::around(app, source, meter, of).await?;
    Ok(forecast::bill(of, &costs))
}

/// The series that more is expected of.
fn going_on(source: &Source, meter: Option<UsagePointId>) -> Vec<Line> {
    source.lines_of(SeriesKind::ElectricityConsumption, meter).into_iter().filter(|line| line.open).collect()
}
