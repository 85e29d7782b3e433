//! A year of a building with twenty meters, in far below a second.

use super::sample;
use std::time::{Duration, Instant};
use syndiwatt::{reports::energy_report, views::format::Language};

/// A build with optimisations needs a hundredth of it (`cargo bench --features ssr --bench reports`); this one, on a machine
/// that does other things, must not need more.
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
