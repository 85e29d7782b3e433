//! Any batch, however broken: written twice it changes nothing, no two intervals overlap, sums are those of the rows.

use super::store::{KIND, State, ZONE, day, for_all, reading, state, write};
use proptest::prelude::*;
use std::collections::BTreeMap;
use syndiwatt::{
    analytics::{detect, rollup},
    domain::{
        reading::{OfficialDay, Reading},
        rule::RuleKind,
        series::{Quality, Source},
        time::{Instant, LocalDay},
        units::Joules,
    },
    services::ingest::{Batch, Outcome},
    storage::{Engine, Tx},
};

/// Readings of every grid and quality around the spring clock change, some of them impossible.
fn any_reading() -> impl Strategy<Value = Reading> {
    let step = prop_oneof![
        8 => prop::sample::select(vec![600_i64, 900, 1_800, 3_600]),
        1 => prop::sample::select(vec![-60_i64, 0, 1, 5_000, 86_400, 1_000_000]),
    ];
    let value = prop_oneof![
        8 => (0_i64..4_000_000).prop_map(Some),
        1 => Just(None),
        1 => prop::sample::select(vec![Some(-1_i64), Some(i64::MAX), Some(0)]),
    ];
    let start = prop_oneof![
        9 => (0_i64..1_200).prop_map(|n| Instant(1_774_566_000 + n * 300)),
        1 => prop::sample::select(vec![Instant(i64::MAX), Instant(i64::MIN), Instant(0), Instant(1_895_262_400)]),
    ];
    let source = prop::sample::select(vec![Source::Enedis, Source::EnedisFile]);
    (start, step, value, 1_i64..5, source)
        .prop_map(|(start, step, value, rank, source)| reading(start, step, value, Quality::from_rank(rank), source))
}

fn any_batch() -> impl Strategy<Value = Batch> {
    let days = prop_oneof![
        9 => (27_u32..32).prop_map(|n| day(2026, 3, n)),
        1 => prop::sample::select(vec![LocalDay::MIN, LocalDay::MAX, day(2026, 11, 21), day(1969, 12, 31)]),
    ];
    let value = proptest::option::of(-1_i64..90_000_000);
    let official = (days, value).prop_map(|(day, value)| OfficialDay { day, value });
    (prop::collection::vec(any_reading(), 0..120), prop::collection::vec(official, 0..4))
        .prop_map(|(readings, official)| Batch { readings, official })
}

fn check(state: &State) -> Result<(), TestCaseError> {
    for pair in state.readings.windows(2) {
        prop_assert!(!pair[0].interval().overlaps(pair[1].interval()), "{pair:?}");
    }
    let mut days: BTreeMap<_, Vec<Reading>> = BTreeMap::new();
    for row in &state.readings {
        days.entry(ZONE.day(row.start)).or_default().push(*row);
    }
    let official: BTreeMap<_, _> = state.official.iter().copied().collect();
    for day in official.keys() {
        days.entry(*day).or_default();
    }
    prop_assert_eq!(state.rollups.len(), days.len());
    for (stored, (day, rows)) in state.rollups.iter().zip(&days) {
        let sum: i64 = rows.iter().filter_map(|row| row.value).sum();
        prop_assert_eq!((stored.day, stored.sum), (*day, sum));
        let again = rollup::of_day(ZONE, KIND, *day, rows, official.get(day).copied());
        prop_assert_eq!(stored, &again);
    }
    let whole: Vec<_> =
        state.rollups.iter().filter(|r| r.is_whole()).map(|r| (r.day, Joules(r.total().unwrap()))).collect();
    prop_assert_eq!(&state.anomalies, &detect::over_consumption(&RuleKind::OverConsumption.defaults(), &whole));
    Ok(())
}

/// Rows changed so far: with SQLite by this connection, with PostgreSQL by this transaction.
async fn changes(tx: &mut Tx) -> i64 {
    let of_transaction = "SELECT CAST(SUM(n_tup_ins + n_tup_upd + n_tup_del) AS BIGINT) FROM pg_stat_xact_user_tables";
    match tx.executor() {
        Engine::Sqlite(on) => sqlx::query_scalar("SELECT total_changes()").fetch_one(on).await.unwrap(),
        Engine::Postgres(on) => sqlx::query_scalar(of_transaction).fetch_one(on).await.unwrap(),
    }
}

#[test]
fn a_batch_written_twice_changes_no_row() {
    for_all(192, (any_batch(), any_batch()), async |store, tx, (first, second)| {
        let key = store.key(tx, 0).await;
        for batch in [&first, &second] {
            let outcome = write(tx, key, batch).await;
            let Outcome { written, unchanged, kept, refused, .. } = outcome;
            let counted = usize::try_from(written + unchanged + kept + refused).unwrap();
            prop_assert_eq!(counted, batch.readings.len() + batch.official.len());
            let stored = state(tx, key).await;
            check(&stored)?;
            let before = changes(tx).await;
            let again = write(tx, key, batch).await;
            prop_assert_eq!((again.written, again.days.len()), (0, 0));
            prop_assert_eq!(changes(tx).await, before, "rows written by a second time");
            prop_assert_eq!(state(tx, key).await, stored);
        }
        Ok(())
    });
}
