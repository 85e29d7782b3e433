//! One alert with what can be done about it: plain forms, which work without scripts.

use crate::{
    domain::alert::{AlertState, LONGEST_COMMENT},
    i18n::*,
    ui::{
        alert_text::{address, sentence},
        components::SeverityBadge,
        fill::fill,
        format::{date, day_time, use_language},
    },
    views::alerts::{AlertRow, AlertView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Item(row: AlertRow, manage: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let AlertRow { building, building_name, alert } = row;
    let meter = if alert.meter_label.is_empty() { alert.meter.clone() } else { alert.meter_label.clone() };
    let text = sentence(locale, &alert, language);
    let page = address(&alert);
    let day = format!("/buildings/{building}?p=day&d={}", alert.day);
    let since = fill(td_string!(locale, alerts.since), &[("time", &day_time(&alert.state_at, language))]);
    let comment = alert.comment.clone().map(|comment| view! { <blockquote class="said">{comment}</blockquote> });
    view! {
        <li>
            <p class="what">
                <SeverityBadge severity=alert.severity />
                <a href=format!("/buildings/{building}")>{building_name}</a>
                <a href=day>{date(alert.day, language)}</a>
            </p>
            <p class="base">{text} ". " {fill(td_string!(locale, building.alerts.meter), &[("meter", &meter)])}</p>
            {comment}
            <p class="note">{since} " · " <a href=page>{td_string!(locale, alerts.see)}</a></p>
            {manage.then(|| view! { <Acts alert /> })}
        </li>
    }
}

/// What can be done in the state that it has.
#[component]
pub(super) fn Acts(
    alert: AlertView,
    /// Whether one comes back to the alert's own page.
    #[prop(optional)]
    on_page: bool,
    /// A comment that was refused.
    #[prop(optional_no_strip)]
    typed: Option<String>,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let button = |state: AlertState| {
        let word = match state {
            AlertState::Acknowledged => td_string!(locale, alerts.acknowledge),
            AlertState::Resolved => td_string!(locale, alerts.resolve),
            AlertState::Open => td_string!(locale, alerts.reopen),
            AlertState::Explained => td_string!(locale, alerts.explain),
        };
        view! { <button name="state" value=state.as_str() class="quiet-button">{word}</button> }
    };
    let offered = match alert.state {
        AlertState::Open => vec![AlertState::Acknowledged, AlertState::Resolved],
        AlertState::Acknowledged | AlertState::Explained => vec![AlertState::Resolved, AlertState::Open],
        AlertState::Resolved => vec![AlertState::Open],
    };
    let open = on_page || typed.is_some();
    let comment = typed.or(alert.comment.clone());
    let field = format!("comment-{}-{}-{}", alert.meter_id, alert.kind.as_str(), alert.day);
    view! {
        <div class="acts">
            <form method="post" action="/alerts">
                <Named alert=alert.clone() on_page />
                {offered.into_iter().map(button).collect_view()}
            </form>
            <details open=open>
                <summary>{td_string!(locale, alerts.explain)}</summary>
                <form method="post" action="/alerts">
                    <Named alert=alert.clone() on_page />
                    <label for=field.clone()>{td_string!(locale, alerts.comment)}</label>
                    <textarea id=field name="comment" required maxlength=LONGEST_COMMENT rows="3">{comment}</textarea>
                    {button(AlertState::Explained)}
                </form>
            </details>
        </div>
    }
}

/// Which alert a form is about.
#[component]
fn Named(alert: AlertView, on_page: bool) -> impl IntoView {
    view! {
        {on_page.then(|| view! { <input type="hidden" name="from" value="page" /> })}
        <input type="hidden" name="meter" value=alert.meter_id.to_string() />
        <input type="hidden" name="kind" value=alert.kind.as_str() />
        <input type="hidden" name="day" value=alert.day.to_string() />
    }
}
