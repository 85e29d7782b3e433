//! Known days cost what they cost; days to come the mean price, their standing charges, and injection as lately.

use super::*;
use crate::{
    analytics::{
        cost::{Cents, Known, Peaks, of_days},
        forecast::{Asked, forecast},
        zone::Zone,
    },
    domain::{
        reading::Reading,
        series::{Quality, Source},
        tariff::{Colours, Tariff},
    },
};
use serde_json::json;

const KWH: i64 = 3_600_000;

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

/// 20 cents a kWh from 1 January on, 10 cents in the night, 365 € a year, 5 cents for injection; 20 % VAT on energy.
fn tariff() -> Tariff {
    let version = json!([{
        "valid_from": "2026-01-01",
        "bands": [
            { "name": "off_peak", "price": 100_000, "windows": [{ "hours": { "from": "00:00", "to": "06:00" } }] },
            { "name": "peak", "price": 200_000 }
        ],
        "subscription": { "price": 365_000_000, "per": "year" },
        "power": null,
        "injection": 50_000,
        "vat": { "energy": 200, "subscription": 0, "power": 0, "injection": 0 }
    }]);
    serde_json::from_value(version).unwrap()
}

/// Four readings of 6 hours a day, the same every day.
fn readings(first: &str, days: usize, joules: i64) -> Vec<Reading> {
    let reading =
        |start, step| Reading { start, step, value: Some(joules), quality: Quality::Raw, source: Source::Enedis };
    let of_day = |day| {
        let bounds = Zone::PARIS.bounds(day);
        let step = bounds.seconds() / 4;
        (0..4).map(move |number| reading(bounds.start.plus(number * step), step))
    };
    day(first).iter_days().take(days).flat_map(of_day).collect()
}

fn costs(tariff: &Tariff, consumption: &[Reading], injection: &[Reading], first: &str) -> Vec<DayCost> {
    let (colours, official, peaks) = (Colours::default(), BTreeMap::new(), Peaks::of(Zone::PARIS, &[]));
    let known = Known {
        zone: Zone::PARIS,
        tariff,
        colours: &colours,
        consumption,
        official: &official,
        injection,
        peaks: &peaks,
    };
    of_days(&known, day(first), day("2026-12-01"))
}

/// 24 kWh a day, known until 20 November.
fn november() -> Forecast {
    let history: Vec<_> = day("2026-08-01").iter_days().take(112).map(|day| (day, Joules(24 * KWH))).collect();
    let none = |_| false;
    let (first, today, end) = (day("2026-11-01"), day("2026-11-21"), day("2026-12-01"));
    forecast(&Asked { history: &history, first, today, end, holiday: &none }).unwrap()
}

#[test]
fn the_rest_costs_what_the_last_days_cost() {
    let forecast = november();
    let costs = costs(&tariff(), &readings("2026-10-20", 32, 6 * KWH), &[], "2026-10-20");
    let bill = bill(&forecast, &costs).unwrap();
    // 6 kWh at 10 cents and 18 at 20, with VAT 5.04 € a day, and 1 € of subscription.
    assert_eq!(bill.known.gross().cents(), Cents(20 * 604));
    assert_eq!(bill.known.joules, 20 * 24 * KWH);
    let off = (bill.expected.gross().cents().0 - 30 * 604).abs();
    assert!(off < 60, "{off} cents");
    assert_eq!(bill.expected.joules, forecast.expected.0);
    assert_eq!((bill.low.joules, bill.high.joules), (forecast.low.0, forecast.high.0));
    assert!(bill.low.gross() < bill.expected.gross() && bill.expected.gross() < bill.high.gross());
}

#[test]
fn injection_goes_on() {
    let (consumption, injection) = (readings("2026-10-20", 32, 6 * KWH), readings("2026-10-20", 32, KWH));
    let with = bill(&november(), &costs(&tariff(), &consumption, &injection, "2026-10-20")).unwrap();
    let without = bill(&november(), &costs(&tariff(), &consumption, &[], "2026-10-20")).unwrap();
    let less = without.expected.gross() + -with.expected.gross();
    assert_eq!(less.cents(), Cents(30 * 20), "4 kWh at 5 cents, on the 30 days");
}

#[test]
fn reasons_why_there_is_none() {
    let forecast = november();
    assert_eq!(bill(&forecast, &[]), Err(NoBill::NoPrice { day: day("2026-11-01") }));
    let nothing = costs(&tariff(), &[], &[], "2026-10-20");
    assert_eq!(bill(&forecast, &nothing), Err(NoBill::NothingPriced));
}

#[test]
fn a_month_that_is_over_costs_what_is_known() {
    let history: Vec<_> = day("2026-11-01").iter_days().take(30).map(|day| (day, Joules(24 * KWH))).collect();
    let none = |_| false;
    let asked = Asked {
        history: &history,
        first: day("2026-11-01"),
        today: day("2026-12-05"),
        end: day("2026-12-01"),
        holiday: &none,
    };
    let costs = costs(&tariff(), &readings("2026-11-01", 30, 6 * KWH), &[], "2026-11-01");
    let bill = bill(&forecast(&asked).unwrap(), &costs).unwrap();
    assert_eq!((bill.expected, bill.expected.gross().cents()), (bill.known, Cents(30 * 604)));
}
