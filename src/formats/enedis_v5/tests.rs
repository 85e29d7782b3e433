//! Answers of Data Connect v5.

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
        let parsed = parse(&wrapped, How::default()).unwrap().unwrap();
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
    let readings = parse(&body("W", points), How::default()).unwrap().unwrap().series.remove(0).readings;
    assert_eq!(readings.iter().map(|reading| reading.value).collect::<Vec<_>>(), [Some(1_800), Some(3_600)]);
}

#[test]
fn days_and_maxima() {
    let days = body("Wh", json!([{ "value": "11776", "date": "2023-04-01" }, { "value": null, "date": "2023-04-02" }]));
    let official = parse(&days, How::default()).unwrap().unwrap().series.remove(0).official;
    assert_eq!((official[0].value, official[1].value), (Some(11_776 * 3_600), None));
    let maxima = body("VA", json!([{ "value": "4638", "date": "2023-04-01 12:06:20" }]));
    let facts = parse(&maxima, How::default()).unwrap().unwrap().facts;
    assert_eq!(facts[1], ("max_power", "4638 VA 2023-04-01T12:06:20+02:00".to_owned()));
}

#[test]
fn a_contract_is_told_by_its_facts() {
    let answer = json!({ "customer": { "customer_id": "1", "usage_points": [{
        "usage_point": { "usage_point_id": "09775542606818", "meter_type": "AMM" },
        "contracts": { "segment": "C5", "subscribed_power": "9 kVA" } }] } });
    let contracts = contracts(&answer).unwrap();
    assert!(contracts[0].facts().contains(&("subscribed_power", "9 kVA".to_owned())));
}

#[test]
fn what_cannot_be_read_is_named() {
    let bad = |points| parse(&body("W", points), How::default()).unwrap().unwrap_err();
    let good = point(json!("1"), "2026-03-01 00:30:00", "PT30M");
    assert_eq!(
        bad(json!([good, point(json!("x"), "2026-03-01 01:00:00", "PT30M")])),
        FormatError::Row { row: 2, column: "value".into(), expected: "a number that is not negative" }
    );
    assert!(matches!(bad(json!([point(json!("1"), "+262142-01-01 00:00:00", "PT30M")])), FormatError::Row { .. }));
    assert!(matches!(bad(json!([point(json!("1"), "2026-03-01 00:30:00", "P1D")])), FormatError::Row { .. }));
    assert_eq!(bad(json!([])), FormatError::Empty);
    assert!(parse(&json!({ "error": "x" }), How::default()).is_none());
}

#[test]
fn a_contract_is_typed() {
    let answer = json!({ "customer": { "customer_id": "SECRET", "usage_points": [{
        "usage_point": { "usage_point_id": "09775542606818", "usage_point_status": "com", "meter_type": "AMM" },
        "contracts": { "segment": "C5", "subscribed_power": "9 kVA", "last_activation_date": "2019-08-27+02:00",
            "distribution_tariff": "BTINFMU4", "offpeak_hours": "HC (1H30-8H00;12H30-14H00)", "contract_status": "SERVC",
            "last_distribution_tariff_change_date": "2024-05-11+02:00" } }] } });
    let contract = contracts(&answer).unwrap().remove(0);
    assert_eq!(contract.power, Some(SubscribedPower::VoltAmperes(9_000)));
    assert_eq!(contract.activated.unwrap().to_string(), "2019-08-27");
    assert_eq!((contract.offpeak.len(), contract.direction()), (2, Some(SeriesKind::ElectricityConsumption)));
    assert!(!format!("{contract:?}").contains("SECRET"));
    let address = json!({ "customer": { "usage_points": [{ "usage_point": { "usage_point_id": "1",
        "usage_point_addresses": { "street": "2 bis rue du capitaine Flam", "postal_code": "32400", "city": "MAULICHERES" } } }] } });
    assert_eq!(addresses(&address).unwrap()[0].town.as_deref(), Some("32400 MAULICHERES"));
    assert!(contracts(&address).is_none() && addresses(&answer).is_none());
    assert!(contracts(&json!({ "customer": { "identity": { "natural_person": {} } } })).is_none());
}

#[test]
fn maxima_are_typed_and_null_is_not_zero() {
    let maxima = body(
        "VA",
        json!([{ "value": "4638", "date": "2023-04-01 12:06:20" },
        { "value": "0", "date": "2023-04-02 00:00:00" }, { "value": null, "date": "2023-04-03" }]),
    );
    for answer in [maxima.clone(), json!([{ "meter_reading": maxima }])] {
        let parsed = parse(&answer, How::default()).unwrap().unwrap();
        let values = parsed.peaks.unwrap().values;
        assert_eq!(values.iter().map(|max| max.va).collect::<Vec<_>>(), [Some(4_638), Some(0), None]);
        assert_eq!(
            (values[0].at.to_rfc3339().as_str(), values[2].day.to_string().as_str()),
            ("2023-04-01T10:06:20Z", "2023-04-03")
        );
    }
}

#[test]
fn direction_and_source_are_the_caller_s() {
    let how = How { kind: SeriesKind::ElectricityProduction, source: Source::EnedisGateway, ..How::default() };
    let parsed = parse(&body("W", json!([point(json!("0"), "2026-03-01 00:30:00", "PT30M")])), how).unwrap().unwrap();
    assert_eq!((parsed.series[0].kind, parsed.series[0].readings[0].source), (how.kind, Source::EnedisGateway));
    assert_eq!(parsed.series[0].readings[0].value, Some(0));
}

#[test]
fn midnight_tells_the_convention() {
    let of = |first: &str, last: &str| {
        let mut answer = body("W", json!([point(json!("1"), first, "PT30M"), point(json!("1"), last, "PT30M")]));
        answer["start"] = json!("2026-03-01");
        answer["end"] = json!("2026-03-02");
        evidence(&answer)
    };
    assert_eq!(of("2026-03-01 00:30:00", "2026-03-02 00:00:00"), Some(LabelConvention::End));
    assert_eq!(of("2026-03-01 00:00:00", "2026-03-01 23:30:00"), Some(LabelConvention::Start));
    assert_eq!(of("2026-03-01 00:30:00", "2026-03-01 23:30:00"), None);
    assert_eq!(of("2026-03-01 00:00:00", "2026-03-02 00:00:00"), None);
}
