//! The options of both kinds of chart.

use super::*;
use crate::views::{amount::Measure, building::Worth, shared::WallTime};

fn slot(day: u32, wh: Option<i64>, compared: Option<i64>, state: SlotState) -> Slot {
    let at = |day| WallTime {
        day: crate::domain::time::LocalDay::from_ymd_opt(2026, 11, day).unwrap(),
        hour: 0,
        minute: 0,
        zone_mark: String::new(),
    };
    let joules = |wh: Option<i64>| wh.and_then(Joules::from_wh);
    Slot {
        start: at(day),
        end: at(day + 1),
        seconds: 86_400,
        value: joules(wh),
        compared: joules(compared),
        worth: Worth::default(),
        forecast: None,
        usual: None,
        alert: None,
        state,
        quiet: day % 7 < 2,
        opens: None,
    }
}

fn bars() -> ChartView {
    let slots = vec![
        slot(1, Some(12_500), Some(11_000), SlotState::Measured),
        slot(2, Some(9_000), None, SlotState::Estimated),
        slot(3, None, None, SlotState::Missing),
        slot(4, None, None, SlotState::Future),
    ];
    ChartView::new(ChartKind::Days, slots)
}

fn value(view: &ChartView, dark: bool) -> serde_json::Value {
    let labels = OptionLabels { title: "Consommation, novembre 2026".into(), language: Language::Fr, dark };
    serde_json::from_str(&json(view, &labels).unwrap()).unwrap()
}

#[test]
fn the_options_of_bars() {
    insta::assert_json_snapshot!(value(&bars(), false));
}

#[test]
fn a_curve_is_a_step_line_and_missing_is_not_zero() {
    let mut view = bars();
    view.kind = ChartKind::LoadCurve;
    let options = value(&view, true);
    let line = &options["series"][2];
    assert_eq!((&line["type"], &line["step"]), (&"line".into(), &"middle".into()));
    assert!(line.get("smooth").is_none());
    assert_eq!(line["data"][2]["value"], "-");
    assert_eq!(options["animation"], false);
    assert_eq!(options["yAxis"][0]["min"], 0);
    assert_ne!(options["series"][0]["data"][0]["itemStyle"], value(&view, false)["series"][0]["data"][0]["itemStyle"]);
}

#[test]
fn every_slot_says_when_how_much_and_how_sure() {
    let options = value(&bars(), false);
    let text = |index: usize| options["series"][0]["data"][index]["name"].as_str().unwrap().to_owned();
    assert_eq!(
        text(0),
        "dimanche 1er novembre 2026\u{a0}: 12,5\u{a0}kWh (mesuré) · période précédente\u{a0}: 11,0\u{a0}kWh"
    );
    assert!(text(1).contains("estimé") && text(2).ends_with("aucune donnée") && text(3).ends_with("à venir"));
}

#[test]
fn money_and_what_is_forecast() {
    let mut view = bars();
    view.slots[3].forecast = Joules::from_wh(10_000);
    let options = value(&view, false);
    let of_series = |name: &str| {
        let mut series = options["series"].as_array().unwrap().iter();
        series.find(|series| series["name"] == name).unwrap().clone()
    };
    let coming = of_series("prévision");
    assert_eq!((&coming["data"][3]["value"], &coming["data"][0]["value"]), (&10.0.into(), &"-".into()));
    assert_eq!(coming["stack"], of_series("Période affichée")["stack"]);
    assert!(coming["data"][3]["name"].as_str().unwrap().ends_with("à venir · prévision\u{a0}: 10,0\u{a0}kWh"));

    let mut view = bars();
    view.measure = Measure::Cost;
    view.slots[0].worth = Worth { value: Some(-312), compared: Some(250) };
    view.slots[1].state = SlotState::Worthless;
    let options = value(&view, false);
    assert!(options["yAxis"][0].get("min").is_none(), "what is paid back lies below zero");
    assert_eq!(options["yAxis"][0]["name"], "€");
    let text = |index: usize| options["series"][0]["data"][index]["name"].as_str().unwrap().to_owned();
    assert!(
        text(0).ends_with("−3,12\u{a0}€ (mesuré) · 12,5\u{a0}kWh · période précédente\u{a0}: 2,50\u{a0}€"),
        "{}",
        text(0)
    );
    assert!(text(1).ends_with("sans prix · 9,00\u{a0}kWh"), "{}", text(1));
}
