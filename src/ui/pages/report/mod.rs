//! The report builder: a period and a language, what the report will say, and the files.

mod ask;
mod document;
mod fields;
mod files;
mod picture;

use crate::{
    domain::{error::AppError, id::BuildingId},
    i18n::*,
    rpc::reports::preview_report,
    ui::{
        components::{Empty, Refused},
        fill::fill,
        format::{date, use_language},
    },
    views::report::{ReportAsked, ReportPreview},
};
use ask::Ask;
use document::Document;
pub(super) use fields::{ReportFields, own_name};
use files::Files;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page: what the address asks for.
#[component]
pub fn ReportBuilderPage() -> impl IntoView {
    let (params, query, language) = (use_params_map(), use_query_map(), use_language());
    let id = params.read_untracked().get("id").and_then(|id| id.parse::<BuildingId>().ok());
    let asked = ReportAsked::read(|name| query.read_untracked().get(name), language);
    let loaded = Resource::new_blocking(
        move || (id, asked),
        |(id, asked)| async move {
            match id {
                Some(id) => preview_report(id, asked).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let shown = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(view) => Either::Left(view! { <Builder view /> }),
                Err(error) => Either::Right(view! { <Refused error /> }),
            }
        })
    };
    view! { <Suspense>{shown}</Suspense> }
}

#[component]
fn Builder(view: ReportPreview) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let (title, language) = (td_string!(locale, reports.builder), use_language());
    let name = view.name.clone();
    let back = fill(td_string!(locale, reports.back), &[("name", &name)]);
    let address = format!("/buildings/{}", view.building);
    let runs = view.runs.then(|| {
        let text = td_string!(locale, reports.runs);
        view! { <p class="note">{fill(text, &[("day", &date(view.today, language))])}</p> }
    });
    let body = if view.earliest.is_none() {
        let text = td_string!(locale, reports.nothing_text);
        Either::Left(view! { <Empty title=td_string!(locale, reports.nothing_title) text /> })
    } else {
        Either::Right(view! {
            <Ask view=view.clone() />
            {runs}
            <Files building=view.building period=view.period language=view.page.language />
            <Document page=view.page />
        })
    };
    view! {
        <Title text=format!("{title} – {name}") />
        <header class="page-head">
            <p class="over">
                <a href=address>{back}</a>
            </p>
            <h1>{title}</h1>
        </header>
        {body}
    }
}
