//! What is watched: each kind of rule in words, on or off, with its exceptions; and the editor of one rule. Forms and links
//! only.

mod edit;
mod fields;
mod preview;
mod words;

pub use edit::RulePage;

use crate::{
    domain::error::AppError,
    i18n::*,
    rpc::rules::view_rules,
    ui::{
        alert_text::title,
        components::{ErrorNotice, Loading, Refused},
        format::{locale_of, use_language},
    },
    views::{
        named_error::named,
        rules::{KindView, RuleView, RulesView, ScopeName},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `?done=` says what a form has done, `?error=` why it was refused.
#[component]
pub fn RulesPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (done, error) = (query.get("done"), query.get("error").map(|name| named(&name)));
    let view = Resource::new_blocking(|| (), |()| view_rules());
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (done, error) = (done.clone(), error.clone());
                Suspend::new(async move { shown(view.await, done.as_deref(), error) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<RulesView, AppError>, done: Option<&str>, error: Option<AppError>) -> AnyView {
    let view = match view {
        Ok(view) => view,
        Err(error) => return view! { <Refused error /> }.into_any(),
    };
    let language = use_language();
    let locale = locale_of(language);
    let done = done_text(done, locale).map(|text| view! { <p class="notice" role="status">{text}</p> });
    view! {
        <Title text=td_string!(locale, rules.title) />
        <header class="page-head">
            <h1>{td_string!(locale, rules.title)}</h1>
            <p class="lead">{td_string!(locale, rules.lead)}</p>
            <p><a href="/alerts">{td_string!(locale, rules.to_alerts)}</a></p>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        {done}
        <div class="rules">{view.kinds.into_iter().map(|kind| view! { <Kind kind /> }).collect_view()}</div>
    }
    .into_any()
}

/// What a form has done.
fn done_text(done: Option<&str>, locale: Locale) -> Option<&'static str> {
    match done? {
        "saved" => Some(td_string!(locale, rules.done_saved)),
        "reset" => Some(td_string!(locale, rules.done_reset)),
        "on" => Some(td_string!(locale, rules.done_on)),
        "off" => Some(td_string!(locale, rules.done_off)),
        _ => None,
    }
}

/// Where the rule of a kind and scope is edited.
fn address(rule: &RuleView) -> String {
    match rule.scope {
        ScopeName::Organisation => format!("/rules/{}", rule.rule.kind.as_str()),
        scope => format!("/rules/{}?scope={scope}", rule.rule.kind.as_str()),
    }
}

#[component]
fn Kind(kind: KindView) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let KindView { general, own, exceptions } = kind;
    let kind = general.rule.kind;
    let (id, name) = (kind.as_str(), title(locale, kind));
    let state = if general.enabled { td_string!(locale, rules.on) } else { td_string!(locale, rules.off) };
    let setting = if own { td_string!(locale, rules.own) } else { td_string!(locale, rules.delivered) };
    let (edit, off) = (address(&general), !general.enabled);
    let exceptions = (!exceptions.is_empty()).then(|| {
        view! {
            <h3>{td_string!(locale, rules.exceptions)}</h3>
            <ul>{exceptions.into_iter().map(|rule| view! { <Exception rule /> }).collect_view()}</ul>
        }
    });
    view! {
        <section aria-labelledby=id class:off=off>
            <h2 id=id>{name}</h2>
            <p class="under">{state} " · " {setting}</p>
            <p>{words::summary(&general.rule, locale, language)}</p>
            <p>{words::telling(&general.rule, locale, language)}</p>
            <p class="hint">{words::of(kind, locale).trust}</p>
            <div class="actions">
                <a class="button" href=edit aria-label=format!("{} – {name}", td_string!(locale, rules.edit))>
                    {td_string!(locale, rules.edit)}
                </a>
                <Switch rule=general />
            </div>
            {exceptions}
        </section>
    }
}

/// On or off, for one scope.
#[component]
fn Switch(rule: RuleView) -> impl IntoView {
    let locale = locale_of(use_language());
    let (kind, name) = (rule.rule.kind, title(locale, rule.rule.kind));
    let (word, enabled) = if rule.enabled {
        (td_string!(locale, rules.switch_off), None)
    } else {
        (td_string!(locale, rules.switch_on), Some(view! { <input type="hidden" name="enabled" value="on" /> }))
    };
    let label =
        if rule.place.is_empty() { format!("{word} – {name}") } else { format!("{word} – {name}, {}", rule.place) };
    view! {
        <form method="post" action=format!("/rules/{}/switch", kind.as_str())>
            <input type="hidden" name="scope" value=rule.scope.to_string() />
            {enabled}
            <button class="quiet-button" aria-label=label>{word}</button>
        </form>
    }
}

#[component]
fn Exception(rule: RuleView) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let text = if rule.enabled {
        words::summary(&rule.rule, locale, language)
    } else {
        td_string!(locale, rules.exception_off).to_owned()
    };
    view! {
        <li>
            <a href=address(&rule)>{rule.place.clone()}</a>
            " · "
            {text}
        </li>
    }
}
