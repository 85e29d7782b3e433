//! A difference in words and with its sign, never by colour alone.

use crate::{
    i18n::*,
    ui::format::{fill, percent, signed_percent, use_language},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// `8 % de moins`, `12 % de plus`, `autant` when it rounds to nothing.
#[must_use]
pub fn change_words(i18n: I18nContext<Locale>, value: f64) -> String {
    let language = crate::ui::format::language_of(i18n.get_locale_untracked());
    let amount = percent(value.abs(), 0, language);
    if value.abs() < 0.5 {
        tu_string!(i18n, common.same).to_string()
    } else if value > 0.0 {
        fill(tu_string!(i18n, common.more), &[("percent", &amount)])
    } else {
        fill(tu_string!(i18n, common.less), &[("percent", &amount)])
    }
}

/// The signed figure, with the words for whoever listens.
#[component]
pub fn Change(
    /// In per cent.
    value: f64,
) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let class = if value >= 0.5 {
        "change up"
    } else if value <= -0.5 {
        "change down"
    } else {
        "change"
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{signed_percent(value, 0, language)}</span>
            <span class="for-listeners">{change_words(i18n, value)}</span>
        </span>
    }
}
