//! How long an energy report takes: a year, twenty meters, with a fingerprint each; only its setting, and from the
//! request to the file. Stops when it is above the goal.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

#[expect(dead_code, reason = "each benchmark reads another part of it")]
mod fleet;
mod office;

#[path = "../src/tests/reports/sample.rs"]
mod sample;

use std::time::{Duration, Instant};
use syndiwatt::{reports::energy_report, views::format::Language};

const RUNS: usize = 50;
/// Times that a whole report is asked for.
const REQUESTS: usize = 20;
/// The goal.
const MOST: Duration = Duration::from_secs(1);

/// Prints how long it takes; beyond the goal it stops.
fn print(what: &str, mut times: Vec<Duration>, bytes: usize) {
    times.sort_unstable();
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what}: median {median:.1?}, longest {longest:.1?}, {} KiB", bytes / 1024);
    assert!(longest < MOST, "a report takes {longest:?}");
}

fn main() {
    for language in Language::ALL {
        let report = sample::year(language, 20);
        let set = |_| {
            let start = Instant::now();
            energy_report(&report).unwrap();
            start.elapsed()
        };
        let times = (0..RUNS).map(set).collect();
        print(&format!("set, {}", language.as_str()), times, energy_report(&report).unwrap().len());
    }
    // Nothing known, for the start-up that every report has.
    let start = Instant::now();
    energy_report(&sample::bare(Language::Fr)).unwrap();
    println!("nothing known: {:.1?}", start.elapsed());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let office = office::Office::open().await;
        let (mut times, mut bytes) = (Vec::new(), 0);
        for _ in 0..REQUESTS {
            let start = Instant::now();
            bytes = office.report().await.bytes.len();
            times.push(start.elapsed());
        }
        print("from the request to the file", times, bytes);
    });
}
