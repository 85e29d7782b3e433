//! Charts as SVG text, the same on both targets: the first paint, the printed page, the page without scripts.
//!
//! A chart stretches to any width without scaling its text: shapes live in an inner `<svg>` that is stretched, labels
//! stand outside of it at percentages. Colours come from CSS classes only (`style/charts.css`). What is missing is
//! hatched with the pattern `#hatch`, which the page's shell defines once.

mod axis;
mod bars;
mod curve;
mod fingerprint;
mod heatmap;
mod strip;
mod week;

pub use bars::bars;
pub use curve::{curve, limit};
pub use fingerprint::{FingerprintSize, fingerprint, levels};
pub use heatmap::heatmap;
pub use strip::strip;
pub use week::{class as band_class, letter as band_letter, week};

use crate::views::{
    building::{ChartKind, ChartView, Slot, SlotState},
    format::Language,
};
use axis::Tick;
pub use axis::{Axis, unit};
use std::fmt::Write;

/// The words of a chart that the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartLabels {
    /// What the picture shows, in one sentence: its text alternative.
    pub title: String,
    /// The language of axes and values.
    pub language: Language,
}

/// Height of the plot in pixels, without the labels above and below.
const HEIGHT: f64 = 200.0;
/// Room for the unit above the plot.
const TOP: f64 = 22.0;
/// Room for the labels below.
const BOTTOM: f64 = 22.0;

/// Draws bars or a curve, whichever the chart is.
#[must_use]
pub fn chart(view: &ChartView, labels: &ChartLabels) -> String {
    match view.kind {
        ChartKind::LoadCurve => curve(view, labels),
        ChartKind::Days | ChartKind::Months => bars(view, labels),
    }
}

/// What both kinds of chart hand to [`document`].
struct Drawing<'a> {
    /// Shapes inside the stretched part, in its units.
    shapes: String,
    /// Width of the stretched part in its own units.
    width: f64,
    /// Left and right edges of each slot, as parts of the width.
    edges: Vec<(f64, f64)>,
    slots: &'a [Slot],
    axis: Axis,
    ticks: Vec<Tick>,
    /// Labels inside the plot.
    marks: Vec<Mark>,
}

/// A label above a value: the highest one's, or an anomaly's.
struct Mark {
    /// Where, as a part of the width.
    at: f64,
    /// Height of the value in pixels from the plot's top.
    y: f64,
    class: String,
    text: String,
}

impl Mark {
    /// Above the value in the middle of a slot: the value when it is the highest of all, the sign of an anomaly.
    fn of(slot: &Slot, at: f64, y: f64, highest: Option<String>) -> Option<Self> {
        let sign = slot.alert.map(|severity| (severity.mark(), severity.as_str().to_lowercase()));
        let (sign, severity) = sign.unwrap_or_default();
        let class = if highest.is_some() { format!("mark peak {severity}") } else { format!("mark {severity}") };
        let text = [sign.to_owned(), highest.unwrap_or_default()].join("\u{a0}");
        let text = text.trim().to_owned();
        (!text.is_empty()).then(|| Self { at, y, class: class.trim().to_owned(), text })
    }
}

fn document(drawing: &Drawing<'_>, labels: &ChartLabels) -> String {
    let mut svg = format!(
        r#"<svg class="chart" role="img" aria-label="{}" width="100%" height="{}">"#,
        escape(&labels.title),
        HEIGHT + TOP + BOTTOM
    );
    columns(&mut svg, drawing, "quiet", None, |slot| slot.quiet);
    columns(&mut svg, drawing, "missing", Some("#hatch"), |slot| {
        matches!(slot.state, SlotState::Missing | SlotState::Partial | SlotState::Worthless)
    });
    let _ = write!(svg, r#"<text class="unit" x="-8" y="12">{}</text>"#, drawing.axis.unit.symbol);
    for (part, text) in drawing.axis.ticks(labels.language) {
        let y = TOP + HEIGHT * (1.0 - part);
        let class = if (part - drawing.axis.zero()).abs() < 1e-9 { "zero" } else { "grid" };
        let _ = write!(svg, r#"<line class="{class}" x1="0" x2="100%" y1="{0}" y2="{0}"/>"#, short(y));
        let _ = write!(svg, r#"<text class="tick y" x="-8" y="{}">{text}</text>"#, short(y + 4.0));
    }
    let _ = write!(
        svg,
        r#"<svg y="{TOP}" width="100%" height="{HEIGHT}" viewBox="0 0 {} {HEIGHT}" preserveAspectRatio="none">{}</svg>"#,
        short(drawing.width),
        drawing.shapes
    );
    for tick in &drawing.ticks {
        let class = if tick.wide_only { "tick wide" } else { "tick" };
        let anchor = if tick.starts { " from" } else { "" };
        let (x, y) = (short(tick.at * 100.0), TOP + HEIGHT + 16.0);
        let _ = write!(svg, r#"<text class="{class}{anchor}" x="{x}%" y="{y}">{}</text>"#, tick.text);
    }
    for Mark { at, y, class, text } in &drawing.marks {
        let anchor = if *at < 0.1 {
            " from"
        } else if *at > 0.9 {
            " to"
        } else {
            ""
        };
        let (x, y) = (short(at * 100.0), short(TOP + y - 5.0));
        let _ = write!(svg, r#"<text class="{class}{anchor}" x="{x}%" y="{y}">{text}</text>"#);
    }
    svg.push_str("</svg>");
    svg
}

/// Full-height columns behind the chart, one for each run of slots that `wanted` picks.
fn columns(
    svg: &mut String,
    drawing: &Drawing<'_>,
    class: &str,
    pattern: Option<&str>,
    wanted: impl Fn(&Slot) -> bool,
) {
    let mut run: Option<(f64, f64)> = None;
    let mut runs = Vec::new();
    for (slot, &(left, right)) in drawing.slots.iter().zip(&drawing.edges) {
        run = match (wanted(slot), run) {
            (true, Some((start, _))) => Some((start, right)),
            (true, None) => Some((left, right)),
            (false, finished) => {
                runs.extend(finished);
                None
            }
        };
    }
    runs.extend(run);
    let fill = pattern.map(|id| format!(r#" fill="url({id})""#)).unwrap_or_default();
    for (left, right) in runs {
        let (x, width) = (short(left * 100.0), short((right - left) * 100.0));
        let _ = write!(svg, r#"<rect class="{class}"{fill} x="{x}%" width="{width}%" y="{TOP}" height="{HEIGHT}"/>"#);
    }
}

/// A number with at most two decimals and without trailing zeros.
fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Text inside an attribute or an element.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
pub(crate) mod tests;
