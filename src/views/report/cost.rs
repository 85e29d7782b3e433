//! What the period of a report cost.

use crate::domain::{tariff::BandName, units::Joules};
use serde::{Deserialize, Serialize};

/// What the period cost. Lines add up to the sums, to the cent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCost {
    /// Names of the tariffs that counted.
    pub tariffs: Vec<String>,
    /// Components, in the order of a bill.
    pub lines: Vec<CostLine>,
    /// Cents, without VAT.
    pub net: i64,
    /// Cents of VAT.
    pub tax: i64,
    /// Cents, VAT included.
    pub gross: i64,
    /// Mean price of a kWh in millionths of a euro, VAT and everything else included.
    pub per_kwh: Option<i64>,
    /// Elapsed days without a tariff, each meter's counted: they cost nothing here.
    pub days_without: u32,
    /// Hours whose consumption is not known, rounded up, each meter's counted: they are missing here.
    pub unknown_hours: u32,
    /// Energy whose band is a guess.
    pub estimated: Joules,
    /// Whether the charge for power rests on peaks that are not all known.
    pub power_uncertain: bool,
}

/// One component of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// Which.
    pub component: CostComponent,
    /// Energy, where the component depends on it.
    pub energy: Option<Joules>,
    /// Cents, without VAT.
    pub net: i64,
    /// Cents of VAT.
    pub tax: i64,
    /// Cents, VAT included.
    pub gross: i64,
}

/// What is paid for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostComponent {
    /// Consumption in a band.
    Energy(BandName),
    /// The standing charge.
    Subscription,
    /// Agreed or used power.
    Power,
    /// Injection, paid to the customer.
    Injection,
}
