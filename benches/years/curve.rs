//! A meter's readings over some months, with what was to be expected of each day.

use super::{Chance, Class, Meter, weather};
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike, Weekday};
use std::collections::BTreeMap;
use syndiwatt::{
    analytics::{holidays::Calendar, rollup, zone::Zone},
    domain::{
        reading::{DayRollup, Reading},
        series::{Quality, SeriesKind, Source},
        time::LocalDay,
    },
};

/// The share by which single half-hours differ.
pub(super) const NOISE: f64 = 0.15;

/// What a meter received.
#[derive(Clone, Debug)]
pub struct Year {
    /// Of which meter.
    pub meter: Meter,
    /// Where it is.
    pub zone: Zone,
    /// In order; gaps are left out, or are "no value".
    pub readings: Vec<Reading>,
    /// Joules of each local day without chance: what somebody would expect who knows the weather, the absences and the
    /// habits. No detector knows that.
    pub expected: BTreeMap<LocalDay, f64>,
    /// Of the building's temperature, if it has a series.
    pub temperature: Vec<DayRollup>,
}

impl Year {
    /// Sums of the local days, in order.
    pub fn rollups(&self) -> Vec<DayRollup> {
        let kind = SeriesKind::ElectricityConsumption;
        rollup::by_day(self.zone, &self.readings)
            .map(|(day, of)| rollup::of_day(self.zone, kind, day, of, None))
            .collect()
    }

    /// The local days without a gap.
    pub fn whole_days(&self) -> Vec<LocalDay> {
        self.rollups().iter().filter(|rollup| rollup.is_whole()).map(|rollup| rollup.day).collect()
    }

    /// Seconds of an interval.
    pub fn step(&self) -> i64 {
        self.readings.first().map_or(1_800, |reading| reading.step)
    }

    /// The mean of what is known.
    #[expect(clippy::cast_precision_loss, reason = "energy of a year")]
    pub fn mean_watts(&self) -> f64 {
        let known = || self.readings.iter().filter_map(|reading| Some((reading.value?, reading.step)));
        known().map(|(joules, _)| joules).sum::<i64>() as f64 / known().map(|(_, step)| step).sum::<i64>().max(1) as f64
    }

    /// Changes the values of a local day: from the minute of the local day, and the joules.
    pub fn change(&mut self, day: LocalDay, change: impl Fn(u32, i64) -> i64) {
        let (zone, bounds) = (self.zone, self.zone.bounds(day));
        for reading in &mut self.readings {
            if bounds.contains(reading.start) {
                let wall = zone.wall(reading.start);
                reading.value = reading.value.map(|joules| change(wall.hour() * 60 + wall.minute(), joules));
            }
        }
    }
}

/// The meter's readings of the local days `[first, end)`.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "powers of buildings")]
pub fn year(meter: Meter, first: NaiveDate, end: NaiveDate) -> Year {
    let zone = if meter.belgian { Zone::BRUSSELS } else { Zone::PARIS };
    let step = if meter.belgian { 900 } else { 1_800 };
    let mut year = Year { meter, zone, readings: Vec::new(), expected: BTreeMap::new(), temperature: Vec::new() };
    for day in first.iter_days().take_while(|day| *day < end) {
        let number = day.num_days_from_ce().unsigned_abs().into();
        let today = Today::of(&meter, day);
        let (bounds, luck) = (zone.bounds(day), meter.chance(10).for_(number));
        let gap = gap(luck, bounds.seconds() / step);
        let mut expected = 0.0;
        let mut start = bounds.start;
        for slot in 0..bounds.seconds() / step {
            let wall = zone.wall(start.plus(step / 2));
            let minute = f64::from(wall.hour() * 60 + wall.minute());
            let summer = if zone.offset_seconds(start) > 3_600 { 60.0 } else { 0.0 };
            let watts = today.watts(&meter, minute, summer).max(0.0);
            expected += watts * step as f64;
            let noise = (1.0 + NOISE * luck.for_(100 + slot.unsigned_abs()).normal()).max(0.2);
            let value = Some((watts * today.luck * noise).round() as i64 * step).filter(|_| !gap.contains(&slot));
            let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
            year.readings.push(Reading { start, step, value, quality, source: Source::Enedis });
            start = start.plus(step);
        }
        year.expected.insert(day, expected);
        if meter.class == Class::HeatingKnown {
            let milli = (today.temperature * 1_000.0 + 400.0 * luck.for_(7).normal()).round() as i64;
            let of = [Reading {
                start: bounds.start,
                step: bounds.seconds(),
                value: Some(milli),
                quality: Quality::Raw,
                source: Source::Enedis,
            }];
            year.temperature.push(rollup::of_day(zone, SeriesKind::Temperature, day, &of, None));
        }
    }
    year
}

/// The slots of a day that are missing: one day in sixty has a hole, one in four hundred is missing altogether.
fn gap(luck: Chance, slots: i64) -> std::ops::Range<i64> {
    if luck.for_(3).happens(1.0 / 400.0) {
        return 0..slots;
    }
    if luck.for_(4).happens(1.0 / 60.0) {
        let from = (luck.for_(5).unit() * 40.0) as i64;
        return from..from + 6;
    }
    0..0
}

/// What a day is like for a meter.
struct Today {
    weekday: Weekday,
    free: bool,
    temperature: f64,
    /// Temperature with the walls' memory.
    felt: f64,
    /// How much of the usual life there is.
    life: f64,
    /// The day's chance.
    luck: f64,
    /// Slow change of habits.
    drift: f64,
    sun: (f64, f64),
}

impl Today {
    fn of(meter: &Meter, day: NaiveDate) -> Self {
        let calendar = if meter.belgian { Calendar::Belgium } else { Calendar::France };
        let holiday = calendar.is_holiday(day);
        let number = day.num_days_from_ce();
        let luck = meter.chance(20).for_(number.unsigned_abs().into());
        let deviation = meter.deviation();
        let temperature = weather::temperature(meter.seed, day);
        let before = weather::temperature(meter.seed, day - TimeDelta::days(1));
        // Chance of a flat is skewed: cooking for twenty is possible, using nothing is not.
        let normal = luck.normal();
        let skewed = if deviation > 0.12 { normal + 0.25 * (normal * normal - 1.0) } else { normal };
        Self {
            weekday: if holiday { Weekday::Sun } else { day.weekday() },
            free: holiday || matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            temperature,
            felt: 0.65 * temperature + 0.35 * before,
            life: life(meter, day),
            luck: (1.0 + deviation * skewed).max(0.25),
            drift: 1.0 + 0.04 * meter.chance(21).smooth(f64::from(number) / 45.0),
            sun: weather::sun(day),
        }
    }

    /// Mean watts around a minute of the local day, without chance.
    fn watts(&self, meter: &Meter, minute: f64, summer: f64) -> f64 {
        let (size, free) = (meter.size() * self.drift, self.free);
        let bump = |centre: f64, width: f64| {
            let distance = ((minute - centre) / width).abs();
            if distance < 1.0 { (1.0 - distance * distance) * (1.0 - distance * distance) } else { 0.0 }
        };
        let comings = if free {
            0.7 * bump(660.0, 200.0) + 0.8 * bump(1_110.0, 220.0)
        } else {
            bump(480.0, 80.0) + 0.5 * bump(750.0, 90.0) + bump(1_110.0, 140.0)
        };
        let evening = bump(1_200.0, 260.0)
            + 0.6 * bump(450.0, 120.0)
            + if free { 0.7 * bump(780.0, 240.0) } else { 0.3 * bump(770.0, 100.0) };
        let clock = minute - summer;
        let dark = if clock < self.sun.0 || clock > self.sun.1 { 1.0 } else { 0.0 };
        let awake = if (360.0..1_380.0).contains(&minute) { 1.0 } else { 0.45 };
        let cold = (16.0 - self.felt).max(0.0);
        let hot = (self.temperature - 21.0).max(0.0);
        match meter.class {
            Class::CommonParts => {
                size * (0.55 + 0.15 * awake + 0.9 * comings * self.life + dark * (0.25 + 0.35 * awake))
            }
            Class::HeatingKnown | Class::Heating => {
                let share = meter.chance(3).between(0.06, 0.14);
                size * (0.25 + 0.5 * (bump(330.0, 120.0) + bump(1_200.0, 120.0)) + share * cold)
            }
            Class::Building => {
                let heated = meter.chance(3).between(0.0, 0.03);
                size * (0.45 + (0.9 * evening + 0.15 * comings) * self.life + 0.15 * dark * awake + heated * cold)
            }
            Class::Office => {
                let open = match self.weekday {
                    Weekday::Sun => 0.05,
                    Weekday::Sat => meter.chance(4).between(0.05, 0.6),
                    _ => 1.0,
                };
                let hours = if (480.0..1_140.0).contains(&minute) { 1.0 } else { 0.0 };
                size * (0.3 + open * self.life * hours * (1.6 + 0.06 * hot + 0.25 * dark))
            }
            Class::Flat => size * (0.35 + (1.5 * evening + 0.25 * dark * awake) * self.life),
            Class::HeatedFlat => size * (0.3 + (1.2 * evening + 0.14 * cold * (0.6 + 0.4 * awake)) * self.life),
            Class::EmptyFlat => size,
        }
    }
}

/// How much of the usual life there is on a day: absences of flats and offices, and a building that is emptier in August
/// and between the years.
fn life(meter: &Meter, day: NaiveDate) -> f64 {
    let luck = meter.chance(30).for_(day.year().unsigned_abs().into());
    let away = |from: u32, days: u32| (from..from + days).contains(&day.ordinal());
    let summer = 190 + (luck.for_(1).unit() * 40.0) as u32;
    let between_the_years = day.ordinal() >= 358 || day.ordinal() <= 2;
    match meter.class {
        Class::Building | Class::CommonParts => {
            let august = (1.0 - (f64::from(day.ordinal()) - 222.0).abs() / 30.0).max(0.0);
            let share = if meter.class == Class::Building { 0.3 } else { 0.15 };
            1.0 - share * august - if between_the_years { share * 0.4 } else { 0.0 }
        }
        Class::Office => {
            let closed =
                luck.for_(2).happens(0.5) && away(summer, 16) || luck.for_(3).happens(0.5) && between_the_years;
            if closed { 0.05 } else { 1.0 }
        }
        Class::Flat | Class::HeatedFlat => {
            let holiday = away(summer, 8 + (luck.for_(4).unit() * 12.0) as u32);
            let winter = luck.for_(5).happens(0.5) && away(358, 7) || luck.for_(6).happens(0.4) && away(45, 7);
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
                && luck.for_(u64::from(day.iso_week().week()) + 100).happens(0.1);
            if holiday || winter || weekend { 0.1 } else { 1.0 }
        }
        _ => 1.0,
    }
}
