//! The process may end at any moment: the next one goes on, and nothing of it can be seen afterwards.

use super::world::{KEY, World, dump};
use crate::support::{Database, raw};
use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use syndiwatt::{
    clock::Clock,
    domain::provider::ProviderId::Enedis,
    sandbox::{
        CLIENT_ID, CLIENT_SECRET, SandboxHandle,
        catalogue::{PRM_COMMON, PRM_HEAT_PUMP},
    },
    storage::Db,
};

const KILLS: u32 = 20;

fn start(database: &Database, simulator: &SandboxHandle) -> Child {
    let url = simulator.url().to_string();
    Command::new(env!("CARGO_BIN_EXE_syndiwatt"))
        .arg("sync")
        .env_clear()
        .env("DATABASE_URL", &database.url)
        .env("IOT_ENCRYPTION_KEY", hex::encode(KEY))
        .env("LINKY_ENEDIS_CLIENT_ID", CLIENT_ID)
        .env("LINKY_ENEDIS_CLIENT_SECRET", CLIENT_SECRET)
        .env("LINKY_ENEDIS_CONSENT_URL", &url)
        .env("LINKY_ENEDIS_API_URL", &url)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

async fn finish(mut child: Child) -> Duration {
    let begun = Instant::now();
    let status = tokio::task::spawn_blocking(move || child.wait().unwrap()).await.unwrap();
    assert!(status.success(), "{status}");
    begun.elapsed()
}

async fn state(database: &Database) -> (i64, i64, Vec<String>) {
    let db = Db::open(&database.url).await.unwrap();
    let open = raw::number(&db, "SELECT COUNT(*) FROM sync_runs WHERE state IN ('queued', 'running')").await;
    let done = raw::number(&db, "SELECT CAST(SUM(days_done) AS BIGINT) FROM sync_runs").await;
    let rows = dump(&db).await;
    // Nobody holds the run any more: time passes until its lease has ended.
    raw::rows::<(i64,)>(&db, "UPDATE sync_runs SET lease_until = 0 WHERE state = 'running' RETURNING attempt").await;
    db.close().await;
    (open, done, rows)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_leave_no_trace() {
    let world = World::new(Clock::System).await;
    world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    world.app.db.close().await;
    let original = &world.database;
    let copy = original.copy().await;
    let whole = finish(start(&copy, &world.simulator)).await;
    let (open, _, expected) = state(&copy).await;
    assert_eq!(open, 0);
    assert!(expected.len() > 60_000, "{}", expected.len());

    let (mut chance, mut half_way, mut before) = (20_261_121_u64, 0, 0);
    for _ in 0..KILLS {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(chance >> 40).unwrap() % 1_000;
        let mut child = start(original, &world.simulator);
        tokio::time::sleep(whole * part / 10_000).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let (open, done, _) = state(original).await;
        assert!(done >= before, "progress went back from {before} to {done}");
        half_way += u32::from(open > 0 && done > before);
        before = done;
    }
    assert!(half_way >= 5, "only {half_way} kills hit a run at work: the moments are badly chosen");
    finish(start(original, &world.simulator)).await;
    let (open, _, rows) = state(original).await;
    assert_eq!(open, 0);
    assert!(rows == expected, "{} rows instead of {}", rows.len(), expected.len());
}
