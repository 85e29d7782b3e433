//! Recorded answers and exports of grid operators, beside the project's folder: what must come out is written in their
//! README. Skipped, with one line, where the folder is absent; the formats' own tests have synthetic samples.

use serde_json::Value;
use std::{path::PathBuf, process::Command};

const FLUVIUS: &str = "fluvius/Verbruikshistoriek_elektriciteit_20211012_20211031_kwartiertotalen.csv";

/// The path of a recorded file; `None` where the folder is absent.
pub fn recorded(name: &str) -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "a setting of the tests, none of the product")]
    let folder = std::env::var("SYNDIWATT_RECORDED_DATA")
        .map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder.join(name));
    }
    eprintln!("skipped: no recorded data in {}", folder.display());
    None
}

/// What `inspect --json` says about files, and its exit code.
fn inspect(files: &[PathBuf]) -> (Value, Option<i32>) {
    let command = env!("CARGO_BIN_EXE_syndiwatt");
    let output = Command::new(command).args(["inspect", "--json"]).args(files).output().unwrap();
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

/// The report of one recorded file that can be read.
fn report(name: &str) -> Option<Value> {
    let (reports, code) = inspect(&[recorded(name)?]);
    assert_eq!(code, Some(0));
    Some(reports[0].clone())
}

fn days(report: &Value) -> Vec<(&str, i64)> {
    let days = report["series"][0]["days"].as_array().unwrap();
    days.iter().map(|day| (day["period"].as_str().unwrap(), day["wh"].as_i64().unwrap())).collect()
}

#[test]
fn load_curve_of_2026() {
    let Some(report) = report("enedis-2026/courbe_de_charge_consommation.json") else { return };
    assert_eq!((&report["format"], &report["series"][0]["labels"]), (&"enedis-2026-load-curve".into(), &"end".into()));
    assert_eq!(days(&report), [("2026-09-29", 33_495)]);
    assert_eq!(report["series"][0]["values"], 48);
}

#[test]
fn daily_value_of_2026() {
    let Some(report) = report("enedis-2026/consommation_quotidienne.json") else { return };
    assert_eq!(days(&report), [("2026-09-29", 33_495)]);
}

#[test]
fn v5_curve_without_its_wrapper() {
    let Some(report) = report("enedis-v5/gateway_consumption_load_curve_2023-04-01.json") else { return };
    assert_eq!(days(&report), [("2023-04-01", 11_776)]);
}

#[test]
fn v5_daily_values() {
    let Some(report) = report("enedis-v5/gateway_daily_consumption_2023-04-01_2023-04-04.json") else { return };
    assert_eq!(days(&report), [("2023-04-01", 11_776), ("2023-04-02", 14_401), ("2023-04-03", 12_820)]);
    let Some(other) = self::report("enedis-v5/daily_consumption_2024-02-01_2024-02-08.json") else { return };
    assert_eq!((other["series"][0]["values"].as_i64(), other["series"][0]["total_wh"].as_i64()), (Some(7), Some(0)));
}

#[test]
fn v5_maximum_power_with_its_instants() {
    let Some(report) = report("enedis-v5/gateway_consumption_max_power_2023-04-01_2023-04-04.json") else { return };
    let maxima: Vec<_> =
        report["facts"].as_array().unwrap().iter().filter(|fact| fact["name"] == "max_power").collect();
    assert_eq!(maxima.len(), 3);
    assert_eq!(maxima[0]["value"], "4638 VA 2023-04-01T12:06:20+02:00");
    assert_eq!(maxima[2]["value"], "3570 VA 2023-04-03T21:42:12+02:00");
}

#[test]
fn v5_error_of_a_gateway_and_contract() {
    let Some(report) = report("enedis-v5/gateway_error_400.json") else { return };
    assert_eq!((&report["format"], &report["facts"][0]["value"]), (&"enedis-error".into(), &"Invalid_request".into()));
    let Some(contract) = self::report("enedis-v5/contract-consumption.json") else { return };
    assert_eq!(contract["format"], "enedis-v5-contract");
    assert!(contract["facts"].to_string().contains("6 kVA"));
}

#[test]
fn each_point_of_a_changing_curve_keeps_its_step() {
    let name = "enedis-v5/consumption_load_curve_with_changing_resolution_2024-02-26_to_2024-02-27.json";
    let Some(path) = recorded(name) else { return };
    let bytes = std::fs::read(&path).unwrap();
    let raw: Value = serde_json::from_slice(&bytes).unwrap();
    let written: Vec<i64> = raw["meter_reading"]["interval_reading"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| point["interval_length"].as_str().and_then(syndiwatt::domain::time::parse_step).unwrap())
        .collect();
    let parsed = syndiwatt::formats::detect::parse(&bytes).unwrap();
    let steps: Vec<i64> = parsed.series[0].readings.iter().map(|reading| reading.step).collect();
    assert_eq!(steps, written);
    let Some(report) = report(name) else { return };
    assert_eq!(report["series"][0]["steps_minutes"], serde_json::json!([10, 15, 30, 60]));
    assert_eq!(report["series"][0]["usage_point"], "24115050XXXXXX");
}

#[test]
fn fluvius_quarter_hours() {
    let Some(report) = report(FLUVIUS) else { return };
    let offtake = &report["series"][0];
    assert_eq!((&offtake["series"], &offtake["labels"]), (&"ElectricityConsumption".into(), &"both".into()));
    assert_eq!((offtake["total_wh"].as_i64(), offtake["months"][0]["wh"].as_i64()), (Some(18_192), Some(18_192)));
    assert_eq!(offtake["highest"]["kw"], 1.012);
    assert_eq!(offtake["highest"]["start"], "2021-10-22T13:15:00+02:00");
    assert_eq!(offtake["steps_minutes"], serde_json::json!([15]));
    let last = offtake["days"].as_array().unwrap().last().unwrap();
    let quarters = last["values"].as_i64().unwrap() + last["nulls"].as_i64().unwrap();
    assert_eq!((&last["period"], quarters), (&"2021-10-31".into(), 100));
    assert_eq!(offtake["gaps"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_still_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (png, curve) = (folder.path().join("a.csv"), folder.path().join("b"));
    std::fs::write(&png, b"\x89PNG\r\n\x1a\n").unwrap();
    let point = r#"{"value":"600","date":"2026-03-01 00:30:00","interval_length":"PT30M","measure_type":"B"}"#;
    let answer =
        format!(r#"{{"usage_point_id":"09775542606818","reading_type":{{"unit":"W"}},"interval_reading":[{point}]}}"#);
    std::fs::write(&curve, answer).unwrap();
    let (reports, code) = inspect(&[png, curve]);
    assert_eq!(code, Some(2));
    assert_eq!(reports[0]["error"], "none of the known formats");
    assert_eq!(reports[1]["series"][0]["highest"]["start"], "2026-03-01T00:00:00+01:00");
    assert_eq!(days(&reports[1]), [("2026-03-01", 300)]);
}
