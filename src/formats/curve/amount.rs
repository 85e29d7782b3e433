//! Decimal numbers and the units that files write, to the stored integers.

use crate::domain::{series::SeriesKind, units::parse_decimal};
use serde::{Deserialize, Serialize};

/// Billionths of a unit: what a decimal number is kept as until its step is known.
pub(crate) const PER_UNIT: i64 = 1_000_000_000;

/// What a column of numbers is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Mean power over the interval, in watts.
    W,
    /// Mean power over the interval, in kilowatts.
    #[serde(rename = "kW")]
    KW,
    /// Energy of the interval, in watt-hours.
    Wh,
    /// Energy of the interval, in kilowatt-hours.
    #[serde(rename = "kWh")]
    KWh,
    /// State of the meter in kilowatt-hours: the differences are the energy.
    #[serde(rename = "index_kWh")]
    IndexKWh,
    /// Volume of the interval, in cubic metres.
    #[serde(rename = "m3")]
    M3,
    /// State of the meter in cubic metres: the differences are the volume.
    #[serde(rename = "index_m3")]
    IndexM3,
    /// Volume of the interval, in litres.
    L,
}

impl Unit {
    /// The unit as people write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::W => "W",
            Self::KW => "kW",
            Self::Wh => "Wh",
            Self::KWh | Self::IndexKWh => "kWh",
            Self::M3 | Self::IndexM3 => "m³",
            Self::L => "L",
        }
    }

    /// Whether the numbers are states of the meter.
    #[must_use]
    pub fn is_index(self) -> bool {
        matches!(self, Self::IndexKWh | Self::IndexM3)
    }

    /// Whether the numbers are means, of which the step makes energy.
    #[must_use]
    pub fn is_power(self) -> bool {
        matches!(self, Self::W | Self::KW)
    }

    /// Whether a series of `kind` can be written in it.
    #[must_use]
    pub fn fits(self, kind: SeriesKind) -> bool {
        match kind {
            SeriesKind::ElectricityConsumption | SeriesKind::ElectricityProduction => {
                !matches!(self, Self::M3 | Self::IndexM3 | Self::L)
            }
            SeriesKind::GasConsumption | SeriesKind::WaterConsumption => {
                matches!(self, Self::M3 | Self::IndexM3 | Self::L)
            }
            SeriesKind::Temperature | SeriesKind::Humidity => false,
        }
    }

    /// From the word in a file; indexes have no word of their own.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "w" => Some(Self::W),
            "kw" => Some(Self::KW),
            "wh" => Some(Self::Wh),
            "kwh" => Some(Self::KWh),
            "m³" | "m3" => Some(Self::M3),
            "l" => Some(Self::L),
            _ => None,
        }
    }

    /// Joules or litres of `billionths` over `step` seconds, rounded to the nearest; `None` when it does not fit.
    pub(crate) fn stored(self, billionths: i64, step: i64) -> Option<i64> {
        let factor = match self {
            Self::W => i128::from(step),
            Self::KW => i128::from(step) * 1_000,
            Self::Wh => 3_600,
            Self::KWh | Self::IndexKWh => 3_600_000,
            Self::M3 | Self::IndexM3 => 1_000,
            Self::L => 1,
        };
        let exact = i128::from(billionths) * factor;
        let half = i128::from(PER_UNIT / 2) * exact.signum();
        i64::try_from((exact + half) / i128::from(PER_UNIT)).ok()
    }
}

/// Reads a decimal number with a point or a comma as billionths; what is finer is cut off.
pub(crate) fn billionths(text: &str) -> Option<i64> {
    let end = text.find(['.', ',']).map_or(text.len(), |point| (point + 10).min(text.len()));
    let (kept, dropped) = text.split_at_checked(end)?;
    dropped.bytes().all(|byte| byte.is_ascii_digit()).then(|| parse_decimal(kept, PER_UNIT))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_to_what_is_stored() {
        let stored = |text: &str, unit: Unit| unit.stored(billionths(text).unwrap(), 1_800);
        assert_eq!(stored("692", Unit::W), Some(692 * 1_800));
        assert_eq!(stored("0,692", Unit::KW), Some(692 * 1_800));
        assert_eq!(stored("346", Unit::Wh), Some(692 * 1_800));
        assert_eq!(stored("0.346", Unit::KWh), Some(692 * 1_800));
        assert_eq!(stored("0,364", Unit::M3), Some(364));
        assert_eq!(stored("364", Unit::L), Some(364));
        assert_eq!(stored("0.1234567890123", Unit::KWh), Some(444_444));
        assert_eq!(stored("9000000000", Unit::KWh), Some(32_400_000_000_000_000));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "x", "1e3", "1,2,3", "--1", "0.1234567890x", "99999999999999", "é"] {
            assert_eq!(billionths(text), None, "{text}");
        }
    }
}
