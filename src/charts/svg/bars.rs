//! Energy for each day or month: bars that sit on their slots.

use super::{ChartLabels, Drawing, HEIGHT, Mark, axis, axis::Axis, document, short};
use crate::views::{
    building::{ChartView, SlotState},
    format::energy,
};
use std::fmt::Write;

/// Width of one slot in the stretched part's units; a bar leaves a tenth free on both sides.
const SLOT: f64 = 10.0;

/// Bars in kWh: measured ones filled, estimated ones outlined, the compared period as a lighter line over each slot.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a chart has few slots")]
pub fn bars(view: &ChartView, labels: &ChartLabels) -> String {
    let largest = view.slots.iter().flat_map(|s| [s.value, s.compared]).flatten().map(|v| v.0).max().unwrap_or(0);
    let axis = Axis::energy(largest);
    let count = view.slots.len().max(1) as f64;
    let edges: Vec<_> = (0..view.slots.len()).map(|i| (i as f64 / count, (i as f64 + 1.0) / count)).collect();
    let (mut sure, mut unsure, mut compared) = (String::new(), String::new(), String::new());
    let highest = (0..view.slots.len()).rev().max_by_key(|index| view.slots[*index].value.map(|value| value.0));
    let mut marks = Vec::new();
    for (index, slot) in view.slots.iter().enumerate() {
        let x = index as f64 * SLOT;
        if let Some(value) = slot.value.filter(|v| v.0 > 0) {
            let height = HEIGHT * axis.part(value.0);
            let path = if slot.state == SlotState::Estimated { &mut unsure } else { &mut sure };
            let _ = write!(path, "M{} {HEIGHT}v-{}h8v{1}z", short(x + 1.0), short(height));
            let text = (highest == Some(index)).then(|| energy(value, labels.language));
            marks.extend(Mark::of(slot, (index as f64 + 0.5) / count, HEIGHT - height, text));
        }
        if let Some(value) = slot.compared {
            let _ = write!(compared, "M{} {}h9", short(x + 0.5), short(HEIGHT * (1.0 - axis.part(value.0))));
        }
    }
    let mut shapes = String::new();
    for (class, path) in [("bar", sure), ("bar estimated", unsure), ("compared", compared)] {
        if !path.is_empty() {
            let _ = write!(shapes, r#"<path class="{class}" d="{path}"/>"#);
        }
    }
    let ticks = axis::ticks(view, &edges, labels.language);
    document(&Drawing { shapes, width: count * SLOT, edges, slots: &view.slots, axis, ticks, marks }, labels)
}
