//! Rounding parts so that they add up to their total.

/// Each of `parts / unit` rounded down, and then what is left of `total` one by one to those that lost most, the first one
/// among equals. `unit` is above 0, and `total` is the sum of the exact parts, rounded in whatever way: no part is a whole
/// one away from its exact value.
#[must_use]
pub fn largest_remainders(total: i64, parts: &[i128], unit: i128) -> Vec<i64> {
    let mut whole: Vec<i64> =
        parts.iter().map(|part| i64::try_from(part.div_euclid(unit)).unwrap_or(i64::MAX)).collect();
    let left = total.saturating_sub(whole.iter().fold(0, |sum: i64, part| sum.saturating_add(*part)));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| parts.get(*at).map(|part| -part.rem_euclid(unit)));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        if let Some(part) = whole.get_mut(at) {
            *part = part.saturating_add(1);
        }
    }
    whole
}
