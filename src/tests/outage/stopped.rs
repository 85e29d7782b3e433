//! The whole database stops as in a power cut, under load and in the middle of a synchronisation. `make drill` makes it
//! half a minute with 50 requests in each second; the everyday suite less.

use super::{
    cluster::Cluster,
    load::{Load, Visitor},
};
use crate::{
    connect::world::{World, dump},
    imports::{self, EAN, fluvius},
    instances::process::Instance,
    support::{Client, Database, raw},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use syndiwatt::{
    clock::Clock,
    domain::provider::ProviderId::Enedis,
    sandbox::catalogue::{PRM_COMMON, PRM_HEAT_PUMP},
    services,
    storage::Db,
};

/// The longest that anybody waits: for a connection, for the look at the database, and some for a busy machine.
const LIMIT: Duration = Duration::from_secs(12);
/// The longest that readiness takes to say no.
const PROBE_LIMIT: Duration = Duration::from_secs(5);
/// From the database's return to the first page.
const RECOVERY: Duration = Duration::from_secs(10);

/// How long the database is away, in seconds, and how many requests are sent in each.
fn size() -> (u64, u32) {
    #[expect(clippy::disallowed_methods, reason = "a wish for the tests, no setting of the program")]
    let drill = std::env::var("SYNDIWATT_TEST_DRILL").is_ok();
    if drill { (30, 50) } else { (8, 10) }
}

pub async fn days_done(db: &Db) -> i64 {
    raw::number(db, "SELECT CAST(COALESCE(SUM(days_done), 0) AS BIGINT) FROM sync_runs").await
}

pub async fn open(db: &Db) -> i64 {
    raw::number(db, "SELECT COUNT(*) FROM sync_runs WHERE state IN ('queued', 'running')").await
}

pub async fn until(limit: Duration, what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < limit, "still not {what} after {limit:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    begun.elapsed()
}

/// The same work with nothing in its way.
async fn undisturbed() -> Vec<String> {
    let world = World::new(Clock::System).await;
    world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    world.run().await;
    let (app, actor, building) = (&world.app, &world.actor, world.building.id);
    let content = fluvius(EAN).into_bytes();
    let preview = services::imports::preview(app, actor, building, "export.csv", content).await.unwrap();
    services::imports::confirm(app, actor, building, preview.id, true).await.unwrap();
    dump(&app.db).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nobody_waits() {
    let (seconds, per_second) = size();
    let expected = undisturbed().await;
    let cluster = Cluster::start().await;
    let world = World::on(Clock::System, Database::at(cluster.url())).await;
    world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    let db = &world.app.db;
    let instance = Instance::with(&world, &[("SYNDIWATT_SYNC_LEASE_SECONDS", "30")]).await;
    let client = Arc::new(Client::new(&instance.base));
    assert_eq!(client.login("syndic@example.org", "correct horse battery").await.status, 303);
    let building = world.building.id.to_string();
    let uploaded = imports::upload(&client, &building, fluvius(EAN).as_bytes(), true).await;
    let import = uploaded.json()["preview"].as_str().unwrap().to_owned();
    until(Duration::from_secs(60), "at work", async || days_done(db).await > 50).await;

    let load = Load::begin(Visitor { client: Arc::clone(&client), building, import }, per_second);
    let begun = Instant::now();
    // On a fast machine the synchronisation would have ended by then.
    while begun.elapsed() < Duration::from_secs(3) && days_done(db).await < 1_400 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(open(db).await > 0, "the synchronisation had finished already");
    load.phase("away");
    cluster.stop().await;
    let stopped = Instant::now();
    let probe = async |path: &str| {
        let begun = Instant::now();
        let answer = client.get(path).await;
        assert!(begun.elapsed() < PROBE_LIMIT, "{path} took {:?}", begun.elapsed());
        (answer.status, answer.json()["status"].as_str().unwrap().to_owned())
    };
    while stopped.elapsed() < Duration::from_secs(seconds) {
        assert_eq!(probe("/health/live").await, (200, "live".to_owned()));
        assert_eq!(probe("/health/ready").await, (503, "database_away".to_owned()));
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    load.phase("return");
    cluster.resume().await;
    let recovery = until(RECOVERY, "ready", async || client.get("/health/ready").await.status == 200).await;
    let page = client.get("/").await;
    assert_eq!(page.status, 200, "the session has not survived, or the first request fell on a dead connection");
    let left = days_done(db).await;
    let resumed = until(RECOVERY, "at work again", async || open(db).await == 0 || days_done(db).await > left).await;
    load.phase("after");
    tokio::time::sleep(Duration::from_secs(5)).await;
    let tally = load.end().await;
    until(Duration::from_secs(180), "done", async || open(db).await == 0).await;
    println!("away for {seconds} s, ready {recovery:?} after it was back, at work again {resumed:?} later\n{tally}");

    for (status, longest) in tally.waits() {
        // 410: the import was confirmed before.
        assert!([200, 303, 410, 503].contains(&status), "{status}\n{tally}");
        assert!(longest < LIMIT, "{status} took {longest:?}\n{tally}");
    }
    assert!(tally.of("away", 503) > 0 && tally.of("before", 503) == 0 && tally.of("after", 503) == 0, "{tally}");
    let rows = dump(db).await;
    assert!(rows == expected, "{} rows instead of {}", rows.len(), expected.len());
    let failed = raw::number(db, "SELECT COUNT(*) FROM sync_runs WHERE state <> 'done'").await;
    assert_eq!(failed, 0, "a run gave up");
}
