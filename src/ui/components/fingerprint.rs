//! The fingerprint of a building or a meter.

use crate::{
    charts::svg::{FingerprintSize, fingerprint},
    i18n::*,
    ui::format::{Language, date, day_month, language_of, power, use_language, weekday_short},
    views::shared::Fingerprint,
};
use chrono::{Datelike, Days};
use leptos::{ev, prelude::*};

/// Its text alternative.
fn words(i18n: I18nContext<Locale>, print: &Fingerprint, name: &str) -> String {
    let days = print.watts.len().div_ceil(24);
    let last = print.first_day.checked_add_days(Days::new(days.saturating_sub(1) as u64)).unwrap_or(print.first_day);
    let missing = print.watts.iter().filter(|watts| watts.is_none()).count();
    let last = date(last, language_of(i18n.get_locale_untracked()));
    tu_string!(i18n, common.fingerprint, name = name, days = days, last = last, missing = missing).to_string()
}

/// For a row or a card.
#[component]
pub fn FingerprintSmall(
    /// What is drawn.
    print: Fingerprint,
    /// Of which building or meter.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let title = words(use_i18n(), &print, &name);
    view! { <span class="fingerprint-box" inner_html=fingerprint(&print, &title, FingerprintSize::Small)></span> }
}

/// As wide as its place; pointing at an hour or tapping it tells its value.
#[component]
pub fn FingerprintLarge(
    /// What is drawn.
    print: Fingerprint,
    /// Of which building or meter.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let title = words(i18n, &print, &name);
    let svg = fingerprint(&print, &title, FingerprintSize::Large(language));
    let picture = NodeRef::<leptos::html::Div>::new();
    let (told, tell) = signal(String::new());
    let rows = print.watts.len().div_ceil(24);
    let on_pointer = move |event: ev::PointerEvent| {
        let Some(area) = picture.get_untracked().and_then(|host| host.query_selector("svg svg").ok().flatten()) else {
            return;
        };
        let bounds = area.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - bounds.x(), f64::from(event.client_y()) - bounds.y());
        if let (Some(hour), Some(row)) = (cell(x, bounds.width(), 24), cell(y, bounds.height(), rows)) {
            tell.set(telling(i18n, language, &print, row, hour).unwrap_or_default());
        }
    };
    view! {
        <div class="fingerprint-large">
            <div node_ref=picture inner_html=svg on:pointermove=on_pointer.clone() on:pointerdown=on_pointer></div>
            <p class="told" aria-hidden="true">
                {move || {
                    let told = told.get();
                    if told.is_empty() { tu_string!(i18n, common.fingerprint_hint).to_string() } else { told }
                }}
            </p>
        </div>
    }
}

/// Which of `count` equal cells of `length` pixels lies at `at`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "few cells")]
fn cell(at: f64, length: f64, count: usize) -> Option<usize> {
    let cell = at / length * count as f64;
    (cell >= 0.0 && cell < count as f64).then_some(cell as usize)
}

/// `ven. 20 nov., 18–19 h : 12,3 kW`.
fn telling(i18n: I18nContext<Locale>, language: Language, print: &Fingerprint, row: usize, hour: usize) -> Option<String> {
    let watts = print.watts.get(row * 24 + hour)?;
    let day = print.first_day.checked_add_days(Days::new(row as u64))?;
    let day = format!("{} {}", weekday_short(day.weekday(), language), day_month(day, language));
    let value = match watts {
        Some(watts) => power(i64::from(*watts), language),
        None => tu_string!(i18n, common.cell_missing).to_string(),
    };
    Some(tu_string!(i18n, common.cell, day = day, from = hour, to = hour + 1, value = value).to_string())
}
