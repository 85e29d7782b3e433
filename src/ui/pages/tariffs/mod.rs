//! Tariffs: the list, one of them, and the form of a version. Forms and links only.

mod bands;
mod colours;
mod editor;
mod one;
mod picture;
mod standing;
mod trial;
mod words;

pub use colours::ColoursPage;
pub use editor::{EditTariffPage, NewTariffPage};
pub use one::TariffPage;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::tariffs::view_tariffs,
    ui::{
        band_text::band_name,
        components::{Empty, Loading, Refused},
        fill::fill,
        format::{date, price, use_language},
    },
    views::tariffs::{TariffRow, TariffsView},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The organisation's tariffs. `?done=removed` after one was taken away.
#[component]
pub fn TariffsPage() -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let removed = use_query_map().get_untracked().get("done").as_deref() == Some("removed");
    let view = Resource::new(|| (), |()| view_tariffs());
    view! {
        <Title text=td_string!(locale, tariffs.title) />
        <Suspense fallback=Loading>
            {move || Suspend::new(async move { shown(view.await, removed) })}
        </Suspense>
    }
}

fn shown(view: Result<TariffsView, AppError>, removed: bool) -> AnyView {
    match view {
        Ok(view) => view! { <Tariffs view removed /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Tariffs(view: TariffsView, removed: bool) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let list = if view.tariffs.is_empty() {
        let (title, text) = (td_string!(locale, tariffs.empty.title), td_string!(locale, tariffs.empty.text));
        view! {
            <Empty title text>
                <a class="primary" href="/tariffs/new">{td_string!(locale, tariffs.add)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Table view /> }.into_any()
    };
    view! {
        <header class="page-head">
            <h1>{td_string!(locale, tariffs.title)}</h1>
            <p class="lead">{td_string!(locale, tariffs.lead)}</p>
        </header>
        {removed.then(|| view! { <p class="notice" role="status">{td_string!(locale, tariffs.removed)}</p> })}
        {list}
        <p class="beside">
            <a href="/tariffs/colours">{td_string!(locale, tariffs.colours.title)}</a>
            <a href="/emission-factors">{td_string!(locale, factors.title)}</a>
        </p>
    }
}

#[component]
fn Table(view: TariffsView) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let today = view.today;
    let rows = view.tariffs.into_iter().map(|row| view! { <Row row today /> }).collect_view();
    view! {
        <p class="actions">
            <a class="button primary" href="/tariffs/new">{td_string!(locale, tariffs.add)}</a>
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label=td_string!(locale, tariffs.title)>
            <table class="tariffs">
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, tariffs.column.name)}</th>
                        <th scope="col">{td_string!(locale, tariffs.column.now)}</th>
                        <th scope="col">{td_string!(locale, tariffs.column.since)}</th>
                        <th scope="col">{td_string!(locale, tariffs.column.meters)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: TariffRow, today: crate::domain::time::LocalDay) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let TariffRow { stored, meters, since } = row;
    let version = stored.tariff.on(today).or_else(|| stored.tariff.versions().first());
    let bands = version.map(|version| {
        let band = |band: &crate::domain::tariff::Band| {
            view! { <li>{band_name(locale, &band.name)} " " <span class="figure">{price(band.price.0, language)}</span></li> }
        };
        version.bands.iter().map(band).collect_view()
    });
    let from = version.map(|version| date(version.valid_from, language));
    let used = match (meters, since) {
        (0, _) => td_string!(locale, tariffs.unused).to_owned(),
        (count, since) => {
            let since = since.map(|day| date(day, language)).unwrap_or_default();
            fill(td_string!(locale, tariffs.used), &[("count", &count), ("day", &since)])
        }
    };
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/tariffs/{}", stored.id)>{stored.name}</a>
            </th>
            <td>
                <ul class="plain">{bands}</ul>
            </td>
            <td>{from}</td>
            <td>{used}</td>
        </tr>
    }
}
