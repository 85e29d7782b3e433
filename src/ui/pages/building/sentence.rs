//! What a period came to, in words.

use crate::ui::fill::fill;
use crate::{
    i18n::*,
    ui::format::{Language, date, day_month, day_time, energy, percent, period_label, power},
    views::{
        building::{BuildingView, Summary},
        shared::{ComparedWith, Comparison, Freshness},
    },
};

/// "Novembre 2026, jusqu'au 20 nov. : 4,21 MWh, 8 % de moins que pour octobre 2026, à jours égaux ; maximum 31,0 kW le
/// 14 nov. à 18 h 30."
pub(super) fn of_period(view: &BuildingView, locale: Locale, language: Language) -> String {
    let period = capitalised(&period_label(view.period, language));
    let Some(total) = view.summary.total else {
        return format!("{}.", fill(td_string!(locale, building.sentence.none), &[("period", &period)]));
    };
    let total = energy(total, language);
    let mut text = match view.latest.filter(|latest| *latest < view.period.last()) {
        Some(latest) => {
            let day = day_month(latest, language);
            fill(td_string!(locale, building.sentence.until), &[("period", &period), ("day", &day), ("total", &total)])
        }
        None => fill(td_string!(locale, building.sentence.total), &[("period", &period), ("total", &total)]),
    };
    let previous = view.comparisons.iter().find(|comparison| comparison.with == ComparedWith::Previous);
    if let Some(words) = previous.and_then(|comparison| difference(comparison, locale, language)) {
        text.push_str(", ");
        text.push_str(&words);
    }
    if let Some(max) = &view.summary.max {
        let (power, at) = (power(max.watts, language), day_time(&max.at, language));
        text.push_str(if language == Language::Fr { "\u{a0}; " } else { "; " });
        text.push_str(&fill(td_string!(locale, building.sentence.max), &[("power", &power), ("at", &at)]));
    }
    text.push('.');
    text
}

fn difference(comparison: &Comparison, locale: Locale, language: Language) -> Option<String> {
    let value = comparison.percent?;
    let (other, amount) = (period_label(comparison.other, language), percent(value.abs(), 0, language));
    Some(if value.abs() < 0.5 {
        fill(td_string!(locale, building.sentence.same), &[("other", &other)])
    } else if value < 0.0 {
        fill(td_string!(locale, building.sentence.less), &[("percent", &amount), ("other", &other)])
    } else {
        fill(td_string!(locale, building.sentence.more), &[("percent", &amount), ("other", &other)])
    })
}

/// A word on the total when days are missing.
pub(super) fn partial(summary: &Summary, locale: Locale) -> Option<String> {
    (summary.total.is_some() && summary.days_whole < summary.days_elapsed).then(|| {
        let (whole, elapsed) = (summary.days_whole, summary.days_elapsed);
        fill(td_string!(locale, building.sentence.partial), &[("whole", &whole), ("elapsed", &elapsed)])
    })
}

/// "Données jusqu'au 20 nov. 2026, reçues le 21 nov. à 8 h 04".
pub(super) fn freshness(freshness: &Freshness, locale: Locale, language: Language) -> String {
    let Some(through) = freshness.through else {
        return td_string!(locale, building.freshness.none).to_owned();
    };
    let day = date(through, language);
    match &freshness.received {
        Some(at) => {
            fill(td_string!(locale, building.freshness.received), &[("day", &day), ("at", &day_time(at, language))])
        }
        None => fill(td_string!(locale, building.freshness.until), &[("day", &day)]),
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
