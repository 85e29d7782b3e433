//! Services of the organisation: a table, and a form for another one.

use super::{
    settings::{Choice, languages},
    words::{self, SEVERITIES},
};
use crate::{
    domain::{anomaly::Severity, notice::EndpointKind},
    i18n::*,
    ui::format::{locale_of, use_language},
    views::notices::ServiceView,
};
use leptos::prelude::*;

#[component]
pub(super) fn Services(services: Vec<ServiceView>) -> impl IntoView {
    let i18n = use_i18n();
    let table = if services.is_empty() {
        view! { <p>{tu_string!(i18n, notifications.services_none)}</p> }.into_any()
    } else {
        view! { <Table services /> }.into_any()
    };
    view! {
        <section class="part" aria-labelledby="services">
            <h2 id="services">{tu_string!(i18n, notifications.services)}</h2>
            <p class="hint">{tu_string!(i18n, notifications.services_text)}</p>
            {table}
            <Add />
        </section>
    }
}

#[component]
fn Table(services: Vec<ServiceView>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, notifications.column_service)}</th>
                        <th scope="col">{tu_string!(i18n, notifications.column_kind)}</th>
                        <th scope="col">{tu_string!(i18n, notifications.least)}</th>
                        <th scope="col">{tu_string!(i18n, notifications.column_latest)}</th>
                        <th scope="col">{tu_string!(i18n, notifications.column_actions)}</th>
                    </tr>
                </thead>
                <tbody>{services.into_iter().map(|service| view! { <Row service /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(service: ServiceView) -> impl IntoView {
    let (i18n, locale) = (use_i18n(), locale_of(use_language()));
    let ServiceView { id, kind, label, host, least, latest } = service;
    let latest = match latest {
        None => td_string!(locale, notifications.latest_none).to_owned(),
        Some((state, None)) => words::state(state, locale).to_owned(),
        Some((state, Some(problem))) => {
            format!("{} – {}", words::state(state, locale), words::problem(problem, locale))
        }
    };
    let button = |what: &str, text: &'static str| {
        view! {
            <form method="post" action=format!("/notifications/services/{id}/{what}")>
                <button aria-label=format!("{text} – {label}")>{text}</button>
            </form>
        }
    };
    let (test, remove) = (tu_string!(i18n, notifications.test), tu_string!(i18n, notifications.remove));
    let buttons = (button("test", test), button("remove", remove));
    view! {
        <tr>
            <td>{label} " " <span class="under">{host}</span></td>
            <td>{words::kind(kind, locale)}</td>
            <td>{words::severity(least, locale)}</td>
            <td>{latest}</td>
            <td>
                <div class="actions">{buttons}</div>
            </td>
        </tr>
    }
}

/// The form for a new service.
#[component]
fn Add() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let locale = locale_of(language);
    let kinds =
        EndpointKind::ALL.map(|kind| (kind.as_str(), words::kind(kind, locale).to_owned(), kind == EndpointKind::Json));
    let least = SEVERITIES.map(|of| (of.as_str(), words::severity(of, locale).to_owned(), of == Severity::Minor));
    view! {
        <details>
            <summary>{tu_string!(i18n, notifications.add)}</summary>
            <form class="settings" method="post" action="/notifications/services">
                <Choice name="kind" text=tu_string!(i18n, notifications.column_kind) entries=kinds.to_vec() />
                <label for="label">{tu_string!(i18n, notifications.label)}</label>
                <input id="label" name="label" maxlength="80" required />
                <label for="url">{tu_string!(i18n, notifications.url)}</label>
                <input id="url" name="url" inputmode="url" autocomplete="off" aria-describedby="url-hint" required />
                <p id="url-hint" class="hint">{tu_string!(i18n, notifications.url_hint)}</p>
                <label for="secret">{tu_string!(i18n, notifications.secret)}</label>
                <input id="secret" name="secret" type="password" autocomplete="off" aria-describedby="secret-hint" />
                <p id="secret-hint" class="hint">{tu_string!(i18n, notifications.secret_hint)}</p>
                <Choice prefix="service-" name="least" text=tu_string!(i18n, notifications.least) entries=least.to_vec() />
                <Choice prefix="service-" name="language" text=tu_string!(i18n, notifications.language) entries=languages(language) />
                <button class="primary">{tu_string!(i18n, notifications.add)}</button>
            </form>
        </details>
    }
}
