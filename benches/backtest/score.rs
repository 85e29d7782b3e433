//! Errors of totals, added up.

use super::rivals::{Rivals, kwh};
use syndiwatt::{analytics::forecast::Forecast, domain::units::Joules};

/// Scores of some forecasts of one meter, or the mean of those of several meters.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// Forecasts.
    pub count: f64,
    /// Times that there was none.
    pub none: u32,
    ours: f64,
    baseline: f64,
    median: f64,
    last_week: f64,
    symmetric: f64,
    inside: f64,
    width: f64,
}

/// What is printed of a [`Score`].
#[derive(Clone, Copy, Default)]
pub struct Figures {
    /// Mean absolute error of the forecast in relation to the baseline's: below 1 is better.
    pub mase: f64,
    /// The same of the median of weekdays.
    pub median: f64,
    /// The same of the last week.
    pub last_week: f64,
    /// Symmetric mean absolute percentage error of the total: |F − A| / ((F + A) / 2).
    pub smape: f64,
    /// Share of totals inside the band.
    pub coverage: f64,
    /// Mean width of the band in relation to the total.
    pub width: f64,
}

impl Score {
    /// One more forecast.
    pub fn add(&mut self, truth: Joules, forecast: &Forecast, rivals: &Rivals) {
        let (actual, expected) = (kwh(truth), kwh(forecast.expected));
        self.count += 1.0;
        self.ours += (expected - actual).abs();
        self.baseline += (rivals.baseline - actual).abs();
        self.median += (rivals.median - actual).abs();
        self.last_week += (rivals.last_week - actual).abs();
        self.symmetric += (expected - actual).abs() / f64::midpoint(expected, actual);
        self.inside += f64::from(u8::from(forecast.low <= truth && truth <= forecast.high));
        self.width += kwh(forecast.high - forecast.low) / actual;
    }

    /// Its figures.
    pub fn figures(&self) -> Figures {
        Figures {
            mase: self.ours / self.baseline,
            median: self.median / self.baseline,
            last_week: self.last_week / self.baseline,
            smape: self.symmetric / self.count,
            coverage: self.inside / self.count,
            width: self.width / self.count,
        }
    }
}

impl Figures {
    /// The mean over meters: each counts the same, whatever its size.
    pub fn mean(of: &[Self]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "some meters")]
        let mean = |figure: fn(&Self) -> f64| of.iter().map(figure).sum::<f64>() / of.len() as f64;
        Self {
            mase: mean(|of| of.mase),
            median: mean(|of| of.median),
            last_week: mean(|of| of.last_week),
            smape: mean(|of| of.smape),
            coverage: mean(|of| of.coverage),
            width: mean(|of| of.width),
        }
    }
}
