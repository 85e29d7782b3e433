//! Meters of co-owned buildings over four years, by day, with holidays, absences, changes of the clock and lasting changes.

use super::{
    chance::Chance,
    weather::{night_hours, temperatures},
};
use chrono::{Datelike, TimeDelta, Weekday};
use syndiwatt::domain::{time::LocalDay, units::Joules};

/// Days of a simulation: 2023 to 2026.
pub const DAYS: u32 = 1_461;

/// What a meter measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Lift, lamps, ventilation and pumps.
    Common,
    /// One household.
    Flat,
    /// One household with electric heating.
    HeatedFlat,
    /// All flats together, electric heating.
    HeatedBuilding,
    /// All flats and common parts, heated otherwise.
    Building,
    /// An office on the ground floor.
    Office,
}

impl Class {
    /// All, with the name in tables.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Common, "common parts"),
        (Self::Flat, "flat"),
        (Self::HeatedFlat, "flat, electric heating"),
        (Self::HeatedBuilding, "building, electric heating"),
        (Self::Building, "building, other heating"),
        (Self::Office, "office"),
    ];
}

/// A simulated meter.
pub struct Meter {
    /// The truth of every day.
    pub truth: Vec<(LocalDay, Joules)>,
    /// The days that arrived: single days and whole weeks are missing.
    pub arrived: Vec<(LocalDay, Joules)>,
}

/// The first simulated day.
pub fn first_day() -> LocalDay {
    LocalDay::from_ymd_opt(2023, 1, 1).unwrap()
}

/// Public holidays of France.
pub fn is_holiday(day: LocalDay) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Easter Mondays of the simulated years; Ascension is 38 days later, Whit Monday 49.
    const EASTER: [(i32, u32, u32); 4] = [(2023, 4, 10), (2024, 4, 1), (2025, 4, 21), (2026, 4, 6)];
    let moving = EASTER.iter().filter_map(|(year, month, day)| LocalDay::from_ymd_opt(*year, *month, *day));
    FIXED.contains(&(day.month(), day.day()))
        || moving.map(|monday| (day - monday).num_days()).any(|after| [0, 38, 49].contains(&after))
}

/// Hours of the day in Paris.
fn hours(day: LocalDay) -> f64 {
    let last_sunday = day.weekday() == Weekday::Sun && day.day() > 24;
    match day.month() {
        3 if last_sunday => 23.0,
        10 if last_sunday => 25.0,
        _ => 24.0,
    }
}

/// The meter of a class and a seed. All meters of seeds with the same tens have the same weather.
pub fn meter(class: Class, seed: u64) -> Meter {
    let mut chance = Chance::new(seed * 8 + class as u64);
    let temperature = temperatures(seed / 10);
    let shape = Shape::new(class, &mut chance);
    let days: Vec<LocalDay> = first_day().iter_days().take(DAYS as usize).collect();
    let away = absences(class, &days, &mut chance);
    let mut noise = 0.0;
    let mut truth = Vec::new();
    for (number, day) in (0_u32..).zip(days) {
        let at = number as usize;
        noise = shape.lasting * noise + (1.0 - shape.lasting * shape.lasting).sqrt() * chance.normal();
        let kwh = shape.kwh(number, day, temperature[at], away[at]) * (shape.noise * noise).exp();
        #[expect(clippy::cast_possible_truncation, reason = "a day of a building is far below")]
        truth.push((day, Joules((kwh * 3_600.0).round() as i64 * 1_000)));
    }
    let arrived = with_gaps(&truth, &mut chance);
    Meter { truth, arrived }
}

/// Days on which nobody is at home, or the office is closed.
fn absences(class: Class, days: &[LocalDay], chance: &mut Chance) -> Vec<bool> {
    let mut away = vec![false; days.len()];
    let mut leave = |from: LocalDay, count: i64| {
        for (day, away) in days.iter().zip(&mut away) {
            *away |= (0..count).contains(&(*day - from).num_days());
        }
    };
    for year in 2023..=2026 {
        let on = |month, day| LocalDay::from_ymd_opt(year, month, day).unwrap();
        match class {
            Class::Flat | Class::HeatedFlat => {
                if chance.happens(0.7) {
                    leave(on(7, 5) + whole(chance, 0.0, 40.0), whole(chance, 7.0, 22.0).num_days());
                }
                for month in [2, 4, 5, 10, 12] {
                    if chance.happens(0.35) {
                        leave(on(month, 1) + whole(chance, 0.0, 25.0), whole(chance, 2.0, 9.0).num_days());
                    }
                }
            }
            Class::Office => {
                leave(on(8, 3) + whole(chance, 0.0, 5.0), 12);
                leave(on(12, 24), 9);
            }
            Class::Common | Class::HeatedBuilding | Class::Building => {}
        }
    }
    away
}

fn whole(chance: &mut Chance, low: f64, high: f64) -> TimeDelta {
    #[expect(clippy::cast_possible_truncation, reason = "a number of days")]
    TimeDelta::days(chance.between(low, high) as i64)
}

/// About 2 % of the days are missing alone, and twice a year up to twelve in a row.
fn with_gaps(truth: &[(LocalDay, Joules)], chance: &mut Chance) -> Vec<(LocalDay, Joules)> {
    let mut silent = 0;
    let arrives = |_: &&(LocalDay, Joules)| {
        if silent == 0 && chance.happens(2.0 / 365.0) {
            silent = whole(chance, 3.0, 13.0).num_days();
        }
        let missing = silent > 0 || chance.happens(0.02);
        silent = (silent - 1).max(0);
        !missing
    };
    truth.iter().filter(arrives).copied().collect()
}

/// How a meter's consumption comes about, in kWh of a day.
struct Shape {
    class: Class,
    base: f64,
    used: f64,
    lamps: f64,
    per_kelvin: f64,
    warm_from: f64,
    cooling: f64,
    /// Monday to Sunday, around 1.
    weekdays: [f64; 7],
    noise: f64,
    lasting: f64,
    trend: f64,
    /// From this day on everything but heating is multiplied.
    change: Option<(u32, f64)>,
}

impl Shape {
    fn new(class: Class, chance: &mut Chance) -> Self {
        let size = match class {
            Class::Flat | Class::HeatedFlat => 1.0,
            _ => chance.between(8.0, 60.0),
        };
        let mut of = |low: f64, high: f64| chance.between(low, high);
        let (base, used, lamps, per_kelvin, noise) = match class {
            Class::Common => (of(0.3, 0.7), of(0.2, 0.5), of(0.02, 0.07), 0.0, of(0.03, 0.08)),
            Class::Flat => (of(1.2, 3.0), of(3.0, 8.0), of(0.05, 0.2), 0.0, of(0.15, 0.35)),
            Class::HeatedFlat => (of(1.2, 3.0), of(3.0, 8.0), of(0.05, 0.2), of(0.6, 2.2), of(0.12, 0.3)),
            Class::HeatedBuilding => (of(1.5, 2.5), of(4.0, 6.0), of(0.08, 0.15), of(0.7, 1.8), of(0.03, 0.07)),
            Class::Building => (of(1.7, 3.0), of(4.0, 7.0), of(0.08, 0.2), 0.0, of(0.03, 0.08)),
            Class::Office => (of(0.8, 1.6), of(3.0, 6.0), of(0.05, 0.1), of(0.0, 0.15), of(0.04, 0.12)),
        };
        let weekend = match class {
            Class::Office => [of(0.03, 0.3), of(0.0, 0.1)],
            Class::Common => [of(0.9, 1.1), of(0.8, 1.0)],
            _ => [of(1.0, 1.3), of(1.0, 1.4)],
        };
        let mut weekdays = [1.0; 7].map(|one: f64| one + of(-0.05, 0.05));
        weekdays[2] += if matches!(class, Class::Flat | Class::HeatedFlat) { of(0.0, 0.25) } else { 0.0 };
        weekdays[5..].copy_from_slice(&weekend);
        let cooling = if class == Class::Office { of(0.05, 0.3) } else { 0.0 };
        let (lasting, warm_from, trend) = (of(0.1, 0.5), of(14.5, 17.0), of(-0.04, 0.03));
        let change = chance.happens(0.3).then(|| {
            let at = chance.between(200.0, f64::from(DAYS));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of days")]
            (at as u32, if class == Class::Flat { chance.between(0.6, 1.5) } else { chance.between(0.75, 1.15) })
        });
        let [base, used, lamps, per_kelvin, cooling] = [base, used, lamps, per_kelvin, cooling].map(|kwh| kwh * size);
        Self { class, base, used, lamps, per_kelvin, warm_from, cooling, weekdays, noise, lasting, trend, change }
    }

    fn kwh(&self, number: u32, day: LocalDay, temperature: f64, away: bool) -> f64 {
        let weekday = if is_holiday(day) { 6 } else { day.weekday().num_days_from_monday() };
        let present = match (self.class, away) {
            (Class::Office, true) => self.weekdays[6],
            (_, true) => 0.05,
            _ => self.weekdays[weekday as usize],
        };
        // Many are away in August and at Christmas; there the building's flats are not full.
        let holidays = match (self.class, day.month()) {
            (Class::HeatedBuilding | Class::Building | Class::Common, 8) => 0.82,
            (Class::HeatedBuilding | Class::Building, 7) => 0.93,
            _ => 1.0,
        };
        let heating = self.per_kelvin * (self.warm_from - temperature).max(0.0) * if away { 0.45 } else { 1.0 };
        let cooling = self.cooling * (temperature - 19.0).max(0.0) * if away { 0.2 } else { 1.0 };
        let changed = self.change.filter(|(from, _)| number >= *from).map_or(1.0, |(_, factor)| factor);
        let grown = 1.0 + self.trend * f64::from(number) / 365.25;
        let rest = self.base * hours(day) / 24.0 + self.used * present * holidays + self.lamps * night_hours(number);
        rest * changed * grown + heating + cooling
    }
}
