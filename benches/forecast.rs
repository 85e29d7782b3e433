//! The back-test of the forecast on simulated meters: `docs/forecast.md` holds the table. Seeds are fixed, so every run
//! prints the same; `-- 1000` begins with another one.
#![expect(clippy::unwrap_used, reason = "all days that are asked for exist")]

mod backtest;

use backtest::{Class, Figures, meter, scored};
use std::{thread, time::Instant as Stopwatch};
use syndiwatt::domain::time::PeriodKind;

/// Meters of each class.
const METERS: u64 = 8;

/// How much of the past is shown.
const SHOWN: [(i64, &str); 4] = [(1_500, "24 to 48 months"), (450, "15 months"), (200, "200 days"), (60, "60 days")];

fn line(name: &str, of: &Figures) {
    let [smape, coverage, width] = [of.smape, of.coverage, of.width].map(|share| share * 100.0);
    println!(
        "| {name} | {:.2} | {:.2} | {:.2} | {smape:.1} % | {coverage:.0} % | {width:.0} % |",
        of.mase, of.median, of.last_week
    );
}

fn table(kind: PeriodKind, shown: i64, first_seed: u64) {
    println!("| Meters | MASE | median of weekdays | last week | sMAPE | in the band | width of the band |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let of = |class| {
        let seeds = (0..METERS).map(|number| first_seed + 7 * number);
        let figures: Vec<_> = seeds.map(|seed| scored(&meter(class, seed), kind, shown, 1).figures()).collect();
        Figures::mean(&figures)
    };
    let rows: Vec<Figures> = thread::scope(|scope| {
        let rows: Vec<_> = Class::ALL.map(|(class, _)| scope.spawn(move || of(class))).into_iter().collect();
        rows.into_iter().filter_map(|row| row.join().ok()).collect()
    });
    for ((_, name), figures) in Class::ALL.iter().zip(&rows) {
        line(name, figures);
    }
    line("**all**", &Figures::mean(&rows));
}

fn main() {
    let first_seed = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1);
    let begun = Stopwatch::now();
    for (kind, name) in [(PeriodKind::Month, "Month"), (PeriodKind::Year, "Year")] {
        let shown = SHOWN.into_iter().filter(|(shown, _)| kind == PeriodKind::Month || *shown >= 200);
        for (shown, history) in shown {
            println!("\n{name} totals, history of {history}\n");
            table(kind, shown, first_seed);
        }
    }
    println!("\n{:.0} s", begun.elapsed().as_secs_f64());
}
