//! Mean power of each interval: a step line, never smoothed, broken where values are missing.

use super::{ChartLabels, Drawing, HEIGHT, Mark, axis, axis::Axis, document, short};
use crate::{
    domain::units::Joules,
    views::{
        building::{ChartView, Slot, SlotState},
        format::power,
    },
};
use std::fmt::Write;

/// A subscribed power is drawn where the curve comes near it: from this part of it on. Farther away the line would only
/// flatten the curve.
const NEAR_LIMIT: f64 = 0.4;

/// A step line in kW over its area; estimated stretches are dashed, the compared period is a lighter line, what is usual
/// a quiet band behind, subscribed power a line across.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "minutes of a week")]
pub fn curve(view: &ChartView, labels: &ChartLabels) -> String {
    let watts = |value: Option<Joules>, slot: &Slot| value.map(|v| v.mean_watts(slot.seconds).round());
    let largest = view
        .slots
        .iter()
        .flat_map(|slot| [watts(slot.value, slot), watts(slot.compared, slot), watts(slot.usual.map(|u| u.high), slot)])
        .flatten()
        .fold(0.0, f64::max);
    let limit = limit(view, largest);
    let axis = Axis::power(whole(largest.max(limit.unwrap_or(0.0))));
    let minutes = view.slots.iter().map(|s| s.seconds).sum::<i64>().max(60) as f64 / 60.0;
    let mut pens = Pens::default();
    let (mut edges, mut x, mut peak) = (Vec::with_capacity(view.slots.len()), 0.0, None::<(f64, Mark)>);
    for slot in &view.slots {
        let end = x + slot.seconds as f64 / 60.0;
        edges.push((x / minutes, end / minutes));
        let height = |w: f64| HEIGHT * (1.0 - axis.part(whole(w)));
        let value = watts(slot.value, slot);
        let estimated = slot.state == SlotState::Estimated;
        pens.sure.step(x, end, value.filter(|_| !estimated).map(height));
        pens.unsure.step(x, end, value.filter(|_| estimated).map(height));
        pens.compared.step(x, end, watts(slot.compared, slot).map(height));
        pens.area.column(x, end, value.map(height), HEIGHT);
        if let Some(usual) = slot.usual {
            let (low, high) = (watts(Some(usual.low), slot), watts(Some(usual.high), slot));
            pens.usual.column(x, end, high.map(height), low.map_or(HEIGHT, height));
        }
        if let Some(w) = value.filter(|w| *w > peak.as_ref().map_or(0.0, |(highest, _)| *highest)) {
            let at = f64::midpoint(x, end) / minutes;
            peak = Mark::of(slot, at, height(w), Some(power(whole(w), labels.language))).map(|mark| (w, mark));
        }
        x = end;
    }
    let ticks = axis::ticks(view, &edges, labels.language);
    let mut marks: Vec<Mark> = peak.map(|(_, mark)| mark).into_iter().collect();
    let mut shapes = pens.shapes();
    if let (Some(watts), Some(kva)) = (limit, view.subscribed_kva) {
        let y = HEIGHT * (1.0 - axis.part(whole(watts)));
        let _ = write!(shapes, r#"<path class="limit" d="M0 {}H{}"/>"#, short(y), short(minutes));
        marks.push(Mark { at: 1.0, y, class: "mark limit".to_owned(), text: format!("{kva}\u{a0}kVA") });
    }
    document(&Drawing { shapes, width: minutes, edges, slots: &view.slots, axis, ticks, marks }, labels)
}

/// Subscribed power in watts, with a power factor of 1, when the curve, whose highest power is `largest` watts, comes near it.
#[must_use]
pub fn limit(view: &ChartView, largest: f64) -> Option<f64> {
    let watts = f64::from(view.subscribed_kva?) * 1_000.0;
    (largest >= watts * NEAR_LIMIT).then_some(watts)
}

#[expect(clippy::cast_possible_truncation, reason = "saturates; watts of a building")]
fn whole(watts: f64) -> i64 {
    watts as i64
}

#[derive(Default)]
struct Pens {
    usual: Pen,
    area: Pen,
    compared: Pen,
    sure: Pen,
    unsure: Pen,
}

impl Pens {
    fn shapes(self) -> String {
        let mut shapes = String::new();
        let pens = [
            ("usual", self.usual),
            ("area", self.area),
            ("compared", self.compared),
            ("line", self.sure),
            ("line estimated", self.unsure),
        ];
        for (class, pen) in pens {
            if !pen.path.is_empty() {
                let _ = write!(shapes, r#"<path class="{class}" d="{}"/>"#, pen.path);
            }
        }
        shapes
    }
}

/// Writes one path; lifts where there is no value.
#[derive(Default)]
struct Pen {
    path: String,
    at: Option<String>,
}

impl Pen {
    /// A step of a line.
    fn step(&mut self, x: f64, end: f64, y: Option<f64>) {
        let y = y.map(short);
        match (&self.at, &y) {
            (_, None) => {}
            (Some(before), Some(now)) if before == now => {
                let _ = write!(self.path, "H{}", short(end));
            }
            (Some(_), Some(now)) => {
                let _ = write!(self.path, "V{now}H{}", short(end));
            }
            (None, Some(now)) => {
                let _ = write!(self.path, "M{} {now}H{}", short(x), short(end));
            }
        }
        self.at = y;
    }

    /// A column from `y` down to `foot`.
    fn column(&mut self, x: f64, end: f64, y: Option<f64>, foot: f64) {
        let Some(y) = y else { return };
        let foot = short(foot);
        let _ = write!(self.path, "M{} {foot}V{}H{}V{foot}z", short(x), short(y), short(end));
    }
}
