//! How long a question takes: every single time, so that the slowest hundredth is known and not only the mean.

use std::time::{Duration, Instant as Stopwatch};

/// Times that a question is asked before the clock runs, and while it does.
const WARM: usize = 50;
const TIMES: usize = 1_000;
/// What takes longer is asked less often.
const LONGEST: Duration = Duration::from_secs(20);

/// The times of one question, sorted.
pub struct Times(Vec<Duration>);

impl Times {
    /// Asks again and again; the question gets the number of the round, to ask for another meter each time.
    pub async fn of(mut ask: impl AsyncFnMut(usize)) -> Self {
        for round in 0..WARM {
            ask(round).await;
        }
        let (begun, mut times) = (Stopwatch::now(), Vec::with_capacity(TIMES));
        while times.len() < TIMES && (times.len() < WARM || begun.elapsed() < LONGEST) {
            let watch = Stopwatch::now();
            ask(times.len()).await;
            times.push(watch.elapsed());
        }
        times.sort_unstable();
        Self(times)
    }

    /// The time, in milliseconds, below which so many of a hundred answers stay.
    pub fn percentile(&self, of_hundred: usize) -> f64 {
        let place = (self.0.len() * of_hundred).div_ceil(100).clamp(1, self.0.len()) - 1;
        self.0.get(place).map_or(f64::NAN, |time| time.as_secs_f64()) * 1_000.0
    }
}
