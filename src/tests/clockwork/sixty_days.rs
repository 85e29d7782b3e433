//! Two months by the clock, of a meter whose days come late, are corrected, or never come.

use super::{HOUR, an_hour};
use crate::{
    connect::world::{World, dump},
    providers::clock,
};
use std::collections::HashSet;
use syndiwatt::{
    analytics::zone::Zone,
    domain::provider::ProviderId::Enedis,
    sandbox::catalogue::{PRM_COMMON, PRM_HOLES, PRM_OTHER},
};

const DAYS: i64 = 60;

/// Alerts that a correction has withdrawn are the trace of what was first published; nothing else may leave one.
async fn stored(world: &World) -> HashSet<String> {
    dump(&world.app.db).await.into_iter().filter(|line| !line.ends_with("withdrawn")).collect()
}

#[tokio::test]
async fn they_leave_what_one_reading_at_the_end_leaves_and_cost_few_requests() {
    let (world, at_the_end) = (World::new(clock()).await, World::new(clock()).await);
    let meters = [PRM_COMMON, PRM_HOLES, PRM_OTHER];
    for meter in meters {
        world.connect(Enedis, &[meter]).await;
    }
    world.run().await;
    let before = world.simulator.calls().len();
    for _ in 0..DAYS * 24 {
        an_hour(&world).await;
    }
    let calls = world.simulator.calls().split_off(before);
    at_the_end.app.clock.advance(DAYS * 24 * HOUR);
    for meter in meters {
        at_the_end.connect(Enedis, &[meter]).await;
    }
    at_the_end.run().await;
    let (stored, expected) = (stored(&world).await, stored(&at_the_end).await);
    // The one that has read for two months knows older days, too, and the curve of days that Enedis now only has sums of.
    let border = Zone::PARIS.day(world.app.clock.now()) - chrono::TimeDelta::days(740);
    let border = border.signed_duration_since(chrono::NaiveDate::default()).num_days();
    let day = |line: &str| line.strip_prefix("day_rollups Some(")?.split_once(')')?.0.parse::<i64>().ok();
    let comparable = |line: &&String| day(line).is_none_or(|day| day > border);
    let lacking: Vec<&String> = expected.difference(&stored).filter(comparable).take(9).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    let by_meter = |number: &str| calls.iter().filter(|call| call.query.contains(number)).count();
    let per_day = meters.map(|meter| by_meter(meter) / usize::try_from(DAYS).unwrap());
    // One request for the curve and one for the daily values; more where something lacks.
    assert!(per_day[0] <= 2 && per_day.iter().all(|calls| *calls <= 8), "{per_day:?}");
    assert!(calls.iter().all(|call| call.status != 400), "no direction is asked for twice that does not exist");
}
