//! What electricity costs: dated versions of bands with prices, standing charges, power, injection and VAT.
//!
//! Prices are integers, in millionths of a euro, excluding VAT. A [`Tariff`] exists only when it was found in order, so
//! that whoever computes with one need not ask again.

mod band;
mod colours;
mod contract;
mod hours;
mod refused;
mod season;
mod standing;
#[cfg(test)]
mod tests;
mod version;
mod week;
mod window;

pub use band::{Band, BandName};
pub use colours::{Colour, Colours};
pub use contract::{Contract, StoredTariff};
pub use hours::{Hours, Minute};
pub use refused::{Fault, TariffError};
pub use season::{MonthDay, Season};
pub use standing::{Power, Subscription, Term, Vat};
pub use version::{Held, Version};
pub use week::{Stretch, Week, WeekRow};
pub use window::{Holds, Window};

use super::time::LocalDay;
use serde::{Deserialize, Serialize};

/// Millionths of a euro, excluding VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct MicroEuros(pub i64);

/// The longest name of a tariff, in characters.
pub const LONGEST_NAME: usize = 80;
/// The most versions of one tariff: one for each week of four years.
pub const MOST_VERSIONS: usize = 200;

/// Versions in the order of their first day, each valid until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Version>", into = "Vec<Version>")]
pub struct Tariff(Vec<Version>);

impl Tariff {
    /// Puts versions in order and checks them.
    ///
    /// # Errors
    /// The first fault, with the field that has it: `versions[1].bands[0].price`. Numbers count from 0, in the order of
    /// the first days.
    pub fn new(mut versions: Vec<Version>) -> Result<Self, TariffError> {
        versions.sort_by_key(|version| version.valid_from);
        if versions.is_empty() {
            return Err(TariffError::new("versions", Fault::Missing));
        }
        if versions.len() > MOST_VERSIONS {
            return Err(TariffError::new("versions", Fault::TooMany { most: MOST_VERSIONS }));
        }
        let mut before = None;
        for (number, version) in versions.iter().enumerate() {
            let check = match before.replace(version.valid_from) {
                Some(day) if day == version.valid_from => Err(TariffError::new("valid_from", Fault::Twice)),
                _ => version.check(),
            };
            check.map_err(|error| error.below(&format!("versions[{number}]")))?;
        }
        Ok(Self(versions))
    }

    /// The version of a local day; `None` before the first one.
    #[must_use]
    pub fn on(&self, day: LocalDay) -> Option<&Version> {
        let after = self.0.partition_point(|version| version.valid_from <= day);
        self.0.get(after.checked_sub(1)?)
    }

    /// All versions, in the order of their first days.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.0
    }
}

impl TryFrom<Vec<Version>> for Tariff {
    type Error = TariffError;

    fn try_from(versions: Vec<Version>) -> Result<Self, TariffError> {
        Self::new(versions)
    }
}

impl From<Tariff> for Vec<Version> {
    fn from(tariff: Tariff) -> Self {
        tariff.0
    }
}
