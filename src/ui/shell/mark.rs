//! The mark: a façade whose lit windows are the 48 half-hours of a day's curve, eight columns of six.

use std::fmt::Write;

/// Lit windows of each column, from the ground up: three hours each.
const LIT: [usize; 8] = [1, 1, 3, 4, 3, 4, 6, 3];
const FLOORS: usize = 6;

/// The mark as SVG, without any text: the product's name stands beside it.
pub(super) fn mark() -> String {
    let (mut lit, mut dark) = (String::new(), String::new());
    for (column, height) in LIT.into_iter().enumerate() {
        for floor in 0..FLOORS {
            let path = if floor < height { &mut lit } else { &mut dark };
            let _ = write!(path, "M{} {}h2v3h-2z", 3 + column * 3, 24 - floor * 4);
        }
    }
    format!(
        r#"<svg class="mark" viewBox="0 0 29 30" width="29" height="30" aria-hidden="true"><path class="wall" d="M.5 .5h28v29H.5z"/><path class="dark" d="{dark}"/><path class="lit" d="{lit}"/></svg>"#
    )
}
