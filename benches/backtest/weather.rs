//! Outdoor temperature of northern France and Belgium by day: a season, mild and cold winters, weather that lasts.

use super::{chance::Chance, simulated::DAYS};
use std::f64::consts::TAU;

/// Means of [`DAYS`] days in °C from 1 January on, the same for all meters of a seed.
pub fn temperatures(seed: u64) -> Vec<f64> {
    let mut chance = Chance::new(seed ^ 0x77EA);
    let (mut spell, mut weeks) = (0.0, 0.0);
    (0..DAYS)
        .map(|day| {
            // Weather of days, standard deviation 2.8 K, and of months, 1.3 K.
            spell = 0.78 * spell + 2.8 * (1.0_f64 - 0.78 * 0.78).sqrt() * chance.normal();
            weeks = 0.98 * weeks + 1.3 * (1.0_f64 - 0.98 * 0.98).sqrt() * chance.normal();
            11.3 - 7.7 * (TAU * (f64::from(day) - 18.0) / 365.25).cos() + spell + weeks
        })
        .collect()
}

/// Hours of darkness at 49° N, nearly.
pub fn night_hours(day: u32) -> f64 {
    12.0 + 4.0 * (TAU * (f64::from(day) + 10.0) / 365.25).cos()
}
