//! The settings of a building: which tariff each meter has since when, area and lots. Forms and links only.

mod contracts;
mod lots;

use crate::{
    domain::{error::AppError, id::BuildingId},
    i18n::*,
    rpc::settings::view_settings,
    ui::{
        components::{ErrorNotice, Errors, Loading, Problems, Refused},
        fill::fill,
        format::use_language,
    },
    views::settings::{DivisionDraft, SettingsForm, SettingsView},
};
use contracts::Contracts;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use lots::Lots;

/// `?done=` says what a form has done.
#[component]
pub fn BuildingSettingsPage() -> impl IntoView {
    let typed = use_context::<SettingsForm>().unwrap_or_default();
    let id = use_params_map().get_untracked().get("id").and_then(|id| id.parse::<BuildingId>().ok());
    let done = use_query_map().get_untracked().get("done");
    let view = Resource::new(
        || (),
        move |()| async move {
            match id {
                Some(id) => view_settings(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (typed, done) = (typed.clone(), done.clone());
                Suspend::new(async move {
                    match view.await {
                        Ok(view) => view! { <Settings view typed done /> }.into_any(),
                        Err(error) => view! { <Refused error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Settings(view: SettingsView, typed: SettingsForm, done: Option<String>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let done = match done.as_deref() {
        Some("contract") => Some(td_string!(locale, settings.saved_contract)),
        Some("contract_removed") => Some(td_string!(locale, settings.removed_contract)),
        Some("lots") => Some(td_string!(locale, settings.saved_lots)),
        _ => None,
    };
    let SettingsForm { contract, division, errors, problem } = typed;
    let errors = Errors::from(errors);
    let address = format!("/buildings/{}", view.id);
    let division = division.unwrap_or_else(|| DivisionDraft {
        area: view.area_m2.map(|area| area.to_string()).unwrap_or_default(),
        rows: view.lots.iter().map(|(label, share)| (label.clone(), share.to_string())).collect(),
        ..DivisionDraft::default()
    });
    view! {
        <Title text=format!("{} – {}", td_string!(locale, settings.title), view.name) />
        <header class="page-head">
            <p class="over"><a href=address.clone()>{view.name.clone()}</a></p>
            <h1>{td_string!(locale, settings.title)}</h1>
        </header>
        {problem.map(|error| view! { <ErrorNotice error language /> })}
        {done.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        <Problems errors=errors.clone() named=field />
        <Contracts
            meters=view.meters
            tariffs=view.tariffs
            draft=contract.unwrap_or_default()
            errors=errors.clone()
            address=address.clone()
        />
        <Lots division errors address />
    }
}

/// What a field is called.
fn field(name: &str, locale: Locale) -> String {
    let row = |rest: &str| rest.trim_end_matches(']').parse::<usize>().unwrap_or_default() + 1;
    if let Some(rest) = name.strip_prefix("label[") {
        return fill(td_string!(locale, settings.lot_number), &[("number", &row(rest))]);
    }
    if let Some(rest) = name.strip_prefix("share[") {
        return fill(td_string!(locale, settings.share_number), &[("number", &row(rest))]);
    }
    match name {
        "meter" => td_string!(locale, settings.meter),
        "tariff" => td_string!(locale, settings.tariff),
        "valid_from" => td_string!(locale, settings.from),
        "area" => td_string!(locale, settings.area),
        "paste" => td_string!(locale, settings.paste),
        other => other,
    }
    .to_owned()
}
