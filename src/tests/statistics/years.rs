//! Two meters of one building over thirteen months, one of them corrected afterwards, the other one heating; and a
//! thermometer.

use crate::{
    cost::year::{Year, day, year},
    support::{Meter, TestApp, receive},
};
use serde_json::{Map, Value, json};
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::{Instant, LocalDay},
    },
    services::ingest::Batch,
};

const CONSUMPTION: SeriesKind = SeriesKind::ElectricityConsumption;

/// What is stored, as it was received.
pub struct Years {
    /// IANA name.
    pub zone: String,
    /// By identifier: readings and official days.
    pub meters: Map<String, Value>,
    /// Readings of the thermometer, in thousandths of a degree.
    pub temperatures: Vec<Value>,
}

/// Stores the meters in the building of the test.
pub async fn years(test: &TestApp) -> Years {
    let hard = year(Zone::PARIS);
    let corrected = hard.clone().corrected();
    let official: Vec<OfficialDay> =
        hard.official.iter().map(|(day, value)| OfficialDay { day: *day, value: Some(*value) }).collect();
    let first = test.meter(Meter::default()).await;
    for readings in [&hard.consumption, &corrected.consumption] {
        let batch = Batch { readings: readings.clone(), official: official.clone() };
        receive(&test.app, &test.building, (first.id, CONSUMPTION), &batch).await;
    }
    let second = test.meter(Meter::default().number("09775542606819")).await;
    let even = even(&hard);
    receive(&test.app, &test.building, (second.id, CONSUMPTION), &alone(&even)).await;
    let temperatures = temperatures(&hard);
    receive(&test.app, &test.building, (second.id, SeriesKind::Temperature), &alone(&temperatures)).await;
    let meters = [
        (first.id.to_string(), json!({ "readings": rows(&corrected.consumption), "official": hard.official })),
        (second.id.to_string(), json!({ "readings": rows(&even), "official": {} })),
    ];
    Years { zone: hard.zone.name().to_owned(), meters: meters.into_iter().collect(), temperatures: rows(&temperatures) }
}

/// Half-hours, in September hours, from June on; now and then a hole.
fn even(hard: &Year) -> Vec<Reading> {
    let span = hard.zone.span(day("2025-06-10"), hard.end);
    let autumn = hard.zone.span(day("2025-09-01"), day("2025-10-01"));
    let mut readings = Vec::new();
    let mut start = span.start;
    while start < span.end {
        let step = if autumn.contains(start) { 3_600 } else { 1_800 };
        let place = start.0 / 1_800;
        if place % 997 >= 3 {
            let cold = (18_000 - mean(hard.zone.day(start))).max(0);
            let value = (200 + place % 48 * 37 + place % 7 * 150 + cold / 4) * step + place % 59;
            readings.push(Reading { start, step, value: Some(value), quality: Quality::Raw, source: Source::Enedis });
        }
        start = Instant(start.0 + step);
    }
    readings
}

fn alone(readings: &[Reading]) -> Batch {
    Batch { readings: readings.to_vec(), official: Vec::new() }
}

/// About the mean of a day, in thousandths of a degree: from 2 °C in January to 20 °C in July, and weather.
fn mean(of: LocalDay) -> i64 {
    let since = (of - day("2025-01-15")).num_days();
    let (season, weather) = (since.rem_euclid(365), since * 7_919 % 5_000 - 2_500);
    2_000 + season.min(365 - season) * 100 + weather
}

/// Every hour, but a day without any and one with a hole.
fn temperatures(hard: &Year) -> Vec<Reading> {
    let span = hard.zone.span(hard.first, hard.end);
    let silent = [hard.zone.bounds(day("2025-11-05")), hard.zone.bounds(day("2026-02-09"))];
    let starts = (span.start.0..span.end.0).step_by(3_600).map(Instant);
    let known = starts.filter(|at| !silent[0].contains(*at) && silent[1].start != *at);
    let reading = |start: Instant| Reading {
        start,
        step: 3_600,
        value: Some(mean(hard.zone.day(start)) + start.0 / 3_600 % 24 * 200 - 2_300),
        quality: Quality::Raw,
        source: Source::Enedis,
    };
    known.map(reading).collect()
}

fn rows(readings: &[Reading]) -> Vec<Value> {
    readings.iter().map(|of| json!([of.start.0, of.step, of.value])).collect()
}
