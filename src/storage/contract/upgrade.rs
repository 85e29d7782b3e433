//! A database of an older version keeps every reading when its schema is brought up to date.

use super::server::{On, Place};
use crate::{
    domain::{
        reading::Reading,
        series::{Quality, Source},
        time::{Instant, Interval},
    },
    storage::{Db, StorageError, readings},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::str::FromStr;

/// The last version that stored seconds.
const OLD: i64 = 3;

/// A tenant, a building, a meter and a series with the key 1. The identifiers are sixteen bytes.
const PLACES: &str = "INSERT INTO organisations (id, name, created_at) VALUES ({id}, 'Duval', 0);
    INSERT INTO buildings (id, organisation_id, name, address, town, zone, created_at)
    VALUES ({id}, {id}, 'Verte', '', '', 'Europe/Paris', 0);
    INSERT INTO usage_points (id, building_id, organisation_id, provider, number, label, created_at)
    VALUES ({id}, {id}, {id}, 'enedis', '00000000000001', '', 0);
    INSERT INTO series (key, usage_point_id, kind) VALUES (1, {id}, 'electricity_consumption');";

/// Start, step, value, quality, source: as they were stored.
type Old = (i64, i64, Option<i64>, Quality, Source);

const START: i64 = 1_793_000_400;

fn old_readings() -> Vec<Old> {
    let hours = (0..48).map(|n| (START + n * 1_800, 1_800, Some(412 * 1_800 + n), Quality::Raw, Source::Enedis));
    let quarters =
        (0..4).map(|n| (START + 86_400 + n * 900, 900, Some(n * 3_600), Quality::Validated, Source::FluviusFile));
    let null = (START + 100_000 * 60, 3_600, None, Quality::Missing, Source::Enedis);
    let before_2020 = (1_500_000_000, 600, Some(i64::MAX), Quality::Corrected, Source::Enedis);
    hours.chain(quarters).chain([null, before_2020]).collect()
}

/// A database of the old version with these readings.
async fn old(on: On, rows: &[Old]) -> Place {
    let place = Place::new(on).await;
    let id =
        if on == On::Sqlite { "x'00000000000000000000000000000001'" } else { "'00000000-0000-0000-0000-000000000001'" };
    let mut sql = PLACES.replace("{id}", id);
    for (start, step, value, quality, source) in rows {
        let value = value.map_or("NULL".to_owned(), |value| value.to_string());
        sql += &format!(
            "INSERT INTO readings (series_key, start, step, value, quality, source) VALUES (1, {start}, {step}, {value}, {}, {});",
            quality.rank(),
            source.code()
        );
    }
    if on == On::Sqlite {
        let options = SqliteConnectOptions::from_str(&place.url).unwrap().create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        sqlx::migrate!("migrations/sqlite").run_to(OLD, &mut connection).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnectOptions::from_str(&place.url).unwrap().connect().await.unwrap();
        sqlx::migrate!("migrations/postgres").run_to(OLD, &mut connection).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
    place
}

async fn nothing_is_lost(on: On) {
    let rows = old_readings();
    let place = old(on, &rows).await;
    let db = Db::open(&place.url).await.unwrap();
    let always = Interval { start: Instant(0), end: Instant(i64::MAX) };
    let mut wanted: Vec<Reading> = rows
        .into_iter()
        .map(|(start, step, value, quality, source)| Reading { start: Instant(start), step, value, quality, source })
        .collect();
    wanted.sort_by_key(|reading| reading.start);
    assert_eq!(readings::readings_between(&db, 1, always).await.unwrap(), wanted);
    db.close().await;
}

async fn what_would_be_lost_stops_the_upgrade(on: On) {
    let odd = (START + 30, 1_800, Some(1), Quality::Raw, Source::Enedis);
    let place = old(on, &[odd, (START + 3_600, 1_800, Some(1), Quality::Raw, Source::Enedis)]).await;
    for _ in 0..2 {
        let error = Db::open(&place.url).await.unwrap_err();
        assert!(matches!(error, StorageError::WithinAMinute(1)), "{error}");
    }
}

#[tokio::test]
async fn nothing_is_lost_on_sqlite() {
    nothing_is_lost(On::Sqlite).await;
}

#[tokio::test]
async fn nothing_is_lost_on_postgres() {
    nothing_is_lost(On::Postgres).await;
}

#[tokio::test]
async fn what_would_be_lost_stops_the_upgrade_on_sqlite() {
    what_would_be_lost_stops_the_upgrade(On::Sqlite).await;
}

#[tokio::test]
async fn what_would_be_lost_stops_the_upgrade_on_postgres() {
    what_would_be_lost_stops_the_upgrade(On::Postgres).await;
}
