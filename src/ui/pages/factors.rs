//! What a kWh emits: the factors that count, each with its kind and source, and the form of the organisation's own.

use crate::{
    domain::{
        emission::{Country, EmissionFactor, FactorKind},
        error::AppError,
    },
    i18n::*,
    rpc::factors::view_factors,
    ui::{
        components::{ErrorNotice, Errors, Loading, Problems, Refused, Wrong},
        fill::fill,
        format::{date, decimal, use_language},
    },
    views::factors::{FactorDraft, FactorsForm, FactorsView},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Rows for factors to come.
const SPARE: usize = 2;

/// `?done=saved` after a form.
#[component]
pub fn FactorsPage() -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let typed = use_context::<FactorsForm>();
    let saved = use_query_map().get_untracked().get("done").is_some();
    let view = Resource::new(|| (), |()| view_factors());
    view! {
        <Title text=td_string!(locale, factors.title) />
        <Suspense fallback=Loading>
            {move || {
                let typed = typed.clone();
                Suspend::new(async move { shown(view.await, typed, saved) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<FactorsView, AppError>, typed: Option<FactorsForm>, saved: bool) -> AnyView {
    match view {
        Ok(view) => view! { <Factors view typed saved /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Factors(view: FactorsView, typed: Option<FactorsForm>, saved: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let manages = view.can_manage;
    let form = typed.unwrap_or_else(|| FactorsForm {
        rows: view.own.iter().map(|factor| FactorDraft::of(factor, language)).collect(),
        ..FactorsForm::default()
    });
    let problem = form.problem.clone();
    let errors = Errors::from(form.errors.clone());
    view! {
        <header class="page-head">
            <h1>{td_string!(locale, factors.title)}</h1>
            <p class="lead">{td_string!(locale, factors.lead)}</p>
        </header>
        {problem.map(|error| view! { <ErrorNotice error language /> })}
        {saved.then(|| view! { <p class="notice" role="status">{td_string!(locale, factors.saved)}</p> })}
        <Problems errors=errors.clone() named=field />
        <Table view />
        {manages.then(|| view! { <Form rows=form.rows errors /> })}
    }
}

/// Every factor; those that count first in their country.
#[component]
fn Table(view: FactorsView) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let own = view.own.iter().map(|factor| (factor.clone(), td_string!(locale, factors.own), true));
    let published = view.published.iter().map(|factor| {
        let counts = view.counts(factor);
        let text = if counts { td_string!(locale, factors.published) } else { td_string!(locale, factors.replaced) };
        (factor.clone(), text, counts)
    });
    let mut all: Vec<_> = own.chain(published).collect();
    all.sort_by_key(|(factor, _, counts)| (factor.country, !counts, factor.valid_from));
    let rows = all.into_iter().map(|(factor, origin, counts)| view! { <Row factor origin counts /> }).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=td_string!(locale, factors.title)>
            <table class="factors">
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, factors.country)}</th>
                        <th scope="col">{td_string!(locale, factors.valid_from)}</th>
                        <th scope="col" class="number">{td_string!(locale, factors.grams)}</th>
                        <th scope="col">{td_string!(locale, factors.kind)}</th>
                        <th scope="col">{td_string!(locale, factors.source)}</th>
                        <th scope="col">{td_string!(locale, factors.origin)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(factor: EmissionFactor, origin: &'static str, counts: bool) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    view! {
        <tr class=if counts { "" } else { "replaced" }>
            <th scope="row">{country(locale, factor.country)}</th>
            <td>{date(factor.valid_from, language)}</td>
            <td class="number">{decimal(factor.milligrams_per_kwh, 3, 0, language)}</td>
            <td>{kind(locale, factor.kind)}</td>
            <td>{factor.source}</td>
            <td>{origin}</td>
        </tr>
    }
}

#[component]
fn Form(rows: Vec<FactorDraft>, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let spare = FactorDraft {
        country: Country::France.code().to_owned(),
        kind: FactorKind::AnnualMean.as_str().to_owned(),
        ..FactorDraft::default()
    };
    let rows = rows.into_iter().chain(std::iter::repeat_n(spare, SPARE)).enumerate();
    let rows = rows.map(|(at, row)| view! { <FormRow row at errors=errors.clone() /> }).collect_view();
    view! {
        <section class="part" aria-labelledby="own">
            <h2 id="own">{td_string!(locale, factors.form)}</h2>
            <p class="hint">{td_string!(locale, factors.form_text)}</p>
            <form method="post" action="/emission-factors">
                {rows}
                <button class="primary">{td_string!(locale, factors.save)}</button>
            </form>
        </section>
    }
}

/// The fields of a factor. Each row sends the same names, in this order.
#[component]
fn FormRow(row: FactorDraft, at: usize, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let legend = fill(td_string!(locale, factors.row), &[("number", &(at + 1))]);
    let countries = Country::ALL.map(|of| (of.code(), self::country(locale, of)));
    let kinds = FactorKind::ALL.map(|of| (of.as_str(), self::kind(locale, of)));
    let FactorDraft { country, valid_from, grams, kind, source } = row;
    let id = |name: &str| format!("{name}[{at}]");
    let select = |name: &'static str, text: &'static str, entries: Vec<(&'static str, &'static str)>, value: String| {
        let entry = |(of, text): (&'static str, &'static str)| {
            let chosen = of == value;
            view! { <option value=of selected=chosen>{text}</option> }
        };
        let entries = entries.into_iter().map(entry).collect_view();
        let wrong = wrong(&errors, &id(name));
        view! {
            <div class="field">
                <label for=id(name)>{text}</label>
                <select id=id(name) name=name>{entries}</select>
                {wrong}
            </div>
        }
    };
    let input = |name: &'static str,
                 text: &'static str,
                 (kind, keys): (&'static str, Option<&'static str>),
                 value: String| {
        let invalid = errors.of(&id(name)).map(|_| "true");
        let wrong = wrong(&errors, &id(name));
        view! {
            <div class=format!("field {name}")>
                <label for=id(name)>{text}</label>
                <input id=id(name) name=name type=kind inputmode=keys value=value autocomplete="off" aria-invalid=invalid />
                {wrong}
            </div>
        }
    };
    let fields = (
        select("country", td_string!(locale, factors.country), countries.to_vec(), country),
        input("valid_from", td_string!(locale, factors.valid_from), ("date", None), valid_from),
        input("grams", td_string!(locale, factors.grams), ("text", Some("decimal")), grams),
        select("kind", td_string!(locale, factors.kind), kinds.to_vec(), kind),
        input("source", td_string!(locale, factors.source), ("text", None), source),
    );
    view! {
        <fieldset class="factor">
            <legend class="for-listeners">{legend}</legend>
            {fields}
        </fieldset>
    }
}

fn wrong(errors: &Errors, field: &str) -> Option<impl IntoView + use<>> {
    let id = format!("{field}-error");
    errors.of(field).map(|expected| view! { <Wrong id expected /> })
}

/// What a field is called: `grams[1]`.
fn field(name: &str, locale: Locale) -> String {
    let (name, rest) = name.split_once('[').unwrap_or((name, ""));
    let number = rest.trim_end_matches(']').parse::<usize>().unwrap_or_default() + 1;
    let text = match name {
        "country" => td_string!(locale, factors.country),
        "valid_from" => td_string!(locale, factors.valid_from),
        "grams" => td_string!(locale, factors.grams),
        "kind" => td_string!(locale, factors.kind),
        "source" => td_string!(locale, factors.source),
        other => other,
    };
    format!("{}, {text}", fill(td_string!(locale, factors.row), &[("number", &number)]))
}

fn country(locale: Locale, country: Country) -> &'static str {
    match country {
        Country::Belgium => td_string!(locale, factors.belgium),
        Country::France => td_string!(locale, factors.france),
    }
}

fn kind(locale: Locale, kind: FactorKind) -> &'static str {
    match kind {
        FactorKind::AnnualMean => td_string!(locale, factors.annual_mean),
        FactorKind::Direct => td_string!(locale, factors.direct),
        FactorKind::LifeCycle => td_string!(locale, factors.life_cycle),
        FactorKind::Supplier => td_string!(locale, factors.supplier),
    }
}
