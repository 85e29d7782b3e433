//! Logging in: what it answers, and what it never tells.

use crate::support::{PASSWORD, TestApp};
use syndiwatt::{domain::access::Role, web::auth::limit};

#[tokio::test]
async fn goes_to_the_page_asked_for_and_nowhere_else() {
    let test = TestApp::new().await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    let away = test.anonymous().get("/buildings/x?p=day").await;
    assert_eq!((away.status, away.header("location")), (303, "/login?next=%2Fbuildings%2Fx%3Fp%3Dday"));
    for (next, expected) in
        [("/buildings/x?p=day", "/buildings/x?p=day"), ("//evil.example", "/"), ("https://e.x", "/")]
    {
        let fields = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = test.anonymous().form("/login", &fields).await;
        assert_eq!((answer.status, answer.header("location")), (303, expected));
    }
}

#[tokio::test]
async fn wrong_password_and_unknown_user_look_the_same() {
    let test = TestApp::new().await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    for (email, password) in [(email.as_str(), "wrong password"), ("nobody@example.org", PASSWORD), ("", "")] {
        let answer = test.anonymous().login(email, password).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/login?error=bad_credentials"));
        assert_eq!(answer.session(), None);
        let client = test.anonymous();
        let fields = [("email", email), ("password", password)];
        let request =
            client.request(reqwest::Method::POST, "/login").form(&fields).header("accept", "application/json");
        let answer = client.send(request.header("accept-language", "en")).await;
        assert_eq!((answer.status, answer.problem().as_str()), (401, "bad_credentials"));
        assert_eq!(answer.json()["title"], "Wrong e-mail address or password");
    }
}

#[tokio::test]
async fn too_many_failures_close_the_account_for_a_while() {
    let test = TestApp::new().await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    for _ in 0..limit::PER_ACCOUNT {
        test.anonymous().login(&email, "wrong password").await;
    }
    let closed = test.anonymous().login(&email, PASSWORD).await;
    assert_eq!(closed.header("location"), "/login?error=too_many_attempts");
    let client = test.anonymous();
    let fields = [("email", email.as_str()), ("password", PASSWORD)];
    let request = client.request(reqwest::Method::POST, "/login").form(&fields).header("accept", "application/json");
    let answer = client.send(request).await;
    assert_eq!((answer.status, answer.problem().as_str()), (429, "too_many_attempts"));
    test.app.clock.advance(limit::WINDOW_SECONDS);
    assert_eq!(test.anonymous().login(&email, PASSWORD).await.header("location"), "/");
}
