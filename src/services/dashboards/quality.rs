//! How complete the data are, counted in days of each series.

use super::table::{Line, Table};
use crate::{
    domain::{
        reading::{Coverage, DayRollup},
        time::LocalDay,
        units::Joules,
    },
    views::{building::QualityDay, shared::QualityCounts},
};

/// The most days that are listed; the counts are always of all.
const LISTED: usize = 100;

/// Counts over `days` of every series of the table for which data are expected then.
pub(in crate::services) fn counts(table: &Table, days: impl Iterator<Item = LocalDay> + Clone) -> QualityCounts {
    let mut counts = QualityCounts::default();
    for line in &table.lines {
        for day in days.clone().filter(|day| line.expects(*day)) {
            counts.days += 1;
            match table.rollup(line.key, day) {
                Some(rollup) => count(&mut counts, rollup),
                None => counts.absent += 1,
            }
        }
    }
    counts
}

fn count(counts: &mut QualityCounts, rollup: &DayRollup) {
    match rollup.coverage() {
        Coverage::Complete => counts.complete += 1,
        Coverage::Partial => counts.partial += 1,
        _ if rollup.official.is_some() => counts.official_only += 1,
        Coverage::Empty => counts.empty += 1,
        Coverage::Absent => counts.absent += 1,
    }
    counts.estimated += u32::from(rollup.estimated > 0);
    counts.corrected += u32::from(rollup.corrected > 0);
    counts.mismatched += u32::from(rollup.mismatch());
}

/// The days that are not complete or whose curve and official value differ, latest first.
pub(in crate::services) fn days(table: &Table, days: impl Iterator<Item = LocalDay> + Clone) -> Vec<QualityDay> {
    let mut found: Vec<QualityDay> =
        table.lines.iter().flat_map(|line| days.clone().filter_map(move |day| remark(table, line, day))).collect();
    found.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.meter.cmp(&b.meter)));
    found.truncate(LISTED);
    found
}

fn remark(table: &Table, line: &Line, day: LocalDay) -> Option<QualityDay> {
    if !line.expects(day) {
        return None;
    }
    let (meter, day_seconds) = (line.number.clone(), table.zone.bounds(day).seconds());
    let Some(rollup) = table.rollup(line.key, day) else {
        let coverage = Coverage::Absent;
        return Some(QualityDay { day, meter, coverage, covered_seconds: 0, day_seconds, mismatch: None });
    };
    let (coverage, covered_seconds) = (rollup.coverage(), rollup.covered_seconds);
    let official = rollup.official.filter(|_| rollup.mismatch());
    let mismatch = official.map(|official| (Joules(rollup.sum), Joules(official)));
    // A day that is known by its official value alone is whole: history beyond the curve's reach.
    let whole = rollup.is_whole() && coverage != Coverage::Partial;
    (!whole || mismatch.is_some()).then_some(QualityDay {
        day,
        meter,
        coverage,
        covered_seconds,
        day_seconds,
        mismatch,
    })
}
