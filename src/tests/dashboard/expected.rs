//! What the page and the API say of the future is what the library says.

use super::{feed, syndic, view};
use crate::{
    cost::any_tariff,
    support::{Meter, TestApp},
};
use serde_json::json;
use syndiwatt::{
    analytics::{
        forecast::{Asked, forecast},
        holidays::Calendar,
        zone::Zone,
    },
    domain::{time::PeriodKind, units::Joules},
    services::dashboards,
    views::{building::DashboardQuery, forecast::ForecastOutcome},
};

const KWH: i64 = 3_600_000;

/// More on working days than at weekends, from 1 August to 20 November.
fn watts(day: syndiwatt::domain::time::LocalDay, _: i64) -> Option<i64> {
    use chrono::{Datelike, Weekday};
    Some(if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) { 500 } else { 1_000 })
}

#[tokio::test]
async fn the_api_and_the_page_say_what_the_library_says() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-08-01", "2026-11-21", watts).await;
    let days = super::day("2026-08-01").iter_days().take(112);
    let history: Vec<_> =
        days.map(|day| (day, Joules(watts(day, 0).unwrap() * Zone::PARIS.bounds(day).seconds()))).collect();
    assert_eq!(history.last().unwrap().0, super::day("2026-11-20"));
    let of = |first, end| {
        let holiday = |day| Calendar::France.is_holiday(day);
        let (first, today, end) = (super::day(first), super::day("2026-11-21"), super::day(end));
        forecast(&Asked { history: &history, first, today, end, holiday: &holiday })
    };
    let library = of("2026-11-01", "2026-12-01").unwrap();
    let client = test.syndic().await;
    let path = format!("/api/v1/buildings/{}/iot/forecast", test.building.id);
    let api = client.get(&format!("{path}?period=month")).await.json();
    assert_eq!((&api["period"], &api["today"]), (&json!("2026-11"), &json!("2026-11-21")));
    let consumption = &api["consumption"];
    for (name, energy) in [
        ("known_kwh", library.known),
        ("expected_kwh", library.expected),
        ("low_kwh", library.low),
        ("high_kwh", library.high),
    ] {
        assert_eq!(consumption[name], energy.kwh(), "{name}");
    }
    assert_eq!((&consumption["method"], &consumption["days_of_history"]), (&json!("recent"), &json!(112)));
    assert_eq!((&api["bill"], &api["why_not"]), (&json!(null), &json!("no_price")));
    // 15 working days and 5 days of weekends were measured.
    assert_eq!(library.known, Joules((15 * 24 + 5 * 12) * KWH));

    let month = view(&test, PeriodKind::Month, "2026-11-05").await;
    let Some(ForecastOutcome::Expected(expected)) = month.forecast.map(|forecast| forecast.outcome) else { panic!() };
    assert_eq!((expected.expected, expected.low, expected.high), (library.expected, library.low, library.high));
    let slots = &month.charts[0].slots;
    assert!(slots[..20].iter().all(|slot| slot.forecast.is_none()));
    let to_come: Joules = slots.iter().filter_map(|slot| slot.forecast).sum();
    assert_eq!(library.known + to_come, library.expected, "the dashed bars add up to the total");

    // The year counts from the first day on which anything was measured.
    let library = of("2026-08-01", "2027-01-01").unwrap();
    let year = client.get(&format!("{path}?period=year")).await.json();
    assert_eq!(year["consumption"]["expected_kwh"], library.expected.kwh());
    assert_eq!(year["consumption"]["days"][0]["day"], "2026-08-01");
}

#[tokio::test]
async fn the_bill_is_what_is_known_and_what_is_to_come() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-09-01", "2026-11-21", |_, _| Some(1_000)).await;
    let client = test.syndic().await;
    let tariff = any_tariff(&client).await;
    let path = format!("/api/v1/buildings/{}/iot", test.building.id);
    let contracts = json!({ "contracts": [{ "valid_from": "2026-01-01", "tariff": tariff }] });
    assert_eq!(client.put(&format!("{path}/devices/{}/contracts", point.id), &contracts).await.status, 204);
    let api = client.get(&format!("{path}/forecast?period=month")).await.json();
    // 5.855 € a day; days to come are close to the 24 kWh of all others.
    assert_eq!(api["bill"]["known_cents"], 20 * 585 + 10);
    let cents = |name: &str| api["bill"][name].as_i64().unwrap();
    assert!((cents("expected_cents") - 17_565).abs() < 60, "{api}");
    assert!(cents("low_cents") <= cents("expected_cents") && cents("expected_cents") <= cents("high_cents"));
    let page = client.get(&format!("/buildings/{}?p=month&d=2026-11", test.building.id)).await.body;
    assert!(page.contains("Prévision pour novembre 2026") && page.contains("quatre fois sur cinq"), "{page}");
    assert!(page.contains("prix moyen des 28 derniers jours connus"), "{page}");
    // A second meter without a contract: the bill would not be whole.
    let other = Meter::default().number("09111111111111").insert(&test.app, &test.building).await;
    feed(&test, &other, "2026-09-01", "2026-11-21", |_, _| Some(1_000)).await;
    let api = client.get(&format!("{path}/forecast?period=month")).await.json();
    assert_eq!((&api["bill"], &api["why_not"]), (&json!(null), &json!("no_price")));
    let alone = client.get(&format!("{path}/forecast?period=month&device={}", point.id)).await.json();
    assert_eq!(alone["bill"]["known_cents"], 11_710);
}

#[tokio::test]
async fn a_new_building_has_no_forecast_and_says_so() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-11-11", "2026-11-21", |_, _| Some(1_000)).await;
    let client = test.syndic().await;
    let page = client.get(&format!("/buildings/{}?p=month&d=2026-11", test.building.id)).await.body;
    assert!(page.contains("10 jours complets sont connus, il en faut 14"), "{page}");
    let path = format!("/api/v1/buildings/{}/iot/forecast", test.building.id);
    let week = client.get(&format!("{path}?period=week")).await;
    assert_eq!((week.status, week.json()["field"].as_str()), (400, Some("period")));
    let query = DashboardQuery { day: Some(super::day("2026-10-05")), ..DashboardQuery::default() };
    let past = dashboards::building(&test.app, &syndic(&test), test.building.id, &query).await.unwrap();
    assert_eq!(past.forecast, None, "what is over is not forecast");
}

#[tokio::test]
async fn a_meter_that_came_later_keeps_what_was_measured_before() {
    let test = TestApp::new().await;
    let first = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &first, "2026-09-01", "2026-11-21", |_, _| Some(1_000)).await;
    let second = Meter::default().number("09111111111111").insert(&test.app, &test.building).await;
    feed(&test, &second, "2026-11-04", "2026-11-21", |_, _| Some(1_000)).await;
    let month = view(&test, PeriodKind::Month, "2026-11-05").await;
    let Some(ForecastOutcome::Expected(expected)) = month.forecast.map(|forecast| forecast.outcome) else { panic!() };
    assert_eq!(Some(expected.known), month.summary.total);
    assert_eq!(expected.days_of_history, 17);
}
