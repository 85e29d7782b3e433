//! The unusual days of the period.

use super::links::Links;
use crate::ui::fill::fill;
use crate::{
    domain::{
        anomaly::Severity,
        time::{Period, PeriodKind},
    },
    i18n::*,
    ui::format::{date, energy, percent, use_language},
    views::shared::AnomalyView,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Alerts(anomalies: Vec<AnomalyView>, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let list = if anomalies.is_empty() {
        Either::Left(view! { <p class="empty">{td_string!(locale, building.alerts.none)}</p> })
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
    let class = format!("severity {}", anomaly.severity.as_str().to_lowercase());
    view! {
        <li>
            <span class=class>
                <span aria-hidden="true">{anomaly.severity.mark()}</span>
                " "
                {severity_name(locale, anomaly.severity)}
            </span>
            " "
            <a href=links.period(Period::containing(PeriodKind::Day, anomaly.day))>{date(anomaly.day, language)}</a>
            <span class="base">
                {fill(td_string!(locale, building.alerts.line), &[("value", &value), ("percent", &more), ("mean", &mean)])} ". "
                {fill(td_string!(locale, building.alerts.meter), &[("meter", &meter)])}
            </span>
        </li>
    }
}

fn severity_name(locale: Locale, severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => td_string!(locale, building.alerts.minor),
        Severity::Major => td_string!(locale, building.alerts.major),
        Severity::Critical => td_string!(locale, building.alerts.critical),
    }
}
