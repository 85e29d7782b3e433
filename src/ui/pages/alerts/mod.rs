//! The alerts of every building: what somebody still has to look at comes first. And the page of one of them.

mod history;
mod one;
mod row;

pub use one::AlertPage;

use crate::{
    domain::{alert::AlertState, error::AppError},
    i18n::*,
    rpc::alerts::view_alerts,
    ui::{
        alert_text,
        components::{Empty, ErrorNotice, Loading, Refused},
        fill::fill,
        format::{date, use_language},
    },
    views::{
        alerts::{AlertRow, AlertsView},
        named_error::named,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use row::Item;

/// `?error=` says why a change was refused.
#[component]
pub fn AlertsPage() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let error = use_query_map().get_untracked().get("error").map(|name| named(&name));
    let view = Resource::new(|| (), |()| view_alerts());
    view! {
        <Title text=tu_string!(i18n, alerts.title) />
        {error.map(|error| view! { <ErrorNotice error language /> })}
        <Suspense fallback=Loading>
            {move || Suspend::new(async move { shown(view.await) })}
        </Suspense>
    }
}

fn shown(view: Result<AlertsView, AppError>) -> AnyView {
    match view {
        Ok(view) => view! { <Alerts view /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Alerts(view: AlertsView) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let lead = fill(tu_string!(i18n, alerts.lead), &[("day", &date(view.first_day, language))]);
    let manage = view.can_manage;
    let groups = AlertState::ALL.map(|state| {
        let rows: Vec<AlertRow> = view.rows.iter().filter(|row| row.alert.state == state).cloned().collect();
        (!rows.is_empty()).then(|| view! { <Group state rows manage /> })
    });
    let list = if view.rows.is_empty() {
        let (title, text) = (tu_string!(i18n, alerts.empty_title), tu_string!(i18n, alerts.empty_text));
        view! { <Empty title text /> }.into_any()
    } else {
        groups.into_iter().collect_view().into_any()
    };
    view! {
        <div data-follows="">
            <header class="page-head">
                <h1>{tu_string!(i18n, alerts.title)}</h1>
                <p class="lead">{lead}</p>
                {manage.then(|| view! { <p><a href="/rules">{tu_string!(i18n, alerts.rules)}</a></p> })}
            </header>
            {list}
        </div>
    }
}

/// Everything in one state.
#[component]
fn Group(state: AlertState, rows: Vec<AlertRow>, manage: bool) -> impl IntoView {
    let i18n = use_i18n();
    let heading = alert_text::state(i18n.get_locale_untracked(), state);
    let count = rows.len();
    let id = state.as_str();
    view! {
        <section class="inbox" aria-labelledby=id>
            <h2 id=id>{heading} " (" {count} ")"</h2>
            <ul>{rows.into_iter().map(|row| view! { <Item row manage /> }).collect_view()}</ul>
        </section>
    }
}
