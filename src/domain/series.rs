//! What a usage point measures: one series per kind, each with one canonical integer unit.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The kind of a series. Values are stored as integers of [`SeriesKind::unit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum SeriesKind {
    /// Active energy taken from the grid (offtake, "consommation", 1.8.x), in joules, never negative.
    ElectricityConsumption,
    /// Active energy fed into the grid (injection, 2.8.x), in joules, never negative.
    ElectricityProduction,
    /// Gas volume in litres, never negative.
    GasConsumption,
    /// Water volume in litres, never negative.
    WaterConsumption,
    /// Temperature in thousandths of a degree Celsius, −40 to +80 °C.
    Temperature,
    /// Relative humidity in thousandths of a per cent, 0 to 100 %.
    Humidity,
}

impl SeriesKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::ElectricityConsumption,
        Self::ElectricityProduction,
        Self::GasConsumption,
        Self::WaterConsumption,
        Self::Temperature,
        Self::Humidity,
    ];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ElectricityConsumption => "ElectricityConsumption",
            Self::ElectricityProduction => "ElectricityProduction",
            Self::GasConsumption => "GasConsumption",
            Self::WaterConsumption => "WaterConsumption",
            Self::Temperature => "Temperature",
            Self::Humidity => "Humidity",
        }
    }

    /// The unit shown at the edge.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::ElectricityConsumption | Self::ElectricityProduction => "kWh",
            Self::GasConsumption | Self::WaterConsumption => "m³",
            Self::Temperature => "°C",
            Self::Humidity => "%",
        }
    }

    /// How many stored units make one unit of the edge.
    #[must_use]
    pub fn scale(self) -> i64 {
        match self {
            Self::ElectricityConsumption | Self::ElectricityProduction => 3_600_000,
            _ => 1_000,
        }
    }

    /// Whether values add up over time (energy, volume) or are states (temperature, humidity).
    #[must_use]
    pub fn is_additive(self) -> bool {
        !matches!(self, Self::Temperature | Self::Humidity)
    }

    /// Whether a stored value is possible at all: the specification's ranges.
    #[must_use]
    pub fn accepts(self, value: i64) -> bool {
        match self {
            Self::Temperature => (-40_000..=80_000).contains(&value),
            Self::Humidity => (0..=100_000).contains(&value),
            // 1 TJ in one interval is beyond any building: such a value is a unit mistake.
            _ => (0..=1_000_000_000_000).contains(&value),
        }
    }
}

impl FromStr for SeriesKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// How sure a value is. The order is the rank: a value never replaces one of a higher rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    /// The operator said that there is no value (a `null`, an empty cell). Kept apart from 0 and from silence.
    Missing = 0,
    /// Computed by the operator for want of a measure.
    Estimated = 1,
    /// Measured, not yet checked ("brut").
    Raw = 2,
    /// Checked by the operator.
    Validated = 3,
    /// Changed by the operator after a check, or by hand with a reason.
    Corrected = 4,
}

impl Quality {
    /// The stored rank.
    #[must_use]
    pub fn rank(self) -> i64 {
        self as i64
    }

    /// From the stored rank; unknown ranks read as [`Quality::Raw`].
    #[must_use]
    pub fn from_rank(rank: i64) -> Self {
        match rank {
            0 => Self::Missing,
            1 => Self::Estimated,
            3 => Self::Validated,
            4 => Self::Corrected,
            _ => Self::Raw,
        }
    }
}

/// Where a value came from. Between values of equal quality, only the same source may change what it said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Enedis Data Connect.
    Enedis = 1,
    /// The ORES contract of the specification.
    Ores = 2,
    /// A Fluvius export file.
    FluviusFile = 3,
    /// A saved Enedis answer or export file.
    EnedisFile = 4,
    /// A gateway in front of Enedis, with the user's own token.
    EnedisGateway = 7,
    /// The Fluvius interface for third parties.
    FluviusApi = 8,
    /// Telegrams of a meter's P1 port.
    Telegram = 9,
    /// A history saved for ha-linky.
    HaLinkyFile = 5,
    /// A table whose columns somebody has named.
    GenericFile = 6,
}

impl Source {
    /// The name used by the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enedis => "enedis",
            Self::Ores => "ores",
            Self::FluviusFile => "fluvius_file",
            Self::EnedisFile => "enedis_file",
            Self::EnedisGateway => "enedis_gateway",
            Self::FluviusApi => "fluvius_api",
            Self::Telegram => "telegram",
            Self::HaLinkyFile => "ha_linky_file",
            Self::GenericFile => "generic_file",
        }
    }

    /// The stored code.
    #[must_use]
    pub fn code(self) -> i64 {
        self as i64
    }

    /// From the stored code; unknown codes read as [`Source::EnedisFile`].
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Enedis,
            2 => Self::Ores,
            3 => Self::FluviusFile,
            7 => Self::EnedisGateway,
            8 => Self::FluviusApi,
            9 => Self::Telegram,
            5 => Self::HaLinkyFile,
            6 => Self::GenericFile,
            _ => Self::EnedisFile,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_s_ranges() {
        assert!(SeriesKind::Temperature.accepts(-40_000) && SeriesKind::Temperature.accepts(80_000));
        assert!(!SeriesKind::Temperature.accepts(-40_001) && !SeriesKind::Humidity.accepts(100_001));
        assert!(!SeriesKind::ElectricityConsumption.accepts(-1));
        assert!(SeriesKind::ElectricityConsumption.accepts(0));
    }

    #[test]
    fn ranks_and_names_round_trip() {
        for rank in 0..5 {
            assert_eq!(Quality::from_rank(rank).rank(), rank);
        }
        for kind in SeriesKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        for source in 1..=9 {
            assert_eq!(Source::from_code(source).code(), source);
        }
        assert!(Quality::Corrected > Quality::Validated && Quality::Raw > Quality::Estimated);
    }
}
