//! How weekdays differ.

use super::past::Past;

/// Days after which a week counts half.
const HALF_LIFE: f64 = 120.0;

/// A day this many times above its week tells about that day, not about its weekday.
const MOST: f64 = 3.0;

/// Below this a weekday is nearly nothing, and dividing by it would blow up noise.
const LEAST: f64 = 0.15;

/// Factors of Monday to Sunday; their mean is 1.
#[derive(Clone, Copy)]
pub struct Weekdays([f64; 7]);

impl Weekdays {
    /// From the days before `end`: each day in relation to the mean of the seven days around it.
    pub fn fit(past: &Past, end: usize) -> Self {
        let (mut sums, mut weights) = ([1.0; 7], [1.0; 7]);
        let decay = 0.5_f64.powf(1.0 / HALF_LIFE);
        let (mut weight, mut at) = (1.0, end);
        for (place, energy) in past.known(end.saturating_sub(730), end).rev() {
            while at > place {
                (at, weight) = (at - 1, weight * decay);
            }
            let from = place.saturating_sub(3).min(end.saturating_sub(7));
            let (count, sum) =
                past.known(from, (from + 7).min(end)).fold((0.0, 0.0), |(n, sum), (_, x)| (n + 1.0, sum + x));
            if count >= 5.0 && sum > 0.0 {
                let weekday = past.date(place).weekday;
                sums[weekday] += weight * (energy * count / sum).min(MOST);
                weights[weekday] += weight;
            }
        }
        let mut factors = [1.0; 7];
        for (factor, (sum, weight)) in factors.iter_mut().zip(sums.iter().zip(weights)) {
            *factor = sum / weight;
        }
        let mean = factors.iter().sum::<f64>() / 7.0;
        Self(factors.map(|factor| if mean > 0.0 { factor / mean } else { 1.0 }))
    }

    /// A day of this level.
    pub fn day(&self, level: f64, weekday: usize) -> f64 {
        level * self.factor(weekday)
    }

    /// The level of a day.
    pub fn level(&self, day: f64, weekday: usize) -> f64 {
        day / self.factor(weekday).max(LEAST)
    }

    fn factor(&self, weekday: usize) -> f64 {
        self.0.get(weekday).copied().unwrap_or(1.0)
    }
}
