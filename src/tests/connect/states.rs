//! The way back from the operator: `state` is good for one session, person, building, operator, and one time.

use super::world::World;
use crate::providers::{
    browser::{self, callback},
    clock,
};
use crate::support::raw;
use syndiwatt::{
    domain::{
        error::AppError,
        provider::ProviderId::{Enedis, Ores},
    },
    sandbox::catalogue::{self, EAN_COMMON, PRM_COMMON, PRM_HEAT_PUMP},
    services::{accounts::SessionHash, connections},
};

const REFUSED: AppError = AppError::ConsentState;

#[tokio::test]
async fn a_consent_brings_its_meters_and_one_run_each() {
    let world = World::new(clock()).await;
    let meters = world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    assert_eq!(meters.len(), 2);
    assert_eq!((world.count("consents").await, world.count("sync_runs").await), (1, 2));
    assert_eq!(world.count("oauth_requests").await, 0);
    assert_eq!(world.count("secrets").await, 0, "Enedis gives no tokens for a consent");
}

#[tokio::test]
async fn what_nobody_asked_for_is_refused() {
    let world = World::new(clock()).await;
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    for state in ["", "made up", &"x".repeat(10_000)] {
        let arrival =
            connections::arrive(&world.app, &world.actor, &world.session, Enedis, state, callback(&query)).await;
        assert_eq!((arrival.building, arrival.meters), (None, Err(REFUSED)), "{state:.20}");
    }
    assert_eq!(world.count("usage_points").await, 0);
    assert!(world.arrive(Enedis, &query).await.meters.is_ok(), "the true one is still good");
    assert_eq!(world.arrive(Enedis, &query).await.meters, Err(REFUSED), "once");
    assert_eq!(world.count("consents").await, 1);
}

#[tokio::test]
async fn another_session_burns_it() {
    let world = World::new(clock()).await;
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    let stranger = SessionHash([9; 32]);
    let state = query["state"].as_str();
    let taken = connections::arrive(&world.app, &world.actor, &stranger, Enedis, state, callback(&query)).await;
    assert_eq!(taken.meters, Err(REFUSED));
    assert_eq!(world.arrive(Enedis, &query).await.meters, Err(REFUSED));
    assert_eq!(world.count("consents").await, 0);
}

#[tokio::test]
async fn another_operator_and_another_time_are_refused() {
    let world = World::new(clock()).await;
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    assert_eq!(world.arrive(Ores, &query).await.meters, Err(REFUSED));
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    world.app.clock.advance(15 * 60);
    assert_eq!(world.arrive(Enedis, &query).await.meters, Err(REFUSED));
    assert_eq!(world.count("usage_points").await, 0);
}

#[tokio::test]
async fn two_callbacks_at_once_make_one_consent() {
    let world = World::new(clock()).await;
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    let (first, second) = tokio::join!(world.arrive(Enedis, &query), world.arrive(Enedis, &query));
    assert_eq!([&first, &second].iter().filter(|arrival| arrival.meters.is_ok()).count(), 1);
    assert_eq!((world.count("consents").await, world.count("usage_points").await), (1, 1));
}

#[tokio::test]
async fn who_refuses_goes_back_to_the_building() {
    let world = World::new(clock()).await;
    let url = world.leave(world.building.id, Enedis).await;
    let customer = &catalogue::customers()[0];
    let query = browser::consent(url, customer, customer.points, "refuse").await;
    let arrival = world.arrive(Enedis, &query).await;
    assert_eq!((arrival.building, arrival.meters), (Some(world.building.id), Err(AppError::ConsentRefused)));
}

#[tokio::test]
async fn a_meter_belongs_to_one_building_and_comes_back_with_its_history() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    let other = world.other_building().await;
    let query = world.consented(other.id, Enedis, &[PRM_COMMON]).await;
    assert_eq!(world.arrive(Enedis, &query).await.meters, Err(AppError::AlreadyConnected));
    connections::disconnect(&world.app, &world.actor, meter).await.unwrap();
    let withdrawn = "consents WHERE withdrawn_by = 'user'";
    assert_eq!(world.count(withdrawn).await, 1);
    assert_eq!(world.count("sync_runs WHERE state = 'queued'").await, 0);
    assert_eq!(world.connect(Enedis, &[PRM_COMMON]).await, [meter]);
    assert_eq!(world.connect(Enedis, &[PRM_COMMON]).await, [meter], "renewed");
    assert_eq!((world.count("consents").await, world.count(withdrawn).await), (3, 2));
}

#[tokio::test]
async fn tokens_are_sealed_and_go_with_the_meter() {
    let world = World::new(clock()).await;
    let meter = world.connect(Ores, &[EAN_COMMON]).await[0];
    assert_eq!(world.count("secrets").await, 2);
    let sealed: Vec<(Vec<u8>,)> = raw::rows(&world.app.db, "SELECT sealed FROM secrets").await;
    assert!(sealed.iter().all(|(bytes,)| bytes[0] == 1 && String::from_utf8(bytes.clone()).is_err()));
    connections::disconnect(&world.app, &world.actor, meter).await.unwrap();
    assert_eq!(world.count("secrets").await, 0);
}
