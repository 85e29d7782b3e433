//! Every building, the most urgent first: which one needs me today, and why.

mod cells;
mod row;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::portfolio::view_portfolio,
    ui::{
        components::{Empty, ErrorNotice, Loading, Refused},
        fill::fill,
        format::{period_label, use_language},
    },
    views::{
        named_error::named,
        portfolio::{Attention, PortfolioView},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use row::Row;

/// The first screen. `?error=` says why the way back from an operator led here.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let error = use_query_map().get_untracked().get("error").map(|name| named(&name));
    let view = Resource::new(|| (), |()| view_portfolio());
    view! {
        <Title text=tu_string!(i18n, portfolio.title) />
        {error.map(|error| view! { <ErrorNotice error language /> })}
        <Suspense fallback=Loading>
            {move || Suspend::new(async move { shown(view.await) })}
        </Suspense>
    }
}

fn shown(view: Result<PortfolioView, AppError>) -> AnyView {
    match view {
        Ok(view) => view! { <Portfolio view /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Portfolio(view: PortfolioView) -> impl IntoView {
    let i18n = use_i18n();
    let total = view.rows.len();
    let urgent = view.rows.iter().filter(|row| row.attention != Attention::None).count();
    let intro = match urgent {
        0 => tu_string!(i18n, portfolio.intro_none).to_string(),
        1 => fill(tu_string!(i18n, portfolio.intro_one), &[("total", &total)]),
        _ => fill(tu_string!(i18n, portfolio.intro), &[("count", &urgent), ("total", &total)]),
    };
    let table = if view.rows.is_empty() {
        let (title, text) = (tu_string!(i18n, portfolio.empty_title), tu_string!(i18n, portfolio.empty_text));
        view! { <Empty title text /> }.into_any()
    } else {
        view! {
            <p class="lead">{intro}</p>
            <Table view=view.clone() />
            <p class="way-on"><a href="/ranking">{tu_string!(i18n, portfolio.compare)}</a></p>
        }
        .into_any()
    };
    view! {
        <div data-follows="">
            <header class="page-head">
                <p class="over">{view.organisation}</p>
                <h1>{tu_string!(i18n, portfolio.title)}</h1>
            </header>
            {table}
        </div>
    }
}

#[component]
fn Table(view: PortfolioView) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let month = view.rows.first().map(|row| period_label(row.month, language)).unwrap_or_default();
    view! {
        <table class="portfolio">
            <caption class="for-listeners">{tu_string!(i18n, portfolio.caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, portfolio.column_building)}</th>
                    <th scope="col">{tu_string!(i18n, portfolio.column_fingerprint)}</th>
                    <th scope="col" class="number">{fill(tu_string!(i18n, portfolio.column_month), &[("month", &month)])}</th>
                    <th scope="col">{tu_string!(i18n, portfolio.column_alerts)}</th>
                    <th scope="col" class="number">{tu_string!(i18n, portfolio.column_quality)}</th>
                    <th scope="col" class="number">{tu_string!(i18n, portfolio.column_fresh)}</th>
                </tr>
            </thead>
            <tbody>{view.rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </table>
    }
}
