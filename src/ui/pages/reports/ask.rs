//! Asking for the reports of every building over one period.

use super::super::report::ReportFields;
use crate::{
    domain::time::LocalDay,
    i18n::*,
    ui::{
        fill::fill,
        format::{integer, language_of},
    },
    views::report::ReportAsked,
};
use leptos::prelude::*;

#[component]
pub(super) fn Ask(typed: ReportAsked, today: LocalDay, count: usize) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let number = integer(i64::try_from(count).unwrap_or(i64::MAX), language_of(locale));
    let button = match count {
        1 => td_string!(locale, reports.ask_one).to_owned(),
        _ => fill(td_string!(locale, reports.ask), &[("count", &number)]),
    };
    view! {
        <section aria-labelledby="ask">
            <h2 id="ask">{td_string!(locale, reports.ask_heading)}</h2>
            <form class="report-ask" method="post" action="/reports">
                <ReportFields kind=typed.kind day=typed.day first=None last=today language=typed.language />
                <button class="primary">{button}</button>
            </form>
        </section>
    }
}
