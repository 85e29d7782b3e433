//! A few meters of the evaluation of `docs/anomalies.md`: were the rules to get worse, this would fail first.

#[path = "../../../benches/verdicts/mod.rs"]
mod verdicts;
#[path = "../../../benches/years/mod.rs"]
mod years;

use chrono::NaiveDate;
use std::collections::BTreeMap;
use syndiwatt::domain::{anomaly::Severity, rule::RuleKind};
use verdicts::{Lasting, Lot, Single, Stretch, lasting, quiet, single};
use years::{Class, Meter};

/// Four months to learn from and seven that count, with both clock changes.
fn stretch() -> Stretch {
    let day = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap();
    Stretch { first: day(2024, 12), from: day(2025, 4), end: day(2025, 11) }
}

fn meter(class: Class, number: u64) -> Meter {
    Meter { class, seed: 77_000 + number * 100 + class as u64, belgian: number % 2 == 1 }
}

/// Of heating without a temperature more than chance is unknown.
fn is_explained(class: Class) -> bool {
    class.is_shared() && class != Class::Heating
}

#[test]
fn our_rule_finds_more_than_the_specified_one_and_is_seldom_wrong() {
    let mut sum = Single::default();
    for class in Class::ALL.into_iter().filter(|class| is_explained(*class)) {
        (0..2).for_each(|number| sum.add(&single(meter(class, number), &stretch())));
    }
    let (ours, specified, ceiling) = (sum.ours, sum.specified, sum.ceiling.tally());
    let figures = format!("{ours:?} {specified:?} {ceiling:?}, {} small", sum.small);
    assert!(ours.planted.iter().sum::<u32>() >= 40, "{figures}");
    assert!(ours.recall() >= 0.9 && ours.recall() > specified.recall(), "{figures}");
    assert!(ours.recall_of(Severity::Major) >= 0.95, "{figures}");
    assert!(ours.recall_of(Severity::Critical) >= 0.95, "{figures}");
    assert!(ours.wrong_a_month() < 0.5 && ours.wrong_a_month() < specified.wrong_a_month(), "{figures}");
    assert!(ours.precision() > specified.precision(), "{figures}");
}

#[test]
fn each_other_kind_of_fault_is_found_by_its_rule() {
    for fault in Lasting::ALL {
        let lot: Lot = lasting(fault, meter(Class::Office, 2), &stretch());
        assert_eq!((lot.planted, lot.found), (1, 1), "{fault:?}, {} days", lot.days);
    }
}

#[test]
fn a_meter_without_faults_is_left_in_peace() {
    for class in [Class::Flat, Class::HeatedFlat, Class::EmptyFlat] {
        let wrong = single(meter(class, 0), &stretch()).ours.wrong_a_month();
        assert!(wrong < 1.0, "{}: {wrong}", class.name());
    }
    let quiet: BTreeMap<RuleKind, usize> = quiet(meter(Class::Office, 3), &stretch());
    for (kind, findings) in quiet.iter().filter(|(kind, _)| **kind != RuleKind::OverConsumption) {
        assert!(*findings <= 3, "{kind:?}: {findings} in seven months");
    }
    assert!(quiet[&RuleKind::OverConsumption] > 30);
}
