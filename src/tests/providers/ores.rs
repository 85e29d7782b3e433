//! The specification's ORES contract: code with PKCE, rotating refresh tokens, quarter-hours in Wh.

use super::{
    browser::{callback, consent, customer},
    clock, curve, day, ores, simulator,
};
use syndiwatt::{
    analytics::zone::Zone,
    domain::series::SeriesKind,
    providers::{Fetch, MeterProvider, ProviderError, Tokens, oauth::pkce, ores::Ores},
    sandbox::catalogue::{EAN_COMMON, EAN_HEAT_PUMP, Operator},
};

async fn tokens(adapter: &Ores) -> Tokens {
    let (challenge, verifier) = pkce();
    let who = customer(Operator::Ores);
    let query = consent(adapter.authorize_url("state", Some(&challenge)), who, &[EAN_COMMON], "agree").await;
    let grant = adapter.complete(&callback(&query), Some(verifier)).await.unwrap();
    assert_eq!(grant.numbers.iter().map(|n| n.as_str()).collect::<Vec<_>>(), [EAN_COMMON]);
    grant.tokens.unwrap()
}

#[tokio::test]
async fn an_autumn_month_of_quarter_hours() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = ores(&simulator.url(), &clock);
    let tokens = tokens(&adapter).await;
    let fetch = Fetch { zone: Zone::BRUSSELS, ..curve(EAN_COMMON, "2026-10-01", "2026-11-01") };
    let answer = adapter.fetch(&fetch, Some(&tokens)).await.unwrap();
    assert_eq!(answer.readings.len(), 31 * 96 + 4);
    assert!(answer.official.is_empty());
    assert!(answer.readings.windows(2).all(|pair| pair[0].interval().end == pair[1].start));
    let autumn = Zone::BRUSSELS.bounds(day("2026-10-25"));
    let of_day = answer.readings.iter().filter(|reading| autumn.contains(reading.start));
    let wh: i64 = of_day.clone().filter_map(|reading| reading.value).sum::<i64>() / 3_600;
    assert_eq!(of_day.count(), 100);
    assert!((5_000..100_000).contains(&wh), "{wh} Wh a day for the common parts");
}

#[tokio::test]
async fn only_what_was_chosen_can_be_read() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = ores(&simulator.url(), &clock);
    let tokens = tokens(&adapter).await;
    let other = curve(EAN_HEAT_PUMP, "2026-11-01", "2026-11-02");
    assert!(matches!(adapter.fetch(&other, Some(&tokens)).await, Err(ProviderError::ConsentNeeded(_))));
    let series = SeriesKind::ElectricityProduction;
    let production = Fetch { series, ..curve(EAN_COMMON, "2026-11-01", "2026-11-02") };
    assert!(matches!(adapter.fetch(&production, Some(&tokens)).await, Err(ProviderError::WrongDirection(_))));
}

#[tokio::test]
async fn refresh_tokens_rotate_and_a_stolen_one_ends_the_family() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = ores(&simulator.url(), &clock);
    let first = tokens(&adapter).await;
    let fetch = curve(EAN_COMMON, "2026-11-01", "2026-11-02");
    clock.advance(12_601);
    assert!(matches!(adapter.fetch(&fetch, Some(&first)).await, Err(ProviderError::TokenRefused(_))));
    let second = adapter.refresh(&first).await.unwrap();
    assert!(adapter.fetch(&fetch, Some(&second)).await.is_ok());
    let third = adapter.refresh(&second).await.unwrap();
    assert!(matches!(adapter.refresh(&first).await, Err(ProviderError::ConsentNeeded(_))), "used before");
    assert!(matches!(adapter.refresh(&third).await, Err(ProviderError::ConsentNeeded(_))), "the family ended");
    assert!(matches!(adapter.fetch(&fetch, Some(&third)).await, Err(ProviderError::TokenRefused(_))));
}

#[tokio::test]
async fn a_code_works_once_and_only_with_its_verifier() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = ores(&simulator.url(), &clock);
    let (challenge, verifier) = pkce();
    let who = customer(Operator::Ores);
    let query = consent(adapter.authorize_url("s", Some(&challenge)), who, who.points, "agree").await;
    let grant = adapter.complete(&callback(&query), Some(verifier.clone())).await.unwrap();
    assert_eq!(grant.numbers.len(), 2);
    let again = adapter.complete(&callback(&query), Some(verifier)).await;
    assert!(matches!(again, Err(ProviderError::ConsentNeeded(_))), "a second use");
    let (challenge, _) = pkce();
    let query = consent(adapter.authorize_url("s", Some(&challenge)), who, who.points, "agree").await;
    let stolen = adapter.complete(&callback(&query), Some(pkce().1)).await;
    assert!(matches!(stolen, Err(ProviderError::ConsentNeeded(_))), "another verifier");
}
