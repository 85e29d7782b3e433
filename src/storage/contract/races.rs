//! Two transactions at once. SQLite lets one wait for the other from the beginning; PostgreSQL lets both run, and what
//! decides must hold all the same.

use super::{contracts, samples::*};
use crate::storage::{Db, StorageError, consents, imports, lock_series, series, sync_leases, sync_runs, usage_points};
use crate::{
    domain::id::{ImportId, SyncRunId},
    storage::readings,
};
use std::time::Duration;

contracts![
    a_series_has_one_key_whoever_asks_first,
    every_queued_run_is_claimed_once,
    a_number_is_live_once,
    a_meter_has_one_open_run,
    a_state_is_taken_once,
    tokens_are_renewed_by_one,
    the_last_of_two_meters_ends_their_consent,
    a_file_is_confirmed_once,
    writers_of_a_series_follow_one_another;
    licensed:
];

/// Long enough for the other transaction to run into the first.
const PAUSE: Duration = Duration::from_millis(60);

async fn a_series_has_one_key_whoever_asks_first(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let ask = async || {
        write(&db, async |tx| {
            let key = series::series_key(tx, meter, KIND).await;
            tokio::time::sleep(PAUSE).await;
            key
        })
        .await
    };
    let (one, other) = tokio::join!(ask(), ask());
    assert_eq!(one, other);
}

async fn every_queued_run_is_claimed_once(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let mut queued = Vec::new();
    for number in 0..6 {
        let meter = office.meter(&db, number, None).await;
        queued.push(queue(&db, meter, NOW.plus(i64::try_from(number).unwrap())).await);
    }
    let lane = async |of_building: bool| {
        let mut mine = Vec::new();
        loop {
            let claimed = write(&db, async |tx| {
                let (building, now) = (of_building.then_some(office.building), NOW.plus(10));
                let claimed = sync_leases::claim(tx, building, now, now.plus(60)).await;
                tokio::time::sleep(PAUSE / 10).await;
                claimed
            });
            match claimed.await {
                Some((run, _)) => mine.push(run.id),
                None => break mine,
            }
        }
    };
    let (a, b, c) = tokio::join!(lane(false), lane(false), lane(true));
    let mut all: Vec<SyncRunId> = [a, b, c].concat();
    all.sort();
    queued.sort();
    assert_eq!(all, queued);
}

async fn a_number_is_live_once(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let add = async || {
        let point = usage_point(office.building, 7);
        let mut tx = db.begin().await.unwrap();
        let added = usage_points::insert(&mut tx, &point).await;
        tokio::time::sleep(PAUSE).await;
        added.map(|()| tx)?.commit().await
    };
    let (one, other): (Result<(), StorageError>, _) = tokio::join!(add(), add());
    let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].is_conflict(), "{refused:?}");
}

async fn a_meter_has_one_open_run(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let days = (day(2026, 11, 1), day(2026, 11, 2));
    let want = async || {
        write(&db, async |tx| {
            let queued = sync_runs::queue(tx, SyncRunId::new(), meter, days, NOW).await;
            tokio::time::sleep(PAUSE).await;
            queued
        })
        .await
    };
    let (one, other) = tokio::join!(want(), want());
    assert!(one != other, "one of the two");
    assert_eq!(sync_runs::latest(&db, &[meter]).await.unwrap().len(), 1);
}

async fn a_state_is_taken_once(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let request = consents::OauthRequest {
        session: [1; 32],
        organisation: office.organisation,
        building: office.building,
        user: office.user,
        provider: crate::domain::provider::ProviderId::Enedis,
        text_version: "2026-11".into(),
        pkce: None,
        expires_at: NOW.plus(600),
    };
    write(&db, async |tx| consents::insert_request(tx, [9; 32], &request, NOW).await).await;
    let take = async || write(&db, async |tx| consents::take_request(tx, [9; 32]).await).await;
    let (one, other) = tokio::join!(take(), take());
    assert_eq!([&one, &other].into_iter().flatten().collect::<Vec<_>>(), [&request]);
}

async fn tokens_are_renewed_by_one(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let consent = office.consent(&db).await;
    let claim = async |now| write(&db, async |tx| consents::claim_renewal(tx, consent, now, now.plus(60)).await).await;
    let (one, other) = tokio::join!(claim(NOW), claim(NOW));
    assert!(one != other, "one of the two");
    assert!(!claim(NOW.plus(59)).await && claim(NOW.plus(60)).await, "whoever died is waited for, but not for ever");
    assert!(write(&db, async |tx| consents::end_renewal(tx, consent).await).await);
    assert!(claim(NOW).await);
    let by = consents::WithdrawnBy::User;
    write(&db, async |tx| consents::withdraw(tx, consent, by, NOW).await).await;
    assert!(!write(&db, async |tx| consents::end_renewal(tx, consent).await).await);
    assert!(!claim(NOW.plus(600)).await, "there is nothing to renew");
}

async fn the_last_of_two_meters_ends_their_consent(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let consent = office.consent(&db).await;
    let meters = [office.meter(&db, 1, Some(consent)).await, office.meter(&db, 2, Some(consent)).await];
    let disconnect = async |meter| {
        write(&db, async |tx| {
            usage_points::disconnect(tx, meter, NOW).await?;
            assert!(consents::lock(tx, consent).await?);
            let left = consents::live_meters(tx, consent).await;
            tokio::time::sleep(PAUSE).await;
            left
        })
        .await
    };
    let (one, other) = tokio::join!(disconnect(meters[0]), disconnect(meters[1]));
    assert_eq!(one.min(other), 0, "one of the two sees that it is the last");
}

async fn a_file_is_confirmed_once(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let import = imports::NewImport {
        id: ImportId::new(),
        organisation: office.organisation,
        building: office.building,
        user: office.user,
        file_name: "courbe.csv".into(),
        format: "enedis",
        content: vec![1],
    };
    let id = import.id;
    write(&db, async |tx| imports::insert(tx, import, NOW).await).await;
    let confirm = async || {
        write(&db, async |tx| {
            let ours = imports::confirm(tx, id, NOW).await;
            tokio::time::sleep(PAUSE).await;
            ours
        })
        .await
    };
    let (one, other) = tokio::join!(confirm(), confirm());
    assert!(one != other, "one of the two");
}

async fn writers_of_a_series_follow_one_another(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let key = office.series(&db, 1).await;
    // Adds one to what is stored: what is read must still hold when it is written.
    let add = async || {
        write(&db, async |tx| {
            lock_series(tx, key).await?;
            let within = crate::domain::time::Interval { start: NOW, end: NOW.plus(1) };
            let before = readings::readings_in(tx, key, within).await?;
            tokio::time::sleep(PAUSE).await;
            let value = before.first().and_then(|reading| reading.value).unwrap_or(0) + 1;
            readings::put(tx, key, &[reading(NOW.0, Some(value))]).await
        })
        .await;
    };
    tokio::join!(add(), add(), add());
    assert_eq!(readings::latest(&db, key).await.unwrap().unwrap().value, Some(3));
}
