//! The dashboard in euros and CO2 says what the API says, to the cent and to the gram.

use super::{feed, syndic};
use crate::{
    cost::any_tariff,
    support::{Client, Meter, TestApp},
};
use serde_json::{Value, json};
use syndiwatt::{
    domain::{building::UsagePoint, time::PeriodKind},
    services::dashboards,
    views::{
        amount::Measure,
        building::{BuildingView, DashboardQuery, SlotState},
        cost::Counted,
    },
};

/// The meter has the tariff from this day on.
async fn contract(test: &TestApp, client: &Client, point: &UsagePoint, from: &str) {
    let tariff = any_tariff(client).await;
    let path = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, point.id);
    let contracts = json!({ "contracts": [{ "valid_from": from, "tariff": tariff }] });
    assert_eq!(client.put(&path, &contracts).await.status, 204);
}

async fn view(test: &TestApp, kind: PeriodKind, measure: Measure) -> BuildingView {
    let query = DashboardQuery { kind, day: "2026-11-05".parse().ok(), measure, ..DashboardQuery::default() };
    dashboards::building(&test.app, &syndic(test), test.building.id, &query).await.unwrap()
}

async fn costs(test: &TestApp, client: &Client, days: &str) -> Value {
    client.get(&format!("/api/v1/buildings/{}/iot/costs?{days}", test.building.id)).await.json()
}

/// 24 kWh a day from 1 to 20 November, with a tariff from the 3rd on: 4 € and 20 % on them, 1 € of subscription and 5.5 %
/// on it, so 5.855 € a day.
async fn november(test: &TestApp) -> Client {
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(test, &point, "2026-11-01", "2026-11-21", |_, _| Some(1_000)).await;
    let client = test.syndic().await;
    contract(test, &client, &point, "2026-11-03").await;
    client
}

#[tokio::test]
async fn a_month_in_euros() {
    let test = TestApp::new().await;
    let client = november(&test).await;
    let view = view(&test, PeriodKind::Month, Measure::Cost).await;
    assert_eq!(view.total.map(|total| total.value), Some(10_539), "18 × 5.855 €");
    assert_eq!(view.mean_per_day.map(|mean| mean.value), Some(586));
    let cost = view.cost.as_ref().unwrap();
    assert_eq!((cost.days, cost.tariffs.as_slice()), (Counted { some: 18, all: 20 }, &["Bleu".to_owned()][..]));
    // 18 × (0.80 + 0.055) €.
    assert_eq!((cost.gross, cost.tax, cost.meters_without), (Some(10_539), 1_539, 0));
    assert_eq!(cost.parts.iter().map(|part| part.gross).sum::<i64>(), 10_539);

    let api = costs(&test, &client, "start_date=2026-11-01&end_date=2026-11-30&period=day").await;
    assert_eq!(api["total"]["gross_cents"], 10_539);
    let slots = &view.charts[0].slots;
    let shown: Vec<i64> = slots.iter().filter_map(|slot| slot.worth.value).collect();
    let points = api["data_points"].as_array().unwrap().iter();
    assert_eq!(shown, points.map(|point| point["gross_cents"].as_i64().unwrap()).collect::<Vec<_>>());
    let states: Vec<SlotState> = [1, 2, 20].map(|place: usize| slots[place].state).into();
    assert_eq!(states, [SlotState::Worthless, SlotState::Measured, SlotState::Future]);

    let year = self::view(&test, PeriodKind::Year, Measure::Cost).await;
    let months: Vec<_> = year.charts[0].slots.iter().map(|slot| slot.worth.value).collect();
    assert_eq!(months, [[None; 10].as_slice(), &[Some(10_539), None]].concat());
    assert_eq!(year.charts[0].slots[10].state, SlotState::Partial);
    let curve = self::view(&test, PeriodKind::Day, Measure::Cost).await;
    assert_eq!((curve.charts[0].measure, curve.total.map(|total| total.value)), (Measure::Energy, Some(586)));
}

#[tokio::test]
async fn a_month_in_co2() {
    let test = TestApp::new().await;
    let client = november(&test).await;
    let view = view(&test, PeriodKind::Month, Measure::Carbon).await;
    // 20 × 24 kWh × 44 g.
    let carbon = view.carbon.unwrap();
    assert_eq!((carbon.grams, carbon.days), (Some(21_120), Counted { some: 20, all: 20 }));
    assert_eq!((view.total.map(|total| total.value), view.charts[0].slots[0].worth.value), (Some(21_120), Some(1_056)));
    let api = costs(&test, &client, "start_date=2026-11-01&end_date=2026-11-30&period=day").await;
    assert_eq!(api["emissions"]["kg_co2e"], 21.12);
    assert_eq!(api["emissions"]["factors"], serde_json::to_value(&carbon.factors).unwrap());
}

#[tokio::test]
async fn months_are_compared_in_euros_over_equal_days() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    let half = |d: syndiwatt::domain::time::LocalDay, _| Some(if d < super::day("2026-11-01") { 500 } else { 1_000 });
    feed(&test, &point, "2026-10-01", "2026-11-21", half).await;
    let client = test.syndic().await;
    contract(&test, &client, &point, "2026-09-01").await;
    let view = view(&test, PeriodKind::Month, Measure::Cost).await;
    let previous = &view.comparisons[0];
    // In October 2 € and 20 % on them, and 30 / 31 € with 5.5 % on it: 3.42097 € a day.
    assert_eq!((previous.days, previous.current.value, previous.reference.value), (20, 11_710, 6_842));
    assert!((previous.percent.unwrap() - (11_710.0 / 6_842.0 - 1.0) * 100.0).abs() < 1e-9);
    assert_eq!(view.comparisons[1].percent, None);
    let compared: i64 = view.charts[0].slots.iter().filter_map(|slot| slot.worth.compared).sum();
    let october = costs(&test, &client, "start_date=2026-10-01&end_date=2026-10-30&period=day").await;
    assert_eq!(october["total"]["gross_cents"].as_i64(), Some(compared), "beside thirty bars stand thirty days");
}

#[tokio::test]
async fn the_page_says_what_the_figure_holds() {
    let test = TestApp::new().await;
    let client = november(&test).await;
    let page = |unit: &str| format!("/buildings/{}?p=month&d=2026-11&unit={unit}", test.building.id);
    let euros = client.get(&page("eur")).await.body;
    for text in [
        "105,39\u{a0}€",
        "Coût de 18 jours sur 20",
        "15,39\u{a0}€ de TVA",
        "Tarif : Bleu",
        "Coût par jour",
        "sans prix",
    ] {
        assert!(euros.contains(text), "{text}: {euros}");
    }
    assert!(euros.contains("unit=co2") && euros.contains("d=2026-10&amp;unit=eur"), "links keep the unit: {euros}");
    let carbon = client.get(&page("co2")).await.body;
    for text in
        ["21,1\u{a0}kg\u{a0}CO2e", "44 g de CO2 équivalent par kWh (moyenne annuelle du pays)", "Our World in Data"]
    {
        assert!(carbon.contains(text), "{text}: {carbon}");
    }
    let options = format!("/buildings/{}/charts/0?p=month&d=2026-11&unit=eur", test.building.id);
    assert_eq!(client.get(&options).await.json()["yAxis"][0]["name"], "€");
    let unknown = client.get(&page("pounds")).await;
    assert!(unknown.status == 200 && unknown.body.contains("480\u{a0}kWh"), "what cannot be read is the default");
}

#[tokio::test]
async fn without_a_tariff_the_page_says_so_and_leads_to_one() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-11-01", "2026-11-21", |_, _| Some(1_000)).await;
    let path = format!("/buildings/{}?p=month&d=2026-11&unit=eur", test.building.id);
    let syndic = test.syndic().await.get(&path).await.body;
    let settings = format!("href=\"/buildings/{}/settings\"", test.building.id);
    assert!(syndic.contains("Aucun tarif ne vaut pour cette période") && syndic.contains(&settings), "{syndic}");
    assert!(!syndic.contains("0,00\u{a0}€"), "not known is not zero");
    let owner = test.owner().await.get(&path).await.body;
    assert!(owner.contains("Adressez-vous au syndic.") && !owner.contains(&settings), "{owner}");
}

#[tokio::test]
async fn a_meter_without_a_contract_leaves_its_days_unfinished() {
    let test = TestApp::new().await;
    november(&test).await;
    let other = Meter::default().number("09111111111111").insert(&test.app, &test.building).await;
    feed(&test, &other, "2026-11-10", "2026-11-21", |_, _| Some(1_000)).await;
    let view = view(&test, PeriodKind::Month, Measure::Cost).await;
    let cost = view.cost.unwrap();
    assert_eq!((cost.gross, cost.meters_without), (Some(10_539), 1));
    assert_eq!(cost.days, Counted { some: 7, all: 20 }, "3 to 9 November");
    assert_eq!(view.charts[0].slots[9].state, SlotState::Partial);
}
