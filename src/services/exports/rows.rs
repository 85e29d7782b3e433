//! The rows of an export: the same columns in every format.

use crate::{
    analytics::zone::Zone,
    domain::{
        reading::{DayRollup, Reading},
        series::{Quality, SeriesKind, Source},
        time::LocalDay,
    },
    services::dashboards::table::Line,
};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

/// Rows of one kind.
pub(super) enum Rows {
    Readings(Vec<ReadingRow>),
    Days(Vec<DayRow>),
}

impl Rows {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Readings(rows) => rows.is_empty(),
            Self::Days(rows) => rows.is_empty(),
        }
    }
}

/// One interval.
#[derive(Serialize)]
pub(super) struct ReadingRow {
    /// PRM or EAN.
    pub meter: String,
    pub series: SeriesKind,
    /// RFC 3339 with the building's offset: the two 02:00 of October differ.
    pub start: String,
    pub end: String,
    /// In the series' stored unit: joules, litres, thousandths. Exact. Empty: the operator said that there is no value.
    pub value: Option<i64>,
    /// The same in `unit`, in millionths.
    #[serde(skip)]
    pub shown: Option<i64>,
    pub unit: &'static str,
    pub quality: Quality,
    pub source: Source,
}

/// One local day.
#[derive(Serialize)]
pub(super) struct DayRow {
    /// PRM or EAN.
    pub meter: String,
    pub series: SeriesKind,
    pub day: LocalDay,
    /// What counts as the day's value, in the stored unit: that of its curve when it is whole, else the operator's.
    pub value: Option<i64>,
    /// The same in `unit`, in millionths.
    #[serde(skip)]
    pub shown: Option<i64>,
    pub unit: &'static str,
    /// The operator's own value of the day, in the stored unit.
    pub official: Option<i64>,
    pub day_seconds: i64,
    pub covered_seconds: i64,
    pub estimated: i64,
    pub corrected: i64,
}

impl ReadingRow {
    pub fn new(zone: Zone, line: &Line, reading: &Reading) -> Self {
        let interval = reading.interval();
        let local = |at: crate::domain::time::Instant| {
            let offset = FixedOffset::east_opt(zone.offset_seconds(at));
            let at = DateTime::from_timestamp(at.0, 0).zip(offset).map(|(at, offset)| at.with_timezone(&offset));
            at.map(|at| at.to_rfc3339()).unwrap_or_default()
        };
        Self {
            meter: line.number.clone(),
            series: line.kind,
            start: local(interval.start),
            end: local(interval.end),
            value: reading.value,
            shown: reading.value.map(|value| millionths(line.kind, value)),
            unit: line.kind.unit(),
            quality: reading.quality,
            source: reading.source,
        }
    }
}

impl DayRow {
    pub fn new(line: &Line, rollup: &DayRollup) -> Self {
        let value = rollup.total();
        Self {
            meter: line.number.clone(),
            series: line.kind,
            day: rollup.day,
            value,
            shown: value.map(|value| millionths(line.kind, value)),
            unit: line.kind.unit(),
            official: rollup.official,
            day_seconds: rollup.day_seconds,
            covered_seconds: rollup.covered_seconds,
            estimated: rollup.estimated,
            corrected: rollup.corrected,
        }
    }
}

/// The name of a quality or a source, as in the JSON.
pub(super) fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A stored value in millionths of the unit of the edge, half away from zero.
fn millionths(kind: SeriesKind, value: i64) -> i64 {
    let per_unit = i128::from(kind.scale());
    let scaled = i128::from(value) * 1_000_000;
    i64::try_from((scaled + scaled.signum() * per_unit / 2) / per_unit).unwrap_or(i64::MAX)
}
