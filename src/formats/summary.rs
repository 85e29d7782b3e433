//! One series of a file in a few figures: for `inspect` and for the preview of an import.

use super::ParsedSeries;
use crate::{
    analytics::zone::Zone,
    domain::{reading::Peak, time::Interval},
};
use std::collections::BTreeSet;

/// What a series holds. Times are UTC, values in the series' stored unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// From the start of the first interval to the end of the last; `None` without any.
    pub span: Option<Interval>,
    /// The different steps in seconds, shortest first. Whole days count as 86 400 whatever their length.
    pub steps: Vec<i64>,
    /// Intervals with a value.
    pub values: u32,
    /// Intervals of which the file says that there is no value.
    pub nulls: u32,
    /// Sum of the values.
    pub total: i64,
    /// Stretches inside the span without any row.
    pub gaps: Vec<Interval>,
    /// The interval of highest mean, the earliest of equals; never one of whole days.
    pub peak: Option<Peak>,
}

impl Summary {
    /// Sums up the readings; where there are none, the official days of `zone`.
    #[must_use]
    pub fn of(series: &ParsedSeries, zone: Zone) -> Self {
        let days = series.readings.is_empty();
        let mut rows: Vec<(Interval, Option<i64>)> = if days {
            series.official.iter().map(|official| (zone.bounds(official.day), official.value)).collect()
        } else {
            series.readings.iter().map(|reading| (reading.interval(), reading.value)).collect()
        };
        rows.sort_unstable_by_key(|(interval, _)| *interval);
        let mut summary = Self::default();
        let mut steps = BTreeSet::new();
        for (interval, value) in rows {
            summary.extend(interval);
            steps.insert(if days { 86_400 } else { interval.seconds() });
            match value {
                None => summary.nulls += 1,
                Some(value) => {
                    summary.values += 1;
                    summary.total = summary.total.saturating_add(value);
                    if !days {
                        summary.raise(Peak { value, step: interval.seconds(), start: interval.start });
                    }
                }
            }
        }
        summary.steps = steps.into_iter().collect();
        summary
    }

    fn extend(&mut self, interval: Interval) {
        let Some(span) = &mut self.span else {
            self.span = Some(interval);
            return;
        };
        if interval.start > span.end {
            self.gaps.push(Interval { start: span.end, end: interval.start });
        }
        span.end = span.end.max(interval.end);
    }

    fn raise(&mut self, other: Peak) {
        let higher = |peak: Peak| {
            i128::from(other.value) * i128::from(peak.step) > i128::from(peak.value) * i128::from(other.step)
        };
        if self.peak.is_none_or(higher) {
            self.peak = Some(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            reading::{OfficialDay, Reading},
            series::{Quality, SeriesKind, Source},
            time::{Instant, LocalDay},
        },
        formats::LabelConvention,
    };

    fn series(readings: Vec<Reading>, official: Vec<OfficialDay>) -> ParsedSeries {
        let (kind, label) = (SeriesKind::ElectricityConsumption, LabelConvention::End);
        ParsedSeries { number: String::new(), kind, readings, official, label, native_unit: "W" }
    }

    fn reading(start: i64, step: i64, value: Option<i64>) -> Reading {
        Reading { start: Instant(start), step, value, quality: Quality::Raw, source: Source::EnedisFile }
    }

    #[test]
    fn gaps_lie_between_rows_and_the_peak_is_a_mean() {
        let readings = vec![reading(3_600, 600, Some(700)), reading(0, 1_800, Some(1_800)), reading(4_200, 600, None)];
        let summary = Summary::of(&series(readings, Vec::new()), Zone::PARIS);
        assert_eq!(summary.span, Some(Interval { start: Instant(0), end: Instant(4_800) }));
        assert_eq!(summary.gaps, [Interval { start: Instant(1_800), end: Instant(3_600) }]);
        assert_eq!((summary.values, summary.nulls, summary.total), (2, 1, 2_500));
        assert_eq!(summary.steps, [600, 1_800]);
        assert_eq!(summary.peak.map(|peak| peak.start), Some(Instant(3_600)));
    }

    #[test]
    fn days_are_as_long_as_the_clock_makes_them() {
        let day = |day| OfficialDay { day: LocalDay::from_ymd_opt(2026, 10, day).unwrap(), value: Some(3_600) };
        let summary = Summary::of(&series(Vec::new(), vec![day(24), day(25), day(27)]), Zone::PARIS);
        assert_eq!(summary.gaps.len(), 1);
        assert_eq!(summary.span.unwrap().seconds(), (24 + 25 + 24 + 24) * 3_600);
        assert_eq!((summary.steps, summary.peak), (vec![86_400], None));
    }
}
