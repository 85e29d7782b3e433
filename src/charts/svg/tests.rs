//! What the pictures must show: every slot in its place, nothing pale where something is missing.

use super::*;
use crate::{
    domain::{time::LocalDay, units::Joules},
    views::{
        building::{Usual, Worth},
        shared::{Fingerprint, WallTime},
    },
};

fn wall(day: u32, hour: u32, minute: u32) -> WallTime {
    WallTime { day: LocalDay::from_ymd_opt(2026, 11, day).unwrap(), hour, minute, zone_mark: String::new() }
}

fn labels() -> ChartLabels {
    ChartLabels { title: "Résidence \"A & B\"".to_owned(), language: Language::Fr }
}

/// A day bar; `wh` of `None` is a missing day.
fn day_slot(day: u32, wh: Option<i64>) -> Slot {
    let state = if wh.is_some() { SlotState::Measured } else { SlotState::Missing };
    let value = wh.and_then(Joules::from_wh);
    let quiet = day.is_multiple_of(7);
    let (start, end) = (wall(day, 0, 0), wall(day + 1, 0, 0));
    Slot {
        start,
        end,
        seconds: 86_400,
        value,
        compared: None,
        worth: Worth::default(),
        forecast: None,
        usual: None,
        alert: None,
        state,
        quiet,
        opens: None,
    }
}

fn half_hour(index: u32, watts: Option<i64>) -> Slot {
    let (start, end) = (wall(20, index / 2, index % 2 * 30), wall(20, index / 2, index % 2 * 30));
    let state = if watts.is_some() { SlotState::Measured } else { SlotState::Missing };
    let value = watts.and_then(|w| Joules::from_mean_watts(w, 1_800));
    Slot {
        start,
        end,
        seconds: 1_800,
        value,
        compared: None,
        worth: Worth::default(),
        forecast: None,
        usual: None,
        alert: None,
        state,
        quiet: index < 12,
        opens: None,
    }
}

#[test]
fn bars_reach_their_value_and_missing_days_are_hatched() {
    let slots = vec![day_slot(1, Some(100_000)), day_slot(2, None), day_slot(3, Some(50_000))];
    let svg = bars(&ChartView::new(ChartKind::Days, slots), &labels());
    assert!(svg.contains(r#"<path class="bar" d="M1 200v-200h8v200zM21 200v-100h8v100z"/>"#), "{svg}");
    assert!(svg.contains(r#"<rect class="missing" fill="url(#hatch)" x="33.33%" width="33.33%""#), "{svg}");
    assert!(svg.contains(">100\u{a0}kWh</text>"), "the highest bar bears its value: {svg}");
    assert!(svg.contains(r#"aria-label="Résidence &quot;A &amp; B&quot;""#), "{svg}");
    assert_eq!(svg.matches("kWh").count(), 2, "the unit stands once on the axis and once at the peak");
}

#[test]
fn a_curve_steps_and_breaks_at_gaps() {
    let watts = [Some(1_000), Some(1_000), Some(2_000), None, Some(500)];
    let slots = watts.into_iter().zip(0..).map(|(w, i)| half_hour(i, w)).collect();
    let svg = curve(&ChartView::new(ChartKind::LoadCurve, slots), &labels());
    assert!(svg.contains(r#"<path class="line" d="M0 100H30H60V0H90M120 150H150"/>"#), "{svg}");
    assert!(svg.contains(r#"x="60%" width="20%""#), "the missing half-hour is hatched: {svg}");
    assert!(svg.contains(r#"<rect class="quiet" x="0%" width="100%""#), "night is one band: {svg}");
}

#[test]
fn unusual_days_bear_their_sign_and_the_usual_range_lies_behind_the_curve() {
    let mut slots = vec![day_slot(1, Some(100_000)), day_slot(2, Some(50_000))];
    slots[0].alert = Some(crate::domain::anomaly::Severity::Critical);
    slots[1].alert = Some(crate::domain::anomaly::Severity::Minor);
    let svg = bars(&ChartView::new(ChartKind::Days, slots), &labels());
    assert!(svg.contains(r#"<text class="mark peak critical" x="25%" y="17">!!!&nbsp;100&nbsp;kWh"#.replace("&nbsp;", "\u{a0}").as_str()), "{svg}");
    assert!(svg.contains(r#"<text class="mark minor" x="75%" y="117">!</text>"#), "{svg}");
    let joules = |watts| Joules::from_mean_watts(watts, 1_800).unwrap();
    let mut slot = half_hour(0, Some(1_000));
    slot.usual = Some(Usual { low: joules(500), high: joules(2_000) });
    let svg = curve(&ChartView::new(ChartKind::LoadCurve, vec![slot]), &labels());
    assert!(svg.contains(r#"<path class="usual" d="M0 150V0H30V150z"/>"#), "{svg}");
}

#[test]
fn an_empty_chart_is_still_a_chart() {
    for kind in [ChartKind::LoadCurve, ChartKind::Days, ChartKind::Months] {
        let svg = chart(&ChartView::new(kind, Vec::new()), &labels());
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>") && !svg.contains("NaN"), "{svg}");
    }
}

#[test]
fn axes_have_round_steps_that_cover_the_largest_value() {
    for max in [1, 47, 999, 1_000, 31_240, 3_000_000, i64::MAX] {
        let axis = Axis::power(max);
        let ticks = axis.ticks(Language::Fr);
        assert!((3..=5).contains(&ticks.len()), "{max}: {ticks:?}");
        assert!(axis.part(max) > 0.4 && axis.part(max) <= 1.0, "{max}: {}", axis.part(max));
        assert_eq!(ticks[0].1.chars().next(), Some('0'));
    }
}

fn print_of(watts: Vec<Option<u32>>) -> Fingerprint {
    Fingerprint { first_day: LocalDay::from_ymd_opt(2026, 11, 15).unwrap(), per_day: 24, watts }
}

#[test]
fn missing_hours_are_hatched_and_runs_are_merged() {
    let mut watts = vec![Some(0); 48];
    watts[2..5].fill(Some(800));
    watts[24..26].fill(None);
    let svg = fingerprint(&print_of(watts), "30 jours", FingerprintSize::Small);
    assert!(svg.contains(r#"viewBox="0 0 24 2""#), "{svg}");
    assert!(svg.contains(r#"<path class="l7" d="M2 0h3v1h-3z"/>"#), "{svg}");
    assert!(svg.contains(r#"<path class="gap" d="M0 2l1-1M1 2l1-1"/>"#), "{svg}");
}

#[test]
fn one_peak_does_not_whiten_the_rest() {
    let mut watts = vec![Some(800); 24 * 30];
    watts[5] = Some(1_000_000);
    let levels = fingerprint::levels(&print_of(watts));
    assert_eq!(levels[0], Some(7));
    assert_eq!(fingerprint::levels(&print_of(vec![Some(0), None])), [Some(0), None]);
}

#[test]
fn the_large_hatch_keeps_its_angle() {
    let mut print = print_of(vec![Some(800); 96]);
    (print.per_day, print.watts[60]) = (48, None);
    let svg = fingerprint(&print, "", FingerprintSize::Large(Language::Fr));
    assert!(svg.contains(r#"viewBox="0 0 48 2""#), "{svg}");
    assert!(svg.contains(r##"<rect fill="url(#hatch)" x="25%" y="30" width="2.08%" height="10"/>"##), "{svg}");
}

#[test]
fn the_large_one_names_hours_and_mondays() {
    let svg = fingerprint(&print_of(vec![Some(10); 24 * 7]), "", FingerprintSize::Large(Language::Fr));
    assert!(svg.contains(">18\u{a0}h<") && svg.contains(">16\u{a0}nov.<"), "{svg}");
    assert_eq!(svg.matches("nov.").count(), 1);
}

#[test]
fn what_is_paid_back_lies_below_zero() {
    let mut slots = vec![day_slot(1, Some(10_000)), day_slot(2, Some(10_000))];
    slots[0].worth.value = Some(300);
    slots[1].worth.value = Some(-100);
    let mut view = ChartView::new(ChartKind::Days, slots);
    view.measure = crate::views::amount::Measure::Cost;
    let svg = bars(&view, &labels());
    assert!(svg.contains(r#"<path class="bar" d="M1 150v-150h8v150zM11 150v50h8v-50z"/>"#), "{svg}");
    assert!(svg.contains(r#"<line class="zero" x1="0" x2="100%" y1="172" y2="172"/>"#), "{svg}");
    assert!(svg.contains(">−1</text>") && svg.contains(">3,00\u{a0}€</text>") && svg.contains(">€</text>"), "{svg}");
}

#[test]
fn a_forecast_stands_dashed_above_what_is_known() {
    let mut slots = vec![day_slot(1, Some(50_000)), day_slot(2, None)];
    slots[0].forecast = Joules::from_wh(100_000);
    (slots[1].forecast, slots[1].state) = (Joules::from_wh(100_000), SlotState::Future);
    let svg = bars(&ChartView::new(ChartKind::Days, slots), &labels());
    assert!(svg.contains(r#"<path class="bar forecast" d="M1 100v-100h8v100zM11 200v-200h8v200z"/>"#), "{svg}");
}

#[test]
fn subscribed_power_is_drawn_where_the_curve_comes_near_it() {
    let with = |kva| {
        let mut view = ChartView::new(ChartKind::LoadCurve, vec![half_hour(0, Some(4_000))]);
        view.subscribed_kva = Some(kva);
        curve(&view, &labels())
    };
    assert!(with(8).contains(r#"<path class="limit" d="M0 0H30"/>"#), "{}", with(8));
    assert!(with(8).contains(">8\u{a0}kVA</text>"));
    assert!(!with(36).contains("limit"), "it would only flatten the curve");
}
