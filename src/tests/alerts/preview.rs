//! A preview says what really was raised: the same data are judged as they arrive, and previewed afterwards.

use super::somebody;
use crate::support::{Meter, TestApp, raw};
use chrono::{Datelike, TimeDelta};
use serde_json::json;
use syndiwatt::{
    domain::{
        access::Role,
        building::UsagePoint,
        error::AppError,
        notice::Quantity,
        rule::{Rule, RuleKind},
        time::{Instant, LocalDay},
    },
    services::alerts,
    views::rules::{PreviewView, ScopeName},
};

/// 2026-01-24, 00:00 in Paris; then so many days, up to 19 November.
const FIRST: Instant = Instant(1_769_209_200);
const DAYS: i64 = 300;
/// Nothing ever came of these days.
const GAP: std::ops::Range<i64> = 170..182;
/// The judge asks laborious rules about so many days only.
const RECENT: i64 = 95;

/// Energy of a half-hour in Wh: an office with some bad days.
fn wh(day: i64, slot: i64) -> i64 {
    let weekday = (LocalDay::from_ymd_opt(2026, 1, 24).unwrap() + TimeDelta::days(day)).weekday();
    let busy = weekday.num_days_from_monday() < 5 && (16..40).contains(&slot);
    let usual = if busy { 600 } else { 150 } + (day * 7_919 + slot * 104_729).rem_euclid(31);
    let (night, lamp) = (!(10..46).contains(&slot), [230, 270].contains(&day));
    let pump = if day >= 255 { 120 } else { 0 };
    let peak = if day == 290 && slot == 24 { 4_000 } else { 0 };
    let factor = if [100, 240, 280].contains(&day) { 3 } else { 1 };
    usual * factor + pump + peak + if night && lamp { 500 } else { 0 }
}

fn stretch(days: std::ops::Range<i64>) -> Vec<i64> {
    days.flat_map(|day| (0..48).map(move |slot| wh(day, slot))).collect()
}

/// A meter with a contract over 6 kVA, whose year arrived in two parts with a gap between them. Half-hours since the start,
/// so that the clock change moves the pattern by an hour, as a real office would not; the rules do not mind.
async fn a_year(test: &TestApp) -> UsagePoint {
    let meter = test.meter(Meter::default()).await;
    let client = test.syndic().await;
    let tariff = json!({ "name": "Bleu", "versions": [{
        "valid_from": "2026-01-01", "bands": [{ "name": "base", "price": 200_000 }],
        "subscription": { "price": 0, "per": "month" },
        "power": { "subscribed": { "kva": 6, "per_kva_and_year": 0 } },
        "vat": { "energy": 200, "subscription": 55, "power": 200, "injection": 0 },
    }] });
    let created = client.post("/api/v1/tariffs", &tariff).await;
    assert_eq!(created.status, 201, "{created:?}");
    let contracts = json!({ "contracts": [{ "valid_from": "2026-01-01", "tariff": created.json()["id"] }] });
    let path = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, meter.id);
    assert_eq!(client.put(&path, &contracts).await.status, 204);
    for days in [0..GAP.start, GAP.end..DAYS] {
        let start = FIRST.plus(days.start * 86_400);
        Meter::default().half_hours(start, &stretch(days)).again(&test.app, &test.building, meter.id).await;
    }
    meter
}

fn number(day: LocalDay) -> i64 {
    (day - LocalDay::default()).num_days()
}

fn plain(quantity: Quantity) -> i64 {
    match quantity {
        Quantity::Energy(joules) => joules.0,
        Quantity::Power(value) | Quantity::Apparent(value) | Quantity::Days(value) | Quantity::Share(value) => value,
    }
}

/// What is stored: day, severity, value, expected.
async fn raised(test: &TestApp, kind: RuleKind) -> Vec<(i64, String, i64, i64)> {
    let sql = format!(
        "SELECT day, severity, value, expected FROM alerts WHERE kind = '{}' AND withdrawn_at IS NULL ORDER BY day DESC",
        kind.as_str()
    );
    raw::rows(&test.app.db, sql).await
}

async fn preview(test: &TestApp, role: Role, scope: ScopeName, rule: &Rule) -> Result<PreviewView, AppError> {
    alerts::preview(&test.app, &somebody(test, role), scope, rule).await
}

#[tokio::test]
async fn the_preview_is_what_was_really_raised() {
    let test = TestApp::new().await;
    a_year(&test).await;
    let recent = number(LocalDay::from_ymd_opt(2026, 11, 21).unwrap()) - RECENT;
    for kind in RuleKind::ALL.into_iter().filter(|kind| !matches!(kind, RuleKind::Silent | RuleKind::ConsentEnding)) {
        let view = preview(&test, Role::Syndic, ScopeName::Organisation, &Rule::of(kind)).await.unwrap();
        let mut found: Vec<(i64, String, i64, i64)> = view
            .days
            .iter()
            .map(|day| (number(day.day), day.severity.as_str().to_owned(), plain(day.value), plain(day.expected)))
            .collect();
        let mut real = raised(&test, kind).await;
        if matches!(kind, RuleKind::Unusual | RuleKind::Night | RuleKind::BaseLoad) {
            found.retain(|row| row.0 >= recent);
            real.retain(|row| row.0 >= recent);
        }
        assert!(!real.is_empty(), "{kind:?}: the year has something of every kind");
        assert_eq!(found, real, "{kind:?}");
        assert_eq!(
            (view.meters, view.meters_in_scope, &view.typed.months),
            (1, 1, &view.now.months),
            "{kind:?}: nobody changed it"
        );
        assert_eq!(view.typed.months.len(), 12);
    }
}

#[tokio::test]
async fn a_typed_rule_stands_beside_the_one_that_counts() {
    let test = TestApp::new().await;
    let meter = a_year(&test).await;
    let mut strict = Rule::of(RuleKind::OverConsumption);
    strict.parameters.threshold = 2_500;
    strict.parameters.grades.major = 2_500;
    strict.parameters.grades.critical = 2_600;
    let scope = ScopeName::Building(test.building.id);
    let view = preview(&test, Role::Syndic, scope, &strict).await.unwrap();
    assert!(view.typed.total() > 0 && view.typed.total() < view.now.total(), "{view:?}");
    assert!(view.typed.told > 0, "whoever types it wants to be told");
    assert_eq!(view.now.told, 0, "the rule that knows what is usual does the telling");
    let query = "threshold=150&floor=2&major=150&critical=160&cooldown=1&email=on&enabled=on&preview=on";
    let page = test.syndic().await.get(&format!("/rules/over_consumption?scope={scope}&{query}")).await.body;
    assert!(page.contains("Ce que cette règle aurait levé") && page.contains(r#"value="160""#), "{page}");
    assert!(page.contains(&format!("p=day&amp;d={}", view.days[0].day)), "{page}");

    let client = test.syndic().await;
    let scope = format!("meter:{}", meter.id);
    assert_eq!(client.form("/rules/over_consumption/switch", &[("scope", &scope)]).await.status, 303);
    let none = preview(&test, Role::Syndic, ScopeName::Organisation, &strict).await.unwrap();
    assert_eq!((none.meters, none.typed.total()), (0, 0), "the meter's own rule counts there");
    let own = preview(&test, Role::Syndic, ScopeName::Meter(meter.id), &strict).await.unwrap();
    assert_eq!((own.typed.total(), own.now.total()), (view.typed.total(), 0), "switched off");

    assert_eq!(preview(&test, Role::Owner, ScopeName::Organisation, &strict).await, Err(AppError::Forbidden));
    let foreign = ScopeName::Building(test.foreign.id);
    assert_eq!(preview(&test, Role::Syndic, foreign, &strict).await, Err(AppError::NotFound));
}
