//! CO2 factors: published ones, and the organisation's own.

use crate::support::TestApp;

#[tokio::test]
async fn own_factors_are_typed_and_those_of_the_country_step_back() {
    let test = TestApp::new().await;
    let (client, owner) = (test.syndic().await, test.owner().await);
    let page = "/emission-factors";
    let row = [
        ("country", "FR"),
        ("valid_from", "2026-01-01"),
        ("grams", "32,5"),
        ("kind", "direct"),
        ("source", "RTE 2025"),
    ];
    let blank = [("country", "BE"), ("valid_from", ""), ("grams", ""), ("kind", "annual_mean"), ("source", "")];
    let fields = [row, blank].concat();
    assert_eq!(owner.form(page, &fields).await.status, 403);
    assert_eq!(client.form(page, &fields).await.header("location"), "/emission-factors?done=saved");
    let factors = client.get("/api/v1/emission-factors").await.json();
    assert_eq!(
        (factors["factors"].as_array().map(Vec::len), &factors["factors"][1]["milligrams_per_kwh"]),
        (Some(2), &32_500.into())
    );
    let shown = client.get(page).await.body;
    for text in [
        "32,5",
        "émissions directes des centrales",
        "RTE 2025",
        "publié, remplacé par le vôtre",
        "moyenne annuelle du pays",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let read_only = owner.get(page).await;
    assert!(read_only.status == 200 && read_only.body.contains("RTE 2025") && !read_only.body.contains("grams[0]"));
    assert!(!test.other_syndic().await.get(page).await.body.contains("RTE 2025"));

    let wrong = [("country", "FR"), ("valid_from", "2026-01-01"), ("grams", "peu"), ("kind", "direct"), ("source", "")];
    let answer = client.form(page, &wrong).await;
    assert_eq!(answer.status, 422);
    for kept in [r#"value="peu""#, r##"href="#grams[0]""##, r##"href="#source[0]""##] {
        assert!(answer.body.contains(kept), "{kept}: {}", answer.body);
    }
    assert_eq!(client.get("/api/v1/emission-factors").await.json(), factors);
}
