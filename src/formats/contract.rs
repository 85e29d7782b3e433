//! What both generations of Enedis say about a contract, a meter's place and its off-peak hours.
//!
//! Names of persons, their addresses, telephone numbers and e-mail addresses are in the answers too. They are not read:
//! nothing here needs them.

use super::json;
use crate::domain::{series::SeriesKind, tariff::Hours, time::LocalDay, units::parse_decimal};
use serde_json::Value;
use std::fmt;

/// The most power that a contract allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscribedPower {
    /// Active power, in W: contracts above 36 kVA.
    Watts(i64),
    /// Apparent power, in VA.
    VoltAmperes(i64),
}

impl SubscribedPower {
    /// `9 kVA`, or value and unit apart. `None` for another unit or no positive number.
    #[must_use]
    pub fn read(value: &str, unit: &str) -> Option<Self> {
        let scaled = |scale| parse_decimal(value, scale).filter(|power| *power > 0);
        match unit.trim().to_lowercase().as_str() {
            "kva" => scaled(1_000).map(Self::VoltAmperes),
            "va" => scaled(1).map(Self::VoltAmperes),
            "kw" => scaled(1_000).map(Self::Watts),
            "w" => scaled(1).map(Self::Watts),
            _ => None,
        }
    }

    /// Either shape: `"9 kVA"` or `{"value":"12","unit":"kVA"}`.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some(text) => {
                let (number, unit) = text.trim().split_once(char::is_whitespace)?;
                Self::read(number, unit)
            }
            None => Self::read(&json::word(value, "value")?, json::text(value, "unit")?),
        }
    }
}

impl fmt::Display for SubscribedPower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Watts(power) | Self::VoltAmperes(power)) = self;
        let unit = if matches!(self, Self::Watts(_)) { "W" } else { "VA" };
        if power % 1_000 == 0 { write!(f, "{} k{unit}", power / 1_000) } else { write!(f, "{power} {unit}") }
    }
}

/// One contract of a usage point; one that is both consumer and producer has two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// PRM as written.
    pub number: Option<String>,
    /// `C5`, `C4`, … for consumers, `P4`, … for producers.
    pub segment: Option<String>,
    /// `Contrat GRD-F` (withdrawal), `Contrat GRD-A` (injection).
    pub contract_type: Option<String>,
    /// `SERVC` and the like; v5 only.
    pub status: Option<String>,
    /// Kind of meter, `AMM` for Linky; v5 only.
    pub meter_type: Option<String>,
    /// The most power; a contract of injection has none.
    pub power: Option<SubscribedPower>,
    /// The grid tariff: a code in v5 (`BTINFMU4`), a long label in 2026.
    pub tariff: Option<String>,
    /// First day of the contract.
    pub since: Option<LocalDay>,
    /// Since when the meter delivers; v5 only. Nothing can be asked from before.
    pub activated: Option<LocalDay>,
    /// Since when the grid tariff counts; v5 only.
    pub tariff_since: Option<LocalDay>,
    /// The off-peak hours as written; v5 only.
    pub offpeak_text: Option<String>,
    /// The same as hours; empty when there are none or they cannot be read.
    pub offpeak: Vec<Hours>,
}

impl Contract {
    /// What the contract's meter counts for it; `None` when nothing tells.
    #[must_use]
    pub fn direction(&self) -> Option<SeriesKind> {
        let of_segment = match self.segment.as_deref().and_then(|segment| segment.chars().next()) {
            Some('C') => Some(SeriesKind::ElectricityConsumption),
            Some('P') => Some(SeriesKind::ElectricityProduction),
            _ => None,
        };
        of_segment.or_else(|| match self.contract_type.as_deref()?.trim().rsplit('-').next()? {
            "F" => Some(SeriesKind::ElectricityConsumption),
            "A" => Some(SeriesKind::ElectricityProduction),
            _ => None,
        })
    }

    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<LocalDay>| day.map(|day| day.to_string());
        let all = [
            ("usage_point", self.number.clone()),
            ("meter_type", self.meter_type.clone()),
            ("segment", self.segment.clone()),
            ("subscribed_power", self.power.map(|power| power.to_string())),
            ("distribution_tariff", self.tariff.clone()),
            ("offpeak_hours", self.offpeak_text.clone()),
            ("contract_type", self.contract_type.clone()),
            ("contract_status", self.status.clone()),
            ("contract_since", day(self.since)),
            ("activated", day(self.activated)),
            ("tariff_since", day(self.tariff_since)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Where a meter is. Stair, floor and flat are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Number and street.
    pub street: Option<String>,
    /// Hamlet, place.
    pub locality: Option<String>,
    /// Postal code and town.
    pub town: Option<String>,
    /// INSEE code of the municipality.
    pub insee_code: Option<String>,
}

impl Address {
    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let all = [("street", &self.street), ("locality", &self.locality), ("town", &self.town)];
        let all = all.into_iter().chain([("insee_code", &self.insee_code)]);
        all.filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn power_in_every_shape() {
        let nine = Some(SubscribedPower::VoltAmperes(9_000));
        assert_eq!(SubscribedPower::of(&json!("9 kVA")), nine);
        assert_eq!(SubscribedPower::of(&json!({ "value": 9, "unit": "kVA" })), nine);
        assert_eq!(SubscribedPower::of(&json!({ "value": "30", "unit": "kW" })), Some(SubscribedPower::Watts(30_000)));
        assert_eq!(SubscribedPower::read("4.5", "kVA").unwrap().to_string(), "4500 VA");
        for other in [json!("9"), json!("9 A"), json!("-9 kVA"), json!(null), json!({ "value": "x", "unit": "kVA" })] {
            assert_eq!(SubscribedPower::of(&other), None, "{other}");
        }
    }

    #[test]
    fn the_direction_is_told_by_segment_or_type() {
        let of = |segment: &str, kind: &str| {
            let (segment, contract_type) = (Some(segment.to_owned()), Some(kind.to_owned()));
            Contract { segment, contract_type, ..Contract::default() }.direction()
        };
        assert_eq!(of("C5", ""), Some(SeriesKind::ElectricityConsumption));
        assert_eq!(of("P4", ""), Some(SeriesKind::ElectricityProduction));
        assert_eq!(of("", "Contrat GRD-F"), Some(SeriesKind::ElectricityConsumption));
        assert_eq!(of("", "Contrat GRD-A"), Some(SeriesKind::ElectricityProduction));
        assert_eq!(of("", "Contrat"), None);
    }
}
