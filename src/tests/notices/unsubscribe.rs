//! One click ends e-mails, without logging in.

use super::{World, change};
use crate::support::Answer;
use reqwest::Method;
use syndiwatt::{
    domain::{anomaly::Severity, notice::ChangeState},
    services::notices::{self, preferences},
};

/// The path of the link in the next e-mail.
async fn link(world: &World) -> String {
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Minor)).await;
    world.send().await;
    let mail = world.mail.next();
    let link = mail["headers"]["list-unsubscribe"].as_str().unwrap().trim_matches(['<', '>']).to_owned();
    format!("/{}", link.strip_prefix(world.test.app.config.public_url.as_str()).unwrap())
}

async fn is_on(world: &World) -> bool {
    preferences::of(&world.test.app, &world.actor).await.unwrap().ways.email
}

/// As mail providers do it: no cookie, no origin.
async fn one_click(world: &World, path: &str) -> Answer {
    world.test.anonymous().form(path, &[("List-Unsubscribe", "One-Click")]).await
}

#[tokio::test]
async fn a_provider_s_click_ends_e_mails_and_nothing_else() {
    let world = World::new().await;
    let path = link(&world).await;
    world.tell(&change(&world.test, ChangeState::Worsened, Severity::Major)).await;
    assert_eq!(one_click(&world, &path).await.status, 200);
    assert!(!is_on(&world).await);
    assert_eq!(world.send().await, notices::Delivered::default(), "what was waiting is taken back");
    assert_eq!(
        world.tell(&change(&world.test, ChangeState::Worsened, Severity::Critical)).await,
        1,
        "the page goes on"
    );
    assert_eq!(one_click(&world, &path).await.status, 200, "twice is once");
}

#[tokio::test]
async fn looking_ends_nothing_and_the_button_does() {
    let world = World::new().await;
    let path = link(&world).await;
    let page = world.test.anonymous().get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("action=\"/unsubscribe?token="), "{}", page.body);
    assert!(is_on(&world).await, "programs that look at links end nothing");
    let pressed = world.test.anonymous().form(&path, &[("from", "page")]).await;
    assert_eq!(pressed.status, 303);
    assert!(!is_on(&world).await);
    let done = world.test.anonymous().get(pressed.header("location")).await;
    assert_eq!(done.status, 200);
    assert!(!done.body.contains("action=\"/unsubscribe"), "{}", done.body);
}

#[tokio::test]
async fn a_changed_token_ends_nothing() {
    let world = World::new().await;
    let path = link(&world).await;
    let (head, token) = path.split_once("token=").unwrap();
    for place in [0, 30, 50, token.len() - 2] {
        let mut changed = token.as_bytes().to_vec();
        changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
        let path = format!("{head}token={}", String::from_utf8(changed).unwrap());
        assert_eq!(one_click(&world, &path).await.status, 404, "{place}");
        assert_eq!(world.test.anonymous().get(&path).await.status, 404, "{place}");
    }
    assert_eq!(one_click(&world, "/unsubscribe?token=").await.status, 404);
    assert!(is_on(&world).await);
    let request = world.test.anonymous().request(Method::POST, &path).header("origin", "https://evil.example");
    assert_eq!(world.test.anonymous().send(request).await.status, 403);
}
