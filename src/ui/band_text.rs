//! Names of bands and when they count, in words.

use crate::{
    domain::tariff::{BandName, Colour, MonthDay, Season, Window},
    i18n::{Locale, td_string},
    ui::{
        fill::fill,
        format::{day_month, language_of, weekday_short},
    },
};

/// "Heures creuses", "Tempo rouge, heures pleines".
#[must_use]
pub fn band_name(locale: Locale, name: &BandName) -> String {
    match name {
        BandName::Base => td_string!(locale, tariffs.band.base).to_owned(),
        BandName::Peak => td_string!(locale, tariffs.band.peak).to_owned(),
        BandName::OffPeak => td_string!(locale, tariffs.band.off_peak).to_owned(),
        BandName::Day => td_string!(locale, tariffs.band.day).to_owned(),
        BandName::Night => td_string!(locale, tariffs.band.night).to_owned(),
        BandName::Tempo { colour, peak } => {
            let hours = if *peak {
                td_string!(locale, tariffs.band.tempo_peak)
            } else {
                td_string!(locale, tariffs.band.tempo_off_peak)
            };
            fill(hours, &[("colour", &colour_name(locale, *colour))])
        }
        BandName::Own(label) => label.clone(),
    }
}

/// "bleu".
#[must_use]
pub fn colour_name(locale: Locale, colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => td_string!(locale, tariffs.colour.blue),
        Colour::White => td_string!(locale, tariffs.colour.white),
        Colour::Red => td_string!(locale, tariffs.colour.red),
    }
}

/// "22:50–06:50, sam., dim., du 1er nov. au 31 mars, jours rouge".
#[must_use]
pub fn window_text(locale: Locale, window: &Window) -> String {
    let language = language_of(locale);
    let hours = window.hours.map(|hours| format!("{}–{}", String::from(hours.from), String::from(hours.to)));
    let days: Vec<&str> = window.weekdays.iter().map(|day| weekday_short(*day, language)).collect();
    let days = (!days.is_empty()).then(|| days.join(" "));
    let season = window.season.map(|season| season_text(locale, season));
    let colour = window.colour.map(|colour| {
        let name = colour_name(locale, colour);
        fill(td_string!(locale, tariffs.days_of_colour), &[("colour", &name)])
    });
    [hours, days, season, colour].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "du 1er nov. au 31 mars".
#[must_use]
pub fn season_text(locale: Locale, season: Season) -> String {
    // Any leap year: the year is not shown.
    let day = |day: MonthDay| day_month(day.of_year(2_024), language_of(locale));
    fill(td_string!(locale, tariffs.season), &[("from", &day(season.from)), ("to", &day(season.to))])
}
