//! Public holidays of France and Belgium.

use super::zone::Zone;
use crate::domain::time::LocalDay;
use chrono::{Datelike, TimeDelta};

/// Whose holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// France, without those that only some departments keep.
    France,
    /// Belgium.
    Belgium,
}

impl Calendar {
    /// That of a building's zone: Belgium for Brussels, France for Paris and overseas.
    #[must_use]
    pub fn of(zone: Zone) -> Self {
        if zone == Zone::BRUSSELS { Self::Belgium } else { Self::France }
    }

    /// Whether a local day is a public holiday.
    #[must_use]
    pub fn is_holiday(self, day: LocalDay) -> bool {
        let fixed: &[(u32, u32)] = match self {
            Self::France => &[(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)],
            Self::Belgium => &[(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)],
        };
        // Easter Monday, Ascension, Whit Monday.
        let moving = easter(day.year()).is_some_and(|easter| [1, 39, 50].contains(&(day - easter).num_days()));
        moving || fixed.contains(&(day.month(), day.day()))
    }
}

/// Easter Sunday (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<LocalDay> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 21;
    LocalDay::from_ymd_opt(year, 3, 1)?.checked_add_signed(TimeDelta::days(i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_and_moving_ones() {
        let day = |y, m, d| LocalDay::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(easter(2026), Some(day(2026, 4, 5)));
        assert_eq!(easter(2025), Some(day(2025, 4, 20)));
        let (france, belgium) = (Calendar::of(Zone::PARIS), Calendar::of(Zone::BRUSSELS));
        assert!(france.is_holiday(day(2026, 5, 14)) && france.is_holiday(day(2026, 7, 14)));
        assert!(!belgium.is_holiday(day(2026, 7, 14)) && belgium.is_holiday(day(2026, 7, 21)));
        assert!(!belgium.is_holiday(day(2026, 11, 20)));
    }
}
