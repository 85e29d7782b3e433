//! Tariffs of the organisation.

pub mod change;
pub mod create;
pub mod delete;
pub mod list;

use crate::domain::{
    id::TariffId,
    tariff::{StoredTariff, Version},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A tariff as it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TariffBody {
    /// At most 80 characters.
    #[schema(example = "Tarif bleu, heures creuses")]
    name: String,
    /// Prices in millionths of a euro excluding VAT, each version valid until the next one.
    versions: Vec<Version>,
    /// The state that it was made from; only for changes.
    #[serde(default)]
    revision: Option<i64>,
}

/// A tariff as it is stored.
#[derive(Serialize, ToSchema)]
pub struct TariffItem {
    id: TariffId,
    name: String,
    /// In the order of their days.
    versions: Vec<Version>,
    /// Counts changes, from 1. A change names the one that it was made from.
    revision: i64,
    /// RFC 3339, UTC.
    changed_at: String,
}

impl From<StoredTariff> for TariffItem {
    fn from(stored: StoredTariff) -> Self {
        Self {
            id: stored.id,
            name: stored.name,
            versions: stored.tariff.into(),
            revision: stored.revision,
            changed_at: stored.changed_at.to_rfc3339(),
        }
    }
}
