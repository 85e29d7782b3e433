//! Each gateway's envelope and label convention.

use super::*;
use crate::{
    analytics::zone::Zone,
    domain::time::LocalDay,
    formats::enedis_error::meaning::{Meaning, meaning},
};
use chrono::TimeDelta;
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

/// The half-hours of a day with 1 W, 2 W, …, labelled as Enedis does (END), or moved back as the new gateway does.
fn curve(day: LocalDay, moved: bool) -> Value {
    let bounds = Zone::PARIS.bounds(day);
    let back = TimeDelta::minutes(if moved { 30 } else { 0 });
    let points: Vec<Value> = (1..=bounds.seconds() / 1_800)
        .map(|n| {
            let label = Zone::PARIS.wall(bounds.start.plus(n * 1_800)) - back;
            let date = label.format("%Y-%m-%d %H:%M:%S").to_string();
            json!({ "value": n.to_string(), "date": date, "interval_length": "PT30M", "measure_type": "B" })
        })
        .collect();
    json!({ "usage_point_id": "09775542606818", "start": day.to_string(), "end": day.succ_opt().unwrap().to_string(),
        "reading_type": { "unit": "W" }, "interval_reading": points })
}

fn enveloped(dialect: Dialect, content: Value) -> Value {
    match dialect.envelope {
        Envelope::Bare => content,
        Envelope::Enedis => json!({ "meter_reading": content }),
        Envelope::Success => json!({ "success": true, "data": { "meter_reading": content }, "error": null }),
    }
}

/// On ordinary days and at both clock changes every gateway gives the same intervals.
#[rstest]
#[case(Dialect::ENEDIS, LabelConvention::End, Source::Enedis)]
#[case(Dialect::MYELECTRICALDATA_OLD, LabelConvention::End, Source::EnedisGateway)]
#[case(Dialect::MYELECTRICALDATA_NEW, LabelConvention::Start, Source::EnedisGateway)]
#[case(Dialect::CONSO_API, LabelConvention::End, Source::EnedisGateway)]
fn labels_and_units_of_each(#[case] dialect: Dialect, #[case] label: LabelConvention, #[case] source: Source) {
    for (day, hours) in [("2026-11-18", 24), ("2026-03-29", 23), ("2026-10-25", 25)] {
        let day: LocalDay = day.parse().unwrap();
        let body = enveloped(dialect, curve(day, label == LabelConvention::Start));
        let Ok(Answer::Measures(parsed)) = read(body.to_string().as_bytes(), dialect) else { panic!("measures") };
        let series = &parsed.series[0];
        assert_eq!((series.label, series.native_unit, series.kind), (label, "W", SeriesKind::ElectricityConsumption));
        assert_eq!((parsed.facts.len(), series.readings.len()), (0, hours * 2));
        for (n, reading) in (0..).zip(&series.readings) {
            assert_eq!(reading.start, Zone::PARIS.bounds(day).start.plus(n * 1_800), "{day}");
            assert_eq!((reading.value, reading.source), (Some((n + 1) * 1_800), source), "W are means");
        }
    }
}

#[test]
fn a_gateway_that_changes_its_labels_is_noticed() {
    let day: LocalDay = "2026-11-18".parse().unwrap();
    let body = enveloped(Dialect::MYELECTRICALDATA_NEW, curve(day, false));
    let Ok(Answer::Measures(parsed)) = from_value(&body, Dialect::MYELECTRICALDATA_NEW) else { panic!("measures") };
    assert_eq!(parsed.facts, [("labels", "midnight tells end".to_owned())]);
    assert!(from_value(&body, Dialect::CONSO_API).is_err(), "another envelope, other labels: not guessed");
    assert!(from_value(&curve(day, true), Dialect::MYELECTRICALDATA_NEW).is_err());
}

#[test]
fn the_json_of_2026_through_the_new_gateway() {
    let content = json!({ "idPrm": "09775542606818", "periode": { "dateDebut": "2026-11-18", "dateFin": "2026-11-19" }, "grandeur": [{ "grandeurMetier": "PROD", "grandeurPhysique": "PA",
        "unite": "W", "points": [{ "v": "4078", "d": "2026-11-18 00:00:00", "p": "PT30M" },
        { "v": null, "d": "2026-11-18 00:30:00", "p": "PT30M" }] }] });
    let body = json!({ "success": true, "data": content, "error": null });
    let Ok(Answer::Measures(parsed)) = from_value(&body, Dialect::MYELECTRICALDATA_NEW) else { panic!("measures") };
    let readings = &parsed.series[0].readings;
    assert_eq!(readings[0].start.to_rfc3339(), "2026-11-17T23:00:00Z");
    assert_eq!((readings[0].value, readings[1].value), (Some(4_078 * 1_800), None));
    assert_eq!(parsed.series[0].kind, SeriesKind::ElectricityProduction, "this JSON says its direction");
    assert!(parsed.facts.is_empty());
    let moved = body.to_string().replace("2026-11-18 00:00:00", "2026-11-19 00:00:00");
    let Ok(Answer::Measures(parsed)) = read(moved.as_bytes(), Dialect::MYELECTRICALDATA_NEW) else {
        panic!("measures")
    };
    assert_eq!(parsed.facts, [("labels", "midnight tells end".to_owned())]);
}

#[test]
fn errors_in_every_envelope() {
    let refused = |body: Value, dialect| match from_value(&body, dialect) {
        Ok(Answer::Refused(error)) => meaning(200, Some(&error)),
        other => panic!("{other:?}"),
    };
    let limit = json!({ "success": false, "data": null, "error": { "code": "RATE_LIMIT_EXCEEDED", "message": "…" } });
    assert_eq!(refused(limit, Dialect::MYELECTRICALDATA_NEW), Meaning::DayQuota);
    let enedis = json!({ "success": true, "data": { "error": "ADAM-ERR0123", "error_description": "d" } });
    assert_eq!(refused(enedis, Dialect::MYELECTRICALDATA_NEW), Meaning::BeforeActivation);
    let detail = json!({ "detail": "Vous avez dépassé votre quota journalier (50)" });
    for dialect in [Dialect::MYELECTRICALDATA_OLD, Dialect::MYELECTRICALDATA_NEW] {
        assert_eq!(refused(detail.clone(), dialect), Meaning::DayQuota);
    }
    let wrapped = json!({ "status": 404, "message": "m", "error": { "error": "no_data_found" } });
    assert_eq!(refused(wrapped, Dialect::CONSO_API), Meaning::NoData);
    let account = json!({ "valid": false, "information": "quota", "quota_reached": true });
    let state = from_value(&account, Dialect::MYELECTRICALDATA_OLD);
    assert!(matches!(state, Ok(Answer::Account(account)) if account.quota_reached), "not an error of the meter");
    assert!(read(b"<html>", Dialect::CONSO_API).is_err() && read(b"{}", Dialect::CONSO_API).is_err());
}

#[test]
fn contracts_and_addresses_of_both_generations() {
    let own = json!({ "situation_contrat": [{ "contract_type": "Contrat GRD-F", "segment": "C5",
            "subscribed_power": { "value": "12", "unit": "kVA" } }, { "contract_type": "Contrat GRD-A", "segment": "P4" }],
        "synthese_contrat": { "consumption_last_activation_date": "2014-01-22T00:00:00+0100",
            "generation_last_activation_date": "2024-07-31T00:00:00+0200" },
        "comptage": { "relais": { "plageHeuresCreuses": "HC (22H50-6H50)" } } });
    let body = json!({ "success": true, "data": own });
    let Ok(Answer::Contracts(contracts)) = from_value(&body, Dialect::MYELECTRICALDATA_NEW) else {
        panic!("contracts")
    };
    assert_eq!((contracts[0].offpeak.len(), contracts[1].offpeak.len()), (1, 0));
    assert_eq!(contracts[1].activated.unwrap().to_string(), "2024-07-31");
    let v5 = json!({ "customer": { "usage_points": [{ "usage_point": {}, "contracts": { "segment": "C5" } }] } });
    assert!(matches!(from_value(&v5, Dialect::MYELECTRICALDATA_OLD), Ok(Answer::Contracts(list)) if list.len() == 1));
    let place = json!({ "success": true, "data": { "address": { "postal_code_city": "75002 PARIS" } } });
    assert!(matches!(from_value(&place, Dialect::MYELECTRICALDATA_NEW), Ok(Answer::Addresses(_))));
}

proptest! {
    #[test]
    fn nothing_panics(key in "success|data|error|detail|meter_reading|customer|grandeur|situation_contrat", text in ".{0,12}", cut in 0_usize..400) {
        let body = json!({ "success": true, "data": { key.clone(): text.clone() }, key: [{ "x": text }] });
        let day: LocalDay = "2026-10-25".parse().unwrap();
        let whole = enveloped(Dialect::MYELECTRICALDATA_NEW, curve(day, true)).to_string();
        for dialect in [Dialect::ENEDIS, Dialect::MYELECTRICALDATA_NEW, Dialect::CONSO_API.production()] {
            prop_assert_eq!(from_value(&body, dialect), from_value(&body, dialect));
            prop_assert!(read(&whole.as_bytes()[..cut], dialect).is_err());
        }
    }
}
