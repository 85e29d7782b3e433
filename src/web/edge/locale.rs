//! The language of an answer that no page renders.

use crate::i18n::Locale;
use axum::http::{HeaderMap, header};

/// The best of `Accept-Language` that we speak; French when it names none.
#[must_use]
pub fn of_headers(headers: &HeaderMap) -> Locale {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wanted: Vec<(f32, Locale)> = accepted
        .split(',')
        .filter_map(|part| {
            let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
            let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
            let locale = match tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
                "fr" => Locale::fr,
                "nl" => Locale::nl,
                "en" => Locale::en,
                _ => return None,
            };
            (weight > 0.0).then_some((weight, locale))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.first().map_or(Locale::fr, |(_, locale)| *locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_decide_and_french_is_the_default() {
        let of = |text: &str| of_headers(&HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, text.parse().unwrap())]));
        assert_eq!(of("nl-BE,nl;q=0.9,fr;q=0.8"), Locale::nl);
        assert_eq!(of("fr;q=0.2, en;q=0.7"), Locale::en);
        assert_eq!(of("de, es"), Locale::fr);
        assert_eq!(of("en;q=0, nl;q=x"), Locale::fr);
        assert_eq!(of_headers(&HeaderMap::new()), Locale::fr);
    }
}
