//! Old readings are released; what was learned from them stays, and nothing that arrives late spoils it.

mod screen;

use crate::{
    energy::store::{KIND, NOW, State, Store, ZONE, day, reading},
    support::{Database, Engine},
    timescale::year::{correction, half_hours, stored, write},
};
use syndiwatt::{
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, Source},
        time::{Instant, LocalDay},
    },
    services::{
        ingest::{self, Batch},
        retention,
    },
    storage::series,
};

/// Half-hours of one local day that is older than everything else.
fn one_day(day: LocalDay) -> Vec<Reading> {
    let span = ZONE.bounds(day);
    let rows = (span.start.0..span.end.0).step_by(1_800);
    rows.map(|at| reading(Instant(at), 1_800, Some(900_000), Quality::Raw, Source::Enedis)).collect()
}

/// Fills the first meter with 400 days, releases what is older than 13 months, and looks at what later writes do.
/// Returns what is stored in the end.
pub async fn released(store: &Store) -> State {
    write(store, half_hours()).await;
    let before = stored(store).await;
    let run = async || retention::run(&store.db, NOW, 13).await.unwrap();
    assert_eq!(retention::run(&store.db, NOW, 0).await.unwrap(), 0, "for ever");
    assert_eq!((run().await, run().await), (1, 0));

    let after = stored(store).await;
    assert_eq!((&after.rollups, &after.anomalies), (&before.rollups, &before.anomalies));
    let first = after.readings[0].start;
    assert_eq!(first, ZONE.bounds(day(2025, 9, 2)).start, "of 1 September the last hours lie in the next stretch");
    assert_eq!(after.readings.len(), before.readings.len() - 48);
    assert!(after.readings.iter().all(|reading| before.readings.contains(reading)));

    let again = write(store, half_hours()).await;
    assert_eq!((again.written, again.kept, again.days.len()), (0, 48, 0));
    let late = one_day(day(2025, 9, 1));
    assert_eq!(write(store, late).await.kept, 48, "a correction of a released day comes too late");
    assert_eq!(write(store, correction()).await.written, 50, "what is held is corrected");

    let never_seen = write(store, one_day(day(2025, 8, 15))).await;
    assert_eq!((never_seen.written, never_seen.days), (48, vec![day(2025, 8, 15)]));
    assert_eq!(run().await, 1);
    let end = stored(store).await;
    assert_eq!((end.rollups[0].day, end.rollups[0].sum), (day(2025, 8, 15), 48 * 900_000));
    assert_eq!(end.readings.len(), after.readings.len());

    assert_eq!(retention::run(&store.db, NOW.plus(200 * 86_400), 13).await.unwrap(), 1);
    let later = stored(store).await;
    assert_eq!(later.readings[0].start, ZONE.bounds(day(2026, 3, 1)).start, "two more stretches of 90 days");
    let held = end.readings.iter().filter(|reading| reading.start >= later.readings[0].start);
    assert_eq!((&later.rollups, later.readings.len()), (&end.rollups, held.count()));
    later
}

#[tokio::test]
async fn every_engine_holds_the_same_readings() {
    let file = released(&Store::on(Database::on(Engine::Sqlite).await).await).await;
    for engine in [Engine::Postgres, Engine::Timescale] {
        assert_eq!(released(&Store::on(Database::on(engine).await).await).await, file, "{engine:?}");
    }
}

#[tokio::test]
async fn a_preview_knows_released_days() {
    let store = Store::new().await;
    write(&store, half_hours()).await;
    retention::run(&store.db, NOW, 13).await.unwrap();
    let series = series::series_of(&store.db, &store.meters).await.unwrap();
    let official = [OfficialDay { day: day(2025, 9, 1), value: Some(1) }];
    let rows = half_hours();
    let overlap = ingest::preview(&store.db, ZONE, series.first(), (&rows, &official)).await.unwrap();
    assert_eq!((overlap.new, overlap.kept, overlap.replaced), (0, 49, 0));
    let batch = Batch { readings: rows, official: official.to_vec() };
    let mut tx = store.db.begin().await.unwrap();
    let outcome = ingest::write(&mut tx, ZONE, series[0].key, KIND, &batch, NOW).await.unwrap();
    assert_eq!((outcome.written, outcome.kept, outcome.unchanged), (0, overlap.kept, overlap.same));
}
