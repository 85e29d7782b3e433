//! The bands of a week: 24 hours across, a row for weekdays that look the same. Each stretch bears the letter of its
//! band, so that nothing hangs on colour.

use super::escape;
use crate::{
    domain::tariff::Week,
    views::format::{Language, weekday_short},
};
use std::fmt::Write;

/// Height of a row in pixels.
const ROW: usize = 28;
/// Room for the hours above.
const TOP: usize = 18;
/// Width of the weekdays' names in per cent.
const NAMES: f64 = 14.0;
/// Shorter stretches have no room for a letter.
const LETTERED: u32 = 45;
const MINUTES: f64 = 1_440.0;
/// Colours of `style/pages/tariffs.css`; further bands begin again.
const COLOURS: usize = 6;

/// The letter of a band, by its place: A to X.
#[must_use]
pub fn letter(band: usize) -> char {
    u8::try_from(band % 26).map_or('?', |place| char::from(b'A' + place))
}

/// The class that gives a band its colour, by its place.
#[must_use]
pub fn class(band: usize) -> String {
    format!("band-{}", band % COLOURS)
}

/// Draws it; `title` says in words what it shows and becomes its text alternative.
#[must_use]
pub fn week(week: &Week, title: &str, language: Language) -> String {
    let height = TOP + week.rows.len() * ROW;
    let at = |minute: u32| NAMES + f64::from(minute) / MINUTES * (100.0 - NAMES);
    let mut svg =
        format!(r#"<svg class="week" role="img" aria-label="{}" width="100%" height="{height}">"#, escape(title));
    for hour in [0, 6, 12, 18, 24] {
        let anchor = match hour {
            0 => " from",
            24 => " to",
            _ => "",
        };
        let _ = write!(svg, r#"<text class="tick{anchor}" x="{:.2}%" y="12">{hour}</text>"#, at(hour * 60));
    }
    for (row, y) in week.rows.iter().zip((TOP..).step_by(ROW)) {
        let mut days = weekday_short(row.first, language).to_owned();
        if row.first != row.last {
            let _ = write!(days, "–{}", weekday_short(row.last, language));
        }
        let _ = write!(svg, r#"<text class="days" x="0" y="{}">{days}</text>"#, y + ROW - 10);
        for stretch in &row.stretches {
            let (from, to) = (at(stretch.from), at(stretch.to));
            let _ = write!(
                svg,
                r#"<rect class="{}" x="{from:.2}%" y="{y}" width="{:.2}%" height="{}"/>"#,
                class(stretch.band),
                to - from,
                ROW - 4
            );
            if stretch.to - stretch.from >= LETTERED {
                let (middle, letter) = ((from + to) / 2.0, letter(stretch.band));
                let _ = write!(svg, r#"<text class="letter" x="{middle:.2}%" y="{}">{letter}</text>"#, y + ROW - 10);
            }
        }
    }
    svg.push_str("</svg>");
    svg
}
