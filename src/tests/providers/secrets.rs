//! Tokens, codes and client secrets appear in no error and no address.

use super::{
    browser::{callback, consent, customer},
    clock, curve, daily, enedis, ores, simulator,
};
use secrecy::ExposeSecret;
use syndiwatt::{
    providers::{MeterProvider, oauth::pkce},
    sandbox::{
        CLIENT_SECRET, Fault,
        catalogue::{EAN_COMMON, Operator, PRM_COMMON},
    },
};

#[tokio::test]
async fn an_operator_that_echoes_the_token_does_not_make_us_show_it() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = ores(&simulator.url(), &clock);
    let (challenge, verifier) = pkce();
    let address = adapter.authorize_url("s", Some(&challenge));
    assert!(!address.as_str().contains(verifier.expose_secret()) && !address.as_str().contains(CLIENT_SECRET));
    let who = customer(Operator::Ores);
    let query = consent(address, who, who.points, "agree").await;
    let tokens = adapter.complete(&callback(&query), Some(verifier)).await.unwrap().tokens.unwrap();
    let secret = tokens.access.expose_secret().to_owned();
    let mut shown = Vec::new();
    for (status, body) in [(200, secret.clone()), (400, format!(r#"{{"message":"{secret}"}}"#)), (500, secret.clone())]
    {
        simulator.inject(Fault::answer("load_curve", 4, status, &body));
        let fetch = curve(EAN_COMMON, "2026-11-01", "2026-11-02");
        let error = adapter.fetch(&fetch, Some(&tokens)).await.unwrap_err();
        shown.push(format!("{error} {error:?}"));
    }
    for body in [format!(r#"{{"access_token":"{secret}"}}"#), format!(r#"{{"error":"{secret}"}}"#), secret.clone()] {
        simulator.inject(Fault::answer("oauth/token", 1, 200, &body));
        let error = adapter.refresh(&tokens).await.map(|_| ()).unwrap_err();
        shown.push(format!("{error} {error:?}"));
    }
    // Faults that were not used up must not reach the next assertion.
    assert_eq!(shown.len(), 6);
    assert!(shown.iter().all(|text| !text.contains(&secret)), "{shown:?}");
}

#[tokio::test]
async fn an_unreachable_operator_s_address_is_not_in_the_error() {
    let clock = clock();
    let nowhere = url::Url::parse("http://127.0.0.1:1/").unwrap();
    let error = enedis(&nowhere, &clock).fetch(&daily(PRM_COMMON, "2026-11-01", "2026-11-05"), None).await.unwrap_err();
    assert_eq!(error.to_string(), "operator fault (no connection)");
}
