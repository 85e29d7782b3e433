//! A price per kWh and when it counts.

use super::{Colour, Fault, MicroEuros, TariffError, Window};
use serde::{Deserialize, Serialize};

/// The most windows of a band.
const MOST_WINDOWS: usize = 50;
/// The longest label of one's own, in characters.
const LONGEST_LABEL: usize = 60;
/// Highest price of a kWh, and lowest below zero: 10 €.
pub(super) const MOST_PER_KWH: i64 = 10_000_000;

/// What a band is called. Screens translate all but [`BandName::Own`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BandName {
    /// One price at all times ("base", "tarif simple", "enkelvoudig").
    Base,
    /// "Heures pleines".
    Peak,
    /// "Heures creuses".
    OffPeak,
    /// Belgian day.
    Day,
    /// Belgian night, with the weekend where the grid operator says so.
    Night,
    /// One of Tempo's six.
    Tempo {
        /// Of the day.
        colour: Colour,
        /// Peak or off-peak hours.
        peak: bool,
    },
    /// Anything else, as the syndic calls it: "Impact rouge".
    Own(String),
}

impl BandName {
    /// Every name but those of one's own.
    pub const KNOWN: [Self; 11] = [
        Self::Base,
        Self::Peak,
        Self::OffPeak,
        Self::Day,
        Self::Night,
        Self::Tempo { colour: Colour::Blue, peak: true },
        Self::Tempo { colour: Colour::Blue, peak: false },
        Self::Tempo { colour: Colour::White, peak: true },
        Self::Tempo { colour: Colour::White, peak: false },
        Self::Tempo { colour: Colour::Red, peak: true },
        Self::Tempo { colour: Colour::Red, peak: false },
    ];

    /// The stable name: `off_peak`, `tempo_red_peak`, or the label of one's own.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Base => "base",
            Self::Peak => "peak",
            Self::OffPeak => "off_peak",
            Self::Day => "day",
            Self::Night => "night",
            Self::Tempo { colour: Colour::Blue, peak: true } => "tempo_blue_peak",
            Self::Tempo { colour: Colour::Blue, peak: false } => "tempo_blue_off_peak",
            Self::Tempo { colour: Colour::White, peak: true } => "tempo_white_peak",
            Self::Tempo { colour: Colour::White, peak: false } => "tempo_white_off_peak",
            Self::Tempo { colour: Colour::Red, peak: true } => "tempo_red_peak",
            Self::Tempo { colour: Colour::Red, peak: false } => "tempo_red_off_peak",
            Self::Own(label) => label,
        }
    }

    /// From the stable name of one that is [known](Self::KNOWN).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::KNOWN.into_iter().find(|name| name.key() == key)
    }
}

/// A band of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// No two bands of a version have the same.
    pub name: BandName,
    /// Per kWh, excluding VAT. Below zero for what is paid back.
    pub price: MicroEuros,
    /// When it counts; none: the rest of the time.
    #[serde(default)]
    pub windows: Vec<Window>,
}

impl Band {
    /// Whether this is the band of all time that no window holds.
    #[must_use]
    pub fn is_rest(&self) -> bool {
        self.windows.is_empty()
    }

    /// # Errors
    /// A label, a price or a window that is not in order.
    pub(super) fn check(&self) -> Result<(), TariffError> {
        if let BandName::Own(label) = &self.name {
            let longest = i64::try_from(LONGEST_LABEL).unwrap_or(i64::MAX);
            let length = if label.trim().is_empty() { 0 } else { label.chars().count() };
            TariffError::unless_within("name", i64::try_from(length).unwrap_or(i64::MAX), 1, longest)?;
        }
        TariffError::unless_within("price", self.price.0, -MOST_PER_KWH, MOST_PER_KWH)?;
        if self.windows.len() > MOST_WINDOWS {
            return Err(TariffError::new("windows", Fault::TooMany { most: MOST_WINDOWS }));
        }
        let mut windows = self.windows.iter().enumerate();
        windows.try_for_each(|(n, window)| window.check().map_err(|error| error.below(&format!("windows[{n}]"))))
    }
}
