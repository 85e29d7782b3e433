//! Importing a file: choose it, see what it would do, confirm, see what it did. Plain forms: everything works without
//! scripts.

mod choose;
mod done;
mod series;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::import_file::preview_import,
    ui::{
        components::{ErrorNotice, Loading, Refused},
        format::use_language,
    },
    views::{
        imports::{ImportPage as View, ImportPreview},
        upload_error,
    },
};
use choose::Choose;
use done::{Before, Done, Outcome};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use series::SeriesPreview;

/// The page. `?preview=` names an uploaded file, `?error=` says what was wrong with one, `?written=` what was imported.
#[component]
pub fn ImportPage() -> impl IntoView {
    let i18n = use_i18n();
    let (params, query) = (use_params_map(), use_query_map());
    let ids = move || (params.read().get("id"), query.read().get("preview"));
    let page = Resource::new(ids, |(building, import)| async move {
        let building = building.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)?;
        preview_import(building, import.and_then(|id| id.parse().ok())).await
    });
    view! {
        <Title text=move || t_string!(i18n, imports.title).to_owned() />
        <Suspense fallback=Loading>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(view) => view! { <Loaded view query=query.get_untracked() /> }.into_any(),
                    Err(error) => view! { <Refused error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Loaded(view: View, query: ParamsMap) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let View { header, max_mb, preview, imported } = view;
    let address = format!("/buildings/{}", header.id);
    let gone = (preview.is_none() && query.get("preview").is_some()).then_some(AppError::PreviewGone);
    let error = upload_error::from_query(|name| query.get(name)).or(gone);
    let outcome = Outcome::from_query(&query);
    let action = format!("{address}/import");
    let main = match preview {
        Some(preview) => view! { <Preview preview action /> }.into_any(),
        None => view! { <Choose action max_mb language /> }.into_any(),
    };
    view! {
        <header class="page-head">
            <p class="over"><a href=address.clone()>{header.name}</a></p>
            <h1>{t!(i18n, imports.title)}</h1>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        {outcome.map(|outcome| view! { <Done outcome address /> })}
        {main}
        <Before imported />
    }
}

/// What the file holds, before anything is written.
#[component]
fn Preview(preview: ImportPreview, action: String) -> impl IntoView {
    let i18n = use_i18n();
    let ImportPreview { id, file_name, format, series } = preview;
    let target = format!("{action}/{id}");
    let doubtful = series.iter().any(|series| series.check_digit_wrong);
    let accept = doubtful.then(|| {
        view! {
            <p class="notice">{t!(i18n, imports.check_digit)}</p>
            <label class="check">
                <input type="checkbox" name="accept_numbers" value="yes" required />
                {t!(i18n, imports.check_digit_accept)}
            </label>
        }
    });
    view! {
        <section class="import-preview">
            <h2>{t!(i18n, imports.preview_title)}</h2>
            <p>{t!(i18n, imports.preview_text)}</p>
            <dl class="facts">
                <dt>{t!(i18n, imports.file)}</dt>
                <dd>{file_name}</dd>
                <dt>{t!(i18n, imports.format)}</dt>
                <dd><FormatName format /></dd>
            </dl>
            {series.into_iter().map(|series| view! { <SeriesPreview series /> }).collect_view()}
            <form method="post" action=target>
                {accept}
                <p class="actions">
                    <button class="primary">{t!(i18n, imports.confirm)}</button>
                    <a class="button" href=action>{t!(i18n, imports.cancel)}</a>
                </p>
            </form>
        </section>
    }
}

/// The name of a format.
#[component]
fn FormatName(format: String) -> impl IntoView {
    let i18n = use_i18n();
    match format.as_str() {
        "fluvius-quarter-hours" => t!(i18n, imports.format_fluvius_quarters).into_any(),
        "fluvius-days" => t!(i18n, imports.format_fluvius_days).into_any(),
        "ores-load-curve" => t!(i18n, imports.format_ores).into_any(),
        "enedis-2026-daily" | "enedis-v5-daily" => t!(i18n, imports.format_enedis_days).into_any(),
        _ => t!(i18n, imports.format_enedis_curve).into_any(),
    }
}
