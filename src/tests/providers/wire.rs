//! What the simulator writes on the wire, read without our own parser: labels, strings, clock changes, quotas.

use super::{browser::client, clock, simulator};
use rstest::rstest;
use serde_json::Value;
use syndiwatt::sandbox::{
    CLIENT_ID, CLIENT_SECRET, Quotas, SandboxConfig, SandboxHandle, catalogue::PRM_COMMON, spawn,
};

async fn token(simulator: &SandboxHandle) -> String {
    let form = [("grant_type", "client_credentials"), ("client_id", CLIENT_ID), ("client_secret", CLIENT_SECRET)];
    let url = simulator.url().join("/oauth2/v3/token").unwrap();
    let client = client();
    let body: Value = client.post(url).form(&form).send().await.unwrap().json().await.unwrap();
    assert_eq!(body["expires_in"], "12600", "a string, as Enedis sends it");
    body["access_token"].as_str().unwrap().to_owned()
}

async fn get(simulator: &SandboxHandle, resource: &str, days: (&str, &str), token: &str) -> (u16, Value) {
    let mut url = simulator.url().join(&format!("/mesure_synchrone_auto/v2/{resource}")).unwrap();
    let query = [("pointId", PRM_COMMON), ("dateDebut", days.0), ("dateFin", days.1)];
    url.query_pairs_mut().extend_pairs(query);
    let client = client();
    let answer = client.get(url).bearer_auth(token).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

fn labels(body: &Value) -> Vec<&str> {
    let quantities = body["grandeur"].as_array().unwrap();
    let wanted = quantities.iter().find(|quantity| quantity["grandeurMetier"] == "CONS").unwrap();
    assert_eq!((wanted["grandeurPhysique"].as_str(), wanted["unite"].as_str()), (Some("PA"), Some("W")));
    let points = wanted["points"].as_array().unwrap();
    assert!(points.iter().all(|point| point["v"].as_str().is_some_and(|v| v.parse::<u32>().is_ok())));
    points.iter().map(|point| point["d"].as_str().unwrap()).collect()
}

#[rstest]
#[case("2026-11-18", "2026-11-19", 48, &["2026-11-18 00:30:00", "2026-11-18 01:00:00"])]
#[case("2026-03-29", "2026-03-30", 46, &["2026-03-29 01:30:00", "2026-03-29 03:00:00", "2026-03-29 03:30:00"])]
#[case("2026-10-25", "2026-10-26", 50, &["2026-10-25 01:30:00", "2026-10-25 02:00:00", "2026-10-25 02:30:00",
    "2026-10-25 02:00:00", "2026-10-25 02:30:00", "2026-10-25 03:00:00"])]
#[tokio::test]
async fn end_labels_in_local_time(#[case] day: &str, #[case] end: &str, #[case] count: usize, #[case] run: &[&str]) {
    let simulator = simulator(&clock()).await;
    let token = token(&simulator).await;
    let (status, body) = get(&simulator, "courbe_de_charge_consommation", (day, end), &token).await;
    let labels = labels(&body);
    assert_eq!((status, labels.len()), (200, count));
    assert!(labels.windows(run.len()).any(|window| window == run), "{labels:?}");
    assert_eq!(*labels.last().unwrap(), format!("{end} 00:00:00"));
}

#[tokio::test]
async fn bad_tokens_bad_dates_and_the_second_s_quota() {
    let clock = clock();
    let config = SandboxConfig { quotas: Quotas::DOCUMENTED, ..SandboxConfig::new(clock.clone()).all_consented() };
    let simulator = spawn(config).await.unwrap();
    let resource = "consommation_quotidienne";
    let (status, body) = get(&simulator, resource, ("2026-11-01", "2026-11-02"), "x").await;
    assert_eq!((status, body["fault"]["code"].as_u64()), (401, Some(900_901)));
    let token = token(&simulator).await;
    for days in [("2026-11-02", "2026-11-02"), ("2026-11-20", "2026-11-22"), ("x", "2026-11-22")] {
        let (status, body) = get(&simulator, resource, days, &token).await;
        assert_eq!((status, body["error"].as_str()), (400, Some("invalid_request")));
    }
    // All at once: one after the other they may take a busy machine longer than the second that counts.
    let asked = (0..20).map(|_| get(&simulator, resource, ("2026-11-01", "2026-11-02"), &token));
    let answers = futures::future::join_all(asked).await;
    let refused = answers.into_iter().find_map(|(status, body)| (status == 429).then_some(body));
    let text = refused.unwrap()["error_description"].to_string();
    assert!(text.contains("Quota Q3 reached. Call threshold allowed on 12:00:01"), "{text}");
}
