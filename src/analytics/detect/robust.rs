//! Middles and quantiles of small lists that a few wild values do not move. Exact arithmetic only.

/// How many robust deviations from the median a value may lie before it counts as one that lies there.
const WILD: f64 = 1.5;
/// The median of absolute differences times this is the standard deviation, were the values normal.
const TO_DEVIATION: f64 = 1.4826;

/// The median; the mean of the two in the middle of an even number. `None` of nothing.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    match values.len() % 2 {
        1 => Some(upper),
        _ => Some((values.get(values.len() / 2 - 1)? + upper) / 2.0),
    }
}

/// The value that `per_mille` thousandths of the list do not exceed, without interpolation.
pub(super) fn quantile(mut values: Vec<f64>, per_mille: usize) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get(last * per_mille / 1_000).copied()
}

/// The deviation of values around `middle`, from the median of the differences.
pub(super) fn deviation(values: &[f64], middle: f64) -> Option<f64> {
    median(values.iter().map(|value| (value - middle).abs()).collect()).map(|median| TO_DEVIATION * median)
}

/// The mean after wild values were pulled in: nearly as sharp as a mean, nearly as calm as a median.
pub(super) fn centre(values: &[f64]) -> Option<f64> {
    let middle = median(values.to_vec())?;
    if values.len() < 4 {
        return Some(middle);
    }
    let reach = WILD * deviation(values, middle)?;
    Some(mean(values.iter().map(|value| value.clamp(middle - reach, middle + reach))))
}

/// The mean; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "lists of days")]
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wild_values_move_little() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(vec![]), None);
        assert_eq!(quantile((0..=100).map(f64::from).collect(), 900), Some(90.0));
        let calm = centre(&[9.0, 10.0, 11.0, 10.0, 9.5, 10.5]).unwrap();
        let wild = centre(&[9.0, 10.0, 11.0, 10.0, 9.5, 1_000.0]).unwrap();
        assert!((calm - 10.0).abs() < 1e-9 && (wild - 10.0).abs() < 0.5, "{calm} {wild}");
    }
}
