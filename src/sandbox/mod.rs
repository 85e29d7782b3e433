//! The provider simulator: an OAuth2 server with a consent page and the data services of Enedis and ORES in their true
//! wire format, for the demo and the tests. No database; the same seed and time give the same answers for ever.
//!
//! - `catalogue`: who lives in it; `calendar`, `profile`, `book`: what their meters measured and what is published
//! - `pages`, `consent`: what the browser sees; `ticket`: codes and tokens; `token_service`: where they are exchanged
//! - `enedis`, `ores`: the data services; `recorded`: answers from a folder instead
//! - `observe`: the call log, quotas and faults that tests switch on; `control`: the same over HTTP

mod book;
mod calendar;
pub mod catalogue;
mod chance;
mod consent;
mod control;
mod enedis;
pub mod fault;
mod observe;
mod ores;
mod pages;
mod profile;
mod recorded;
mod state;
mod subscribed;
mod ticket;
mod token_service;

pub use book::{DayFault, MISMATCH_WH, Oddity};
pub use catalogue::{CLIENT_ID, CLIENT_SECRET};
pub use fault::{Fault, FaultKind};
pub use observe::Call;

use crate::{clock::Clock, domain::time::LocalDay};
use axum::{Router, middleware};
use state::Shared;
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

/// The seed of the demo and of the tests.
pub const SEED: u64 = 20_261_213;

/// How often the simulator may be asked; 0 stands for "no limit".
#[derive(Clone, Copy, Debug, Default)]
pub struct Quotas {
    /// Requests per second (Q3).
    pub per_second: u32,
    /// Requests per hour (Q4).
    pub per_hour: u32,
}

impl Quotas {
    /// Those of Data Connect 2026.
    pub const DOCUMENTED: Self = Self { per_second: 5, per_hour: 1_000 };
}

/// How a simulator behaves.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// What it takes for now.
    pub clock: Clock,
    /// Decides on weather, noise, faults and odd days.
    pub seed: u64,
    /// Usage points of Enedis whose customers have consented already.
    pub consented: Vec<String>,
    /// Quotas of the data services.
    pub quotas: Quotas,
    /// Life of access tokens in seconds.
    pub token_life: i64,
    /// A folder of recorded Enedis answers, see `recorded`.
    pub recorded: Option<PathBuf>,
    /// Where browsers may be sent back besides the machine itself.
    pub redirect_origins: Vec<Url>,
    /// Whether faults can be switched on over HTTP.
    pub control: bool,
}

impl SandboxConfig {
    /// Without quotas, recorded answers, control or earlier consents.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            seed: SEED,
            consented: Vec::new(),
            quotas: Quotas::default(),
            token_life: 12_600,
            recorded: None,
            redirect_origins: Vec::new(),
            control: false,
        }
    }

    /// With the consents of all customers at Enedis: a restarted demo goes on where it was.
    #[must_use]
    pub fn all_consented(mut self) -> Self {
        self.consented = catalogue::points().iter().map(|point| point.number.to_owned()).collect();
        self
    }
}

/// A simulator that runs in this process. It ends when the handle is dropped.
pub struct SandboxHandle {
    /// Where it listens.
    pub addr: SocketAddr,
    state: Arc<Shared>,
    task: JoinHandle<()>,
}

impl SandboxHandle {
    /// Its address, for the settings of the adapters.
    ///
    /// # Panics
    /// Never: a socket address is always a valid host.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a socket address is a valid host")]
    pub fn url(&self) -> Url {
        Url::parse(&format!("http://{}", self.addr)).expect("a socket address is a valid host")
    }

    /// Switches a fault on.
    pub fn inject(&self, fault: Fault) {
        self.state.inject(fault);
    }

    /// Switches every fault off.
    pub fn forgive(&self) {
        self.state.forgive();
    }

    /// What was asked so far, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.state.calls()
    }

    /// How many requests so far had `part` in their path.
    #[must_use]
    pub fn count(&self, part: &str) -> usize {
        self.state.calls().iter().filter(|call| call.path.contains(part)).count()
    }

    /// Consents for a customer at Enedis, without a browser.
    pub fn consent(&self, number: &str) {
        self.state.consent(number);
    }

    /// Withdraws a consent at Enedis, as a customer does in their account there.
    pub fn withdraw(&self, number: &str) {
        self.state.withdraw(number);
    }
}

impl Drop for SandboxHandle {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves until the process ends.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, config: SandboxConfig) -> io::Result<()> {
    axum::serve(listener, router(Arc::new(Shared::new(config)))).await
}

/// Starts a simulator on a free port of this machine.
///
/// # Errors
/// When there is no free port.
pub async fn spawn(config: SandboxConfig) -> io::Result<SandboxHandle> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let (addr, state) = (listener.local_addr()?, Arc::new(Shared::new(config)));
    let app = router(Arc::clone(&state));
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "the simulator stopped");
        }
    });
    Ok(SandboxHandle { addr, state, task })
}

/// The days `[first, end)` on which the building behind `number` has a fault that must be found.
#[must_use]
pub fn fault_days(seed: u64, number: &str, first: LocalDay, end: LocalDay) -> Vec<(LocalDay, DayFault)> {
    catalogue::point(number).map_or_else(Vec::new, |point| book::fault_days(seed, point, first, end))
}

/// What is odd about how `day` of this usage point is published.
#[must_use]
pub fn oddity(seed: u64, number: &str, day: LocalDay) -> Option<Oddity> {
    book::oddity(seed, catalogue::point(number)?, day)
}

/// Whether the official value of `day` differs from its curve by [`MISMATCH_WH`].
#[must_use]
pub fn is_mismatch(number: &str, day: LocalDay) -> bool {
    catalogue::point(number).is_some_and(|point| book::is_mismatch(point, day))
}

fn router(state: Arc<Shared>) -> Router {
    let data = Router::new().merge(enedis::routes()).merge(subscribed::routes()).merge(ores::routes());
    let limited = data.layer(middleware::from_fn_with_state(Arc::clone(&state), observe::quotas));
    let public = Router::new().merge(limited).merge(consent::routes()).merge(token_service::routes());
    public
        .layer(middleware::from_fn_with_state(Arc::clone(&state), observe::faults))
        .merge(control::routes(&state))
        .with_state(state)
}
