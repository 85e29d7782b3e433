//! The forms of the rules, as a browser without scripts sends them.

use crate::support::{Client, Meter, TestApp};
use serde_json::Value;

/// What the form of the night rule holds as it is delivered.
const NIGHT: [(&str, &str); 11] = [
    ("threshold", "3,5"),
    ("floor", "1"),
    ("from", "23:00"),
    ("to", "05:00"),
    ("major", "50"),
    ("critical", "100"),
    ("severity", ""),
    ("cooldown", "1"),
    ("after_hours", ""),
    ("role", "syndic"),
    ("enabled", "on"),
];

/// The fields with some changed and others added.
fn fields<'f>(scope: &'f str, changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut all = NIGHT.to_vec();
    all.push(("scope", scope));
    for (name, value) in changes {
        match all.iter_mut().find(|(field, _)| field == name) {
            Some(field) => field.1 = value,
            None => all.push((name, value)),
        }
    }
    all
}

async fn stored(client: &Client) -> Vec<Value> {
    client.get("/api/v1/rules").await.json()["rules"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_watched_is_told_in_words_and_an_exception_stands_below_its_kind() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let page = client.get("/rules").await;
    assert_eq!(page.status, 200);
    for title in ["Surconsommation électrique", "Jour inhabituel", "Compteur silencieux", "Données moins fiables"] {
        assert!(page.body.contains(title), "{title}");
    }
    assert!(page.body.contains("dépasse de plus de 20"), "{}", page.body);
    let scope = format!("building:{}", test.building.id);
    let saved = client.form("/rules/night", &fields(&scope, &[("threshold", "5"), ("email", "on")])).await;
    assert_eq!((saved.status, saved.header("location")), (303, "/rules?done=saved"), "{saved:?}");
    let rule = stored(&client).await.remove(0);
    assert_eq!((&rule["scope"]["of"], &rule["rule"]["parameters"]["threshold"]), (&"building".into(), &5_000.into()));
    assert_eq!(rule["rule"]["channels"], serde_json::json!(["email"]));
    let page = client.get("/rules?done=saved").await.body;
    assert!(page.contains("La règle est enregistrée") && page.contains(&format!("/rules/night?scope={scope}")));
    let editor = client.get(&format!("/rules/night?scope={scope}")).await.body;
    assert!(editor.contains(r#"value="5""#) && editor.contains("Ce périmètre a sa propre règle."));
    let reset = client.form("/rules/night/reset", &[("scope", &scope)]).await;
    assert!(reset.header("location").starts_with("/rules/night?scope=building"), "{reset:?}");
    assert_eq!(stored(&client).await, [] as [Value; 0]);
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong_at_its_field() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let typed = [("threshold", "beaucoup"), ("floor", "12,5"), ("cooldown", "900"), ("sms", "on")];
    let refused = client.form("/rules/night", &fields("organisation", &typed)).await;
    assert_eq!(refused.status, 303);
    let page = client.get(refused.header("location")).await;
    assert_eq!(page.status, 200);
    for text in [
        r#"value="beaucoup""#,
        r#"value="12,5""#,
        r#"value="900""#,
        "Attendu : un nombre, par exemple 1,5.",
        r##"href="#threshold""##,
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert_eq!(stored(&client).await, [] as [Value; 0]);
    let second = client.form("/rules/night", &fields("organisation", &[("cooldown", "900")])).await;
    let page = client.get(second.header("location")).await.body;
    assert!(page.contains("Attendu : un nombre de 0 à 365."), "{page}");
    let language = client.request(reqwest::Method::GET, second.header("location")).header("accept-language", "en");
    assert!(client.send(language).await.body.contains("Expected: a number from 0 to 365."));
}

#[tokio::test]
async fn a_rule_is_switched_off_and_on_and_leaves_nothing_behind() {
    let test = TestApp::new().await;
    let meter = test.meter(Meter::default()).await;
    let client = test.syndic().await;
    let scope = format!("meter:{}", meter.id);
    let off = client.form("/rules/unusual/switch", &[("scope", &scope)]).await;
    assert_eq!((off.status, off.header("location")), (303, "/rules?done=off"));
    assert_eq!(stored(&client).await[0]["enabled"], false);
    let page = client.get("/rules").await.body;
    assert!(page.contains("Résidence Verte – Parties communes") && page.contains("désactivée ici"), "{page}");
    let on = client.form("/rules/unusual/switch", &[("scope", &scope), ("enabled", "on")]).await;
    assert_eq!(on.header("location"), "/rules?done=on");
    assert_eq!(stored(&client).await, [] as [Value; 0], "it says what counts anyway");
}

#[tokio::test]
async fn owners_neither_see_nor_change_rules() {
    let test = TestApp::new().await;
    let owner = test.owner().await;
    for path in ["/rules", "/rules/night"] {
        assert_eq!(owner.get(path).await.status, 403, "{path}");
    }
    assert_eq!(owner.form("/rules/night", &fields("organisation", &[])).await.status, 403);
    assert!(!owner.get("/alerts").await.body.contains(r#"href="/rules""#));
    assert_eq!(test.syndic().await.get("/rules/nothing").await.status, 404);
}
