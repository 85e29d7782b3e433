//! The Fluvius interface for third parties (`/v3/api/Mandate…`): energy and mandates.
//!
//! Labels: START and END are both written, as instants with offset. Units: kWh per interval for electricity, m³ for gas
//! (its kWh are a conversion, and left out). A headpoint is a usage point: what it was metered itself counts, else the sum
//! of its physical meters; sub-headpoints (solar panels behind the meter, auxiliaries) are no part of it.
//!
//! Source: the models and test answers of eddie-energy/eddie, `region-connector-be-fluvius`. Confirmed there: the three
//! `$type`s, `dailyEnergy`, `hourlyEnergy`, `quarterHourlyEnergy`, `offtake`/`injection` with `total`, `day`, `night`,
//! the four validation states, gas in m³, the mandate's fields and words. Not confirmed: `halfHourlyEnergy` (read like the
//! others), and which instants bound a day (read by its middle).

pub mod mandate;
mod measure;
#[cfg(test)]
mod tests;

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    json::{list, text, word},
};
use crate::{
    analytics::zone::Zone,
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::Instant,
    },
};
use measure::{Measured, Slice};
use serde_json::Value;
use std::collections::BTreeMap;

/// Lists of intervals shorter than a day, the finest first.
const FINE: [&str; 3] = ["quarterHourlyEnergy", "halfHourlyEnergy", "hourlyEnergy"];
const DAYS: &str = "dailyEnergy";

/// Reads the energy of a usage point: intervals by the finest step that is there, and official days.
///
/// # Errors
/// A time or a value that cannot be read; [`FormatError::Empty`] without any value in kWh or m³.
pub fn energy(body: &Value) -> Result<Parsed, FormatError> {
    let point = body.get("data").and_then(|data| data.get("headpoint"));
    let point = point.ok_or(FormatError::Field { field: "headpoint", expected: "a Fluvius energy answer" })?;
    let number = word(point, "ean").unwrap_or_default();
    let kinds = match text(point, "energyType") {
        Some("E") => [Some(SeriesKind::ElectricityConsumption), Some(SeriesKind::ElectricityProduction)],
        Some("G") => [Some(SeriesKind::GasConsumption), None],
        _ => return Err(FormatError::Field { field: "energyType", expected: "E or G" }),
    };
    let fine =
        FINE.iter().map(|name| slices(point, name, kinds)).find(|found| !matches!(found, Ok(all) if all.is_empty()));
    let fine = fine.transpose()?.unwrap_or_default();
    let days = slices(point, DAYS, kinds)?;
    let mut series = Vec::new();
    for kind in kinds.into_iter().flatten() {
        let readings: Vec<Reading> = of_kind(&fine, kind).map(|(slice, measured)| reading(slice, measured)).collect();
        let official: Vec<OfficialDay> = of_kind(&days, kind).map(|(slice, measured)| day(slice, measured)).collect();
        if !readings.is_empty() || !official.is_empty() {
            let native_unit = if kind == SeriesKind::GasConsumption { "m3" } else { "kWh" };
            let (number, label) = (number.clone(), LabelConvention::Both);
            series.push(ParsedSeries { number, kind, readings, official, label, native_unit });
        }
    }
    let facts = text(point, "$type").map(|kind| ("metering", kind.to_owned())).into_iter().collect();
    if series.is_empty() {
        return Err(FormatError::Empty);
    }
    Ok(Parsed { format: Format::FluviusEnergy, zone: Zone::BRUSSELS, series, peaks: None, facts })
}

type Slices = BTreeMap<(SeriesKind, Slice), Measured>;

/// What the headpoint was metered itself, else the sums of its meters.
fn slices(point: &Value, name: &str, kinds: [Option<SeriesKind>; 2]) -> Result<Slices, FormatError> {
    let mut own = Slices::new();
    measure::add(list(point, name), kinds, &mut own)?;
    if own.is_empty() {
        for meter in list(point, "physicalMeters") {
            measure::add(list(meter, name), kinds, &mut own)?;
        }
    }
    Ok(own)
}

fn of_kind(slices: &Slices, kind: SeriesKind) -> impl Iterator<Item = (Slice, Measured)> {
    slices.iter().filter(move |((of, _), _)| *of == kind).map(|((_, slice), measured)| (*slice, *measured))
}

fn reading(slice: Slice, measured: Measured) -> Reading {
    let quality = if measured.value.is_some() { measured.quality } else { Quality::Missing };
    let step = slice.end.0 - slice.start.0;
    Reading { start: slice.start, step, value: measured.value, quality, source: Source::FluviusApi }
}

/// The local day in which the interval's middle lies: bounds may be midnights of UTC or of the clock.
fn day(slice: Slice, measured: Measured) -> OfficialDay {
    let middle = Instant(slice.start.0 + (slice.end.0 - slice.start.0) / 2);
    OfficialDay { day: Zone::BRUSSELS.day(middle), value: measured.value }
}
