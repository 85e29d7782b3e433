//! The page of one alert, and what the header says is waiting.

use super::{DAY, raised};
use crate::support::TestApp;

#[tokio::test]
async fn the_page_of_an_alert_says_what_happened_why_and_what_became_of_it() {
    let test = TestApp::new().await;
    let client = test.syndic().await;
    let meter = raised(&test).await;
    let address = format!("/alerts/{}/over_consumption/{DAY}", meter.id);
    let list = client.get("/alerts").await.body;
    assert!(list.contains(&format!(r#"href="{address}""#)));
    let page = client.get(&address).await;
    assert_eq!(page.status, 200);
    for text in [
        "Surconsommation électrique",
        "+150,0\u{a0}%",
        "un appareil défectueux qui consomme en continu",
        "Vérifiez les installations électriques communes.",
        "La courbe de ce jour",
        "Trouvée par la règle",
        "Message « Critique », par E-mail à User 1",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let id = meter.id.to_string();
    let said = |comment: &'static str| {
        [
            ("meter", &*id),
            ("kind", "over_consumption"),
            ("day", DAY),
            ("state", "explained"),
            ("from", "page"),
            ("comment", comment),
        ]
    };
    let long: &'static str = "é".repeat(1_001).leak();
    let refused = client.form("/alerts", &said(long)).await;
    let back = client.get(refused.header("location")).await.body;
    assert!(back.contains(long) && back.contains("comment"), "what was typed is not lost");
    let done = client.form("/alerts", &said("Travaux")).await;
    assert_eq!((done.status, done.header("location")), (303, address.as_str()));
    let page = client.get(&address).await.body;
    assert!(page.contains("Expliqué, par User 1") && page.contains("Travaux"), "{page}");

    let owners = test.owner().await.get(&address).await;
    assert_eq!(owners.status, 200);
    assert!(!owners.body.contains("User 1") && !owners.body.contains(r#"name="state""#), "{}", owners.body);
    for stranger in [test.other_syndic().await, test.other_owner().await] {
        assert_eq!(stranger.get(&address).await.status, 404);
    }
    for nothing in
        [format!("/alerts/{id}/night/{DAY}"), format!("/alerts/{id}/x/{DAY}"), format!("/alerts/x/night/{DAY}")]
    {
        assert_eq!(client.get(&nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn the_header_counts_what_waits() {
    let test = TestApp::new().await;
    let (client, owner) = (test.syndic().await, test.owner().await);
    let elsewhere = [test.other_syndic().await, test.other_owner().await];
    let meter = raised(&test).await;
    let says = async |client: &crate::support::Client, text: &str| client.get("/").await.body.contains(text);
    assert!(says(&client, "1 à traiter").await && says(&client, "1 non lus").await);
    assert!(says(&owner, "1 à traiter").await, "of the building that they co-own");
    for stranger in &elsewhere {
        assert!(!says(stranger, "à traiter").await);
    }
    let id = meter.id.to_string();
    let fields = [("meter", &*id), ("kind", "over_consumption"), ("day", DAY), ("state", "acknowledged")];
    assert_eq!(client.form("/alerts", &fields).await.status, 303);
    assert!(!says(&client, "à traiter").await && says(&client, "1 non lus").await);
    assert_eq!(client.form("/notifications/read", &[]).await.status, 303);
    assert!(!says(&client, "non lus").await);
}
