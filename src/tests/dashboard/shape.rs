//! The shape that the page shows is the one of the API.

use super::{feed, syndic};
use crate::support::{Meter, TestApp};
use syndiwatt::{
    domain::time::PeriodKind,
    services::dashboards,
    views::{
        building::DashboardQuery,
        profile::{HOURS, HeatRows, ProfileView},
    },
};

async fn profile(test: &TestApp, kind: PeriodKind) -> Option<ProfileView> {
    let query = DashboardQuery { kind, day: "2026-11-05".parse().ok(), ..DashboardQuery::default() };
    dashboards::profile(&test.app, &syndic(test), test.building.id, &query).await.unwrap()
}

#[tokio::test]
async fn figures_and_heatmap() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    // 200 W at 3 h, 1 kW else; nothing is known of the morning of the 4th.
    let watts = |d, nth: i64| {
        let hole = d == super::day("2026-11-04") && (10..14).contains(&nth);
        (!hole).then_some(if nth / 2 == 3 { 200 } else { 1_000 })
    };
    feed(&test, &point, "2026-10-30", "2026-11-21", watts).await;
    let month = profile(&test, PeriodKind::Month).await.unwrap();
    assert_eq!((month.base_load, month.nights), (Some(200), 19));
    let client = test.syndic().await;
    let path = format!("/api/v1/buildings/{}/iot/profile", test.building.id);
    let api = client.get(&format!("{path}?start_date=2026-11-01&end_date=2026-11-20")).await.json();
    assert_eq!(api["base_load_kw"], 0.2);
    let per_mille = |value: Option<i64>| f64::from(i32::try_from(value.unwrap()).unwrap()) / 1_000.0;
    assert_eq!(api["load_factor"], per_mille(month.load_factor));
    assert_eq!(api["night_share"], per_mille(month.night_share));
    let means: Vec<f64> = month.weekdays.iter().map(|mean| mean.unwrap().kwh()).collect();
    assert_eq!(api["weekdays_kwh"], serde_json::json!(means));
    assert_eq!((month.meters[0].max, &api["meters"][0]["max_kw"]), (Some(1_000), &serde_json::json!(1.0)));

    assert_eq!(month.heatmap.rows, HeatRows::Days(super::day("2026-11-01")));
    assert_eq!(month.heatmap.watts.len(), 20 * HOURS, "up to the latest data");
    let row = |day: usize| &month.heatmap.watts[(day - 1) * HOURS..day * HOURS];
    assert_eq!(
        (row(1)[3], row(1)[4], row(4)[4], row(4)[5], row(4)[6], row(4)[7]),
        (Some(200), Some(1_000), Some(1_000), None, None, Some(1_000))
    );
    let year = profile(&test, PeriodKind::Year).await.unwrap();
    assert_eq!(year.heatmap.rows, HeatRows::Months("2026-01".parse().unwrap()));
    assert_eq!(year.heatmap.watts.len(), 11 * HOURS);
    assert_eq!((year.heatmap.watts[8 * HOURS], year.heatmap.watts[9 * HOURS + 3]), (None, Some(200)));
    assert_eq!(profile(&test, PeriodKind::Day).await, None, "the curve of a day says it all");
}

#[tokio::test]
async fn the_page_shows_it_and_reads_it_out() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-11-01", "2026-11-21", |_, nth| Some(if nth == 37 { 9_000 } else { 1_000 })).await;
    let client = test.syndic().await;
    let page = client.get(&format!("/buildings/{}?p=month&d=2026-11", test.building.id)).await.body;
    for text in
        ["Profil de la période", "Puissance de base", "médiane de 20 nuits", "La plus forte : 5,00\u{a0}kW", "à 18 h"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let empty = client.get(&format!("/buildings/{}?p=month&d=2025-11", test.building.id)).await;
    assert!(empty.status == 200 && !empty.body.contains("Profil de la période"), "nothing known has no shape");
}
