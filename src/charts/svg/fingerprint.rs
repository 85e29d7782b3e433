//! The signature: 24 hours across, days down, one hue from paper to ink. Missing hours are hatched, never pale.

use super::{escape, short};
use crate::views::{
    format::{Language, day_month},
    shared::Fingerprint,
};
use chrono::{Datelike, Days, Weekday};
use std::fmt::Write;

const HOURS: usize = 24;
/// Steps of the hue, CSS classes `l0` to `l7`.
const LEVELS: usize = 8;
/// Height of a day in the large picture, in pixels.
const ROW: usize = 10;
/// Room for the hours above the large picture.
const TOP: usize = 20;

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
    let days = fingerprint.watts.len().div_ceil(HOURS);
    let cells = cells(fingerprint);
    let title = escape(title);
    match size {
        FingerprintSize::Small => format!(
            r#"<svg class="fingerprint" role="img" aria-label="{title}" viewBox="0 0 {HOURS} {days}" preserveAspectRatio="none">{cells}</svg>"#
        ),
        FingerprintSize::Large(language) => {
            let height = days * ROW;
            let mut svg = format!(
                r#"<svg class="fingerprint large" role="img" aria-label="{title}" width="100%" height="{}"><svg y="{TOP}" width="100%" height="{height}" viewBox="0 0 {HOURS} {days}" preserveAspectRatio="none">{cells}</svg>"#,
                height + TOP
            );
            labels(&mut svg, fingerprint, days, language);
            svg.push_str("</svg>");
            svg
        }
    }
}

/// The level (0 to 7) of each hour; `None` where the value is missing. The darkest level begins at seven eighths of
/// the 98th percentile, so that one peak does not whiten the rest.
#[must_use]
pub fn hour_levels(fingerprint: &Fingerprint) -> Vec<Option<u8>> {
    let mut known: Vec<u32> = fingerprint.watts.iter().flatten().copied().collect();
    known.sort_unstable();
    let reference = known.get(known.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(0).max(1);
    let level = |watts: u32| {
        let level = u64::from(watts) * LEVELS as u64 / u64::from(reference);
        u8::try_from(level.min(LEVELS as u64 - 1)).unwrap_or_default()
    };
    fingerprint.watts.iter().map(|watts| watts.map(level)).collect()
}

/// One path for each level, neighbours in a row merged; the ground is level 0.
fn cells(fingerprint: &Fingerprint) -> String {
    let levels = hour_levels(fingerprint);
    let days = levels.len().div_ceil(HOURS);
    let mut paths: [String; LEVELS] = Default::default();
    let mut missing = String::new();
    for (row, hours) in levels.chunks(HOURS).enumerate() {
        let mut column = 0;
        for run in hours.chunk_by(|a, b| a == b) {
            let length = run.len();
            match run.first().copied().flatten() {
                Some(0) => {}
                Some(level) => {
                    if let Some(path) = paths.get_mut(usize::from(level)) {
                        let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
                    }
                }
                None => (column..column + length).for_each(|x| {
                    let _ = write!(missing, "M{x} {}l1-1", row + 1);
                }),
            }
            column += length;
        }
    }
    let mut svg = format!(r#"<path class="l0" d="M0 0h{HOURS}v{days}H0z"/>"#);
    for (level, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        let _ = write!(svg, r#"<path class="l{level}" d="{path}"/>"#);
    }
    if !missing.is_empty() {
        let _ = write!(svg, r#"<path class="gap" d="{missing}"/>"#);
    }
    svg
}

fn labels(svg: &mut String, fingerprint: &Fingerprint, days: usize, language: Language) {
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
    let dates = (0..days as u64).filter_map(|row| fingerprint.first_day.checked_add_days(Days::new(row)));
    for (row, day) in dates.enumerate().filter(|(_, day)| day.weekday() == Weekday::Mon) {
        let y = TOP + row * ROW + ROW - 1;
        let _ = write!(svg, r#"<text class="tick y" x="-8" y="{y}">{}</text>"#, day_month(day, language));
    }
}
