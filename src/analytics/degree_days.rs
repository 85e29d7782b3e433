//! What the weather explains: heating degree days, how a building answers to them, and a comparison without them.

use crate::{
    domain::{emission::Country, time::LocalDay, units::Joules},
    views::shared::Weather,
};
use std::collections::BTreeMap;

/// Days that a building's answer is taken from, at the least.
const LEAST_DAYS: usize = 60;
/// Of these, days on which it is cold enough to heat.
const LEAST_COLD: usize = 20;
/// The part of the ups and downs that degree days must explain before they are taken out.
const LEAST_EXPLAINED: f64 = 0.3;

/// The mean outside temperature below which buildings are heated, in thousandths of a degree Celsius: what the
/// country's degree days are published for (18 °C in France, 16.5 °C in Belgium).
#[must_use]
pub fn heating_limit(country: Option<Country>) -> i64 {
    match country {
        Some(Country::Belgium) => 16_500,
        Some(Country::France) | None => 18_000,
    }
}

/// How much more a building uses for each degree day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Joules for each thousandth of a degree day; above 0.
    pub slope: f64,
    /// The part of the variance that it explains: 0 to 1.
    pub explained: f64,
    /// Days that it is taken from.
    pub days: usize,
}

/// The degree days of some local days, and the building's answer to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    of: BTreeMap<LocalDay, i64>,
    answer: Option<Answer>,
}

impl Heat {
    /// From mean outside temperatures in thousandths of a degree, and the energy of whole days.
    #[must_use]
    pub fn new(
        limit: i64,
        temperatures: &BTreeMap<LocalDay, i64>,
        whole: impl Iterator<Item = (LocalDay, Joules)>,
    ) -> Self {
        let of: BTreeMap<LocalDay, i64> =
            temperatures.iter().map(|(day, mean)| (*day, limit.saturating_sub(*mean).max(0))).collect();
        let known: Vec<(i64, i64)> = whole.filter_map(|(day, energy)| Some((*of.get(&day)?, energy.0))).collect();
        Self { answer: answer(&known), of }
    }

    /// How the building answers, when it does.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        self.answer
    }

    /// The comparison of `current` over some days with `reference` over others, in the weather of the former. `None` when
    /// a day's weather is not known or the building does not answer to it.
    #[must_use]
    pub fn adjusted(
        &self,
        (current, days): (Joules, &[LocalDay]),
        (reference, others): (Joules, &[LocalDay]),
    ) -> Option<Weather> {
        let slope = self.answer?.slope;
        let sum = |days: &[LocalDay]| days.iter().map(|day| self.of.get(day).copied()).sum::<Option<i64>>();
        let (degree_days, reference_degree_days) = (sum(days)?, sum(others)?);
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "energies of a building")]
        let moved = ((degree_days - reference_degree_days) as f64 * slope).round() as i64;
        let reference = Joules(reference.0.saturating_add(moved));
        let percent = (reference.0 > 0 && !days.is_empty()).then(|| (current.kwh() / reference.kwh() - 1.0) * 100.0);
        Some(Weather { degree_days, reference_degree_days, reference, percent })
    }
}

/// Least squares of energy over degree days.
#[expect(clippy::cast_precision_loss, reason = "energies and temperatures of days")]
fn answer(known: &[(i64, i64)]) -> Option<Answer> {
    let cold = known.iter().filter(|(heat, _)| *heat > 0).count();
    if known.len() < LEAST_DAYS || cold < LEAST_COLD {
        return None;
    }
    let count = known.len() as f64;
    let mean = |of: fn(&(i64, i64)) -> i64| known.iter().map(|pair| of(pair) as f64).sum::<f64>() / count;
    let (mid_heat, mid_energy) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut both, mut heats, mut energies) = (0.0, 0.0, 0.0);
    for (heat, energy) in known {
        let (x, y) = (*heat as f64 - mid_heat, *energy as f64 - mid_energy);
        both += x * y;
        heats += x * x;
        energies += y * y;
    }
    if heats <= 0.0 || energies <= 0.0 {
        return None;
    }
    let (slope, explained) = (both / heats, both * both / (heats * energies));
    (slope > 0.0 && explained >= LEAST_EXPLAINED).then_some(Answer { slope, explained, days: known.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> LocalDay {
        LocalDay::from_ymd_opt(2025, 10, 1).unwrap() + chrono::TimeDelta::days(number)
    }

    /// 100 days, colder by a tenth of a degree each day from 15 °C on; 10 kWh and half a kWh for each degree below 18.
    fn autumn() -> (BTreeMap<LocalDay, i64>, Vec<(LocalDay, Joules)>) {
        let temperatures: BTreeMap<LocalDay, i64> = (0..100).map(|n| (day(n), 15_000 - 100 * n)).collect();
        let energy = |mean: i64| Joules(36_000_000 + (18_000 - mean) * 1_800);
        let whole = temperatures.iter().map(|(day, mean)| (*day, energy(*mean))).collect();
        (temperatures, whole)
    }

    #[test]
    fn a_colder_month_is_not_more_use() {
        let (temperatures, whole) = autumn();
        let heat = Heat::new(18_000, &temperatures, whole.iter().copied());
        assert!((heat.answer().unwrap().slope - 1_800.0).abs() < 1e-6);
        let days = |from: i64| (from..from + 30).map(day).collect::<Vec<_>>();
        let sum = |from: i64| whole.iter().skip(usize::try_from(from).unwrap()).take(30).map(|of| of.1).sum();
        let found = heat.adjusted((sum(60), &days(60)), (sum(0), &days(0))).unwrap();
        assert_eq!(found.degree_days - found.reference_degree_days, 30 * 6_000);
        assert!(found.percent.unwrap().abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn what_is_not_known_is_not_taken_out() {
        let (temperatures, whole) = autumn();
        let heat = Heat::new(18_000, &temperatures, whole.iter().copied());
        assert_eq!(heat.adjusted((Joules(1), &[day(0), day(100)]), (Joules(1), &[day(1)])), None);
        let few = Heat::new(18_000, &temperatures, whole.iter().copied().take(59));
        assert_eq!(few.answer(), None);
        let warm = temperatures.keys().map(|day| (*day, 25_000)).collect();
        assert_eq!(Heat::new(18_000, &warm, whole.iter().copied()).answer(), None);
    }

    #[test]
    fn a_lift_does_not_answer_to_the_weather() {
        let (temperatures, whole) = autumn();
        let lift = whole.iter().enumerate().map(|(n, (day, _))| (*day, Joules([36, 41, 33][n % 3] * 1_000_000)));
        assert_eq!(Heat::new(18_000, &temperatures, lift).answer(), None);
    }
}
