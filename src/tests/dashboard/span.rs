//! Any days, the way back to longer periods, and the other line of the charts.

use super::{day, feed, syndic};
use crate::support::{Meter, TestApp};
use syndiwatt::{
    domain::time::{LocalDay, Period, PeriodKind},
    services::dashboards,
    views::{
        building::{BuildingView, ChartKind, DashboardQuery},
        shared::ComparedWith,
    },
};

/// 100 W on the first of a month, 200 W on the second …
fn watts(of: LocalDay, _: i64) -> Option<i64> {
    use chrono::Datelike;
    Some(i64::from(of.day()) * 100)
}

async fn view(test: &TestApp, query: DashboardQuery) -> BuildingView {
    dashboards::building(&test.app, &syndic(test), test.building.id, &query).await.unwrap()
}

fn asked(first: &str, last: &str) -> DashboardQuery {
    let span = Period::between(day(first), day(last));
    DashboardQuery { kind: span.kind, day: Some(span.first), ..DashboardQuery::default() }
}

#[tokio::test]
async fn a_span_of_days() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-07-01", "2026-11-21", watts).await;
    let span = view(&test, asked("2026-11-03", "2026-11-12")).await;
    // 3 to 12 hundred watts, 24 hours each.
    assert!((span.summary.total.unwrap().kwh() - 7.5 * 24.0).abs() < 1e-9);
    assert_eq!((span.charts.len(), span.charts[0].kind, span.charts[0].slots.len()), (1, ChartKind::Days, 10));
    // The ten days before: 24 October to 2 November.
    let before = span.charts[0].slots[0].compared.unwrap();
    assert!((before.kwh() - 2.4 * 24.0).abs() < 1e-9);
    assert_eq!((span.comparisons[0].days, span.previous, span.forecast), (10, span.comparisons[0].other.into(), None));
    let short = view(&test, asked("2026-11-03", "2026-11-05")).await;
    assert_eq!(
        short.charts.iter().map(|chart| chart.kind).collect::<Vec<_>>(),
        [ChartKind::Days, ChartKind::LoadCurve]
    );
    let long = view(&test, asked("2026-07-15", "2026-11-14")).await;
    let slots = &long.charts[0].slots;
    assert_eq!((long.charts[0].kind, slots.len()), (ChartKind::Months, 5));
    assert_eq!((slots[0].start.day, slots[0].end.day), (day("2026-07-15"), day("2026-08-01")));
    assert!((slots[4].value.unwrap().kwh() - 10.5 * 24.0).abs() < 1e-9, "1 to 14 November");
    assert_eq!(
        slots.iter().map(|slot| slot.value.unwrap()).sum::<syndiwatt::domain::units::Joules>(),
        long.summary.total.unwrap()
    );
}

#[tokio::test]
async fn the_page_of_a_span_and_the_way_back() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-10-01", "2026-11-21", watts).await;
    let client = test.syndic().await;
    let get = async |query: &str| client.get(&format!("/buildings/{}{query}", test.building.id)).await;
    let page = get("?p=custom&d=2026-11-12&e=2026-11-03&unit=co2").await.body;
    assert!(page.contains("3–12\u{a0}nov. 2026"), "{page}");
    assert!(page.contains(r#"name="d" value="2026-11-03""#) && page.contains(r#"name="unit" value="co2""#), "{page}");
    assert!(page.contains("p=custom&amp;d=2026-10-24&amp;e=2026-11-02&amp;unit=co2"), "{page}");
    let options = get("/charts/0?p=custom&d=2026-11-03&e=2026-11-12").await;
    assert_eq!(options.json()["series"][0]["data"].as_array().map(Vec::len), Some(10));
    assert_eq!(get("/charts/0?p=custom&d=2026-11-03").await.status, 400);
    let day = get("?p=day&d=2026-11-12").await.body;
    let way = day.split("class=\"breadcrumb\"").nth(1).unwrap().split("</nav>").next().unwrap();
    for period in ["p=year&amp;d=2026\"", "p=month&amp;d=2026-11\"", "p=week&amp;d=2026-W46\""] {
        assert!(way.contains(period), "{period}: {way}");
    }
}

#[tokio::test]
async fn charts_show_last_year_when_asked() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2025-11-01", "2025-12-01", |_, _| Some(700)).await;
    feed(&test, &point, "2026-10-01", "2026-11-21", watts).await;
    let last_year = |kind| DashboardQuery {
        kind,
        day: Some(day("2026-11-12")),
        compared: ComparedWith::LastYear,
        ..DashboardQuery::default()
    };
    let month = view(&test, last_year(PeriodKind::Month)).await;
    assert_eq!(month.charts[0].compared, ComparedWith::LastYear);
    assert!((month.charts[0].slots[0].compared.unwrap().kwh() - 0.7 * 24.0).abs() < 1e-9);
    let curve = view(&test, last_year(PeriodKind::Day)).await;
    assert_eq!(curve.charts[0].slots[0].compared.unwrap().0, 700 * 1_800);
    let page = test.syndic().await;
    let page = page.get(&format!("/buildings/{}?p=month&d=2026-11&cmp=year", test.building.id)).await.body;
    assert!(page.contains("Un an avant") && page.contains("d=2026-10&amp;cmp=year"), "{page}");
}
