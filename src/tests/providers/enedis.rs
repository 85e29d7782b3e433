//! Data Connect 2026: values to the watt-hour, limits, documented errors.

use super::{clock, curve, daily, day, enedis, enedis_with, simulator};
use rstest::rstest;
use syndiwatt::{
    analytics::zone::Zone,
    domain::series::{Quality, SeriesKind},
    providers::{Fetch, MeterProvider, ProviderError, What},
    sandbox::{Quotas, SandboxConfig, catalogue::*, spawn},
};

#[tokio::test]
async fn a_week_of_curve_and_its_daily_values() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let answer = adapter.fetch(&curve(PRM_COMMON, "2026-11-02", "2026-11-09"), None).await.unwrap();
    assert_eq!(answer.readings.len(), 7 * 48);
    assert_eq!(answer.readings[0].start, Zone::PARIS.bounds(day("2026-11-02")).start);
    assert!(answer.readings.windows(2).all(|pair| pair[0].interval().end == pair[1].start));
    let official = adapter.fetch(&daily(PRM_COMMON, "2026-11-02", "2026-11-09"), None).await.unwrap().official;
    assert_eq!(official.len(), 7);
    for value in official {
        let bounds = Zone::PARIS.bounds(value.day);
        let of_day = answer.readings.iter().filter(|reading| bounds.contains(reading.start));
        assert_eq!(of_day.filter_map(|reading| reading.value).sum::<i64>(), value.value.unwrap(), "{}", value.day);
    }
    assert_eq!(simulator.count("/oauth2/v3/token"), 1, "one token serves all requests");
}

#[tokio::test]
async fn the_same_days_are_the_same_values_in_another_simulator() {
    let clock = clock();
    let (one, other) = (simulator(&clock).await, simulator(&clock).await);
    let fetch = curve(PRM_HEAT_PUMP, "2026-10-19", "2026-10-26");
    let a = enedis(&one.url(), &clock).fetch(&fetch, None).await.unwrap();
    assert_eq!(a, enedis(&other.url(), &clock).fetch(&fetch, None).await.unwrap());
    assert!(a.readings.iter().any(|reading| reading.value > Some(0)));
}

#[tokio::test]
async fn production_is_a_series_of_its_own() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let series = SeriesKind::ElectricityProduction;
    let fetch = Fetch { series, ..curve(PRM_SOLAR, "2026-06-01", "2026-06-08") };
    let produced = adapter.fetch(&fetch, None).await.unwrap().readings;
    let at_night = produced.iter().filter(|r| Zone::PARIS.wall(r.start).format("%H").to_string() == "01");
    assert!(at_night.clone().count() > 0 && at_night.into_iter().all(|r| r.value == Some(0)), "0 is a value");
    assert!(produced.iter().filter_map(|r| r.value).sum::<i64>() > 0);
    let daily = Fetch { what: What::Daily, ..fetch };
    assert_eq!(adapter.fetch(&daily, None).await.unwrap().official.len(), 7);
}

#[rstest]
#[case::seven_days(curve(PRM_COMMON, "2026-11-01", "2026-11-10"), "request refused (ADAM-DC-0015)")]
#[case::history(curve(PRM_COMMON, "2024-10-01", "2024-10-08"), "before the operator's history (ADAM-DC-0016)")]
#[case::activation(curve(PRM_YOUNG, "2026-03-01", "2026-03-05"), "before the operator's history (ADAM-ERR0123)")]
#[case::direction(curve(PRM_PRODUCER, "2026-11-01", "2026-11-05"), "wrong direction (ADAM-ERR0069)")]
#[case::revoked(curve(PRM_REVOKED, "2026-11-01", "2026-11-05"), "consent needed (ADAM-DC-0008)")]
#[case::unknown(curve("00000000000000", "2026-11-01", "2026-11-05"), "consent needed (ADAM-DC-0008)")]
#[case::no_curve(curve(PRM_NO_CURVE, "2026-11-01", "2026-11-05"), "no data (no_data_found)")]
#[case::silent(curve(PRM_SILENT, "2026-11-03", "2026-11-10"), "no data (no_data_found)")]
#[case::today(curve(PRM_COMMON, "2026-11-21", "2026-11-22"), "no data (not published yet)")]
#[tokio::test]
async fn documented_refusals(#[case] fetch: Fetch, #[case] expected: &str) {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let error = enedis(&simulator.url(), &clock).fetch(&fetch, None).await.unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert!(simulator.count("/mesure_synchrone_auto") <= 1, "none of these is asked again");
}

#[tokio::test]
async fn yesterday_comes_at_eight_and_never_today() {
    let clock = clock();
    clock.advance(-4 * 3_600 - 60); // 07:59
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let fetch = curve(PRM_COMMON, "2026-11-19", "2026-11-23");
    let days = |n: usize| n * 48;
    assert_eq!(adapter.fetch(&fetch, None).await.unwrap().readings.len(), days(1));
    clock.advance(60);
    assert_eq!(adapter.fetch(&fetch, None).await.unwrap().readings.len(), days(2));
    assert!(simulator.calls().iter().all(|call| !call.query.contains("dateFin=2026-11-22")), "the end is cut to today");
}

#[tokio::test]
async fn the_token_is_renewed_before_its_end_and_once_when_refused() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    adapter.fetch(&fetch, None).await.unwrap();
    clock.advance(12_600 - 200);
    adapter.fetch(&fetch, None).await.unwrap();
    assert_eq!(simulator.count("/oauth2/v3/token"), 2, "renewed early");
    let refusal = r#"{"fault":{"code":900901,"message":"Invalid Credentials"}}"#;
    simulator.inject(syndiwatt::sandbox::Fault::answer("mesure", 1, 401, refusal));
    adapter.fetch(&fetch, None).await.unwrap();
    assert_eq!(simulator.count("/oauth2/v3/token"), 3, "renewed on refusal");
    simulator.inject(syndiwatt::sandbox::Fault::answer("mesure", 5, 401, refusal));
    assert!(matches!(adapter.fetch(&fetch, None).await, Err(ProviderError::TokenRefused(_))));
    assert_eq!(simulator.count("/oauth2/v3/token"), 4, "and only once");
    let wrong = enedis_with(&simulator.url(), &clock, "wrong");
    assert!(matches!(wrong.fetch(&fetch, None).await, Err(ProviderError::NotSubscribed(_))));
}

#[tokio::test]
async fn a_withdrawn_consent_is_noticed() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    simulator.withdraw(PRM_COMMON);
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    assert!(matches!(adapter.fetch(&fetch, None).await, Err(ProviderError::ConsentNeeded(_))));
    simulator.consent(PRM_COMMON);
    assert!(adapter.fetch(&fetch, None).await.is_ok());
}

#[tokio::test]
async fn late_days_nulls_and_corrections_arrive_as_such() {
    let clock = clock();
    let simulator = simulator(&clock).await;
    let adapter = enedis(&simulator.url(), &clock);
    let mut seen = (0, 0);
    for number in [PRM_HEAT_PUMP, PRM_OTHER] {
        for week in day("2025-11-01").iter_weeks().take(54) {
            let (first, end) = (week.to_string(), (week + chrono::TimeDelta::days(7)).to_string());
            let readings = adapter.fetch(&curve(number, &first, &end), None).await.unwrap().readings;
            seen.0 += readings.iter().filter(|r| r.quality == Quality::Missing && r.value.is_none()).count();
            seen.1 += readings.iter().filter(|r| r.quality == Quality::Corrected).count();
        }
    }
    assert!(seen.0 > 0 && seen.1 > 0, "{seen:?}");
}

#[tokio::test]
async fn the_quota_answers_with_the_time_when_it_ends() {
    let clock = clock();
    let quotas = Quotas { per_second: 0, per_hour: 3 };
    let config = SandboxConfig { quotas, ..SandboxConfig::new(clock.clone()).all_consented() };
    let simulator = spawn(config).await.unwrap();
    let adapter = enedis(&simulator.url(), &clock);
    let fetch = daily(PRM_COMMON, "2026-11-01", "2026-11-05");
    for _ in 0..3 {
        adapter.fetch(&fetch, None).await.unwrap();
    }
    match adapter.fetch(&fetch, None).await {
        Err(ProviderError::Quota { code, wait: Some(wait) }) => {
            assert_eq!(code, "Quota Q4 reached");
            assert!((60..=1_201).contains(&wait.as_secs()), "{wait:?}");
        }
        other => panic!("{other:?}"),
    }
}
