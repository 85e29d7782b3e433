//! The form of one version of a tariff. Every button posts the whole form: those that add or take away draw it again.

use super::{bands::BandFields, picture::Picture, standing::Standing, words};
use crate::{
    domain::{error::AppError, id::TariffId},
    i18n::*,
    rpc::tariffs::{view_tariff, view_tariffs},
    ui::{
        components::{ErrorNotice, Errors, Field, Loading, Problems, Refused, Wrong},
        fill::fill,
        format::{date, use_language},
    },
    views::{
        form,
        tariffs::{TariffDraft, TariffForm, Template},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `?template=` names the structure to begin with; without one there is a choice.
#[component]
pub fn NewTariffPage() -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let typed = use_context::<TariffForm>();
    let template = use_query_map().get_untracked().get("template").and_then(|name| Template::from_name(&name));
    let form = typed.or_else(|| template.map(|of| TariffForm { draft: of.draft(), ..TariffForm::default() }));
    // Only who may see tariffs may add one; the list knows.
    let allowed = Resource::new(|| (), |()| view_tariffs());
    view! {
        <Title text=td_string!(locale, tariffs.new_title) />
        <Suspense fallback=Loading>
            {move || {
                let form = form.clone();
                Suspend::new(async move {
                    match (allowed.await, form) {
                        (Err(error), _) => view! { <Refused error /> }.into_any(),
                        (Ok(_), Some(form)) => view! { <Editor form of=None /> }.into_any(),
                        (Ok(_), None) => view! { <Templates /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

/// `?version=` names the first day of the version to change; without one the newest is the start of another.
#[component]
pub fn EditTariffPage() -> impl IntoView {
    let (language, typed) = (use_language(), use_context::<TariffForm>());
    let id = use_params_map().get_untracked().get("tariff").and_then(|id| id.parse::<TariffId>().ok());
    let version = use_query_map().get_untracked().get("version").and_then(|day| form::day(&day));
    let view = Resource::new(
        || (),
        move |()| async move {
            match id {
                Some(id) => view_tariff(id, None).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let shown = move |view: Result<crate::views::tariffs::TariffView, AppError>, typed: Option<TariffForm>| {
        let stored = view?.stored;
        let (versions, name) = (stored.tariff.versions(), stored.name.clone());
        let form = match (typed, version) {
            (Some(form), _) => form,
            (None, Some(day)) => {
                let found = versions.iter().find(|version| version.valid_from == day).ok_or(AppError::NotFound)?;
                let draft = TariffDraft {
                    revision: stored.revision.to_string(),
                    replaces: day.to_string(),
                    ..TariffDraft::of(&name, found, language)
                };
                TariffForm { draft, ..TariffForm::default() }
            }
            (None, None) => {
                let newest = versions.last().ok_or(AppError::NotFound)?;
                let draft = TariffDraft {
                    revision: stored.revision.to_string(),
                    valid_from: String::new(),
                    ..TariffDraft::of(&name, newest, language)
                };
                TariffForm { draft, ..TariffForm::default() }
            }
        };
        Ok::<_, AppError>(view! { <Editor form of=Some((stored.id, name)) /> })
    };
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (typed, shown) = (typed.clone(), shown);
                Suspend::new(async move {
                    match shown(view.await, typed) {
                        Ok(editor) => editor.into_any(),
                        Err(error) => view! { <Refused error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

/// What to begin with.
#[component]
fn Templates() -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let item = |template: Template| {
        let (name, text) = words::template(locale, template);
        view! {
            <li>
                <a href=format!("/tariffs/new?template={}", template.as_str())>{name}</a>
                <p>{text}</p>
            </li>
        }
    };
    view! {
        <header class="page-head">
            <p class="over"><a href="/tariffs">{td_string!(locale, tariffs.title)}</a></p>
            <h1>{td_string!(locale, tariffs.new_title)}</h1>
            <p class="lead">{td_string!(locale, tariffs.template.lead)}</p>
        </header>
        <ul class="templates">{Template::ALL.map(item).collect_view()}</ul>
    }
}

#[component]
fn Editor(form: TariffForm, of: Option<(TariffId, String)>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let TariffForm { draft, errors, problem } = form;
    let errors = Errors::from(errors);
    let (action, over) = match &of {
        Some((id, name)) => (format!("/tariffs/{id}/edit"), (format!("/tariffs/{id}"), name.clone())),
        None => {
            let list = td_string!(locale, tariffs.title).to_owned();
            ("/tariffs/new".to_owned(), ("/tariffs".to_owned(), list))
        }
    };
    let title = match (&of, form::day(&draft.replaces)) {
        (None, _) => td_string!(locale, tariffs.new_title).to_owned(),
        (Some(_), Some(day)) => fill(td_string!(locale, tariffs.edit_title), &[("day", &date(day, language))]),
        (Some(_), None) => td_string!(locale, tariffs.new_prices).to_owned(),
    };
    let changed = (problem == Some(AppError::ChangedMeanwhile)).then(|| {
        view! { <p><a href=over.0.clone() target="_blank">{td_string!(locale, tariffs.changed)}</a></p> }
    });
    let (sketch, cancel) = (draft.sketch(), over.0.clone());
    view! {
        <Title text=title.clone() />
        <header class="page-head">
            <p class="over"><a href=over.0>{over.1}</a></p>
            <h1>{title}</h1>
        </header>
        {problem.map(|error| view! { <ErrorNotice error language /> })}
        {changed}
        <Problems errors=errors.clone() named=words::field />
        <form class="tariff-form" method="post" action=action.clone()>
            // The first button is the one that Enter presses.
            <button class="for-listeners" name="do" value="save" tabindex="-1" aria-hidden="true">"·"</button>
            <input type="hidden" name="revision" value=draft.revision.clone() />
            <input type="hidden" name="replaces" value=draft.replaces.clone() />
            <Head draft=draft.clone() errors=errors.clone() />
            <Energy draft=draft.clone() errors=errors.clone() action=action.clone() />
            <fieldset id="picture" class="group">
                <legend>{td_string!(locale, tariffs.week)}</legend>
                {match sketch {
                    Some(version) => view! { <Picture version /> }.into_any(),
                    None => view! { <p class="hint">{td_string!(locale, tariffs.form.no_picture)}</p> }.into_any(),
                }}
                <button name="do" value="look" formaction=format!("{action}#picture")>
                    {td_string!(locale, tariffs.form.look)}
                </button>
            </fieldset>
            <Standing draft errors />
            <p class="actions">
                <button class="primary" name="do" value="save">{td_string!(locale, tariffs.form.save)}</button>
                <a href=cancel>{td_string!(locale, tariffs.form.cancel)}</a>
            </p>
        </form>
    }
}

#[component]
fn Head(draft: TariffDraft, errors: Errors) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    view! {
        <fieldset class="group">
            <legend class="for-listeners">{td_string!(locale, tariffs.form.name)}</legend>
            <Field
                name="name"
                label=td_string!(locale, tariffs.form.name)
                hint=td_string!(locale, tariffs.form.name_hint)
                value=draft.name
                errors=errors.clone()
            />
            <Field
                name="valid_from"
                kind="date"
                label=td_string!(locale, tariffs.form.valid_from)
                hint=td_string!(locale, tariffs.form.valid_from_hint)
                value=draft.valid_from
                errors
            />
        </fieldset>
    }
}

/// The bands.
#[component]
fn Energy(draft: TariffDraft, errors: Errors, action: String) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let count = draft.bands.len();
    let of_all = errors.of("bands").map(|expected| view! { <Wrong id="bands-error".to_owned() expected /> });
    let bands = (0..).zip(draft.bands).map(|(place, band): (usize, _)| {
        view! { <BandFields band place count errors=errors.clone() action=action.clone() /> }
    });
    let bands = bands.collect_view();
    view! {
        <fieldset id="bands" class="group">
            <legend>{td_string!(locale, tariffs.form.energy)}</legend>
            <p class="hint">{td_string!(locale, tariffs.form.energy_hint)}</p>
            {of_all}
            {bands}
            <button name="do" value="add_band" formaction=format!("{action}#band-{}", count.max(1))>
                {td_string!(locale, tariffs.form.add_band)}
            </button>
        </fieldset>
    }
}
