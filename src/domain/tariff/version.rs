//! The prices from one local day until the next version.

use super::{Band, Colours, Fault, Holds, MicroEuros, Power, Subscription, TariffError, Vat, band::MOST_PER_KWH};
use crate::domain::time::LocalDay;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most bands of a version.
const MOST_BANDS: usize = 24;

/// What counts from a local day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// First local day.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = Date))]
    pub valid_from: LocalDay,
    /// The first one of which a window holds gives the price; exactly one has no window and takes the rest.
    pub bands: Vec<Band>,
    /// The standing charge.
    pub subscription: Subscription,
    /// The charge for power, where there is one.
    #[serde(default)]
    pub power: Option<Power>,
    /// What is paid *to* the customer for a kWh injected, excluding VAT; `None`: injection is not part of the contract.
    #[serde(default)]
    pub injection: Option<MicroEuros>,
    /// By component.
    pub vat: Vat,
}

/// Which band counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its place in [`Version::bands`].
    pub band: usize,
    /// Whether no unknown colour could have decided otherwise.
    pub sure: bool,
}

impl Version {
    /// The band that counts when the local clock shows `wall`.
    #[must_use]
    pub fn band_at(&self, wall: NaiveDateTime, colours: &Colours) -> Held {
        let mut sure = true;
        for (band, windows) in self.bands.iter().map(|band| &band.windows).enumerate() {
            for window in windows {
                match window.holds(wall, colours) {
                    Holds::Yes => return Held { band, sure },
                    Holds::ColourUnknown => sure = false,
                    Holds::No => {}
                }
            }
        }
        Held { band: self.rest(), sure }
    }

    /// The place of the band that takes the rest.
    #[must_use]
    pub fn rest(&self) -> usize {
        self.bands.iter().position(Band::is_rest).unwrap_or_default()
    }

    /// The minutes of the day at which the band may change, midnight aside; in order, each once.
    #[must_use]
    pub fn edges(&self) -> BTreeSet<u32> {
        let windows = self.bands.iter().flat_map(|band| &band.windows);
        let hours = windows.filter_map(|window| window.hours);
        hours.flat_map(|hours| [hours.from.of_day(), hours.to.of_day()]).filter(|of| of % 1_440 != 0).collect()
    }

    /// Whether it is in order by itself.
    ///
    /// # Errors
    /// The first fault, with its field: `bands[0].price`.
    pub fn check(&self) -> Result<(), TariffError> {
        if self.bands.is_empty() {
            return Err(TariffError::new("bands", Fault::Missing));
        }
        if self.bands.len() > MOST_BANDS {
            return Err(TariffError::new("bands", Fault::TooMany { most: MOST_BANDS }));
        }
        let mut rests = 0;
        let mut names = BTreeSet::new();
        for (number, band) in self.bands.iter().enumerate() {
            let place = format!("bands[{number}]");
            band.check().map_err(|error| error.below(&place))?;
            rests += usize::from(band.is_rest());
            if rests > 1 {
                return Err(TariffError::new("windows", Fault::SecondRest).below(&place));
            }
            if !names.insert(&band.name) {
                return Err(TariffError::new("name", Fault::Twice).below(&place));
            }
        }
        if rests == 0 {
            return Err(TariffError::new("bands", Fault::NoRest));
        }
        self.subscription.check().map_err(|error| error.below("subscription"))?;
        self.power.map_or(Ok(()), |power| power.check().map_err(|error| error.below("power")))?;
        let injection = self.injection.unwrap_or_default();
        TariffError::unless_within("injection", injection.0, -MOST_PER_KWH, MOST_PER_KWH)?;
        self.vat.check().map_err(|error| error.below("vat"))
    }
}
