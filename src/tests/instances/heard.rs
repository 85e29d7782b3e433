//! What is written through one instance is heard by browsers that are connected to another.

use super::process::Instance;
use crate::{
    connect::world::World,
    support::{Client, Database, Engine},
    web::live::{next, open},
};
use serde_json::json;
use std::time::Duration;
use syndiwatt::{clock::Clock, domain::provider::ProviderId::Enedis, sandbox::catalogue::PRM_COMMON};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_on_one_instance_reaches_the_other_s_browsers() {
    let world = World::on(Clock::System, Database::on(Engine::Postgres).await).await;
    let meters = world.connect(Enedis, &[PRM_COMMON]).await;
    world.run().await;
    let (a, b) = (Instance::start(&world).await, Instance::start(&world).await);
    let client = Client::new(&a.base);
    let session = client.login("syndic@example.org", "correct horse battery").await.session().unwrap();
    let mut browser = open(&session, &b.base, &b.base).await.unwrap();
    // B may still be about to listen; what commits before is for pages that are drawn afterwards.
    let mut heard = None;
    for label in 0..20 {
        let name = json!({"meter": meters[0], "label": format!("Hall {label}")});
        assert_eq!(client.post("/rpc/meter/rename", &name).await.status, 200);
        heard = next(&mut browser, Duration::from_millis(500)).await;
        if heard.is_some() {
            break;
        }
    }
    assert_eq!(heard, Some(json!({"building": world.building.id}).to_string()));
}
