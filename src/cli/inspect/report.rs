//! What is said about a file, in the shape of the JSON document.

use crate::{
    analytics::zone::Zone,
    domain::{
        series::SeriesKind,
        time::{Instant, Interval, LocalDay, Period, PeriodKind},
        units::Joules,
    },
    formats::{Parsed, ParsedSeries, summary::Summary},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// One file.
#[derive(Serialize)]
pub(super) struct FileReport {
    pub(super) file: String,
    /// Why it cannot be read; the rest is empty then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    pub(super) format: Option<&'static str>,
    /// In which labels and days were read.
    pub(super) zone: Option<&'static str>,
    pub(super) series: Vec<SeriesReport>,
    pub(super) facts: Vec<Fact>,
}

/// Something else that the file says.
#[derive(Serialize)]
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// One series. Times are local with offset.
#[derive(Serialize)]
pub(super) struct SeriesReport {
    pub(super) usage_point: String,
    pub(super) series: &'static str,
    pub(super) native_unit: &'static str,
    /// Which end of its interval a label names.
    pub(super) labels: &'static str,
    pub(super) steps_minutes: Vec<i64>,
    pub(super) first: Option<String>,
    pub(super) end: Option<String>,
    pub(super) values: u32,
    pub(super) nulls: u32,
    /// Of electricity, in Wh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total_wh: Option<i64>,
    /// Of gas and water.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total_litres: Option<i64>,
    pub(super) gaps: Vec<Gap>,
    pub(super) highest: Option<Highest>,
    pub(super) days: Vec<Sum>,
    pub(super) months: Vec<Sum>,
}

/// A stretch without any row.
#[derive(Serialize)]
pub(super) struct Gap {
    pub(super) from: String,
    pub(super) to: String,
}

/// The interval of highest mean power.
#[derive(Serialize)]
pub(super) struct Highest {
    pub(super) start: String,
    pub(super) minutes: i64,
    pub(super) wh: i64,
    pub(super) kw: f64,
}

/// The rows that begin in a local day or month.
#[derive(Serialize)]
pub(super) struct Sum {
    pub(super) period: String,
    pub(super) values: u32,
    pub(super) nulls: u32,
    /// Of electricity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wh: Option<i64>,
    /// Of gas and water.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) litres: Option<i64>,
}

/// A sum of stored units: Wh of electricity, litres of anything else.
fn amounts(kind: SeriesKind, sum: i64) -> (Option<i64>, Option<i64>) {
    match kind {
        SeriesKind::ElectricityConsumption | SeriesKind::ElectricityProduction => (Some(Joules(sum).wh()), None),
        _ => (None, Some(sum)),
    }
}

impl FileReport {
    pub(super) fn of(file: String, parsed: &Parsed) -> Self {
        let facts = parsed.facts.iter().map(|(name, value)| Fact { name, value: value.clone() }).collect();
        let series = parsed.series.iter().map(|series| SeriesReport::of(series, parsed.zone)).collect();
        let (format, zone) = (Some(parsed.format.as_str()), Some(parsed.zone.name()));
        Self { file, error: None, format, zone, series, facts }
    }

    pub(super) fn unreadable(file: String, error: String) -> Self {
        Self { file, error: Some(error), format: None, zone: None, series: Vec::new(), facts: Vec::new() }
    }
}

impl SeriesReport {
    fn of(series: &ParsedSeries, zone: Zone) -> Self {
        let summary = Summary::of(series, zone);
        let time = |at: Instant| local(zone, at);
        let gap = |gap: &Interval| Gap { from: time(gap.start), to: time(gap.end) };
        let (total_wh, total_litres) = amounts(series.kind, summary.total);
        // Only energy has a mean power.
        let highest = summary.peak.filter(|_| total_wh.is_some()).map(|peak| {
            let energy = Joules(peak.value);
            let kw = (energy.mean_watts(peak.step)).round() / 1_000.0;
            Highest { start: time(peak.start), minutes: peak.step / 60, wh: energy.wh(), kw }
        });
        let rows: Vec<(LocalDay, Option<i64>)> = if series.readings.is_empty() {
            series.official.iter().map(|official| (official.day, official.value)).collect()
        } else {
            series.readings.iter().map(|reading| (zone.day(reading.start), reading.value)).collect()
        };
        Self {
            usage_point: series.number.clone(),
            series: series.kind.as_str(),
            native_unit: series.native_unit,
            labels: series.label.as_str(),
            steps_minutes: summary.steps.iter().map(|step| step / 60).collect(),
            first: summary.span.map(|span| time(span.start)),
            end: summary.span.map(|span| time(span.end)),
            values: summary.values,
            nulls: summary.nulls,
            total_wh,
            total_litres,
            gaps: summary.gaps.iter().map(gap).collect(),
            highest,
            days: sums(series.kind, &rows, PeriodKind::Day),
            months: sums(series.kind, &rows, PeriodKind::Month),
        }
    }
}

fn sums(of: SeriesKind, rows: &[(LocalDay, Option<i64>)], kind: PeriodKind) -> Vec<Sum> {
    let mut sums: BTreeMap<LocalDay, (u32, u32, i64)> = BTreeMap::new();
    for (day, value) in rows {
        let sum = sums.entry(Period::containing(kind, *day).first).or_default();
        match value {
            Some(value) => (sum.0, sum.2) = (sum.0 + 1, sum.2.saturating_add(*value)),
            None => sum.1 += 1,
        }
    }
    let sum = |(first, (values, nulls, sum)): (LocalDay, (u32, u32, i64))| {
        let (wh, litres) = amounts(of, sum);
        Sum { period: Period { kind, first }.to_string(), values, nulls, wh, litres }
    };
    sums.into_iter().map(sum).collect()
}

/// `2021-10-31T02:00:00+01:00`.
fn local(zone: Zone, at: Instant) -> String {
    let offset = zone.offset_seconds(at) / 60;
    let (hours, minutes) = (offset / 60, (offset % 60).abs());
    format!("{}{hours:+03}:{minutes:02}", zone.wall(at).format("%Y-%m-%dT%H:%M:%S"))
}
