//! What is stored by local day: rollups, official values, and what the operator answered.

use super::{contracts, samples::*};
use crate::{
    domain::{
        reading::{DayRollup, Peak},
        time::LocalDay,
    },
    storage::{
        Db,
        day_requests::{self, DayOutcome},
        readings,
    },
};

contracts![
    rollups_come_back_as_they_were_written,
    whole_days_are_summed_by_series,
    official_values_are_replaced,
    answers_of_the_operator_are_kept_by_day;
    licensed: rollups_come_back_as_they_were_written
];

fn rollup(day: LocalDay, seconds: i64) -> DayRollup {
    let peak = |value| Some(Peak { value, step: 1_800, start: NOW });
    DayRollup {
        day,
        day_seconds: seconds,
        covered_seconds: seconds - 1_800,
        values: seconds / 1_800 - 1,
        nulls: 1,
        sum: 123_456_789_012,
        official: None,
        max: peak(i64::MAX / 2),
        min: None,
        estimated: 2,
        corrected: 3,
    }
}

async fn whole_days_are_summed_by_series(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (key, _) = (office.series(&db, 1).await, office.series(&db, 2).await);
    let partial = rollup(day(2026, 3, 28), 86_400);
    let whole = DayRollup { covered_seconds: 82_800, sum: 11, ..rollup(day(2026, 3, 29), 82_800) };
    let official = DayRollup { official: Some(7), ..rollup(day(2026, 3, 30), 86_400) };
    let after = DayRollup { official: Some(5), ..rollup(day(2026, 3, 31), 86_400) };
    write(&db, async |tx| readings::put_rollups(tx, key, &[partial, whole, official, after]).await).await;
    let found = readings::whole_days(&db, day(2026, 3, 1), day(2026, 3, 31)).await.unwrap();
    let sums: Vec<_> = found.iter().map(|of| (of.building, of.organisation, of.area_m2, of.days, of.joules)).collect();
    let of = |days, joules| (office.building, office.organisation, None, days, joules);
    assert_eq!(sums, [of(2, 18), of(0, 0)]);
}

async fn rollups_come_back_as_they_were_written(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (key, other) = (office.series(&db, 1).await, office.series(&db, 2).await);
    // The two days at which the clocks change.
    let days = [rollup(day(2026, 3, 29), 82_800), rollup(day(2026, 10, 25), 90_000)];
    for _ in 0..2 {
        write(&db, async |tx| readings::put_rollups(tx, key, &days).await).await;
    }
    let (first, end) = (day(2026, 1, 1), day(2027, 1, 1));
    let read = async |keys: &[i64]| readings::rollups_between(&db, keys, first, end).await.unwrap();
    assert_eq!(read(&[key, other]).await, [(key, days[0].clone()), (key, days[1].clone())]);
    assert!(read(&[]).await.is_empty() && read(&[other]).await.is_empty());
    let corrected = DayRollup { official: Some(7), max: None, ..days[1].clone() };
    write(&db, async |tx| readings::put_rollups(tx, key, std::slice::from_ref(&corrected)).await).await;
    assert_eq!(read(&[key]).await[1].1, corrected);
    assert_eq!(readings::first_last_day(&db, &[key, other]).await.unwrap(), Some((days[0].day, days[1].day)));
    write(&db, async |tx| readings::remove_rollups(tx, key, &[days[0].day]).await).await;
    let inside = write(&db, async |tx| readings::rollups_in(tx, key, first, end).await).await;
    assert_eq!(inside, [corrected]);
    let october = readings::rollups_between(&db, &[key], first, days[1].day).await.unwrap();
    assert!(october.is_empty(), "the end is outside");
}

async fn official_values_are_replaced(db: Db) {
    let key = Office::new(&db, "Duval").await.series(&db, 1).await;
    let (a, b) = (day(2026, 11, 1), day(2026, 11, 2));
    write(&db, async |tx| readings::put_official(tx, key, &[(a, 1), (b, 0)]).await).await;
    write(&db, async |tx| readings::put_official(tx, key, &[(a, 2)]).await).await;
    assert_eq!(readings::official_between(&db, key, a, day(2026, 12, 1)).await.unwrap(), [(a, 2), (b, 0)]);
    assert_eq!(write(&db, async |tx| readings::official_in(tx, key, a, b).await).await, [(a, 2)]);
}

async fn answers_of_the_operator_are_kept_by_day(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let run = queue(&db, meter, NOW).await;
    let key = write(&db, async |tx| crate::storage::series::series_key(tx, meter, KIND).await).await;
    let days = [(day(2026, 11, 1), DayOutcome::NoData), (day(2026, 11, 2), DayOutcome::WrongDirection)];
    write(&db, async |tx| day_requests::put(tx, key, true, (run, NOW), &days).await).await;
    let again = |outcome| {
        let db = &db;
        async move {
            write(db, async |tx| day_requests::put(tx, key, true, (run, NOW.plus(5)), &[(days[0].0, outcome)]).await)
                .await;
            day_requests::of_series(db, key).await.unwrap().remove(0)
        }
    };
    let told = again(DayOutcome::NoData).await;
    assert_eq!((told.outcome, told.tries, told.asked_at), (DayOutcome::NoData, 2, NOW.plus(5)));
    assert_eq!(again(DayOutcome::Data).await.tries, 0, "what came ends the row");
    let counted = async |since| write(&db, async |tx| day_requests::curve_days_of_run(tx, run, since).await).await;
    assert_eq!((counted(NOW).await, counted(NOW.plus(1)).await), ((2, 1), (1, 1)));
    write(&db, async |tx| day_requests::forget_refusals(tx, meter).await).await;
    let left = day_requests::of_series(&db, key).await.unwrap();
    assert_eq!(left.iter().map(|row| (row.day, row.curve)).collect::<Vec<_>>(), [(days[0].0, true)]);
}
