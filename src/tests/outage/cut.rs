//! Smaller faults of a PostgreSQL server: cut connections, none free, a statement that takes too long, a moment away.

use super::cluster::Cluster;
use crate::{
    connect::world::World,
    support::{Database, Engine, PASSWORD, TestApp, raw},
};
use std::time::{Duration, Instant};
use syndiwatt::{
    clock::Clock,
    domain::{access::Role, error::AppError, provider::ProviderId::Enedis},
    sandbox::catalogue::PRM_COMMON,
    storage::{Db, Limits, StorageError},
    web::auth::limit,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_connections_are_replaced_before_anybody_notices() {
    let test = TestApp::on(Database::on(Engine::Postgres).await, &[]).await;
    let client = test.syndic().await;
    assert_eq!(client.get("/").await.status, 200);
    let other = Db::open(test.app.config.database_url.expose()).await.unwrap();
    let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert!(raw::number(&other, cut).await > 0);
    for _ in 0..5 {
        assert_eq!(client.get("/").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pool_without_a_free_connection_is_busy_and_not_away() {
    let options = ["--db-connections", "2", "--db-acquire-timeout-seconds", "2"];
    let test = TestApp::on(Database::on(Engine::Postgres).await, &options).await;
    let client = test.syndic().await;
    let held = [test.app.db.begin().await.unwrap(), test.app.db.begin().await.unwrap()];
    let begun = Instant::now();
    let answer = client.get("/").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(client.get("/health/ready").await.status, 200);
    drop(held);
    assert_eq!(client.get("/").await.status, 200);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up() {
    let database = Database::on(Engine::Postgres).await;
    let limits = Limits { statement: Duration::from_millis(200), ..Limits::default() };
    let db = Db::open_within(&database.url, limits).await.unwrap();
    let error = raw::try_execute(&db, "SELECT pg_sleep(20)").await.unwrap_err();
    assert_eq!(AppError::from(StorageError::from(error)), AppError::Unavailable);
    assert_eq!(raw::number(&db, "SELECT CAST(1 AS BIGINT)").await, 1);
}

/// The application notices that its database is back.
pub async fn back(test: &TestApp) {
    let begun = Instant::now();
    while test.app.db.is_away() {
        assert!(begun.elapsed() < Duration::from_secs(8), "the database is back, and nobody notices");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logins_while_it_is_away_do_not_count_as_failures() {
    let cluster = Cluster::start().await;
    let test = TestApp::on(Database::at(cluster.url()), &[]).await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    cluster.stop().await;
    for _ in 0..=limit::PER_ACCOUNT {
        let answer = test.anonymous().login(&email, PASSWORD).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{answer:?}");
    }
    cluster.resume().await;
    back(&test).await;
    let answer = test.anonymous().login(&email, PASSWORD).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consent_that_comes_back_while_it_is_away_can_come_again() {
    let cluster = Cluster::start().await;
    let world = World::on(Clock::System, Database::at(cluster.url())).await;
    let query = world.consented(world.building.id, Enedis, &[PRM_COMMON]).await;
    cluster.stop().await;
    let arrival = world.arrive(Enedis, &query).await;
    assert_eq!((arrival.building, arrival.meters), (None, Err(AppError::Unavailable)));
    cluster.resume().await;
    assert_eq!(world.arrive(Enedis, &query).await.meters.unwrap().len(), 1);
    assert_eq!(world.arrive(Enedis, &query).await.meters, Err(AppError::ConsentState), "good for one time only");
    assert_eq!((world.count("consents").await, world.count("usage_points").await), (1, 1));
}
