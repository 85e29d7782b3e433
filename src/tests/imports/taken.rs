//! From the file to the readings.

use super::*;
use crate::recorded::recorded;

#[tokio::test]
async fn preview_then_confirm_then_the_same_again() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let id = preview_id(&server, &client, &fluvius(EAN)).await;
    let shown = page(&server, &client, &id).await.json();
    let offtake = &shown["preview"]["series"][0];
    assert_eq!((&offtake["number"], &offtake["meter"]), (&EAN.into(), &Value::Null));
    assert_eq!((&offtake["values"], &offtake["gaps"], &offtake["step_minutes"]), (&100.into(), &json!([]), &15.into()));
    assert_eq!(offtake["overlap"], json!({ "new": 100, "same": 0, "replaced": 0, "kept": 0 }));
    assert_eq!(stored(&server).await["meters"], json!([]), "a preview stores nothing but the file");

    let outcome = confirm(&server, &client, &id, false).await.json();
    assert_eq!((&outcome["written"], &outcome["last_day"]), (&100.into(), &"2021-10-31".into()));
    let after = stored(&server).await;
    assert_eq!(after["series"].as_array().unwrap().len(), 1, "a column without values makes no series");
    assert_eq!(after["series"][0]["readings"].as_array().unwrap().len(), 100);
    assert_eq!(confirm(&server, &client, &id, false).await.problem(), "preview_gone");

    server.app.clock.advance(60);
    let id = preview_id(&server, &client, &fluvius(EAN)).await;
    let again = page(&server, &client, &id).await.json();
    assert_eq!(again["preview"]["series"][0]["overlap"], json!({ "new": 0, "same": 100, "replaced": 0, "kept": 0 }));
    assert_eq!(again["imported"].as_array().unwrap().len(), 1);
    let outcome = confirm(&server, &client, &id, false).await.json();
    assert_eq!((&outcome["written"], &outcome["unchanged"]), (&0.into(), &100.into()));
    assert_eq!(stored(&server).await, after);
}

#[tokio::test]
async fn a_wrong_check_digit_must_be_accepted() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let id = preview_id(&server, &client, &fluvius("541448960000000125")).await;
    assert_eq!(page(&server, &client, &id).await.json()["preview"]["series"][0]["check_digit_wrong"], true);
    let refused = confirm(&server, &client, &id, false).await;
    assert_eq!((refused.status, refused.problem()), (422, "ean_check_digit".to_owned()));
    assert_eq!(stored(&server).await["meters"], json!([]));
    assert_eq!(confirm(&server, &client, &id, true).await.json()["written"], 100);
}

#[tokio::test]
async fn the_form_leads_to_the_outcome_or_back() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let id = preview_id(&server, &client, &fluvius("541448960000000125")).await;
    let page = format!("/buildings/{}/import", server.building.id);
    let back = client.form(&format!("{page}/{id}"), &[]).await;
    assert_eq!((back.status, back.header("location")), (303, &*format!("{page}?error=ean_check_digit&preview={id}")));
    let done = client.form(&format!("{page}/{id}"), &[("accept_numbers", "yes")]).await;
    let outcome = format!("{page}?written=100&unchanged=0&through=2021-10-31");
    assert_eq!((done.status, done.header("location")), (303, &*outcome));
}

#[tokio::test]
async fn previews_last_a_day() {
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let id = preview_id(&server, &client, &fluvius(EAN)).await;
    // Sessions live longer than a day when they are used.
    server.app.clock.advance(24 * 3_600);
    let gone = confirm(&server, &client, &id, false).await;
    assert_eq!((gone.status, gone.problem()), (410, "preview_gone".to_owned()));
    preview_id(&server, &client, &fluvius(EAN)).await;
    let organisation = server.organisation;
    let old = syndiwatt::storage::imports::find(&server.app.db, organisation, id.parse().unwrap()).await.unwrap();
    assert!(old.unwrap().content.is_none());
}

#[tokio::test]
async fn the_recorded_export() {
    let name = "fluvius/Verbruikshistoriek_elektriciteit_20211012_20211031_kwartiertotalen.csv";
    let Some(path) = recorded(name) else { return };
    let server = TestApp::new().await;
    let client = server.syndic().await;
    let content = std::fs::read_to_string(path).unwrap();
    let id = preview_id(&server, &client, &content).await;
    let offtake = page(&server, &client, &id).await.json()["preview"]["series"][0].clone();
    assert_eq!((&offtake["total"], &offtake["check_digit_wrong"]), (&(18_192 * 3_600).into(), &true.into()));
    assert!(confirm(&server, &client, &id, true).await.json()["written"].as_u64().unwrap() > 600);
    let after = stored(&server).await;
    let id = preview_id(&server, &client, &content).await;
    assert_eq!(confirm(&server, &client, &id, false).await.json()["written"], 0);
    assert_eq!(stored(&server).await, after);
}

#[tokio::test]
async fn the_recorded_daily_value_matches_the_recorded_curve() {
    let names = ["enedis-2026/courbe_de_charge_consommation.json", "enedis-2026/consommation_quotidienne.json"];
    let server = TestApp::new().await;
    let client = server.syndic().await;
    for name in names {
        let Some(path) = recorded(name) else { return };
        let id = preview_id(&server, &client, &std::fs::read_to_string(path).unwrap()).await;
        assert_eq!(confirm(&server, &client, &id, false).await.status, 200);
    }
    let db = &server.app.db;
    let points = syndiwatt::storage::usage_points::of_building(db, server.building.id).await.unwrap();
    let series = syndiwatt::storage::usage_points::series_of(db, &[points[0].id]).await.unwrap();
    let day = syndiwatt::domain::time::LocalDay::from_ymd_opt(2026, 9, 29).unwrap();
    let next = day.succ_opt().unwrap();
    let rollups = syndiwatt::storage::readings::rollups_between(db, &[series[0].key], day, next).await.unwrap();
    let rollup = &rollups[0].1;
    assert_eq!((rollup.sum, rollup.official), (33_495 * 3_600, Some(33_495 * 3_600)));
    assert!(!rollup.mismatch() && rollup.is_whole());
}
