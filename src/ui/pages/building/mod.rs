//! One building: what happened over a period, against what, and how sure that is. Every figure is also there without
//! scripts; the charts become interactive when they have loaded.

mod alerts;
mod breadcrumb;
mod charts;
mod comparison;
mod forecast;
mod header;
mod links;
mod meters;
mod months;
mod period;
mod profile;
mod quality;
mod sentence;
mod summary;
mod table;
mod unit;

use crate::{
    domain::{error::AppError, id::BuildingId, series::SeriesKind},
    i18n::*,
    rpc::building::{view_building, view_profile},
    ui::{
        components::{Empty, FingerprintLarge, Refused, SyncProgress},
        format::{period_label, use_language},
    },
    views::{
        building::{BuildingView, DashboardQuery, MeterCard},
        profile::ProfileView,
        shared::Fingerprint,
    },
};
use header::Header;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use links::Links;

/// The page: what the address asks for.
#[component]
pub fn BuildingPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<BuildingId>().ok()));
    let asked = Memo::new(move |_| query.with(|query| DashboardQuery::read(|name| query.get(name))));
    let loaded = Resource::new_blocking(
        move || (id.get(), asked.get()),
        |(id, query)| async move {
            match id {
                Some(id) => view_building(id, query).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    // Apart: it reads every value of the period. Both are asked at once.
    let shape = Resource::new_blocking(
        move || (id.get(), asked.get()),
        |(id, query)| async move {
            match id {
                Some(id) => view_profile(id, query).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let shown = move || {
        Suspend::new(async move {
            match loaded.await {
                // Whoever may see the building may see its shape: what fails here fails there.
                Ok(view) => {
                    let profile = shape.await.unwrap_or_default();
                    Either::Left(view! { <Dashboard view profile /> })
                }
                Err(error) => Either::Right(view! { <Refused error /> }),
            }
        })
    };
    view! {
        <div class="dashboard" data-follows=move || id.get().map(|id| id.to_string())>
            <Suspense>{shown}</Suspense>
        </div>
    }
}

#[component]
fn Dashboard(view: BuildingView, profile: Option<ProfileView>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let links = Links::new(&view);
    let series = series_name(locale, view.series);
    let title = format!("{series} – {} – {}", period_label(view.period, language), view.header.name);
    let id = view.header.id;
    let runs: Vec<_> = view.meters.iter().filter_map(|meter| meter.run.clone()).collect();
    let open = runs.iter().any(|run| !run.state.is_over());
    let nothing_yet = view.earliest.is_none();
    let body = if nothing_yet {
        Either::Left(view! { <NothingYet meters=view.meters.clone() links can_manage=view.header.can_manage /> })
    } else {
        Either::Right(view! { <Figures view=view.clone() profile links /> })
    };
    view! {
        <Title text=title />
        <Header view links />
        {open.then(|| view! { <SyncProgress building=id runs language /> })}
        {body}
    }
}

/// A building without data: what it is for and what brings some, or the meters that are on their way.
#[component]
fn NothingYet(meters: Vec<MeterCard>, links: Links, can_manage: bool) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let title = td_string!(locale, building.empty.title);
    if meters.is_empty() {
        let text = td_string!(locale, building.empty.no_meter);
        let way_out = if can_manage {
            Either::Left(view! { <header::Actions links can_manage report=false /> })
        } else {
            Either::Right(td_string!(locale, building.empty.ask))
        };
        return Either::Left(view! { <Empty title text>{way_out}</Empty> });
    }
    Either::Right(view! {
        <Empty title text=td_string!(locale, building.empty.no_data) />
        <meters::Meters meters links can_manage />
    })
}

#[component]
fn Figures(view: BuildingView, profile: Option<ProfileView>, links: Links) -> impl IntoView {
    view! {
        <summary::Numbers view=view.clone() />
        <charts::Charts view=view.clone() links />
        {view.forecast.map(|forecast| view! { <forecast::Forecast forecast /> })}
        <div class="columns">
            <comparison::Comparisons comparisons=view.comparisons shown=view.compared links />
            <alerts::Alerts alerts=view.anomalies links can_manage=view.header.can_manage />
            <meters::Meters meters=view.meters links can_manage=view.header.can_manage />
        </div>
        {profile.map(|profile| view! { <profile::Profile profile links /> })}
        {view.fingerprint.map(|print| view! { <Print print name=view.header.name /> })}
        <months::Months months=view.months links />
        <quality::Quality counts=view.quality days=view.quality_days links />
    }
}

/// The building's fingerprint.
#[component]
fn Print(print: Fingerprint, name: String) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <section class="print" aria-labelledby="fingerprint">
            <h2 id="fingerprint">{td_string!(locale, building.fingerprint.heading)}</h2>
            <FingerprintLarge print name />
        </section>
    }
}

/// "Consommation" or "Production".
fn series_name(locale: Locale, series: SeriesKind) -> &'static str {
    match series {
        SeriesKind::ElectricityProduction => td_string!(locale, building.production),
        _ => td_string!(locale, building.consumption),
    }
}
