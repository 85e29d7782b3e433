//! How much a building draws or feeds in at an instant. Pure: seed, usage point and instant in, watts out.

use super::{
    calendar,
    catalogue::{Load, Point},
    chance,
};
use crate::domain::time::Instant;
use chrono::Timelike;

/// Mean power consumed over the `step` seconds from `start`, in W.
#[must_use]
pub fn consumption(seed: u64, point: &Point, start: Instant, step: i64) -> i64 {
    let Some(load) = point.load else { return 0 };
    let middle = start.plus(step / 2);
    let zone = point.operator.zone();
    let wall = zone.wall(middle);
    let hour = f64::from(wall.hour()) + f64::from(wall.minute()) / 60.0;
    let free = calendar::is_free(point.operator, wall.date());
    let watts = match load {
        Load::CommonParts => common_parts(hour, free, calendar::sun(middle)),
        Load::HeatPump => heat_pump(hour, calendar::temperature(seed, middle)),
        Load::Small => {
            35.0 + if calendar::sun(middle) < 0.0 && hour > 12.0 { 80.0 } else { 0.0 } + bump(hour, 19.0, 2.0) * 140.0
        }
    };
    let noise = 1.0 + 0.06 * chance::swing(seed, &[chance::text(point.number), start.0.unsigned_abs()]);
    sized(watts * noise, point)
}

/// Mean power fed in over the `step` seconds from `start`, in W.
#[must_use]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "some kW")]
pub fn production(seed: u64, point: &Point, start: Instant, step: i64) -> i64 {
    let middle = start.plus(step / 2);
    let sun = calendar::sun(middle).max(0.0);
    // Days of cloud and days without, and clouds that pass.
    let sky = 0.62 + 0.34 * chance::smooth(seed, chance::text("sky"), calendar::days(middle));
    let cloud = 1.0 - 0.25 * chance::swing(seed, &[chance::text(point.number), 7, start.0.unsigned_abs()]).abs();
    (point.solar as f64 * sun.powf(1.2) * sky * cloud).round() as i64
}

/// Ventilation all day, lifts when people come and go, lamps when it is dark.
fn common_parts(hour: f64, free: bool, sun: f64) -> f64 {
    let ventilation = if (6.0..22.0).contains(&hour) { 560.0 } else { 400.0 };
    let coming_and_going = if free {
        bump(hour, 11.0, 2.5) * 0.75 + bump(hour, 18.5, 3.0) * 0.8
    } else {
        bump(hour, 8.0, 0.9) + bump(hour, 12.5, 1.0) * 0.5 + bump(hour, 18.5, 1.8)
    };
    let lifts = 110.0 + 820.0 * coming_and_going;
    // Lamps on a timer: the darker and the busier, the more.
    let dark = ((0.08 - sun) / 0.16).clamp(0.0, 1.0);
    let lamps = 60.0 + dark * (90.0 + 330.0 * (coming_and_going + bump(hour, 21.0, 2.5) * 0.6).min(1.0));
    ventilation + lifts + lamps
}

/// Heating below 16.5 °C, hot water in the morning and in the evening.
fn heat_pump(hour: f64, temperature: f64) -> f64 {
    let heating = (16.5 - temperature).max(0.0) * 430.0;
    let hot_water = 2_600.0 * (bump(hour, 5.5, 1.2) + bump(hour, 14.0, 1.0) * 0.6 + bump(hour, 20.0, 1.2));
    1_000.0 + heating + hot_water
}

/// 1 at `centre`, falling to 0 over `width` hours on both sides.
fn bump(hour: f64, centre: f64, width: f64) -> f64 {
    let distance = ((hour - centre) / width).abs();
    if distance >= 1.0 { 0.0 } else { (1.0 - distance * distance).powi(2) }
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "some kW")]
fn sized(watts: f64, point: &Point) -> i64 {
    (watts * point.size as f64 / 100.0).round() as i64
}
