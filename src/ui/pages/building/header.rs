//! Name, freshness, the period and what it came to in one sentence.

use super::{links::Links, period::PeriodBar, sentence};
use crate::ui::fill::fill;
use crate::{
    domain::time::LocalDay,
    i18n::*,
    ui::format::{period_label, use_language},
    views::{building::BuildingView, shared::Freshness},
};
use leptos::prelude::*;

/// After how many days without new data the page says so.
const STALE_AFTER_DAYS: i64 = 3;

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
    view! {
        <header class="building">
            <div class="name">
                <h1>{view.header.name.clone()}</h1>
                <p class="place">{place}</p>
                <FreshnessLine freshness today />
            </div>
            {view.header.can_manage.then(|| view! { <Actions links /> })}
            <PeriodBar view links />
            <p class="sentence" aria-live="polite">
                {sentence}
            </p>
            {jump.map(|(text, address)| view! { <p class="note"><a href=address>{text}</a></p> })}
            {partial.map(|text| view! { <p class="note">{text}</p> })}
        </header>
    }
}

#[component]
fn Actions(links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <nav class="actions" aria-label=td_string!(locale, building.actions.label)>
            <a class="button primary" href=links.connect()>
                {td_string!(locale, building.actions.connect)}
            </a>
            <a class="button" href=links.import()>
                {td_string!(locale, building.actions.import)}
            </a>
        </nav>
    }
}

/// How far the data reach, and a plain word when nothing newer has come for days.
#[component]
fn FreshnessLine(freshness: Freshness, today: LocalDay) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let text = sentence::freshness(&freshness, locale, language);
    let age = freshness.through.map_or(0, |through| today.signed_duration_since(through).num_days());
    let stale = (age > STALE_AFTER_DAYS).then(|| {
        let text = fill(td_string!(locale, building.freshness.stale), &[("days", &age)]);
        view! { <span class="stale">{text}</span> }
    });
    view! {
        <p class="freshness">
            {text} " " {stale}
        </p>
    }
}
