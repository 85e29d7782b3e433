//! Reports: asked for once, made by one maker at a time, fetched, forgotten; and who gets one every month.

use super::{contracts, samples::*};
use crate::{
    domain::{
        id::{BatchId, BuildingId, UserId},
        language::Language,
        report::ReportState,
        time::Period,
    },
    storage::{
        Db, accounts, buildings,
        reports::{
            self, NewReport, making,
            subscriptions::{self, Wanted},
        },
    },
};

contracts![
    who_asks_twice_waits_for_one,
    the_month_brings_one,
    a_report_is_with_one_maker_at_a_time,
    a_made_report_is_kept_and_forgotten,
    people_get_what_they_want;
    licensed: who_asks_twice_waits_for_one
];

fn month() -> Period {
    "2026-10".parse().unwrap()
}

fn wanted(building: BuildingId, user: Option<UserId>) -> NewReport {
    NewReport { building, user, period: month(), language: Language::Nl }
}

async fn put(db: &Db, office: &Office, batch: BatchId, new: NewReport) -> u64 {
    write(db, async |tx| reports::put(tx, office.organisation, batch, &[new], NOW).await).await
}

async fn who_asks_twice_waits_for_one(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (batch, new) = (BatchId::new(), wanted(office.building, Some(office.user)));
    assert_eq!(put(&db, &office, batch, new).await, 1);
    assert_eq!(put(&db, &office, BatchId::new(), new).await, 0);
    assert_eq!(put(&db, &office, batch, NewReport { language: Language::Fr, ..new }).await, 1, "another language");
    let waiting =
        write(&db, async |tx| reports::waiting(tx, office.building, office.user, month(), Language::Nl).await);
    let waiting = waiting.await.unwrap();
    assert_eq!((waiting.period, waiting.language, waiting.state), (month(), Language::Nl, ReportState::Queued));
    assert_eq!(
        (waiting.user, waiting.batch, waiting.file, waiting.finished_at),
        (Some(office.user), batch, None, None)
    );
    assert_eq!(reports::of_batch(&db, office.organisation, batch).await.unwrap().len(), 2);
    assert!(reports::find(&db, office.organisation, waiting.id).await.unwrap().is_some());
    let elsewhere = Office::new(&db, "Martin").await;
    assert!(reports::find(&db, elsewhere.organisation, waiting.id).await.unwrap().is_none());
    assert!(reports::of_buildings(&db, &[], 9).await.unwrap().is_empty());
    assert_eq!(reports::of_buildings(&db, &[office.building, elsewhere.building], 1).await.unwrap().len(), 1);
}

async fn the_month_brings_one(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let new = wanted(office.building, None);
    assert_eq!(put(&db, &office, BatchId::new(), new).await, 1);
    let (_, lease) = write(&db, async |tx| making::claim(tx, NOW, NOW.plus(60)).await).await.unwrap();
    write(&db, async |tx| making::finish(tx, lease, Some(("a.pdf", b"%PDF")), NOW).await).await;
    assert_eq!(put(&db, &office, BatchId::new(), new).await, 0, "made is made");
    let made = reports::of_month(&db, office.building, month(), Language::Nl).await.unwrap().unwrap();
    assert_eq!((made.state, made.user), (ReportState::Done, None));
    assert!(reports::of_month(&db, office.building, month(), Language::En).await.unwrap().is_none());
}

async fn a_report_is_with_one_maker_at_a_time(db: Db) {
    let office = Office::new(&db, "Duval").await;
    put(&db, &office, BatchId::new(), wanted(office.building, Some(office.user))).await;
    let claim = async |now| write(&db, async |tx| making::claim(tx, now, now.plus(60)).await).await;
    let (report, old) = claim(NOW).await.unwrap();
    assert_eq!((report.state, old.attempt), (ReportState::Running, 1));
    assert!(claim(NOW.plus(60)).await.is_none(), "the last second still counts");
    let (again, new) = claim(NOW.plus(61)).await.unwrap();
    assert_eq!((again.id, new.attempt), (report.id, 2), "left by its maker");
    assert!(!write(&db, async |tx| making::finish(tx, old, None, NOW).await).await, "taken over meanwhile");
    assert!(!write(&db, async |tx| making::give_back(tx, old).await).await);
    assert!(write(&db, async |tx| making::give_back(tx, new).await).await);
    let (_, last) = claim(NOW.plus(62)).await.unwrap();
    assert!(write(&db, async |tx| making::finish(tx, last, None, NOW).await).await);
    assert!(!write(&db, async |tx| making::finish(tx, last, None, NOW).await).await, "once");
    let failed = reports::find(&db, office.organisation, report.id).await.unwrap().unwrap();
    assert_eq!((failed.state, failed.file, failed.finished_at), (ReportState::Failed, None, Some(NOW)));
}

async fn a_made_report_is_kept_and_forgotten(db: Db) {
    let office = Office::new(&db, "Duval").await;
    put(&db, &office, BatchId::new(), wanted(office.building, Some(office.user))).await;
    let (report, lease) = write(&db, async |tx| making::claim(tx, NOW, NOW.plus(60)).await).await.unwrap();
    assert_eq!(reports::file(&db, office.organisation, report.id).await.unwrap(), None);
    let bytes = [0, 159, 146, 150];
    write(&db, async |tx| making::finish(tx, lease, Some(("a.pdf", &bytes)), NOW).await).await;
    let made = reports::find(&db, office.organisation, report.id).await.unwrap().unwrap();
    assert_eq!((made.state, made.file), (ReportState::Done, Some(("a.pdf".to_owned(), 4))));
    assert_eq!(reports::file(&db, office.organisation, report.id).await.unwrap(), Some(bytes.to_vec()));
    let forget = async |before| write(&db, async |tx| reports::forget(tx, before).await).await;
    assert_eq!((forget(NOW).await, forget(NOW.plus(1)).await), (0, 1));
    assert_eq!(reports::file(&db, office.organisation, report.id).await.unwrap(), None);
}

async fn people_get_what_they_want(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let other = BuildingId::new();
    let of_office = building(office.organisation, other, "Clos des Lilas");
    let neighbour = UserId::new();
    write(&db, async |tx| {
        buildings::insert(tx, &of_office, NOW).await?;
        accounts::insert_user(tx, neighbour, "neighbour@example.org", "Neighbour", "hash", NOW).await
    })
    .await;
    let of = async |user| subscriptions::of(&db, user, office.organisation).await.unwrap();
    assert!(of(office.user).await.is_none() && subscriptions::subscribers(&db).await.unwrap().is_empty());
    let put = async |user, wanted: &Wanted| {
        write(&db, async |tx| subscriptions::put(tx, user, office.organisation, wanted, NOW).await).await;
    };
    let one = Wanted { all: false, buildings: vec![other] };
    put(office.user, &one).await;
    assert_eq!(of(office.user).await, one);
    assert!(one.holds(other) && !one.holds(office.building));
    let all = Wanted { all: true, buildings: vec![other, office.building] };
    put(office.user, &all).await;
    put(neighbour, &one).await;
    let found = of(office.user).await;
    assert!(found.all && found.buildings.len() == 2 && found.holds(BuildingId::new()));
    assert_eq!(subscriptions::subscribers(&db).await.unwrap().len(), 2, "each once");
    put(office.user, &Wanted::default()).await;
    assert_eq!(subscriptions::subscribers(&db).await.unwrap(), [(office.organisation, neighbour)]);
}
