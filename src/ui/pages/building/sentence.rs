//! What a period came to, in words.

use crate::{
    domain::time::PeriodKind,
    i18n::*,
    ui::{
        components::change_words,
        fill::fill,
        format::{Language, capitalised, day_month, day_time, period_label, power},
    },
    views::{
        amount::{Amount, Measure},
        building::{BuildingView, Summary},
        shared::{ComparedWith, Comparison},
    },
};

/// "Novembre 2026, jusqu'au 20 nov. : 4,21 MWh, 8 % de moins que pour octobre 2026, à jours égaux ; maximum 31,0 kW le
/// 14 nov. à 18 h 30."
pub(super) fn of_period(view: &BuildingView, locale: Locale, language: Language) -> String {
    let period = capitalised(&period_label(view.period, language));
    let Some(total) = view.total else {
        let text = match view.measure {
            _ if view.summary.total.is_none() => td_string!(locale, building.sentence.none),
            Measure::Cost => td_string!(locale, building.sentence.no_price),
            Measure::Energy | Measure::Carbon => td_string!(locale, building.sentence.no_factor),
        };
        return format!("{}.", fill(text, &[("period", &period)]));
    };
    let total = total.write(language);
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

/// "8 % de moins que pour octobre 2026, à jours égaux"; one day is equal to one day.
fn difference(comparison: &Comparison<Amount>, locale: Locale, language: Language) -> Option<String> {
    let other = period_label(comparison.other, language);
    let mut text = match change_words(locale, comparison.percent?, 0) {
        Some(change) => fill(td_string!(locale, building.sentence.than), &[("change", &change), ("other", &other)]),
        None => fill(td_string!(locale, building.sentence.same), &[("other", &other)]),
    };
    if comparison.other.kind != PeriodKind::Day {
        text.push_str(td_string!(locale, building.sentence.equal_days));
    }
    Some(text)
}

/// A word on the total when days are missing.
pub(super) fn partial(summary: &Summary, locale: Locale) -> Option<String> {
    let (whole, elapsed) = (summary.days_whole, summary.days_elapsed);
    let text = match whole {
        _ if summary.total.is_none() || whole >= elapsed => return None,
        0 => td_string!(locale, building.sentence.partial_none),
        1 => td_string!(locale, building.sentence.partial_one),
        _ => td_string!(locale, building.sentence.partial),
    };
    Some(fill(text, &[("whole", &whole), ("elapsed", &elapsed)]))
}
