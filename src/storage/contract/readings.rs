//! Readings: upserts, order, limits, pages, long writes.

use super::{contracts, samples::*};
use crate::{
    domain::{
        reading::Reading,
        series::Quality,
        time::{Instant, Interval},
    },
    storage::{Db, readings},
};

contracts![
    a_later_reading_replaces_the_one_of_its_start,
    a_thousand_rows_and_more_fit_one_write,
    years_of_several_series_come_whole,
    pages_follow_one_another,
    what_reaches_into_a_stretch_is_found;
    licensed: a_later_reading_replaces_the_one_of_its_start
];

/// `[start, end)` in seconds.
fn within(start: i64, end: i64) -> Interval {
    Interval { start: Instant(start), end: Instant(end) }
}

async fn a_later_reading_replaces_the_one_of_its_start(db: Db) {
    let key = Office::new(&db, "Duval").await.series(&db, 1).await;
    let first = [reading(0, Some(5)), reading(1_800, None), reading(3_600, Some(0))];
    for _ in 0..2 {
        write(&db, async |tx| readings::put(tx, key, &first).await).await;
        assert_eq!(readings::readings_between(&db, key, within(0, 5_400)).await.unwrap(), first);
    }
    let better = Reading { step: 900, value: None, quality: Quality::Missing, ..first[0] };
    write(&db, async |tx| readings::put(tx, key, &[better]).await).await;
    assert_eq!(readings::readings_between(&db, key, within(0, 1)).await.unwrap(), [better]);
    let edges = readings::readings_between(&db, key, within(1_800, 3_600)).await.unwrap();
    assert_eq!(edges, [first[1]], "the end is outside");
}

async fn a_thousand_rows_and_more_fit_one_write(db: Db) {
    let key = Office::new(&db, "Duval").await.series(&db, 1).await;
    let rows: Vec<Reading> = (0..2_500).map(|n| reading(n * 1_800, (n % 7 != 0).then_some(n))).collect();
    write(&db, async |tx| readings::put(tx, key, &rows).await).await;
    assert_eq!(readings::readings_between(&db, key, within(0, i64::MAX)).await.unwrap(), rows);
    let starts: Vec<Instant> = rows.iter().skip(1).map(|row| row.start).collect();
    write(&db, async |tx| readings::remove(tx, key, &starts).await).await;
    assert_eq!(readings::count(&db, &[key], within(0, i64::MAX)).await.unwrap(), 1);
    write(&db, async |tx| readings::remove(tx, key, &[]).await).await;
    write(&db, async |tx| readings::put(tx, key, &[]).await).await;
    assert_eq!(readings::count(&db, &[key], within(0, i64::MAX)).await.unwrap(), 1);
}

async fn years_of_several_series_come_whole(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let keys = [office.series(&db, 1).await, office.series(&db, 2).await];
    let day = 86_400;
    let rows = [
        reading(0, Some(0)),
        Reading { quality: Quality::Missing, ..reading(1_800, None) },
        reading(92 * day - 1_800, Some(1_799)),
        Reading { step: 900, quality: Quality::Corrected, ..reading(92 * day, Some(3_600_000)) },
        reading(900 * day, Some(7_200)),
    ];
    for key in keys {
        write(&db, async |tx| readings::put(tx, key, &rows).await).await;
    }
    let expected: Vec<(i64, Reading)> = keys.iter().flat_map(|key| rows.map(|row| (*key, row))).collect();
    assert_eq!(readings::readings_of(&db, &keys, within(0, 900 * day + 1)).await.unwrap(), expected);
    assert_eq!(readings::readings_of(&db, &keys, within(0, i64::MAX / 2)).await.unwrap(), expected, "for ever");
    assert_eq!(readings::readings_of(&db, &keys[..1], within(1_800, 900 * day)).await.unwrap(), expected[1..4]);
    assert_eq!(readings::readings_of(&db, &[], within(0, day)).await.unwrap(), []);
}

async fn pages_follow_one_another(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let keys = [office.series(&db, 1).await, office.series(&db, 2).await];
    let rows: Vec<Reading> = (0..5).map(|n| reading(n * 1_800, Some(n))).collect();
    for key in keys {
        write(&db, async |tx| readings::put(tx, key, &rows).await).await;
    }
    let all = readings::readings_of(&db, &keys, within(0, 9_000)).await.unwrap();
    assert_eq!(all.len(), 10);
    let mut paged = Vec::new();
    loop {
        let after = paged.last().map(|(key, reading): &(i64, Reading)| (*key, reading.start));
        let next = readings::page(&db, &keys, within(0, 9_000), after, 3).await.unwrap();
        if next.is_empty() {
            break;
        }
        assert!(next.len() <= 3);
        paged.extend(next);
    }
    assert_eq!(paged, all, "nothing twice, nothing left out");
    let place = readings::place_of(&db, &keys, within(0, 9_000), 7).await.unwrap();
    assert_eq!(place, readings::Place::After(keys[1], Instant(1_800)));
    let beyond = readings::place_of(&db, &keys, within(0, 9_000), 11).await.unwrap();
    assert_eq!(beyond, readings::Place::Beyond);
    assert_eq!(readings::latest(&db, keys[0]).await.unwrap(), Some(rows[4]));
}

async fn what_reaches_into_a_stretch_is_found(db: Db) {
    let key = Office::new(&db, "Duval").await.series(&db, 1).await;
    let hour = Reading { step: 3_600, ..reading(0, Some(1)) };
    let rows = [hour, reading(3_600, Some(2)), reading(5_400, Some(3))];
    write(&db, async |tx| readings::put(tx, key, &rows).await).await;
    assert_eq!(readings::overlapping(&db, key, within(1_800, 5_400)).await.unwrap(), rows[..2]);
    let inside = write(&db, async |tx| readings::overlapping_in(tx, key, within(3_600, 3_601)).await).await;
    assert_eq!(inside, rows[1..2], "what ends there is outside");
}
