//! A year of readings that has everything a real one has: both changes of the clock, steps that change, silence, "no
//! value", days of which only the sum is known, and a correction.

use std::collections::BTreeMap;
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        reading::Reading,
        series::{Quality, Source},
        tariff::{Colour, Colours},
        time::{Instant, LocalDay},
    },
};

/// What was received.
#[derive(Clone)]
pub struct Year {
    pub zone: Zone,
    pub first: LocalDay,
    pub end: LocalDay,
    pub consumption: Vec<Reading>,
    pub injection: Vec<Reading>,
    pub official: BTreeMap<LocalDay, i64>,
    pub colours: Colours,
}

pub fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

/// The same numbers every time (a linear congruential generator, its upper bits).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % end).unwrap()
    }
}

fn reading(start: Instant, step: i64, value: Option<i64>) -> Reading {
    let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
    Reading { start, step, value, quality, source: Source::Enedis }
}

/// Thirteen months, so that March's change of the clock is in it twice.
pub fn year(zone: Zone) -> Year {
    let mut numbers = Numbers(2_026);
    let (first, end) = (day("2025-03-01"), day("2026-04-01"));
    let mut year = Year {
        zone,
        first,
        end,
        consumption: Vec::new(),
        injection: Vec::new(),
        official: BTreeMap::new(),
        colours: Colours::default(),
    };
    for today in first.iter_days().take_while(|day| *day < end) {
        // A colour that nobody knows, now and then; the evening before the first day counts too.
        let colour = [Colour::Blue, Colour::Blue, Colour::White, Colour::Red][numbers.below(4) as usize];
        if numbers.below(40) != 0 {
            year.colours.0.insert(today, colour);
        }
        let kind = numbers.below(30);
        let sum = year.add_day(today, &mut numbers, kind);
        // Of every other day the operator says the sum, which may be more than the readings tell.
        if kind % 2 == 0 {
            year.official.insert(today, sum + if kind < 6 { numbers.below(20_000) * 3_600 } else { 0 });
        }
    }
    year
}

impl Year {
    /// The day's energy in joules. `kind` 0 and 1: silence; 2 and 3: one value for the whole day; 4 to 9: holes.
    fn add_day(&mut self, today: LocalDay, numbers: &mut Numbers, kind: i64) -> i64 {
        let bounds = self.zone.bounds(today);
        let step = match kind {
            2 | 3 => bounds.seconds(),
            _ if today < day("2025-05-01") => 3_600,
            _ if today < day("2025-07-01") => 1_800,
            _ if today < day("2025-08-01") => 300,
            _ => 900,
        };
        let mut sum = 0;
        for start in (bounds.start.0..bounds.end.0).step_by(usize::try_from(step).unwrap()).map(Instant) {
            if kind < 2 || ((4..10).contains(&kind) && numbers.below(5) == 0) {
                continue;
            }
            let spike = if numbers.below(2_000) == 0 { 14_000 } else { 0 };
            let value = (numbers.below(3_000) + spike) * step + numbers.below(60);
            let nothing = kind == 4 && numbers.below(3) == 0;
            self.consumption.push(reading(start, step, (!nothing).then_some(value)));
            sum += if nothing { 0 } else { value };
            if numbers.below(4) == 0 {
                self.injection.push(reading(start, step, Some(numbers.below(800) * step)));
            }
        }
        sum
    }

    /// The operator corrects a week in which the clock changes.
    pub fn corrected(mut self) -> Self {
        let week = self.zone.span(day("2025-10-20"), day("2025-10-27"));
        for reading in self.consumption.iter_mut().filter(|reading| week.contains(reading.start)) {
            *reading =
                Reading { value: reading.value.map(|value| value / 3 + 7), quality: Quality::Corrected, ..*reading };
        }
        self.official.retain(|day, _| !week.contains(self.zone.bounds(*day).start));
        self
    }
}
