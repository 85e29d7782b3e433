//! Buildings, meters, files: found by those of their organisation, in one order everywhere.

use super::{contracts, samples::*};
use crate::{
    domain::{
        building::UsagePoint,
        id::{BuildingId, ImportId},
        provider::ProviderId,
    },
    storage::{Db, buildings, imports, series, usage_points},
};

contracts![
    names_sort_alike_on_every_engine,
    a_meter_is_found_in_its_organisation_only,
    a_disconnected_number_may_come_back,
    an_import_loses_its_content_when_it_is_over;
    licensed: names_sort_alike_on_every_engine
];

async fn names_sort_alike_on_every_engine(db: Db) {
    let office = Office::new(&db, "Duval").await;
    for name in ["Érables", "belvédère", "Zola", "Bellevue", "les Tilleuls", "École 2", "Ecole 10"] {
        let added = building(office.organisation, BuildingId::new(), name);
        write(&db, async |tx| buildings::insert(tx, &added, NOW).await).await;
    }
    let found = buildings::of_organisation(&db, office.organisation).await.unwrap();
    let names: Vec<&str> = found.iter().map(|building| building.name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(names, sorted, "byte by byte; screens sort for people");
    assert_eq!(buildings::organisation_name(&db, office.organisation).await.unwrap().as_deref(), Some("Duval"));
}

async fn a_meter_is_found_in_its_organisation_only(db: Db) {
    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let meter = ours.meter(&db, 1, None).await;
    assert!(usage_points::find(&db, ours.organisation, meter).await.unwrap().is_some());
    assert!(usage_points::find(&db, theirs.organisation, meter).await.unwrap().is_none());
    assert!(buildings::find(&db, theirs.organisation, ours.building).await.unwrap().is_none());
    write(&db, async |tx| {
        usage_points::rename(tx, meter, "Parties communes").await?;
        usage_points::touch_sync(tx, meter, NOW).await
    })
    .await;
    let found = usage_points::of_buildings(&db, &[ours.building, theirs.building]).await.unwrap();
    assert_eq!((found[0].label.as_str(), found[0].last_sync_at), ("Parties communes", Some(NOW)));
    assert!(usage_points::of_buildings(&db, &[]).await.unwrap().is_empty());
    let key = write(&db, async |tx| series::series_key(tx, meter, KIND).await).await;
    write(&db, async |tx| series::touch_received(tx, key, NOW).await).await;
    let rows = series::series_of(&db, &[meter]).await.unwrap();
    assert_eq!((rows[0].key, rows[0].received_at), (key, Some(NOW)));
}

async fn a_disconnected_number_may_come_back(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let meter = office.meter(&db, 1, None).await;
    let number = usage_point(office.building, 1).number;
    let live = async || {
        let found = usage_points::live_by_number(&db, office.organisation, ProviderId::Enedis, &number).await.unwrap();
        found.map(|point: UsagePoint| point.id)
    };
    assert_eq!(live().await, Some(meter));
    write(&db, async |tx| usage_points::disconnect(tx, meter, NOW).await).await;
    assert_eq!(live().await, None);
    let second = office.meter(&db, 1, None).await;
    let order: Vec<_> =
        usage_points::of_building(&db, office.building).await.unwrap().iter().map(|point| point.id).collect();
    assert_eq!(order, [second, meter], "live ones first");
    let mut tx = db.begin().await.unwrap();
    assert!(usage_points::reconnect(&mut tx, meter, None).await.unwrap_err().is_conflict());
    drop(tx);
    write(&db, async |tx| {
        usage_points::disconnect(tx, second, NOW).await?;
        usage_points::reconnect(tx, meter, None).await?;
        usage_points::set_consent(tx, meter, None).await
    })
    .await;
    assert_eq!(live().await, Some(meter));
}

async fn an_import_loses_its_content_when_it_is_over(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let add = async || {
        let id = ImportId::new();
        let import = imports::NewImport {
            id,
            organisation: office.organisation,
            building: office.building,
            user: office.user,
            file_name: "courbe.csv".into(),
            format: "fluvius",
            content: vec![0, 1, 255],
        };
        write(&db, async |tx| imports::insert(tx, import, NOW).await).await;
        id
    };
    let (taken, left) = (add().await, add().await);
    assert!(imports::find(&db, office.organisation, taken).await.unwrap().is_some());
    write(&db, async |tx| {
        assert!(imports::confirm(tx, taken, NOW).await?);
        imports::finish(tx, taken, 96).await?;
        imports::expire(tx, NOW.plus(1)).await
    })
    .await;
    assert!(!write(&db, async |tx| imports::confirm(tx, left, NOW).await).await, "expired");
    assert_eq!(imports::of_building(&db, office.building).await.unwrap().len(), 1);
}
