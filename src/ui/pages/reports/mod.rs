//! Reports of every building: asking for all of them at once, how far they are, what was made, and what one gets every
//! month. Forms and links only; the list follows what happens while the page is open.

mod ask;
mod list;
mod monthly;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::reports::view_reports,
    ui::{
        components::{Empty, Loading, Refused},
        format::use_language,
    },
    views::report::{ReportAsked, ReportsView},
};
use ask::Ask;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use list::{List, Progress};
use monthly::Monthly;

/// `?error=` says why nothing was asked for, with what was typed beside it; `?done=` what was done.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let query = use_query_map().get_untracked();
    let error = query.get("error").map(|name| match name.as_str() {
        "future_date" => tu_string!(i18n, reports.error_future),
        _ => tu_string!(i18n, reports.error_period),
    });
    let typed = ReportAsked::read(|name| query.get(name), language);
    let done = match query.get("done").as_deref() {
        Some("asked") => Some(tu_string!(i18n, reports.done_asked)),
        Some("subscribed") => Some(tu_string!(i18n, reports.done_subscribed)),
        _ => None,
    };
    let view = Resource::new(|| (), |()| view_reports());
    view! {
        <Title text=tu_string!(i18n, reports.title) />
        {error.map(|text| view! { <p class="notice error" role="alert">{text}</p> })}
        {done.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        <Suspense fallback=Loading>
            {move || Suspend::new(async move { shown(view.await, typed) })}
        </Suspense>
    }
}

fn shown(view: Result<ReportsView, AppError>, typed: ReportAsked) -> AnyView {
    match view {
        Ok(view) => view! { <Reports view typed /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Reports(view: ReportsView, typed: ReportAsked) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let typed = ReportAsked { day: typed.day.or(Some(view.month.first)), ..typed };
    let body = if view.buildings.is_empty() {
        let (title, text) =
            (td_string!(locale, reports.no_building_title), td_string!(locale, reports.no_building_text));
        Either::Left(view! { <Empty title text /> })
    } else {
        Either::Right(view! {
            <Ask typed today=view.today count=view.buildings.len() />
            {view.batch.map(|batch| view! { <Progress batch /> })}
            <List rows=view.rows.clone() />
            <Monthly view />
        })
    };
    view! {
        <div class="reports" data-follows="">
            <header class="page-head">
                <h1>{td_string!(locale, reports.title)}</h1>
                <p class="lead">{td_string!(locale, reports.lead)}</p>
            </header>
            {body}
        </div>
    }
}
