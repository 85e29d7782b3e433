//! Tariffs, contracts, costs, lots and factors over the API: what was corrected changes the past.

use crate::support::{Client, Meter, TestApp};
use serde_json::{Value, json};
use syndiwatt::domain::time::Instant;

/// 2026-11-19, 00:00 in Paris.
const MIDNIGHT: Instant = Instant(1_795_042_800);

fn versions(peak: i64) -> Value {
    let vat = json!({ "energy": 200, "subscription": 55, "power": 200, "injection": 0 });
    let windows = json!([{ "hours": { "from": "06:00", "to": "22:00" } }]);
    json!([{
        "valid_from": "2026-01-01",
        "bands": [
            { "name": "peak", "price": peak, "windows": windows },
            { "name": "off_peak", "price": 100_000 },
        ],
        "subscription": { "price": 30_000_000, "per": "month" },
        "vat": vat,
    }])
}

async fn create(client: &Client, peak: i64) -> String {
    let created = client.post("/api/v1/tariffs", &json!({ "name": "Bleu", "versions": versions(peak) })).await;
    assert_eq!(created.status, 201, "{created:?}");
    created.json()["id"].as_str().unwrap().to_owned()
}

/// A tariff of the client's organisation.
pub async fn any_tariff(client: &Client) -> String {
    create(client, 200_000).await
}

/// Two days of half-hours of 500 Wh, with a contract from the first one on.
async fn priced(test: &TestApp) -> (Client, String, String) {
    let meter = test.meter(Meter::default().half_hours(MIDNIGHT, &[500; 96])).await;
    let client = test.syndic().await;
    let tariff = create(&client, 200_000).await;
    let base = format!("/api/v1/buildings/{}/iot", test.building.id);
    let contracts = json!({ "contracts": [{ "valid_from": "2026-11-19", "tariff": tariff }] });
    let path = format!("{base}/devices/{}/contracts", meter.id);
    assert_eq!(client.put(&path, &contracts).await.status, 204);
    assert_eq!(client.get(&path).await.json(), contracts);
    (client, base, tariff)
}

const DAYS: &str = "start_date=2026-11-18&end_date=2026-11-21&period=day";

#[tokio::test]
async fn a_corrected_price_changes_the_past() {
    let test = TestApp::new().await;
    let (client, base, tariff) = priced(&test).await;
    let costs = async || client.get(&format!("{base}/costs?{DAYS}")).await.json();
    // A day: 16 kWh × 0.20 + 8 kWh × 0.10 = 4.00 €, 20 % on it; 1 € of subscription, 5.5 % on it.
    let before = costs().await;
    assert_eq!(before["total"], json!({ "net_cents": 1_000, "tax_cents": 171, "gross_cents": 1_171 }));
    let points = json!([
        { "period": "2026-11-19", "kwh": 24.0, "gross_cents": 586 },
        { "period": "2026-11-20", "kwh": 24.0, "gross_cents": 585 },
    ]);
    assert_eq!(before["data_points"], points, "585.5 twice adds up to 1171");
    let components: Vec<_> = before["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["band"].clone(), c["gross_cents"].clone()))
        .collect();
    assert_eq!(components, [(json!("peak"), json!(768)), (json!("off_peak"), json!(192)), (Value::Null, json!(211))]);
    assert_eq!(before["meters"][0]["days_without_contract"], 0, "nothing was measured before the contract");
    assert_eq!(before["emissions"]["kg_co2e"], 2.112);
    assert_eq!(before["emissions"]["factors"][0]["kind"], "annual_mean");

    let path = format!("/api/v1/tariffs/{tariff}");
    let body = |revision| json!({ "name": "Bleu", "versions": versions(300_000), "revision": revision });
    assert_eq!(client.put(&path, &body(1)).await.json()["revision"], 2);
    let late = client.put(&path, &body(1)).await;
    assert_eq!((late.status, late.problem().as_str()), (409, "changed_meanwhile"));
    assert_eq!(costs().await["total"]["gross_cents"], 1_171 + 384);
    let used = client.delete(&path).await;
    assert_eq!((used.status, used.problem().as_str()), (409, "still_used"));
}

#[tokio::test]
async fn parts_of_lots_add_up() {
    let test = TestApp::new().await;
    let (client, base, _) = priced(&test).await;
    let lots = format!("/api/v1/buildings/{}/lots", test.building.id);
    let body = json!({ "area_m2": 840, "lots": [
        { "label": "A", "share": 333 }, { "label": "B", "share": 333 }, { "label": "C", "share": 334 },
    ] });
    assert_eq!(client.put(&lots, &body).await.json(), body);
    assert_eq!(client.get(&lots).await.json(), body);
    let split = client.get(&format!("{base}/costs/lots?{DAYS}")).await.json();
    let cents: Vec<i64> =
        split["lots"].as_array().unwrap().iter().map(|lot| lot["gross_cents"].as_i64().unwrap()).collect();
    assert_eq!(
        (cents.iter().sum::<i64>(), split["total_gross_cents"].as_i64(), split["shares"].as_i64()),
        (1_171, Some(1_171), Some(1_000))
    );
    let twice = json!({ "lots": [{ "label": "A", "share": 1 }, { "label": " A ", "share": 1 }] });
    let refused = client.put(&lots, &twice).await;
    assert_eq!((refused.status, refused.json()["field"].as_str()), (400, Some("lots[1].label")));
}

#[tokio::test]
async fn own_factors_replace_those_of_their_country() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let path = "/api/v1/emission-factors";
    let published = client.get(path).await.json();
    assert_eq!(published["factors"].as_array().map(Vec::len), Some(2));
    let own = json!({ "country": "FR", "valid_from": "2026-01-01", "milligrams_per_kwh": 32_000, "kind": "direct", "source": "RTE" });
    let factors = client.put(path, &json!({ "factors": [own] })).await.json();
    assert_eq!((&factors["factors"][0], &factors["factors"][1]), (&published["factors"][0], &own));
    let refused = client.put(path, &json!({ "factors": [own, own] })).await;
    assert_eq!(refused.json()["field"], "factors[1].valid_from");
    assert_eq!(client.put(path, &json!({ "factors": [] })).await.json(), published);
}

#[tokio::test]
async fn a_fault_is_named_by_its_place() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let create = async |body: Value| client.post("/api/v1/tariffs", &body).await;
    let mut dear = versions(200_000);
    dear[0]["bands"][1]["price"] = json!(10_000_001);
    let mut no_rest = versions(200_000);
    no_rest[0]["bands"].as_array_mut().unwrap().pop();
    for (versions, field) in
        [(dear, "versions[0].bands[1].price"), (no_rest, "versions[0].bands"), (json!([]), "versions")]
    {
        let refused = create(json!({ "name": "x", "versions": versions })).await;
        assert_eq!((refused.status, refused.json()["field"].as_str()), (400, Some(field)));
    }
    let nameless = create(json!({ "name": " ", "versions": versions(1) })).await;
    assert_eq!(nameless.json()["field"], "name");
    let unknown = json!({ "contracts": [{ "valid_from": "2026-01-01", "tariff": uuid::Uuid::nil() }] });
    let meter = test.meter(Meter::default()).await;
    let path = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, meter.id);
    assert_eq!(client.put(&path, &unknown).await.json()["field"], "contracts[0].tariff");
}
