//! Telling about commits: what commits is told once, what is rolled back never.

use super::{contracts, samples::*};
use crate::{
    domain::{change::Change, id::BuildingId},
    storage::{Db, Heard},
};
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

contracts![
    what_commits_is_told;
    licensed:
];

async fn what_commits_is_told(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let change = |building| Change { organisation: office.organisation, building };
    let (here, elsewhere, never) = (change(office.building), change(BuildingId::new()), change(BuildingId::new()));
    let cancel = CancellationToken::new();
    let (follower, until) = (db.clone(), cancel.clone());
    let following = tokio::spawn(async move { follower.follow(&until).await });
    let (before, mut told) = db.listen();
    assert!(before.is_empty());
    // Until the listener listens, what commits is told to nobody: that is why pages look again when they connect.
    let mut heard = None;
    for _ in 0..100 {
        write(&db, async |tx| {
            tx.changes(here);
            Ok(())
        })
        .await;
        if let Ok(first) = timeout(Duration::from_millis(100), told.recv()).await {
            heard = Some(first.unwrap());
            break;
        }
    }
    assert_eq!(heard, Some(Heard::Change(here)));
    while timeout(Duration::from_millis(200), told.recv()).await.is_ok() {}

    let mut dropped = db.begin().await.unwrap();
    dropped.changes(never);
    drop(dropped);
    write(&db, async |tx| {
        for change in [elsewhere, here, elsewhere] {
            tx.changes(change);
        }
        Ok(())
    })
    .await;
    for change in [elsewhere, here] {
        let next = timeout(Duration::from_secs(5), told.recv()).await.unwrap().unwrap();
        assert_eq!(next, Heard::Change(change), "once each, in the order of the first mention");
    }
    assert!(timeout(Duration::from_millis(200), told.recv()).await.is_err());
    assert_eq!(db.listen().0, [elsewhere, here], "who begins to listen now hears what just happened");
    cancel.cancel();
    following.await.unwrap();
}
