//! The shape of a consumption: what never stops, how evenly it is used, at which hours and on which days.

use crate::domain::{
    id::UsagePointId,
    tariff::BandName,
    time::{LocalDay, Period},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// The shape of the period. Powers are in watts, shares per mille; `None`: not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Median over the nights of the lowest hour between 0 and 6 h.
    pub base_load: Option<i64>,
    /// Nights that are wholly known.
    pub nights: u32,
    /// Mean over highest power: 1000 is a use that never changes.
    pub load_factor: Option<i64>,
    /// Energy used between 0 and 6 h.
    pub night_share: Option<i64>,
    /// Energy in each band of the tariffs, where there are any; the most first.
    pub bands: Vec<BandShare>,
    /// Hour by hour.
    pub heatmap: Heatmap,
    /// Mean energy of a whole day, from Monday on.
    pub weekdays: Vec<Option<Joules>>,
    /// Meter by meter.
    pub meters: Vec<MeterPeakView>,
}

/// Energy in a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandShare {
    /// Which.
    pub band: BandName,
    /// How much.
    pub energy: Joules,
    /// Of the energy in all bands, per mille.
    pub share: i64,
}

/// Mean power of 24 hours on the clock, row under row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heatmap {
    /// What a row is.
    pub rows: HeatRows,
    /// 24 values in watts for each row; `None`: missing or not on the clock.
    pub watts: Vec<Option<u32>>,
}

/// The rows of a heatmap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeatRows {
    /// Local days from this one on.
    Days(LocalDay),
    /// The means of months from this one on.
    Months(Period),
}

/// Values in a row.
pub const HOURS: usize = 24;

/// The peaks of a meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterPeakView {
    /// The meter.
    pub id: UsagePointId,
    /// Label or number.
    pub name: String,
    /// Highest mean power of an interval, in watts.
    pub max: Option<i64>,
    /// Power agreed on, in kVA.
    pub subscribed_kva: Option<u32>,
    /// Highest quarter-hour of each month.
    pub months: Vec<MonthPeakView>,
}

/// The highest quarter-hour of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPeakView {
    /// The month.
    pub month: Period,
    /// Mean power in watts.
    pub watts: i64,
    /// Whether the true one may be higher: some of the month is known by longer intervals only.
    pub at_least: bool,
}
