//! A tariff with its name, and since when a meter has it.

use super::Tariff;
use crate::domain::{
    id::TariffId,
    time::{Instant, LocalDay},
};
use serde::{Deserialize, Serialize};

/// A tariff of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTariff {
    /// Identifier.
    pub id: TariffId,
    /// What the syndic calls it.
    pub name: String,
    /// Its prices.
    pub tariff: Tariff,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// When it last changed.
    pub changed_at: Instant,
}

/// What a meter is billed by from a local day until its next contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// First local day.
    pub valid_from: LocalDay,
    /// The tariff with its name; `None`: there is no contract.
    pub tariff: Option<(TariffId, String, Tariff)>,
}
