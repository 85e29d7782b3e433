//! Answers of the specification's ORES contract: Wh per interval, numbers, start and end in UTC.

use super::{Format, FormatError, LabelConvention, Parsed, ParsedSeries, json::number};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::Instant,
        units::JOULES_PER_WH,
    },
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Body {
    usage_point_id: String,
    reading_type: ReadingType,
    interval_readings: Vec<Row>,
}

#[derive(Deserialize)]
struct ReadingType {
    unit: String,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    value: Value,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
    quality: Option<String>,
}

/// Reads a load curve. The answer does not say which direction it holds, so the caller does.
///
/// # Errors
/// [`FormatError`]; `null` values are no error but readings without a value.
pub fn parse(bytes: &[u8], kind: SeriesKind, source: Source) -> Result<Parsed, FormatError> {
    let body: Body = serde_json::from_slice(bytes)
        .map_err(|_| FormatError::Field { field: "interval_readings", expected: "an ORES load curve" })?;
    if body.reading_type.unit != "Wh" {
        return Err(FormatError::Field { field: "unit", expected: "Wh" });
    }
    let mut readings = Vec::with_capacity(body.interval_readings.len());
    for (index, row) in body.interval_readings.iter().enumerate() {
        let instant = |text: &str, column: &str| {
            let at = chrono::DateTime::parse_from_rfc3339(text.trim());
            at.map(|at| Instant(at.timestamp())).map_err(|_| FormatError::point(index, column, "RFC 3339"))
        };
        let (start, end) = (instant(&row.start, "start")?, instant(&row.end, "end")?);
        let step = end.0 - start.0;
        if !(60..=86_400).contains(&step) {
            return Err(FormatError::point(index, "end", "after start, at most one day"));
        }
        let value =
            number(&row.value, JOULES_PER_WH).map_err(|()| FormatError::point(index, "value", "a number of Wh"))?;
        let quality = match (value, row.quality.as_deref()) {
            (None, _) => Quality::Missing,
            (_, Some("estimated")) => Quality::Estimated,
            (_, Some("validated")) => Quality::Validated,
            (_, Some("corrected")) => Quality::Corrected,
            _ => Quality::Raw,
        };
        readings.push(Reading { start, step, value, quality, source });
    }
    let series = ParsedSeries {
        number: body.usage_point_id,
        kind,
        readings,
        official: Vec::new(),
        label: LabelConvention::Both,
        native_unit: "Wh",
    };
    Ok(Parsed { format: Format::Ores, zone: Zone::BRUSSELS, series: vec![series], peaks: None, facts: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const KIND: SeriesKind = SeriesKind::ElectricityConsumption;

    fn read(rows: &str) -> Result<Vec<Reading>, FormatError> {
        let body = format!(
            r#"{{"usage_point_id":"541448960000000124","start":"2026-11-01T00:00:00Z","end":"2026-11-02T00:00:00Z",
            "reading_type":{{"unit":"Wh","aggregate":"Sum","measuring_period":"PT30M"}},"interval_readings":[{rows}]}}"#
        );
        parse(body.as_bytes(), KIND, Source::Ores).map(|mut parsed| parsed.series.remove(0).readings)
    }

    #[test]
    fn watt_hours_with_their_own_step() {
        let readings = read(
            r#"{"value":310,"start":"2026-11-01T00:00:00Z","end":"2026-11-01T00:30:00Z"},
               {"value":77.5,"start":"2026-11-01T01:30:00+01:00","end":"2026-11-01T01:45:00+01:00"},
               {"value":null,"start":"2026-11-01T00:45:00Z","end":"2026-11-01T01:00:00Z"}"#,
        )
        .unwrap();
        assert_eq!((readings[0].value, readings[0].step), (Some(310 * 3_600), 1_800));
        assert_eq!((readings[1].value, readings[1].step), (Some(279_000), 900));
        assert_eq!(readings[1].start.to_rfc3339(), "2026-11-01T00:30:00Z");
        assert_eq!((readings[2].value, readings[2].quality), (None, Quality::Missing));
    }

    #[rstest]
    #[case(r#"{"value":1,"start":"2026-11-01","end":"2026-11-01T00:30:00Z"}"#, "start")]
    #[case(r#"{"value":1,"start":"2026-11-01T00:30:00Z","end":"2026-11-01T00:00:00Z"}"#, "end")]
    #[case(r#"{"value":1,"start":"2026-11-01T00:30:00Z"}"#, "end")]
    #[case(r#"{"value":"x","start":"2026-11-01T00:00:00Z","end":"2026-11-01T00:30:00Z"}"#, "value")]
    #[case(r#"{"value":1e300,"start":"2026-11-01T00:00:00Z","end":"2026-11-01T00:30:00Z"}"#, "value")]
    fn a_broken_row_is_named(#[case] row: &str, #[case] wrong: &str) {
        match read(row) {
            Err(FormatError::Row { row: 1, column, .. }) => assert_eq!(column, wrong),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_answer() {
        for body in ["", "{}", "null", r#"{"interval_readings":[]}"#, r#"{"value":1e309}"#] {
            assert!(parse(body.as_bytes(), KIND, Source::Ores).is_err(), "{body}");
        }
    }
}
