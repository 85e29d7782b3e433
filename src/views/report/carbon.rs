//! What the consumption of a report emitted.

use crate::domain::{emission::FactorKind, time::LocalDay, units::Joules};
use serde::{Deserialize, Serialize};

/// What the consumption emitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCarbon {
    /// Grams of CO2 equivalent.
    pub grams: i64,
    /// One line for each factor, in the order of their days.
    pub lines: Vec<CarbonLine>,
    /// Energy of days before the first factor.
    pub without_factor: Joules,
}

/// Consumption with one factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarbonLine {
    /// First local day.
    pub first: LocalDay,
    /// Last local day.
    pub last: LocalDay,
    /// Energy of these days.
    pub energy: Joules,
    /// Milligrams of CO2 equivalent per kWh.
    pub milligrams_per_kwh: i64,
    /// What the factor counts.
    pub kind: FactorKind,
    /// Who published it, where.
    pub source: String,
    /// Grams of CO2 equivalent.
    pub grams: i64,
}
