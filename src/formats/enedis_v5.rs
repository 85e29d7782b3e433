//! Enedis Data Connect v5 answers, also without their `meter_reading` wrapper as gateways send them.
//!
//! Label convention: END, Paris wall-clock time without offset; days are local dates. Units: W (mean over the interval)
//! for the load curve, Wh for daily values, VA for the daily maximum. Numbers are strings, `null` is no value. Each point
//! has its own step. The answers do not say their direction: they are read as consumption.

use super::{Format, FormatError, LabelConvention, Parsed, ParsedSeries, enedis_2026};
use crate::{
    analytics::{
        labels,
        zone::{Wall, Zone},
    },
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::parse_step,
        units::JOULES_PER_WH,
    },
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde_json::Value;

const ZONE: Zone = Zone::PARIS;
const KIND: SeriesKind = SeriesKind::ElectricityConsumption;

/// What a contract answer is shown with: our name, then the key in `usage_point` or `contracts`.
const CONTRACT_FACTS: [(&str, &str); 8] = [
    ("usage_point", "usage_point_id"),
    ("meter_type", "meter_type"),
    ("segment", "segment"),
    ("subscribed_power", "subscribed_power"),
    ("distribution_tariff", "distribution_tariff"),
    ("offpeak_hours", "offpeak_hours"),
    ("contract_type", "contract_type"),
    ("contract_status", "contract_status"),
];

/// Reads an answer that is parsed as JSON already; `None` when it is no v5 answer.
#[must_use]
pub fn parse(body: &Value) -> Option<Result<Parsed, FormatError>> {
    if let Some(customer) = body.get("customer") {
        return contract(customer).map(Ok);
    }
    let reading = body.get("meter_reading").unwrap_or(body);
    let points = reading.get("interval_reading")?.as_array()?;
    let number = reading.get("usage_point_id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let unit = reading.get("reading_type").and_then(|kind| kind.get("unit")).and_then(Value::as_str)?;
    Some(match unit {
        "W" => curve(points).map(|readings| parsed(Format::EnedisV5Curve, number, readings, Vec::new(), "W")),
        "Wh" => daily(points).map(|days| parsed(Format::EnedisV5Daily, number, Vec::new(), days, "Wh")),
        "VA" => max_power(points, number),
        _ => Err(FormatError::Field { field: "unit", expected: "W, Wh, VA" }),
    })
    .map(|result| if points.is_empty() { Err(FormatError::Empty) } else { result })
}

fn parsed(
    format: Format,
    number: String,
    readings: Vec<Reading>,
    official: Vec<OfficialDay>,
    unit: &'static str,
) -> Parsed {
    let label = if readings.is_empty() { LabelConvention::Start } else { LabelConvention::End };
    let series = ParsedSeries { number, kind: KIND, readings, official, label, native_unit: unit };
    Parsed { format, zone: ZONE, series: vec![series], peaks: None, facts: Vec::new() }
}

fn curve(points: &[Value]) -> Result<Vec<Reading>, FormatError> {
    let mut ends = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let step = text(point, "interval_length")
            .and_then(parse_step)
            .ok_or_else(|| FormatError::point(index, "interval_length", "PT10M, PT15M, PT30M, PT60M"))?;
        ends.push((wall(point, index)?, step));
    }
    let mut readings = Vec::with_capacity(points.len());
    for ((index, point), (end, (_, step))) in
        points.iter().enumerate().zip(labels::resolve(ZONE, &ends).into_iter().zip(&ends))
    {
        let value = value(point, index, *step)?;
        let quality = match (value, text(point, "measure_type")) {
            (None, _) => Quality::Missing,
            (_, Some("E")) => Quality::Estimated,
            (_, Some("C")) => Quality::Corrected,
            _ => Quality::Raw,
        };
        readings.push(Reading { start: end.plus(-step), step: *step, value, quality, source: Source::EnedisFile });
    }
    // Rows may be unsorted, and both spring labels close the same interval: the later row wins.
    readings.reverse();
    readings.sort_by_key(|reading| reading.start);
    readings.dedup_by_key(|reading| reading.start);
    Ok(readings)
}

fn daily(points: &[Value]) -> Result<Vec<OfficialDay>, FormatError> {
    let day = |(index, point): (usize, &Value)| {
        let day = text(point, "date")
            .and_then(|date| NaiveDate::parse_from_str(date.get(..10).unwrap_or(date), "%Y-%m-%d").ok())
            .filter(|day| (1970..2200).contains(&day.year()))
            .ok_or_else(|| FormatError::point(index, "date", "YYYY-MM-DD"))?;
        Ok(OfficialDay { day, value: value(point, index, JOULES_PER_WH)? })
    };
    points.iter().enumerate().map(day).collect()
}

/// Apparent power is no series: its maxima are facts, `4638 VA 2023-04-01T12:06:20+02:00`.
fn max_power(points: &[Value], number: String) -> Result<Parsed, FormatError> {
    let mut facts = vec![("usage_point", number)];
    for (index, point) in points.iter().enumerate() {
        let at = wall(point, index)?;
        if let Some(power) = text(point, "value") {
            let power: u32 = power.parse().map_err(|_| FormatError::point(index, "value", "a whole number of VA"))?;
            let (Wall::Once(instant) | Wall::Twice(instant, _) | Wall::Skipped(instant)) = ZONE.instants(at);
            let offset = ZONE.offset_seconds(instant) / 3_600;
            facts.push(("max_power", format!("{power} VA {}{offset:+03}:00", at.format("%Y-%m-%dT%H:%M:%S"))));
        }
    }
    Ok(Parsed { format: Format::EnedisV5MaxPower, zone: ZONE, series: Vec::new(), peaks: None, facts })
}

fn contract(customer: &Value) -> Option<Parsed> {
    let mut facts = Vec::new();
    for entry in customer.get("usage_points")?.as_array()? {
        let parts = [entry.get("usage_point"), entry.get("contracts")];
        for (name, key) in CONTRACT_FACTS {
            let found = parts.iter().flatten().find_map(|part| text(part, key));
            facts.extend(found.map(|found| (name, found.to_owned())));
        }
    }
    Some(Parsed { format: Format::EnedisV5Contract, zone: ZONE, series: Vec::new(), peaks: None, facts })
}

fn text<'a>(point: &'a Value, key: &str) -> Option<&'a str> {
    point.get(key).and_then(Value::as_str)
}

fn wall(point: &Value, index: usize) -> Result<NaiveDateTime, FormatError> {
    text(point, "date")
        .and_then(labels::parse_wall)
        .ok_or_else(|| FormatError::point(index, "date", "YYYY-MM-DD HH:MM:SS"))
}

/// The value times `scale`, `None` for `null`.
fn value(point: &Value, index: usize, scale: i64) -> Result<Option<i64>, FormatError> {
    let read = enedis_2026::number(point.get("value").unwrap_or(&Value::Null), scale);
    match read {
        Ok(value) if value.is_none_or(|value| KIND.accepts(value)) => Ok(value),
        _ => Err(FormatError::point(index, "value", "a number that is not negative")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body(unit: &str, points: Value) -> Value {
        json!({ "usage_point_id": "09775542606818", "reading_type": { "unit": unit }, "interval_reading": points })
    }

    fn point(value: Value, date: &str, step: &str) -> Value {
        json!({ "value": value, "date": date, "interval_length": step, "measure_type": "B" })
    }

    #[test]
    fn labels_are_ends_and_values_are_mean_watts() {
        let points = json!([
            point(json!("600"), "2026-03-01 00:30:00", "PT30M"),
            point(json!(null), "2026-03-01 00:40:00", "PT10M")
        ]);
        for wrapped in [body("W", points.clone()), json!({ "meter_reading": body("W", points) })] {
            let parsed = parse(&wrapped).unwrap().unwrap();
            assert_eq!((parsed.format, parsed.series[0].label), (Format::EnedisV5Curve, LabelConvention::End));
            let [first, second] = parsed.series[0].readings[..] else { panic!("two points") };
            assert_eq!(first.start.to_rfc3339(), "2026-02-28T23:00:00Z");
            assert_eq!((first.value, first.step, first.quality), (Some(600 * 1_800), 1_800, Quality::Raw));
            assert_eq!((second.value, second.step, second.quality), (None, 600, Quality::Missing));
        }
    }

    #[test]
    fn unsorted_rows_are_sorted_and_the_later_of_two_wins() {
        let points = json!([
            point(json!("3"), "2026-03-01 01:30:00", "PT30M"),
            point(json!("1"), "2026-03-01 00:30:00", "PT30M"),
            point(json!("2"), "2026-03-01 01:30:00", "PT30M"),
        ]);
        let readings = parse(&body("W", points)).unwrap().unwrap().series.remove(0).readings;
        assert_eq!(readings.iter().map(|reading| reading.value).collect::<Vec<_>>(), [Some(1_800), Some(3_600)]);
    }

    #[test]
    fn days_and_maxima() {
        let days =
            body("Wh", json!([{ "value": "11776", "date": "2023-04-01" }, { "value": null, "date": "2023-04-02" }]));
        let official = parse(&days).unwrap().unwrap().series.remove(0).official;
        assert_eq!((official[0].value, official[1].value), (Some(11_776 * 3_600), None));
        let maxima = body("VA", json!([{ "value": "4638", "date": "2023-04-01 12:06:20" }]));
        let facts = parse(&maxima).unwrap().unwrap().facts;
        assert_eq!(facts[1], ("max_power", "4638 VA 2023-04-01T12:06:20+02:00".to_owned()));
    }

    #[test]
    fn a_contract_is_told_by_its_facts() {
        let answer = json!({ "customer": { "customer_id": "1", "usage_points": [{
            "usage_point": { "usage_point_id": "09775542606818", "meter_type": "AMM" },
            "contracts": { "segment": "C5", "subscribed_power": "9 kVA" } }] } });
        let parsed = parse(&answer).unwrap().unwrap();
        assert_eq!(parsed.format, Format::EnedisV5Contract);
        assert!(parsed.facts.contains(&("subscribed_power", "9 kVA".to_owned())));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let bad = |points| parse(&body("W", points)).unwrap().unwrap_err();
        let good = point(json!("1"), "2026-03-01 00:30:00", "PT30M");
        assert_eq!(
            bad(json!([good, point(json!("x"), "2026-03-01 01:00:00", "PT30M")])),
            FormatError::Row { row: 2, column: "value".into(), expected: "a number that is not negative" }
        );
        assert!(matches!(bad(json!([point(json!("1"), "+262142-01-01 00:00:00", "PT30M")])), FormatError::Row { .. }));
        assert!(matches!(bad(json!([point(json!("1"), "2026-03-01 00:30:00", "P1D")])), FormatError::Row { .. }));
        assert_eq!(bad(json!([])), FormatError::Empty);
        assert!(parse(&json!({ "error": "x" })).is_none());
    }
}
