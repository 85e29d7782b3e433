//! The colours of days: which are known, and the form for a list of more.

use crate::{
    domain::{error::AppError, tariff::Colour, time::LocalDay},
    i18n::*,
    rpc::colours::view_colours,
    ui::{
        band_text::colour_name,
        components::{Loading, Refused},
        fill::fill,
        format::{date, day_month, use_language, weekday_short},
    },
    views::colours::{ColoursForm, ColoursView, LineFault},
};
use chrono::Datelike;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `?added=` says how many days a list has added.
#[component]
pub fn ColoursPage() -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let typed = use_context::<ColoursForm>().unwrap_or_default();
    let added = use_query_map().get_untracked().get("added").and_then(|count| count.parse::<usize>().ok());
    let view = Resource::new(|| (), |()| view_colours());
    view! {
        <Title text=td_string!(locale, tariffs.colours.title) />
        <Suspense fallback=Loading>
            {move || {
                let typed = typed.clone();
                Suspend::new(async move { shown(view.await, typed, added) })
            }}
        </Suspense>
    }
}

fn shown(view: Result<ColoursView, AppError>, typed: ColoursForm, added: Option<usize>) -> AnyView {
    match view {
        Ok(view) => view! { <Colours view typed added /> }.into_any(),
        Err(error) => view! { <Refused error /> }.into_any(),
    }
}

#[component]
fn Colours(view: ColoursView, typed: ColoursForm, added: Option<usize>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let added = added.map(|count| match count {
        0 => td_string!(locale, tariffs.colours.added_none).to_owned(),
        count => fill(td_string!(locale, tariffs.colours.added), &[("count", &count)]),
    });
    let known = match view.known {
        None => td_string!(locale, tariffs.colours.none).to_owned(),
        Some((first, last)) => {
            let (first, last) = (date(first, language), date(last, language));
            fill(td_string!(locale, tariffs.colours.known), &[("first", &first), ("last", &last)])
        }
    };
    let missing =
        (view.missing > 0).then(|| fill(td_string!(locale, tariffs.colours.missing), &[("count", &view.missing)]));
    let [blue, white, red] = view.counts;
    let season = fill(
        td_string!(locale, tariffs.colours.season),
        &[("day", &date(view.season, language)), ("blue", &blue), ("white", &white), ("red", &red)],
    );
    let recent = view.recent.into_iter().map(|(day, colour)| view! { <Day day colour /> }).collect_view();
    view! {
        <header class="page-head">
            <p class="over"><a href="/tariffs">{td_string!(locale, tariffs.title)}</a></p>
            <h1>{td_string!(locale, tariffs.colours.title)}</h1>
            <p class="lead">{td_string!(locale, tariffs.colours.lead)}</p>
        </header>
        {added.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        <section class="part" aria-labelledby="known">
            <h2 id="known">{known}</h2>
            {missing.map(|text| view! { <p>{text}</p> })}
            <p class="hint">{season}</p>
            <ul class="recent-days">{recent}</ul>
        </section>
        <Form typed />
    }
}

#[component]
fn Day(day: LocalDay, colour: Option<Colour>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let class = colour.map_or("unknown", Colour::as_str);
    let name = match colour {
        Some(colour) => colour_name(locale, colour),
        None => td_string!(locale, tariffs.colours.unknown),
    };
    view! {
        <li class=class>
            {weekday_short(day.weekday(), language)} " " {day_month(day, language)} <br /> <strong>{name}</strong>
        </li>
    }
}

#[component]
fn Form(typed: ColoursForm) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let ColoursForm { text, faults } = typed;
    let refused = !faults.is_empty();
    let described = if refused { "days-hint days-error" } else { "days-hint" };
    let items = faults.into_iter().map(|(line, fault)| view! { <li>{fault_text(locale, line, fault)}</li> });
    let items = items.collect_view();
    view! {
        <section class="part" aria-labelledby="add">
            <h2 id="add">{td_string!(locale, tariffs.colours.add)}</h2>
            {refused.then(|| view! {
                <div id="days-error" class="notice error" role="alert">
                    <p class="title">{td_string!(locale, forms.title)}</p>
                    <ul>{items}</ul>
                </div>
            })}
            <form class="colours-form" method="post" action="/tariffs/colours">
                <label for="days">{td_string!(locale, tariffs.colours.label)}</label>
                <textarea id="days" name="days" rows="8" required aria-describedby=described aria-invalid=refused.then_some("true")>{text}</textarea>
                <p id="days-hint" class="hint">{td_string!(locale, tariffs.colours.hint)}</p>
                <button class="primary">{td_string!(locale, tariffs.colours.button)}</button>
            </form>
        </section>
    }
}

fn fault_text(locale: Locale, line: u32, fault: LineFault) -> String {
    let language = use_language();
    match fault {
        LineFault::Unreadable => fill(td_string!(locale, tariffs.colours.unreadable), &[("line", &line)]),
        LineFault::TooLate => fill(td_string!(locale, tariffs.colours.too_late), &[("line", &line)]),
        LineFault::Differs(day, colour) => {
            let (day, colour) = (date(day, language), colour_name(locale, colour));
            fill(td_string!(locale, tariffs.colours.differs), &[("line", &line), ("day", &day), ("colour", &colour)])
        }
    }
}
