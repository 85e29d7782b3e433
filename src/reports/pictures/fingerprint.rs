//! The fingerprint: hours across, days down, one hue from paper to ink. Missing hours are hatched, never pale.

use crate::{
    charts::svg::levels,
    reports::pdf::{
        face::Faces,
        mark::{Align, Area, Mark},
        style::{EDGE, LABEL, LEVELS},
    },
    views::{
        format::{Language, day_month},
        shared::Fingerprint,
    },
};
use chrono::{Datelike, Days, Weekday};

/// Room for the days, left of the cells.
const LEFT: f32 = 34.0;
/// Room for the hours, above the cells.
const TOP: f32 = 13.0;

/// The cells alone.
#[expect(clippy::cast_precision_loss, reason = "few rows and columns")]
pub fn fingerprint(of: &Fingerprint, area: Area) -> Vec<Mark> {
    let (columns, rows) = (of.columns(), of.days().max(1));
    let (width, height) = (area.width / columns as f32, area.height / rows as f32);
    let mut hues: [Vec<Area>; 8] = Default::default();
    let mut missing = Vec::new();
    for (row, slots) in levels(of).chunks(columns).enumerate() {
        let mut column = 0;
        for run in slots.chunk_by(|a, b| a == b) {
            let (x, y) = (area.x + column as f32 * width, area.y + row as f32 * height);
            let cell = Area { x, y, width: width * run.len() as f32, height };
            column += run.len();
            match run.first().copied().flatten() {
                Some(level) => hues.get_mut(usize::from(level)).into_iter().for_each(|hue| hue.push(cell)),
                None => missing.push(cell),
            }
        }
    }
    let mut marks: Vec<_> = hues
        .into_iter()
        .zip(LEVELS)
        .filter(|(areas, _)| !areas.is_empty())
        .map(|(areas, colour)| Mark::Fill { areas, colour })
        .collect();
    if !missing.is_empty() {
        marks.push(Mark::hatch(&missing, EDGE));
    }
    marks
}

/// With hours above and Mondays at the side.
#[expect(clippy::cast_precision_loss, reason = "few rows")]
pub fn labelled(faces: &Faces, of: &Fingerprint, area: Area, language: Language) -> Vec<Mark> {
    let cells = Area { x: area.x + LEFT, y: area.y + TOP, width: area.width - LEFT, height: area.height - TOP };
    let mut marks = fingerprint(of, cells);
    for hour in [0_u8, 6, 12, 18, 24] {
        let align = match hour {
            0 => Align::Left,
            24 => Align::Right,
            _ => Align::Middle,
        };
        let x = cells.x + cells.width * f32::from(hour) / 24.0;
        let text = if language == Language::Fr { format!("{hour}\u{a0}h") } else { format!("{hour}:00") };
        marks.push(Mark::text(faces, LABEL, &text, align, (x, cells.y - 4.0)));
    }
    let rows = of.days().max(1);
    let height = cells.height / rows as f32;
    let days = (0..rows as u64).filter_map(|row| of.first_day.checked_add_days(Days::new(row)));
    for (row, day) in days.enumerate().filter(|(_, day)| day.weekday() == Weekday::Mon) {
        let y = cells.y + (row as f32 + 0.5) * height + LABEL.size * 0.36;
        marks.push(Mark::text(faces, LABEL, &day_month(day, language), Align::Right, (cells.x - 6.0, y)));
    }
    marks
}
