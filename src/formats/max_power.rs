//! Daily maxima of apparent power, as Enedis sends them in both generations.
//!
//! Unit: VA. The label is the instant of the peak itself, Paris wall-clock time without offset: it names no interval.

use crate::{
    analytics::zone::{Wall, Zone},
    domain::time::{Instant, LocalDay},
};
use chrono::NaiveDateTime;

/// The highest apparent power of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxPower {
    /// The local day.
    pub day: LocalDay,
    /// When it was reached. Of the hour that the clock shows twice in autumn the earlier one: nothing tells them apart.
    pub at: Instant,
    /// In VA; `None` when the operator said that there is no value.
    pub va: Option<i64>,
}

impl MaxPower {
    /// From the label as written.
    #[must_use]
    pub fn new(label: NaiveDateTime, va: Option<i64>) -> Self {
        let (Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at)) = Zone::PARIS.instants(label);
        Self { day: label.date(), at, va }
    }

    /// `4638 VA 2023-04-01T12:06:20+02:00`; nothing without a value.
    #[must_use]
    pub fn fact(self) -> Option<String> {
        let offset = Zone::PARIS.offset_seconds(self.at) / 3_600;
        let wall = Zone::PARIS.wall(self.at).format("%Y-%m-%dT%H:%M:%S");
        self.va.map(|va| format!("{va} VA {wall}{offset:+03}:00"))
    }
}

/// The maxima of one usage point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxPowers {
    /// PRM as written.
    pub number: String,
    /// In the answer's order.
    pub values: Vec<MaxPower>,
}

impl MaxPowers {
    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let maxima = self.values.iter().filter_map(|max| max.fact()).map(|fact| ("max_power", fact));
        std::iter::once(("usage_point", self.number.clone())).chain(maxima).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytics::labels::parse_wall;

    #[test]
    fn a_peak_has_the_instant_of_its_label() {
        let of = |text: &str| MaxPower::new(parse_wall(text).unwrap(), Some(4_638));
        assert_eq!(of("2023-04-01 12:06:20").fact().as_deref(), Some("4638 VA 2023-04-01T12:06:20+02:00"));
        assert_eq!(of("2026-10-25 02:10:00").at.to_rfc3339(), "2026-10-25T00:10:00Z");
        assert_eq!(of("2026-03-29 02:10:00").fact().as_deref(), Some("4638 VA 2026-03-29T03:10:00+02:00"));
        assert_eq!(MaxPower::new(parse_wall("2026-03-29 00:00:00").unwrap(), None).fact(), None);
    }
}
