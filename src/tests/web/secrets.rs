//! Canaries: what must stay secret is in no log line, no answer and no error.

use crate::support::{PASSWORD, TestApp};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};
use syndiwatt::domain::access::Role;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn secrets_are_in_no_log_and_no_answer() {
    let log = Captured::default();
    let everything = EnvFilter::new("syndiwatt=trace,axum=trace,tower_http=trace,reqwest=debug");
    // For the whole process: what the tests beside it log must be free of these secrets, too.
    tracing_subscriber::fmt().with_env_filter(everything).with_ansi(false).with_writer(log.clone()).init();
    let key = "c0".repeat(32);
    let secret = "canary-client-secret";
    let operator = ["--enedis-client-id", "app", "--enedis-client-secret", secret, "--encryption-key", &key];
    let test = TestApp::with(&operator).await;
    let email = test.user(test.organisation, Role::Syndic, &[]).await;
    let client = test.anonymous();
    let mut answers = vec![client.login(&email, "canary-wrong-password").await];
    let login = client.login(&email, PASSWORD).await;
    let cookie = login.session().unwrap();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    let base = format!("/api/v1/buildings/{}/iot/linky", test.building.id);
    answers.push(client.get("/auth/linky/callback/enedis?state=canary-state&code=canary-code").await);
    let body = serde_json::json!({
        "provider": "Enedis", "prm": "09775542606818", "state": "canary-state", "authorization_code": "canary-code",
    });
    answers.push(client.post(&format!("{base}/configure"), &body).await);
    let url = client.post(&format!("{base}/auth-url"), &serde_json::json!({ "provider": "Enedis" })).await.json();
    let url = url["authorization_url"].as_str().unwrap().to_owned();
    let state = url.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    answers.push(client.get("/").await);
    answers.push(client.get("/health").await);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("login refused") && log.contains("/auth/linky/callback/enedis"), "not captured: {log}");
    for canary in [PASSWORD, "canary-wrong-password", "canary-state", "canary-code", secret, &key, &token, &state] {
        assert_eq!(log.lines().find(|line| line.contains(canary)), None, "{canary} is in the log");
        for answer in &answers {
            assert!(!answer.body.contains(canary), "{canary} is in {answer:?}");
        }
    }
    assert!(!url.contains(secret), "the operator's page is told who we are, not our secret");
}
