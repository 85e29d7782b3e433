//! A year of a building with twenty meters does not take long.

use super::sample;
use std::time::{Duration, Instant};
use syndiwatt::{reports::energy_report, views::format::Language};

/// The goal of one second is for a build with optimisations (`cargo bench --features ssr --bench reports`). This one took
/// 0.4 s beside several compilers.
const MOST: Duration = Duration::from_secs(3);

#[test]
fn a_year_of_twenty_meters_is_quick() {
    let report = sample::year(Language::Fr, 20);
    let times = (0..3).map(|_| {
        let start = Instant::now();
        energy_report(&report).unwrap();
        start.elapsed()
    });
    let best = times.min().unwrap();
    assert!(best < MOST, "{best:?}");
}
