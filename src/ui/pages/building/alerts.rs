//! The unusual days of the period.

use super::links::Links;
use crate::{
    domain::time::{Period, PeriodKind},
    i18n::*,
    ui::{
        components::SeverityBadge,
        fill::fill,
        format::{date, energy, percent, use_language},
    },
    views::shared::AnomalyView,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Alerts(anomalies: Vec<AnomalyView>, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let list = if anomalies.is_empty() {
        Either::Left(view! { <p class="note">{td_string!(locale, building.alerts.none)}</p> })
    } else {
        let items: Vec<_> = anomalies.into_iter().map(|anomaly| view! { <Item anomaly links /> }).collect();
        Either::Right(view! { <ul>{items}</ul> })
    };
    view! {
        <section class="alerts" aria-labelledby="alerts">
            <h2 id="alerts">{td_string!(locale, building.alerts.heading)}</h2>
            {list}
        </section>
    }
}

#[component]
fn Item(anomaly: AnomalyView, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (value, mean) = (energy(anomaly.value, language), energy(anomaly.mean, language));
    let more = percent(anomaly.variance_percent, 0, language);
    let meter = if anomaly.meter_label.is_empty() { anomaly.meter } else { anomaly.meter_label };
    view! {
        <li>
            <SeverityBadge severity=anomaly.severity />
            <a href=links.period(Period::containing(PeriodKind::Day, anomaly.day))>{date(anomaly.day, language)}</a>
            <span class="base">
                {fill(td_string!(locale, building.alerts.line), &[("value", &value), ("percent", &more), ("mean", &mean)])} ". "
                {fill(td_string!(locale, building.alerts.meter), &[("meter", &meter)])}
            </span>
        </li>
    }
}
