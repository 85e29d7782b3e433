//! A stretch of local days cut where the band changes.

use crate::{
    analytics::zone::Zone,
    domain::{
        tariff::{Colours, Held, Version},
        time::{Instant, Interval, LocalDay},
    },
};
use std::collections::BTreeSet;

/// A stretch in which one band counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// When.
    pub within: Interval,
    /// Which band.
    pub held: Held,
}

/// The segments of the local days from `first` until `end` is reached, in order, without holes.
#[must_use]
pub fn until(zone: Zone, version: &Version, colours: &Colours, first: LocalDay, end: Instant) -> Vec<Segment> {
    let edges = version.edges();
    let mut segments: Vec<Segment> = Vec::new();
    for day in first.iter_days() {
        let bounds = zone.bounds(day);
        if bounds.start >= end {
            break;
        }
        let cuts = cuts(zone, bounds, &edges);
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let held = version.band_at(zone.wall(*start), colours);
            match segments.last_mut() {
                Some(before) if before.held == held => before.within.end = *end,
                _ => segments.push(Segment { within: Interval { start: *start, end: *end }, held }),
            }
        }
    }
    segments
}

/// Midnight, the instants at which the clock can show an edge before or after it is put forward or back, that change
/// itself, and the next midnight.
fn cuts(zone: Zone, bounds: Interval, edges: &BTreeSet<u32>) -> BTreeSet<Instant> {
    let last = bounds.end.plus(-1);
    let (before, after) = (zone.offset_seconds(bounds.start), zone.offset_seconds(last));
    let midnight = zone.wall(bounds.start).date().and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let shown = |edge: &u32| [before, after].map(|east| Instant(midnight + i64::from(*edge) * 60 - i64::from(east)));
    let mut cuts: BTreeSet<Instant> = edges.iter().flat_map(shown).filter(|at| bounds.contains(*at)).collect();
    if before != after {
        cuts.insert(change(zone, bounds));
    }
    cuts.extend([bounds.start, bounds.end]);
    cuts
}

/// The first instant of a day with the offset that its end has.
fn change(zone: Zone, bounds: Interval) -> Instant {
    let new = zone.offset_seconds(bounds.end.plus(-1));
    let (mut old, mut at) = (bounds.start.0, bounds.end.0 - 1);
    while at - old > 1 {
        let middle = old + (at - old) / 2;
        if zone.offset_seconds(Instant(middle)) == new { at = middle } else { old = middle }
    }
    Instant(at)
}

/// Splits a value over `whole` to the segments in proportion to their seconds. The parts are whole and always add up:
/// each is the difference of two running sums, rounded down.
pub fn split<'a>(
    whole: Interval,
    value: i64,
    segments: &'a [Segment],
) -> impl Iterator<Item = (&'a Segment, i64)> + 'a {
    let from = segments.partition_point(|segment| segment.within.end <= whole.start);
    let seconds = i128::from(whole.seconds().max(1));
    let until = move |at: Instant| i128::from(value) * i128::from(at.0 - whole.start.0) / seconds;
    let part = move |segment: &Segment| {
        let (start, end) = (segment.within.start.max(whole.start), segment.within.end.min(whole.end));
        i64::try_from(until(end) - until(start)).unwrap_or_default()
    };
    let of_whole = segments.iter().skip(from).take_while(move |segment| segment.within.start < whole.end);
    of_whole.map(move |segment| (segment, part(segment)))
}
