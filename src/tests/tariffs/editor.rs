//! The form of a version.

use super::{led_to, versions};
use crate::support::{Client, Meter, TestApp};
use serde_json::json;
use std::time::Duration;
use syndiwatt::{domain::time::Instant, storage::Heard};

type Fields = Vec<(&'static str, &'static str)>;

/// Off-peak hours to the minute, as a French syndic types them.
fn peak_off_peak() -> Fields {
    vec![
        ("name", "Bleu HP/HC"),
        ("valid_from", "2026-01-01"),
        ("bands[0].name", "off_peak"),
        ("bands[0].price", "0,131470"),
        ("bands[0].windows[0].from", "22h50"),
        ("bands[0].windows[0].to", "6:50"),
        ("bands[0].windows[0].weekdays", "Mon"),
        ("bands[0].windows[0].weekdays", "Tue"),
        ("bands[1].name", "peak"),
        ("bands[1].price", "0.2"),
        ("subscription.price", "1 204,5"),
        ("subscription.per", "year"),
        ("power", "subscribed"),
        ("power.kva", "36"),
        ("power.per_kva_and_year", "0"),
        ("injection", ""),
        ("vat.energy", "20"),
        ("vat.subscription", "5,5"),
        ("vat.power", "20"),
        ("vat.injection", ""),
        ("do", "save"),
    ]
}

/// The same with other values of some fields.
fn changed(changes: &[(&'static str, &'static str)]) -> Fields {
    let value = |name: &str| changes.iter().find(|(changed, _)| *changed == name).map(|(_, value)| *value);
    let mut fields = peak_off_peak();
    fields.iter_mut().for_each(|(name, old)| *old = value(name).unwrap_or(old));
    let added = changes.iter().filter(|(name, _)| !fields.iter().any(|(known, _)| known == name));
    let added: Fields = added.copied().collect();
    fields.into_iter().chain(added).collect()
}

/// Whether a page holds an input of this name with this value.
fn holds(page: &str, name: &str, value: &str) -> bool {
    page.split("<input").any(|input| {
        let tag = input.split('>').next().unwrap_or_default();
        tag.contains(&format!(r#"name="{name}""#)) && tag.contains(&format!(r#"value="{value}""#))
    })
}

async fn create(client: &Client) -> String {
    led_to(&client.form("/tariffs/new", &peak_off_peak()).await)
}

#[tokio::test]
async fn what_was_typed_is_what_is_stored() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let tariff = create(&client).await;
    let expected = json!([{
        "valid_from": "2026-01-01",
        "bands": [
            { "name": "off_peak", "price": 131_470, "windows": [{
                "hours": { "from": "22:50", "to": "06:50" }, "weekdays": ["Mon", "Tue"], "season": null, "colour": null,
            }] },
            { "name": "peak", "price": 200_000, "windows": [] },
        ],
        "subscription": { "price": 1_204_500_000, "per": "year" },
        "power": { "subscribed": { "kva": 36, "per_kva_and_year": 0 } },
        "injection": null,
        "vat": { "energy": 200, "subscription": 55, "power": 200, "injection": 0 },
    }]);
    assert_eq!(versions(&client, &tariff).await, expected);
    let page = client.get(&format!("/tariffs/{tariff}?done=created")).await;
    assert_eq!(page.status, 200);
    for text in ["Bleu HP/HC", "Heures creuses", "0,13147", "22:50–06:50", "36 kVA"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let list = client.get("/tariffs").await;
    assert!(list.body.contains(&format!("/tariffs/{tariff}")), "{}", list.body);
}

#[tokio::test]
async fn a_refused_form_keeps_everything_and_names_every_field() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let wrong = [
        ("bands[0].price", "cher"),
        ("bands[0].windows[0].to", "25h"),
        ("vat.energy", ""),
        ("power.kva", "trente-six"),
    ];
    let answer = client.form("/tariffs/new", &changed(&wrong)).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    for (name, value) in wrong.into_iter().chain([
        ("name", "Bleu HP/HC"),
        ("subscription.price", "1 204,5"),
        ("bands[0].windows[0].from", "22h50"),
    ]) {
        assert!(holds(&answer.body, name, value), "{name} = {value}: {}", answer.body);
    }
    for (name, _) in wrong {
        assert!(answer.body.contains(&format!(r##"href="#{name}""##)), "{name}: {}", answer.body);
        assert!(answer.body.contains(&format!(r#"id="{name}-error""#)), "{name}");
    }
    assert_eq!(client.get("/api/v1/tariffs").await.json()["tariffs"], json!([]));
    let beyond = client.form("/tariffs/new", &changed(&[("bands[1].price", "10,5")])).await;
    assert!(beyond.status == 422 && beyond.body.contains("un nombre de -10 à 10"), "{beyond:?}");
}

#[tokio::test]
async fn buttons_draw_the_form_again_without_saving() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let answer = client.form("/tariffs/new", &changed(&[("do", "add_band"), ("vat.energy", "2o")])).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains(r#"name="bands[2].price""#) && holds(&answer.body, "vat.energy", "2o"));
    assert!(holds(&answer.body, "bands[2].price", "0.2"), "the rest stays last");
    let fewer = client.form("/tariffs/new", &changed(&[("do", "remove_window.0.0")])).await;
    assert!(!fewer.body.contains("bands[0].windows[0]"), "{}", fewer.body);
    assert_eq!(client.get("/api/v1/tariffs").await.json()["tariffs"], json!([]));
}

#[tokio::test]
async fn new_prices_leave_the_past_alone() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let tariff = create(&client).await;
    let edit = format!("/tariffs/{tariff}/edit");
    let form = client.get(&edit).await;
    assert!(holds(&form.body, "bands[0].price", "0,13147") && holds(&form.body, "valid_from", ""), "{}", form.body);
    let next = [("valid_from", "2026-08-01"), ("bands[1].price", "0,3"), ("revision", "1")];
    assert_eq!(led_to(&client.form(&edit, &changed(&next)).await), tariff);
    let stored = versions(&client, &tariff).await;
    let seen: Vec<_> = [0, 1].map(|at| (&stored[at]["valid_from"], &stored[at]["bands"][1]["price"])).into();
    assert_eq!(seen, [(&json!("2026-01-01"), &json!(200_000)), (&json!("2026-08-01"), &json!(300_000))]);

    let twice = client.form(&edit, &changed(&[("valid_from", "2026-08-01"), ("revision", "2")])).await;
    assert!(twice.status == 422 && twice.body.contains(r#"id="valid_from-error""#), "{twice:?}");
    let moved = [("valid_from", "2026-09-01"), ("replaces", "2026-08-01"), ("revision", "2")];
    assert_eq!(led_to(&client.form(&edit, &changed(&moved)).await), tariff);
    assert_eq!(versions(&client, &tariff).await[1]["valid_from"], "2026-09-01");
    let remove =
        client.form(&format!("/tariffs/{tariff}/remove"), &[("version", "2026-09-01"), ("revision", "3")]).await;
    assert_eq!(led_to(&remove), tariff);
    assert_eq!(versions(&client, &tariff).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_saves_second_is_told_and_loses_nothing() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let tariff = create(&client).await;
    let edit = format!("/tariffs/{tariff}/edit");
    let mine = [("replaces", "2026-01-01"), ("revision", "1")];
    assert_eq!(client.form(&edit, &changed(&mine)).await.status, 303);
    let late = [("replaces", "2026-01-01"), ("revision", "1"), ("bands[1].price", "0,27")];
    let answer = client.form(&edit, &changed(&late)).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    assert!(holds(&answer.body, "bands[1].price", "0,27") && holds(&answer.body, "revision", "2"));
    let again = [("replaces", "2026-01-01"), ("revision", "2"), ("bands[1].price", "0,27")];
    assert_eq!(client.form(&edit, &changed(&again)).await.status, 303);
    assert_eq!(versions(&client, &tariff).await[0]["bands"][1]["price"], 270_000);
}

#[tokio::test]
async fn owners_and_other_offices_get_nothing() {
    let test = TestApp::new().await;
    let (client, owner, other) = (test.syndic().await, test.owner().await, test.other_syndic().await);
    let tariff = create(&client).await;
    for path in ["/tariffs".to_owned(), "/tariffs/new".to_owned(), format!("/tariffs/{tariff}/edit")] {
        let page = owner.get(&path).await;
        assert!(page.status == 403 && !page.body.contains("Bleu HP/HC"), "{path}: {page:?}");
    }
    assert_eq!(owner.form("/tariffs/new", &peak_off_peak()).await.status, 403);
    assert!(!owner.get("/").await.body.contains(r#"href="/tariffs""#), "no link to what is refused");
    for path in [format!("/tariffs/{tariff}"), format!("/tariffs/{tariff}/edit")] {
        let page = other.get(&path).await;
        assert!(page.status == 404 && !page.body.contains("Bleu HP/HC"), "{path}: {page:?}");
    }
    let fields = changed(&[("replaces", "2026-01-01"), ("revision", "1"), ("name", "Pris")]);
    assert_eq!(other.form(&format!("/tariffs/{tariff}/edit"), &fields).await.status, 404);
}

/// 2026-10-19, 00:00 in Paris.
const OCTOBER: Instant = Instant(1_792_360_800);

#[tokio::test]
async fn it_says_what_a_tariff_would_have_cost() {
    let test = TestApp::new().await;
    let meter = test.meter(Meter::default().half_hours(OCTOBER, &[500; 48])).await;
    let client = test.syndic().await;
    let flat = changed(&[("bands[0].price", "0,2"), ("subscription.price", "0"), ("vat.energy", "0")]);
    let tariff = led_to(&client.form("/tariffs/new", &flat).await);
    for on in [test.building.id.to_string(), format!("{}.{}", test.building.id, meter.id)] {
        let page = client.get(&format!("/tariffs/{tariff}?on={on}&span=month")).await;
        // 24 kWh at 0.20 €.
        assert!(page.body.contains("4,80\u{a0}€") && page.body.contains("oct. 2026"), "{}", page.body);
    }
    let foreign = client.get(&format!("/tariffs/{tariff}?on={}&span=month", test.foreign.id)).await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn open_pages_hear_of_new_prices() {
    let test = TestApp::new().await;
    let meter = test.meter(Meter::default()).await;
    let client = test.syndic().await;
    let tariff = create(&client).await;
    let contracts = format!("/api/v1/buildings/{}/iot/devices/{}/contracts", test.building.id, meter.id);
    let bound = json!({ "contracts": [{ "valid_from": "2026-01-01", "tariff": tariff }] });
    assert_eq!(client.put(&contracts, &bound).await.status, 204);
    let (_, mut heard) = test.app.db.listen();
    let mut next = async |within| tokio::time::timeout(within, heard.recv()).await;
    while next(Duration::from_millis(300)).await.is_ok() {}
    let edit = changed(&[("replaces", "2026-01-01"), ("revision", "1"), ("bands[1].price", "0,5")]);
    assert_eq!(client.form(&format!("/tariffs/{tariff}/edit"), &edit).await.status, 303);
    let expected = Heard::Change(test.building.change());
    assert_eq!(next(Duration::from_secs(5)).await.ok().and_then(Result::ok), Some(expected));
}
