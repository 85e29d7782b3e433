//! Whether the database can be reached, and what is known of it: one look at a time, whoever asks.

use super::{Db, Engine};
use sqlx::{Connection, PgConnection};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::sync::watch;

/// A database that needs longer for nothing is no use to anybody.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often to look whether it is back.
const AGAIN: Duration = Duration::from_millis(500);
/// PostgreSQL: every connection is taken. It is there, and ours may be among them.
const TOO_MANY: &str = "53300";

/// What is known of the database.
#[derive(Debug, Default)]
pub(super) struct Reach {
    away: watch::Sender<bool>,
    looking: AtomicBool,
}

impl Db {
    /// Whether the database can be reached within a few seconds. With PostgreSQL on a new connection: a pool that is merely
    /// busy is no outage.
    pub async fn is_reachable(&self) -> bool {
        let Engine::Postgres(pool) = &self.pools else {
            return matches!(tokio::time::timeout(PATIENCE, self.ping()).await, Ok(Ok(())));
        };
        let options = pool.connect_options();
        let look = async {
            let mut connection = PgConnection::connect_with(&options).await?;
            connection.ping().await?;
            connection.close().await
        };
        match tokio::time::timeout(PATIENCE, look).await {
            Ok(Ok(())) => true,
            Ok(Err(sqlx::Error::Database(error))) => error.code().is_some_and(|code| code == TOO_MANY),
            Ok(Err(_)) | Err(_) => false,
        }
    }

    /// Whether it was away when somebody last looked.
    #[must_use]
    pub fn is_away(&self) -> bool {
        *self.reach.away.borrow()
    }

    /// Something failed or takes long: looks at the database in the background, and if it is away, again and again until
    /// it is back.
    pub fn suspect(&self) {
        if self.reach.looking.swap(true, Ordering::AcqRel) {
            return;
        }
        let db = self.clone();
        tokio::spawn(async move {
            while !db.is_closed() && !db.is_reachable().await {
                if !db.reach.away.send_replace(true) {
                    tracing::error!("the database is away");
                }
                tokio::time::sleep(AGAIN).await;
            }
            if db.is_away() {
                db.forget_idle();
                db.reach.away.send_replace(false);
                tracing::info!("the database is back");
            }
            db.reach.looking.store(false, Ordering::Release);
        });
    }

    /// Ends when it is known to be away.
    pub async fn gone(&self) {
        // The sender lives as long as `self`: waiting cannot fail.
        let _ = self.reach.away.subscribe().wait_for(|away| *away).await;
    }

    /// Ends when it can be reached. Nobody waits for a pool that we have closed ourselves.
    pub async fn back(&self) {
        while !self.is_closed() && !self.is_reachable().await {
            tokio::time::sleep(AGAIN).await;
        }
    }

    fn is_closed(&self) -> bool {
        match &self.pools {
            Engine::Sqlite((_, writer)) => writer.is_closed(),
            Engine::Postgres(pool) => pool.is_closed(),
        }
    }

    /// Drops the connections that nobody uses: they lead to a server that is gone, and a network that swallowed it does not
    /// say so.
    fn forget_idle(&self) {
        if let Engine::Postgres(pool) = &self.pools {
            while let Some(connection) = pool.try_acquire() {
                drop(connection.detach());
            }
        }
    }
}
