//! Where a building lies: a line from zero, the middle half of similar ones as a band, the building as a mark.

use super::escape;
use crate::views::ranking::Similar;
use std::fmt::Write;

const WIDTH: i64 = 160;
const HEIGHT: i64 = 16;
/// The mark stays inside the picture.
const EDGE: i64 = 3;

/// Draws it, with `title` as its text alternative; `most`: what the whole width stands for.
#[must_use]
pub fn strip(own: i64, similar: Option<&Similar>, most: i64, title: &str) -> String {
    let place = |value: i64| EDGE + value.clamp(0, most.max(1)) * (WIDTH - 2 * EDGE) / most.max(1);
    let (middle, title) = (HEIGHT / 2, escape(title));
    let mut svg = format!(r#"<svg class="strip" role="img" aria-label="{title}" viewBox="0 0 {WIDTH} {HEIGHT}">"#);
    let _ = write!(svg, r#"<path class="scale" d="M0 {middle}H{WIDTH}"/>"#);
    if let Some(Similar::Enough { low, median, high, .. }) = similar {
        let (left, right, half) = (place(*low), place(*high), place(*median));
        let width = (right - left).max(1);
        let _ = write!(svg, r#"<rect class="band" x="{left}" y="4" width="{width}" height="8"/>"#);
        let _ = write!(svg, r#"<path class="half" d="M{half} 2v12"/>"#);
    }
    let _ = write!(svg, r#"<circle class="own" cx="{}" cy="{middle}" r="{EDGE}"/></svg>"#, place(own));
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_lies_inside_its_scale() {
        let similar = Similar::Enough { count: 5, low: 25, median: 50, high: 75 };
        let svg = strip(100, Some(&similar), 100, "a & b");
        assert!(svg.contains("a &amp; b") && svg.contains(r#"cx="157""#), "{svg}");
        assert!(svg.contains(r#"x="41" y="4" width="77""#) && svg.contains("M80 2v12"), "{svg}");
        let alone = strip(0, None, 0, "");
        assert!(alone.contains(r#"cx="3""#) && !alone.contains("band"), "{alone}");
    }
}
