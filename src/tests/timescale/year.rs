//! One meter with 400 days of half-hours, and what is stored of it.

use crate::energy::store::{KIND, State, Store, ZONE, day, reading, state};
use syndiwatt::{
    domain::{
        reading::Reading,
        series::{Quality, Source},
        time::Instant,
    },
    services::ingest::{self, Batch, Outcome},
};

/// Half-hours of the 400 local days from 2025-09-01.
pub fn half_hours() -> Vec<Reading> {
    let span = ZONE.span(day(2025, 9, 1), day(2026, 10, 6));
    let watts = |at: i64| 300 + at / 1_800 % 97 * 11;
    (span.start.0..span.end.0)
        .step_by(1_800)
        .map(|at| reading(Instant(at), 1_800, Some(watts(at) * 1_800), Quality::Raw, Source::Enedis))
        .collect()
}

/// The readings of 2025-10-26, which has 25 hours, corrected: each is 7 watts more.
pub fn correction() -> Vec<Reading> {
    let span = ZONE.span(day(2025, 10, 26), day(2025, 10, 27));
    let of_day = half_hours().into_iter().filter(|reading| span.start <= reading.start && reading.start < span.end);
    of_day
        .map(|reading| Reading {
            value: reading.value.map(|value| value + 7 * 1_800),
            quality: Quality::Corrected,
            ..reading
        })
        .collect()
}

/// Writes readings of the first meter in a transaction of its own.
pub async fn write(store: &Store, readings: Vec<Reading>) -> Outcome {
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    let batch = Batch { readings, official: Vec::new() };
    let outcome = ingest::write(&mut tx, ZONE, key, KIND, &batch, Instant(1_795_262_400)).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

/// What is stored of the first meter.
pub async fn stored(store: &Store) -> State {
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    state(&mut tx, key).await
}
