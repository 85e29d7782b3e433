//! When people are at home and when it is dark: weekends, public holidays, the sun, the cold.

use super::{catalogue::Operator, chance};
use crate::{
    analytics::holidays::Calendar,
    domain::time::{Instant, LocalDay},
};
use chrono::{Datelike, Weekday};
use std::f64::consts::TAU;

/// Saturdays, Sundays and public holidays.
#[must_use]
pub fn is_free(operator: Operator, day: LocalDay) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || calendar(operator).is_holiday(day)
}

fn calendar(operator: Operator) -> Calendar {
    match operator {
        Operator::Enedis => Calendar::France,
        Operator::Ores => Calendar::Belgium,
    }
}

/// Height of the sun at `at` for 49° N: 1 at noon of midsummer, below 0 in the dark. Good enough for lamps and panels.
#[must_use]
pub fn sun(at: Instant) -> f64 {
    let declination = (-23.4_f64).to_radians() * (TAU * (year_day(at) + 10.0) / 365.25).cos();
    let latitude = 49.0_f64.to_radians();
    // True noon is about 11:50 UTC in Paris.
    let angle = TAU * (hour_of(at) - 11.85) / 24.0;
    (latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * angle.cos()) / 0.9
}

/// Outdoor temperature in °C: season, time of day, and weather that changes over days.
#[must_use]
pub fn temperature(seed: u64, at: Instant) -> f64 {
    let season = 11.5 - 8.0 * (TAU * (year_day(at) - 20.0) / 365.25).cos();
    let daily = -2.5 * (TAU * (hour_of(at) - 2.5) / 24.0).cos();
    season + daily + 0.9 * chance::smooth(seed, chance::text("weather"), days(at) / 6.0)
}

/// Hour of the day in UTC.
fn hour_of(at: Instant) -> f64 {
    (days(at) % 1.0) * 24.0
}

/// Day of the year, near enough.
fn year_day(at: Instant) -> f64 {
    days(at) % 365.25
}

/// Days since 1970.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub fn days(at: Instant) -> f64 {
    at.0 as f64 / 86_400.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays() {
        let day = |y, m, d| LocalDay::from_ymd_opt(y, m, d).unwrap();
        assert!(is_free(Operator::Enedis, day(2026, 5, 14)) && !is_free(Operator::Ores, day(2026, 7, 14)));
        assert!(is_free(Operator::Ores, day(2026, 11, 21)) && !is_free(Operator::Ores, day(2026, 11, 20)));
    }

    #[test]
    fn summer_is_brighter_and_warmer() {
        let (june, december) = (Instant(1_782_043_200), Instant(1_797_854_400)); // noon of both solstices, 2026
        assert!(sun(june) > 0.95 && (0.2..0.5).contains(&sun(december)));
        assert!(sun(june.plus(43_200)) < 0.0);
        assert!(temperature(1, june) > temperature(1, december) + 8.0);
    }
}
