//! Tariffs, contracts, colours, emission factors and lots.

use super::{contracts, samples::*};
use crate::{
    domain::{
        emission::{Country, EmissionFactor, FactorKind},
        id::{LotId, TariffId},
        lot::Lot,
        tariff::{Band, BandName, Colour, Colours, MicroEuros, Subscription, Tariff, Term, Vat, Version},
        time::LocalDay,
    },
    storage::{Db, colours, emissions, lots, tariffs},
};

contracts![
    a_tariff_changes_from_its_latest_state_only,
    contracts_bring_their_prices,
    colours_and_factors_are_replaced,
    lots_count_and_areas_may_be_unknown;
    licensed: a_tariff_changes_from_its_latest_state_only
];

fn tariff(price: i64) -> Tariff {
    let vat = Vat { energy: 200, subscription: 55, power: 200, injection: 0 };
    Tariff::new(vec![Version {
        valid_from: day(2026, 1, 1),
        bands: vec![Band { name: BandName::Base, price: MicroEuros(price), windows: Vec::new() }],
        subscription: Subscription { price: MicroEuros(12_000_000), per: Term::Month },
        power: None,
        injection: None,
        vat,
    }])
    .unwrap()
}

async fn a_tariff_changes_from_its_latest_state_only(db: Db) {
    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let (id, prices) = (TariffId::new(), tariff(200_000));
    write(&db, async |tx| tariffs::insert(tx, ours.organisation, (id, "Base", &prices), NOW).await).await;
    assert!(tariffs::find(&db, theirs.organisation, id).await.unwrap().is_none());
    let change = async |organisation, revision, price: i64| {
        let (prices, from) = (tariff(price), (id, revision));
        write(&db, async |tx| tariffs::change(tx, organisation, from, ("Bleu", &prices), NOW.plus(9)).await).await
    };
    assert!(change(ours.organisation, 1, 210_000).await);
    assert!(!change(ours.organisation, 1, 220_000).await, "made from an older state");
    assert!(!change(theirs.organisation, 2, 220_000).await);
    let found = tariffs::find(&db, ours.organisation, id).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.revision, found.changed_at), ("Bleu", 2, NOW.plus(9)));
    assert_eq!(found.tariff, tariff(210_000));
    let delete = async || write(&db, async |tx| tariffs::delete(tx, ours.organisation, id, NOW).await).await;
    let meter = ours.meter(&db, 1, None).await;
    let bound = [(day(2026, 2, 1), Some(id))];
    write(&db, async |tx| tariffs::put_contracts(tx, meter, &bound).await).await;
    assert!(!delete().await, "a contract names it");
    write(&db, async |tx| tariffs::put_contracts(tx, meter, &[]).await).await;
    assert!(delete().await && !delete().await);
    assert!(tariffs::of_organisation(&db, ours.organisation).await.unwrap().is_empty());
}

async fn contracts_bring_their_prices(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (a, b) = (TariffId::new(), TariffId::new());
    for (id, name, price) in [(a, "A", 1), (b, "B", 2)] {
        let prices = tariff(price);
        write(&db, async |tx| tariffs::insert(tx, office.organisation, (id, name, &prices), NOW).await).await;
    }
    let (first, second) = (office.meter(&db, 1, None).await, office.meter(&db, 2, None).await);
    let from = |m| day(2026, m, 1);
    let of_first = [(from(3), Some(b)), (from(1), Some(a)), (from(2), None)];
    write(&db, async |tx| tariffs::put_contracts(tx, first, &of_first).await).await;
    write(&db, async |tx| tariffs::put_contracts(tx, second, &of_first[..1]).await).await;
    let found = tariffs::contracts(&db, &[first]).await.unwrap();
    let seen: Vec<(LocalDay, Option<&str>)> =
        found.iter().map(|(_, c)| (c.valid_from, c.tariff.as_ref().map(|(_, name, _)| name.as_str()))).collect();
    assert_eq!(seen, [(from(1), Some("A")), (from(2), None), (from(3), Some("B"))]);
    assert_eq!(found[2].1.tariff.as_ref().unwrap().2, tariff(2));
    let one = write(&db, async |tx| tariffs::contracts_in(tx, first).await).await;
    assert_eq!(one, found.into_iter().map(|(_, contract)| contract).collect::<Vec<_>>());
    assert_eq!(tariffs::contracts(&db, &[first, second]).await.unwrap().len(), 4);
    let uses = tariffs::uses(&db, office.organisation).await.unwrap();
    let seen: Vec<_> = uses.iter().map(|of| (of.point, of.from, of.tariff)).collect();
    let of_first = [(first, from(1), Some(a)), (first, from(2), None), (first, from(3), Some(b))];
    assert_eq!((&seen[..3], &seen[3..]), (&of_first[..], &[(second, from(3), Some(b))][..]));
    assert_eq!(uses[0].building, office.building);
    let priced = tariffs::priced(&db).await.unwrap();
    assert_eq!(priced.iter().filter(|of| **of == (office.organisation, office.building)).count(), 1);
    let elsewhere = Office::new(&db, "Martin").await;
    assert!(tariffs::uses(&db, elsewhere.organisation).await.unwrap().is_empty());
    assert!(tariffs::contracts(&db, &[]).await.unwrap().is_empty());
}

async fn colours_and_factors_are_replaced(db: Db) {
    let (a, b) = (day(2026, 11, 1), day(2026, 11, 2));
    for colour in [Colour::Blue, Colour::Red] {
        let colours = Colours([(a, colour), (b, Colour::White)].into());
        write(&db, async |tx| colours::put(tx, &colours).await).await;
    }
    let found = colours::between(&db, a, b).await.unwrap();
    assert_eq!(found, Colours([(a, Colour::Red)].into()), "the end is outside");
    let (first, last, days) = colours::known(&db).await.unwrap().unwrap();
    assert!(first <= a && last >= b && days >= 2);

    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let factor = |country, valid_from, milligrams_per_kwh| EmissionFactor {
        country,
        valid_from,
        milligrams_per_kwh,
        kind: FactorKind::LifeCycle,
        source: "RTE".to_owned(),
    };
    let factors = [factor(Country::Belgium, a, 118_000), factor(Country::France, a, 0)];
    for rows in [&factors[..1], &factors[..]] {
        write(&db, async |tx| emissions::put(tx, ours.organisation, rows).await).await;
    }
    assert_eq!(emissions::of_organisation(&db, ours.organisation).await.unwrap(), factors);
    assert!(emissions::of_organisation(&db, theirs.organisation).await.unwrap().is_empty());
}

async fn lots_count_and_areas_may_be_unknown(db: Db) {
    let (ours, theirs) = (Office::new(&db, "Duval").await, Office::new(&db, "Martin").await);
    let lot = |label: &str, share| Lot { id: LotId::new(), label: label.to_owned(), share };
    let of_ours = [lot("A", 510), lot("B", 490)];
    for rows in [&of_ours[..1], &of_ours[..]] {
        write(&db, async |tx| lots::put(tx, ours.building, rows).await).await;
    }
    write(&db, async |tx| lots::set_area(tx, ours.building, Some(840)).await).await;
    assert_eq!(lots::of_building(&db, ours.building).await.unwrap(), of_ours);
    let mut expected = [(ours.building, Some(840), 2), (theirs.building, None, 0)];
    expected.sort_by_key(|row| row.0);
    assert_eq!(lots::sizes(&db, &[ours.building, theirs.building]).await.unwrap(), expected);
    assert!(lots::sizes(&db, &[]).await.unwrap().is_empty());
}
