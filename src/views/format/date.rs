//! Days and wall-clock times of the building, in words and on axes.

use super::{Language, NO_BREAK_SPACE};
use crate::{domain::time::LocalDay, views::shared::WallTime};
use chrono::{Datelike, Weekday};

type Names<const N: usize> = [&'static str; N];

const MONTHS: [Names<12>; 3] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
const MONTHS_SHORT: [Names<12>; 3] = [
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
];
const WEEKDAYS: [Names<7>; 3] = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const WEEKDAYS_SHORT: [Names<7>; 3] = [
    ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
    ["ma", "di", "wo", "do", "vr", "za", "zo"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];

fn pick<const N: usize>(names: &[Names<N>; 3], language: Language, index: u32) -> &'static str {
    let names = match language {
        Language::Fr => &names[0],
        Language::Nl => &names[1],
        Language::En => &names[2],
    };
    names.get(index as usize).copied().unwrap_or_default()
}

/// `novembre`; months count from 1.
#[must_use]
pub fn month_name(month: u32, language: Language) -> &'static str {
    pick(&MONTHS, language, month.wrapping_sub(1))
}

/// `nov.`; months count from 1.
#[must_use]
pub fn month_short(month: u32, language: Language) -> &'static str {
    pick(&MONTHS_SHORT, language, month.wrapping_sub(1))
}

/// `lundi`.
#[must_use]
pub fn weekday_name(weekday: Weekday, language: Language) -> &'static str {
    pick(&WEEKDAYS, language, weekday.num_days_from_monday())
}

/// `lun.`
#[must_use]
pub fn weekday_short(weekday: Weekday, language: Language) -> &'static str {
    pick(&WEEKDAYS_SHORT, language, weekday.num_days_from_monday())
}

/// The number of the day in prose; the French first of the month is `1er`.
fn day_number(day: LocalDay, language: Language) -> String {
    if language == Language::Fr && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() }
}

/// `20 nov.`
#[must_use]
pub fn day_month(day: LocalDay, language: Language) -> String {
    format!("{}{NO_BREAK_SPACE}{}", day_number(day, language), month_short(day.month(), language))
}

/// `20 nov. 2026`.
#[must_use]
pub fn date(day: LocalDay, language: Language) -> String {
    format!("{} {}", day_month(day, language), day.year())
}

/// `vendredi 20 novembre 2026`.
#[must_use]
pub fn date_long(day: LocalDay, language: Language) -> String {
    format!(
        "{} {} {} {}",
        weekday_name(day.weekday(), language),
        day_number(day, language),
        month_name(day.month(), language),
        day.year()
    )
}

/// In prose: `18 h 30`, `8 h` in French, `18:30` elsewhere; with `CET` or `CEST` where the clock shows it twice.
#[must_use]
pub fn time(at: &WallTime, language: Language) -> String {
    let text = match (language, at.minute) {
        (Language::Fr, 0) => format!("{}{NO_BREAK_SPACE}h", at.hour),
        (Language::Fr, minute) => format!("{}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{minute:02}", at.hour),
        (_, minute) => format!("{}:{minute:02}", at.hour),
    };
    marked(text, at)
}

/// On axes and in tables: `08:05`, with the mark of the zone where the clock shows it twice.
#[must_use]
pub fn clock(at: &WallTime) -> String {
    marked(format!("{:02}:{:02}", at.hour, at.minute), at)
}

/// `14 nov. à 18 h 30`.
#[must_use]
pub fn day_time(at: &WallTime, language: Language) -> String {
    let word = match language {
        Language::Fr => "à",
        Language::Nl => "om",
        Language::En => "at",
    };
    format!("{} {word} {}", day_month(at.day, language), time(at, language))
}

fn marked(text: String, at: &WallTime) -> String {
    if at.zone_mark.is_empty() { text } else { format!("{text}{NO_BREAK_SPACE}{}", at.zone_mark) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr, Nl};

    fn day(m: u32, d: u32) -> LocalDay {
        LocalDay::from_ymd_opt(2026, m, d).unwrap()
    }

    fn at(hour: u32, minute: u32, mark: &str) -> WallTime {
        WallTime { day: day(11, 14), hour, minute, zone_mark: mark.to_owned() }
    }

    #[test]
    fn days() {
        assert_eq!(date(day(11, 20), Fr), "20\u{a0}nov. 2026");
        assert_eq!(date(day(11, 20), Nl), "20\u{a0}nov 2026");
        assert_eq!(date(day(11, 20), En), "20\u{a0}Nov 2026");
        assert_eq!(date(day(8, 1), Fr), "1er\u{a0}août 2026");
        assert_eq!(date_long(day(11, 20), Fr), "vendredi 20 novembre 2026");
        assert_eq!(date_long(day(3, 1), Nl), "zondag 1 maart 2026");
    }

    #[test]
    fn times() {
        assert_eq!(day_time(&at(18, 30, ""), Fr), "14\u{a0}nov. à 18\u{a0}h\u{a0}30");
        assert_eq!(time(&at(14, 5, ""), Fr), "14\u{a0}h\u{a0}05");
        assert_eq!(time(&at(8, 0, ""), Fr), "8\u{a0}h");
        assert_eq!(day_time(&at(18, 30, ""), Nl), "14\u{a0}nov om 18:30");
        assert_eq!(day_time(&at(18, 30, ""), En), "14\u{a0}Nov at 18:30");
        assert_eq!(clock(&at(8, 5, "")), "08:05");
        assert_eq!(clock(&at(2, 30, "CEST")), "02:30\u{a0}CEST");
    }
}
