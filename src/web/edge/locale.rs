//! The language of an answer that no page renders.

use crate::{
    i18n::Locale,
    ui::format,
    views::{format::Language, preferences::Preferences},
};
use axum::http::{HeaderMap, HeaderName, header};

/// What a browser's visitor chose, else what the browser asks for.
#[must_use]
pub fn language_of(headers: &HeaderMap) -> Language {
    Preferences::of_headers(text(headers, &header::COOKIE), text(headers, &header::ACCEPT_LANGUAGE)).language
}

/// As [`language_of`], as the texts are keyed.
#[must_use]
pub fn of_browser(headers: &HeaderMap) -> Locale {
    format::locale_of(language_of(headers))
}

/// Of a program: by `Accept-Language` alone, as the description of the API says.
#[must_use]
pub fn of_program(headers: &HeaderMap) -> Locale {
    format::locale_of(Preferences::of_headers("", text(headers, &header::ACCEPT_LANGUAGE)).language)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_has_no_cookie() {
        let pairs = [(header::COOKIE, "lang=nl"), (header::ACCEPT_LANGUAGE, "en")];
        let headers: HeaderMap = pairs.map(|(name, value)| (name, value.parse().unwrap())).into_iter().collect();
        assert_eq!((of_browser(&headers), of_program(&headers)), (Locale::nl, Locale::en));
        assert_eq!(of_program(&HeaderMap::new()), Locale::fr);
    }
}
