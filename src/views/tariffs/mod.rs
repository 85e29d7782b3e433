//! Tariffs: what the screens show and what their form holds.

mod draft;
mod read;
mod write;

pub use draft::{BandDraft, Edit, TariffDraft, WindowDraft};
pub use write::Template;

use super::form::FieldError;
use crate::domain::{
    error::AppError,
    id::{BuildingId, UsagePointId},
    tariff::StoredTariff,
    time::LocalDay,
};
use serde::{Deserialize, Serialize};

/// The form as it is drawn again: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TariffForm {
    /// As typed.
    pub draft: TariffDraft,
    /// Fields that were refused.
    pub errors: Vec<FieldError>,
    /// What is no matter of a field.
    pub problem: Option<AppError>,
}

/// The organisation's tariffs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffsView {
    /// By name.
    pub tariffs: Vec<TariffRow>,
    /// Today, where the office is.
    pub today: LocalDay,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffRow {
    /// The tariff.
    pub stored: StoredTariff,
    /// Meters that have it today.
    pub meters: usize,
    /// Since when the first of them.
    pub since: Option<LocalDay>,
}

/// One tariff, what it would cost and who uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffView {
    /// The tariff.
    pub stored: StoredTariff,
    /// Today, where the office is.
    pub today: LocalDay,
    /// Contracts that name it, by building and meter.
    pub uses: Vec<TariffUse>,
    /// What it can be tried on.
    pub places: Vec<Place>,
    /// What it would have cost.
    pub trial: Option<Trial>,
}

/// A contract of a meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffUse {
    /// Of which building.
    pub building: BuildingId,
    /// Its name.
    pub name: String,
    /// The meter's label, else its number.
    pub meter: String,
    /// First local day.
    pub from: LocalDay,
    /// First local day of the next contract.
    pub until: Option<LocalDay>,
}

/// A building with its meters, for choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The building.
    pub id: BuildingId,
    /// Its name.
    pub name: String,
    /// Its meters with their labels.
    pub meters: Vec<(UsagePointId, String)>,
}

/// What to try a tariff on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialQuery {
    /// The building.
    pub building: BuildingId,
    /// One of its meters; all when absent.
    pub meter: Option<UsagePointId>,
    /// The last twelve complete months instead of the last one.
    pub year: bool,
}

impl TrialQuery {
    /// From an address: `on=<building>` or `on=<building>.<meter>`, `span=year`.
    #[must_use]
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let on = get("on")?;
        let (building, meter) = match on.split_once('.') {
            Some((building, meter)) => (building, Some(meter.parse().ok()?)),
            None => (on.as_str(), None),
        };
        Some(Self { building: building.parse().ok()?, meter, year: get("span").as_deref() == Some("year") })
    }

    /// The value of the choice.
    #[must_use]
    pub fn on(&self) -> String {
        self.meter.map_or_else(|| self.building.to_string(), |meter| format!("{}.{meter}", self.building))
    }
}

/// What some months would have cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// What was asked.
    pub query: TrialQuery,
    /// First local day.
    pub first: LocalDay,
    /// First local day after.
    pub end: LocalDay,
    /// The tariff's prices of today, as if they had counted all the time.
    pub with: Option<TrialSum>,
    /// By the contracts that the meters have.
    pub now: Option<TrialSum>,
}

/// A sum and what it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialSum {
    /// Cents, VAT included.
    pub gross: i64,
    /// Days of meters that have a price.
    pub days: u32,
    /// Days of meters that have none.
    pub days_without: u32,
    /// Hours without any value, which cost nothing here.
    pub unknown_hours: u32,
}
