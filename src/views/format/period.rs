//! Periods in words.

use super::{Language, date_long, day_month, month_name, month_short};
use crate::domain::time::{LocalDay, Period, PeriodKind};
use chrono::Datelike;

/// `vendredi 20 novembre 2026`, `semaine 47, 16–22 nov. 2026`, `novembre 2026`, `2026`.
#[must_use]
pub fn period_label(period: Period, language: Language) -> String {
    match period.kind {
        PeriodKind::Day => date_long(period.first, language),
        PeriodKind::Week => {
            let week = period.first.iso_week().week();
            format!("{} {week}, {}", week_word(language), days_range(period.first, period.last(), language))
        }
        PeriodKind::Month => format!("{} {}", month_name(period.first.month(), language), period.first.year()),
        PeriodKind::Year => period.first.year().to_string(),
        PeriodKind::Span(_) => days_range(period.first, period.last(), language),
    }
}

/// For keys and tight places: `20 nov. 2026`, `sem. 47`, `nov. 2026`, `2026`.
#[must_use]
pub fn period_label_short(period: Period, language: Language) -> String {
    let first = period.first;
    match period.kind {
        PeriodKind::Day => super::date(first, language),
        PeriodKind::Week => {
            let word = if language == Language::Fr { "sem." } else { week_word(language) };
            format!("{word} {} {}", first.iso_week().week(), first.iso_week().year())
        }
        PeriodKind::Month => format!("{} {}", month_short(first.month(), language), first.year()),
        PeriodKind::Year => first.year().to_string(),
        PeriodKind::Span(_) => days_range(first, period.last(), language),
    }
}

/// `16–22 nov. 2026`, `30 mars – 5 avr. 2026`, `28 déc. 2026 – 3 janv. 2027`; both days included.
#[must_use]
pub fn days_range(first: LocalDay, last: LocalDay, language: Language) -> String {
    let end = format!("{} {}", day_month(last, language), last.year());
    if first == last {
        end
    } else if first.year() != last.year() {
        format!("{} {} – {end}", day_month(first, language), first.year())
    } else if first.month() != last.month() {
        format!("{} – {end}", day_month(first, language))
    } else {
        let first_number = day_month(first, language);
        let number = first_number.split(super::NO_BREAK_SPACE).next().unwrap_or_default();
        format!("{number}–{end}")
    }
}

fn week_word(language: Language) -> &'static str {
    match language {
        Language::Fr => "semaine",
        Language::Nl => "week",
        Language::En => "week",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr, Nl};

    fn label(period: &str, language: Language) -> String {
        period_label(period.parse().unwrap(), language)
    }

    #[test]
    fn periods() {
        assert_eq!(label("2026-11", Fr), "novembre 2026");
        assert_eq!(label("2026-W47", Fr), "semaine 47, 16–22\u{a0}nov. 2026");
        assert_eq!(label("2026-W14", Fr), "semaine 14, 30\u{a0}mars – 5\u{a0}avr. 2026");
        assert_eq!(label("2026-W53", Nl), "week 53, 28\u{a0}dec 2026 – 3\u{a0}jan 2027");
        assert_eq!(label("2026-11-21", En), "Saturday 21 November 2026");
        assert_eq!(label("2026", Fr), "2026");
        let day = |day| LocalDay::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(period_label(Period::between(day(3), day(20)), Fr), "3–20\u{a0}nov. 2026");
        assert_eq!(period_label_short("2026-W47".parse().unwrap(), Fr), "sem. 47 2026");
    }

    #[test]
    fn one_day_is_no_range() {
        let first = LocalDay::from_ymd_opt(2026, 6, 1).unwrap();
        assert_eq!(days_range(first, first, Fr), "1er\u{a0}juin 2026");
        assert_eq!(days_range(first, LocalDay::from_ymd_opt(2026, 6, 21).unwrap(), Fr), "1er–21\u{a0}juin 2026");
    }
}
