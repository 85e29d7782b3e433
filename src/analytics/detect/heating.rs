//! How a meter's power rises with the cold.

use super::{
    robust::{deviation, median},
    usual::Point,
};

/// Reweighted so often, misses beyond two deviations count less each time.
const ROUNDS: usize = 4;
const REACH: f64 = 2.0;

/// A line: watts at the heating limit, and more for each degree below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heating {
    base: f64,
    slope: f64,
}

impl Heating {
    /// Fitted to days with their power freed of the kind of day. `None` where temperatures are missing or cold does not
    /// raise the power.
    pub(super) fn of(window: &[Point], plain: &[f64]) -> Option<Self> {
        let pairs: Vec<(f64, f64)> =
            window.iter().zip(plain).filter_map(|(point, watts)| Some((point.cold?, *watts))).collect();
        if pairs.len() * 5 < window.len() * 4 {
            return None;
        }
        let mut weights = vec![1.0; pairs.len()];
        let mut line = None;
        for _ in 0..ROUNDS {
            let fit = least_squares(&pairs, &weights)?;
            let misses: Vec<f64> = pairs.iter().map(|(cold, watts)| watts - fit.watts(*cold)).collect();
            let reach = REACH * deviation(&misses, median(misses.clone())?)?;
            let weight = |miss: &f64| if miss.abs() <= reach { 1.0 } else { reach / miss.abs() };
            weights = misses.iter().map(weight).collect();
            line = Some(fit);
        }
        line.filter(|line| line.slope > 0.0 && line.base > 0.0)
    }

    /// Watts at so many degrees below the heating limit.
    pub(super) fn watts(self, cold: f64) -> f64 {
        self.base + self.slope * cold
    }
}

fn least_squares(pairs: &[(f64, f64)], weights: &[f64]) -> Option<Heating> {
    let sum = |of: fn(f64, f64) -> f64| -> f64 {
        pairs.iter().zip(weights).map(|((cold, watts), weight)| weight * of(*cold, *watts)).sum()
    };
    let (n, x, y) = (sum(|_, _| 1.0), sum(|cold, _| cold), sum(|_, watts| watts));
    let determinant = n * sum(|cold, _| cold * cold) - x * x;
    if determinant <= 1e-9 * n * n {
        return None;
    }
    let slope = (n * sum(|cold, watts| cold * watts) - x * y) / determinant;
    Some(Heating { base: (y - slope * x) / n, slope })
}
