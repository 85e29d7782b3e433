//! The languages of the product.

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
