//! Name, freshness, the period and what it came to in one sentence.

use super::{links::Links, period::PeriodBar, sentence};
use crate::{
    i18n::*,
    ui::{
        components::FreshnessLine,
        fill::fill,
        format::{period_label, use_language},
    },
    views::building::BuildingView,
};
use leptos::prelude::*;

#[component]
pub(super) fn Header(view: BuildingView, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let place = [&view.header.address, &view.header.town].map(String::as_str).join(", ");
    let sentence = sentence::of_period(&view, locale, language);
    let partial = sentence::partial(&view.summary, locale);
    let jump = links.latest().filter(|_| view.summary.total.is_none());
    let jump = jump.map(|(period, address)| {
        (fill(td_string!(locale, building.empty.jump), &[("period", &period_label(period, language))]), address)
    });
    let (freshness, today) = (view.freshness.clone(), view.today);
    let some_data = view.earliest.is_some();
    // Without any meter the way to one stands in the middle of the page.
    let can_manage = view.header.can_manage && (some_data || !view.meters.is_empty());
    view! {
        <header class="building">
            <div class="name">
                <h1>{view.header.name.clone()}</h1>
                <p class="place">{place}</p>
                <FreshnessLine freshness today />
            </div>
            {(can_manage || some_data).then(|| view! { <Actions links can_manage report=some_data /> })}
            {some_data.then(|| view! { <PeriodBar view links /> })}
            {some_data.then(|| view! { <p class="sentence" aria-live="polite">{sentence}</p> })}
            {jump.map(|(text, address)| view! { <p class="note"><a href=address>{text}</a></p> })}
            {partial.map(|text| view! { <p class="note">{text}</p> })}
        </header>
    }
}

#[component]
pub(super) fn Actions(
    links: Links,
    /// Whether the reader may connect and import.
    can_manage: bool,
    /// Whether there is anything to report.
    report: bool,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let manage = can_manage.then(|| {
        view! {
            <a class="button primary" href=links.connect()>
                {td_string!(locale, building.actions.connect)}
            </a>
            <a class="button" href=links.import()>
                {td_string!(locale, building.actions.import)}
            </a>
            <a class="button" href=links.settings()>
                {td_string!(locale, settings.title)}
            </a>
        }
    });
    let report = report.then(|| {
        view! {
            <a class="button" href=links.report()>
                {td_string!(locale, building.actions.report)}
            </a>
        }
    });
    view! {
        <nav class="actions" aria-label=td_string!(locale, building.actions.label)>
            {manage}
            {report}
        </nav>
    }
}
