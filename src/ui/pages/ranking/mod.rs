//! Buildings side by side: the last twelve whole months per square metre and per lot, and among similar buildings.

mod row;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::ranking::view_ranking,
    ui::{
        components::{Empty, Loading, Refused},
        fill::fill,
        format::{days_range, use_language},
    },
    views::ranking::{RankingRow, RankingView, Similar},
};
use leptos::prelude::*;
use leptos_meta::Title;
use row::Row;

/// The screen.
#[component]
pub fn RankingPage() -> impl IntoView {
    let i18n = use_i18n();
    let view = Resource::new(|| (), |()| view_ranking());
    view! {
        <Title text=tu_string!(i18n, ranking.title) />
        <Suspense fallback=Loading>
            {move || Suspend::new(async move { shown(view.await) })}
        </Suspense>
    }
}

fn shown(view: Result<RankingView, AppError>) -> AnyView {
    match view {
        Ok(view) => view! { <Ranking view /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Ranking(view: RankingView) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let range = days_range(view.first, view.last, language);
    let lead = fill(tu_string!(i18n, ranking.lead), &[("range", &range)]);
    let table = if view.rows.is_empty() {
        let (title, text) = (tu_string!(i18n, portfolio.empty_title), tu_string!(i18n, portfolio.empty_text));
        view! { <Empty title text /> }.into_any()
    } else {
        view! { <Table rows=view.rows /> }.into_any()
    };
    view! {
        <div data-follows="">
            <header class="page-head">
                <h1>{tu_string!(i18n, ranking.title)}</h1>
                <p class="lead">{lead}</p>
            </header>
            {table}
            <p class="note">{tu_string!(i18n, ranking.method)}</p>
        </div>
    }
}

#[component]
fn Table(rows: Vec<RankingRow>) -> impl IntoView {
    let i18n = use_i18n();
    let most = rows.iter().map(reach).max().unwrap_or_default();
    view! {
        <table class="ranking">
            <caption class="for-listeners">{tu_string!(i18n, ranking.caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, ranking.column_building)}</th>
                    <th scope="col" class="number">{tu_string!(i18n, ranking.column_area)}</th>
                    <th scope="col">{tu_string!(i18n, ranking.column_similar)}</th>
                    <th scope="col" class="number">{tu_string!(i18n, ranking.column_lot)}</th>
                    <th scope="col" class="number">{tu_string!(i18n, ranking.column_year)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row most /> }).collect_view()}</tbody>
        </table>
    }
}

/// How far the strip of a building must reach.
fn reach(row: &RankingRow) -> i64 {
    let high = match row.similar {
        Some(Similar::Enough { high, .. }) => high,
        _ => 0,
    };
    row.wh_per_m2.unwrap_or_default().max(high)
}
