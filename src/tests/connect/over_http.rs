//! The whole way to the operator and back by forms and redirects, and every way in which the way back can be wrong.

use super::site::{Site, come_back, connect_page};
use crate::{
    providers::browser::{self, Query},
    support::{PASSWORD, raw},
};
use syndiwatt::{
    domain::access::Role,
    sandbox::catalogue::{self, EAN_COMMON, PRM_COMMON, PRM_HEAT_PUMP},
    services::syncs,
};

const UNKNOWN: &str = "/?error=consent_state";

async fn meters(site: &Site) -> i64 {
    raw::number(&site.test.app.db, "SELECT COUNT(*) FROM usage_points").await
}

#[tokio::test]
async fn there_and_back_and_the_history_arrives() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let authorize = site.leave(&syndic, "Enedis").await;
    let state = authorize.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    assert_eq!(state.len(), 43, "256 bits");
    let query = site.consent(authorize, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    let back = come_back(&syndic, "enedis", &query).await;
    let page = connect_page(site.test.building.id);
    assert_eq!((back.status, back.header("location")), (303, format!("{page}?step=sync").as_str()));
    assert!(!back.header("location").contains(&state));
    assert_eq!(meters(&site).await, 2);
    let ran = syncs::run_queued(&site.test.app).await.unwrap();
    assert_eq!((ran.done, ran.failed), (2, 0));
    let building = syndic.get(&format!("/buildings/{}", site.test.building.id)).await;
    assert!(building.body.contains(PRM_COMMON) && building.body.contains(PRM_HEAT_PUMP));
}

#[tokio::test]
async fn ores_needs_its_code_and_hands_out_tokens_that_no_page_shows() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let authorize = site.leave(&syndic, "Ores").await;
    assert!(authorize.query().unwrap().contains("code_challenge_method=S256"), "{authorize}");
    let query = site.consent(authorize, &[EAN_COMMON]).await;
    let back = come_back(&syndic, "ores", &query).await;
    assert!(back.header("location").ends_with("?step=sync"), "{back:?}");
    assert!(!back.header("location").contains(&query["code"]));
    assert_eq!(raw::number(&site.test.app.db, "SELECT COUNT(*) FROM secrets").await, 2);
}

#[tokio::test]
async fn a_way_back_that_nobody_asked_for_connects_nothing() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let query = site.consent(site.leave(&syndic, "Enedis").await, &[PRM_COMMON]).await;
    let with_state = |state: &str| Query::from([("state".into(), state.into()), ("code".into(), "x".into())]);
    for wrong in [Query::new(), with_state(""), with_state("made up"), with_state(&"é\u{1}'\"<".repeat(500))] {
        let answer = come_back(&syndic, "enedis", &wrong).await;
        assert_eq!((answer.status, answer.header("location")), (303, UNKNOWN), "{wrong:.40?}");
    }
    assert_eq!(come_back(&syndic, "enedis", &with_state("\u{0}")).await.status, 400, "nothing holds that character");
    assert_eq!(meters(&site).await, 0);
    assert!(come_back(&syndic, "enedis", &query).await.header("location").ends_with("?step=sync"), "the true one");
    assert_eq!(come_back(&syndic, "enedis", &query).await.header("location"), UNKNOWN, "only once");
    assert_eq!(meters(&site).await, 1);
}

#[tokio::test]
async fn a_state_belongs_to_one_session() {
    let site = Site::new().await;
    let email = site.test.user(site.test.organisation, Role::Syndic, &[]).await;
    let (first, second) = (site.test.anonymous(), site.test.anonymous());
    for client in [&first, &second] {
        assert_eq!(client.login(&email, PASSWORD).await.status, 303);
    }
    let others = [second, site.test.syndic().await, site.test.other_syndic().await];
    for other in others {
        let query = site.consent(site.leave(&first, "Enedis").await, &[PRM_COMMON]).await;
        assert_eq!(come_back(&other, "enedis", &query).await.header("location"), UNKNOWN);
        assert_eq!(come_back(&first, "enedis", &query).await.header("location"), UNKNOWN, "it is burnt");
    }
    let query = site.consent(site.leave(&first, "Enedis").await, &[PRM_COMMON]).await;
    assert_eq!(come_back(&site.test.anonymous(), "enedis", &query).await.header("location"), "/login");
    assert!(
        come_back(&first, "enedis", &query).await.header("location").ends_with("?step=sync"),
        "a visitor burns none"
    );
    assert_eq!(meters(&site).await, 1);
}

#[tokio::test]
async fn a_state_belongs_to_one_operator() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let query = site.consent(site.leave(&syndic, "Enedis").await, &[PRM_COMMON]).await;
    assert_eq!(come_back(&syndic, "ores", &query).await.header("location"), UNKNOWN);
    assert_eq!(come_back(&syndic, "enedis", &query).await.header("location"), UNKNOWN, "it is burnt");
    assert_eq!(come_back(&syndic, "edf", &query).await.status, 404);
    assert_eq!(meters(&site).await, 0);
}

#[tokio::test]
async fn who_refuses_comes_back_to_the_form() {
    let site = Site::new().await;
    let syndic = site.test.syndic().await;
    let customer = &catalogue::customers()[0];
    let authorize = site.leave(&syndic, "Enedis").await;
    let query = browser::consent(authorize, customer, customer.points, "refuse").await;
    let back = come_back(&syndic, "enedis", &query).await;
    let page = connect_page(site.test.building.id);
    assert_eq!(back.header("location"), format!("{page}?error=consent_refused"));
    assert!(syndic.get(back.header("location")).await.body.contains("Accord refusé"));
}
