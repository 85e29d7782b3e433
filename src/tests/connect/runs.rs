//! Whole synchronisations: what they leave behind, and that nothing changes when they run again.

use super::world::{World, dump};
use crate::providers::clock;
use crate::support::raw;
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        provider::ProviderId::{Enedis, Ores},
        reading::Coverage,
        series::SeriesKind,
        sync::{SyncProblem, SyncState},
    },
    sandbox::{
        self, MISMATCH_WH,
        catalogue::{EAN_COMMON, PRM_COMMON, PRM_HEAT_PUMP, PRM_NO_CURVE, PRM_YOUNG},
    },
    storage::{readings, usage_points},
};

#[tokio::test]
async fn four_hundred_days_add_up_to_the_watt_hour() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_COMMON]).await[0];
    assert_eq!(world.run().await.done, 1);
    let series = usage_points::series_of(&world.app.db, &[meter]).await.unwrap();
    let key = series.iter().find(|row| row.kind == SeriesKind::ElectricityConsumption).unwrap().key;
    let today = Zone::PARIS.day(world.app.clock.now());
    let first = today - chrono::TimeDelta::days(400);
    let rollups = readings::rollups_between(&world.app.db, &[key], first, today).await.unwrap();
    assert_eq!(rollups.len(), 400);
    let (mut hours, mut mismatches) = (Vec::new(), Vec::new());
    for (_, rollup) in &rollups {
        assert_eq!(rollup.coverage(), Coverage::Complete, "{}", rollup.day);
        let difference = (rollup.official.unwrap() - rollup.sum).abs();
        if sandbox::is_mismatch(PRM_COMMON, rollup.day) {
            assert_eq!(difference, MISMATCH_WH * 3_600, "{}", rollup.day);
            assert!(rollup.mismatch(), "{} is not flagged", rollup.day);
            mismatches.push(rollup.day);
        } else {
            assert_eq!(difference, 0, "{}", rollup.day);
        }
        hours.push(rollup.day_seconds / 3_600);
    }
    assert!(!mismatches.is_empty());
    assert!(hours.contains(&23) && hours.contains(&25), "both clock changes");
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_asks_for_little() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_HEAT_PUMP]).await[0];
    world.run().await;
    let (before, asked) = (dump(&world.app.db).await, world.simulator.calls().len());
    assert!(before.len() > 30_000, "{}", before.len());
    let run = world.again(meter).await;
    assert_eq!((run.state, run.readings_written), (SyncState::Done, 0));
    assert!(dump(&world.app.db).await == before);
    let again = world.simulator.calls().split_off(asked);
    assert!(again.len() < 15, "{} requests for what is known", again.len());
    let production = again.iter().filter(|call| call.path.contains("production")).count();
    assert_eq!(production, 0, "a direction that the meter does not have is remembered");
}

#[tokio::test]
async fn progress_counts_local_days() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_YOUNG]).await[0];
    world.run().await;
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.days_total, run.days_done), (SyncState::Done, 1_110, 1_110));
    assert_eq!(run.problem, None);
    let first = raw::number(&world.app.db, "SELECT MIN(day) FROM day_rollups WHERE value_count > 0").await;
    let activated = syndiwatt::domain::time::LocalDay::from_ymd_opt(2026, 3, 2).unwrap();
    assert_eq!(syndiwatt::storage::number_day(first), activated, "nothing of its history is lost");
}

#[tokio::test]
async fn without_a_curve_the_daily_values_stay_and_the_reason_is_told() {
    let world = World::new(clock()).await;
    let meter = world.connect(Enedis, &[PRM_NO_CURVE]).await[0];
    world.run().await;
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.problem), (SyncState::Done, Some(SyncProblem::NoData)));
    assert!(world.count("official_days").await > 1_000);
    assert_eq!(world.count("readings").await, 0);
}

#[tokio::test]
async fn belgian_quarter_hours_with_rotating_tokens() {
    let world = World::new(clock()).await;
    let meter = world.connect(Ores, &[EAN_COMMON]).await[0];
    world.app.clock.advance(4 * 3_600);
    world.run().await;
    let run = world.latest(meter).await;
    assert_eq!((run.state, run.problem), (SyncState::Done, None));
    assert_eq!(world.simulator.count("/oauth/token"), 2, "the code, and one renewal");
    assert!(world.count("readings").await > 100_000);
}
