//! Leases: who holds a run, for how long, and what a holder may write that has lost it.

use super::{contracts, samples::*};
use crate::{
    domain::sync::{SyncProblem, SyncState},
    storage::{Db, sync_leases, sync_runs},
};

contracts![
    a_held_run_is_nobody_else_s_until_the_lease_ends,
    who_has_lost_a_run_writes_nothing,
    a_run_goes_through_its_states;
    licensed: who_has_lost_a_run_writes_nothing
];

async fn a_held_run_is_nobody_else_s_until_the_lease_ends(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let id = queue(&db, office.meter(&db, 1, None).await, NOW).await;
    let claim = async |now| write(&db, async |tx| sync_leases::claim(tx, None, now, now.plus(30)).await).await;
    let (run, lease) = claim(NOW).await.unwrap();
    assert_eq!((run.id, run.state), (id, SyncState::Running));
    assert!(claim(NOW.plus(30)).await.is_none(), "the last second still counts");
    assert!(write(&db, async |tx| sync_leases::extend(tx, lease, NOW.plus(90)).await).await);
    assert!(claim(NOW.plus(31)).await.is_none(), "extended");
    assert_eq!(claim(NOW.plus(91)).await.unwrap().0.id, id, "left by its holder");
    assert_eq!(sync_runs::open(&db).await.unwrap(), 1);
}

async fn who_has_lost_a_run_writes_nothing(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    queue(&db, meter, NOW).await;
    let (_, old) = write(&db, async |tx| sync_leases::claim(tx, None, NOW, NOW.plus(1)).await).await.unwrap();
    let later = NOW.plus(2);
    let (_, new) = write(&db, async |tx| sync_leases::claim(tx, None, later, later.plus(60)).await).await.unwrap();
    write(&db, async |tx| {
        assert!(!sync_leases::extend(tx, old, later.plus(60)).await?);
        assert!(!sync_leases::planned(tx, old, 9, 9).await?);
        assert!(!sync_leases::advance(tx, old, 9, 9).await?);
        sync_leases::note_problem(tx, old, SyncProblem::QuotaReached).await?;
        sync_leases::give_back(tx, old).await?;
        sync_leases::finish(tx, old, SyncState::Failed, Some(SyncProblem::OurFault), later).await
    })
    .await;
    let run = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((run.state, run.problem, run.days_done), (SyncState::Running, None, 0));
    assert!(write(&db, async |tx| sync_leases::advance(tx, new, 1, 48).await).await);
}

async fn a_run_goes_through_its_states(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    queue(&db, meter, NOW).await;
    let narrow = (day(2026, 11, 2), day(2026, 11, 3));
    write(&db, async |tx| sync_runs::narrow(tx, meter, narrow).await).await;
    let claim = async || {
        write(&db, async |tx| sync_leases::claim(tx, Some(office.building), NOW, NOW.plus(60)).await).await.unwrap()
    };
    let (run, lease) = claim().await;
    assert_eq!((run.first_day, run.end_day), narrow);
    write(&db, async |tx| sync_leases::give_back(tx, lease).await).await;
    let (_, lease) = claim().await;
    write(&db, async |tx| {
        assert!(sync_leases::planned(tx, lease, 2, 0).await?);
        sync_leases::note_problem(tx, lease, SyncProblem::QuotaReached).await?;
        assert!(sync_leases::advance(tx, lease, 1, 48).await?);
        sync_leases::finish(tx, lease, SyncState::Done, None, NOW.plus(9)).await
    })
    .await;
    let run = sync_runs::latest(&db, &[meter]).await.unwrap().remove(0);
    assert_eq!((run.state, run.days_total, run.days_done, run.readings_written), (SyncState::Done, 2, 2, 48));
    assert_eq!((run.problem, run.finished_at), (None, Some(NOW.plus(9))));
    queue(&db, meter, NOW.plus(10)).await;
    write(&db, async |tx| sync_runs::stop_open(tx, meter, NOW.plus(11)).await).await;
    assert_eq!(sync_runs::latest(&db, &[meter]).await.unwrap()[0].state, SyncState::Failed);
    let place = sync_runs::place_of(&db, meter).await.unwrap().unwrap();
    assert_eq!((place.organisation, place.building), (office.organisation, office.building));
}
