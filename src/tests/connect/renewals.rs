//! Refresh tokens that work once: two runs under one consent renew them once, and no renewal is lost half-way.

use super::world::World;
use crate::providers::clock;
use std::time::Duration;
use syndiwatt::{
    domain::{provider::ProviderId::Ores, sync::SyncState},
    sandbox::{
        Fault, FaultKind,
        catalogue::{EAN_COMMON, EAN_HEAT_PUMP},
    },
    services::syncs,
};
use tokio_util::sync::CancellationToken;

const TOKENS: &str = "/oauth/token";
/// A little more than an access token lives, in seconds.
const LIFE: i64 = 12_601;

fn slow(milliseconds: u64) -> Fault {
    Fault::new(TOKENS, 1, FaultKind::Delay { milliseconds })
}

#[tokio::test]
async fn two_runs_at_once_renew_once() {
    let world = World::new(clock()).await;
    let meters = world.connect(Ores, &[EAN_COMMON, EAN_HEAT_PUMP]).await;
    for round in 1..=3 {
        world.app.clock.advance(LIFE);
        for meter in &meters {
            syncs::want(&world.app, &world.actor, *meter, None).await.unwrap();
        }
        // The first renewal takes so long that the other run meets it.
        world.simulator.inject(slow(200));
        let ran = world.run().await;
        assert_eq!((ran.done, ran.failed), (2, 0), "round {round}");
        assert_eq!(world.simulator.count(TOKENS), 1 + round, "one exchange, then one renewal a round");
        for meter in &meters {
            assert_eq!(world.latest(*meter).await.state, SyncState::Done);
        }
    }
}

#[tokio::test]
async fn a_renewal_is_kept_although_the_process_is_told_to_end() {
    let world = World::new(clock()).await;
    let meter = world.connect(Ores, &[EAN_COMMON]).await[0];
    world.app.clock.advance(LIFE);
    world.simulator.inject(slow(300));
    let cancel = CancellationToken::new();
    let end = async {
        while world.simulator.count(TOKENS) < 1 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        cancel.cancel();
    };
    let (ran, ()) = tokio::join!(syncs::run_queued_until(&world.app, &cancel), end);
    assert_eq!(ran.unwrap().stopped, 1);
    assert_eq!(world.simulator.count(TOKENS), 2, "the renewal had left");
    assert_eq!(world.run().await.done, 1);
    assert_eq!(world.latest(meter).await.state, SyncState::Done);
    assert_eq!(world.simulator.count(TOKENS), 2, "what was renewed is used");
}
