//! Telling about commits. A transaction collects where it changes something; when it has committed, every listener of
//! every instance hears of it: through the database where several instances share one (LISTEN/NOTIFY is part of the
//! commit), within the process on SQLite.

use super::{Db, Engine, PING, StorageError, Tx};
use crate::{domain::change::Change, storage::dialect::POSTGRES_NOTIFY};
use sqlx::{PgPool, postgres::PgListener};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::broadcast,
    time::{Instant, error::Elapsed, timeout},
};
use tokio_util::sync::CancellationToken;

/// The channel of LISTEN and NOTIFY.
const CHANNEL: &str = "syndiwatt_changes";
/// How many changes a slow listener may lag behind before it is told that it missed some.
const CAPACITY: usize = 1_024;
/// Who begins to listen also hears what happened just before: a page was drawn then.
const RECENT: Duration = Duration::from_secs(30);
/// After so long without a change the line is tested, and must answer within so long.
const QUIET: Duration = Duration::from_secs(60);
const ANSWER: Duration = Duration::from_secs(10);
/// Between two tries to reach the database.
const AGAIN: Duration = Duration::from_secs(1);

/// What a listener hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something of a building was written.
    Change(Change),
    /// Changes may have been missed: anything may be different now.
    Gap,
}

/// Passes on within the process.
#[derive(Clone, Debug)]
pub(super) struct Changes {
    sender: broadcast::Sender<Heard>,
    recent: Arc<Mutex<VecDeque<(Instant, Change)>>>,
}

impl Changes {
    pub(super) fn new() -> Self {
        Self { sender: broadcast::Sender::new(CAPACITY), recent: Arc::default() }
    }

    pub(super) fn pass_on(&self, change: Change) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        recent.retain(|(at, known)| now.duration_since(*at) < RECENT && *known != change);
        recent.push_back((now, change));
        // Nobody listens: nobody has to hear.
        let _ = self.sender.send(Heard::Change(change));
    }

    fn listen(&self) -> (Vec<Change>, broadcast::Receiver<Heard>) {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let fresh = recent.iter().filter(|(at, _)| now.duration_since(*at) < RECENT);
        (fresh.map(|(_, change)| *change).collect(), self.sender.subscribe())
    }
}

impl Db {
    /// What was written in the last half minute, and from now on everything that is. [`Db::follow`] must run for what
    /// comes from PostgreSQL.
    #[must_use]
    pub fn listen(&self) -> (Vec<Change>, broadcast::Receiver<Heard>) {
        self.changes.listen()
    }

    /// Hears what other instances write, until it is cancelled. After a cut it goes on, and says [`Heard::Gap`].
    pub async fn follow(&self, cancel: &CancellationToken) {
        let Engine::Postgres(pool) = &self.pools else { return cancel.cancelled().await };
        let mut first = true;
        while !cancel.is_cancelled() {
            let heard = tokio::select! {
                () = cancel.cancelled() => return,
                heard = self.follow_once(pool, first) => heard,
            };
            if let Err(error) = heard {
                tracing::warn!(%error, "changes made by other instances are not heard");
            }
            first = false;
            tokio::select! {
                () = cancel.cancelled() => {}
                () = tokio::time::sleep(AGAIN) => {}
            }
        }
    }

    /// Until the connection is cut. It is one of its own: a listener that waits must not take a request's.
    async fn follow_once(&self, pool: &PgPool, first: bool) -> Result<(), sqlx::Error> {
        let own = super::open::alone(pool);
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        if !first {
            let _ = self.changes.sender.send(Heard::Gap);
        }
        loop {
            match timeout(QUIET, listener.try_recv()).await {
                Ok(Ok(Some(notification))) => match notification.payload().parse() {
                    Ok(change) => self.changes.pass_on(change),
                    Err(()) => tracing::warn!("another program uses our channel"),
                },
                Ok(Ok(None)) => return Ok(()),
                Ok(Err(error)) => return Err(error),
                // A line that was cut without a word stays silent for ever: it must answer now.
                Err(_) => {
                    timeout(ANSWER, sqlx::query(PING).execute(&mut listener)).await.map_err(cut)??;
                }
            }
        }
    }
}

fn cut(_: Elapsed) -> sqlx::Error {
    sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())
}

impl Tx {
    /// Notes that this transaction changes something of a building. Told when it has committed.
    pub fn changes(&mut self, change: Change) {
        if !self.noted.contains(&change) {
            self.noted.push(change);
        }
    }

    /// Before the commit: PostgreSQL itself tells then, or not at all.
    pub(super) async fn notify(&mut self) -> Result<(), StorageError> {
        if let Engine::Postgres(transaction) = &mut self.engine {
            for change in std::mem::take(&mut self.noted) {
                sqlx::query(POSTGRES_NOTIFY).bind(CHANNEL).bind(change.to_string()).execute(&mut **transaction).await?;
            }
        }
        Ok(())
    }
}
