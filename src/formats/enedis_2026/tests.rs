//! Measures of Data Connect 2026.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn curve_of(points: &str) -> Result<Vec<Reading>, FormatError> {
    let body = format!(
        r#"{{"idPrm":"09775542606818","etapeMetier":"BRUT","grandeur":[
        {{"grandeurMetier":"CONS","grandeurPhysique":"PMA","unite":"VA","points":[]}},
        {{"grandeurMetier":"PROD","grandeurPhysique":"PA","unite":"W","points":[]}},
        {{"grandeurMetier":"CONS","grandeurPhysique":"PA","unite":"W","points":[{points}]}}]}}"#
    );
    let parsed = parse(body.as_bytes(), Source::Enedis)?;
    let wanted = parsed.series.into_iter().find(|s| s.kind == SeriesKind::ElectricityConsumption);
    Ok(wanted.unwrap().readings)
}

#[test]
fn labels_are_ends_in_paris_and_watts_are_means() {
    let readings = curve_of(
        r#"{"v":"4078","d":"2026-11-18 00:30:00","p":"PT30M","n":"B"},
           {"v":null,"d":"2026-11-18 00:40:00","p":"PT10M","n":"B"},
           {"v":0,"d":"2026-11-19 00:00:00","p":"PT30M","n":"C"}"#,
    )
    .unwrap();
    assert_eq!(readings[0].start.to_rfc3339(), "2026-11-17T23:00:00Z");
    assert_eq!((readings[0].value, readings[0].quality), (Some(4_078 * 1_800), Quality::Raw));
    assert_eq!((readings[1].step, readings[1].value, readings[1].quality), (600, None, Quality::Missing));
    assert_eq!((readings[2].value, readings[2].quality), (Some(0), Quality::Corrected));
    let last_day = Zone::PARIS.day(readings[2].start);
    assert_eq!(last_day.to_string(), "2026-11-18", "the point of 00:00 belongs to the day before");
}

#[rstest]
#[case(r#"{"v":"NaN","d":"2026-11-18 00:30:00","p":"PT30M"}"#, "v")]
#[case(r#"{"v":"1e309","d":"2026-11-18 00:30:00","p":"PT30M"}"#, "v")]
#[case(r#"{"v":"99999999999999999999","d":"2026-11-18 00:30:00","p":"PT30M"}"#, "v")]
#[case(r#"{"v":{},"d":"2026-11-18 00:30:00","p":"PT30M"}"#, "v")]
#[case(r#"{"v":"1","d":"2026-02-30 00:30:00","p":"PT30M"}"#, "d")]
#[case(r#"{"v":"1","p":"PT30M"}"#, "d")]
#[case(r#"{"v":"1","d":"2026-11-18 00:30:00"}"#, "p")]
#[case(r#"{"v":"1","d":"2026-11-18 00:30:00","p":"PT0M"}"#, "p")]
fn a_broken_point_is_named(#[case] point: &str, #[case] wrong: &str) {
    match curve_of(point) {
        Err(FormatError::Row { row: 1, column, .. }) => assert_eq!(column, wrong),
        other => panic!("{other:?}"),
    }
}

#[test]
fn daily_values_and_what_is_no_answer() {
    let body = br#"{"idPrm":"1","grandeur":[{"grandeurMetier":"PROD","grandeurPhysique":"EA","unite":"Wh",
        "points":[{"v":"33495","d":"2026-11-17"},{"v":null,"d":"2026-11-18"}]}]}"#;
    let parsed = parse(body, Source::Enedis).unwrap();
    let series = &parsed.series[0];
    assert_eq!((parsed.format, series.kind), (Format::Enedis2026Daily, SeriesKind::ElectricityProduction));
    assert_eq!(series.official[0].value, Some(33_495 * 3_600));
    assert_eq!(series.official[1].value, None);
    let kilo = String::from_utf8_lossy(body).replace("\"Wh\"", "\"kWh\"");
    assert!(parse(kilo.as_bytes(), Source::Enedis).is_err(), "an unknown unit is never guessed");
    let deep = "[".repeat(100_000);
    for body in ["", "[]", "{}", r#"{"idPrm":"1","grandeur":[]}"#, r#"{"v":1e309}"#, &deep] {
        assert!(parse(body.as_bytes(), Source::Enedis).is_err());
    }
}

#[test]
fn dates_at_the_end_of_time_do_not_panic() {
    for date in ["-262143-01-01 00:00:00", "+262142-12-31 23:59:59", "0000-01-01 00:00", "9999-12-31 24:00:00"] {
        let _ = curve_of(&format!(r#"{{"v":"1","d":"{date}","p":"PT1440M"}}"#));
    }
}

proptest! {
    #[test]
    fn nothing_that_is_sent_panics(v in ".{0,12}", d in ".{0,24}", p in "P?T?.{0,5}", nearly in "[-+]?[0-9]{4,6}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}") {
        for date in [d, nearly] {
            let point = serde_json::json!({"v": v, "d": date, "p": p, "n": v});
            let _ = curve_of(&point.to_string());
            let _ = curve_of(&serde_json::json!({"v": v, "d": date, "p": "PT30M"}).to_string());
        }
    }

    #[test]
    fn nothing_that_is_cut_panics(length in 0_usize..200) {
        let whole = r#"{"idPrm":"1","grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"PA","unite":"W","points":[{"v":"1","d":"2026-11-18 00:30:00","p":"PT30M"}]}]}"#;
        let cut = &whole.as_bytes()[..length.min(whole.len() - 1)];
        prop_assert!(parse(cut, Source::Enedis).is_err());
    }
}

#[test]
fn maxima_keep_their_instant_and_null_is_not_zero() {
    let of = |unit: &str, points: &str| {
        let body = format!(
            r#"{{"idPrm":"1","pas":"P1D","grandeur":[{{"grandeurMetier":"CONS","grandeurPhysique":"PMA","unite":"{unit}","points":[{points}]}}]}}"#
        );
        parse(body.as_bytes(), Source::Enedis)
    };
    let parsed = of(
        "VA",
        r#"{"v":"4680","d":"2026-11-17 13:03:35"},{"v":"0","d":"2026-11-18 00:00:00"},{"v":null,"d":"2026-11-19"}"#,
    )
    .unwrap();
    assert_eq!((parsed.format, parsed.series.len()), (Format::Enedis2026MaxPower, 0));
    let values = parsed.peaks.unwrap().values;
    assert_eq!(values.iter().map(|max| max.va).collect::<Vec<_>>(), [Some(4_680), Some(0), None]);
    assert_eq!(values[0].at.to_rfc3339(), "2026-11-17T12:03:35Z");
    assert_eq!(values[2].day.to_string(), "2026-11-19");
    assert!(of("kVA", "").is_err() && of("VA", r#"{"v":"-1","d":"2026-11-17"}"#).is_err());
}

/// The half-hours of both nights by naive END labels, in the order in which they follow one another.
#[rstest]
#[case(["2026-10-25 02:00:00", "2026-10-25 02:30:00", "2026-10-25 02:00:00", "2026-10-25 02:30:00", "2026-10-25 03:00:00"], "2026-10-24T23:30:00Z")]
#[case(["2026-03-29 01:30:00", "2026-03-29 03:00:00", "2026-03-29 03:30:00", "2026-03-29 04:00:00", "2026-03-29 04:30:00"], "2026-03-29T00:00:00Z")]
#[case(["2026-03-29 01:30:00", "2026-03-29 02:00:00", "2026-03-29 03:30:00", "2026-03-29 04:00:00", "2026-03-29 04:30:00"], "2026-03-29T00:00:00Z")]
fn nights_of_a_clock_change(#[case] labels: [&str; 5], #[case] first: &str) {
    let points = labels.map(|label| format!(r#"{{"v":"1","d":"{label}","p":"PT30M"}}"#)).join(",");
    let readings = curve_of(&points).unwrap();
    assert_eq!(readings[0].start.to_rfc3339(), first);
    for (one, next) in readings.iter().zip(readings.iter().skip(1)) {
        assert_eq!(next.start, one.start.plus(1_800), "neither doubled nor lost");
    }
}
