//! Energy is neither lost nor made, whatever the windows; days of 23 and 25 hours; what is not known is said.

use super::*;
use crate::domain::{
    series::{Quality, Source},
    tariff::Colour,
    time::{Instant, Interval},
};
use proptest::prelude::*;
use serde_json::json;

const KWH: i64 = 3_600_000;

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

fn reading(start: Instant, step: i64, value: Option<i64>) -> Reading {
    let quality = if value.is_some() { Quality::Raw } else { Quality::Missing };
    Reading { start, step, value, quality, source: Source::Enedis }
}

/// Off-peak from `from` to `to`, 1 € by day and 10 cents by night, from 2020 on; 365 € a year.
fn tariff(from: &str, to: &str) -> Tariff {
    let bands = json!([
        { "name": "off_peak", "price": 100_000, "windows": [{ "hours": { "from": from, "to": to } }] },
        { "name": "peak", "price": 1_000_000 }
    ]);
    version(bands, json!(null))
}

fn version(bands: serde_json::Value, power: serde_json::Value) -> Tariff {
    let subscription = json!({ "price": 365_000_000, "per": "year" });
    let vat = json!({ "energy": 200, "subscription": 55, "power": 0, "injection": 0 });
    let version = json!([{
        "valid_from": "2020-01-01", "bands": bands, "subscription": subscription, "power": power, "injection": 50_000, "vat": vat
    }]);
    serde_json::from_value(version).unwrap()
}

/// What is not given in a test.
#[derive(Default)]
struct World {
    colours: Colours,
    official: BTreeMap<LocalDay, i64>,
    injection: Vec<Reading>,
}

impl World {
    fn cost(&self, tariff: &Tariff, consumption: &[Reading], of: &str) -> DayCost {
        let peaks = Peaks::of(Zone::PARIS, consumption);
        let known = Known {
            zone: Zone::PARIS,
            tariff,
            colours: &self.colours,
            consumption,
            official: &self.official,
            injection: &self.injection,
            peaks: &peaks,
        };
        of_days(&known, day(of), day(of).succ_opt().unwrap()).pop().unwrap()
    }
}

/// kWh by band, in the order of [`Component`].
fn by_band(cost: &DayCost) -> Vec<(BandName, i64)> {
    let lines = cost.lines.iter().flatten();
    let mut bands: Vec<_> = lines
        .filter_map(|line| match &line.component {
            Component::Energy(name) => Some((name.clone(), line.joules)),
            _ => None,
        })
        .collect();
    bands.sort();
    bands
}

fn hourly(of: &str) -> Vec<Reading> {
    let bounds = Zone::PARIS.bounds(day(of));
    (0..bounds.seconds() / 3_600).map(|n| reading(bounds.start.plus(n * 3_600), 3_600, Some(KWH))).collect()
}

#[test]
fn a_half_hour_is_split_at_the_minute() {
    let start = Zone::PARIS.bounds(day("2026-11-21")).start;
    let cost =
        World::default().cost(&tariff("00:10", "06:00"), &[reading(start, 1_800, Some(3_600_001))], "2026-11-21");
    assert_eq!(by_band(&cost), [(BandName::Peak, 1_200_000), (BandName::OffPeak, 2_400_001)]);
    assert_eq!((cost.unknown_seconds, cost.estimated), (86_400 - 1_800, 0));
}

#[test]
fn hours_that_are_skipped_or_shown_twice() {
    let of = |day| by_band(&World::default().cost(&tariff("02:00", "04:00"), &hourly(day), day));
    assert_eq!(of("2026-03-29"), [(BandName::Peak, 22 * KWH), (BandName::OffPeak, KWH)]);
    assert_eq!(of("2026-10-25"), [(BandName::Peak, 22 * KWH), (BandName::OffPeak, 3 * KWH)]);
    let of = |day| by_band(&World::default().cost(&tariff("02:20", "02:40"), &hourly(day), day));
    assert_eq!(of("2026-03-29"), [(BandName::Peak, 23 * KWH)], "the clock never shows it");
    assert_eq!(of("2026-10-25"), [(BandName::Peak, 24 * KWH + KWH / 3), (BandName::OffPeak, 2 * KWH / 3)]);
    let of = |day| by_band(&World::default().cost(&tariff("23:00", "02:30"), &hourly(day), day));
    assert_eq!(of("2026-10-25"), [(BandName::Peak, 21 * KWH), (BandName::OffPeak, 4 * KWH)]);
}

#[test]
fn each_component_has_its_price_and_tax() {
    let injection = vec![reading(Zone::PARIS.bounds(day("2026-11-21")).start, 3_600, Some(2 * KWH))];
    let world = World { injection, ..World::default() };
    let cost = world.cost(&tariff("00:00", "12:00"), &hourly("2026-11-21"), "2026-11-21");
    let cents: Vec<_> =
        cost.lines.iter().flatten().map(|line| (line.net.cents().0, line.tax.cents().0, line.joules / KWH)).collect();
    assert_eq!(cents, [(120, 24, 12), (1_200, 240, 12), (100, 6, 0), (-10, 0, 2)]);
    let days = [cost];
    let twice = [&days[0], &days[0]].map(Clone::clone);
    assert_eq!(total(&twice).gross().cents(), Cents(2 * 1_680 - 1), "5.5 cents of VAT are rounded once, in the total");
    assert_eq!(total(&days).joules, 24 * KWH);
    assert_eq!(by_component(&days)[&Component::Injection].net.cents(), Cents(-10));
    assert_eq!(by_month(&days)[&day("2026-11-01")], total(&days));
}

#[test]
fn capacity_is_paid_on_the_mean_peak() {
    let bands = json!([{ "name": "base", "price": 0 }]);
    let power = json!({ "capacity": { "per_kw_and_year": 36_500_000 } });
    let quarter = [reading(Zone::PARIS.bounds(day("2026-11-21")).start, 900, Some(900 * 10_000))];
    let cost = World::default().cost(&version(bands, power), &quarter, "2026-11-21");
    let power = cost.lines.as_ref().unwrap().iter().find(|line| line.component == Component::Power).unwrap();
    assert_eq!((power.net.cents(), cost.power_uncertain), (Cents(100), true), "10 kW at 36.50 € a year");
}

#[test]
fn what_only_the_sum_of_the_day_tells_goes_to_the_rest() {
    let world = World { official: [(day("2026-11-21"), 30 * KWH)].into(), ..World::default() };
    let contract = tariff("00:00", "06:00");
    let without = world.cost(&contract, &[], "2026-11-21");
    assert_eq!((by_band(&without), without.unknown_seconds), (vec![(BandName::Peak, 30 * KWH)], 0));
    assert_eq!(without.estimated, 30 * KWH);
    let part = world.cost(&contract, &hourly("2026-11-21")[..8], "2026-11-21");
    assert_eq!(by_band(&part), [(BandName::Peak, 24 * KWH), (BandName::OffPeak, 6 * KWH)]);
    assert_eq!((part.estimated, part.unknown_seconds), (22 * KWH, 0));
    let whole = world.cost(&contract, &hourly("2026-11-21"), "2026-11-21");
    assert_eq!((by_band(&whole)[0].1, whole.estimated), (18 * KWH, 0), "a complete curve counts as it is");
}

#[test]
fn silence_no_value_and_no_price_are_told_apart_from_nothing() {
    let start = Zone::PARIS.bounds(day("2026-11-21")).start;
    let contract = tariff("00:00", "06:00");
    let none = World::default().cost(&contract, &[reading(start, 86_400, None)], "2026-11-21");
    assert_eq!((by_band(&none).len(), none.unknown_seconds), (0, 86_400));
    let zero = World::default().cost(&contract, &[reading(start, 86_400, Some(0))], "2026-11-21");
    assert_eq!((by_band(&zero).len(), zero.unknown_seconds), (0, 0));
    let before = World::default().cost(&contract, &hourly("2019-12-31"), "2019-12-31");
    assert_eq!((before.lines, before.unknown_seconds), (None, 0));
}

#[test]
fn a_colour_that_is_not_known_makes_an_estimate() {
    let windows = json!([{ "hours": { "from": "06:00", "to": "22:00" }, "colour": "red" }]);
    let contract = version(
        json!([{ "name": "peak", "price": 1, "windows": windows }, { "name": "base", "price": 1 }]),
        json!(null),
    );
    let cost = |world: &World| world.cost(&contract, &hourly("2026-11-21"), "2026-11-21");
    let unknown = cost(&World::default());
    assert_eq!((by_band(&unknown), unknown.estimated), (vec![(BandName::Base, 24 * KWH)], 16 * KWH));
    let red = World { colours: Colours([(day("2026-11-21"), Colour::Red)].into()), ..World::default() };
    assert_eq!(
        (by_band(&cost(&red)), cost(&red).estimated),
        (vec![(BandName::Base, 8 * KWH), (BandName::Peak, 16 * KWH)], 0)
    );
}

#[test]
fn a_reading_over_midnight_belongs_to_the_day_of_its_start() {
    let evening = Zone::PARIS.bounds(day("2026-11-21")).end.plus(-3_600);
    let over = [reading(evening, 7_200, Some(2 * KWH))];
    let contract = tariff("00:30", "06:00");
    let cost = World::default().cost(&contract, &over, "2026-11-21");
    assert_eq!(by_band(&cost), [(BandName::Peak, 3 * KWH / 2), (BandName::OffPeak, KWH / 2)]);
    assert_eq!((cost.unknown_seconds, cost.estimated), (86_400 - 3_600, 2 * KWH));
    assert!(by_band(&World::default().cost(&contract, &over, "2026-11-22")).is_empty());
}

fn minute() -> impl Strategy<Value = String> {
    (0..24, 0..60).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"))
}

proptest! {
    /// Any window, any step, any year: the bands of a day add up to its readings, to the joule.
    #[test]
    fn bands_add_up(from in minute(), to in minute(), offset in 0_i64..4_000, step in prop::sample::select(vec![300_i64, 600, 900, 1_800, 3_600, 86_400]), value in 0_i64..10_000_000) {
        prop_assume!(from != to);
        let of = day("2020-01-01") + chrono::TimeDelta::days(offset);
        let bounds = Zone::PARIS.bounds(of);
        let count = bounds.seconds() / step;
        let readings: Vec<_> = (0..count).map(|n| reading(bounds.start.plus(n * step), step, Some(value + n))).collect();
        let cost = World::default().cost(&tariff(&from, &to), &readings, &of.to_string());
        let sum: i64 = readings.iter().filter_map(|reading| reading.value).sum();
        prop_assert_eq!(by_band(&cost).iter().map(|(_, joules)| joules).sum::<i64>(), sum);
    }

    /// Segments tile the day, and each minute has the band that its clock says.
    #[test]
    fn segments_say_what_the_clock_says(from in minute(), to in minute(), offset in 0_i64..4_000, brussels: bool) {
        prop_assume!(from != to);
        let zone = if brussels { Zone::BRUSSELS } else { Zone::parse("Atlantic/Azores").unwrap() };
        let contract = tariff(&from, &to);
        let version = &contract.versions()[0];
        // The days around both changes of the clock are tried as often as all others together.
        let of = day(if offset % 4 == 0 { "2026-03-28" } else if offset % 4 == 1 { "2026-10-24" } else { "2020-01-01" });
        let of = of + chrono::TimeDelta::days(if offset % 4 < 2 { offset % 3 } else { offset });
        let bounds = zone.bounds(of);
        let segments = segments::until(zone, version, &Colours::default(), of, bounds.end);
        let mut at = bounds.start;
        for Segment { within: Interval { start, end }, held } in segments {
            prop_assert_eq!(start, at);
            for minute in (start.0..end.0).step_by(60) {
                prop_assert_eq!(version.band_at(zone.wall(Instant(minute)), &Colours::default()), held);
            }
            at = end;
        }
        prop_assert_eq!(at, bounds.end);
    }
}
