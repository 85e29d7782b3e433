//! Enedis Data Connect 2026 answers: W or Wh, END labels in Paris time without offset, strings for numbers.
//!
//! Enedis writes metropolitan time whatever the building's zone is, so labels and days are read in `Europe/Paris`.

use super::{Format, FormatError, LabelConvention, Parsed, ParsedSeries};
use crate::{
    analytics::{labels, zone::Zone},
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::{LocalDay, parse_step},
        units::{JOULES_PER_WH, parse_decimal},
    },
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    id_prm: String,
    etape_metier: Option<String>,
    pas: Option<String>,
    grandeur: Vec<Quantity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Quantity {
    grandeur_metier: String,
    grandeur_physique: String,
    unite: String,
    #[serde(default)]
    points: Vec<Point>,
}

#[derive(Deserialize)]
struct Point {
    #[serde(default)]
    v: Value,
    #[serde(default)]
    d: Value,
    p: Option<String>,
    n: Option<String>,
}

/// Reads a load curve or daily values. Other quantities that share the answer are left out.
///
/// # Errors
/// [`FormatError`]; `null` values are no error but readings without a value.
pub fn parse(bytes: &[u8], source: Source) -> Result<Parsed, FormatError> {
    let body: Body = serde_json::from_slice(bytes)
        .map_err(|_| FormatError::Field { field: "grandeur", expected: "a Data Connect 2026 answer" })?;
    let mut format = None;
    let mut series = Vec::new();
    for quantity in &body.grandeur {
        let kind = match quantity.grandeur_metier.as_str() {
            "CONS" => SeriesKind::ElectricityConsumption,
            "PROD" => SeriesKind::ElectricityProduction,
            _ => continue,
        };
        let (found, parsed) = match quantity.grandeur_physique.as_str() {
            "PA" => (Format::Enedis2026Curve, curve(&body, quantity, kind, source)?),
            "EA" => (Format::Enedis2026Daily, daily(&body, quantity, kind)?),
            _ => continue,
        };
        format.get_or_insert(found);
        series.push(parsed);
    }
    Ok(Parsed { format: format.ok_or(FormatError::Empty)?, zone: Zone::PARIS, series, peaks: None, facts: Vec::new() })
}

fn curve(body: &Body, quantity: &Quantity, kind: SeriesKind, source: Source) -> Result<ParsedSeries, FormatError> {
    unit(quantity, "W")?;
    let mut ends = Vec::with_capacity(quantity.points.len());
    for (index, point) in quantity.points.iter().enumerate() {
        let wall = point.d.as_str().and_then(labels::parse_wall);
        let wall = wall.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD hh:mm:ss"))?;
        let step = point.p.as_deref().or(body.pas.as_deref()).and_then(parse_step);
        ends.push((wall, step.ok_or_else(|| FormatError::point(index, "p", "PT10M, PT15M, PT30M or PT60M"))?));
    }
    let mut readings = Vec::with_capacity(ends.len());
    let instants = labels::resolve(Zone::PARIS, &ends);
    for (index, ((point, (_, step)), end)) in quantity.points.iter().zip(&ends).zip(instants).enumerate() {
        // A mean of whole watts over a step of seconds is a whole number of joules.
        let value = number(&point.v, *step).map_err(|()| FormatError::point(index, "v", "a number of W"))?;
        let quality = if value.is_some() { quality(body, point) } else { Quality::Missing };
        readings.push(Reading { start: end.plus(-step), step: *step, value, quality, source });
    }
    let (label, native_unit) = (LabelConvention::End, "W");
    Ok(ParsedSeries { number: body.id_prm.clone(), kind, readings, official: Vec::new(), label, native_unit })
}

fn daily(body: &Body, quantity: &Quantity, kind: SeriesKind) -> Result<ParsedSeries, FormatError> {
    unit(quantity, "Wh")?;
    let mut official = Vec::with_capacity(quantity.points.len());
    for (index, point) in quantity.points.iter().enumerate() {
        let day = point.d.as_str().and_then(local_day);
        let day = day.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD"))?;
        let value = number(&point.v, JOULES_PER_WH).map_err(|()| FormatError::point(index, "v", "a number of Wh"))?;
        official.push(OfficialDay { day, value });
    }
    let (label, native_unit) = (LabelConvention::Start, "Wh");
    Ok(ParsedSeries { number: body.id_prm.clone(), kind, readings: Vec::new(), official, label, native_unit })
}

fn unit(quantity: &Quantity, expected: &'static str) -> Result<(), FormatError> {
    if quantity.unite == expected { Ok(()) } else { Err(FormatError::Field { field: "unite", expected }) }
}

/// The day of `2026-11-17`, also when a time follows.
fn local_day(text: &str) -> Option<LocalDay> {
    let (date, _) = text.trim().split_at_checked(10)?;
    LocalDay::parse_from_str(date, "%Y-%m-%d").ok()
}

/// A string or a number times `scale`; `null` and the empty string are "no value".
pub(super) fn number(value: &Value, scale: i64) -> Result<Option<i64>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() || text == "null" => Ok(None),
        Value::String(text) => parse_decimal(text, scale).map(Some).ok_or(()),
        Value::Number(number) => parse_decimal(&number.to_string(), scale).map(Some).ok_or(()),
        _ => Err(()),
    }
}

/// The point's nature where it says something, else the stage of the whole answer.
fn quality(body: &Body, point: &Point) -> Quality {
    match (point.n.as_deref(), body.etape_metier.as_deref()) {
        (Some("E"), _) => Quality::Estimated,
        (Some("C"), _) => Quality::Corrected,
        (_, Some("BEST")) => Quality::Validated,
        _ => Quality::Raw,
    }
}

#[cfg(test)]
mod tests {
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
}
