//! The operator does not find consents: of one meter for days, or of many at once.

use super::an_hour;
use crate::{connect::world::World, providers::clock};
use syndiwatt::{
    domain::{
        provider::ProviderId::Enedis,
        sync::{SyncProblem, SyncState},
    },
    sandbox::{
        Fault,
        catalogue::{PRM_COMMON, PRM_HEAT_PUMP, PRM_SOLAR},
    },
};

const UNREGISTERED: &str = r#"{"error":"ADAM-DC-0007","error_description":"Le client n'est pas titulaire"}"#;

/// Every request for data is refused from now on.
fn refuse(world: &World) {
    world.simulator.inject(Fault::answer("mesure_synchrone", u32::MAX, 400, UNREGISTERED));
}

async fn withdrawn(world: &World) -> i64 {
    world.count("consents WHERE withdrawn_at IS NOT NULL").await
}

#[tokio::test]
async fn a_consent_ends_when_it_is_not_found_on_the_third_day() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    world.run().await;
    refuse(&world);
    for _ in 0..24 {
        an_hour(&world).await;
    }
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.problem), (SyncState::Failed, Some(SyncProblem::ConsentInDoubt)));
    assert_eq!(withdrawn(&world).await, 0, "one day may be the operator's own mistake");
    for _ in 0..48 {
        an_hour(&world).await;
    }
    assert_eq!(world.latest(meter).await.problem, Some(SyncProblem::ConsentNeeded));
    assert_eq!(withdrawn(&world).await, 1);
    assert!(world.count("readings").await > 30_000, "nothing is deleted");
}

#[tokio::test]
async fn an_incident_ends_no_consent_and_reading_goes_on_when_it_is_over() {
    let world = World::new(clock()).await;
    let meters = world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP, PRM_SOLAR]).await;
    world.run().await;
    refuse(&world);
    for _ in 0..5 * 24 {
        an_hour(&world).await;
    }
    assert_eq!(withdrawn(&world).await, 0, "of all three at once it cannot be the customers");
    let mut problems = Vec::new();
    for meter in &meters {
        problems.push(world.latest(*meter).await.problem);
    }
    assert!(problems.contains(&Some(SyncProblem::OperatorFault)), "{problems:?}");
    world.simulator.forgive();
    for _ in 0..24 {
        an_hour(&world).await;
    }
    for meter in meters {
        let run = world.latest(meter).await;
        assert_eq!((run.state, run.problem), (SyncState::Done, None));
    }
}
