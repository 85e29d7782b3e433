//! The usual level of each time of the year.

use super::{
    past::{Date, Past},
    weekdays::Weekdays,
};

/// Days after which a day counts half in the wave.
const HALF_LIFE: f64 = 400.0;

/// Pulls the wave to a straight line, as so many days without a season would.
const RIDGE: f64 = 15.0;

/// Days before and after that the shape of other years is smoothed over.
const WINDOW: usize = 5;

/// A year in whole weeks, so that weekdays meet.
const YEAR: usize = 364;

/// How alike two years are taken to be as long as there are no two to compare.
const UNKNOWN_LIKENESS: f64 = 0.5;

/// A wave over the year, and how the level lay around it.
pub struct Season {
    /// Mean, cosine, sine.
    wave: [f64; 3],
    /// By place: the smoothed distance of the level from the wave, where enough days are known.
    around: Vec<Option<f64>>,
    /// Correlation of one year's distances with the next one's.
    likeness: f64,
}

impl Season {
    /// From the days before `end`.
    pub fn fit(past: &Past, weekdays: &Weekdays, end: usize) -> Self {
        let levels: Vec<Option<f64>> =
            (0..end).map(|place| Some(weekdays.level(past.energy(place)?, past.date(place).weekday))).collect();
        let wave = wave(past, &levels);
        let distance = |place: usize| {
            let level = levels.get(place).copied().flatten()?;
            Some(level - on_wave(&wave, past.date(place)))
        };
        let distances: Vec<Option<f64>> = (0..end).map(distance).collect();
        let around: Vec<Option<f64>> = (0..end).map(|place| smoothed(&distances, place)).collect();
        let likeness = likeness(&around);
        Self { wave, around, likeness }
    }

    /// The usual level.
    pub fn level(&self, place: usize, date: Date) -> f64 {
        let (count, sum) = self.years(place).fold((0.0, 0.0), |(count, sum), other| (count + 1.0, sum + other));
        let wave = on_wave(&self.wave, date);
        if count == 0.0 {
            return wave;
        }
        // As for a test of several items: the mean of more years repeats itself better than one year does.
        let trust = count * self.likeness / (1.0 + (count - 1.0) * self.likeness);
        wave + trust * sum / count
    }

    /// Whether a year before tells about this place.
    pub fn knows_last_year(&self, place: usize) -> bool {
        self.years(place).next().is_some()
    }

    /// The level at a place of the past, from the days around it.
    pub fn local(&self, place: usize, date: Date) -> Option<f64> {
        Some(on_wave(&self.wave, date) + self.around.get(place).copied().flatten()?)
    }

    /// How far the wave rises above its mean, relative to it: 0 without a season.
    pub fn strength(&self) -> f64 {
        let [mean, cosine, sine] = self.wave;
        if mean > 0.0 { (cosine * cosine + sine * sine).sqrt() / mean } else { 0.0 }
    }

    fn years(&self, place: usize) -> impl Iterator<Item = f64> {
        let before = move |years: usize| self.around.get(place.checked_sub(years * YEAR)?).copied().flatten();
        (1..=3).filter_map(before)
    }
}

fn on_wave(wave: &[f64; 3], date: Date) -> f64 {
    wave[0] + wave[1] * date.season[0] + wave[2] * date.season[1]
}

/// Least squares with weights and a ridge.
fn wave(past: &Past, levels: &[Option<f64>]) -> [f64; 3] {
    let (mut matrix, mut right) = ([[0.0; 3]; 3], [0.0; 3]);
    let decay = 0.5_f64.powf(1.0 / HALF_LIFE);
    let mut weight = 1.0;
    for (place, level) in levels.iter().enumerate().rev() {
        weight *= decay;
        let Some(level) = level else { continue };
        let [cosine, sine] = past.date(place).season;
        let terms = [1.0, cosine, sine];
        for (row, one) in terms.iter().enumerate() {
            for (column, other) in terms.iter().enumerate() {
                matrix[row][column] += weight * one * other;
            }
            right[row] += weight * one * level;
        }
    }
    matrix[1][1] += RIDGE;
    matrix[2][2] += RIDGE;
    solved(matrix, right)
}

/// Gaussian elimination; the matrix is positive definite as soon as one day is known. Otherwise all is 0.
fn solved(mut matrix: [[f64; 3]; 3], mut right: [f64; 3]) -> [f64; 3] {
    if matrix[0][0] <= 0.0 {
        return [0.0; 3];
    }
    for pivot in 0..3 {
        for row in pivot + 1..3 {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(above) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..3).rev() {
        for column in row + 1..3 {
            right[row] -= matrix[row][column] * right[column];
        }
        right[row] /= matrix[row][row];
    }
    right
}

/// The mean of the days around a place, nearer ones counting more; `None` where less than two fifths of them are known.
fn smoothed(distances: &[Option<f64>], place: usize) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    let from = place.saturating_sub(WINDOW);
    for (at, distance) in distances.iter().enumerate().skip(from).take(place + WINDOW + 1 - from) {
        if let Some(distance) = distance {
            #[expect(clippy::cast_precision_loss, reason = "a few days")]
            let weight = (WINDOW + 1 - at.abs_diff(place)) as f64;
            sum += weight * distance;
            weights += weight;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few days")]
    let all = ((WINDOW + 1) * (WINDOW + 1)) as f64;
    (weights > 0.4 * all).then(|| sum / weights)
}

fn likeness(around: &[Option<f64>]) -> f64 {
    let pairs = around.iter().zip(around.iter().skip(YEAR)).filter_map(|(one, next)| Some(((*one)?, (*next)?)));
    let (mut both, mut ones, mut nexts, mut count) = (0.0, 0.0, 0.0, 0);
    for (one, next) in pairs {
        (both, ones, nexts, count) = (both + one * next, ones + one * one, nexts + next * next, count + 1);
    }
    let scale = (ones * nexts).sqrt();
    if count < YEAR / 2 || scale <= 0.0 { UNKNOWN_LIKENESS } else { (both / scale).clamp(0.0, 0.95) }
}
