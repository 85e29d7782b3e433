//! The order of arrival does not matter where quality and grid decide.

use super::store::{for_all, reading, state, write_readings};
use proptest::prelude::*;
use syndiwatt::domain::{
    reading::Reading,
    series::{Quality, Source},
    time::Instant,
};

/// 2026-10-15T22:00Z, local midnight: the autumn clock change is inside the fortnight that follows.
const START: i64 = 1_792_101_600;
const HOURS: i64 = 14 * 24;

/// What the operator says of an hour at a quality is always the same: then only quality decides what stays.
fn message(hour: i64, rank: i64) -> Reading {
    let usual = if hour / 24 == 11 { 9_000_000 } else { 2_000_000 };
    let value = (rank > 0).then_some(usual + (hour * 7 + rank * 13) % 1_000);
    let source = if rank % 2 == 0 { Source::Enedis } else { Source::EnedisFile };
    reading(Instant(START + hour * 3_600), 3_600, value, Quality::from_rank(rank), source)
}

/// A log in order, and the same log shuffled, partly doubled and cut into batches.
fn logs() -> impl Strategy<Value = (Vec<Reading>, Vec<Vec<Reading>>)> {
    let more = prop::collection::vec((0..HOURS, 0_i64..5), 0..200);
    let order = (more, 0_i64..3).prop_flat_map(|(more, base)| {
        let whole = (0..HOURS).map(move |hour| message(hour, base));
        let log: Vec<Reading> = whole.chain(more.into_iter().map(|(hour, rank)| message(hour, rank))).collect();
        let doubled: Vec<Reading> = log.iter().chain(log.iter().step_by(3)).copied().collect();
        (Just(log), Just(doubled).prop_shuffle(), prop::collection::vec(0_usize..500, 0..6))
    });
    order.prop_map(|(log, shuffled, mut cuts)| {
        cuts.sort_unstable();
        let (mut rest, mut batches, mut at) = (shuffled.as_slice(), Vec::new(), 0);
        for cut in cuts {
            let (batch, after) = rest.split_at((cut - at).min(rest.len()));
            batches.push(batch.to_vec());
            (rest, at) = (after, cut);
        }
        batches.push(rest.to_vec());
        (log, batches)
    })
}

#[test]
fn any_order_doubling_and_cutting_of_a_log_gives_the_same_state() {
    for_all(48, logs(), async |store, tx, (log, batches)| {
        let (whole, cut) = (store.key(tx, 0).await, store.key(tx, 1).await);
        write_readings(tx, whole, &log).await;
        for batch in &batches {
            write_readings(tx, cut, batch).await;
        }
        prop_assert_eq!(state(tx, whole).await, state(tx, cut).await);
        Ok(())
    });
}

/// A file of a grid over the same hours; the quality changes from hour to hour.
fn file(step: i64, ranks: &[i64], source: Source) -> Vec<Reading> {
    let hours = (0_i64..).zip(ranks);
    let rows = |(hour, rank): (i64, &i64)| {
        let (rank, start) = (*rank, START + hour * 3_600);
        (0..3_600 / step).map(move |n| {
            let value = (rank > 0).then_some(step * 100 + n);
            reading(Instant(start + n * step), step, value, Quality::from_rank(rank), source)
        })
    };
    hours.flat_map(rows).collect()
}

#[test]
fn two_files_of_different_grids_arrive_in_either_order() {
    let ranks = || prop::collection::vec(0_i64..5, 60);
    let steps = prop::sample::subsequence(vec![600_i64, 900, 1_800, 3_600], 2).prop_shuffle();
    for_all(48, (ranks(), ranks(), steps), async |store, tx, (a, b, steps)| {
        let (a, b) = (file(steps[0], &a, Source::Enedis), file(steps[1], &b, Source::EnedisFile));
        let (first, second) = (store.key(tx, 0).await, store.key(tx, 1).await);
        for batch in [&a, &b] {
            write_readings(tx, first, batch).await;
        }
        for batch in [&b, &a] {
            write_readings(tx, second, batch).await;
        }
        prop_assert_eq!(state(tx, first).await, state(tx, second).await);
        let both: Vec<Reading> = a.iter().chain(&b).copied().collect();
        let third = store.key(tx, 2).await;
        write_readings(tx, third, &both).await;
        prop_assert_eq!(state(tx, first).await, state(tx, third).await);
        Ok(())
    });
}
