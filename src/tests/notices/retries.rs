//! Servers that are busy, gone, or want none of it.

use super::{World, change, programs::Program};
use crate::support::{TestApp, raw};
use syndiwatt::domain::{anomaly::Severity, notice::ChangeState};

async fn end(test: &TestApp) -> (String, String) {
    let sql = "SELECT state, COALESCE(problem, '') FROM notices WHERE channel = 'email'";
    raw::rows::<(String, String)>(&test.app.db, sql).await.remove(0)
}

#[tokio::test]
async fn a_busy_server_is_asked_again_and_given_up_after_a_day() {
    let mut world = World::new().await;
    world.mail.refuse(451, 100);
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    let (mut tries, start) = (0, world.test.app.clock.now());
    while end(&world.test).await.0 == "queued" {
        let delivered = world.send().await;
        tries += delivered.later + delivered.failed;
        world.test.app.clock.advance(60);
        assert!(tries < 20);
    }
    assert_eq!((tries, end(&world.test).await), (8, ("failed".to_owned(), "unreachable".to_owned())));
    let hours = (world.test.app.clock.now().0 - start.0) / 3_600;
    assert!((24..48).contains(&hours), "{hours}");
    assert_eq!(world.mail.rest().len(), 8);
    assert_eq!(world.send().await, Default::default());
}

#[tokio::test]
async fn a_refused_message_is_given_up_at_once() {
    let mut world = World::new().await;
    world.mail.refuse(554, 1);
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    assert_eq!(world.send().await.failed, 1);
    assert_eq!(end(&world.test).await, ("failed".to_owned(), "refused".to_owned()));
}

#[tokio::test]
async fn a_server_that_was_gone_gets_the_message_when_it_is_back() {
    let mut world = World::new().await;
    let port = world.mail.port;
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    drop(std::mem::replace(&mut world.mail, Program::receiver("another program", &[])));
    assert_eq!(world.send().await.later, 1);
    assert_eq!(end(&world.test).await.1, "unreachable");
    world.mail = Program::mail_server(port);
    assert_eq!(world.send().await.later + world.send().await.sent, 0, "not before a minute");
    world.test.app.clock.advance(60);
    assert_eq!(world.send().await.sent, 1);
    assert_eq!(world.mail.next()["to"][0], "user1@example.org");
}

#[tokio::test]
async fn without_a_mail_server_the_page_still_has_it() {
    let test = TestApp::new().await;
    test.syndic().await;
    assert_eq!(super::tell(&test, &change(&test, ChangeState::Opened, Severity::Major)).await, 2);
    assert_eq!(super::send(&test).await.unwanted, 1);
    assert_eq!(end(&test).await, ("suppressed".to_owned(), String::new()));
    assert_eq!(raw::number(&test.app.db, "SELECT COUNT(*) FROM notices WHERE state = 'sent'").await, 1);
}
