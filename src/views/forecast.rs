//! What a period is expected to come to.

use crate::domain::{
    time::{LocalDay, Period},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// The forecast of the running month or year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecastView {
    /// Of which period.
    pub period: Period,
    /// What is expected, or why nothing is.
    pub outcome: ForecastOutcome,
}

/// What is expected, or why nothing is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForecastOutcome {
    /// A total with its band.
    Expected(Expected),
    /// Too few complete days are known.
    TooLittle {
        /// Known.
        days: u32,
        /// Needed for a period that ends so late.
        needed: u32,
    },
    /// Nothing has arrived for a month.
    Silent {
        /// The latest complete local day.
        last: LocalDay,
    },
}

/// A total with its band: four of five totals lie inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// What was measured on complete days.
    pub known: Joules,
    /// The total.
    pub expected: Joules,
    /// Lower end of the band.
    pub low: Joules,
    /// Upper end.
    pub high: Joules,
    /// Complete days that it rests on.
    pub days_of_history: u32,
    /// Whether the same weeks of years before count.
    pub last_year: bool,
    /// What it will cost; `None`: not every day has a price.
    pub bill: Option<ExpectedBill>,
}

/// Cents, VAT included, at the same points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedBill {
    /// Of the measured days.
    pub known: i64,
    /// Of the whole period.
    pub expected: i64,
    /// At the lower end of the energy's band.
    pub low: i64,
    /// At its upper end.
    pub high: i64,
}
