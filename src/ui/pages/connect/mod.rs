//! Connecting a meter: three steps on one page, the current one open. Forms and links only, so it works without scripts.

mod choose;
mod read;

use crate::{
    domain::{error::AppError, id::BuildingId, provider::ProviderId},
    i18n::*,
    rpc::connect::{connect_choices, sync_progress},
    ui::{
        components::{ErrorNotice, Refused, SyncProgress},
        format::use_language,
    },
    views::{building::RunView, connect::ConnectView, named_error::named},
};
use choose::Choose;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use read::Read;

/// Which step the address names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Choose,
    Read(ProviderId),
    Sync,
}

/// `?provider=` opens the second step, `?step=sync` the third; `?error=` says why the way to the operator failed.
#[component]
pub fn ConnectPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || params.read().get("id").and_then(|id| id.parse::<BuildingId>().ok());
    let view = Resource::new(id, |id| async move {
        let id = id.ok_or(AppError::NotFound)?;
        let view = connect_choices(id).await?;
        Ok::<_, AppError>((view, sync_progress(id).await?))
    });
    let step = move || {
        let query = query.read();
        match query.get("provider").and_then(|name| name.parse().ok()) {
            _ if query.get("step").is_some_and(|step| step == "sync") => Step::Sync,
            Some(provider) => Step::Read(provider),
            None => Step::Choose,
        }
    };
    let error = move || query.read().get("error").map(|name| named(&name));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Ok((view, runs)) => view! { <Steps view runs step=step() error=error() /> }.into_any(),
                    Err(error) => view! { <Refused error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Steps(view: ConnectView, runs: Vec<RunView>, step: Step, error: Option<AppError>) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let (building, name) = (view.header.id, view.header.name.clone());
    let chosen = match step {
        Step::Read(id) => view.providers.iter().find(|option| option.id == id && option.configured).cloned(),
        _ => None,
    };
    let first = (step != Step::Sync && chosen.is_none()).then(|| view! { <Choose view=view.clone() /> });
    let second = chosen.map(|option| view! { <Read view=view.clone() option /> });
    let third = (step == Step::Sync).then(|| view! { <SyncProgress building runs language /> });
    let mark = |open: bool| if open { "step" } else { "false" };
    let marks = [mark(first.is_some()), mark(second.is_some()), mark(third.is_some())];
    view! {
        <Title text=format!("{} – {name}", tu_string!(i18n, connect.heading)) />
        <header class="page-head">
            <p class="over">
                <a href=format!("/buildings/{building}")>{tu!(i18n, connect.back, building = name)}</a>
            </p>
            <h1>{tu_string!(i18n, connect.heading)}</h1>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        <ol class="steps">
            <li aria-current=marks[0]>
                <h2>{tu_string!(i18n, connect.step1)}</h2>
                {first}
            </li>
            <li aria-current=marks[1]>
                <h2>{tu_string!(i18n, connect.step2)}</h2>
                {second}
            </li>
            <li aria-current=marks[2]>
                <h2>{tu_string!(i18n, connect.step3)}</h2>
                {third}
            </li>
        </ol>
    }
}
