//! The editor of one rule: for whom, what raises an alert, how grave, who is told; and what it would have raised.

use super::{
    done_text,
    fields::{Choice, Faults, Number, Tick, Time},
    preview::Preview,
    words,
};
use crate::{
    domain::{
        access::Role,
        anomaly::Severity,
        error::AppError,
        rule::{Channel, RuleKind},
    },
    i18n::*,
    rpc::rules::edit_rule,
    ui::{
        alert_text::title,
        components::{ErrorNotice, Loading, Refused},
        fill::fill,
        format::{locale_of, use_language},
        pages::notifications::words::{SEVERITIES, severity},
    },
    views::{
        named_error::named,
        rules::{EditorView, Field, RuleForm, ScopeGroup, ScopeName},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `?scope=` says for whom; the form's own fields what was typed before, `?preview=` that its effect is asked for;
/// `?done=` and `?error=` what came of a form.
#[component]
pub fn RulePage() -> impl IntoView {
    let language = use_language();
    let kind = use_params_map().get_untracked().get("kind").and_then(|kind| kind.parse::<RuleKind>().ok());
    let query = use_query_map().get_untracked();
    let scope = ScopeName::of_parameter(query.get("scope").as_deref());
    let typed = RuleForm::read(|name| query.get(name));
    let is_typed = typed.is_some();
    let with_preview = query.get("preview").is_some();
    let (done, error) = (query.get("done"), query.get("error").map(|name| named(&name)));
    let view = Resource::new_blocking(
        || (),
        move |()| {
            let typed = typed.clone();
            async move {
                let (kind, scope) = kind.zip(scope).ok_or(AppError::NotFound)?;
                edit_rule(kind, scope, typed, with_preview, language).await
            }
        },
    );
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (done, error) = (done.clone(), error.clone());
                Suspend::new(async move { shown(view.await, is_typed, done.as_deref(), error) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<EditorView, AppError>, typed: bool, done: Option<&str>, error: Option<AppError>) -> AnyView {
    let view = match view {
        Ok(view) => view,
        Err(error) => return view! { <Refused error /> }.into_any(),
    };
    let language = use_language();
    let locale = locale_of(language);
    let kind = view.kind;
    let wrong = view.form.rule(kind).err().filter(|_| typed).unwrap_or_default();
    let faults = Faults { kind, wrong, locale, language };
    let heading = title(locale, kind);
    let place = if view.place.is_empty() {
        td_string!(locale, rules.scope_organisation).to_owned()
    } else {
        view.place.clone()
    };
    let done = done_text(done, locale).map(|text| view! { <p class="notice" role="status">{text}</p> });
    let preview = view.preview.clone();
    view! {
        <Title text=format!("{heading} – {place}") />
        <header class="page-head">
            <p class="over"><a href="/rules">{td_string!(locale, rules.all)}</a></p>
            <h1>{heading}</h1>
            <p class="lead">{place}</p>
        </header>
        {error.map(|error| view! { <ErrorNotice error language /> })}
        {done}
        <Scopes scopes=view.scopes.clone() scope=view.scope kind />
        <Standing view=view.clone() />
        <Summary faults=faults.clone() />
        <Form form=view.form scope=view.scope faults />
        {preview.map(|view| view! { <Preview view kind /> })}
    }
    .into_any()
}

/// For whom: another scope is another page.
#[component]
fn Scopes(scopes: Vec<ScopeGroup>, scope: ScopeName, kind: RuleKind) -> impl IntoView {
    let locale = locale_of(use_language());
    let option = move |of: ScopeName, name: String| {
        view! { <option value=of.to_string() selected=of == scope>{name}</option> }
    };
    let group = move |ScopeGroup { building, name, meters }: ScopeGroup| {
        let whole = fill(td_string!(locale, rules.scope_building), &[("name", &name)]);
        let meters = meters.into_iter().map(|(id, name)| option(ScopeName::Meter(id), name)).collect_view();
        view! { <optgroup label=name>{option(ScopeName::Building(building), whole)} {meters}</optgroup> }
    };
    view! {
        <form class="settings scope" method="get" action=format!("/rules/{}", kind.as_str())>
            <label for="scope">{td_string!(locale, rules.scope)}</label>
            <div class="with-unit">
                <select id="scope" name="scope">
                    {option(ScopeName::Organisation, td_string!(locale, rules.scope_organisation).to_owned())}
                    {scopes.into_iter().map(group).collect_view()}
                </select>
                <button>{td_string!(locale, rules.scope_choose)}</button>
            </div>
        </form>
    }
}

/// Whether this scope has a rule of its own, and what counts without it.
#[component]
fn Standing(view: EditorView) -> impl IntoView {
    let language = use_language();
    let locale = locale_of(language);
    let origin = words::origin(view.origin, locale);
    let trust = words::of(view.kind, locale).trust;
    let trust = view! { <p class="hint"><strong>{td_string!(locale, rules.trust)}</strong> " – " {trust}</p> };
    if view.own.is_none() {
        let text = fill(td_string!(locale, rules.inherits), &[("origin", &origin)]);
        return Either::Left(view! { <section class="standing">{trust} <p>{text}</p></section> });
    }
    let without = fill(td_string!(locale, rules.without), &[("origin", &origin)]);
    let inherited = if view.inherited.enabled {
        words::summary(&view.inherited.rule, locale, language)
    } else {
        td_string!(locale, rules.off).to_owned()
    };
    Either::Right(view! {
        <section class="standing">
            {trust}
            <p>{td_string!(locale, rules.own_here)} " " {without} " " {inherited}</p>
            <form method="post" action=format!("/rules/{}/reset", view.kind.as_str())>
                <input type="hidden" name="scope" value=view.scope.to_string() />
                <button class="quiet-button">{words::reset(view.origin, locale)}</button>
            </form>
        </section>
    })
}

/// Everything that is wrong, with links to the fields.
#[component]
fn Summary(faults: Faults) -> impl IntoView {
    let locale = faults.locale;
    let item = |faults: &Faults, field: Field| {
        let id = if field == Field::Channels { Channel::InApp.as_str() } else { field.name() };
        let text = faults.of(field);
        view! { <li><a href=format!("#{id}")>{words::field(field, locale)}</a> " – " {text}</li> }
    };
    (!faults.wrong.is_empty()).then(|| {
        let items: Vec<_> = faults.wrong.iter().map(|wrong| item(&faults, wrong.field)).collect();
        view! {
            <div class="notice error" role="alert">
                <p class="title">{td_string!(locale, rules.wrong_title)}</p>
                <ul>{items}</ul>
            </div>
        }
    })
}

#[component]
fn Form(form: RuleForm, scope: ScopeName, faults: Faults) -> impl IntoView {
    let (locale, kind) = (faults.locale, faults.kind);
    let address = format!("/rules/{}", kind.as_str());
    view! {
        <form class="settings rule" method="post" action=address.clone()>
            <input type="hidden" name="scope" value=scope.to_string() />
            <Tick name="enabled" ticked=form.enabled text=td_string!(locale, rules.enabled) />
            <p class="hint">{td_string!(locale, rules.enabled_hint)}</p>
            <Trigger form=form.clone() faults=faults.clone() />
            <Gravity form=form.clone() faults=faults.clone() />
            <Telling form faults />
            <div class="actions">
                <button class="primary">{td_string!(locale, rules.save)}</button>
                <button name="preview" value="on" formmethod="get" formaction=format!("{address}#preview")>
                    {td_string!(locale, rules.preview)}
                </button>
            </div>
        </form>
    }
}

/// What raises an alert.
#[component]
fn Trigger(form: RuleForm, faults: Faults) -> impl IntoView {
    let (locale, kind) = (faults.locale, faults.kind);
    let floor = kind.has_floor().then(|| {
        let (unit, hint) = (td_string!(locale, rules.floor_unit), td_string!(locale, rules.floor_hint));
        view! { <Number field=Field::Floor value=form.floor.clone() unit hint faults=faults.clone() /> }
    });
    let hours = kind.has_hours().then(|| {
        view! {
            <Time field=Field::From value=form.from.clone() faults=faults.clone() />
            <Time field=Field::To value=form.to.clone() faults=faults.clone() />
            <p class="hint">{td_string!(locale, rules.hours_hint)}</p>
        }
    });
    view! {
        <fieldset>
            <legend>{td_string!(locale, rules.what)}</legend>
            <Number field=Field::Threshold value=form.threshold unit=words::of(kind, locale).unit faults />
            {floor}
            {hours}
        </fieldset>
    }
}

#[component]
fn Gravity(form: RuleForm, faults: Faults) -> impl IntoView {
    let (locale, unit) = (faults.locale, words::of(faults.kind, faults.locale).graded);
    let by_bounds = ("", td_string!(locale, rules.always_no), form.severity.is_empty());
    let named = |of: Severity| (of.as_str(), severity(of, locale), form.severity == of.as_str());
    let entries: Vec<_> = std::iter::once(by_bounds).chain(SEVERITIES.map(named)).collect();
    view! {
        <fieldset>
            <legend>{td_string!(locale, rules.gravity)}</legend>
            <Number field=Field::Major value=form.major unit faults=faults.clone() />
            <Number field=Field::Critical value=form.critical unit faults=faults.clone() />
            <Choice field=Field::Severity entries faults />
        </fieldset>
    }
}

/// Who is told, and how.
#[component]
fn Telling(form: RuleForm, faults: Faults) -> impl IntoView {
    let locale = faults.locale;
    let ways = [Channel::InApp, Channel::Email, Channel::Webhook, Channel::Sms, Channel::Push];
    let tick = |of: Channel| {
        view! { <Tick name=of.as_str() ticked=form.channels.contains(&of) text=words::way(of, locale) /> }
    };
    let roles =
        [(Role::Syndic, td_string!(locale, rules.role_syndic)), (Role::Owner, td_string!(locale, rules.role_owner))];
    let roles = roles.map(|(role, text)| (role.as_str(), text, form.role == role.as_str())).to_vec();
    let (days, hours) = (td_string!(locale, rules.cooldown_unit), td_string!(locale, rules.after_hours_unit));
    let (silence, nobody) = (td_string!(locale, rules.cooldown_hint), td_string!(locale, rules.after_hours_hint));
    let after = form.after_hours.clone();
    view! {
        <fieldset>
            <legend>{td_string!(locale, rules.who)}</legend>
            {ways.map(tick)}
            {faults.below(Field::Channels)}
            <Number field=Field::Cooldown value=form.cooldown.clone() unit=days hint=silence faults=faults.clone() />
            <Number field=Field::AfterHours value=after unit=hours hint=nobody may_be_empty=true faults=faults.clone() />
            <Choice field=Field::Role entries=roles faults />
        </fieldset>
    }
}
