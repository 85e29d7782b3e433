//! A PostgreSQL server that says nothing any more while its connections stay open, as behind a broken network.

use super::{
    cluster::Cluster,
    cut::back,
    stopped::{days_done, open, until},
};
use crate::{
    connect::world::{World, dump},
    support::{Database, TestApp},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use syndiwatt::{
    clock::Clock, domain::provider::ProviderId::Enedis, sandbox::catalogue::PRM_COMMON, storage::Engine, sync::worker,
};
use tokio_util::sync::CancellationToken;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holds_no_request_up() {
    let cluster = Cluster::start().await;
    let test = TestApp::on(Database::at(cluster.url()), &[]).await;
    let client = test.syndic().await;
    cluster.freeze();
    let asked = async || {
        let begun = Instant::now();
        (client.get("/").await.status, begun.elapsed())
    };
    // A second until somebody looks, two for the look.
    for (status, took) in futures::future::join_all((0..5).map(|_| asked())).await {
        assert!(status == 503 && took < Duration::from_secs(6), "{status} {took:?}");
    }
    let (status, took) = asked().await;
    assert!(status == 503 && took < Duration::from_secs(1), "known to be away: {status} {took:?}");
    let Engine::Postgres(pool) = test.app.db.executor() else { panic!("not PostgreSQL") };
    until(Duration::from_secs(10), "rid of dead connections", async || pool.size() == 0).await;
    cluster.thaw();
    back(&test).await;
    assert_eq!(asked().await.0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holds_no_synchronisation_up() {
    let calm = World::new(Clock::System).await;
    calm.connect(Enedis, &[PRM_COMMON]).await;
    calm.run().await;

    let cluster = Cluster::start().await;
    let world = World::on(Clock::System, Database::at(cluster.url())).await;
    world.connect(Enedis, &[PRM_COMMON]).await;
    let (db, mut app) = (&world.app.db, world.app.clone());
    let mut config = (*app.config).clone();
    (config.sync_lease_seconds, config.bounds.db_acquire_timeout_seconds) = (3, 1);
    app.config = Arc::new(config);
    let cancel = CancellationToken::new();
    let working = worker::spawn(app, cancel.clone());
    until(Duration::from_secs(60), "at work", async || days_done(db).await > 20).await;
    assert!(open(db).await > 0, "the synchronisation had finished already");
    cluster.freeze();
    until(Duration::from_secs(12), "noticed by the worker alone", async || db.is_away()).await;
    cluster.thaw();
    until(Duration::from_secs(120), "done", async || !db.is_away() && open(db).await == 0).await;
    let (rows, expected) = (dump(db).await, dump(&calm.app.db).await);
    assert!(rows == expected, "{} rows instead of {}", rows.len(), expected.len());
    cancel.cancel();
    working.await.unwrap();
}
