//! Real contracts can be written down, minutes fall into their bands, and what is out of order is refused by name.

use super::*;
use chrono::NaiveDateTime;
use serde_json::{Value, json};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

/// The price, in thousandths of a euro per kWh, when the clock shows each of these.
fn prices(tariff: &str, colours: &Colours, at: &[&str]) -> Vec<i64> {
    let tariff: Tariff = serde_json::from_str(tariff).unwrap();
    let price = |text: &&str| {
        let version = tariff.on(wall(text).date()).unwrap();
        version.bands[version.band_at(wall(text), colours).band].price.0 / 1_000
    };
    at.iter().map(price).collect()
}

const HOURS: &str = include_str!("../../tests/cost/tariffs/odd_minutes.json");
const TEMPO: &str = include_str!("../../tests/cost/tariffs/tempo.json");
const BELGIUM: &str = include_str!("../../tests/cost/tariffs/flanders.json");
const WALLONIA: &str = include_str!("../../tests/cost/tariffs/wallonia.json");
const SEASONS: &str = include_str!("../../tests/cost/tariffs/seasons.json");

#[test]
fn off_peak_hours_to_the_minute_and_across_midnight() {
    let at = ["2025-08-02 22:49", "2025-08-02 22:50", "2025-08-03 00:00", "2025-08-03 06:49", "2025-08-03 06:50"];
    assert_eq!(prices(HOURS, &Colours::default(), &at), [170, 135, 135, 135, 170]);
    let at = ["2025-11-02 01:33", "2025-11-02 01:34", "2025-11-02 07:33", "2025-11-02 07:34", "2025-11-02 12:30"];
    assert_eq!(prices(HOURS, &Colours::default(), &at), [168, 131, 131, 168, 131]);
    assert_eq!(prices(HOURS, &Colours::default(), &["2025-07-31 23:59", "2025-01-01 00:00"]), [160, 160]);
}

#[test]
fn nights_of_tempo_keep_the_colour_of_the_evening() {
    let colours = Colours([(day("2026-01-05"), Colour::Red), (day("2026-01-06"), Colour::White)].into());
    let at = ["2026-01-05 06:00", "2026-01-05 22:00", "2026-01-06 05:59", "2026-01-06 06:00"];
    assert_eq!(prices(TEMPO, &colours, &at), [630, 133, 133, 159]);
    let tariff: Tariff = serde_json::from_str(TEMPO).unwrap();
    let held = |at: &str| tariff.versions()[0].band_at(wall(at), &colours);
    assert!(held("2026-01-06 21:59").sure);
    assert!(!held("2026-01-07 12:00").sure, "nobody knows the colour of the 7th");
    assert_eq!(held("2026-01-07 12:00").band, tariff.versions()[0].rest());
    assert!(held("2026-01-07 05:59").sure, "that is still the night of the 6th");
}

#[test]
fn belgian_nights_weekends_and_the_windows_of_2026() {
    let at = ["2025-11-21 06:59", "2025-11-21 07:00", "2025-11-21 22:00", "2025-11-22 12:00"];
    assert_eq!(prices(BELGIUM, &Colours::default(), &at), [104, 131, 104, 104]);
    let at = ["2026-01-03 00:59", "2026-01-03 01:00", "2026-01-03 10:59", "2026-01-03 11:00", "2026-01-03 17:00"];
    assert_eq!(prices(WALLONIA, &Colours::default(), &at), [140, 98, 140, 98, 140]);
    assert_eq!(prices(WALLONIA, &Colours::default(), &["2025-12-27 12:00"]), [101], "a Saturday, by the old version");
}

#[test]
fn seasons_across_new_year_have_both_ends() {
    let at = ["2025-10-31 12:00", "2025-11-01 12:00", "2026-03-31 12:00", "2026-04-01 12:00", "2026-11-02 03:00"];
    assert_eq!(prices(SEASONS, &Colours::default(), &at), [91, 187, 187, 91, 121]);
    let at = ["2026-11-01 00:10", "2026-04-01 00:10"];
    assert_eq!(prices(SEASONS, &Colours::default(), &at), [72, 121], "the night belongs to the day before");
}

#[test]
fn versions_count_from_their_day_and_are_written_as_they_are_read() {
    let tariff: Tariff = serde_json::from_str(HOURS).unwrap();
    let from = |of: &str| tariff.on(day(of)).map(|version| version.valid_from);
    assert_eq!(from("2024-12-31"), None);
    assert_eq!(from("2025-07-31"), Some(day("2025-01-01")));
    assert_eq!(from("2025-08-01"), Some(day("2025-08-01")));
    for text in [HOURS, TEMPO, BELGIUM, WALLONIA, SEASONS] {
        let tariff: Tariff = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::from_value::<Tariff>(serde_json::to_value(&tariff).unwrap()).unwrap(), tariff);
    }
}

/// What is said of the first tariff after `change`.
fn refused(change: impl FnOnce(&mut Value)) -> TariffError {
    let mut json: Value = serde_json::from_str(HOURS).unwrap();
    change(&mut json);
    Tariff::new(serde_json::from_value(json).unwrap()).unwrap_err()
}

#[test]
fn faults_name_their_field() {
    let at = |field: &str, fault| TariffError::new(field, fault);
    assert_eq!(refused(|json| *json = json!([])), at("versions", Fault::Missing));
    assert_eq!(refused(|json| json[1]["valid_from"] = json!("2025-01-01")), at("versions[1].valid_from", Fault::Twice));
    assert_eq!(
        refused(|json| json[1]["bands"][1]["price"] = json!(10_000_001)),
        at("versions[1].bands[1].price", Fault::OutOfRange { least: -10_000_000, most: 10_000_000 })
    );
    assert_eq!(refused(|json| json[0]["bands"] = json!([])), at("versions[0].bands", Fault::Missing));
    assert_eq!(
        refused(|json| json[1]["bands"][0]["windows"] = json!([])),
        at("versions[1].bands[1].windows", Fault::SecondRest)
    );
    assert_eq!(
        refused(|json| json[1]["bands"][1]["windows"] = json!([{ "season": { "from": "11-01", "to": "03-31" } }])),
        at("versions[1].bands", Fault::NoRest)
    );
    assert_eq!(
        refused(|json| json[1]["bands"][1]["name"] = json!("off_peak")),
        at("versions[1].bands[1].name", Fault::Twice)
    );
    assert_eq!(
        refused(|json| json[1]["bands"][1]["name"] = json!({ "own": " " })),
        at("versions[1].bands[1].name", Fault::OutOfRange { least: 1, most: 60 })
    );
    for hours in [["24:00", "06:00"], ["06:00", "06:00"], ["00:00", "24:00"]] {
        let window = json!([{ "hours": { "from": hours[0], "to": hours[1] } }]);
        let error = refused(|json| json[1]["bands"][0]["windows"] = window);
        assert_eq!(error, at("versions[1].bands[0].windows[0].hours", Fault::NoHours), "{hours:?}");
    }
    assert_eq!(
        refused(|json| json[1]["bands"][0]["windows"] = json!([{}])),
        at("versions[1].bands[0].windows[0].hours", Fault::NoCondition)
    );
    assert_eq!(
        refused(|json| json[1]["bands"][0]["windows"] = json!([{ "weekdays": ["Sat", "Sat"] }])),
        at("versions[1].bands[0].windows[0].weekdays", Fault::Twice)
    );
    let least = |least, most| Fault::OutOfRange { least, most };
    assert_eq!(refused(|json| json[2]["vat"]["power"] = json!(501)), at("versions[2].vat.power", least(0, 500)));
    let kva = refused(|json| json[2]["power"]["subscribed"]["kva"] = json!(0));
    assert_eq!(kva, at("versions[2].power.kva", least(1, 100_000)));
    assert_eq!(kva.to_string(), "versions[2].power.kva: expected 1 to 100000");
}

#[test]
fn minutes_and_days_are_read_strictly() {
    let minute = |text: &str| serde_json::from_value::<Minute>(json!(text)).ok().map(Minute::of_day);
    assert_eq!(["00:00", "06:50", "24:00"].map(minute), [Some(0), Some(410), Some(1_440)]);
    assert_eq!(["24:01", "6:50", "06:60", "0650", "+6:50", ""].map(minute), [None; 6]);
    let day = |text: &str| serde_json::from_value::<MonthDay>(json!(text)).is_ok();
    assert_eq!(["02-29", "12-31"].map(day), [true; 2]);
    assert_eq!(["02-30", "13-01", "2-29", "0229", "", "02-29 "].map(day), [false; 6]);
}
