//! Energy and mandates of Fluvius.

use super::{
    mandate::{DataService, MandateState, Renewal},
    *,
};
use crate::domain::time::LocalDay;
use proptest::prelude::*;
use serde_json::json;

fn interval(start: &str, end: &str, measurements: Value) -> Value {
    json!({ "start": start, "end": end, "measurements": measurements })
}

fn total(direction: &str, value: Value, unit: &str, state: &str) -> Value {
    json!({ direction: { "total": { "value": value, "unit": unit, "validationState": state } } })
}

fn answer(kind: &str, lists: Value) -> Value {
    let mut point = json!({ "$type": "metering-on-headpoint", "ean": "541448960000000124", "energyType": kind });
    point.as_object_mut().unwrap().extend(lists.as_object().unwrap().clone());
    json!({ "data": { "headpoint": point }, "_meta": { "fetchTime": "2026-11-20T09:37:08Z" } })
}

const QUARTER: [&str; 2] = ["2026-11-01T00:00:00Z", "2026-11-01T00:15:00Z"];

fn quarters(measurements: Value) -> Result<Parsed, FormatError> {
    energy(&answer("E", json!({ "quarterHourlyEnergy": [interval(QUARTER[0], QUARTER[1], measurements)] })))
}

#[test]
fn kilowatt_hours_between_two_instants() {
    let parsed = quarters(json!([
        { "offtake": { "total": { "value": 0.009, "unit": "kWh", "validationState": "EST" } },
          "injection": { "day": { "value": 0.001, "unit": "kWh", "validationState": "VAL" },
                         "night": { "value": "0.002", "unit": "kWh", "validationState": "READ" },
                         "reactive": { "value": 5, "unit": "KVArh", "validationState": "READ" } } }
    ]))
    .unwrap();
    assert_eq!((parsed.format, parsed.series[0].number.as_str()), (Format::FluviusEnergy, "541448960000000124"));
    assert_eq!((parsed.series[0].label, parsed.series[0].native_unit), (LabelConvention::Both, "kWh"));
    let (offtake, injection) = (parsed.series[0].readings[0], parsed.series[1].readings[0]);
    assert_eq!((offtake.start.to_rfc3339().as_str(), offtake.step), (QUARTER[0], 900));
    assert_eq!((offtake.value, offtake.quality), (Some(9 * 3_600), Quality::Estimated));
    assert_eq!((injection.value, injection.quality), (Some(3 * 3_600), Quality::Raw), "as sure as the less sure part");
    assert_eq!(injection.source, Source::FluviusApi);
}

#[test]
fn every_state_has_its_quality_and_null_is_not_zero() {
    let of = |value: Value, state: &str| {
        let reading = quarters(json!([total("offtake", value, "kWh", state)])).unwrap().series[0].readings[0];
        (reading.value, reading.quality)
    };
    assert_eq!(of(json!(0), "READ"), (Some(0), Quality::Raw));
    assert_eq!(of(json!(0.0), "EST"), (Some(0), Quality::Estimated));
    assert_eq!(of(json!(1e-5), "VAL"), (Some(36), Quality::Validated));
    assert_eq!(of(json!(1.5), "NVAL"), (Some(5_400_000), Quality::Raw));
    assert_eq!(of(json!(null), "NVAL"), (None, Quality::Missing));
    assert_eq!(quarters(json!([])), Err(FormatError::Empty), "an interval without measure is absent");
    for bad in [json!(-0.1), json!("x"), json!("NaN"), json!(1e300), json!([])] {
        assert!(matches!(
            quarters(json!([total("offtake", bad, "kWh", "READ")])),
            Err(FormatError::Row { row: 1, .. })
        ));
    }
}

#[test]
fn a_headpoint_counts_before_its_meters_and_meters_are_added() {
    let meter = |value: f64| {
        let measured = json!([total("offtake", json!(value), "kWh", "READ")]);
        json!({ "seqNumber": "1", "meterID": "1SAG", "quarterHourlyEnergy": [interval(QUARTER[0], QUARTER[1], measured)] })
    };
    let meters = json!([meter(0.009), meter(0.001)]);
    let read = |lists| energy(&answer("E", lists)).unwrap().series[0].readings[0].value;
    assert_eq!(read(json!({ "physicalMeters": meters.clone() })), Some(10 * 3_600));
    let own = json!([interval(QUARTER[0], QUARTER[1], json!([total("offtake", json!(0.02), "kWh", "READ")]))]);
    let sub = json!([{ "$type": "submetering-production", "quarterHourlyEnergy": own.clone() }]);
    let both = json!({ "quarterHourlyEnergy": own, "physicalMeters": meters, "subHeadpoints": sub });
    assert_eq!(read(both), Some(20 * 3_600));
}

#[test]
fn gas_is_a_volume() {
    let measured = json!([total("offtake", json!(0.008), "m3", "EST"), total("offtake", json!(0.093), "kWh", "EST")]);
    let hour = json!([interval("2026-11-01T00:00:00Z", "2026-11-01T01:00:00Z", measured)]);
    let parsed = energy(&answer("G", json!({ "physicalMeters": [{ "hourlyEnergy": hour }] }))).unwrap();
    let series = &parsed.series[0];
    assert_eq!((series.kind, series.native_unit), (SeriesKind::GasConsumption, "m3"));
    assert_eq!((series.readings[0].value, series.readings[0].step), (Some(8), 3_600));
}

#[test]
fn days_are_local_whatever_their_bounds() {
    let day = |start: &str, end: &str, value: f64| {
        interval(start, end, json!([total("offtake", json!(value), "kWh", "VAL")]))
    };
    let days = json!([
        day("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25.0),
        day("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23.0),
        day("2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z", 24.0)
    ]);
    let official = energy(&answer("E", json!({ "dailyEnergy": days }))).unwrap().series.remove(0).official;
    let of =
        |month, day| official.iter().find(|of| Some(of.day) == LocalDay::from_ymd_opt(2026, month, day)).unwrap().value;
    assert_eq!((of(10, 25), of(3, 29), of(11, 18)), (Some(90_000_000), Some(82_800_000), Some(86_400_000)));
}

#[test]
fn both_clock_changes_are_instants() {
    let quarter = |start: &str, end: &str| interval(start, end, json!([total("offtake", json!(1), "kWh", "READ")]));
    let list = json!([
        quarter("2026-10-25T02:45:00+02:00", "2026-10-25T02:00:00+01:00"),
        quarter("2026-10-25T02:45:00+01:00", "2026-10-25T03:00:00+01:00"),
        quarter("2026-03-29T00:45:00Z", "2026-03-29T01:00:00Z")
    ]);
    let readings = energy(&answer("E", json!({ "quarterHourlyEnergy": list }))).unwrap().series.remove(0).readings;
    let starts: Vec<String> = readings.iter().map(|reading| reading.start.to_rfc3339()).collect();
    assert_eq!(starts, ["2026-03-29T00:45:00Z", "2026-10-25T00:45:00Z", "2026-10-25T01:45:00Z"]);
}

#[test]
fn mandates() {
    let body = json!({ "data": { "fetchTime": "2026-11-20T09:37:08Z", "mandates": [
        { "referenceNumber": "r1", "status": "Approved", "eanNumber": "541448960000000124", "energyType": "E",
          "dataPeriodFrom": "2023-11-20T00:00:00Z", "dataPeriodTo": "2027-11-20T00:00:00Z",
          "dataServiceType": "VH_kwartier_uur", "mandateExpirationDate": "2027-11-20T00:00:00Z", "renewalStatus": "ToBeRenewed" },
        { "referenceNumber": "r1", "status": "Requested", "energyType": "G" }, { "status": "Other" } ] } });
    let mandates = mandate::read(&body).unwrap();
    let first = &mandates[0];
    assert_eq!((&first.state, &first.service), (&MandateState::Approved, &Some(DataService::QuarterHours)));
    assert_eq!((first.gas, &first.renewal), (Some(false), &Some(Renewal::ToBeRenewed)));
    assert_eq!(first.expires.unwrap().to_rfc3339(), "2027-11-20T00:00:00Z");
    assert_eq!((&mandates[1].state, mandates[1].gas, &mandates[1].ean), (&MandateState::Requested, Some(true), &None));
    assert_eq!(mandates[2].state, MandateState::Other("Other".to_owned()));
    assert_eq!(mandate::read(&json!({ "data": { "mandates": [] } })), Ok(Vec::new()));
    assert!(
        mandate::read(&json!({ "data": null })).is_err()
            && mandate::read(&json!({ "data": { "mandates": [{}] } })).is_err()
    );
}

proptest! {
    #[test]
    fn nothing_panics(start in ".{0,22}", end in "2026-1[0-9]-[0-3][0-9]T00:00:00Z", value in any::<f64>(), unit in "kWh|m3|.{0,3}", kind in "E|G|.?") {
        let list = json!([interval(&start, &end, json!([total("offtake", json!(value), &unit, &start)]))]);
        let body = answer(&kind, json!({ "quarterHourlyEnergy": list, "dailyEnergy": list }));
        prop_assert_eq!(energy(&body), energy(&body));
        let _ = mandate::read(&body);
    }
}
