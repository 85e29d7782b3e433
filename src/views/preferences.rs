//! Language and theme of a browser: two cookies that the server reads before it draws anything.

use super::format::Language;

/// Name of the cookie that holds the language.
pub const LANGUAGE_COOKIE: &str = "lang";
/// Name of the cookie that holds the theme.
pub const THEME_COOKIE: &str = "theme";

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value of the cookie and of `data-theme`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// By its value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text)
    }
}

/// What a browser wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The chosen language, else the first that the browser asks for and the product speaks, else French.
    pub language: Language,
    /// The chosen theme.
    pub theme: Theme,
}

impl Preferences {
    /// From the text of the `Cookie` and `Accept-Language` headers, empty when absent.
    #[must_use]
    pub fn of_headers(cookies: &str, accepted: &str) -> Self {
        let cookie = |name: &str| {
            cookies.split(';').find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name)).map(|c| c.1)
        };
        Self {
            language: cookie(LANGUAGE_COOKIE).and_then(Language::parse).or_else(|| asked(accepted)).unwrap_or_default(),
            theme: cookie(THEME_COOKIE).and_then(Theme::parse).unwrap_or_default(),
        }
    }
}

/// The language of the greatest weight that the product speaks, the first one among equals.
fn asked(accepted: &str) -> Option<Language> {
    let weighted = accepted.split(',').filter_map(|part| {
        let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
        let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse::<f32>().ok())?;
        Language::parse(tag).filter(|_| weight > 0.0).map(|language| (weight, language))
    });
    weighted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_beats_the_browser_and_french_is_the_default() {
        let language = |cookies, accepted| Preferences::of_headers(cookies, accepted).language;
        assert_eq!(language("session=x; lang=nl", "en"), Language::Nl);
        assert_eq!(language("", "de, en-GB;q=0.9"), Language::En);
        assert_eq!(language("lang=xx", ""), Language::Fr);
        assert_eq!(language("xlang=nl", ""), Language::Fr);
    }

    #[test]
    fn weights_decide() {
        assert_eq!(asked("nl-BE,nl;q=0.9,fr;q=0.8"), Some(Language::Nl));
        assert_eq!(asked("fr;q=0.2, en;q=0.7"), Some(Language::En));
        assert_eq!(asked("nl, en"), Some(Language::Nl));
        assert_eq!(asked("de, es"), None);
        assert_eq!(asked("en;q=0, nl;q=x"), None);
    }

    #[test]
    fn themes() {
        assert_eq!(Preferences::of_headers("theme=dark", "").theme, Theme::Dark);
        assert_eq!(Preferences::of_headers("theme=\"><script>", "").theme, Theme::Auto);
    }
}
