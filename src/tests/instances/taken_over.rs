//! One instance dies in the middle of a synchronisation; the other finishes it.

use super::process::Instance;
use crate::{
    connect::world::{World, dump},
    support::{Client, Database, Engine, raw},
};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use syndiwatt::{
    clock::Clock,
    domain::provider::ProviderId::Enedis,
    sandbox::catalogue::{PRM_COMMON, PRM_HEAT_PUMP},
    storage::Db,
};

async fn days_done(db: &Db) -> i64 {
    raw::number(db, "SELECT CAST(COALESCE(SUM(days_done), 0) AS BIGINT) FROM sync_runs").await
}

async fn open(db: &Db) -> i64 {
    raw::number(db, "SELECT COUNT(*) FROM sync_runs WHERE state IN ('queued', 'running')").await
}

async fn until(limit: Duration, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < limit, "still not so after {limit:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_of_a_killed_instance_is_finished_by_another() {
    let calm = World::new(Clock::System).await;
    calm.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    calm.run().await;
    let expected = dump(&calm.app.db).await;

    let world = World::on(Clock::System, Database::on(Engine::Postgres).await).await;
    world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    let db = &world.app.db;
    let mut first = Instance::start(&world).await;
    until(Duration::from_secs(60), async || days_done(db).await > 200).await;
    let second = Instance::start(&world).await;
    first.kill();
    let left = days_done(db).await;
    assert!(open(db).await > 0, "the first instance had finished already");

    // A lease of two seconds, and the time that the work itself takes.
    until(Duration::from_secs(10), async || days_done(db).await > left).await;
    until(Duration::from_secs(120), async || open(db).await == 0).await;
    let rows = dump(db).await;
    assert!(rows == expected, "{} rows instead of {}", rows.len(), expected.len());

    // What the killed one had asked for and not yet kept is asked for again, once for each of its two lanes.
    let mut asked = HashMap::<(String, String), usize>::new();
    for call in world.simulator.calls().into_iter().filter(|call| call.path.contains("mesure_synchrone_auto")) {
        *asked.entry((call.path, call.query)).or_default() += 1;
    }
    assert!(asked.len() > 100, "{}", asked.len());
    let again: Vec<_> = asked.iter().filter(|(_, times)| **times > 1).collect();
    assert!(again.len() <= 2, "{again:#?}");

    let client = Client::new(&second.base);
    assert_eq!(client.login("syndic@example.org", "correct horse battery").await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_instances_share_the_work_and_the_sessions() {
    let world = World::on(Clock::System, Database::on(Engine::Postgres).await).await;
    world.connect(Enedis, &[PRM_COMMON, PRM_HEAT_PUMP]).await;
    let db = &world.app.db;
    let (a, b) = (Instance::start(&world).await, Instance::start(&world).await);
    let page = format!("/buildings/{}", world.building.id);
    let client = Client::new(&a.base);
    assert_eq!(client.login("syndic@example.org", "correct horse battery").await.status, 303);
    for base in [&a.base, &b.base] {
        let answer = client.at(base).get(&page).await;
        assert_eq!(answer.status, 200, "{base}");
    }
    until(Duration::from_secs(120), async || open(db).await == 0).await;
    let twice = raw::number(db, "SELECT CAST(COALESCE(MAX(attempt), 0) AS BIGINT) FROM sync_runs").await;
    assert_eq!(twice, 1, "a run was taken over though nobody had died");
}
