//! What the footnotes of a dashboard in euros or CO2 say: what the figure holds, and what it does not.

use crate::domain::{emission::EmissionFactor, tariff::BandName, units::Joules};
use serde::{Deserialize, Serialize};

/// What the period costs. The cents of the parts add up to the total.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostView {
    /// Cents, VAT included; `None`: no day has a price.
    pub gross: Option<i64>,
    /// Of these, cents of VAT.
    pub tax: i64,
    /// By component, in the order of a bill.
    pub parts: Vec<CostPart>,
    /// Names of the tariffs that counted.
    pub tariffs: Vec<String>,
    /// Days with data of which all has a price, and days with data.
    pub days: Counted,
    /// Meters without any contract in the period.
    pub meters_without: u32,
    /// Hours without a value, over all meters with a contract: they cost nothing here.
    pub unknown_hours: u32,
    /// Energy whose band is a guess.
    pub estimated: Joules,
    /// Whether the charge for power rests on peaks that are not all known.
    pub power_uncertain: bool,
}

/// One part of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPart {
    /// What is paid for.
    pub of: PaidFor,
    /// Energy, where it depends on it.
    pub energy: Option<Joules>,
    /// Cents, VAT included; below zero what is paid to the customer.
    pub gross: i64,
}

/// What is paid for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidFor {
    /// Consumption in a band.
    Energy(BandName),
    /// The standing charge.
    Subscription,
    /// Agreed or used power.
    Power,
    /// Injection, paid to the customer.
    Injection,
}

/// So many of so many days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// These…
    pub some: u32,
    /// …of these.
    pub all: u32,
}

/// What the CO2 of the period rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarbonView {
    /// Grams of CO2 equivalent; `None`: no day has both a value and a factor.
    pub grams: Option<i64>,
    /// Days with data that have a factor, and days with data.
    pub days: Counted,
    /// The factors that counted, in the order of their days.
    pub factors: Vec<EmissionFactor>,
}
