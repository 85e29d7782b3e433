//! Temperature and darkness of the Paris basin, with exact arithmetic only.

use super::Chance;
use chrono::{Datelike, NaiveDate};

/// A wave of period 1 that is 1 at 0 and -1 at a half: parabolas, near enough to a cosine.
pub fn wave(turns: f64) -> f64 {
    let part = (turns + 0.25).rem_euclid(1.0);
    let half = |x: f64| 16.0 * x * (0.5 - x);
    if part < 0.5 { half(part) } else { -half(part - 0.5) }
}

/// Where in the year a day is, from 0 to 1.
pub fn of_year(day: NaiveDate) -> f64 {
    f64::from(day.ordinal0()) / 365.25
}

/// Mean temperature of a local day in °C: 3.5 in January, 19.5 in July, and weather that stays some days: deviation 3.3,
/// from one day to the next correlated by 0.8.
pub fn temperature(seed: u64, day: NaiveDate) -> f64 {
    let throws = Chance::of(seed, &[71]);
    let number = day.num_days_from_ce().unsigned_abs();
    let mut weather = 0.0;
    for back in (0..24).rev() {
        weather = 0.8 * weather + 0.6 * throws.for_(u64::from(number - back)).normal();
    }
    11.5 - 8.0 * wave(of_year(day) - 0.05) + 3.3 * weather.clamp(-3.0, 3.0)
}

/// Sunrise and sunset in minutes of the winter clock.
pub fn sun(day: NaiveDate) -> (f64, f64) {
    // Eight hours of light in December, sixteen in June.
    let half = 360.0 - 120.0 * wave(of_year(day) + 0.03);
    (770.0 - half, 770.0 + half)
}
