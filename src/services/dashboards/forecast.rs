//! The forecast of the running month or year: in the bars, and as a sentence with its bill.

use super::{Shown, charts::Present};
use crate::{
    analytics::forecast::{Bill, Day, Forecast, Method, NoForecast},
    domain::{error::AppError, series::SeriesKind, units::Joules},
    services::{App, forecasts},
    views::{
        amount::Measure,
        building::{ChartKind, ChartView, Slot},
        forecast::{Expected, ExpectedBill, ForecastOutcome, ForecastView},
    },
};

/// Of the period that is shown; `None` unless it is the running month or year of consumption.
pub(super) async fn of_shown(app: &App, shown: &Shown) -> Result<Option<Result<Forecast, NoForecast>>, AppError> {
    let (period, today) = (shown.period, shown.present.today);
    let runs = period.first <= today && today < period.end() && forecasts::is_forecast(period.kind);
    if !runs || shown.series != SeriesKind::ElectricityConsumption {
        return Ok(None);
    }
    forecasts::of_period(app, &shown.source, shown.meter, period).await.map(Some)
}

/// What the page says about it.
pub(super) async fn view(
    app: &App,
    shown: &Shown,
    forecast: &Result<Forecast, NoForecast>,
) -> Result<Option<ForecastView>, AppError> {
    let count = |days: usize| u32::try_from(days).unwrap_or(u32::MAX);
    let outcome = match forecast {
        Ok(forecast) => {
            let bill = forecasts::bill(app, &shown.source, shown.meter, forecast).await?;
            ForecastOutcome::Expected(Expected {
                known: forecast.known,
                expected: forecast.expected,
                low: forecast.low,
                high: forecast.high,
                days_of_history: count(forecast.days_of_history),
                last_year: forecast.method == Method::LastYear,
                bill: bill.ok().map(cents),
            })
        }
        Err(NoForecast::TooLittle { days, needed }) => {
            ForecastOutcome::TooLittle { days: count(*days), needed: count(*needed) }
        }
        Err(NoForecast::Silent { last }) => ForecastOutcome::Silent { last: *last },
        // A running month or year has days and ends within a year.
        Err(NoForecast::TooFar | NoForecast::Empty) => return Ok(None),
    };
    Ok(Some(ForecastView { period: shown.period, outcome }))
}

fn cents(bill: Bill) -> ExpectedBill {
    let [known, expected, low, high] =
        [bill.known, bill.expected, bill.low, bill.high].map(|sum| sum.gross().cents().0);
    ExpectedBill { known, expected, low, high }
}

/// Puts on the bars what is still to come. Holes in the past stay holes, though they count in the total.
pub(super) fn mark(chart: &mut ChartView, forecast: &Forecast, present: Present) {
    if chart.measure != Measure::Energy || chart.kind == ChartKind::LoadCurve {
        return;
    }
    let to_come = |day: &&Day| !day.known && present.latest.is_none_or(|latest| day.day > latest.min(present.today));
    for slot in &mut chart.slots {
        let days = forecast.days.iter().filter(|day| slot.start.day <= day.day && day.day < slot.end.day);
        let rest: Joules = days.filter(to_come).map(|day| day.energy).sum();
        slot.forecast = (rest > Joules::ZERO).then(|| in_the_end(chart.kind, slot, rest));
    }
}

/// What a bar comes to in the end: of a day what is expected, of a month also what is known of it.
fn in_the_end(kind: ChartKind, slot: &Slot, rest: Joules) -> Joules {
    let known = slot.value.unwrap_or_default();
    if kind == ChartKind::Months { known + rest } else { rest.max(known) }
}
