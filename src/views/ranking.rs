//! Buildings side by side: what each uses in a year, per square metre and per lot, and among similar ones.

use crate::domain::{id::BuildingId, time::LocalDay, units::Joules};
use serde::{Deserialize, Serialize};

/// Every building that the actor may see, the thirstiest per square metre first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RankingView {
    /// First local day of the twelve months.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub first: LocalDay,
    /// Last local day.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub last: LocalDay,
    /// Buildings with an area first, the highest use per square metre at the top; then by name.
    pub rows: Vec<RankingRow>,
}

/// One building.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RankingRow {
    /// Identifier.
    pub id: BuildingId,
    /// Name.
    pub name: String,
    /// Postal code and town.
    pub town: String,
    /// Local days of the twelve months that are wholly known of every live meter, at the least.
    pub days_whole: i64,
    /// Of how many.
    pub days: i64,
    /// Energy of the twelve months in joules, the missing days made up by the mean of the others; `null` when more than
    /// one day in ten is missing.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub year_joules: Option<Joules>,
    /// Heated area in square metres; `null`: not known.
    pub area_m2: Option<i64>,
    /// Number of lots; 0: not known.
    pub lots: i64,
    /// Watt-hours per square metre and year.
    pub wh_per_m2: Option<i64>,
    /// Watt-hours per lot and year.
    pub wh_per_lot: Option<i64>,
    /// Similar buildings; `null` without a use per square metre.
    pub similar: Option<Similar>,
}

/// What is known of similar buildings: of the same country, with between half and twice the area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "known", rename_all = "snake_case")]
pub enum Similar {
    /// Enough for a middle half. Watt-hours per square metre and year.
    Enough {
        /// How many.
        count: u32,
        /// A quarter is below.
        low: i64,
        /// Half is below.
        median: i64,
        /// A quarter is above.
        high: i64,
    },
    /// Too few.
    TooFew {
        /// How many there are.
        count: u32,
        /// How many it needs.
        least: u32,
    },
}
