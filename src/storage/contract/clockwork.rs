//! What is done by the clock, runs that are put off, and the journal.

use super::{contracts, samples::*};
use crate::{
    domain::{
        provider::ProviderId,
        reading::DayRollup,
        series::SeriesKind,
        sync::{RunKind, SyncProblem, SyncState},
        time::LocalDay,
    },
    storage::{
        Db,
        day_requests::DayOutcome,
        journal::{self, Entry, Heard},
        readings, schedule, series, sync_leases, sync_runs,
    },
};

contracts![
    what_is_due_is_done_once,
    routine_runs_come_first_and_are_one_row,
    a_run_that_is_put_off_waits_unless_somebody_wants_it,
    what_trouble_stopped_goes_on,
    only_meters_with_a_consent_are_read,
    the_journal_is_read_backwards;
    licensed: what_is_due_is_done_once
];

async fn what_is_due_is_done_once(db: Db) {
    let find = async || write(&db, async |tx| schedule::find(tx, "repair").await).await;
    assert_eq!(find().await, None);
    for next in [NOW, NOW.plus(7)] {
        write(&db, async |tx| schedule::begin(tx, "repair", next).await).await;
    }
    assert_eq!(find().await, Some((NOW, None)), "who came first");
    let take = async || write(&db, async |tx| schedule::take(tx, "repair", NOW, NOW.plus(60), NOW.plus(1)).await).await;
    assert!(take().await && !take().await);
    assert_eq!(find().await, Some((NOW.plus(60), Some(NOW.plus(1)))));
}

async fn routine_runs_come_first_and_are_one_row(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (old, meter) = (office.meter(&db, 1, None).await, office.meter(&db, 2, None).await);
    queue(&db, old, NOW).await;
    let days = (day(2026, 11, 14), day(2026, 11, 21));
    let routine =
        async |now| write(&db, async |tx| sync_runs::queue_routine(tx, &[(meter, days.0, days.1)], now).await).await;
    assert!(!sync_leases::routine_waits(&db, NOW.plus(9)).await.unwrap());
    routine(NOW.plus(9)).await;
    assert!(sync_leases::routine_waits(&db, NOW.plus(9)).await.unwrap());
    let claim = async || write(&db, async |tx| sync_leases::claim(tx, None, NOW.plus(9), NOW.plus(60)).await).await;
    let (run, lease) = claim().await.unwrap();
    assert_eq!((run.usage_point, run.kind, (run.first_day, run.end_day)), (meter, RunKind::Routine, days));
    routine(NOW.plus(10)).await;
    let open = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((open.state, open.created_at), (SyncState::Running, NOW.plus(9)), "it is at work: nothing is queued");
    write(&db, async |tx| {
        assert!(sync_leases::planned(tx, lease, 7, 7).await?);
        sync_leases::finish(tx, lease, SyncState::Done, None, NOW.plus(11)).await
    })
    .await;
    routine(NOW.plus(99)).await;
    let again = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((again.id, again.state, again.days_total), (run.id, SyncState::Queued, 0));
    assert_eq!((again.created_at, again.finished_at), (NOW.plus(99), None));
    let wider = [(meter, day(2026, 11, 20), day(2026, 11, 22))];
    write(&db, async |tx| sync_runs::queue_routine(tx, &wider, NOW.plus(99)).await).await;
    let again = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((again.first_day, again.end_day), (days.0, day(2026, 11, 22)), "what was wanted stays wanted");
    let history = queue(&db, meter, NOW).await;
    let shown = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!(shown.id, history, "a history that is fetched is what one wants to see");
}

async fn a_run_that_is_put_off_waits_unless_somebody_wants_it(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let id = queue(&db, meter, NOW).await;
    let claim = async |now| write(&db, async |tx| sync_leases::claim(tx, None, now, now.plus(60)).await).await;
    let (_, lease) = claim(NOW).await.unwrap();
    let put_off = async |lease| {
        write(&db, async |tx| sync_leases::put_off(tx, lease, NOW.plus(600), SyncProblem::OperatorFault).await).await;
    };
    put_off(lease).await;
    let run = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((run.state, run.problem), (SyncState::Queued, Some(SyncProblem::OperatorFault)));
    assert!(claim(NOW.plus(599)).await.is_none());
    put_off(claim(NOW.plus(600)).await.unwrap().1).await;
    write(&db, async |tx| sync_runs::put_off_all(tx, ProviderId::Ores, NOW.plus(9_000)).await).await;
    write(&db, async |tx| sync_runs::put_off_all(tx, ProviderId::Enedis, NOW.plus(700)).await).await;
    assert!(claim(NOW.plus(699)).await.is_none());
    put_off(claim(NOW.plus(700)).await.unwrap().1).await;
    let days = (day(2026, 11, 1), day(2026, 11, 3));
    let another = crate::domain::id::SyncRunId::new();
    assert!(!write(&db, async |tx| sync_runs::queue(tx, another, meter, days, NOW).await).await, "one is open");
    assert_eq!(claim(NOW).await.unwrap().0.id, id, "now");
}

async fn what_trouble_stopped_goes_on(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let stop = async |number, problem| {
        let meter = office.meter(&db, number, None).await;
        queue(&db, meter, NOW).await;
        let (_, lease) = write(&db, async |tx| sync_leases::claim(tx, None, NOW, NOW.plus(9)).await).await.unwrap();
        write(&db, async |tx| sync_leases::finish(tx, lease, SyncState::Failed, Some(problem), NOW).await).await;
        meter
    };
    let down = stop(1, SyncProblem::OperatorFault).await;
    let doubted = stop(4, SyncProblem::ConsentInDoubt).await;
    let refused = stop(2, SyncProblem::ConsentNeeded).await;
    let wanted_since = stop(3, SyncProblem::OperatorFault).await;
    let newer = queue(&db, wanted_since, NOW.plus(1)).await;
    write(&db, async |tx| sync_runs::resume_failed(tx, NOW.plus(5)).await).await;
    let of = async |meter| sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((of(down).await.state, of(down).await.created_at), (SyncState::Queued, NOW.plus(5)));
    assert_eq!((of(doubted).await.state, of(refused).await.state), (SyncState::Queued, SyncState::Failed));
    assert_eq!(of(wanted_since).await.id, newer);
    assert_eq!(sync_runs::open(&db).await.unwrap(), 3);
}

/// A day of 24 hours of which so many seconds are known.
fn rollup(day: LocalDay, covered_seconds: i64) -> DayRollup {
    let (day_seconds, values) = (86_400, covered_seconds / 1_800);
    let (nulls, sum, official, max, min, estimated, corrected) = (0, 5, None, None, None, 0, 0);
    DayRollup { day, day_seconds, covered_seconds, values, nulls, sum, official, max, min, estimated, corrected }
}

async fn only_meters_with_a_consent_are_read(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let consent = office.consent(&db).await;
    let meter = office.meter(&db, 1, Some(consent)).await;
    office.meter(&db, 2, None).await;
    let readable = async |now| write(&db, async |tx| schedule::readable(tx, ProviderId::Enedis, now).await).await;
    assert_eq!(readable(NOW).await, [(meter, "Europe/Paris".to_owned())]);
    assert_eq!(readable(NOW.plus(1_000)).await, [], "it has ended");
    let key = write(&db, async |tx| series::series_key(tx, meter, SeriesKind::ElectricityConsumption).await).await;
    let known = [rollup(day(2026, 11, 1), 86_400), rollup(day(2026, 11, 2), 86_399), rollup(day(2026, 11, 3), 86_400)];
    write(&db, async |tx| readings::put_rollups(tx, key, &known).await).await;
    let whole = async |end| {
        let days = (day(2026, 11, 1), day(2026, 11, end));
        write(&db, async |tx| schedule::whole_days(tx, ProviderId::Enedis, days).await).await
    };
    assert_eq!((whole(3).await, whole(4).await), (vec![(meter, 1)], vec![(meter, 2)]));
}

async fn the_journal_is_read_backwards(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let entry = |seconds, curve, heard| Entry {
        at: NOW.plus(seconds),
        kind: SeriesKind::ElectricityProduction,
        curve,
        first: day(2026, 11, 1),
        end: day(2026, 11, 8),
        heard,
        code: "STM-ERR-0000014".to_owned(),
        days_found: 3,
    };
    let entries = [
        entry(0, true, Heard::Days(DayOutcome::NoData)),
        entry(1, false, Heard::Days(DayOutcome::Data)),
        entry(2, true, Heard::Problem(SyncProblem::OperatorFault)),
    ];
    for entry in &entries {
        write(&db, async |tx| journal::write(tx, meter, entry).await).await;
    }
    let read = async |most| journal::of_meter(&db, meter, most).await.unwrap();
    assert_eq!(read(9).await, [entries[2].clone(), entries[1].clone(), entries[0].clone()]);
    assert_eq!(read(1).await, [entries[2].clone()]);
    let of = async |provider| journal::of_provider(&db, provider, NOW.plus(1)).await.unwrap();
    let lines = of(ProviderId::Enedis).await;
    let heard: Vec<_> = lines.iter().map(|line| (line.meter, line.at, line.heard)).collect();
    assert_eq!(heard, [(meter, NOW.plus(2), entries[2].heard), (meter, NOW.plus(1), entries[1].heard)]);
    assert_eq!((lines[0].code.as_str(), of(ProviderId::Ores).await), ("STM-ERR-0000014", Vec::new()));
    write(&db, async |tx| journal::forget(tx, NOW.plus(2)).await).await;
    assert_eq!(read(9).await, [entries[2].clone()]);
}
