//! What is expected of a day.

use super::{past::Past, season::Season, weekdays::Weekdays};

/// Days after which a day counts half in what was different lately…
const LATELY: f64 = 8.0;

/// …and in what has been different for long.
const FOR_LONG: f64 = 150.0;

/// Days in which what was different lately fades to a third.
const FADES: f64 = 15.0;

/// How much stays of what has been different for long, on a meter without a season.
const STAYS: f64 = 0.85;

/// How much less stays the more a meter follows the season, where a mild winter looks like a lasting change.
const WEATHER: f64 = 1.5;

/// A single day differs at most by so many times what days differ in the mean: one feast is no habit.
const MOST: f64 = 2.0;

/// A meter's habits, learnt from its days before some day.
pub struct Model<'a> {
    past: &'a Past,
    end: usize,
    weekdays: Weekdays,
    season: Season,
    lately: f64,
    stays: f64,
}

impl<'a> Model<'a> {
    /// Learns from the days before `end`.
    pub fn fit(past: &'a Past, end: usize) -> Self {
        let weekdays = Weekdays::fit(past, end);
        let season = Season::fit(past, &weekdays, end);
        let differences = || {
            past.known(end.saturating_sub(365), end).rev().map(|(place, energy)| {
                let date = past.date(place);
                (place, weekdays.level(energy, date.weekday) - season.level(place, date))
            })
        };
        let (count, sum) = differences().fold((0.0, 0.0), |(count, sum), (_, of)| (count + 1.0, sum + of.abs()));
        let most = if count > 0.0 { MOST * sum / count } else { 0.0 };
        let mut sums = [Faded::of(LATELY), Faded::of(FOR_LONG)];
        let mut at = end;
        for (place, difference) in differences() {
            let difference = difference.clamp(-most, most);
            let days = at - place;
            sums.iter_mut().for_each(|sum| sum.add(difference, days));
            at = place;
        }
        let [lately, for_long] = sums.map(|sum| sum.mean());
        let stays = for_long * STAYS * (1.0 - WEATHER * season.strength()).max(0.0);
        Self { past, end, weekdays, season, lately, stays }
    }

    /// The joules of a day at a place, later or in a gap.
    pub fn expected(&self, place: usize) -> f64 {
        let date = self.past.date(place);
        let in_gap = if place < self.end { self.season.local(place, date) } else { None };
        let level = in_gap.unwrap_or_else(|| {
            #[expect(clippy::cast_precision_loss, reason = "a number of days")]
            let near = (-(place.abs_diff(self.end) as f64) / FADES).exp();
            self.season.level(place, date) + near * self.lately + (1.0 - near) * self.stays
        });
        self.weekdays.day(level, date.weekday).max(0.0)
    }

    /// Mean distance of days from what the days around them say, relative to their mean.
    pub fn noise(&self) -> f64 {
        let days = self.past.known(self.end.saturating_sub(365), self.end);
        let (apart, sum) = days.fold((0.0, 0.0), |(apart, sum), (place, energy)| {
            (apart + (energy - self.expected(place)).abs(), sum + energy)
        });
        if sum > 0.0 { apart / sum } else { 0.0 }
    }

    /// Whether a year before tells about this place.
    pub fn knows_last_year(&self, place: usize) -> bool {
        self.season.knows_last_year(place)
    }
}

/// A mean in which older values count less.
struct Faded {
    decay: f64,
    weight: f64,
    sum: f64,
    weights: f64,
}

impl Faded {
    fn of(half_life: f64) -> Self {
        Self { decay: 0.5_f64.powf(1.0 / half_life), weight: 1.0, sum: 0.0, weights: 0.0 }
    }

    /// A value that is so many days older than the one before.
    fn add(&mut self, value: f64, days: usize) {
        self.weight *= (0..days).fold(1.0, |weight, _| weight * self.decay);
        self.sum += self.weight * value;
        self.weights += self.weight;
    }

    fn mean(&self) -> f64 {
        if self.weights > 0.0 { self.sum / self.weights } else { 0.0 }
    }
}
