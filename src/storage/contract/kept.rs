//! Releasing old readings: only those before the instant, of the series that hold any, and noted for good.

use super::{contracts, samples::*};
use crate::{
    domain::time::{Instant, Interval},
    storage::{Db, readings},
};

contracts![
    only_what_is_older_is_released;
    licensed: only_what_is_older_is_released
];

async fn only_what_is_older_is_released(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (old, new) = (office.series(&db, 1).await, office.series(&db, 2).await);
    let starts = [readings::boundary(NOW).0 - 1_800, readings::boundary(NOW).0];
    for (key, start) in [(old, starts[0]), (old, starts[1]), (new, starts[1])] {
        write(&db, async |tx| readings::put(tx, key, &[reading(start, Some(1))]).await).await;
    }
    let from = Instant(starts[1]);
    let zones = readings::zones(&db).await.unwrap();
    assert_eq!(zones, ["Europe/Paris"]);
    assert_eq!(readings::older(&db, &zones[0], from).await.unwrap(), [old]);
    assert!(readings::older(&db, "Europe/Brussels", from).await.unwrap().is_empty());
    assert_eq!(write(&db, async |tx| readings::kept_from(tx, old).await).await, None);
    for at in [from, from.plus(-60)] {
        write(&db, async |tx| readings::keep_from(tx, old, at).await).await;
        assert_eq!(write(&db, async |tx| readings::kept_from(tx, old).await).await, Some(from), "never back");
    }
    readings::drop_chunks(&db, from).await.unwrap();
    write(&db, async |tx| readings::release(tx, old, from).await).await;
    assert!(readings::older(&db, &zones[0], from).await.unwrap().is_empty());
    let always = Interval { start: Instant(0), end: NOW };
    for key in [old, new] {
        let held = readings::readings_between(&db, key, always).await.unwrap();
        assert_eq!(held, [reading(starts[1], Some(1))]);
    }
}
