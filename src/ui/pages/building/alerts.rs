//! The unusual days of the period.

use super::links::Links;
use crate::{
    domain::time::{Period, PeriodKind},
    i18n::*,
    ui::{
        alert_text::{address, sentence},
        components::SeverityBadge,
        fill::fill,
        format::{date, use_language},
    },
    views::alerts::AlertView,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Alerts(alerts: Vec<AlertView>, links: Links, can_manage: bool) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let list = if alerts.is_empty() {
        Either::Left(view! { <p class="note">{td_string!(locale, building.alerts.none)}</p> })
    } else {
        let items: Vec<_> = alerts.into_iter().map(|alert| view! { <Item alert links /> }).collect();
        Either::Right(view! { <ul>{items}</ul> })
    };
    view! {
        <section class="alerts" aria-labelledby="alerts">
            <h2 id="alerts">{td_string!(locale, building.alerts.heading)}</h2>
            {list}
            {can_manage.then(|| view! { <p><a href="/rules">{td_string!(locale, alerts.rules)}</a></p> })}
        </section>
    }
}

#[component]
fn Item(alert: AlertView, links: Links) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let line = sentence(locale, &alert, language);
    let page = address(&alert);
    let meter = if alert.meter_label.is_empty() { alert.meter } else { alert.meter_label };
    let comment = alert.comment.map(|comment| {
        view! { <q class="said">{comment}</q> }
    });
    view! {
        <li>
            <SeverityBadge severity=alert.severity />
            <a href=links.period(Period::containing(PeriodKind::Day, alert.day))>{date(alert.day, language)}</a>
            <span class="base">
                {line} ". "
                {fill(td_string!(locale, building.alerts.meter), &[("meter", &meter)])}
            </span>
            {comment}
            <a href=page>{td_string!(locale, alerts.see)}</a>
        </li>
    }
}
