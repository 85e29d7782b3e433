//! Area and lots of a building.

pub mod read;
pub mod replace;

use crate::services::lots::Division;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Area and lots.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LotsBody {
    /// Heated area in square metres; `null`: not known.
    #[schema(example = 840, minimum = 1)]
    #[serde(default)]
    area_m2: Option<i64>,
    /// No two with the same label.
    lots: Vec<LotBody>,
}

/// A part of a building.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LotBody {
    /// At most 40 characters.
    #[schema(example = "Lot 12")]
    label: String,
    /// Of the sum of the building's shares.
    #[schema(example = 125, minimum = 1)]
    share: i64,
}

impl From<Division> for LotsBody {
    fn from(division: Division) -> Self {
        let lots = division.lots.into_iter().map(|lot| LotBody { label: lot.label, share: lot.share });
        Self { area_m2: division.area_m2, lots: lots.collect() }
    }
}
