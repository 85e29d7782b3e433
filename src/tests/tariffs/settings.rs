//! Contracts, area and lots of a building.

use crate::support::{Client, Meter, TestApp};
use serde_json::json;

async fn tariff(client: &Client) -> String {
    crate::cost::any_tariff(client).await
}

#[tokio::test]
async fn a_meter_has_a_tariff_from_a_day_on_until_the_next() {
    let test = TestApp::new().await;
    let (meter, client) = (test.meter(Meter::default()).await, test.syndic().await);
    let tariff = tariff(&client).await;
    let page = format!("/buildings/{}/settings", test.building.id);
    let meter_id = meter.id.to_string();
    let put = async |tariff: &str, day: &str| {
        let fields = [("meter", meter_id.as_str()), ("tariff", tariff), ("valid_from", day)];
        client.form(&format!("{page}/contracts"), &fields).await
    };
    let stored = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, meter.id);
    for (of, day) in [(tariff.as_str(), "2026-03-01"), ("none", "01/09/2026"), (tariff.as_str(), "2026-01-01")] {
        let answer = put(of, day).await;
        assert_eq!((answer.status, answer.header("location")), (303, format!("{page}?done=contract").as_str()));
    }
    let expected = json!({ "contracts": [
        { "valid_from": "2026-01-01", "tariff": tariff },
        { "valid_from": "2026-03-01", "tariff": tariff },
        { "valid_from": "2026-09-01", "tariff": null },
    ] });
    assert_eq!(client.get(&stored).await.json(), expected);
    let shown = client.get(&page).await.body;
    for text in ["Bleu", "1er\u{a0}mars 2026", "aucun contrat", "Parties communes"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let remove = async |day: &str| {
        client.form(&format!("{page}/contracts/remove"), &[("meter", &meter_id), ("valid_from", day)]).await.status
    };
    assert_eq!([remove("2026-03-01").await, remove("2026-03-01").await], [303, 404]);

    let wrong = put("", "demain").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(r#"value="demain""#) && wrong.body.contains(r##"href="#tariff""##), "{wrong:?}");
    let foreign = tariff_of_others(&test).await;
    assert_eq!(put(&foreign, "2026-05-01").await.status, 422);
    assert_eq!(client.get(&stored).await.json()["contracts"].as_array().map(Vec::len), Some(2));
}

async fn tariff_of_others(test: &TestApp) -> String {
    tariff(&test.other_syndic().await).await
}

#[tokio::test]
async fn a_meter_of_another_building_is_not_found() {
    let test = TestApp::new().await;
    let (meter, client) = (test.meter(Meter::default()).await, test.syndic().await);
    let other = test.other_building().await;
    let fields =
        [("meter", meter.id.to_string()), ("tariff", "none".to_owned()), ("valid_from", "2026-01-01".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for end in ["contracts", "contracts/remove"] {
        assert_eq!(client.form(&format!("/buildings/{}/settings/{end}", other.id), &fields).await.status, 404);
    }
}

#[tokio::test]
async fn lots_are_typed_pasted_and_never_lost() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let page = format!("/buildings/{}/settings", test.building.id);
    let send = async |fields: &[(&str, &str)]| client.form(&format!("{page}/lots"), fields).await;
    let typed = [
        ("area", "840"),
        ("label", "Lot 1"),
        ("share", "600"),
        ("label", ""),
        ("share", ""),
        ("paste", "Lot 2;300\nLot 3;100"),
    ];
    assert_eq!(send(&typed).await.header("location"), format!("{page}?done=lots"));
    let api = format!("/api/v1/buildings/{}/lots", test.building.id);
    let lots = |of: &[(&str, i64)]| {
        of.iter().map(|(label, share)| json!({ "label": label, "share": share })).collect::<Vec<_>>()
    };
    let stored = client.get(&api).await.json();
    assert_eq!(stored, json!({ "area_m2": 840, "lots": lots(&[("Lot 1", 600), ("Lot 2", 300), ("Lot 3", 100)]) }));
    let shown = client.get(&page).await.body;
    assert!(shown.contains("60,00\u{a0}%") && shown.contains(r#"value="Lot 3""#), "{shown}");

    let wrong = [("area", "grand"), ("label", "Lot 1"), ("share", "beaucoup"), ("paste", "Lot 9;5\nLot 10")];
    let answer = send(&wrong).await;
    assert_eq!(answer.status, 422);
    for kept in [r#"value="grand""#, r#"value="beaucoup""#, "Lot 9;5", "à la ligne 2", r##"href="#share[0]""##] {
        assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
    }
    assert_eq!(client.get(&api).await.json(), stored);
    let alone = [("area", ""), ("label", "Lot 1"), ("share", "600"), ("paste", "A;1"), ("replace", "on")];
    assert_eq!(send(&alone).await.status, 303);
    assert_eq!(client.get(&api).await.json(), json!({ "area_m2": null, "lots": lots(&[("A", 1)]) }));
}
