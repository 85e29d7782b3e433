//! What goes wrong at the operator ends in the run, with its reason; what arrived stays.

use super::world::{World, dump};
use crate::providers::clock;
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        error::AppError,
        provider::ProviderId::Enedis,
        sync::{SyncProblem, SyncState},
    },
    sandbox::{
        Fault,
        catalogue::{PRM_COMMON, PRM_HEAT_PUMP, PRM_REVOKED},
    },
    services::syncs,
};

const WITHDRAWN: &str = r#"{"error":"ADAM-DC-0008","error_description":"no consent"}"#;
const QUOTA: &str = r#"{"error":"Quota Q3 reached","error_description":"Quota Q3 reached"}"#;

/// A part of the address of the request for the load curve that ends so many days before today.
fn weeks_back(world: &World, weeks: i64) -> String {
    let today = Zone::PARIS.day(world.app.clock.now());
    let oldest = today - chrono::TimeDelta::days(745);
    // Pieces are counted from the oldest day.
    let first = oldest + chrono::TimeDelta::days((745 / 7 - weeks) * 7);
    format!("dateDebut={first}")
}

#[tokio::test]
async fn a_consent_that_ends_during_a_run() {
    let world = World::new(clock()).await;
    let meters = world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    world.simulator.inject(Fault::answer(&weeks_back(&world, 10), 2, 403, WITHDRAWN));
    let ran = world.run().await;
    assert_eq!((ran.done, ran.failed), (0, 2));
    for meter in meters {
        let run = world.latest(meter).await;
        assert_eq!((run.state, run.problem), (SyncState::Failed, Some(SyncProblem::ConsentNeeded)));
        assert!(run.days_done > 0 && run.days_done < run.days_total, "{run:?}");
    }
    assert!(world.count("readings").await > 2_000, "what had arrived is kept");
    assert_eq!(world.count("consents WHERE withdrawn_by = 'operator'").await, 1);
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    world.run().await;
    assert_eq!(world.latest(meter).await.state, SyncState::Done, "a new consent goes on");
}

#[tokio::test]
async fn one_meter_s_trouble_is_its_own() {
    let world = World::new(clock()).await;
    let broken = world.connect(Enedis, &[PRM_REVOKED]).await[0];
    let sound = world.connect(Enedis, &[PRM_COMMON]).await[0];
    let ran = world.run().await;
    assert_eq!((ran.done, ran.failed), (1, 1));
    assert_eq!(world.latest(broken).await.problem, Some(SyncProblem::ConsentNeeded));
    assert_eq!(world.latest(sound).await.state, SyncState::Done);
    let wanted = syncs::want(&world.app, &world.actor, broken, None).await;
    assert_eq!(wanted, Err(AppError::ConsentFailed));
}

#[tokio::test]
async fn quotas_are_waited_for() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    world.simulator.inject(Fault::answer(&weeks_back(&world, 3), 3, 429, QUOTA));
    world.run().await;
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.problem), (SyncState::Done, None));
}

#[tokio::test]
async fn an_operator_that_is_down_and_up_again() {
    let (world, calm) = (World::new(clock()).await, World::new(clock()).await);
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    world.simulator.inject(Fault::answer(&weeks_back(&world, 20), 4, 503, "{}"));
    world.run().await;
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.problem), (SyncState::Queued, Some(SyncProblem::OperatorFault)), "it goes on by itself");
    assert!(run.days_done > 0 && world.count("readings").await > 0);
    assert_eq!(world.again(meter).await.state, SyncState::Done);
    calm.connect(Enedis, &[PRM_COMMON]).await;
    calm.run().await;
    assert!(dump(&world.app.db).await == dump(&calm.app.db).await, "no hole is left");
}

#[tokio::test]
async fn an_open_run_is_not_doubled() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    for _ in 0..3 {
        syncs::want(&world.app, &world.actor, meter, None).await.unwrap();
    }
    assert_eq!(world.count("sync_runs").await, 1);
}
