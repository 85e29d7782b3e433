//! The day rollups of the series in view, added up by local day.

use crate::{
    analytics::zone::Zone,
    domain::{
        id::UsagePointId,
        reading::DayRollup,
        series::SeriesKind,
        time::{Instant, LocalDay},
        units::Joules,
    },
};
use std::collections::{BTreeMap, HashMap};

/// One series with data, and what is said about its meter.
#[derive(Clone, Debug)]
pub(in crate::services) struct Line {
    /// What readings are keyed by.
    pub key: i64,
    /// Of which meter.
    pub usage_point: UsagePointId,
    /// PRM or EAN.
    pub number: String,
    /// May be empty.
    pub label: String,
    /// What is measured.
    pub kind: SeriesKind,
    /// First local day with data.
    pub first: LocalDay,
    /// Latest local day with data.
    pub last: LocalDay,
    /// Whether more is expected after `last`: the meter is live, and read online or from files of the last year. It goes
    /// on measuring between two files, and a day of the building is not whole without it.
    pub open: bool,
    /// When a value last changed.
    pub received: Option<Instant>,
    /// Before which its readings were released.
    pub kept_from: Option<Instant>,
}

impl Line {
    /// Whether `day` should have data: not before the first, and after the last only for a meter that goes on.
    pub fn expects(&self, day: LocalDay) -> bool {
        self.first <= day && (self.open || day <= self.last)
    }
}

/// One local day over all series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::services) struct DayTotal {
    /// Sum of what is known; `None` when nothing is.
    pub total: Option<Joules>,
    /// Whether every series that is expected covers the whole day.
    pub whole: bool,
    /// Whether it holds estimated values.
    pub estimated: bool,
    /// The longest that any series misses, in seconds.
    pub missing_seconds: i64,
}

/// Several local days over all series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::services) struct Span {
    /// Sum of what is known; `None` when nothing is.
    pub total: Option<Joules>,
    /// Number of whole days.
    pub days_whole: u32,
    /// Sum of the whole days.
    pub whole_sum: Joules,
    /// Least and greatest total of a whole day.
    pub extremes: Option<(Joules, Joules)>,
    /// Whether any day holds estimated values.
    pub estimated: bool,
    /// Sum of the days' longest missing stretches, in seconds.
    pub missing_seconds: i64,
}

impl Span {
    /// Mean of the whole days, rounded down to the joule.
    pub fn mean_per_day(&self) -> Option<Joules> {
        (self.days_whole > 0).then(|| Joules(self.whole_sum.0 / i64::from(self.days_whole)))
    }
}

/// The rollups of some series.
#[derive(Clone, Debug)]
pub(in crate::services) struct Table {
    /// Of the building.
    pub zone: Zone,
    /// The series.
    pub lines: Vec<Line>,
    rollups: HashMap<i64, BTreeMap<LocalDay, DayRollup>>,
}

impl Table {
    /// From the rows of `storage::readings::rollups_between`; rows of other series are passed over.
    pub fn new<'a>(zone: Zone, lines: Vec<Line>, rows: impl IntoIterator<Item = &'a (i64, DayRollup)>) -> Self {
        let mut rollups: HashMap<i64, BTreeMap<LocalDay, DayRollup>> =
            lines.iter().map(|line| (line.key, BTreeMap::new())).collect();
        for (key, rollup) in rows {
            if let Some(days) = rollups.get_mut(key) {
                days.insert(rollup.day, rollup.clone());
            }
        }
        Self { zone, lines, rollups }
    }

    /// One of the series alone.
    pub fn only(&self, line: &Line) -> Self {
        let of = self.rollups.get(&line.key).cloned().unwrap_or_default();
        Self { zone: self.zone, lines: vec![line.clone()], rollups: HashMap::from([(line.key, of)]) }
    }

    /// First local day with data.
    pub fn earliest(&self) -> Option<LocalDay> {
        self.lines.iter().map(|line| line.first).min()
    }

    /// Latest local day with data.
    pub fn latest(&self) -> Option<LocalDay> {
        self.lines.iter().map(|line| line.last).max()
    }

    /// The rollup of one series' day.
    pub fn rollup(&self, key: i64, day: LocalDay) -> Option<&DayRollup> {
        self.rollups.get(&key)?.get(&day)
    }

    /// The rollups of every series' `day`.
    pub fn rollups_of(&self, day: LocalDay) -> impl Iterator<Item = &DayRollup> {
        self.lines.iter().filter_map(move |line| self.rollup(line.key, day))
    }

    /// One day over all series.
    pub fn day(&self, day: LocalDay) -> DayTotal {
        let mut out = DayTotal::default();
        let (mut expected, mut whole) = (0, 0);
        for line in self.lines.iter().filter(|line| line.expects(day)) {
            expected += 1;
            let missing = match self.rollup(line.key, day) {
                Some(rollup) => {
                    out.total = add(out.total, rollup.total().map(Joules));
                    out.estimated |= rollup.estimated > 0;
                    if rollup.is_whole() { 0 } else { (rollup.day_seconds - rollup.covered_seconds).max(1) }
                }
                None => self.zone.bounds(day).seconds(),
            };
            whole += i32::from(missing == 0);
            out.missing_seconds = out.missing_seconds.max(missing);
        }
        if expected == 0 {
            out.missing_seconds = self.zone.bounds(day).seconds();
        }
        out.whole = expected > 0 && whole == expected;
        out
    }

    /// The local days of `days` over all series.
    pub fn span(&self, days: impl Iterator<Item = LocalDay>) -> Span {
        let mut out = Span::default();
        for day in days.map(|day| self.day(day)) {
            out.total = add(out.total, day.total);
            out.estimated |= day.estimated;
            out.missing_seconds += day.missing_seconds;
            if let (true, Some(total)) = (day.whole, day.total) {
                out.days_whole += 1;
                out.whole_sum = out.whole_sum + total;
                let (least, greatest) = out.extremes.unwrap_or((total, total));
                out.extremes = Some((least.min(total), greatest.max(total)));
            }
        }
        out
    }
}

/// Adds where something is known.
pub(in crate::services) fn add(a: Option<Joules>, b: Option<Joules>) -> Option<Joules> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (one, other) => one.or(other),
    }
}
