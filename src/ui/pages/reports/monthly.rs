//! What one gets by e-mail every month: one form.

use super::super::report::own_name;
use crate::{
    i18n::*,
    ui::fill::fill,
    views::report::{ReportSubscription, ReportsView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Monthly(view: ReportsView) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let hint = fill(td_string!(locale, reports.monthly_text), &[("language", &own_name(view.language))]);
    let no_email = (!view.email).then(|| view! { <p class="note">{td_string!(locale, reports.monthly_no_email)}</p> });
    let boxes: Vec<_> = view.buildings.into_iter().map(|of| view! { <Choice of /> }).collect();
    view! {
        <section aria-labelledby="monthly">
            <h2 id="monthly">{td_string!(locale, reports.monthly)}</h2>
            <p>
                {hint} " " <a href="/notifications">{td_string!(locale, reports.monthly_language)}</a>
            </p>
            {no_email}
            <form class="settings" method="post" action="/reports/subscriptions">
                <p class="tick">
                    <input id="all" name="all" type="checkbox" checked=view.all />
                    <label for="all">{td_string!(locale, reports.monthly_all)}</label>
                </p>
                <fieldset class="report-buildings">
                    <legend>{td_string!(locale, reports.monthly_some)}</legend>
                    {boxes}
                </fieldset>
                <button class="primary">{td_string!(locale, reports.monthly_save)}</button>
            </form>
        </section>
    }
}

#[component]
fn Choice(of: ReportSubscription) -> impl IntoView {
    let id = format!("building-{}", of.building);
    view! {
        <p class="tick">
            <input id=id.clone() name=id.clone() type="checkbox" checked=of.wanted />
            <label for=id>{of.name}</label>
        </p>
    }
}
