//! The fields of a band and of its windows.

use crate::{
    domain::tariff::{BandName, Colour},
    i18n::*,
    ui::{
        band_text::{band_name, colour_name},
        components::{Errors, Field, Select, Wrong},
        fill::fill,
        format::{use_language, weekday_name, weekday_short},
    },
    views::tariffs::{BandDraft, WindowDraft},
};
use chrono::Weekday;
use leptos::prelude::*;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

#[component]
pub(super) fn BandFields(
    band: BandDraft,
    /// From 0.
    place: usize,
    /// How many there are.
    count: usize,
    errors: Errors,
    action: String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let BandDraft { name, own, price, windows } = band;
    let field = |of: &str| format!("bands[{place}].{of}");
    let known = BandName::KNOWN.into_iter().map(|name| (name.key().to_owned(), band_name(locale, &name)));
    let own_name = ("own".to_owned(), td_string!(locale, tariffs.form.own_name).to_owned());
    let names: Vec<_> = known.chain([own_name]).collect();
    let number = place + 1;
    let legend = fill(td_string!(locale, tariffs.form.band), &[("number", &number)]);
    let of_windows = errors.of(&field("windows")).map(|expected| view! { <Wrong id=field("windows") expected /> });
    let rest = windows.is_empty().then(|| view! { <p class="hint">{td_string!(locale, tariffs.form.rest)}</p> });
    let windows = (0..).zip(windows).map(|(at, window): (usize, _)| {
        view! { <WindowFields window band=place at errors=errors.clone() action=action.clone() /> }
    });
    let windows = windows.collect_view();
    let button = |what: &str, to: usize, text: &'static str, shown: bool| {
        let (value, target) = (format!("{what}.{place}"), format!("{action}#band-{to}"));
        let label = format!("{text} – {legend}");
        shown.then(|| view! { <button name="do" value=value formaction=target aria-label=label>{text}</button> })
    };
    let add = button("add_window", number, td_string!(locale, tariffs.form.add_window), true);
    let raise = button("raise_band", number.saturating_sub(1), td_string!(locale, tariffs.form.raise), place > 0);
    let remove =
        button("remove_band", number.saturating_sub(1).max(1), td_string!(locale, tariffs.form.remove_band), count > 1);
    view! {
        <fieldset id=format!("band-{number}") class="band">
            <legend>{legend.clone()}</legend>
            <div class="row">
                <Select name=field("name") label=td_string!(locale, tariffs.form.band_name) entries=names value=name errors=errors.clone() />
                <div class="own">
                    <Field name=field("own") label=td_string!(locale, tariffs.form.own) value=own errors=errors.clone() />
                </div>
                <Field
                    name=field("price")
                    label=td_string!(locale, tariffs.form.price)
                    unit="€/kWh"
                    keys="decimal"
                    value=price
                    errors=errors.clone()
                />
            </div>
            {of_windows}
            {rest}
            {windows}
            <p class="actions">{add} {raise} {remove}</p>
        </fieldset>
    }
}

#[component]
fn WindowFields(
    window: WindowDraft,
    /// Place of the band, from 0.
    band: usize,
    /// Place in the band, from 0.
    at: usize,
    errors: Errors,
    action: String,
) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let number = band + 1;
    let field = |of: &str| format!("bands[{band}].windows[{at}].{of}");
    let legend = fill(td_string!(locale, tariffs.form.window), &[("number", &(at + 1))]);
    let more = !(window.season_from.is_empty() && window.season_to.is_empty() && window.colour.is_empty())
        || errors.within(&field("season"))
        || errors.within(&field("colour"));
    let of_days = errors.of(&field("weekdays")).map(|expected| view! { <Wrong id=field("weekdays-error") expected /> });
    let remove = td_string!(locale, tariffs.form.remove_window);
    let WindowDraft { from, to, weekdays, season_from, season_to, colour } = window;
    view! {
        <fieldset class="window">
            <legend>{legend.clone()}</legend>
            <div class="row">
                <Field name=field("from") label=td_string!(locale, tariffs.form.from) value=from errors=errors.clone() />
                <Field name=field("to") label=td_string!(locale, tariffs.form.to) value=to errors=errors.clone() />
                <Days name=field("weekdays") ticked=weekdays />
            </div>
            {of_days}
            <details open=more>
                <summary>{td_string!(locale, tariffs.form.more)}</summary>
                <div class="row">
                    <Field name=field("season_from") label=td_string!(locale, tariffs.form.season_from) value=season_from errors=errors.clone() />
                    <Field name=field("season_to") label=td_string!(locale, tariffs.form.season_to) value=season_to errors=errors.clone() />
                    <Select name=field("colour") label=td_string!(locale, tariffs.form.colour) entries=colours(locale) value=colour errors />
                </div>
            </details>
            <button
                name="do"
                value=format!("remove_window.{band}.{at}")
                formaction=format!("{action}#band-{number}")
                aria-label=format!("{remove} – {legend}")
            >
                {remove}
            </button>
        </fieldset>
    }
}

fn colours(locale: Locale) -> Vec<(String, String)> {
    let any = (String::new(), td_string!(locale, tariffs.form.any_colour).to_owned());
    let named = Colour::ALL.map(|colour| (colour.as_str().to_owned(), colour_name(locale, colour).to_owned()));
    [any].into_iter().chain(named).collect()
}

/// A box for each weekday; none ticked: every day.
#[component]
fn Days(name: String, ticked: Vec<String>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let day = |weekday: Weekday| {
        let value = weekday.to_string();
        let checked = ticked.contains(&value);
        let (short, long) = (weekday_short(weekday, language), weekday_name(weekday, language));
        view! {
            <label class="day" title=long>
                <input type="checkbox" name=name.clone() value=value checked=checked />
                <span>{short}</span>
            </label>
        }
    };
    let days = WEEK.map(day).collect_view();
    view! {
        <fieldset class="days" id=name.clone()>
            <legend>{td_string!(locale, tariffs.form.weekdays)}</legend>
            <div class="boxes">{days}</div>
        </fieldset>
    }
}
