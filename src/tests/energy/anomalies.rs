//! Verdicts follow the data: a correction takes one back, a second synchronisation says nothing new.

use super::store::{NOW, Store, ZONE, day, reading, state, write_readings};
use syndiwatt::{
    domain::{
        anomaly::Severity,
        reading::Reading,
        series::{Quality, Source},
        time::{Interval, LocalDay},
    },
    services::ingest,
    storage::{readings, usage_points},
};

/// Whole local days of hours that sum up to `kwh` a day.
fn days(first: LocalDay, kwh: &[i64], quality: Quality) -> Vec<Reading> {
    let of_day = |(day, kwh): (LocalDay, &i64)| {
        let (start, joules) = (ZONE.bounds(day).start, kwh * 3_600_000 / 24);
        (0..24).map(move |n| reading(start.plus(n * 3_600), 3_600, Some(joules), quality, Source::Enedis))
    };
    first.iter_days().zip(kwh).flat_map(of_day).collect()
}

#[tokio::test]
async fn a_correction_takes_a_verdict_back() {
    let store = Store::new().await;
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    let first = day(2026, 11, 1);
    let month = days(first, &[24, 24, 24, 24, 24, 24, 24, 24, 60, 24], Quality::Raw);
    write_readings(&mut tx, key, &month).await;
    let found = state(&mut tx, key).await.anomalies;
    assert_eq!(found.iter().map(|a| (a.day, a.severity)).collect::<Vec<_>>(), [(day(2026, 11, 9), Severity::Critical)]);
    write_readings(&mut tx, key, &month).await;
    assert_eq!(state(&mut tx, key).await.anomalies, found);
    write_readings(&mut tx, key, &days(day(2026, 11, 9), &[38], Quality::Corrected)).await;
    assert_eq!(state(&mut tx, key).await.anomalies[0].severity, Severity::Major);
    write_readings(&mut tx, key, &days(day(2026, 11, 9), &[24], Quality::Corrected)).await;
    assert_eq!(state(&mut tx, key).await.anomalies, []);
}

#[tokio::test]
async fn a_late_day_changes_the_verdicts_of_the_days_after_it() {
    let store = Store::new().await;
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    let all = days(day(2026, 11, 1), &[24, 24, 24, 24, 24, 24, 24, 40], Quality::Raw);
    let (late, rest): (Vec<Reading>, Vec<Reading>) =
        all.iter().partition(|row| ZONE.day(row.start) == day(2026, 11, 3));
    write_readings(&mut tx, key, &rest).await;
    assert_eq!(state(&mut tx, key).await.anomalies, [], "six days are no baseline");
    write_readings(&mut tx, key, &late).await;
    assert_eq!(state(&mut tx, key).await.anomalies[0].day, day(2026, 11, 8));
}

#[tokio::test]
async fn a_preview_counts_what_writing_would_do_and_writes_nothing() {
    let store = Store::new().await;
    let rows = days(day(2026, 11, 1), &[24, 24], Quality::Validated);
    let fresh = ingest::preview(&store.db, ZONE, None, (&rows, &[])).await.unwrap();
    assert_eq!((fresh.new, fresh.same, fresh.replaced, fresh.kept), (48, 0, 0, 0));
    let mut tx = store.db.begin().await.unwrap();
    let key = store.key(&mut tx, 0).await;
    write_readings(&mut tx, key, &rows[..24]).await;
    tx.commit().await.unwrap();
    let mut changed = rows.clone();
    changed[0].value = Some(1);
    changed[1].quality = Quality::Raw;
    changed[1].value = Some(2);
    let series = usage_points::series_of(&store.db, &store.meters).await.unwrap();
    let overlap = ingest::preview(&store.db, ZONE, series.first(), (&changed, &[])).await.unwrap();
    assert_eq!((overlap.new, overlap.same, overlap.replaced, overlap.kept), (24, 22, 1, 1));
    let day = ZONE.bounds(day(2026, 11, 1));
    assert_eq!(readings::readings_between(&store.db, key, day).await.unwrap(), rows[..24]);
    assert_eq!((series.len(), series[0].key, series[0].received_at), (1, key, Some(NOW)));
}

#[tokio::test]
async fn pages_follow_one_another_across_series() {
    let store = Store::new().await;
    let mut tx = store.db.begin().await.unwrap();
    let keys = [store.key(&mut tx, 0).await, store.key(&mut tx, 1).await];
    let rows = days(day(2026, 11, 1), &[24], Quality::Raw);
    for key in keys {
        write_readings(&mut tx, key, &rows).await;
    }
    tx.commit().await.unwrap();
    let within = Interval { start: rows[2].start, end: rows[23].start };
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = readings::page(&store.db, &keys, within, after, 10).await.unwrap();
        let Some((key, last)) = page.last().copied() else { break };
        after = Some((key, last.start));
        listed.extend(page);
    }
    let wanted: Vec<_> = keys.iter().flat_map(|key| rows[2..23].iter().map(move |row| (*key, *row))).collect();
    assert_eq!(listed, wanted);
    assert_eq!(readings::count(&store.db, &keys, within).await.unwrap(), 42);
    assert_eq!(readings::latest(&store.db, keys[1]).await.unwrap(), rows.last().copied());
    let through = readings::first_last_day(&store.db, &keys).await.unwrap();
    assert_eq!(through, Some((day(2026, 11, 1), day(2026, 11, 1))));
}
