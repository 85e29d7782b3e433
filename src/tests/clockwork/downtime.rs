//! Times that pass while nobody is there, and several instances that are.

use super::{HOUR, an_hour};
use crate::{connect::world::World, providers::clock, support::raw};
use syndiwatt::{
    analytics::zone::Zone,
    domain::{provider::ProviderId::Enedis, sync::RunKind},
    sandbox::{Fault, catalogue::PRM_COMMON},
    services::schedule,
};

const DAY: i64 = 24 * HOUR;

/// Local days of which the whole curve is stored, after the first one of the test.
async fn whole_days(world: &World) -> i64 {
    let since = Zone::PARIS.day(clock().now()).signed_duration_since(chrono::NaiveDate::default()).num_days();
    let sql = format!("SELECT COUNT(*) FROM day_rollups WHERE covered_seconds = day_seconds AND day >= {since}");
    raw::number(&world.app.db, sql).await
}

#[tokio::test]
async fn what_passed_meanwhile_is_caught_up_once() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    world.run().await;
    an_hour(&world).await;
    world.app.clock.advance(3 * DAY);
    assert!(an_hour(&world).await > 0, "three mornings were missed");
    assert_eq!(world.latest(meter).await.kind, RunKind::Routine);
    assert_eq!(whole_days(&world).await, 3);
    assert_eq!(schedule::run_due(&world.app).await.unwrap(), 0, "once is enough");
}

#[tokio::test]
async fn a_morning_without_the_operator_is_made_up_for_at_the_next_try() {
    let world = World::new(clock()).await;
    world.connect(Enedis, &[PRM_COMMON]).await;
    world.run().await;
    for _ in 0..19 {
        an_hour(&world).await;
    }
    // It is seven o'clock. Every try of the next request fails, then the operator is back.
    world.simulator.inject(Fault::answer("courbe_de_charge", 4, 503, "{}"));
    let mut after = 0;
    while whole_days(&world).await == 0 {
        an_hour(&world).await;
        after += 1;
        assert!(after < 5, "yesterday is still lacking");
    }
    assert!(after > 1, "the fault did nothing");
}

#[tokio::test]
async fn of_two_instances_one_does_it() {
    let world = World::new(clock()).await;
    world.connect(Enedis, &[PRM_COMMON]).await;
    world.run().await;
    an_hour(&world).await;
    world.app.clock.advance(DAY);
    let (here, there) = (world.app.clone(), world.app.clone());
    let (one, other) = tokio::join!(schedule::run_due(&here), schedule::run_due(&there));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "the morning's, once; nothing lacks that the night would repair");
    assert_eq!(world.count("sync_runs WHERE kind = 'routine'").await, 1);
}
