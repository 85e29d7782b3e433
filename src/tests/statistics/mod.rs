//! Statistics, profiles and comparisons of thirteen months over HTTP against an independent calculation with pandas
//! (`independent.py`): to the joule and the watt.

mod years;

use crate::support::{Client, TestApp, python};
use serde_json::{Map, Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};
use years::{Years, years};

const PACKAGE: &str = "pandas==2.3.3";

/// Theirs: an answer for each question.
fn theirs(years: &Years, questions: &[Value]) -> Vec<Value> {
    let known = json!({ "zone": years.zone, "meters": years.meters, "temperatures": years.temperatures,
        "questions": questions });
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/statistics/independent.py");
    let mut command = Command::new(python::with(PACKAGE));
    let mut started = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = started.stdin.take().unwrap();
    input.write_all(known.to_string().as_bytes()).unwrap();
    drop(input);
    let output = started.wait_with_output().unwrap();
    assert!(output.status.success(), "it says above why");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Ours, over HTTP.
async fn ours(client: &Client, test: &TestApp, question: &Value) -> Value {
    let text = |name: &str| question[name].as_str().unwrap_or_default().to_owned();
    let last = text("end").parse::<chrono::NaiveDate>().unwrap().pred_opt().unwrap();
    let mut path = format!("/api/v1/buildings/{}/iot/{}?start_date=", test.building.id, text("kind"));
    path += &format!("{}&end_date={last}&device={}&period={}", text("first"), text("meter"), text("period"));
    let answer = client.get(&path).await;
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    match text("kind").as_str() {
        "profile" => profile(&answer.json()),
        _ => statistics(&answer.json()),
    }
}

/// Whole joules of a number of kWh.
fn joules(kwh: &Value) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "far below 2^53")]
    let whole = |kwh: f64| (kwh * 3_600_000.0).round() as i64;
    kwh.as_f64().map_or(Value::Null, |kwh| json!(whole(kwh)))
}

/// Whole thousandths: watts of kW, per mille of a share.
fn thousandths(number: &Value) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "far below 2^53")]
    let whole = |number: f64| (number * 1_000.0).round() as i64;
    number.as_f64().map_or(Value::Null, |number| json!(whole(number)))
}

fn each(list: &Value, of: impl Fn(&Value) -> Value) -> Value {
    list.as_array().unwrap().iter().map(of).collect()
}

fn totals(of: &Value) -> Map<String, Value> {
    let figures = json!({
        "total": joules(&of["total_kwh"]),
        "mean": joules(&of["mean_kwh_per_day"]),
        "min": joules(&of["min_kwh_per_day"]),
        "max": joules(&of["max_kwh_per_day"]),
        "max_watts": thousandths(&of["max_kw"]),
        "max_at": of["max_kw_at"],
        "days": of["count_days"],
        "days_whole": of["count_days_whole"],
    });
    figures.as_object().unwrap().clone()
}

fn statistics(of: &Value) -> Value {
    let point = |point: &Value| {
        let mut figures = totals(point);
        figures.insert("period".to_owned(), point["period"].clone());
        Value::Object(figures)
    };
    let compared = |name: &str| {
        let field = |ending: &str| of["comparison"][format!("vs_{name}_{ending}")].clone();
        json!({ "days": field("days"), "percent": field("percent"), "weather": field("weather_adjusted_percent") })
    };
    let mut figures = totals(&of["statistics"]);
    figures.insert("points".to_owned(), each(&of["data_points"], point));
    figures.insert("previous".to_owned(), compared("previous_period"));
    figures.insert("year".to_owned(), compared("same_period_last_year"));
    Value::Object(figures)
}

fn profile(of: &Value) -> Value {
    let peak = |peak: &Value| json!([peak["month"], thousandths(&peak["kw"]), peak["lower_bound"]]);
    let meter = |meter: &Value| (meter["device_id"].as_str().unwrap().to_owned(), each(&meter["months"], peak));
    json!({
        "base_load": thousandths(&of["base_load_kw"]),
        "nights": of["nights"],
        "mean": thousandths(&of["mean_kw"]),
        "load_factor": thousandths(&of["load_factor"]),
        "night_share": thousandths(&of["night_share"]),
        "hours": each(&of["hours_kw"], |day| each(day, thousandths)),
        "weekdays": each(&of["weekdays_kwh"], joules),
        "meters": of["meters"].as_array().unwrap().iter().map(meter).collect::<Map<_, _>>(),
    })
}

/// The first place at which two answers differ; percentages may differ in their last digits.
fn difference(place: &str, ours: &Value, theirs: &Value) -> Option<String> {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            a.iter().find_map(|(name, value)| difference(&format!("{place}.{name}"), value, &b[name]))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.map(|(n, (a, b))| difference(&format!("{place}[{n}]"), a, b)).find_map(|found| found)
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => {
            let (a, b) = (a.as_f64()?, b.as_f64()?);
            ((a - b).abs() > 1e-9 * a.abs().max(1.0)).then(|| format!("{place}: {a}, theirs {b}"))
        }
        (a, b) => (a != b).then(|| format!("{place}: {a}, theirs {b}")),
    }
}

#[tokio::test]
async fn as_pandas_says() {
    let test = TestApp::new().await;
    let years = years(&test).await;
    let names: Vec<Value> = years.meters.keys().map(|name| json!(name)).collect();
    let spans = [
        ("2025-03-01", "2026-04-01"),
        ("2025-10-01", "2026-01-15"),
        ("2026-03-10", "2026-04-01"),
        ("2025-07-20", "2025-08-03"),
    ];
    let mut questions = Vec::new();
    for meter in names.iter().chain([&Value::Null]) {
        for (first, end) in spans {
            let about =
                |kind, period| json!({ "kind": kind, "period": period, "first": first, "end": end, "meter": meter });
            questions.extend(["day", "week", "month", "year"].map(|period| about("statistics", period)));
            questions.push(about("profile", ""));
        }
    }
    let client = test.syndic().await;
    let theirs = theirs(&years, &questions);
    let adjusted = theirs.iter().filter(|answer| !answer["year"]["weather"].is_null()).count();
    assert!(adjusted > 0, "none answers to the weather");
    for (question, theirs) in questions.iter().zip(theirs) {
        let differs = difference("", &ours(&client, &test, question).await, &theirs);
        assert_eq!(differs, None, "{question}");
    }
}
