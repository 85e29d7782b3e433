//! A difference in words, never by a sign or a colour alone.

use crate::{
    i18n::*,
    ui::{
        fill::fill,
        format::{language_of, percent},
    },
};

/// `8 % de moins`, `12 % de plus`, from a difference in per cent; `None` when it rounds to nothing.
#[must_use]
pub fn change_words(locale: Locale, value: f64, decimals: u32) -> Option<String> {
    let amount = percent(value.abs(), decimals, language_of(locale));
    let nothing = percent(0.0, decimals, language_of(locale));
    let words = if value > 0.0 { td_string!(locale, common.more) } else { td_string!(locale, common.less) };
    (amount != nothing).then(|| fill(words, &[("percent", &amount)]))
}
