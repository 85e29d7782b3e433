//! `index_consommation`, `index_production`: the meter's registers, by supplier's and by grid's calendar.
//!
//! Unit: Wh, cumulated. The label is the instant of the reading in Paris time without offset (or a day, for its first
//! midnight): registers are states, not intervals. Peak and off-peak come out of them without knowing any hours.

use crate::{
    analytics::{
        labels::parse_wall,
        zone::{Wall, Zone},
    },
    domain::{
        series::{Quality, SeriesKind},
        time::Instant,
    },
    formats::{
        FormatError,
        json::{list, local_day, number, text, word},
    },
};
use chrono::NaiveTime;
use serde_json::Value;

/// A register at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterReading {
    /// When it was read. Of the hour that the clock shows twice the earlier one.
    pub at: Instant,
    /// Wh since the meter began; `None` when Enedis said that there is no value.
    pub wh: Option<i64>,
}

/// One register of a meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// What it counts.
    pub kind: SeriesKind,
    /// The calendar's name; none for the totaliser.
    pub calendar: Option<String>,
    /// The class of time: `HP`, `HCH`, `HPJR`, …
    pub class: Option<String>,
    /// Its label in words.
    pub label: Option<String>,
    /// The code of the meter's dial.
    pub code: Option<String>,
    /// Whether it is the totaliser, which counts at all times.
    pub is_total: bool,
    /// How sure its readings are.
    pub quality: Quality,
    /// By Enedis' order.
    pub readings: Vec<RegisterReading>,
}

/// All registers of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers {
    /// PRM as written.
    pub number: String,
    /// Each as often as there are contexts of reading.
    pub registers: Vec<Register>,
}

impl Registers {
    /// For people: each register with its last value.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let last = |register: &Register| {
            let (reading, wh) = register.readings.iter().rev().find_map(|reading| Some((reading, reading.wh?)))?;
            let name = [&register.class, &register.label, &register.code].into_iter().flatten();
            let name = name.map(String::as_str).collect::<Vec<_>>().join(" ");
            Some(("register", format!("{name} {wh} Wh {}", reading.at.to_rfc3339())))
        };
        let usage_point = ("usage_point", self.number.clone());
        std::iter::once(usage_point).chain(self.registers.iter().filter_map(last)).collect()
    }
}

/// Reads the answer. Registers of other quantities than active energy are left out.
///
/// # Errors
/// A unit other than Wh, a label or a value that cannot be read; [`FormatError::Empty`] without any register.
pub fn read(body: &Value) -> Result<Registers, FormatError> {
    let number = word(body, "idPrm").ok_or(FormatError::Field { field: "idPrm", expected: "a PRM" })?;
    let mut registers = Vec::new();
    for context in list(body, "contexte") {
        let best = text(context, "etapeMetier") == Some("BEST");
        let quality = if best { Quality::Validated } else { Quality::Raw };
        for quantity in list(context, "grandeur") {
            let kind = match (text(quantity, "grandeurMetier"), text(quantity, "grandeurPhysique")) {
                (Some("CONS"), Some("EA")) => SeriesKind::ElectricityConsumption,
                (Some("PROD"), Some("EA")) => SeriesKind::ElectricityProduction,
                _ => continue,
            };
            if text(quantity, "unite") != Some("Wh") {
                return Err(FormatError::Field { field: "unite", expected: "Wh" });
            }
            for calendar in list(quantity, "calendrier") {
                for class in list(calendar, "classeTemporelle") {
                    registers.push(register(class, Some(calendar), (kind, quality))?);
                }
            }
            if let Some(total) = quantity.get("cadranTotalisateur").filter(|total| total.is_object()) {
                registers.push(register(total, None, (kind, quality))?);
            }
        }
    }
    if registers.is_empty() { Err(FormatError::Empty) } else { Ok(Registers { number, registers }) }
}

fn register(of: &Value, calendar: Option<&Value>, known: (SeriesKind, Quality)) -> Result<Register, FormatError> {
    let (kind, quality) = known;
    let mut readings = Vec::new();
    for (index, value) in list(of, "valeur").iter().enumerate() {
        let at = text(value, "d").and_then(instant);
        let at = at.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD hh:mm:ss"))?;
        let wh = number(value.get("v").unwrap_or(&Value::Null), 1).ok().filter(|wh| wh.is_none_or(|wh| wh >= 0));
        readings.push(RegisterReading { at, wh: wh.ok_or_else(|| FormatError::point(index, "v", "a number of Wh"))? });
    }
    let named = |key| word(of, key);
    Ok(Register {
        kind,
        calendar: calendar.and_then(|of| word(of, "libelleCalendrier").or_else(|| word(of, "idCalendrier"))),
        class: named("idClasseTemporelle"),
        label: named("libelleClasseTemporelle").or_else(|| named("libelle")),
        code: named("codeCadran"),
        is_total: calendar.is_none(),
        quality,
        readings,
    })
}

fn instant(label: &str) -> Option<Instant> {
    let wall = parse_wall(label).or_else(|| local_day(label).map(|day| day.and_time(NaiveTime::MIN)))?;
    let (Wall::Once(at) | Wall::Twice(at, _) | Wall::Skipped(at)) = Zone::PARIS.instants(wall);
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body(value: &Value) -> Value {
        json!({ "idPrm": "09775542606818", "periode": {}, "grandeur": [], "contexte": [{ "etapeMetier": "BRUT",
            "contexteReleve": "COL", "typeReleve": "AQ", "grandeur": [
            { "grandeurMetier": "CONS", "grandeurPhysique": "ER", "unite": "VArh", "calendrier": [] },
            { "grandeurMetier": "CONS", "grandeurPhysique": "EA", "unite": "Wh",
              "calendrier": [{ "idCalendrier": "FC000001", "libelleCalendrier": "HP/HC", "classeTemporelle": [
                { "idClasseTemporelle": "HP", "libelleClasseTemporelle": "Heures pleines", "codeCadran": "02",
                  "valeur": [{ "d": "2026-10-25 00:00:00", "v": 21_000_500, "iv": 0 }, value] }] }],
              "cadranTotalisateur": { "codeCadran": "00", "valeur": [{ "d": "2026-10-25", "v": "33000000" }] } }] }] })
    }

    #[test]
    fn registers_are_watt_hours_at_local_instants() {
        let read = read(&body(&json!({ "d": "2026-10-26 00:00:00", "v": null }))).unwrap();
        let [peak, total] = read.registers.as_slice() else { panic!("two registers") };
        assert_eq!((peak.class.as_deref(), peak.label.as_deref()), (Some("HP"), Some("Heures pleines")));
        assert_eq!((peak.code.as_deref(), peak.is_total, peak.quality), (Some("02"), false, Quality::Raw));
        assert_eq!(peak.readings[0].at.to_rfc3339(), "2026-10-24T22:00:00Z");
        assert_eq!(peak.readings[1].at.to_rfc3339(), "2026-10-25T23:00:00Z", "the day of the change has 25 hours");
        assert_eq!((peak.readings[0].wh, peak.readings[1].wh), (Some(21_000_500), None));
        assert!(total.is_total && total.calendar.is_none() && total.readings[0].wh == Some(33_000_000));
        assert_eq!(read.facts().len(), 3);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (value, wrong) in [(json!({ "d": "x", "v": 1 }), "d"), (json!({ "d": "2026-10-26", "v": -1 }), "v")] {
            match read(&body(&value)) {
                Err(FormatError::Row { row: 2, column, .. }) => assert_eq!(column, wrong),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(read(&json!({ "idPrm": "1", "contexte": [] })), Err(FormatError::Empty));
        let kilo = body(&json!({ "d": "2026-10-26", "v": 1 })).to_string().replace("\"Wh\"", "\"kWh\"");
        assert!(read(&serde_json::from_str(&kilo).unwrap()).is_err(), "an unknown unit is never guessed");
    }
}
