//! Each fault of an operator becomes the right error, and is asked again only where that can help.

use super::{browser::client, clock, daily, enedis, simulator};
use rstest::rstest;
use syndiwatt::{
    providers::{MeterProvider, ProviderError},
    sandbox::{Fault, FaultKind, catalogue::PRM_COMMON},
};

fn answer(status: u16, code: &str) -> FaultKind {
    FaultKind::Answer { status, body: format!(r#"{{"error":"{code}","error_description":"text"}}"#) }
}

#[rstest]
#[case::cut(FaultKind::Cut, "unreadable answer", 4)]
#[case::garbage(FaultKind::Garbage, "unreadable answer", 4)]
#[case::page(FaultKind::Page, "unreadable answer", 4)]
#[case::long(FaultKind::Long, "unreadable answer (answer too long)", 4)]
#[case::down(answer(503, "x"), "operator fault", 4)]
#[case::quota(answer(429, "Quota Q3 reached"), "quota reached", 4)]
#[case::other_meter(FaultKind::Answer { status: 200, body: OTHER.to_owned() }, "unreadable answer (another meter's", 4)]
#[case::not_subscribed(answer(403, "900908"), "not subscribed", 1)]
#[case::opposed(answer(400, "ADAM-ERR0075"), "load curve opposed", 1)]
#[case::malformed(answer(400, "Invalid_request"), "request refused", 1)]
#[case::moved_out(answer(400, "ADAM-DC-0007"), "consent needed", 1)]
#[tokio::test]
async fn faults_have_their_error(#[case] kind: FaultKind, #[case] expected: &str, #[case] tries: usize) {
    let clock = clock();
    let simulator = simulator(&clock).await;
    simulator.inject(Fault::new("mesure", 100, kind));
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    let error = enedis(&simulator.url(), &clock).fetch(&fetch, None).await.unwrap_err();
    assert!(error.to_string().starts_with(expected), "{error}");
    assert_eq!(simulator.count("mesure"), tries);
    assert_eq!(error.is_transient(), tries > 1);
}

const OTHER: &str = r#"{"idPrm":"09775542606818","grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"EA",
    "unite":"Wh","points":[{"v":"1","d":"2026-11-01"}]}]}"#;

#[rstest]
#[case::cut(FaultKind::Cut)]
#[case::garbage(FaultKind::Garbage)]
#[case::down(answer(500, "technical_error"))]
#[case::slow(FaultKind::Delay { milliseconds: 30 })]
#[tokio::test]
async fn what_passes_is_not_noticed(#[case] kind: FaultKind) {
    let clock = clock();
    let simulator = simulator(&clock).await;
    simulator.inject(Fault::new("mesure", 2, kind.clone()));
    simulator.inject(Fault::new("token", 2, answer(503, "x")));
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    assert_eq!(enedis(&simulator.url(), &clock).fetch(&fetch, None).await.unwrap().official.len(), 4);
}

#[tokio::test]
async fn a_token_never_follows_a_redirect() {
    let clock = clock();
    let (simulator, elsewhere) = (simulator(&clock).await, simulator(&clock).await);
    let to = elsewhere.url().join("/mesure_synchrone_auto/v2/consommation_quotidienne").unwrap().to_string();
    simulator.inject(Fault::new("mesure", 10, FaultKind::Redirect { to }));
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    let error = enedis(&simulator.url(), &clock).fetch(&fetch, None).await.unwrap_err();
    assert!(matches!(error, ProviderError::Unavailable(_)), "{error}");
    assert!(elsewhere.calls().is_empty());
}

#[tokio::test]
async fn an_operator_that_is_gone() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    drop(simulator);
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let error = adapter.fetch(&daily(PRM_COMMON, "2026-11-01", "2026-11-05"), None).await.unwrap_err();
    assert_eq!(error, ProviderError::Unavailable("no connection".to_owned()));
}

#[tokio::test]
async fn faults_over_http_only_where_enabled() {
    use syndiwatt::sandbox::{SandboxConfig, spawn};
    let clock = clock();
    for control in [false, true] {
        let config = SandboxConfig { control, ..SandboxConfig::new(clock.clone()).all_consented() };
        let simulator = spawn(config).await.unwrap();
        let client = client();
        let fault = serde_json::json!({"path": "mesure", "times": 9, "kind": "answer", "status": 503, "body": "{}"});
        let url = simulator.url().join("/sandbox/faults").unwrap();
        let status = client.post(url).json(&fault).send().await.unwrap().status().as_u16();
        assert_eq!(status, if control { 204 } else { 404 });
        let fetched =
            enedis(&simulator.url(), &clock).fetch(&daily(PRM_COMMON, "2026-11-01", "2026-11-05"), None).await;
        assert_eq!(fetched.is_err(), control);
    }
}
