//! How often the rules are right: faults of known kinds in realistic years, found or not, and alerts about nothing.
//! `docs/anomalies.md` says what is measured and holds the tables.
#![expect(clippy::unwrap_used, reason = "a benchmark that fails must stop")]

mod verdicts;
mod years;

use chrono::NaiveDate;
use std::collections::BTreeMap;
use syndiwatt::domain::{anomaly::Severity, rule::RuleKind};
use verdicts::{Lasting, Lot, Single, Stretch, Tally, lasting, quiet, single};
use years::{Class, Meter};

/// Seeds below this were used to choose numbers; the tables are of others.
const PRINTED: u64 = 900_000;
/// Meters of each class.
const METERS: u64 = 20;

fn main() {
    let number = |place: usize, otherwise: u64| {
        std::env::args().filter_map(|word| word.parse().ok()).nth(place).unwrap_or(otherwise)
    };
    let (seed, meters) = (number(0, PRINTED), number(1, METERS));
    let day = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap();
    let stretch = Stretch { first: day(2024, 8), from: day(2025, 1), end: day(2026, 1) };
    let of = |class: Class| {
        (0..meters).map(move |number| Meter {
            class,
            seed: seed + number * 100 + class as u64,
            belgian: number % 2 == 1,
        })
    };
    println!("Seed {seed}, {meters} meters of each class, {} to {}\n", stretch.from, stretch.end);
    let mut by_class: BTreeMap<Class, Single> = BTreeMap::new();
    for class in Class::ALL {
        let all = by_class.entry(class).or_default();
        of(class).for_each(|meter| all.add(&single(meter, &stretch)));
    }
    print_single(&by_class);
    print_lasting(|class, fault| {
        of(class).map(|meter| lasting(fault, meter, &stretch)).fold(Lot::default(), |sum, lot| Lot {
            planted: sum.planted + lot.planted,
            found: sum.found + lot.found,
            days: sum.days + lot.days,
        })
    });
    print_quiet(|class| {
        let mut sums = BTreeMap::new();
        for (kind, count) in of(class).flat_map(|meter| quiet(meter, &stretch)) {
            *sums.entry(kind).or_insert(0.0) += f64::from(u32::try_from(count).unwrap());
        }
        let months = stretch.months() * f64::from(u32::try_from(meters).unwrap());
        sums.into_iter().map(|(kind, sum)| (kind, sum / months)).collect()
    });
}

/// Single-day faults by class, then groups of classes.
fn print_single(by_class: &BTreeMap<Class, Single>) {
    println!("| meters | rule | recall | Minor | Major | Critical | precision | wrong alerts a meter-month |");
    println!("|---|---|---|---|---|---|---|---|");
    for (class, single) in by_class {
        print_rules(class.name(), single);
    }
    let group = |name: &str, wanted: &dyn Fn(Class) -> bool| {
        let mut sum = Single::default();
        by_class.iter().filter(|(class, _)| wanted(**class)).for_each(|(_, single)| sum.add(single));
        print_rules(name, &sum);
    };
    group("**shared meters, weather known or no matter**", &|class| class.is_shared() && class != Class::Heating);
    group("**shared meters**", &Class::is_shared);
    group("**flats**", &|class| !class.is_shared());
    group("**all**", &|_| true);
    let small: u32 = by_class.values().map(|single| single.small).sum();
    println!("\n{small} faults of less than 2 kWh are not counted.\n");
}

fn print_rules(name: &str, single: &Single) {
    let line = |rule: &str, tally: Tally| {
        let [minor, major, critical] =
            [Severity::Minor, Severity::Major, Severity::Critical].map(|of| shown(tally.recall_of(of)));
        println!(
            "| {name} | {rule} | {} | {minor} | {major} | {critical} | {:.2} | {:.2} |",
            shown(tally.recall()),
            tally.precision(),
            tally.wrong_a_month()
        );
    };
    line("specified", single.specified);
    line("unusual", single.ours);
    line("ceiling", single.ceiling.tally());
}

/// A share; a dash where there was nothing to find.
fn shown(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{share:.3}") }
}

/// Other faults by class: found of planted, and after how many days.
fn print_lasting(lot: impl Fn(Class, Lasting) -> Lot) {
    println!("| meters | {} |", Lasting::ALL.map(|fault| format!("`{}`", fault.rule().as_str())).join(" | "));
    println!("|---|{}", "---|".repeat(Lasting::ALL.len()));
    for class in Class::ALL {
        let cells = Lasting::ALL.map(|fault| {
            let lot = lot(class, fault);
            let days = f64::from(i32::try_from(lot.days).unwrap()) / f64::from(lot.found.max(1));
            format!("{} of {}, {days:.1} d", lot.found, lot.planted)
        });
        println!("| {} | {} |", class.name(), cells.join(" | "));
    }
    println!();
}

/// Alerts a meter-month of every rule in years without faults.
fn print_quiet(rates: impl Fn(Class) -> BTreeMap<RuleKind, f64>) {
    let kinds: Vec<RuleKind> = RuleKind::ALL.into_iter().filter(|kind| *kind != RuleKind::ConsentEnding).collect();
    let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.as_str())).collect();
    println!("| meters without faults | {} |", names.join(" | "));
    println!("|---|{}", "---|".repeat(kinds.len()));
    for class in Class::ALL {
        let rates = rates(class);
        let cells: Vec<String> = kinds.iter().map(|kind| format!("{:.2}", rates.get(kind).unwrap())).collect();
        println!("| {} | {} |", class.name(), cells.join(" | "));
    }
}
