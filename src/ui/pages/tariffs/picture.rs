//! A version as weeks: which band counts when.

use crate::{
    charts::svg::{band_letter, week},
    domain::tariff::{BandName, Version, Week},
    i18n::*,
    ui::{
        band_text::{band_name, colour_name, season_text},
        fill::fill,
        format::{Language, language_of, use_language, weekday_name},
    },
};
use leptos::prelude::*;

/// One picture for each season and colour, with what it shows in words for who cannot see it.
#[component]
pub(super) fn Picture(version: Version) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let names: Vec<BandName> = version.bands.iter().map(|band| band.name.clone()).collect();
    let weeks = version.weeks().into_iter().map(|of| {
        let heading = heading(&of, locale);
        let svg = week(&of, &in_words(&of, &names, locale), language);
        view! {
            <figure class="week-figure">
                {heading.map(|text| view! { <figcaption>{text}</figcaption> })}
                <div inner_html=svg></div>
            </figure>
        }
    });
    let weeks = weeks.collect_view();
    let key = (0..).zip(&names).map(|(place, name): (usize, _)| {
        view! { <li><span class=format!("sample band-{}", place % 6)>{band_letter(place).to_string()}</span> " " {band_name(locale, name)}</li> }
    });
    view! {
        <div class="weeks">{weeks}</div>
        <ul class="band-key">{key.collect_view()}</ul>
    }
}

/// "Jours rouge, du 1er nov. au 31 mars".
fn heading(week: &Week, locale: Locale) -> Option<String> {
    let colour = week
        .colour
        .map(|colour| fill(td_string!(locale, tariffs.days_of_colour), &[("colour", &colour_name(locale, colour))]));
    let season = week.season.map(|season| season_text(locale, season));
    let parts: Vec<String> = [colour, season].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "lundi à vendredi : 0 h Heures creuses, 6 h Heures pleines; …".
fn in_words(week: &Week, names: &[BandName], locale: Locale) -> String {
    let language: Language = language_of(locale);
    let rows = week.rows.iter().map(|row| {
        let (first, last) = (weekday_name(row.first, language), weekday_name(row.last, language));
        let days = if first == last { first.to_owned() } else { format!("{first} – {last}") };
        let stretches = row.stretches.iter().map(|stretch| {
            let name = names.get(stretch.band).map(|name| band_name(locale, name)).unwrap_or_default();
            format!("{:02}:{:02} {name}", stretch.from / 60, stretch.from % 60)
        });
        format!("{days}: {}", stretches.collect::<Vec<_>>().join(", "))
    });
    let rows = rows.collect::<Vec<_>>().join("; ");
    match heading(week, locale) {
        Some(heading) => format!("{heading}. {rows}"),
        None => rows,
    }
}
