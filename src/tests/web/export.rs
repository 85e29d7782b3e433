//! Exports hold the same figures in every format, and those of the statistics.

use crate::support::{Meter, TestApp};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::RowAccessor,
};
use serde_json::Value;
use syndiwatt::domain::time::Instant;

/// 2026-10-25, 00:00 in Paris: a day of 25 hours.
const MIDNIGHT: Instant = Instant(1_792_879_200);
const DAYS: &str = "start_date=2026-10-25&end_date=2026-11-20";

async fn filled() -> (TestApp, String) {
    let test = TestApp::new().await;
    let half_hours: Vec<i64> = (0..50 + 26 * 48).map(|at| 100 + at % 7).collect();
    test.meter(Meter::default().half_hours(MIDNIGHT, &half_hours)).await;
    let base = format!("/api/v1/buildings/{}/iot", test.building.id);
    (test, base)
}

#[tokio::test]
async fn every_format_holds_the_same_readings() {
    let (test, base) = filled().await;
    let client = test.syndic().await;
    let get = async |format: &str| client.get(&format!("{base}/export?{DAYS}&of=readings&format={format}")).await;
    let json = get("json").await;
    assert_eq!(json.header("content-type"), "application/json");
    let rows: Vec<Value> = serde_json::from_str(&json.body).unwrap();
    assert_eq!(rows.len(), 50 + 26 * 48);
    let starts = (rows[5]["start"].as_str(), rows[7]["start"].as_str());
    assert_eq!(starts, (Some("2026-10-25T02:30:00+02:00"), Some("2026-10-25T02:30:00+01:00")));

    let points = get("csv").await;
    let name = "attachment; filename=\"readings-2026-10-25-2026-11-21.csv\"";
    assert_eq!(points.header("content-disposition"), name);
    let mut lines = points.body.lines();
    assert_eq!(lines.next(), Some("meter,series,start,end,value,unit,stored_value,quality,source"));
    let first = "09775542606818,ElectricityConsumption,2026-10-25T00:00:00+02:00,2026-10-25T00:30:00+02:00,0.100000,\
                 kWh,360000,validated,enedis_file";
    assert_eq!(lines.next(), Some(first));
    let commas = get("csv-comma").await;
    assert_eq!(commas.body.lines().nth(1), Some(first.replace(',', ";").replace("0.1", "0,1").as_str()));
    let stored = |line: &str| line.split(',').nth(6).unwrap().parse::<i64>().unwrap();
    let sum: i64 = points.body.lines().skip(1).map(stored).sum();
    assert_eq!(sum, rows.iter().map(|row| row["value"].as_i64().unwrap()).sum::<i64>());

    let statistics = client.get(&format!("{base}/statistics?{DAYS}&period=month")).await.json();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let kwh = sum as f64 / 3_600_000.0;
    assert!((statistics["statistics"]["total_kwh"].as_f64().unwrap() - kwh).abs() < 1e-9);
}

#[tokio::test]
async fn parquet_is_read_back() {
    let (test, base) = filled().await;
    let client = test.syndic().await;
    let path = format!("{base}/export?{DAYS}&of=days&format=parquet");
    let file = tempfile::NamedTempFile::new().unwrap();
    let answer = client.request(reqwest::Method::GET, &path).send().await.unwrap();
    std::fs::write(file.path(), answer.bytes().await.unwrap()).unwrap();
    let reader = SerializedFileReader::new(file.reopen().unwrap()).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!((rows.len(), rows[0].get_string(2).unwrap().as_str()), (27, "2026-10-25"));
    let json: Vec<Value> = serde_json::from_str(&client.get(&path.replace("parquet", "json")).await.body).unwrap();
    for (row, of) in rows.iter().zip(&json) {
        assert_eq!((row.get_long(3).ok(), row.get_long(6).ok()), (of["value"].as_i64(), of["day_seconds"].as_i64()));
    }
    assert_eq!(json[0]["day_seconds"], 90_000);
}

#[tokio::test]
async fn nothing_is_an_empty_file_of_its_kind() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let base = format!("/api/v1/buildings/{}/iot/export?{DAYS}", test.building.id);
    assert_eq!(client.get(&format!("{base}&of=days&format=json")).await.json(), serde_json::json!([]));
    assert_eq!(client.get(&format!("{base}&of=readings&format=csv")).await.body.lines().count(), 1);
    let refused = client.get(&format!("{base}&of=days&format=xls")).await;
    assert_eq!((refused.status, refused.json()["field"].as_str()), (400, Some("format")));
}
