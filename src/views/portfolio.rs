//! The portfolio: which building needs me today, and why.

use super::shared::{AlertCounts, Comparison, Fingerprint, Freshness, QualityCounts};
use crate::domain::{
    id::BuildingId,
    time::{LocalDay, Period},
    units::Joules,
};
use serde::{Deserialize, Serialize};

/// Every building that the actor may see, the most urgent first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioView {
    /// Name of the organisation.
    pub organisation: String,
    /// One row for each building.
    pub rows: Vec<PortfolioRow>,
}

/// One building.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioRow {
    /// Identifier.
    pub id: BuildingId,
    /// Name.
    pub name: String,
    /// Street.
    pub address: String,
    /// Postal code and town.
    pub town: String,
    /// Live meters.
    pub meters: u32,
    /// The last 30 days.
    pub fingerprint: Option<Fingerprint>,
    /// The building's current month.
    pub month: Period,
    /// Consumption of the month so far; `None` without data.
    pub month_total: Option<Joules>,
    /// Against the same days last year.
    pub last_year: Option<Comparison>,
    /// Anomalies of the last 30 days.
    pub alerts: AlertCounts,
    /// Day of the gravest and latest of them.
    pub gravest_day: Option<LocalDay>,
    /// The last 30 days.
    pub quality: QualityCounts,
    /// How far the data reach.
    pub freshness: Freshness,
    /// Why it stands where it stands.
    pub attention: Attention,
}

/// Why a building needs somebody, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// A consent ended: no data will come until it is renewed.
    ConsentNeeded,
    /// A critical anomaly in the last seven days of data.
    CriticalAnomaly,
    /// No new data for more than three days.
    Stale,
    /// A lesser anomaly in the last seven days of data.
    Anomaly,
    /// Days are missing or curve and official value differ.
    DataQuality,
    /// No meter yet.
    NoMeter,
    /// Nothing to do.
    None,
}
