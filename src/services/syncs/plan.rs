//! Which days of which resource to ask for: pure, so that every rule has a test.

use super::queue::{Piece, Queue};
use crate::{
    analytics::{
        chunks::{covering, ranges_of},
        zone::Zone,
    },
    domain::{
        id::SyncRunId,
        series::SeriesKind,
        sync::RunKind,
        time::{Instant, LocalDay},
    },
    providers::{Capabilities, Resource, What},
    storage::day_requests::{DayOutcome, DayRequest},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Days so recent that operators still correct them: read again on every run.
pub(in crate::services) const REREAD_DAYS: i64 = 7;

/// Days in which late values still arrive: holes are asked for again. An older day that the operator answered with "no
/// value" is not asked for again.
pub(in crate::services) const RETRY_DAYS: i64 = 31;

/// The longest pause, in days, before a hole is asked for again by the clock.
const LONGEST_PAUSE: i64 = 8;

/// What is known about one series before a run.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Days whose curve is complete.
    pub curve: HashSet<LocalDay>,
    /// Days with an official value.
    pub official: HashSet<LocalDay>,
    /// What the operator answered before.
    pub answers: Vec<DayRequest>,
}

/// The frame of a run.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The run.
    pub run: SyncRunId,
    /// Why it is wanted.
    pub kind: RunKind,
    /// Since when.
    pub since: Instant,
    /// The building's zone.
    pub zone: Zone,
    /// First local day wanted.
    pub first: LocalDay,
    /// First local day not wanted.
    pub end: LocalDay,
    /// Today in the building's zone; it is never asked for.
    pub today: LocalDay,
}

impl Frame {
    /// Whether this run has asked for it already, before it was cut off.
    fn has_asked(&self, answer: &DayRequest) -> bool {
        answer.run == self.run && answer.asked_at >= self.since
    }

    /// Whether a run by the clock asks for a day of this age, given what was answered last and whether it is a hole.
    fn is_due(&self, age: i64, answer: Option<&DayRequest>, hole: bool) -> bool {
        let rereads = age <= REREAD_DAYS && self.end == self.today;
        let Some(answer) = answer else { return hole || rereads };
        let pause = self.today.signed_duration_since(self.zone.day(answer.asked_at)).num_days();
        match answer.outcome {
            _ if !hole => rereads && pause >= 1,
            DayOutcome::BeforeHistory => false,
            DayOutcome::WrongDirection | DayOutcome::CurveOpposed => pause >= RETRY_DAYS,
            DayOutcome::Data => pause >= 1 || age <= REREAD_DAYS,
            // The longer in vain, the more seldom.
            DayOutcome::NoData => {
                age <= REREAD_DAYS || pause >= (1 << (answer.tries - 1).clamp(0, 6)).min(LONGEST_PAUSE)
            }
        }
    }
}

/// What a run has to do.
#[derive(Debug)]
pub struct Plan {
    /// The requests that are left.
    pub queue: Queue,
    /// Local days of the whole run, those included that it asked for before it was cut off.
    pub days: usize,
}

/// Plans a run: official days first, as one request brings years of totals, then the curve from the latest day back.
#[must_use]
pub fn plan(frame: Frame, capabilities: &Capabilities, known: &[(SeriesKind, Known)]) -> Plan {
    // A range shorter than the history was asked for on purpose: it is read again whatever is known.
    let on_purpose = frame.kind == RunKind::History
        && frame.end.signed_duration_since(frame.first).num_days() < i64::from(longest_history(capabilities));
    let mut pieces = Vec::new();
    let mut asked = HashSet::new();
    for (series, known) in known {
        let in_run = || known.answers.iter().filter(|answer| frame.has_asked(answer));
        asked.extend(in_run().map(|answer| answer.day));
        if known.answers.iter().any(|answer| answer.outcome == DayOutcome::WrongDirection) {
            continue;
        }
        if let Some(daily) = &capabilities.daily {
            pieces.extend(pieces_of(frame, on_purpose, *series, (What::Daily, daily), known));
        }
        if !in_run().any(|answer| answer.outcome == DayOutcome::CurveOpposed) {
            pieces.extend(pieces_of(frame, on_purpose, *series, (What::Curve, &capabilities.curve), known));
        }
    }
    // The queue takes from its end.
    pieces.sort_by_key(|piece| {
        let daily_last = piece.what == What::Daily;
        (daily_last, piece.end, std::cmp::Reverse(piece.series))
    });
    let queue = Queue::new(pieces);
    asked.extend(queue.days());
    Plan { queue, days: asked.len() }
}

fn pieces_of(
    frame: Frame,
    on_purpose: bool,
    series: SeriesKind,
    (what, resource): (What, &Resource),
    known: &Known,
) -> Vec<Piece> {
    let curve = what == What::Curve;
    let answers: HashMap<LocalDay, &DayRequest> =
        known.answers.iter().filter(|answer| answer.curve == curve).map(|answer| (answer.day, answer)).collect();
    let whole = if curve { &known.curve } else { &known.official };
    let wanted = |day: &LocalDay| {
        let answer = answers.get(day);
        let age = frame.today.signed_duration_since(*day).num_days();
        if age < 1 || answer.is_some_and(|answer| frame.has_asked(answer)) {
            return false;
        }
        let hole = !whole.contains(day);
        match frame.kind {
            RunKind::Routine => frame.is_due(age, answer.copied(), hole),
            RunKind::History => on_purpose || age <= REREAD_DAYS || hole && (age <= RETRY_DAYS || answer.is_none()),
        }
    };
    let oldest = back(frame.today, resource.history_days);
    let days: BTreeSet<LocalDay> =
        frame.first.max(oldest).iter_days().take_while(|day| *day < frame.end).filter(wanted).collect();
    let ranges = match frame.kind {
        // A known day between two holes costs less than another request.
        RunKind::Routine => covering(&days, resource.max_days),
        RunKind::History => ranges_of(&days, 0, resource.max_days),
    };
    ranges.into_iter().map(|(first, end)| Piece { series, what, first, end }).collect()
}

/// How many days back from today the longest history goes.
pub(super) fn longest_history(capabilities: &Capabilities) -> u32 {
    capabilities.daily.map_or(0, |daily| daily.history_days).max(capabilities.curve.history_days)
}

/// The local day `days` before `day`.
pub(super) fn back(day: LocalDay, days: u32) -> LocalDay {
    day.checked_sub_days(chrono::Days::new(u64::from(days))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytics::timetable::Timetable;
    use chrono::TimeDelta;

    const SERIES: SeriesKind = SeriesKind::ElectricityConsumption;
    const CAPABILITIES: Capabilities = Capabilities {
        curve: Resource { max_days: 7, history_days: 745 },
        daily: Some(Resource { max_days: 1_110, history_days: 1_110 }),
        production: true,
        pkce: false,
        step_minutes: 30,
        published: Timetable { zone: Zone::PARIS, times: &[] },
    };

    fn today() -> LocalDay {
        LocalDay::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn ago(days: i64) -> LocalDay {
        today() - TimeDelta::days(days)
    }

    fn frame(first: i64, end: i64) -> Frame {
        let (run, kind, zone) = (SyncRunId::new(), RunKind::History, Zone::PARIS);
        Frame { run, kind, since: at(0), zone, first: ago(first), end: ago(end), today: today() }
    }

    /// Noon of a day.
    fn at(ago: i64) -> Instant {
        Zone::PARIS.bounds(self::ago(ago)).start.plus(12 * 3_600)
    }

    fn ages(plan: Plan, what: What) -> Vec<i64> {
        let mut queue = plan.queue;
        let pieces = std::iter::from_fn(|| queue.pop()).filter(|piece| piece.what == what);
        let mut ages: Vec<i64> =
            pieces.flat_map(Piece::days).map(|day| today().signed_duration_since(day).num_days()).collect();
        ages.sort_unstable();
        ages
    }

    fn answer(age: i64, outcome: DayOutcome) -> DayRequest {
        DayRequest { curve: true, day: ago(age), outcome, run: SyncRunId::new(), asked_at: at(0), tries: 1 }
    }

    #[test]
    fn the_first_run_asks_for_everything_once_totals_first_then_backwards() {
        let plan = plan(frame(1_110, 0), &CAPABILITIES, &[(SERIES, Known::default())]);
        assert_eq!(plan.days, 1_110);
        let mut queue = plan.queue;
        let pieces: Vec<Piece> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(pieces[0].what, What::Daily);
        assert_eq!(pieces[1].end, today());
        assert!(pieces[1..].windows(2).all(|pair| pair[0].first == pair[1].end && pair[0].what == What::Curve));
        assert_eq!(pieces.last().unwrap().first, ago(745));
        assert!(pieces[1..].iter().all(|piece| piece.days().count() <= 7));
    }

    #[test]
    fn a_routine_run_rereads_a_week_and_retries_the_holes_of_a_month() {
        let mut known =
            Known { curve: (1..=745).map(ago).collect(), official: (1..=1_110).map(ago).collect(), ..Known::default() };
        for hole in [20, 31, 32, 200] {
            known.curve.remove(&ago(hole));
            known.answers.push(answer(hole, DayOutcome::NoData));
        }
        known.curve.remove(&ago(300));
        let routine = plan(frame(1_110, 0), &CAPABILITIES, &[(SERIES, known.clone())]);
        assert_eq!(ages(routine, What::Curve), [1, 2, 3, 4, 5, 6, 7, 20, 31, 300]);
        let on_purpose = plan(frame(201, 199), &CAPABILITIES, &[(SERIES, known)]);
        assert_eq!(ages(on_purpose, What::Curve), [200, 201]);
    }

    #[test]
    fn a_resumed_run_skips_what_it_asked_and_counts_it() {
        let frame = frame(1_110, 0);
        let of_run = |curve, age| DayRequest { curve, run: frame.run, ..answer(age, DayOutcome::NoData) };
        let mut known = Known { answers: (1..=21).map(|age| of_run(true, age)).collect(), ..Known::default() };
        known.answers.extend((1..=1_110).map(|age| of_run(false, age)));
        let resumed = plan(frame, &CAPABILITIES, &[(SERIES, known)]);
        assert_eq!((resumed.days, resumed.queue.days().len()), (1_110, 745 - 21));
        assert!(ages(resumed, What::Daily).is_empty());
    }

    #[test]
    fn refusals_are_remembered() {
        let production = SeriesKind::ElectricityProduction;
        let known = Known { answers: vec![answer(3, DayOutcome::WrongDirection)], ..Known::default() };
        let planned = plan(frame(1_110, 0), &CAPABILITIES, &[(SERIES, Known::default()), (production, known)]);
        let mut queue = planned.queue;
        assert!(std::iter::from_fn(|| queue.pop()).all(|piece| piece.series == SERIES));
        let frame = frame(1_110, 0);
        let opposed = DayRequest { run: frame.run, ..answer(700, DayOutcome::CurveOpposed) };
        let known = Known { answers: vec![opposed], ..Known::default() };
        assert!(ages(plan(frame, &CAPABILITIES, &[(SERIES, known)]), What::Curve).is_empty());
    }

    fn by_the_clock(first: i64, end: i64, known: Known) -> Vec<i64> {
        let frame = Frame { kind: RunKind::Routine, ..frame(first, end) };
        ages(plan(frame, &CAPABILITIES, &[(SERIES, known)]), What::Curve)
    }

    /// What the operator said on a day so many days ago, for the `tries`th time.
    fn told(age: i64, outcome: DayOutcome, (pause, tries): (i64, i64)) -> DayRequest {
        DayRequest { asked_at: at(pause), tries, ..answer(age, outcome) }
    }

    #[test]
    fn the_first_look_of_a_day_rereads_a_week_in_one_request_and_the_next_only_asks_for_what_lacks() {
        let whole: HashSet<LocalDay> = (2..=31).map(ago).collect();
        let read = |pause: i64| (2..=31).map(|age| told(age, DayOutcome::Data, (pause, 0))).collect();
        let known = |pause| Known { curve: whole.clone(), official: whole.clone(), answers: read(pause) };
        assert_eq!(by_the_clock(7, 0, known(1)), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(by_the_clock(7, 0, known(0)), [1], "yesterday has not come yet");
        assert_eq!(by_the_clock(31, 1, known(1)), [] as [i64; 0], "nothing lacks: nothing to repair");
    }

    #[test]
    fn holes_are_asked_for_more_and_more_seldom() {
        let lacking = |answer: DayRequest| {
            let curve = (1..=31).map(ago).filter(|day| *day != answer.day).collect();
            let official: HashSet<LocalDay> = (1..=31).map(ago).collect();
            by_the_clock(31, 1, Known { curve, official, answers: vec![answer] })
        };
        let asks = |pause, tries| !lacking(told(20, DayOutcome::NoData, (pause, tries))).is_empty();
        assert!(asks(1, 1) && !asks(1, 2) && asks(2, 2) && !asks(3, 3) && asks(4, 3) && !asks(7, 4) && asks(8, 9));
        assert_eq!(lacking(told(3, DayOutcome::NoData, (0, 9))), [3], "a recent day may come at any time");
        assert!(lacking(told(20, DayOutcome::BeforeHistory, (30, 0))).is_empty(), "that will never come");
        assert!(lacking(told(20, DayOutcome::CurveOpposed, (30, 0))).is_empty());
        assert_eq!(lacking(told(20, DayOutcome::CurveOpposed, (31, 0))), [20], "the customer may have agreed since");
        assert_eq!(lacking(told(20, DayOutcome::Data, (1, 0))), [20], "a day that has only a part");
    }
}
