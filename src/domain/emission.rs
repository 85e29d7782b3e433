//! What a kWh from the grid emits: dated factors, each with its kind and source.
//!
//! Factors of different kinds differ by a factor of two for the same year, so none is shown without its kind.

use super::time::LocalDay;
use serde::{Deserialize, Serialize};

/// What a factor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// A published mean of the country's electricity over a year.
    AnnualMean,
    /// What power stations emit while they run.
    Direct,
    /// Also building the stations, fuels before they arrive, and losses of the grid.
    LifeCycle,
    /// What a supplier declares for a contract.
    Supplier,
}

impl FactorKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::AnnualMean, Self::Direct, Self::LifeCycle, Self::Supplier];

    /// The name used by the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AnnualMean => "annual_mean",
            Self::Direct => "direct",
            Self::LifeCycle => "life_cycle",
            Self::Supplier => "supplier",
        }
    }

    /// From that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Whose electricity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Country {
    /// Belgium.
    #[serde(rename = "BE")]
    Belgium,
    /// France.
    #[serde(rename = "FR")]
    France,
}

impl Country {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Belgium, Self::France];

    /// ISO 3166-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Belgium => "BE",
            Self::France => "FR",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.code() == code)
    }

    /// Where a time zone is that decides a building's days. Islands overseas have power stations of their own: `None`.
    #[must_use]
    pub fn of_zone(zone: &str) -> Option<Self> {
        match zone {
            "Europe/Brussels" => Some(Self::Belgium),
            "Europe/Paris" => Some(Self::France),
            _ => None,
        }
    }
}

/// Milligrams of CO2 equivalent for each kWh consumed, from a local day until the next factor of the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmissionFactor {
    /// Of which country's grid.
    pub country: Country,
    /// First local day.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub valid_from: LocalDay,
    /// Milligrams of CO2 equivalent per kWh.
    #[cfg_attr(feature = "ssr", schema(minimum = 0, maximum = 5_000_000, example = 44_000))]
    pub milligrams_per_kwh: i64,
    /// What it counts.
    pub kind: FactorKind,
    /// Who published it, where.
    #[cfg_attr(feature = "ssr", schema(max_length = 300))]
    pub source: String,
}

/// The dirtiest grids stay below 2 kg; more is a slip of the unit.
pub const MOST_MILLIGRAMS: i64 = 5_000_000;
/// The longest source, in characters.
pub const LONGEST_SOURCE: usize = 300;

/// The factor of a day among those of one country, in the order of their days; `None` before the first.
#[must_use]
pub fn on(factors: &[EmissionFactor], day: LocalDay) -> Option<&EmissionFactor> {
    factors.get(factors.partition_point(|factor| factor.valid_from <= day).checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_counts_until_the_next_one() {
        let day = |d| LocalDay::from_ymd_opt(2026, 1, d).unwrap();
        let from = |d| EmissionFactor {
            country: Country::France,
            valid_from: day(d),
            milligrams_per_kwh: i64::from(d),
            kind: FactorKind::Direct,
            source: "x".to_owned(),
        };
        let factors = [from(2), from(5)];
        let found = |d| on(&factors, day(d)).map(|factor| factor.milligrams_per_kwh);
        assert_eq!([1, 2, 4, 5, 9].map(found), [None, Some(2), Some(2), Some(5), Some(5)]);
    }

    #[test]
    fn names_come_back() {
        assert!(FactorKind::ALL.into_iter().all(|kind| FactorKind::from_name(kind.as_str()) == Some(kind)));
        assert!(Country::ALL.into_iter().all(|country| Country::from_code(country.code()) == Some(country)));
        assert_eq!(Country::of_zone("Indian/Reunion"), None);
    }
}
