//! Axes: round steps upwards, few labels sideways.

use crate::views::{
    amount::Measure,
    building::{ChartKind, ChartView, Slot},
    format::{Language, Unit, clock, day_month, energy_unit, fixed, month_short, power_unit, weekday_short},
};
use chrono::Datelike;

/// More days than this are not numbered one by one.
const MANY: usize = 45;

/// A vertical axis in round steps of one unit. It begins at zero, or below for what is paid back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// What its labels count.
    pub unit: Unit,
    /// Step between labels, in `unit`.
    step: f64,
    /// Steps above zero.
    steps: u32,
    /// Steps below.
    below: u32,
}

/// A label below the plot.
pub(super) struct Tick {
    /// Where, as a part of the width.
    pub at: f64,
    pub text: String,
    /// Left out where the chart is narrow.
    pub wide_only: bool,
    /// Begins at its place instead of standing around it.
    pub starts: bool,
}

impl Axis {
    /// Up to `max` joules.
    #[must_use]
    pub fn energy(max: i64) -> Self {
        Self::covering(0, max, energy_unit(max))
    }

    /// From `min` to `max` joules, cents or grams.
    #[must_use]
    pub fn of(measure: Measure, min: i64, max: i64) -> Self {
        Self::covering(min, max, unit(measure, max.max(min.saturating_neg())))
    }

    /// Up to `max` watts.
    #[must_use]
    pub fn power(max: i64) -> Self {
        Self::covering(0, max, power_unit(max))
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn covering(min: i64, max: i64, unit: Unit) -> Self {
        let part = |value: i64| value.max(0) as f64 / unit.size as f64;
        let (bottom, above) = (part(min.saturating_neg()), part(if min < 0 { max } else { max.max(1) }));
        let top = (above + bottom).max(1e-6);
        let mut power = 1.0;
        while power * 10.0 <= top / 4.0 {
            power *= 10.0;
        }
        while power > top / 4.0 {
            power /= 10.0;
        }
        let step = [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|step| step * 4.0 >= top);
        let step = step.unwrap_or(power * 10.0);
        let count = |up_to: f64, least: u32| {
            let mut steps = least;
            while f64::from(steps) * step < up_to {
                steps += 1;
            }
            steps
        };
        Self { unit, step, steps: count(above, u32::from(min >= 0)), below: count(bottom, 0) }
    }

    /// Height of `value` (in the unit's parts: joules, watts, cents, grams) above the bottom, as a part of the plot's.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn part(self, value: i64) -> f64 {
        let steps = value as f64 / self.unit.size as f64 / self.step;
        ((steps + f64::from(self.below)) / f64::from(self.steps + self.below)).clamp(0.0, 1.0)
    }

    /// Height of zero.
    #[must_use]
    pub fn zero(self) -> f64 {
        f64::from(self.below) / f64::from(self.steps + self.below)
    }

    /// Height as a part, and text, from the bottom upwards.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "labels of an axis are small")]
    pub fn ticks(self, language: Language) -> Vec<(f64, String)> {
        let decimals = if self.step < 0.1 { 2 } else { u32::from(self.step < 1.0) };
        let label = |n: u32| {
            let value = (f64::from(n) - f64::from(self.below)) * self.step * 10_f64.powi(decimals.cast_signed());
            (f64::from(n) / f64::from(self.steps + self.below), fixed(value.round() as i128, decimals, language))
        };
        (0..=self.steps + self.below).map(label).collect()
    }
}

/// The unit in which bars up to `largest` joules, cents or grams are written.
#[must_use]
pub fn unit(measure: Measure, largest: i64) -> Unit {
    match measure {
        Measure::Energy => energy_unit(largest),
        Measure::Cost => Unit { symbol: measure.symbol(), size: 100 },
        Measure::Carbon => Unit { symbol: measure.symbol(), size: 1_000 },
    }
}

/// The labels below a chart; `edges` are the slots' sides as parts of the width.
pub(super) fn ticks(view: &ChartView, edges: &[(f64, f64)], language: Language) -> Vec<Tick> {
    let one_day = view.slots.first().map(|s| s.start.day) == view.slots.last().map(|s| s.start.day);
    let few = view.slots.len() <= 8;
    let tick = |slot: &Slot, left: f64, right: f64| {
        let day = slot.start.day;
        let named_day = || format!("{}\u{a0}{}", weekday_short(day.weekday(), language), day.day());
        let middle = f64::midpoint(left, right);
        match view.kind {
            ChartKind::LoadCurve if slot.start.minute != 0 => None,
            ChartKind::LoadCurve if one_day => slot.start.hour.is_multiple_of(3).then(|| Tick {
                at: left,
                text: clock(&slot.start),
                wide_only: !slot.start.hour.is_multiple_of(6),
                starts: slot.start.hour == 0,
            }),
            ChartKind::LoadCurve => {
                (slot.start.hour == 0).then(|| Tick { at: left, text: named_day(), wide_only: false, starts: true })
            }
            ChartKind::Days if few => Some(Tick { at: middle, text: named_day(), wide_only: false, starts: false }),
            ChartKind::Days if view.slots.len() > MANY => [1, 15].contains(&day.day()).then(|| Tick {
                at: middle,
                text: day_month(day, language),
                wide_only: day.day() != 1,
                starts: false,
            }),
            ChartKind::Days => Some(Tick {
                at: middle,
                text: day.day().to_string(),
                wide_only: day.day() != 1 && !day.day().is_multiple_of(5),
                starts: false,
            }),
            ChartKind::Months => Some(Tick {
                at: middle,
                text: month_short(day.month(), language).to_owned(),
                wide_only: day.month() % 3 != 1,
                starts: false,
            }),
        }
    };
    view.slots.iter().zip(edges).filter_map(|(slot, &(left, right))| tick(slot, left, right)).collect()
}
