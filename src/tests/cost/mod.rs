//! Costs against an independent calculation (`independent.py`): to the cent, to the watt-hour, to the second.

mod over_http;
pub mod year;

pub use over_http::any_tariff;

use serde_json::{Map, Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};
use syndiwatt::{
    analytics::{
        cost::{self, Amount, Component, DayCost, Known, Peaks, apportion},
        zone::Zone,
    },
    domain::{reading::Reading, tariff::Tariff, units::Joules},
};
use year::{Year, day, year};

const ODD_MINUTES: &str = include_str!("tariffs/odd_minutes.json");

fn days(tariff: &Tariff, year: &Year) -> Vec<DayCost> {
    let known = Known {
        zone: year.zone,
        tariff,
        colours: &year.colours,
        consumption: &year.consumption,
        official: &year.official,
        injection: &year.injection,
        peaks: &Peaks::of(year.zone, &year.consumption),
    };
    cost::of_days(&known, year.first, year.end)
}

fn key(component: &Component) -> String {
    match component {
        Component::Energy(name) => serde_json::to_string(name).unwrap(),
        Component::Subscription => "subscription".to_owned(),
        Component::Power => "power".to_owned(),
        Component::Injection => "injection".to_owned(),
    }
}

/// Our figures, in the form that the other calculation writes.
fn ours(days: &[DayCost]) -> Value {
    let of_day = |day: &DayCost| {
        let gross = cost::total(std::slice::from_ref(day)).gross().cents();
        let figures = json!({ "gross": gross, "unknown_seconds": day.unknown_seconds, "estimated": day.estimated });
        (day.day.to_string(), figures)
    };
    let months = cost::by_month(days);
    let exact: Vec<Amount> = months.values().map(|sum| sum.gross()).collect();
    let months = months.keys().map(|first| first.format("%Y-%m").to_string()).zip(apportion(&exact));
    let sums = cost::by_component(days).into_iter().filter(|(_, sum)| (sum.joules, sum.net) != (0, Amount::ZERO));
    let components = sums.map(|(component, sum)| {
        let figures = json!({ "wh": Joules(sum.joules).wh(), "net": sum.net.cents(), "gross": sum.gross().cents() });
        (key(&component), figures)
    });
    json!({
        "days": days.iter().map(of_day).collect::<Map<_, _>>(),
        "months": months.map(|(month, cents)| (month, json!(cents))).collect::<Map<_, _>>(),
        "components": components.collect::<Map<_, _>>(),
        "total": cost::total(days).gross().cents(),
    })
}

/// Theirs, by a program that shares no line with ours.
fn theirs(tariff: &str, year: &Year) -> Value {
    let rows =
        |readings: &[Reading]| readings.iter().map(|of| json!([of.start.0, of.step, of.value])).collect::<Vec<_>>();
    let known = json!({
        "zone": year.zone.name(),
        "first": year.first,
        "end": year.end,
        "tariff": serde_json::from_str::<Value>(tariff).unwrap(),
        "colours": year.colours,
        "official": year.official,
        "consumption": rows(&year.consumption),
        "injection": rows(&year.injection),
    });
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/cost/independent.py");
    let started = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut python = started.expect("this test needs python3, 3.9 or newer");
    let mut input = python.stdin.take().unwrap();
    input.write_all(known.to_string().as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "it says above why");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn agree(tariff: &str, year: &Year) -> Value {
    let ours = ours(&days(&serde_json::from_str(tariff).unwrap(), year));
    let theirs = theirs(tariff, year);
    for part in ["days", "months", "components"] {
        let (ours, theirs) = (ours[part].as_object().unwrap(), theirs[part].as_object().unwrap());
        assert_eq!(ours.len(), theirs.len(), "{part}");
        for (name, figures) in ours {
            assert_eq!(Some(figures), theirs.get(name), "{name}: ours, theirs");
        }
    }
    assert_eq!(ours["total"], theirs["total"]);
    let months = ours["months"].as_object().unwrap().values();
    assert_eq!(months.map(|cents| cents.as_i64().unwrap()).sum::<i64>(), ours["total"].as_i64().unwrap());
    ours
}

#[test]
fn off_peak_hours_of_odd_minutes_and_a_correction() {
    let before = agree(ODD_MINUTES, &year(Zone::PARIS));
    let after = agree(ODD_MINUTES, &year(Zone::PARIS).corrected());
    assert!(after["months"]["2025-10"].as_i64() < before["months"]["2025-10"].as_i64());
    assert_eq!(after["days"]["2025-10-19"], before["days"]["2025-10-19"]);
    assert_eq!(after["days"]["2025-10-27"], before["days"]["2025-10-27"]);
}

#[test]
fn a_corrected_price_changes_the_past() {
    let cheaper = ODD_MINUTES.replacen("135100", "35100", 1);
    assert_ne!(cheaper, ODD_MINUTES);
    let (before, after) = (agree(ODD_MINUTES, &year(Zone::PARIS)), agree(&cheaper, &year(Zone::PARIS)));
    assert!(after["months"]["2025-09"].as_i64() < before["months"]["2025-09"].as_i64());
    assert_eq!(after["days"]["2025-07-31"], before["days"]["2025-07-31"]);
}

#[test]
fn tempo_with_days_of_unknown_colour() {
    agree(include_str!("tariffs/tempo.json"), &year(Zone::PARIS));
}

#[test]
fn day_and_night_with_the_capacity_of_flanders() {
    agree(include_str!("tariffs/flanders.json"), &year(Zone::BRUSSELS));
}

#[test]
fn the_windows_of_wallonia() {
    agree(include_str!("tariffs/wallonia.json"), &year(Zone::BRUSSELS));
}

#[test]
fn seasons() {
    agree(include_str!("tariffs/seasons.json"), &year(Zone::PARIS));
}

#[test]
fn the_year_is_as_hard_as_it_says() {
    let days = days(&serde_json::from_str(ODD_MINUTES).unwrap(), &year(Zone::PARIS));
    let count = |is: fn(&DayCost) -> bool| days.iter().filter(|day| is(day)).count();
    assert!(count(|day| day.unknown_seconds >= 82_800) > 2, "silent days");
    assert!(count(|day| day.unknown_seconds > 0 && day.unknown_seconds < 82_800) > 10, "days with holes");
    assert!(count(|day| day.estimated > 0) > 10, "days of which a part is a sum only");
    let lengths = ["2025-03-30", "2025-10-26", "2026-03-29"].map(|of| Zone::PARIS.bounds(day(of)).seconds() / 3_600);
    assert_eq!(lengths, [23, 25, 23]);
}
