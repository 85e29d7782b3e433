//! What happens by itself, day after day, with a clock that is moved on.

mod doubts;
mod downtime;
mod sixty_days;

use crate::connect::world::World;
use syndiwatt::services::schedule;

const HOUR: i64 = 3_600;

/// Lets an hour pass and does what is due then.
async fn an_hour(world: &World) -> usize {
    world.app.clock.advance(HOUR);
    let queued = schedule::run_due(&world.app).await.unwrap();
    world.run().await;
    queued
}
