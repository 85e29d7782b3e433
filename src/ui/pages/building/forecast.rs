//! What the running month or year will come to, in words and figures.

use crate::{
    i18n::*,
    ui::{
        fill::fill,
        format::{Language, date, date_long, energy, integer, money, period_label, use_language},
    },
    views::forecast::{Expected, ForecastOutcome, ForecastView},
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

#[component]
pub(super) fn Forecast(forecast: ForecastView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let period = period_label(forecast.period, language);
    let last = date(forecast.period.last(), language);
    let body = match forecast.outcome {
        ForecastOutcome::Expected(expected) => EitherOf3::A(view! { <Figures expected last /> }),
        ForecastOutcome::TooLittle { days, needed } => {
            let text = td_string!(locale, building.forecast.too_little);
            EitherOf3::B(view! { <p class="note">{fill(text, &[("days", &days), ("needed", &needed)])}</p> })
        }
        ForecastOutcome::Silent { last } => {
            let text = td_string!(locale, building.forecast.silent);
            EitherOf3::C(view! { <p class="note">{fill(text, &[("day", &date_long(last, language))])}</p> })
        }
    };
    view! {
        <section class="forecast" aria-labelledby="forecast">
            <h2 id="forecast">{fill(td_string!(locale, building.forecast.heading), &[("period", &period)])}</h2>
            {body}
        </section>
    }
}

#[component]
fn Figures(expected: Expected, last: String) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let between =
        |low: &str, high: &str| fill(td_string!(locale, building.forecast.between), &[("low", &low), ("high", &high)]);
    let band = between(&energy(expected.low, language), &energy(expected.high, language));
    let bill = match expected.bill {
        Some(bill) => Either::Left(view! {
            {money(bill.expected, language)}
            " "
            <small>{between(&money(bill.low, language), &money(bill.high, language))}</small>
        }),
        None => Either::Right(view! { "–" <small>{td_string!(locale, building.forecast.no_bill)}</small> }),
    };
    view! {
        <dl class="numbers">
            <div>
                <dt>{fill(td_string!(locale, building.forecast.energy), &[("day", &last)])}</dt>
                <dd data-figure="forecast">{energy(expected.expected, language)} " " <small>{band}</small></dd>
            </div>
            <div>
                <dt>{td_string!(locale, building.forecast.known)}</dt>
                <dd>{energy(expected.known, language)}</dd>
            </div>
            <div>
                <dt>{td_string!(locale, building.forecast.bill)}</dt>
                <dd data-figure="bill">{bill}</dd>
            </div>
        </dl>
        <p class="note">{method(locale, &expected, language)}</p>
    }
}

/// What it rests on.
fn method(locale: Locale, expected: &Expected, language: Language) -> String {
    let text = match expected.last_year {
        true => td_string!(locale, building.forecast.method_year),
        false => td_string!(locale, building.forecast.method),
    };
    let days = integer(i64::from(expected.days_of_history), language);
    let mut text = fill(text, &[("days", &days)]);
    if expected.bill.is_some() {
        text.push(' ');
        text.push_str(td_string!(locale, building.forecast.prices));
    }
    text
}
