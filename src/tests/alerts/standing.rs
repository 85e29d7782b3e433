//! What only time brings about.

use super::somebody;
use crate::support::{Meter, TestApp};
use std::time::Duration;
use syndiwatt::{
    domain::{
        access::Role,
        consent::Consent,
        id::ConsentId,
        provider::ProviderId,
        rule::{Rule, RuleKind},
        time::Instant,
    },
    services::alerts,
    storage,
    views::rules::ScopeName,
};

const DAY: i64 = 86_400;

/// A meter that is read online and sent its last value on 13 November, eight days before the tests' today; its consent ends
/// in `days`.
async fn silent(test: &TestApp, days: i64) {
    let meter = test.meter(Meter::default().half_hours(Instant(1_794_006_000), &[500; 7 * 48])).await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    let sql = format!("SELECT id FROM users WHERE email = '{email}'");
    let given_by = crate::support::raw::rows::<(syndiwatt::domain::id::UserId,)>(&test.app.db, sql).await[0].0;
    let now = test.app.clock.now();
    let consent = Consent {
        id: ConsentId::new(),
        given_by,
        provider: ProviderId::Enedis,
        text_version: "1".to_owned(),
        given_at: now,
        expires_at: now.plus(days * DAY),
        withdrawn_at: None,
        reference: None,
    };
    let mut tx = test.app.db.begin().await.unwrap();
    storage::consents::insert(&mut tx, test.organisation, test.building.id, &consent).await.unwrap();
    storage::usage_points::set_consent(&mut tx, meter.id, Some(consent.id)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn pages_are_told_of_a_silence_once_and_not_every_quarter_of_an_hour() {
    let test = TestApp::new().await;
    silent(&test, 100).await;
    let (_, mut heard) = test.app.db.listen();
    let mut told = async || tokio::time::timeout(Duration::from_millis(500), heard.recv()).await.is_ok();
    while told().await {}
    alerts::watch(&test.app).await.unwrap();
    assert!(told().await, "the alert is new");
    while told().await {}
    alerts::watch(&test.app).await.unwrap();
    assert!(!told().await, "nothing has changed");
    assert!(test.syndic().await.get("/alerts").await.body.contains("Aucune donnée depuis 6 jours"));
}

#[tokio::test]
async fn the_end_of_a_consent_lies_ahead_and_is_in_the_inbox() {
    let test = TestApp::new().await;
    silent(&test, 10).await;
    alerts::watch(&test.app).await.unwrap();
    let client = test.syndic().await;
    let page = client.get("/alerts").await.body;
    assert!(page.contains("Le consentement se termine dans 10 jours"), "{page}");
    assert!(page.contains("2 à traiter"), "the silence and the consent");
    let actor = somebody(&test, Role::Syndic);
    for kind in [RuleKind::Silent, RuleKind::ConsentEnding] {
        let view = alerts::preview(&test.app, &actor, ScopeName::Organisation, &Rule::of(kind)).await;
        let days = view.unwrap().days;
        assert_eq!(days.len(), 1, "{kind:?}: {days:?}");
        assert!(page.contains(&format!("/{}/{}", kind.as_str(), days[0].day)), "{kind:?}: {days:?}");
    }
}
