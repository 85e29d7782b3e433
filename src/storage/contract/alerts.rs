//! What rules found with its life, and the rules.

use super::{contracts, samples::*};
use crate::{
    domain::{
        alert::{Alert, AlertState},
        anomaly::Severity,
        id::RuleId,
        rule::{Finding, Rule, RuleKind, Scope, StoredRule},
    },
    storage::{Db, alerts, buildings, rules},
};

contracts![
    an_alert_keeps_its_life,
    a_change_is_made_from_the_latest_state_only,
    what_nobody_has_looked_at_is_counted,
    rules_are_found_by_the_meters_that_they_hold;
    licensed: an_alert_keeps_its_life
];

fn alert(d: u32, severity: Severity) -> Alert {
    let kind = RuleKind::Night;
    let day = day(2026, 11, d);
    let finding = Finding { kind, day, seen: day, severity, value: 9, expected: 4, low: 3, high: 5, unit: kind.unit() };
    Alert::new(finding, NOW)
}

async fn an_alert_keeps_its_life(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let key = office.series(&db, 1).await;
    let (first, end) = (day(2026, 11, 1), day(2026, 11, 30));
    let told = Alert { told_at: Some(NOW), comment: Some("Ascenseur".into()), ..alert(1, Severity::Minor) };
    let gone = Alert { withdrawn_at: Some(NOW), state_by: Some(office.user), ..alert(2, Severity::Major) };
    for rows in [vec![alert(1, Severity::Critical)], vec![told.clone(), gone.clone()], vec![told.clone()]] {
        write(&db, async |tx| alerts::put(tx, key, &rows).await).await;
    }
    assert_eq!(alerts::between(&db, &[key], first, end).await.unwrap(), [(key, told.clone())], "withdrawn: not there");
    let all = write(&db, async |tx| alerts::of_series_in(tx, key, RuleKind::Night, first, end).await).await;
    assert_eq!(all, [told.clone(), gone.clone()]);
    assert_eq!(alerts::find(&db, key, RuleKind::Night, gone.finding.day).await.unwrap(), Some(gone));
    assert_eq!(alerts::find(&db, key, RuleKind::Silent, first).await.unwrap(), None);
    let since = async |at| write(&db, async |tx| alerts::told_since(tx, key, RuleKind::Night, at).await).await;
    assert_eq!((since(NOW).await, since(NOW.plus(1)).await), (vec![told.clone()], vec![]));
    assert_eq!(alerts::waiting(&db, NOW).await.unwrap(), [(key, told.clone())]);
    let passed_on = Alert { escalated_at: Some(NOW), ..told };
    write(&db, async |tx| alerts::put(tx, key, std::slice::from_ref(&passed_on)).await).await;
    assert!(alerts::waiting(&db, NOW).await.unwrap().is_empty());
    assert!(alerts::between(&db, &[], first, end).await.unwrap().is_empty());
}

async fn a_change_is_made_from_the_latest_state_only(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let key = office.series(&db, 1).await;
    let open = alert(1, Severity::Minor);
    write(&db, async |tx| alerts::put(tx, key, std::slice::from_ref(&open)).await).await;
    let state_at = NOW.plus(60);
    let explained = Alert {
        state: AlertState::Explained,
        state_at,
        state_by: Some(office.user),
        comment: Some("x".into()),
        ..open
    };
    let change = async |before| write(&db, async |tx| alerts::change(tx, key, before, &explained).await).await;
    assert!(change(NOW).await && !change(NOW).await, "the second one was made from an older state");
    assert_eq!(alerts::find(&db, key, RuleKind::Night, explained.finding.day).await.unwrap(), Some(explained));
}

async fn what_nobody_has_looked_at_is_counted(db: Db) {
    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let key = ours.series(&db, 1).await;
    let of = |kind: RuleKind| {
        let alert = alert(3, Severity::Minor);
        Alert { finding: Finding { kind, unit: kind.unit(), ..alert.finding }, ..alert }
    };
    let count = async |office: &Office, owner, days| alerts::open(&db, office.organisation, owner, days).await.unwrap();
    let days = (day(2026, 11, 3), day(2026, 11, 4));
    for (number, kind) in (1..).zip(RuleKind::ALL) {
        write(&db, async |tx| alerts::put(tx, key, &[of(kind)]).await).await;
        // The second kind says the same of the day as the first.
        assert_eq!(count(&ours, None, days).await, (number - 1).max(1), "{kind:?}");
    }
    assert_eq!(count(&ours, None, (day(2026, 11, 4), day(2026, 11, 5))).await, 0, "about another day");
    assert_eq!((count(&theirs, None, days).await, count(&ours, Some(ours.user), days).await), (0, 0), "not theirs");
    write(&db, async |tx| buildings::add_owner(tx, ours.building, ours.user).await).await;
    assert_eq!(count(&ours, Some(ours.user), days).await, 7);
    let seen = Alert { state: AlertState::Resolved, ..of(RuleKind::Night) };
    let gone = Alert { withdrawn_at: Some(NOW), ..of(RuleKind::Unusual) };
    write(&db, async |tx| alerts::put(tx, key, &[seen, gone]).await).await;
    assert_eq!(count(&ours, None, days).await, 6, "without the unusual day the other rule's counts");
}

async fn rules_are_found_by_the_meters_that_they_hold(db: Db) {
    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let (meter, other) = (ours.meter(&db, 1, None).await, ours.meter(&db, 2, None).await);
    let building = ours.building;
    let rule = |scope, enabled| StoredRule {
        id: RuleId::new(),
        scope,
        enabled,
        rule: Rule::of(RuleKind::Night),
        changed_at: NOW,
    };
    let all = [
        rule(Scope::Organisation, true),
        rule(Scope::Building { building }, false),
        rule(Scope::Meter { building, meter }, true),
    ];
    for stored in &all {
        write(&db, async |tx| rules::insert(tx, ours.organisation, stored).await).await;
    }
    let mut tx = db.begin().await.unwrap();
    let twice = rules::insert(&mut tx, ours.organisation, &rule(Scope::Building { building }, true)).await;
    assert!(twice.is_err_and(|error| error.is_conflict()));
    drop(tx);
    assert_eq!(rules::of_organisation(&db, ours.organisation).await.unwrap().len(), 3);
    assert!(rules::of_organisation(&db, theirs.organisation).await.unwrap().is_empty());
    let key = write(&db, async |tx| crate::storage::series::series_key(tx, other, KIND).await).await;
    let whose = write(&db, async |tx| rules::whose(tx, key).await).await.unwrap();
    assert_eq!((whose.building, whose.meter, whose.zone.as_str()), (building, other, "Europe/Paris"));
    let found = write(&db, async |tx| rules::for_meter(tx, &whose).await).await;
    assert_eq!(found, all[..2], "not that of another meter");
    assert_eq!(
        rules::watched(&db).await.unwrap().iter().map(|of| (of.key, of.last_day)).collect::<Vec<_>>(),
        [(key, None)]
    );
    assert!(rules::standing(&db).await.unwrap().is_empty());
    assert!(!write(&db, async |tx| rules::delete(tx, theirs.organisation, all[0].id).await).await);
    assert!(write(&db, async |tx| rules::delete(tx, ours.organisation, all[0].id).await).await);
    assert_eq!(write(&db, async |tx| rules::whose(tx, key + 99).await).await, None);
}
