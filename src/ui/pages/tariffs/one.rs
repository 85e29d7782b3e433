//! One tariff: its versions from the newest to the oldest, who has it, and what it would have cost.

use super::{picture::Picture, trial::Trying, words};
use crate::{
    charts::svg::band_letter,
    domain::{
        error::AppError,
        id::TariffId,
        tariff::{Band, Version},
        time::LocalDay,
    },
    i18n::*,
    rpc::tariffs::view_tariff,
    ui::{
        band_text::{band_name, window_text},
        components::{ErrorNotice, Loading, Refused},
        fill::fill,
        format::{date, price, use_language},
    },
    views::{
        named_error::named,
        tariffs::{TariffUse, TariffView, TrialQuery},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `?on=` and `?span=` say what to try it on; `?done=` what a form has done, `?error=` why not.
#[component]
pub fn TariffPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("tariff").and_then(|id| id.parse::<TariffId>().ok());
    let query = use_query_map().get_untracked();
    let tried = TrialQuery::read(|name| query.get(name));
    let (done, error) = (query.get("done"), query.get("error").map(|name| named(&name)));
    let view = Resource::new(
        || (),
        move |()| async move {
            match id {
                Some(id) => view_tariff(id, tried).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (done, error) = (done.clone(), error.clone());
                Suspend::new(async move {
                    match view.await {
                        Ok(view) => view! { <Tariff view done error /> }.into_any(),
                        Err(error) => view! { <Refused error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Tariff(view: TariffView, done: Option<String>, error: Option<AppError>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let TariffView { stored, today, uses, places, trial } = view;
    let done = match done.as_deref() {
        Some("created") => Some(td_string!(locale, tariffs.created)),
        Some("saved") => Some(td_string!(locale, tariffs.saved)),
        Some("removed") => Some(td_string!(locale, tariffs.version_removed)),
        _ => None,
    };
    let (id, revision) = (stored.id, stored.revision);
    let versions = stored.tariff.versions().to_vec();
    let (only, unused) = (versions.len() == 1, uses.is_empty());
    let next = versions.iter().skip(1).map(|version| Some(version.valid_from)).chain([None]);
    let mut shown: Vec<_> = versions.iter().cloned().zip(next).collect();
    shown.reverse();
    let shown = shown.into_iter().map(|(version, until)| {
        let when = (version.valid_from, until, today);
        view! { <OneVersion version when id revision only /> }
    });
    view! {
        <Title text=stored.name.clone() />
        <header class="page-head">
            <p class="over"><a href="/tariffs">{td_string!(locale, tariffs.title)}</a></p>
            <h1>{stored.name.clone()}</h1>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        {done.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        <nav class="actions" aria-label=td_string!(locale, tariffs.actions)>
            <a class="button primary" href=format!("/tariffs/{id}/edit")>{td_string!(locale, tariffs.new_prices)}</a>
        </nav>
        <section class="part" aria-labelledby="versions">
            <h2 id="versions">{td_string!(locale, tariffs.versions)}</h2>
            {shown.collect_view()}
        </section>
        <Uses uses />
        <Trying places trial id />
        {unused.then(|| view! { <Remove id /> })}
    }
}

#[component]
fn OneVersion(
    version: Version,
    /// Its first day, the first day of the next one, and today.
    when: (LocalDay, Option<LocalDay>, LocalDay),
    id: TariffId,
    revision: i64,
    /// The tariff has no other one.
    only: bool,
) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (from, until, today) = when;
    let past = until.is_some_and(|until| until <= today);
    let state = match until {
        _ if from > today => td_string!(locale, tariffs.to_come).to_owned(),
        Some(until) if past => fill(td_string!(locale, tariffs.until), &[("day", &date(until, language))]),
        _ => td_string!(locale, tariffs.in_force).to_owned(),
    };
    let heading = fill(td_string!(locale, tariffs.from_day), &[("day", &date(from, language))]);
    let facts = [
        (td_string!(locale, tariffs.form.subscription), words::subscription(locale, &version)),
        (td_string!(locale, tariffs.form.power), words::power(locale, version.power)),
        (td_string!(locale, tariffs.form.injection), words::injection(locale, &version)),
        (td_string!(locale, tariffs.form.vat), words::vat(locale, &version)),
    ];
    let facts = facts.map(|(name, text)| view! { <dt>{name}</dt> <dd>{text}</dd> });
    let remove = (!only).then(|| view! { <RemoveVersion id revision from /> });
    view! {
        <article class="version">
            <h3>{heading} " " <span class="under">{state}</span></h3>
            <Bands bands=version.bands.clone() />
            <dl class="facts">{facts.collect_view()}</dl>
            <details class="picture" open=!past>
                <summary>{td_string!(locale, tariffs.week)}</summary>
                <Picture version />
            </details>
            <div class="actions">
                <a class="button" href=format!("/tariffs/{id}/edit?version={from}")>{td_string!(locale, tariffs.change)}</a>
                {remove}
            </div>
        </article>
    }
}

#[component]
fn Bands(bands: Vec<Band>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let rows = (0..).zip(bands).map(|(place, band): (usize, Band)| {
        let windows: Vec<String> = band.windows.iter().map(|window| window_text(locale, window)).collect();
        let when = if windows.is_empty() { td_string!(locale, tariffs.rest).to_owned() } else { windows.join("; ") };
        view! {
            <tr>
                <th scope="row">
                    <span class=format!("sample band-{}", place % 6)>{band_letter(place).to_string()}</span>
                    " " {band_name(locale, &band.name)}
                </th>
                <td>{when}</td>
                <td class="number">{price(band.price.0, language)}</td>
            </tr>
        }
    });
    view! {
        <table class="bands">
            <thead>
                <tr>
                    <th scope="col">{td_string!(locale, tariffs.form.band_name)}</th>
                    <th scope="col">{td_string!(locale, tariffs.column.when)}</th>
                    <th scope="col" class="number">{td_string!(locale, tariffs.column.price)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn RemoveVersion(id: TariffId, revision: i64, from: LocalDay) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <details class="confirm">
            <summary>{td_string!(locale, tariffs.remove)}</summary>
            <p>{td_string!(locale, tariffs.remove_version_text)}</p>
            <form method="post" action=format!("/tariffs/{id}/remove")>
                <input type="hidden" name="version" value=from.to_string() />
                <input type="hidden" name="revision" value=revision />
                <button class="danger">{td_string!(locale, tariffs.remove_version)}</button>
            </form>
        </details>
    }
}

/// Only where no contract names it.
#[component]
fn Remove(id: TariffId) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <section class="part">
            <details class="confirm">
                <summary>{td_string!(locale, tariffs.remove_tariff)}</summary>
                <p>{td_string!(locale, tariffs.remove_text)}</p>
                <form method="post" action=format!("/tariffs/{id}/remove")>
                    <button class="danger">{td_string!(locale, tariffs.remove_confirm)}</button>
                </form>
            </details>
        </section>
    }
}

#[component]
fn Uses(uses: Vec<TariffUse>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let list = if uses.is_empty() {
        view! { <p>{td_string!(locale, tariffs.uses_none)}</p> }.into_any()
    } else {
        let item = |of: TariffUse| {
            let from = date(of.from, language);
            let text = match of.until {
                Some(until) => {
                    fill(td_string!(locale, tariffs.use_until), &[("from", &from), ("until", &date(until, language))])
                }
                None => fill(td_string!(locale, tariffs.use_since), &[("from", &from)]),
            };
            view! {
                <li>
                    <a href=format!("/buildings/{}/settings", of.building)>{of.name}</a> ", " {of.meter} " – " {text}
                </li>
            }
        };
        view! { <ul class="plain">{uses.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="part" aria-labelledby="uses">
            <h2 id="uses">{td_string!(locale, tariffs.uses)}</h2>
            {list}
        </section>
    }
}
