//! Asking for the reports of every building over one period.

use super::super::report::{kind_name, own_name};
use crate::{
    domain::time::{LocalDay, PeriodKind},
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, integer, language_of},
    },
    views::report::ReportAsked,
};
use leptos::prelude::*;

#[component]
pub(super) fn Ask(typed: ReportAsked, today: LocalDay, count: usize) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let kinds = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Year].map(|kind| {
        view! { <option value=kind.as_str() selected=kind == typed.kind>{kind_name(locale, kind)}</option> }
    });
    let languages = Language::ALL.map(|of| {
        view! { <option value=of.as_str() lang=of.as_str() selected=of == typed.language>{own_name(of)}</option> }
    });
    let number = integer(i64::try_from(count).unwrap_or(i64::MAX), language_of(locale));
    let button = match count {
        1 => td_string!(locale, reports.ask_one).to_owned(),
        _ => fill(td_string!(locale, reports.ask), &[("count", &number)]),
    };
    view! {
        <section aria-labelledby="ask">
            <h2 id="ask">{td_string!(locale, reports.ask_heading)}</h2>
            <form class="report-ask" method="post" action="/reports">
                <p>
                    <label for="kind">{td_string!(locale, reports.kind)}</label>
                    <select id="kind" name="p">{kinds.collect_view()}</select>
                </p>
                <p>
                    <label for="day">{td_string!(locale, reports.day)}</label>
                    <input
                        id="day"
                        name="d"
                        type="date"
                        required
                        value=typed.day.map(|day| day.to_string())
                        max=today.to_string()
                    />
                </p>
                <p>
                    <label for="report-language">{td_string!(locale, reports.language)}</label>
                    <select id="report-language" name="lang">{languages.collect_view()}</select>
                </p>
                <button class="primary">{button}</button>
            </form>
        </section>
    }
}
