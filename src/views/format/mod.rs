//! How numbers, energies and dates are written in French, Dutch and English: one formatter for server and browser.
//!
//! Never the browser's own `Intl`: it differs between browsers and from the server, and hydration needs equal texts.

mod date;
mod number;
mod period;
mod quantity;

pub use date::{
    clock, date, date_long, day_month, day_time, month_name, month_short, time, weekday_name, weekday_short,
};
pub use number::{fixed, integer, percent, signed_percent};
pub use period::{days_range, period_label, period_label_short};
pub use quantity::{Unit, energy, energy_unit, kwh_exact, mean_power, power, power_unit};

use serde::{Deserialize, Serialize};

/// A language of the product. French comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// French, as in France and Belgium.
    #[default]
    Fr,
    /// Dutch, as in Belgium.
    Nl,
    /// English, as in Great Britain.
    En,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Fr, Self::Nl, Self::En];

    /// The tag of `<html lang>`, of the cookie and of the translation folders.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// By tag, with or without a region (`nl-BE`). `None` for a language that the product does not speak.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.as_str()))
    }
}

/// Between a number and its unit.
pub(crate) const NO_BREAK_SPACE: char = '\u{a0}';

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn tags() {
        assert_eq!(Language::parse("nl-BE"), Some(Language::Nl));
        assert_eq!(Language::parse(" FR "), Some(Language::Fr));
        assert_eq!(Language::parse("de"), None);
        assert_eq!(Language::parse(""), None);
        for language in Language::ALL {
            assert_eq!(Language::parse(language.as_str()), Some(language));
        }
    }
}
