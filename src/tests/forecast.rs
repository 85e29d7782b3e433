//! The forecast is better than the rule of thumb, and its band holds what it says: a small part of `make evaluate`.

#[path = "../../benches/backtest/mod.rs"]
mod backtest;

use backtest::{Class, Figures, meter, scored};
use syndiwatt::domain::time::PeriodKind;

#[test]
fn months_beat_the_baseline_and_four_of_five_lie_in_the_band() {
    let figures = Class::ALL.map(|(class, name)| {
        let meters = [3_u64, 12].map(|seed| scored(&meter(class, seed), PeriodKind::Month, 600, 11).figures());
        let figures = Figures::mean(&meters);
        assert!(figures.mase < 1.0, "{name}: {:.2}", figures.mase);
        figures
    });
    let all = Figures::mean(&figures);
    assert!(all.mase < 0.8, "{:.2}", all.mase);
    assert!((0.7..0.9).contains(&all.coverage), "{:.2}", all.coverage);
}
