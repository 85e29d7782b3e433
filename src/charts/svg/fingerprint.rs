//! The signature: 24 hours across, days down, one hue from paper to ink. Missing hours are hatched, never pale.

use super::{escape, short};
use crate::views::{
    format::{Language, day_month},
    shared::Fingerprint,
};
use chrono::{Datelike, Days, Weekday};
use std::fmt::Write;

/// Steps of the hue, CSS classes `l0` to `l7`.
const LEVELS: usize = 8;
/// Height of a day in the large picture, in pixels.
const ROW: usize = 10;
/// Room for the hours above the large picture.
pub(super) const TOP: usize = 20;

/// How large a fingerprint is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FingerprintSize {
    /// Without labels, for a row or a card; CSS sets its size.
    Small,
    /// As wide as its place, with hours and Mondays.
    Large(Language),
}

/// Draws it; `title` says in words what it shows and becomes its text alternative.
#[must_use]
pub fn fingerprint(fingerprint: &Fingerprint, title: &str, size: FingerprintSize) -> String {
    let (days, columns) = (fingerprint.days(), fingerprint.columns());
    let levels = levels(fingerprint);
    let cells = cells(&levels, columns);
    let title = escape(title);
    match size {
        FingerprintSize::Small => format!(
            r#"<svg class="fingerprint" role="img" aria-label="{title}" viewBox="0 0 {columns} {days}" preserveAspectRatio="none">{cells}{}</svg>"#,
            strokes(&levels, columns)
        ),
        FingerprintSize::Large(language) => {
            let height = days * ROW;
            let mut svg = format!(
                r#"<svg class="fingerprint large" role="img" aria-label="{title}" width="100%" height="{}"><svg y="{TOP}" width="100%" height="{height}" viewBox="0 0 {columns} {days}" preserveAspectRatio="none">{cells}</svg>"#,
                height + TOP
            );
            hatched(&mut svg, &levels, columns, ROW);
            hours(&mut svg, language);
            labels(&mut svg, fingerprint, days, language);
            svg.push_str("</svg>");
            svg
        }
    }
}

/// The level (0 to 7) of each slot; `None` where the value is missing. The darkest level begins at seven eighths of
/// the 98th percentile, so that one peak does not whiten the rest.
#[must_use]
pub fn levels(fingerprint: &Fingerprint) -> Vec<Option<u8>> {
    levels_of(&fingerprint.watts)
}

/// The same of values in watts.
pub(super) fn levels_of(watts: &[Option<u32>]) -> Vec<Option<u8>> {
    let mut known: Vec<u32> = watts.iter().flatten().copied().collect();
    known.sort_unstable();
    let reference = known.get(known.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(0).max(1);
    let level = |watts: u32| {
        let level = u64::from(watts) * LEVELS as u64 / u64::from(reference);
        u8::try_from(level.min(LEVELS as u64 - 1)).unwrap_or_default()
    };
    watts.iter().map(|watts| watts.map(level)).collect()
}

/// Neighbours of one level in a row: level, row, first column, length.
fn runs(levels: &[Option<u8>], columns: usize) -> impl Iterator<Item = (Option<u8>, usize, usize, usize)> {
    levels.chunks(columns).enumerate().flat_map(|(row, slots)| {
        slots.chunk_by(|a, b| a == b).scan(0, move |column, run| {
            let start = *column;
            *column += run.len();
            Some((run.first().copied().flatten(), row, start, run.len()))
        })
    })
}

/// One path for each level; the ground is level 0.
pub(super) fn cells(levels: &[Option<u8>], columns: usize) -> String {
    let mut paths: [String; LEVELS] = Default::default();
    for (level, row, column, length) in runs(levels, columns) {
        if let Some(path) = level.filter(|level| *level > 0).and_then(|level| paths.get_mut(usize::from(level))) {
            let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
        }
    }
    let days = levels.len().div_ceil(columns);
    let mut svg = format!(r#"<path class="l0" d="M0 0h{columns}v{days}H0z"/>"#);
    for (level, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        let _ = write!(svg, r#"<path class="l{level}" d="{path}"/>"#);
    }
    svg
}

/// The missing slots of the small picture, a stroke each: it must look right without the page's pattern.
fn strokes(levels: &[Option<u8>], columns: usize) -> String {
    let mut path = String::new();
    for (_, row, column, length) in runs(levels, columns).filter(|run| run.0.is_none()) {
        (column..column + length).for_each(|x| {
            let _ = write!(path, "M{x} {}l1-1", row + 1);
        });
    }
    if path.is_empty() { path } else { format!(r#"<path class="gap" d="{path}"/>"#) }
}

/// The missing slots of the large picture; outside the stretched part, so that the hatch keeps its angle.
pub(super) fn hatched(svg: &mut String, levels: &[Option<u8>], columns: usize, height: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let part = |slots: usize| short(slots as f64 * 100.0 / columns as f64);
    for (_, row, column, length) in runs(levels, columns).filter(|run| run.0.is_none()) {
        let (x, y, width) = (part(column), TOP + row * height, part(length));
        let _ = write!(svg, r##"<rect fill="url(#hatch)" x="{x}%" y="{y}" width="{width}%" height="{height}"/>"##);
    }
}

/// The clock above the picture.
pub(super) fn hours(svg: &mut String, language: Language) {
    for hour in [0_u32, 6, 12, 18, 24] {
        let anchor = match hour {
            0 => " from",
            24 => " to",
            _ => "",
        };
        let x = short(f64::from(hour) / 24.0 * 100.0);
        let text = if language == Language::Fr { format!("{hour}\u{a0}h") } else { format!("{hour}:00") };
        let _ = write!(svg, r#"<text class="tick{anchor}" x="{x}%" y="13">{text}</text>"#);
    }
}

fn labels(svg: &mut String, fingerprint: &Fingerprint, days: usize, language: Language) {
    let dates = (0..days as u64).filter_map(|row| fingerprint.first_day.checked_add_days(Days::new(row)));
    for (row, day) in dates.enumerate().filter(|(_, day)| day.weekday() == Weekday::Mon) {
        let y = TOP + row * ROW + ROW - 1;
        let _ = write!(svg, r#"<text class="tick y" x="-8" y="{y}">{}</text>"#, day_month(day, language));
    }
}
