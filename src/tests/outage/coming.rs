//! A server that starts before its database.

use super::cluster::Cluster;
use crate::{
    connect::world::World,
    instances::process::Instance,
    support::{Answer, Client, Database, Engine, raw},
};
use reqwest::Method;
use std::time::{Duration, Instant};
use syndiwatt::{clock::Clock, domain::provider::ProviderId::Enedis, sandbox::catalogue::PRM_COMMON};

async fn until_ready(client: &Client, status: u16, says: &str) -> Answer {
    let begun = Instant::now();
    loop {
        if let Ok(answer) = client.try_get("/health/ready").await
            && answer.status == status
            && answer.json()["status"] == says
        {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(15), "never {status} {says}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_at_once_and_goes_on_when_the_database_comes() {
    let cluster = Cluster::start().await;
    let world = World::on(Clock::System, Database::at(cluster.url())).await;
    world.connect(Enedis, &[PRM_COMMON]).await;
    cluster.stop().await;
    let instance = Instance::spawn(&world, &[]);
    let client = Client::new(&instance.base);
    let away = until_ready(&client, 503, "database_away").await;
    assert!(!away.header("retry-after").is_empty(), "{away:?}");
    let live = client.get("/health/live").await;
    assert_eq!((live.status, live.json()["status"].as_str()), (200, Some("live")));

    let page = client.send(client.request(Method::GET, "/").header("accept-language", "nl")).await;
    assert_eq!((page.status, page.header("content-type")), (503, "text/html; charset=utf-8"));
    assert!(page.body.contains("tijdelijk niet beschikbaar"), "{}", page.body);
    assert!(!page.header("retry-after").is_empty() && !page.header("content-security-policy").is_empty(), "{page:?}");
    let api = format!("/api/v1/buildings/{}/iot/devices", world.building.id);
    let problem = client.get(&api).await;
    assert_eq!((problem.status, problem.problem().as_str()), (503, "unavailable"));
    assert_eq!(client.login("syndic@example.org", "correct horse battery").await.status, 503);

    cluster.resume().await;
    until_ready(&client, 200, "ready").await;
    assert_eq!(client.login("syndic@example.org", "correct horse battery").await.status, 303);
    assert_eq!(client.get(&api).await.status, 200);
    let begun = Instant::now();
    while raw::number(&world.app.db, "SELECT COUNT(*) FROM day_requests").await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(30), "the worker has not started");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waits_for_a_database_that_does_not_exist_yet() {
    let mut world = World::on(Clock::System, Database::on(Engine::Postgres).await).await;
    let name = format!("late_{}", uuid::Uuid::now_v7().simple());
    let mut address = url::Url::parse(&world.database.url).unwrap();
    address.set_path(&name);
    world.database.url = address.into();
    let instance = Instance::spawn(&world, &[]);
    let client = Client::new(&instance.base);
    until_ready(&client, 503, "database_away").await;
    raw::execute(&world.app.db, format!("CREATE DATABASE {name}")).await;
    until_ready(&client, 200, "ready").await;
    assert_eq!(client.get("/login").await.status, 200);
    drop(instance);
    raw::execute(&world.app.db, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}
