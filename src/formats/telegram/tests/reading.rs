//! What telegrams say.

use super::*;
use crate::{
    domain::{series::SeriesKind, time::Instant},
    formats::{
        Format, detect,
        telegram::{ActiveTariff, DeviceKind, Numbering, Registers, TelegramError},
    },
};

fn at(text: &str) -> Option<Instant> {
    chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| Instant(at.timestamp()))
}

#[test]
fn belgian_registers_are_watt_hours_by_day_first() {
    let telegram = read(&sent(OWN));
    assert_eq!((telegram.version.as_deref(), telegram.numbering), (Some("50217"), Numbering::Belgian));
    assert_eq!(telegram.serial.as_deref(), Some("1SAG1234567890"));
    assert_eq!(telegram.at, at("2026-11-20T07:15:00Z"));
    let offtake = Registers { day: Some(4_211_480), night: Some(5_893_007), both: None };
    assert_eq!((telegram.offtake, telegram.offtake.total()), (offtake, Some(10_104_487)));
    assert_eq!(telegram.injection.total(), Some(812_250 + 301_114));
    assert_eq!((telegram.power_offtake, telegram.power_injection), (Some(973), Some(0)));
    assert_eq!((telegram.tariff, telegram.quarter_mean), (Some(ActiveTariff::Day), Some(1_284)));
    let peak = telegram.month_peak.unwrap();
    assert_eq!((peak.at, peak.watts), (at("2026-11-12T17:30:00Z"), 4_388));
    let months: Vec<_> = telegram.history.iter().map(|m| (Some(m.month_end), m.peak.at, m.peak.watts)).collect();
    assert_eq!(months[0], (at("2026-09-30T22:00:00Z"), at("2026-09-15T17:15:00Z"), 5_120));
    assert_eq!(months[1], (at("2026-10-31T23:00:00Z"), at("2026-10-22T16:45:00Z"), 4_764));
    assert_eq!((telegram.devices.len(), telegram.limiter, telegram.phases[0].offtake), (0, None, None));
}

#[test]
fn gas_water_phases_and_limits() {
    let telegram = read(&sent(FLUVIUS));
    let [gas, water] = telegram.devices.as_slice() else { panic!("two devices") };
    assert_eq!((gas.channel, gas.kind, gas.serial.as_deref()), (1, DeviceKind::Gas, Some("7FLO2119033733")));
    assert_eq!(gas.reading, at("2020-05-12T11:45:58Z").map(|at| (at, 112_384)));
    assert_eq!((water.channel, water.kind, water.reading.map(|(_, l)| l)), (2, DeviceKind::Water, Some(872_234)));
    assert_eq!(telegram.phases.map(|phase| phase.millivolts), [Some(234_700); 3]);
    assert_eq!((telegram.breaker, telegram.limiter, telegram.fuse), (Some(1), Some(999_900), Some(999)));
    let ends: Vec<_> = telegram.history.iter().map(|month| month.month_end).collect();
    assert!(ends.is_sorted() && ends.len() == 3, "this meter writes the latest first");
}

#[test]
fn a_month_without_peak_has_no_time() {
    let telegram = read(&sent(FLUVIUS_ALT));
    let first = telegram.history[0];
    assert_eq!((first.peak.at, first.peak.watts, telegram.history.len()), (None, 0, 4));
    assert_eq!(telegram.phases.map(|phase| phase.milliamperes), [Some(270), Some(880), Some(520)]);
    let unread = FLUVIUS_ALT.replace("(231102121002W)(00092.287*m3)", "(632525252525W)(00000.000)");
    assert_eq!(read(&resealed(&unread)).devices[0].reading, None, "gas never read is not a volume of 0");
}

#[test]
fn the_dutch_number_the_other_way_round() {
    let telegram = read(&sent(DUTCH));
    assert_eq!((telegram.version.as_deref(), telegram.numbering), (Some("50"), Numbering::Dutch));
    assert_eq!(telegram.offtake, Registers { day: Some(2_399), night: Some(4_426), both: None });
    assert_eq!((telegram.tariff, telegram.quarter_mean, telegram.month_peak), (Some(ActiveTariff::Day), None, None));
    assert_eq!(telegram.devices[0].reading, at("2017-01-02T15:10:05Z").map(|at| (at, 107)));
    assert_eq!((telegram.devices[1].serial.as_deref(), telegram.devices[1].reading), (None, None));
}

#[test]
fn clock_changes_are_told_by_the_flag() {
    let time = |stamp: &str| read(&resealed(&OWN.replace("261120081500W", stamp))).at;
    assert_eq!(time("261025023000S"), at("2026-10-25T00:30:00Z"));
    assert_eq!(time("261025023000W"), at("2026-10-25T01:30:00Z"));
    assert_eq!(time("260329015959W"), at("2026-03-29T00:59:59Z"));
    assert_eq!(time("260329030000S"), at("2026-03-29T01:00:00Z"));
}

#[test]
fn absent_zero_and_broken_are_three_things() {
    let with = |from: &str, to: &str| parse(&frame(&resealed(&OWN.replace(from, to))));
    assert_eq!(with("1-0:2.7.0(00.000*kW)\n", "").unwrap().power_injection, None);
    assert_eq!(with("1-0:2.8.2(000301.114*kWh)\n", "").unwrap().injection.night, None);
    for (from, to, code) in [
        ("000301.114*kWh", "000301.1145*kWh", "1-0:2.8.2"),
        ("000301.114*kWh", "-00301.114*kWh", "1-0:2.8.2"),
        ("000301.114*kWh", "000301.114*GJ", "1-0:2.8.2"),
        ("00.973*kW", "NaN*kW", "1-0:1.7.0"),
        ("261120081500W", "261120081500", "0-0:1.0.0"),
        ("261120081500W", "261131081500W", "0-0:1.0.0"),
        ("(05.120*kW)", "", "0-0:98.1.0"),
    ] {
        let error = with(from, to).unwrap_err();
        assert!(matches!(error, TelegramError::Line { code: wrong, .. } if wrong == code), "{to}: {error}");
    }
}

#[test]
fn old_meters_and_the_ean() {
    let old = "/ISk5\\2MT382-1000\n\n0-0:96.1.1(00000000000000)\n1-0:1.8.1(12345.678*kWh)\n1-0:1.7.0(001.19*kW)\n\
               0-0:17.0.0(016*A)\n0-1:24.1.0(03)\n0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)\n(00001.001)\n!\n";
    let frame = Framer::new(Check::Optional).push(&sent(old)).next().unwrap().unwrap();
    let telegram = parse(&frame).unwrap();
    assert_eq!((telegram.at, telegram.version, telegram.limiter), (None, None, None));
    assert_eq!((telegram.offtake.total(), telegram.power_offtake), (Some(12_345_678), Some(1_190)));
    assert_eq!(telegram.devices[0].reading, None, "a time without S or W is no instant");
    let ean = "0-0:96.1.2(353431343438393630303030303030313234)\n0-0:1.0.0";
    let telegram = read(&resealed(&OWN.replace("0-0:1.0.0", ean)));
    assert_eq!(telegram.ean.as_deref(), Some("541448960000000124"));
}

#[test]
fn a_file_is_recognised_by_its_content() {
    let quarter = OWN.replace("261120081500W", "261120083000W").replace("004211.480", "004211.980");
    let both = [sent(OWN), resealed(&quarter), sent(&OWN[..200])].concat();
    let parsed = detect::parse(&both).unwrap();
    assert_eq!((parsed.format, parsed.series.len()), (Format::Telegram, 2));
    let reading = parsed.series[0].readings[0];
    assert_eq!((Some(reading.start), reading.step), (at("2026-11-20T07:15:00Z"), 900));
    assert_eq!((reading.value, parsed.series[0].kind), (Some(500 * 3_600), SeriesKind::ElectricityConsumption));
    assert_eq!(parsed.series[1].readings[0].value, Some(0));
    assert!(parsed.facts.contains(&("refused", "1".to_owned())));
    assert_eq!(detect::parse(OWN.as_bytes()).unwrap().format, Format::Telegram, "LF alone");
    assert!(detect::parse(OWN.replace("9B8E", "9B8F").as_bytes()).is_err());
}
