//! Sessions: cookies, fixation, ends.

use crate::support::{Client, PASSWORD, TestApp};
use reqwest::Method;
use syndiwatt::{
    domain::access::Role,
    services::accounts::{self, IDLE_SECONDS, SESSION_SECONDS, SessionToken},
};

async fn is_in(client: &Client, cookie: &str) -> bool {
    let request = client.request(Method::POST, "/rpc/portfolio/view").header("cookie", cookie);
    client.send(request.json(&serde_json::json!({}))).await.status == 200
}

#[tokio::test]
async fn the_cookie_is_for_http_only_and_this_site() {
    let test = TestApp::new().await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    let answer = test.anonymous().login(&email, PASSWORD).await;
    let flags = answer.header("set-cookie").split_once(';').unwrap().1.to_owned();
    assert_eq!(flags, " HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000");
    let test = TestApp::with(&["--public-url", "https://energie.example.org"]).await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    let answer = test.anonymous().login(&email, PASSWORD).await;
    assert!(answer.header("set-cookie").starts_with("__Host-session="), "{answer:?}");
    assert!(answer.header("set-cookie").ends_with("; Path=/; Max-Age=2592000; Secure"), "{answer:?}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[tokio::test]
async fn a_login_never_takes_over_a_planted_cookie_and_ends_the_old_session() {
    let test = TestApp::new().await;
    let (email, client) = (test.user(test.organisation, Role::Syndic, &[]).await, test.anonymous());
    let first = client.login(&email, PASSWORD).await.session().unwrap();
    let second = client.login(&email, PASSWORD).await.session().unwrap();
    assert_ne!(first, second);
    let visitor = test.anonymous();
    assert!(!is_in(&visitor, &first).await);
    assert!(is_in(&visitor, &second).await);
    let form = [("email", email.as_str()), ("password", PASSWORD)];
    let planted = visitor.request(Method::POST, "/login").header("cookie", "session=planted").form(&form);
    assert_ne!(visitor.send(planted).await.session().unwrap(), "session=planted");
    assert!(!is_in(&test.anonymous(), "session=planted").await);
}

#[tokio::test]
async fn logging_out_ends_the_session_on_the_server() {
    let test = TestApp::new().await;
    let (email, client) = (test.user(test.organisation, Role::Syndic, &[]).await, test.anonymous());
    let cookie = client.login(&email, PASSWORD).await.session().unwrap();
    let out = client.form("/logout", &[]).await;
    assert_eq!((out.status, out.header("location")), (303, "/login"));
    assert!(out.header("set-cookie").starts_with("session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"));
    assert!(!is_in(&test.anonymous(), &cookie).await);
    assert_eq!(client.get("/").await.header("location"), "/login");
}

#[tokio::test]
async fn sessions_end_when_idle_and_after_thirty_days_in_any_case() {
    let test = TestApp::new().await;
    let (email, client) = (test.user(test.organisation, Role::Syndic, &[]).await, test.anonymous());
    let cookie = client.login(&email, PASSWORD).await.session().unwrap();
    for _ in 0..(SESSION_SECONDS / (IDLE_SECONDS - 1)) {
        test.app.clock.advance(IDLE_SECONDS - 1);
        assert!(is_in(&client, &cookie).await, "used within the week");
    }
    test.app.clock.advance(SESSION_SECONDS % (IDLE_SECONDS - 1));
    assert!(!is_in(&client, &cookie).await, "30 days are over");
    let cookie = client.login(&email, PASSWORD).await.session().unwrap();
    test.app.clock.advance(IDLE_SECONDS);
    assert!(!is_in(&client, &cookie).await, "idle for a week");
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_the_token_is_not_stored() {
    let test = TestApp::new().await;
    let (email, client) = (test.user(test.organisation, Role::Syndic, &[]).await, test.anonymous());
    let cookie = client.login(&email, PASSWORD).await.session().unwrap();
    let token = cookie.split_once('=').unwrap().1;
    let hash = SessionToken::from_cookie(token).hash().0;
    for path in [test.folder().join("test.sqlite"), test.folder().join("test.sqlite-wal")] {
        let bytes = std::fs::read(path).unwrap_or_default();
        assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()), "the token is on disk");
    }
    assert_ne!(token.as_bytes(), hash);
    assert!(accounts::set_password(&test.app, &email, &"another password".into()).await.unwrap());
    assert!(!is_in(&client, &cookie).await);
    assert_eq!(client.login(&email, PASSWORD).await.header("location"), "/login?error=bad_credentials");
    assert_eq!(client.login(&email, "another password").await.header("location"), "/");
}
