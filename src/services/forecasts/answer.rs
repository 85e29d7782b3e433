//! The answer about a forecast.

use super::Source;
use crate::{
    analytics::forecast::{Bill, Day, Forecast, Method, NoBill, NoForecast},
    domain::{
        time::{LocalDay, Period},
        units::Joules,
    },
    services::statistics::DateRange,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What the running month or year will come to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ForecastAnswer {
    /// IANA name of the zone whose days are meant.
    pub time_zone: String,
    /// `2026-11` or `2026`.
    pub period: String,
    /// Its days.
    pub date_range: DateRange,
    /// The first local day that is not over.
    #[schema(value_type = String, format = Date)]
    pub today: LocalDay,
    /// `null`: there is none, and `why_not` says why.
    pub consumption: Option<EnergyForecast>,
    /// `null` without a forecast of the consumption, or when not every day has a price.
    pub bill: Option<BillForecast>,
    /// Why there is no forecast, or no bill.
    pub why_not: Option<WhyNot>,
}

/// Consumption. Four of five totals lie between `low_kwh` and `high_kwh`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnergyForecast {
    /// Sum of the days that are known.
    pub known_kwh: f64,
    /// The total of the period.
    pub expected_kwh: f64,
    /// Lower end of the band.
    pub low_kwh: f64,
    /// Upper end.
    pub high_kwh: f64,
    /// `recent`: weekdays, the level of the last weeks and the season; `last_year`: also the same weeks of years before.
    pub method: &'static str,
    /// Complete days that it rests on.
    pub days_of_history: u32,
    /// Every day, in order.
    pub days: Vec<ForecastDay>,
}

/// A day of a forecast.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ForecastDay {
    /// The local day.
    #[schema(value_type = String, format = Date)]
    pub day: LocalDay,
    /// Its energy.
    pub kwh: f64,
    /// Whether that was measured; otherwise it is expected.
    pub known: bool,
}

/// Cents, VAT included.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BillForecast {
    /// Of the known days.
    pub known_cents: i64,
    /// Of the whole period.
    pub expected_cents: i64,
    /// At the lower end of the consumption's band.
    pub low_cents: i64,
    /// At its upper end.
    pub high_cents: i64,
}

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// Too few complete days are known: 14, or 180 where the period ends more than 62 days from now.
    TooLittleHistory,
    /// Nothing has arrived for more than a month.
    Silent,
    /// There is a forecast, but a day of the period has no price.
    NoPrice,
}

/// Puts the answer together.
pub(super) fn build(
    source: &Source,
    period: Period,
    forecast: Result<Forecast, NoForecast>,
    bill: Option<Result<Bill, NoBill>>,
) -> ForecastAnswer {
    let why_not = match (&forecast, &bill) {
        (Err(NoForecast::Silent { .. }), _) => Some(WhyNot::Silent),
        (Err(_), _) => Some(WhyNot::TooLittleHistory),
        (Ok(_), Some(Err(_)) | None) => Some(WhyNot::NoPrice),
        (Ok(_), Some(Ok(_))) => None,
    };
    ForecastAnswer {
        time_zone: source.zone.name().to_owned(),
        period: period.to_string(),
        date_range: DateRange { start: period.first, end: period.end() },
        today: source.today,
        consumption: forecast.ok().map(energy),
        bill: bill.and_then(Result::ok).map(cents),
        why_not,
    }
}

fn energy(forecast: Forecast) -> EnergyForecast {
    let kwh = Joules::kwh;
    let day = |Day { day, energy, known }: Day| ForecastDay { day, kwh: kwh(energy), known };
    EnergyForecast {
        known_kwh: kwh(forecast.known),
        expected_kwh: kwh(forecast.expected),
        low_kwh: kwh(forecast.low),
        high_kwh: kwh(forecast.high),
        method: match forecast.method {
            Method::Recent => "recent",
            Method::LastYear => "last_year",
        },
        days_of_history: u32::try_from(forecast.days_of_history).unwrap_or(u32::MAX),
        days: forecast.days.into_iter().map(day).collect(),
    }
}

fn cents(bill: Bill) -> BillForecast {
    let [known_cents, expected_cents, low_cents, high_cents] =
        [bill.known, bill.expected, bill.low, bill.high].map(|sum| sum.gross().cents().0);
    BillForecast { known_cents, expected_cents, low_cents, high_cents }
}
