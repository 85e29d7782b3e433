//! How long an energy report takes: a year, twenty meters, with a fingerprint each. Stops when it is above the goal.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

#[path = "../src/tests/reports/sample.rs"]
mod sample;

use std::time::{Duration, Instant};
use syndiwatt::{reports::energy_report, views::format::Language};

const RUNS: usize = 50;
/// The goal.
const MOST: Duration = Duration::from_secs(1);

fn main() {
    for language in Language::ALL {
        let report = sample::year(language, 20);
        let mut times: Vec<_> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                energy_report(&report).unwrap();
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        let (median, longest) = (times[RUNS / 2], times[RUNS - 1]);
        let size = energy_report(&report).unwrap().len() / 1024;
        println!("{}: median {median:.1?}, longest {longest:.1?}, {size} KiB", language.as_str());
        assert!(longest < MOST, "a report takes {longest:?}");
    }
    // Nothing known, for the start-up that every report has.
    let start = Instant::now();
    energy_report(&sample::bare(Language::Fr)).unwrap();
    println!("nothing known: {:.1?}", start.elapsed());
}
