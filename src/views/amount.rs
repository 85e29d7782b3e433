//! What consumption can be read in: energy, money or CO2.

use super::format::{Language, energy, kilograms, money};
use crate::domain::units::Joules;
use serde::{Deserialize, Serialize};

/// The unit of a dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Joules, shown in kWh.
    #[default]
    Energy,
    /// Cents, VAT included.
    Cost,
    /// Grams of CO2 equivalent.
    Carbon,
}

impl Measure {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Energy, Self::Cost, Self::Carbon];

    /// The word used in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Energy => "kwh",
            Self::Cost => "eur",
            Self::Carbon => "co2",
        }
    }

    /// From that word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == name)
    }

    /// What the switch calls it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Energy => "kWh",
            Self::Cost => "€",
            Self::Carbon => "kg\u{a0}CO2e",
        }
    }

    /// `312 kWh`, `1 234,50 €`, `1 234,5 kg CO2e`.
    #[must_use]
    pub fn write(self, value: i64, language: Language) -> String {
        match self {
            Self::Energy => energy(Joules(value), language),
            Self::Cost => money(value, language),
            Self::Carbon => format!("{}\u{a0}CO2e", kilograms(value, language)),
        }
    }
}

/// So many joules, cents or grams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Of what.
    pub measure: Measure,
    /// How many.
    pub value: i64,
}

impl Amount {
    /// As people read it.
    #[must_use]
    pub fn write(self, language: Language) -> String {
        self.measure.write(self.value, language)
    }
}

impl From<Joules> for Amount {
    fn from(energy: Joules) -> Self {
        Self { measure: Measure::Energy, value: energy.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_has_its_own_words() {
        assert!(Measure::ALL.into_iter().all(|measure| Measure::from_name(measure.as_str()) == Some(measure)));
        assert_eq!(Measure::from_name("eur2"), None);
        let written = |measure: Measure, value| measure.write(value, Language::Fr);
        assert_eq!(written(Measure::Cost, 81_240), "812,40\u{a0}€");
        assert_eq!(written(Measure::Carbon, 2_112), "2,1\u{a0}kg\u{a0}CO2e");
        assert_eq!(Amount::from(Joules(3_600_000)).write(Language::En), "1.00\u{a0}kWh");
    }
}
