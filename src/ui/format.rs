//! The formatter of `views::format` with the language of the page.

pub use crate::views::format::*;

use crate::i18n::{Locale, use_i18n};

/// The language of a translation.
#[must_use]
pub fn language_of(locale: Locale) -> Language {
    match locale {
        Locale::fr => Language::Fr,
        Locale::nl => Language::Nl,
        Locale::en => Language::En,
    }
}

/// The translation of a language.
#[must_use]
pub fn locale_of(language: Language) -> Locale {
    match language {
        Language::Fr => Locale::fr,
        Language::Nl => Locale::nl,
        Language::En => Locale::en,
    }
}

/// The page's language. It never changes while a page is open: the switch reloads.
#[must_use]
pub fn use_language() -> Language {
    language_of(use_i18n().get_locale_untracked())
}
