//! Visitors and programs that go on asking whatever happens.

use crate::support::Client;
use reqwest::Method;
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Who asks, and for what.
#[derive(Clone)]
pub struct Visitor {
    /// Logged in all the time.
    pub client: Arc<Client>,
    pub building: String,
    /// An upload that waits for its confirmation.
    pub import: String,
}

/// By phase and status: how often, and the longest wait.
type Counts = BTreeMap<(&'static str, u16), (u32, Duration)>;

/// What was answered.
#[derive(Clone, Default)]
pub struct Tally(Arc<Mutex<Counts>>);

impl Tally {
    fn count(&self, phase: &'static str, status: u16, took: Duration) {
        let mut counts = self.0.lock().unwrap();
        let entry = counts.entry((phase, status)).or_default();
        *entry = (entry.0 + 1, entry.1.max(took));
    }

    /// How often a status was answered in a phase.
    pub fn of(&self, phase: &str, status: u16) -> u32 {
        self.0.lock().unwrap().iter().filter(|((p, s), _)| *p == phase && *s == status).map(|(_, (n, _))| n).sum()
    }

    /// Every status, and the longest wait for each.
    pub fn waits(&self) -> Vec<(u16, Duration)> {
        self.0.lock().unwrap().iter().map(|((_, status), (_, longest))| (*status, *longest)).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((phase, status), (count, longest)) in self.0.lock().unwrap().iter() {
            writeln!(f, "  {phase:<8} {status}  {count:>5} times, at most {:>5} ms", longest.as_millis())?;
        }
        Ok(())
    }
}

/// The load of a test: requests at an even pace, each on its own, counted under the phase in which it was sent and
/// answered.
pub struct Load {
    phase: Arc<Mutex<&'static str>>,
    stop: CancellationToken,
    asking: tokio::task::JoinHandle<()>,
    pub tally: Tally,
}

impl Load {
    pub fn begin(visitor: Visitor, per_second: u32) -> Self {
        let (phase, stop, tally) = (Arc::new(Mutex::new("before")), CancellationToken::new(), Tally::default());
        let (now, asked, counts) = (Arc::clone(&phase), stop.clone(), tally.clone());
        let asking = tokio::spawn(async move {
            let mut pace = tokio::time::interval(Duration::from_secs(1) / per_second);
            let mut open = JoinSet::new();
            for number in 0_usize.. {
                tokio::select! {
                    () = asked.cancelled() => break,
                    _ = pace.tick() => {}
                }
                let (visitor, counts, now) = (visitor.clone(), counts.clone(), Arc::clone(&now));
                open.spawn(async move {
                    let (begun, sent) = (Instant::now(), *now.lock().unwrap());
                    let status = visitor.ask(number).await;
                    let phase = if *now.lock().unwrap() == sent { sent } else { "between" };
                    counts.count(phase, status, begun.elapsed());
                });
                while open.try_join_next().is_some_and(|done| done.is_ok()) {}
            }
            open.join_all().await;
        });
        Self { phase, stop, asking, tally }
    }

    /// What is asked from now on belongs to another phase.
    pub fn phase(&self, name: &'static str) {
        *self.phase.lock().unwrap() = name;
    }

    /// Ends when everything was answered.
    pub async fn end(self) -> Tally {
        self.stop.cancel();
        self.asking.await.unwrap();
        self.tally
    }
}

impl Visitor {
    /// One request of many kinds, in turn.
    async fn ask(&self, number: usize) -> u16 {
        let api = format!("/api/v1/buildings/{}/iot", self.building);
        let days = "start_date=2026-11-01&end_date=2026-11-07";
        let get = |path: String| self.client.request(Method::GET, &path);
        let request = match number % 20 {
            // What costs most in a build without optimisation comes least often.
            0 => get(format!("/buildings/{}", self.building)),
            1 => return self.log_in().await,
            2 => get(format!("{api}/statistics?{days}&period=day")),
            3 => get(format!("{api}/anomalies")),
            4 | 14 => get("/".to_owned()),
            5 | 15 => get(format!("{api}/readings?{days}")),
            6 | 16 => get(format!("{api}/readings/latest")),
            7 | 17 => {
                let confirm = format!("/buildings/{}/import/{}", self.building, self.import);
                let form = self.client.request(Method::POST, &confirm).header("accept", "application/json");
                form.form(&[("accept_numbers", "yes")])
            }
            8 | 18 => self.client.request(Method::POST, "/rpc/portfolio/view").json(&serde_json::json!({})),
            9 | 19 => get("/login".to_owned()),
            _ => get(format!("{api}/devices")),
        };
        self.client.send(request.timeout(Duration::from_secs(60))).await.status
    }

    /// Without the cookie of the one who is logged in: their session must stay the same.
    async fn log_in(&self) -> u16 {
        let somebody = self.client.stranger();
        let answer = somebody.login("syndic@example.org", "correct horse battery").await;
        assert!(answer.status != 303 || answer.header("location") == "/", "{answer:?}");
        answer.status
    }
}
