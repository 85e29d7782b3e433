//! How far the total may be from what is expected, as the meter's own past shows.

use super::{model::Model, past::Past};

/// Days between two forecasts of the past.
const EVERY: usize = 14;

/// So many forecasts of the past at most: a year of them.
const MOST: usize = 26;

/// A forecast of the past needs so many days before it.
const FEWEST: usize = 28;

/// The past is asked for at most so many days ahead; farther totals are scaled from there.
const AHEAD: usize = 60;

/// With a year and a bit the same weeks of the last year are known.
const YEAR: usize = 364;

/// How much of them must be known to count.
const KNOWN: f64 = 0.6;

/// The error of a total relative to that of single days, before forecasts of the past have shown it…
const OF_DAYS: f64 = 0.35;

/// …plus this, and how many of those forecasts that weighs.
const USUAL: (f64, f64) = (0.01, 3.0);

/// Forecasts of the past without the year before them are so much worse.
const WITHOUT_LAST_YEAR: f64 = 0.8;

/// From the mean of absolute errors to the width that holds four of five; 1.61 for a normal distribution.
const WIDTH: f64 = 1.68;

/// How much wider it is when the history is short and its errors may have been luck.
const SHORT: f64 = 0.25;

/// What changes for good within half a year or more, relative to the total.
const LASTING: f64 = 0.016;

/// Errors of longer totals are relatively smaller: so many-th power of their length.
const AVERAGING: f64 = 0.5;

/// What a season that nobody has seen may change in half a year or more, relative to the total…
const UNSEEN: f64 = 0.32;

/// …when the history is short; after so many days of it, nothing.
const SEEN: f64 = 400.0;

/// Half the width of the band relative to the sum of the places that are expected.
pub fn relative(past: &Past, model: &Model<'_>, coming: impl Iterator<Item = usize> + Clone) -> f64 {
    let count = coming.clone().count();
    let ahead = count.clamp(1, AHEAD);
    let usual = USUAL.0 + OF_DAYS * model.noise();
    let (mut errors, mut weights) = (usual * USUAL.1, USUAL.1);
    let last = past.len().saturating_sub(ahead);
    for end in (0..MOST).map_while(|number| last.checked_sub(number * EVERY)).take_while(|end| *end >= FEWEST) {
        if let Some(error) = error(past, end, ahead) {
            let knew_less = end < YEAR + FEWEST && past.len() >= YEAR + FEWEST;
            errors += error * if knew_less { WITHOUT_LAST_YEAR } else { 1.0 };
            weights += 1.0;
        }
    }
    let averaged = (days(count.max(1)) / days(ahead)).powf(-AVERAGING);
    let unseen = coming.filter(|place| !model.knows_last_year(*place)).count();
    let seen = 1.0 - (days(past.len()) / SEEN).min(1.0);
    let seasonal = UNSEEN * seen * (days(unseen) / 180.0).min(1.0) * days(unseen) / days(count.max(1));
    let lasting = LASTING * (days(count) / 180.0).min(1.0);
    let own = WIDTH * (1.0 + SHORT * seen) * averaged * errors / weights;
    (own * own + seasonal * seasonal + lasting * lasting).sqrt()
}

/// The relative error of the total of the days after `end`; `None` where too few of them are known.
fn error(past: &Past, end: usize, ahead: usize) -> Option<f64> {
    let count = past.known(end, end + ahead).count();
    if days(count) < KNOWN * days(ahead) {
        return None;
    }
    let model = Model::fit(past, end);
    let sums = past.known(end, end + ahead).fold((0.0, 0.0), |(expected, measured), (place, energy)| {
        (expected + model.expected(place), measured + energy)
    });
    (sums.0 > 0.0).then(|| ((sums.1 - sums.0) / sums.0).abs().min(1.0))
}

#[expect(clippy::cast_precision_loss, reason = "a number of days")]
fn days(count: usize) -> f64 {
    count as f64
}
