//! Energy, money or CO2 for each day or month: bars that sit on their slots.

use super::{ChartLabels, Drawing, HEIGHT, Mark, axis, axis::Axis, document, short};
use crate::views::building::{ChartView, Slot, SlotState};
use std::fmt::Write;

/// Width of one slot in the stretched part's units; a bar leaves a tenth free on both sides.
const SLOT: f64 = 10.0;

/// Bars from zero: measured ones filled, estimated ones outlined, what is forecast dashed above what is known, the
/// compared period as a lighter line over each slot.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a chart has few slots")]
pub fn bars(view: &ChartView, labels: &ChartLabels) -> String {
    let all = || view.slots.iter().flat_map(|slot| [view.value(slot), view.compared(slot), forecast(slot)]).flatten();
    let axis = Axis::of(view.measure, all().min().unwrap_or(0).min(0), all().max().unwrap_or(0).max(0));
    let count = view.slots.len().max(1) as f64;
    let edges: Vec<_> = (0..view.slots.len()).map(|i| (i as f64 / count, (i as f64 + 1.0) / count)).collect();
    let (mut sure, mut unsure, mut coming, mut compared) = <(String, String, String, String)>::default();
    let highest = (0..view.slots.len()).rev().max_by_key(|index| view.value(&view.slots[*index]));
    let mut marks = Vec::new();
    for (index, slot) in view.slots.iter().enumerate() {
        let x = index as f64 * SLOT;
        let value = view.value(slot);
        if let Some(value) = value.filter(|value| *value != 0) {
            let path = if slot.state == SlotState::Estimated { &mut unsure } else { &mut sure };
            bar(path, x, axis, 0, value);
            let text = (highest == Some(index)).then(|| view.measure.write(value, labels.language));
            marks.extend(Mark::of(slot, (index as f64 + 0.5) / count, HEIGHT * (1.0 - axis.part(value.max(0))), text));
        }
        if let Some(value) = forecast(slot) {
            bar(&mut coming, x, axis, slot.value.map_or(0, |known| known.0), value);
        }
        if let Some(value) = view.compared(slot) {
            let _ = write!(compared, "M{} {}h9", short(x + 0.5), short(HEIGHT * (1.0 - axis.part(value))));
        }
    }
    let mut shapes = String::new();
    let paths = [("bar", sure), ("bar estimated", unsure), ("bar forecast", coming), ("compared", compared)];
    for (class, path) in paths {
        if !path.is_empty() {
            let _ = write!(shapes, r#"<path class="{class}" d="{path}"/>"#);
        }
    }
    let ticks = axis::ticks(view, &edges, labels.language);
    document(&Drawing { shapes, width: count * SLOT, edges, slots: &view.slots, axis, ticks, marks }, labels)
}

fn forecast(slot: &Slot) -> Option<i64> {
    slot.forecast.map(|energy| energy.0)
}

/// A bar between two values.
fn bar(path: &mut String, x: f64, axis: Axis, from: i64, to: i64) {
    let foot = HEIGHT * (1.0 - axis.part(from));
    let height = HEIGHT * (axis.part(to) - axis.part(from));
    let (up, down) = (short(-height), short(height));
    let _ = write!(path, "M{} {}v{up}h8v{down}z", short(x + 1.0), short(foot));
}
