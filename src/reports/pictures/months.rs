//! Energy by month: a full bar for each month, a hatched one for the same month a year before.

use crate::{
    charts::svg::Axis,
    domain::units::Joules,
    reports::pdf::{
        face::Faces,
        lines::measure,
        mark::{Align, Area, Mark},
        style::{COMPARED, INK, LABEL, LINE, Style, VALUE},
    },
    views::{
        format::{Language, energy, month_short},
        report::ReportMonth,
    },
};
use chrono::Datelike;

/// Room for the numbers of the axis.
const LEFT: f32 = 34.0;
/// Room for the unit and the keys.
const TOP: f32 = 26.0;
/// Room for the months.
const BOTTOM: f32 = 16.0;

/// What the two kinds of bars are.
pub struct Keys<'a> {
    /// The full ones.
    pub current: &'a str,
    /// The hatched ones.
    pub before: &'a str,
}

/// Draws it.
#[expect(clippy::cast_precision_loss, reason = "a year has few months")]
pub fn months(faces: &Faces, months: &[ReportMonth], area: Area, keys: &Keys<'_>, language: Language) -> Vec<Mark> {
    let largest = months.iter().flat_map(|month| [month.energy, month.last_year]).flatten().map(|value| value.0).max();
    let axis = Axis::energy(largest.unwrap_or_default());
    let plot = Area { x: area.x + LEFT, y: area.y + TOP, width: area.width - LEFT, height: area.height - TOP - BOTTOM };
    let mut marks = grid(faces, axis, plot, language);
    let slot = plot.width / months.len().max(1) as f32;
    let bar = (slot * 0.36).min(20.0);
    let height = |value: Joules| plot.height * part(axis, value);
    let (mut full, mut before, mut edges) = (Vec::new(), Vec::new(), Vec::new());
    let highest = months.iter().enumerate().filter_map(|(at, month)| Some((month.energy?, at))).max();
    for (index, month) in months.iter().enumerate() {
        let middle = plot.x + (index as f32 + 0.5) * slot;
        if let Some(value) = month.energy {
            let height = height(value);
            full.push(Area { x: middle, y: plot.bottom() - height, width: bar, height });
            if highest.is_some_and(|(_, at)| at == index) {
                let at = (middle + bar / 2.0, plot.bottom() - height - 4.0);
                let align = if index + 1 == months.len() { Align::Right } else { Align::Middle };
                let at = if align == Align::Right { (plot.right(), at.1) } else { at };
                marks.push(Mark::text(faces, LABEL.in_colour(INK), &energy(value, language), align, at));
            }
        }
        if let Some(value) = month.last_year.filter(|value| value.0 > 0) {
            let height = height(value);
            let area = Area { x: middle - bar - 1.0, y: plot.bottom() - height, width: bar, height };
            before.push(area);
            edges.extend(outline(area));
        }
        let star = if month.days_whole < days_of(month) { "*" } else { "" };
        let text = format!("{}{star}", month_short(month.month.first.month(), language));
        marks.push(Mark::text(faces, LABEL, &text, Align::Middle, (middle, plot.bottom() + 12.0)));
    }
    let compared = !before.is_empty();
    if compared {
        marks.push(Mark::hatch(&before, COMPARED));
        marks.push(Mark::Strokes { lines: edges, width: 0.5, colour: COMPARED, dashes: None });
    }
    marks.push(Mark::Fill { areas: full, colour: VALUE });
    marks.push(Mark::line((plot.x, plot.bottom()), (plot.right(), plot.bottom()), 0.8, INK));
    marks.extend(keyed(faces, area, keys, compared));
    marks
}

/// How many days the month has, over or not.
pub fn days_of(month: &ReportMonth) -> u32 {
    u32::try_from((month.month.end() - month.month.first).num_days()).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "a part of one")]
fn part(axis: Axis, value: Joules) -> f32 {
    axis.part(value.0) as f32
}

/// Lines across, their numbers, and the unit once.
#[expect(clippy::cast_possible_truncation, reason = "a part of one")]
fn grid(faces: &Faces, axis: Axis, plot: Area, language: Language) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (part, text) in axis.ticks(language) {
        let y = plot.bottom() - plot.height * part as f32;
        marks.push(Mark::line((plot.x, y), (plot.right(), y), 0.4, LINE));
        marks.push(Mark::text(faces, LABEL, &text, Align::Right, (plot.x - 6.0, y + LABEL.size * 0.36)));
    }
    marks.push(Mark::text(faces, LABEL, axis.unit.symbol, Align::Right, (plot.x - 6.0, plot.y - 12.0)));
    marks
}

/// What the bars are, at the upper right.
fn keyed(faces: &Faces, area: Area, keys: &Keys<'_>, compared: bool) -> Vec<Mark> {
    const BOX: f32 = 9.0;
    let style: Style = LABEL;
    let (mut marks, mut right) = (Vec::new(), area.right());
    let all = [(keys.current, true), (keys.before, false)];
    for (text, full) in all.into_iter().filter(|(_, full)| *full || compared) {
        let width = measure(faces, style, text);
        let key = Area { x: right - width - BOX - 5.0, y: area.y + 1.0, width: BOX, height: 7.0 };
        if full {
            marks.push(Mark::area(key, VALUE));
        } else {
            marks.push(Mark::hatch(&[key], COMPARED));
            marks.push(Mark::Strokes { lines: outline(key).to_vec(), width: 0.5, colour: COMPARED, dashes: None });
        }
        marks.push(Mark::text(faces, style, text, Align::Right, (right, area.y + 7.5)));
        right = key.x - 14.0;
    }
    marks
}

fn outline(area: Area) -> [[f32; 4]; 4] {
    let (x, y, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    [[x, y, right, y], [right, y, right, bottom], [right, bottom, x, bottom], [x, bottom, x, y]]
}
