//! What open pages are told: that something of a building they may show has changed. Never what it is: they ask for that
//! as always, and are refused as always.

use super::App;
use crate::{
    domain::{
        access::{Action, Actor},
        change::Change,
        id::BuildingId,
    },
    storage::Heard,
};
use std::collections::VecDeque;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio_util::sync::CancellationToken;

/// Hears what other instances write, until it is cancelled.
pub async fn follow(app: &App, cancel: &CancellationToken) {
    app.db.follow(cancel).await;
}

/// What one person is told.
pub struct News {
    actor: Actor,
    /// What happened while the page was on its way.
    before: VecDeque<Change>,
    receiver: Receiver<Heard>,
}

/// From half a minute ago on, so that a page that was just drawn misses nothing.
#[must_use]
pub fn news(app: &App, actor: Actor) -> News {
    let (before, receiver) = app.db.listen();
    News { actor, before: before.into(), receiver }
}

/// What may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Something of this building.
    Building(BuildingId),
    /// Anything: changes may have been missed.
    Anything,
}

impl News {
    /// The next that concerns this person; `None` when the process ends.
    pub async fn next(&mut self) -> Option<Changed> {
        while let Some(change) = self.before.pop_front() {
            if self.may_know(&change) {
                return Some(Changed::Building(change.building));
            }
        }
        loop {
            match self.receiver.recv().await {
                Ok(Heard::Change(change)) if self.may_know(&change) => {
                    return Some(Changed::Building(change.building));
                }
                Ok(Heard::Change(_)) => {}
                Ok(Heard::Gap) | Err(RecvError::Lagged(_)) => return Some(Changed::Anything),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// The person as the session says now.
    pub fn is_now(&mut self, actor: Actor) {
        self.actor = actor;
    }

    fn may_know(&self, change: &Change) -> bool {
        self.actor.can(Action::Read, change.organisation, change.building)
    }
}
