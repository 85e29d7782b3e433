//! One alert: what, when, how much more than usual, the curve of that day over what is usual, probable causes, what to do,
//! and what became of it.

use super::{history::History, row::Acts};
use crate::{
    domain::{error::AppError, rule::RuleKind, time::LocalDay},
    i18n::*,
    rpc::alerts::view_alert,
    ui::{
        alert_text::{state, title},
        components::{Chart, ErrorNotice, Loading, Refused, SeverityBadge},
        fill::fill,
        format::{clock, date, date_long, mean_power, use_language},
    },
    views::{
        alerts::AlertPageView,
        building::{ChartView, Slot},
        named_error::named,
        upload_error,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `?error=` says why a change was refused, `?comment=` what was typed.
#[component]
pub fn AlertPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map().get_untracked();
    let id =
        params.get("meter").and_then(|meter| meter.parse().ok()).zip(params.get("day")).and_then(|(meter, day)| {
            Some((meter, params.get("kind")?.parse::<RuleKind>().ok()?, day.parse::<LocalDay>().ok()?))
        });
    let query = use_query_map().get_untracked();
    let error =
        upload_error::from_query(|name| query.get(name)).or_else(|| query.get("error").map(|name| named(&name)));
    let typed = query.get("comment");
    let view = Resource::new_blocking(
        || (),
        move |()| async move {
            let (meter, kind, day) = id.ok_or(AppError::NotFound)?;
            view_alert(language, meter, kind, day).await
        },
    );
    view! {
        <Suspense fallback=Loading>
            {move || {
                let (error, typed) = (error.clone(), typed.clone());
                Suspend::new(async move { shown(view.await, error, typed) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<AlertPageView, AppError>, error: Option<AppError>, typed: Option<String>) -> AnyView {
    match view {
        Ok(view) => view! { <One view error typed /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn One(view: AlertPageView, error: Option<AppError>, typed: Option<String>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let AlertPageView { building, building_name, can_manage, alert, withdrawn, lead, facts, lists, curve, history } =
        view;
    let heading = title(locale, alert.kind);
    let meter = format!("/buildings/{building}?p=day&d={}&m={}", alert.day, alert.meter_id);
    let options = format!("/buildings/{building}/charts/0?p=day&d={}&m={}", alert.day, alert.meter_id);
    let day = alert.day;
    let acts = match (withdrawn, can_manage) {
        (true, _) => Some(view! { <p class="notice">{td_string!(locale, alerts.withdrawn)}</p> }.into_any()),
        (false, true) => Some(view! { <Acts alert=alert.clone() on_page=true typed /> }.into_any()),
        (false, false) => None,
    };
    view! {
        <Title text=format!("{heading} – {building_name} – {}", date(day, language)) />
        <article class="alert-page" data-follows=building.to_string()>
            <header class="page-head">
                <p class="over">
                    <a href=format!("/buildings/{building}")>{building_name}</a> " · " {date_long(day, language)}
                </p>
                <h1>{heading}</h1>
                <p class="lead">{lead}</p>
                <p>
                    <SeverityBadge severity=alert.severity />
                    {fill(td_string!(locale, alerts.state), &[("state", &state(locale, alert.state))])}
                </p>
            </header>
            {error.map(|error| view! { <ErrorNotice error language /> })}
            {curve.map(|view| view! { <Curve view day options /> })}
            <div class="columns">
                <Facts facts />
                {lists.into_iter().map(|(heading, items)| view! { <Items heading items /> }).collect_view()}
            </div>
            <section class="inbox" aria-labelledby="acts">
                <h2 id="acts">{td_string!(locale, alerts.acts)}</h2>
                {alert.comment.map(|comment| view! { <blockquote class="said">{comment}</blockquote> })}
                {acts}
                <p class="actions">
                    <a class="button" href=meter>{td_string!(locale, alerts.open_meter)}</a>
                    <a href="/alerts">{td_string!(locale, alerts.all)}</a>
                </p>
            </section>
            <History steps=history />
        </article>
    }
}

#[component]
fn Facts(facts: Vec<(String, String)>) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let fact = |(label, value)| view! { <dt>{label}</dt> <dd>{value}</dd> };
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts">{td_string!(locale, alerts.facts)}</h2>
            <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
        </section>
    }
}

/// Probable causes in order, or what to do.
#[component]
fn Items(heading: String, items: Vec<String>) -> impl IntoView {
    view! {
        <section>
            <h2>{heading}</h2>
            <ol>{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ol>
        </section>
    }
}

#[component]
fn Curve(view: ChartView, day: LocalDay, options: String) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let summary = fill(td_string!(locale, alerts.curve_summary), &[("day", &date_long(day, language))]);
    let shown = date(day, language);
    let before = view.slots.iter().any(|slot| slot.compared.is_some());
    let compared = day.pred_opt().filter(|_| before).map(|day| date(day, language));
    let opens = view.slots.iter().map(|_| String::new()).collect();
    let slots = view.slots.clone();
    view! {
        <Chart heading=td_string!(locale, alerts.curve) summary note="" view options shown compared opens>
            <Slots slots />
        </Chart>
    }
}

/// The numbers of the curve as a table.
#[component]
fn Slots(slots: Vec<Slot>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let row = |slot: Slot| {
        let power = |value: Option<_>| value.map(|value| mean_power(value, slot.seconds, language));
        let usual =
            slot.usual.and_then(|usual| Some(format!("{} – {}", power(Some(usual.low))?, power(Some(usual.high))?)));
        view! {
            <tr>
                <th scope="row">{clock(&slot.start)} "–" {clock(&slot.end)}</th>
                <td class="number">{power(slot.value).unwrap_or_else(|| "–".to_owned())}</td>
                <td class="number">{usual.unwrap_or_else(|| "–".to_owned())}</td>
            </tr>
        }
    };
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{td_string!(locale, alerts.column_time)}</th>
                    <th scope="col" class="number">{td_string!(locale, alerts.column_power)}</th>
                    <th scope="col" class="number">{td_string!(locale, alerts.column_usual)}</th>
                </tr>
            </thead>
            <tbody>{slots.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
