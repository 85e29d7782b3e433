//! The charts of a period: slots that tile it, each with its value or the reason why there is none.

use super::{
    curve::{self, Cell, LineReadings},
    table::{Line, Table},
    usual,
    worth::Worth,
};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::Reading,
        time::{Instant, Interval, LocalDay, Period, PeriodKind},
        units::Joules,
    },
    views::{
        alerts::AlertView,
        building::{self, ChartKind, ChartView, Slot, SlotState},
        shared::WallTime,
    },
};
use chrono::{Datelike, Days, Weekday};
use std::collections::HashMap;

/// The present, as far as charts need to know.
#[derive(Clone, Copy)]
pub(in crate::services) struct Present {
    /// Today in the building's zone.
    pub today: LocalDay,
    /// The present instant.
    pub now: Instant,
    /// Latest local day with data.
    pub latest: Option<LocalDay>,
}

/// Bars of the days of a week or month; beside each the day in the same place of `reference`.
pub(super) fn days(table: &Table, (period, reference): (Period, Period), present: Present) -> ChartView {
    let before: Vec<LocalDay> = reference.days().collect();
    let mut missing_seconds = 0;
    let slots = period.days().enumerate().map(|(place, day)| {
        let known = table.day(day);
        let over = present.latest.is_some_and(|latest| day <= latest);
        missing_seconds += if over { known.missing_seconds } else { 0 };
        let bounds = table.zone.bounds(day);
        Slot {
            start: table.zone.wall_time(bounds.start),
            end: table.zone.wall_time(bounds.end),
            seconds: bounds.seconds(),
            value: known.total,
            compared: before.get(place).and_then(|day| table.day(*day).total),
            worth: building::Worth::default(),
            forecast: None,
            usual: None,
            alert: None,
            state: state(known.total, known.whole, known.estimated, day >= present.today),
            quiet: matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            opens: (day <= present.today).then(|| Period::containing(PeriodKind::Day, day)),
        }
    });
    let slots = slots.collect();
    ChartView { missing_seconds, ..ChartView::new(ChartKind::Days, slots) }
}

/// Bars of the months of a year, beside each the month of the year before; or of the parts of months in a long span.
pub(super) fn months(table: &Table, year: Period, present: Present) -> ChartView {
    let mut missing_seconds = 0;
    let first = Period::containing(PeriodKind::Month, year.first);
    let months = std::iter::successors(Some(first), |month| Some(month.next())).take_while(|m| m.first < year.end());
    let slots = months.map(|month| {
        let (first, end) = (month.first.max(year.first), month.end().min(year.end()));
        let days = || first.iter_days().take_while(|day| *day < end);
        let known = table.span(days());
        let elapsed = table.span(days().filter(|day| present.latest.is_some_and(|latest| *day <= latest)));
        missing_seconds += elapsed.missing_seconds;
        let whole = days().count() == usize::try_from(known.days_whole).unwrap_or_default();
        let bounds = table.zone.span(first, end);
        // A part of a month has no fellow.
        let fellow = (year.kind == PeriodKind::Year).then(|| table.span(month.same_last_year().days()).total);
        Slot {
            start: table.zone.wall_time(bounds.start),
            end: table.zone.wall_time(bounds.end),
            seconds: bounds.seconds(),
            value: known.total,
            compared: fellow.flatten(),
            worth: building::Worth::default(),
            forecast: None,
            usual: None,
            alert: None,
            state: state(known.total, whole, known.estimated, end > present.today),
            quiet: false,
            opens: (month.first <= present.today).then_some(month),
        }
    });
    let slots = slots.collect();
    ChartView { missing_seconds, ..ChartView::new(ChartKind::Months, slots) }
}

/// The load curve of a day or week on the native grid, beside each interval the one of `before` that the clock shows at
/// the same time, and for one day what is usual. `readings` must span [`curve_days`].
pub(super) fn load_curve(
    table: &Table,
    (period, before): (Period, Period),
    readings: &[(i64, Reading)],
    present: Present,
) -> ChartView {
    let of = grouped(readings);
    let span = table.zone.span(period.first, period.end());
    let step = curve::common_step(readings.iter().map(|(_, r)| r).filter(|r| r.interval().overlaps(span)));
    let reference = by_wall(table.zone, before, &summed(table, &of, before.days(), step));
    let kept_from = table.lines.iter().filter_map(|line| line.kept_from).max();
    let kept_from = kept_from.map(|at| table.zone.day(at)).filter(|kept| *kept > period.first);
    let mut missing_seconds = 0;
    let slots = summed(table, &of, period.days(), step).into_iter().map(|cell| {
        let start = table.zone.wall_time(cell.interval.start);
        let known_time =
            present.latest.is_some_and(|latest| start.day <= latest) && kept_from.is_none_or(|kept| start.day >= kept);
        missing_seconds += if known_time && !cell.whole { cell.interval.seconds() } else { 0 };
        let place = (start.day.signed_duration_since(period.first).num_days(), start.hour, start.minute);
        Slot {
            end: table.zone.wall_time(cell.interval.end),
            seconds: cell.interval.seconds(),
            value: cell.value,
            compared: reference.get(&place).copied(),
            worth: building::Worth::default(),
            forecast: None,
            usual: None,
            alert: None,
            state: state(cell.value, cell.whole, cell.estimated, cell.interval.end > present.now),
            quiet: !(6..22).contains(&start.hour),
            opens: (period.days().nth(1).is_some() && start.day <= present.today)
                .then(|| Period::containing(PeriodKind::Day, start.day)),
            start,
        }
    });
    let mut slots: Vec<Slot> = slots.collect();
    if period.kind == PeriodKind::Day {
        usual::mark(&mut slots, table, &of, period.first, step);
    }
    ChartView { missing_seconds, kept_from, ..ChartView::new(ChartKind::LoadCurve, slots) }
}

/// The local days `[first, end)` whose readings a load curve needs, in order.
pub(super) fn curve_days(period: Period, before: Period) -> Vec<(LocalDay, LocalDay)> {
    let back = match period.kind {
        PeriodKind::Day => period.first.checked_sub_days(Days::new(usual::DAYS_BACK)),
        _ => None,
    };
    let first = back.unwrap_or(period.first);
    let apart = (before.first < first).then(|| (before.first, before.end().min(first)));
    apart.into_iter().chain([(first, period.end())]).collect()
}

/// Puts on each bar what it is worth.
pub(super) fn mark_worth(chart: &mut ChartView, worth: &Worth, reference: Period) {
    if chart.kind == ChartKind::LoadCurve {
        return;
    }
    chart.measure = worth.measure;
    let days = |slot: &Slot| slot.start.day.iter_days().take_while(|day| *day < slot.end.day).collect::<Vec<_>>();
    let before = |(place, slot): (usize, &Slot)| match chart.kind {
        ChartKind::Months if slot.compared.is_none() => Vec::new(),
        ChartKind::Months => Period::containing(PeriodKind::Month, slot.start.day).same_last_year().days().collect(),
        ChartKind::Days | ChartKind::LoadCurve => reference.days().skip(place).take(1).collect(),
    };
    let values = worth.parts(chart.slots.iter().map(days));
    let others = worth.parts(chart.slots.iter().enumerate().map(before));
    for (slot, (value, compared)) in chart.slots.iter_mut().zip(values.into_iter().zip(others)) {
        slot.worth = building::Worth { value, compared };
        slot.state = match (slot.state, value) {
            (SlotState::Measured | SlotState::Estimated | SlotState::Partial, None) => SlotState::Worthless,
            (SlotState::Measured | SlotState::Estimated, Some(_)) if !all_count(worth, slot) => SlotState::Partial,
            (state, _) => state,
        };
    }
}

/// Whether each day of a whole slot counts.
fn all_count(worth: &Worth, slot: &Slot) -> bool {
    slot.start.day.iter_days().take_while(|day| *day < slot.end.day).all(|day| worth.whole(day))
}

/// Puts the gravest anomaly of each day on its bar.
pub(super) fn mark_alerts(chart: &mut ChartView, anomalies: &[AlertView]) {
    if chart.kind != ChartKind::Days {
        return;
    }
    for slot in &mut chart.slots {
        slot.alert = anomalies.iter().filter(|found| found.day == slot.start.day).map(|found| found.severity).max();
    }
}

/// The readings of each series.
pub(in crate::services) fn grouped(readings: &[(i64, Reading)]) -> HashMap<i64, Vec<Reading>> {
    let mut of: HashMap<i64, Vec<Reading>> = HashMap::new();
    for (key, reading) in readings {
        of.entry(*key).or_default().push(*reading);
    }
    of
}

/// The sum of the table's series over some local days; `of`: readings by series, in order.
pub(in crate::services) fn summed(
    table: &Table,
    of: &HashMap<i64, Vec<Reading>>,
    days: impl Iterator<Item = LocalDay>,
    step: i64,
) -> Vec<Cell> {
    let far = Instant(i64::MAX);
    let line = |line: &Line, day: Interval| {
        let readings = of.get(&line.key).map_or(&[][..], Vec::as_slice);
        // One that began the day before may reach into this one.
        let from = readings.partition_point(|reading| reading.interval().end <= day.start);
        let until = readings.partition_point(|reading| reading.start < day.end);
        let end = if line.open { far } else { table.zone.bounds(line.last).end };
        let expected = Interval { start: table.zone.bounds(line.first).start, end };
        LineReadings { readings: readings.get(from..until).unwrap_or_default(), expected }
    };
    // Day by day, so that the grid begins at every midnight, clock changes included.
    days.flat_map(|day| {
        let bounds = table.zone.bounds(day);
        curve::cells(bounds, step, &table.lines.iter().map(|of| line(of, bounds)).collect::<Vec<_>>())
    })
    .collect()
}

/// Values by day of the period and time on the clock; of a doubled time the first.
fn by_wall(zone: Zone, period: Period, cells: &[Cell]) -> HashMap<(i64, u32, u32), Joules> {
    let mut values = HashMap::new();
    for cell in cells {
        let WallTime { day, hour, minute, .. } = zone.wall_time(cell.interval.start);
        if let Some(value) = cell.value {
            values.entry((day.signed_duration_since(period.first).num_days(), hour, minute)).or_insert(value);
        }
    }
    values
}

fn state(value: Option<Joules>, whole: bool, estimated: bool, runs: bool) -> SlotState {
    match (value, whole) {
        (None, _) if runs => SlotState::Future,
        (None, _) => SlotState::Missing,
        (Some(_), false) => SlotState::Partial,
        (Some(_), true) if estimated => SlotState::Estimated,
        (Some(_), true) => SlotState::Measured,
    }
}
