//! The Apache edition: chunks, and nothing that it refuses.

use super::year::{correction, half_hours, stored, write};
use crate::{
    energy::store::{NOW, Store},
    support::{Database, Engine, raw},
};
use syndiwatt::{
    services::retention,
    storage::{Db, Licence, Limits},
};

#[tokio::test]
async fn the_same_is_stored_in_chunks_as_in_a_file() {
    let chunks = Store::on(Database::on(Engine::Timescale).await).await;
    let file = Store::on(Database::on(Engine::Sqlite).await).await;
    let found = chunks.db.found().timescale.as_ref().unwrap();
    assert_eq!(found.licence, Licence::Apache);
    for store in [&chunks, &file] {
        write(store, half_hours()).await;
        write(store, correction()).await;
    }
    assert_eq!(stored(&chunks).await, stored(&file).await);
    let parts = "SELECT COUNT(*) FROM timescaledb_information.chunks WHERE hypertable_name = ";
    assert_eq!(raw::number(&chunks.db, format!("{parts}'readings'")).await, 6, "400 days in chunks of 90");
    assert_eq!(raw::number(&chunks.db, format!("{parts}'day_rollups'")).await, 2, "two years of 365 days");
}

#[tokio::test]
async fn who_does_not_want_it_has_plain_tables() {
    let place = Database::on(Engine::Timescale).await;
    let limits = Limits { timescale: false, ..Limits::default() };
    let store = Store::with(Db::open_within(&place.url, limits).await.unwrap()).await;
    assert!(store.db.found().timescale.as_ref().is_some_and(|there| !there.used));
    write(&store, half_hours()).await;
    assert_eq!(retention::run(&store.db, NOW, 13).await.unwrap(), 1, "old readings are released there too");
    store.db.close().await;
}

#[tokio::test]
async fn opening_again_changes_nothing() {
    let store = Store::on(Database::on(Engine::Timescale).await).await;
    write(&store, half_hours()).await;
    let before = stored(&store).await;
    Db::open(store.url()).await.unwrap().close().await;
    assert_eq!(stored(&store).await, before);
    let tables = "SELECT COUNT(*) FROM timescaledb_information.hypertables";
    assert_eq!(raw::number(&store.db, tables).await, 2);
}
