//! Which period, in which language: the fields of every form that asks for reports.

use crate::{
    domain::time::{LocalDay, PeriodKind},
    i18n::*,
    ui::{format::Language, period_text::kind_name},
};
use leptos::prelude::*;

/// The kind of period, a day by which it is looked up, from `first` to `last`, and the language.
#[component]
pub(in crate::ui::pages) fn ReportFields(
    kind: PeriodKind,
    day: Option<LocalDay>,
    first: Option<LocalDay>,
    last: LocalDay,
    language: Language,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let kinds = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year].map(|of| {
        view! { <option value=of.as_str() selected=of == kind>{kind_name(locale, of)}</option> }
    });
    let languages = Language::ALL.map(|of| {
        view! { <option value=of.as_str() lang=of.as_str() selected=of == language>{own_name(of)}</option> }
    });
    let text = |day: LocalDay| day.to_string();
    view! {
        <p>
            <label for="kind">{td_string!(locale, reports.kind)}</label>
            <select id="kind" name="p">{kinds.collect_view()}</select>
        </p>
        <p>
            <label for="day">{td_string!(locale, reports.day)}</label>
            <input id="day" name="d" type="date" required value=day.map(text) min=first.map(text) max=text(last) />
        </p>
        <p>
            <label for="report-language">{td_string!(locale, reports.language)}</label>
            <select id="report-language" name="lang">{languages.collect_view()}</select>
        </p>
    }
}

/// A language in its own words.
pub(in crate::ui::pages) fn own_name(language: Language) -> &'static str {
    match language {
        Language::Fr => "Français",
        Language::Nl => "Nederlands",
        Language::En => "English",
    }
}
