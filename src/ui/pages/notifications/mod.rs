//! What one was told, what one wants to be told, and the services of the organisation. Forms and links only.

mod list;
mod services;
mod settings;
pub(super) mod words;

use crate::{
    domain::{error::AppError, id::NoticeId},
    i18n::*,
    rpc::notices::view_notices,
    ui::{
        components::{ErrorNotice, Loading, Refused},
        fill::fill,
        format::use_language,
    },
    views::{notices::NoticesView, upload_error},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use list::{Failed, List};
use services::Services;
use settings::Settings;

/// `?before=` shows older messages; `?done=` says what a form has done, `?error=` what was wrong with it.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map().get_untracked();
    let before = query.get("before").and_then(|id| id.parse::<NoticeId>().ok());
    let error = upload_error::from_query(|name| query.get(name));
    let done = query.get("done");
    let view = Resource::new(|| (), move |()| view_notices(language, before));
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (error, done) = (error.clone(), done.clone());
                Suspend::new(async move { shown(view.await, before.is_some(), error, done) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<NoticesView, AppError>, old: bool, error: Option<AppError>, done: Option<String>) -> AnyView {
    match view {
        Ok(view) => view! { <Page view old error done /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Page(view: NoticesView, old: bool, error: Option<AppError>, done: Option<String>) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let NoticesView { notices, older, unread, failed, preference, available, services } = view;
    let done = match done.as_deref() {
        Some("saved") => Some(tu_string!(i18n, notifications.saved)),
        Some("added") => Some(tu_string!(i18n, notifications.added)),
        Some("removed") => Some(tu_string!(i18n, notifications.removed)),
        Some("tested") => Some(tu_string!(i18n, notifications.tested)),
        _ => None,
    };
    let has_unread = unread > 0;
    let summary = match unread {
        0 => tu_string!(i18n, notifications.unread_none).to_string(),
        1 => tu_string!(i18n, notifications.unread_one).to_string(),
        _ => fill(tu_string!(i18n, notifications.unread), &[("count", &unread)]),
    };
    view! {
        <Title text=tu_string!(i18n, notifications.title) />
        <header class="page-head">
            <h1>{tu_string!(i18n, notifications.title)}</h1>
            <p class="under">{summary}</p>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        {done.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        {(!failed.is_empty()).then(|| view! { <Failed failed /> })}
        <List notices older unread=has_unread old />
        <Settings preference available />
        {services.map(|services| view! { <Services services /> })}
    }
}
