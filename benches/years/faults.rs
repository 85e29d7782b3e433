//! Faults put into years, and where they were put.

use super::{Chance, Year};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use syndiwatt::domain::{anomaly::Severity, time::LocalDay};

/// Where a fault was put.
#[derive(Clone, Copy, Debug)]
pub struct Planted {
    /// Its first local day.
    pub day: LocalDay,
    /// How many days it lasts.
    pub days: i64,
}

/// Days multiplied by a factor: one every two to six weeks, of all three severities alike.
///
/// The factor is against what the same day would have used without the fault: from 1.2 to 1.5, from 1.5 to 2, from 2 to 3.
/// Only whole days get one: nobody can judge the others.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "joules of half-hours")]
pub fn single_days(year: &mut Year, from: NaiveDate) -> BTreeMap<LocalDay, Severity> {
    let throws = Chance::of(year.meter.seed, &[500]);
    let (mut faults, mut next) = (BTreeMap::new(), from + TimeDelta::days(throws.between(0.0, 28.0) as i64));
    for (day, number) in year.whole_days().into_iter().filter(|day| *day >= from).zip(0..) {
        if day < next {
            continue;
        }
        let luck = throws.for_(number);
        let (severity, low, high) = match luck.for_(1).unit() {
            part if part < 1.0 / 3.0 => (Severity::Minor, 1.2, 1.5),
            part if part < 2.0 / 3.0 => (Severity::Major, 1.5, 2.0),
            _ => (Severity::Critical, 2.0, 3.0),
        };
        let factor = luck.for_(2).between(low, high);
        year.change(day, |_, joules| (joules as f64 * factor).round() as i64);
        faults.insert(day, severity);
        next = day + TimeDelta::days(14 + luck.for_(3).between(0.0, 28.0) as i64);
    }
    faults
}

/// A load from some day on, for good: a quarter of the meter's mean or less, down to a twelfth, but 100 W at least.
pub fn base_load(year: &mut Year, from: NaiveDate) -> Option<Planted> {
    let (day, luck) = (start(year, from, 501, 60)?, Chance::of(year.meter.seed, &[502]));
    let more = whole((year.mean_watts() * luck.between(1.0 / 12.0, 1.0 / 4.0)).max(100.0));
    let step = year.step();
    let days: Vec<LocalDay> = year.whole_days().into_iter().filter(|of| *of >= day).collect();
    for day in &days {
        year.change(*day, |_, joules| joules + more * step);
    }
    Some(Planted { day, days: i64::try_from(days.len()).ok()? })
}

/// Light from 20:00 to 07:00 on one to ten nights: 200 W at least, up to the meter's mean.
pub fn lights(year: &mut Year, from: NaiveDate) -> Option<Planted> {
    let (day, luck) = (start(year, from, 503, 30)?, Chance::of(year.meter.seed, &[504]));
    let more = whole((year.mean_watts() * luck.between(0.2, 1.0)).max(200.0));
    let (step, nights) = (year.step(), whole(luck.for_(1).between(1.0, 11.0)));
    for (night, of) in day.iter_days().take(11).enumerate() {
        let (evening, morning) =
            (i64::try_from(night).ok()? < nights, (1..=nights).contains(&i64::try_from(night).ok()?));
        let on = |minute: u32| evening && minute >= 1_200 || morning && minute < 420;
        year.change(of, |minute, joules| joules + if on(minute) { more * step } else { 0 });
    }
    Some(Planted { day, days: nights })
}

/// Nothing arrives from some day on, for five to twenty days.
pub fn silence(year: &mut Year, from: NaiveDate) -> Option<Planted> {
    let (day, luck) = (start(year, from, 505, 30)?, Chance::of(year.meter.seed, &[506]));
    let days = whole(luck.between(5.0, 21.0));
    let gone = year.zone.span(day, day + TimeDelta::days(days));
    year.readings.retain(|reading| !gone.contains(reading.start));
    Some(Planted { day, days })
}

/// One or two intervals of some day between 1.02 and 1.6 times the subscribed power.
pub fn peak(year: &mut Year, from: NaiveDate, subscribed: i64) -> Option<Planted> {
    let (day, luck) = (start(year, from, 507, 5)?, Chance::of(year.meter.seed, &[508]));
    let minute = whole(luck.between(7.0, 20.0)) * 60;
    #[expect(clippy::cast_precision_loss, reason = "kilowatts")]
    let watts = whole(subscribed as f64 * luck.for_(1).between(1.02, 1.6));
    let step = year.step();
    let long = i64::from(luck.for_(2).happens(0.5)) + 1;
    let on = minute..minute + long * step / 60;
    year.change(day, |minute, joules| if on.contains(&minute.into()) { watts * step } else { joules });
    Some(Planted { day, days: 1 })
}

/// Twenty days of which most have a hole.
pub fn holes(year: &mut Year, from: NaiveDate) -> Option<Planted> {
    let (day, luck) = (start(year, from, 509, 30)?, Chance::of(year.meter.seed, &[510]));
    for (of, number) in day.iter_days().take(20).zip(0..) {
        if luck.for_(number).happens(0.7) {
            let noon = year.zone.bounds(of).start.plus(43_200);
            year.readings.retain(|reading| reading.start < noon || reading.start >= noon.plus(7_200));
        }
    }
    Some(Planted { day, days: 20 })
}

/// A whole day of the stretch, `rest` days before its end at the latest.
fn start(year: &Year, from: NaiveDate, purpose: u64, rest: usize) -> Option<LocalDay> {
    let mut days: Vec<LocalDay> = year.whole_days().into_iter().filter(|day| *day >= from).collect();
    days.truncate(days.len().saturating_sub(rest));
    #[expect(clippy::cast_precision_loss, reason = "days")]
    let place = whole(Chance::of(year.meter.seed, &[purpose]).unit() * days.len() as f64);
    days.get(usize::try_from(place).ok()?).copied()
}

#[expect(clippy::cast_possible_truncation, reason = "watts, days and hours")]
fn whole(value: f64) -> i64 {
    value as i64
}
