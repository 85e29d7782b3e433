//! Enedis Data Connect 2026: load curves, daily values and daily maxima; what else it answers is in the modules here.
//!
//! Units: W (mean over the interval), Wh, VA. Labels are interval ENDs (unless a gateway moved them, see [`Labels`]) in
//! Paris time without offset; a daily value bears its day, a maximum its instant. Numbers are strings, `null` is no
//! value. Enedis writes metropolitan time whatever the building's zone is, so labels and days are read in `Europe/Paris`.

pub mod address;
pub mod metering;
pub mod registers;
pub mod services;
pub mod situation;
pub mod synthesis;
#[cfg(test)]
mod tests;

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    enedis_labels::{self, Labels},
    json,
    max_power::{MaxPower, MaxPowers},
};
use crate::{
    analytics::{labels, zone::Zone},
    domain::{
        reading::{OfficialDay, Reading},
        series::{Quality, SeriesKind, Source},
        time::parse_step,
        units::JOULES_PER_WH,
    },
};
use chrono::NaiveTime;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    id_prm: String,
    etape_metier: Option<String>,
    pas: Option<String>,
    grandeur: Vec<Quantity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Quantity {
    grandeur_metier: String,
    grandeur_physique: String,
    #[serde(default)]
    unite: Option<String>,
    #[serde(default)]
    points: Vec<Point>,
}

#[derive(Deserialize)]
struct Point {
    #[serde(default)]
    v: Value,
    #[serde(default)]
    d: Value,
    p: Option<String>,
    n: Option<String>,
}

/// Reads a load curve, daily values or daily maxima of Enedis itself. Other quantities that share the answer are left
/// out.
///
/// # Errors
/// [`FormatError`]; `null` values are no error but readings without a value.
pub fn parse(bytes: &[u8], source: Source) -> Result<Parsed, FormatError> {
    let body: Body = serde_json::from_slice(bytes).map_err(|_| NO_ANSWER)?;
    measures(&body, source, Labels::End)
}

/// The same for an answer that is parsed as JSON already, and that may have come through a gateway.
///
/// # Errors
/// As [`parse`].
pub fn from_value(body: &Value, source: Source, labels: Labels) -> Result<Parsed, FormatError> {
    let body = Body::deserialize(body).map_err(|_| NO_ANSWER)?;
    measures(&body, source, labels)
}

/// What a load curve itself tells about its labels, see [`enedis_labels::evidence`].
#[must_use]
pub fn evidence(body: &Value) -> Option<LabelConvention> {
    let points = json::list(body, "grandeur").iter().flat_map(|quantity| json::list(quantity, "points"));
    let labels = points.filter_map(|point| labels::parse_wall(json::text(point, "d")?));
    let period = body.get("periode")?;
    let (first, end) = (json::day(period, "dateDebut")?, json::day(period, "dateFin")?);
    enedis_labels::evidence(&labels.collect::<Vec<_>>(), first, end)
}

const NO_ANSWER: FormatError = FormatError::Field { field: "grandeur", expected: "a Data Connect 2026 answer" };

fn measures(body: &Body, source: Source, labels: Labels) -> Result<Parsed, FormatError> {
    let (mut format, mut series, mut peaks) = (None, Vec::new(), None);
    for quantity in &body.grandeur {
        let kind = match quantity.grandeur_metier.as_str() {
            "CONS" => SeriesKind::ElectricityConsumption,
            "PROD" => SeriesKind::ElectricityProduction,
            _ => continue,
        };
        let (found, parsed) = match quantity.grandeur_physique.as_str() {
            "PA" => (Format::Enedis2026Curve, curve(body, quantity, kind, (source, labels))?),
            "EA" => (Format::Enedis2026Daily, daily(body, quantity, kind)?),
            "PMA" => {
                peaks = Some(maxima(body, quantity)?);
                continue;
            }
            _ => continue,
        };
        format.get_or_insert(found);
        series.push(parsed);
    }
    let format = format.or(peaks.as_ref().map(|_| Format::Enedis2026MaxPower)).ok_or(FormatError::Empty)?;
    let facts = peaks.as_ref().map(MaxPowers::facts).unwrap_or_default();
    Ok(Parsed { format, zone: Zone::PARIS, series, peaks, facts })
}

fn curve(
    body: &Body,
    quantity: &Quantity,
    kind: SeriesKind,
    (source, how): (Source, Labels),
) -> Result<ParsedSeries, FormatError> {
    unit(quantity, "W")?;
    let mut ends = Vec::with_capacity(quantity.points.len());
    for (index, point) in quantity.points.iter().enumerate() {
        let wall = point.d.as_str().and_then(labels::parse_wall);
        let wall = wall.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD hh:mm:ss"))?;
        let step = point.p.as_deref().or(body.pas.as_deref()).and_then(parse_step);
        ends.push((wall, step.ok_or_else(|| FormatError::point(index, "p", "PT10M, PT15M, PT30M or PT60M"))?));
    }
    let mut readings = Vec::with_capacity(ends.len());
    let instants = how.ends(&ends);
    for (index, ((point, (_, step)), end)) in quantity.points.iter().zip(&ends).zip(instants).enumerate() {
        // A mean of whole watts over a step of seconds is a whole number of joules.
        let value = json::number(&point.v, *step).map_err(|()| FormatError::point(index, "v", "a number of W"))?;
        let quality = if value.is_some() { quality(body, point) } else { Quality::Missing };
        readings.push(Reading { start: end.plus(-step), step: *step, value, quality, source });
    }
    let (label, native_unit) = (how.convention(), "W");
    Ok(ParsedSeries { number: body.id_prm.clone(), kind, readings, official: Vec::new(), label, native_unit })
}

fn daily(body: &Body, quantity: &Quantity, kind: SeriesKind) -> Result<ParsedSeries, FormatError> {
    unit(quantity, "Wh")?;
    let mut official = Vec::with_capacity(quantity.points.len());
    for (index, point) in quantity.points.iter().enumerate() {
        let day = point.d.as_str().and_then(json::local_day);
        let day = day.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD"))?;
        let value =
            json::number(&point.v, JOULES_PER_WH).map_err(|()| FormatError::point(index, "v", "a number of Wh"))?;
        official.push(OfficialDay { day, value });
    }
    let (label, native_unit) = (LabelConvention::Start, "Wh");
    Ok(ParsedSeries { number: body.id_prm.clone(), kind, readings: Vec::new(), official, label, native_unit })
}

/// A maximum without value may bear its day alone.
fn maxima(body: &Body, quantity: &Quantity) -> Result<MaxPowers, FormatError> {
    unit(quantity, "VA")?;
    let mut values = Vec::with_capacity(quantity.points.len());
    for (index, point) in quantity.points.iter().enumerate() {
        let midnight = |text| json::local_day(text).map(|day| day.and_time(NaiveTime::MIN));
        let label = point.d.as_str().and_then(|text| labels::parse_wall(text).or_else(|| midnight(text)));
        let label = label.ok_or_else(|| FormatError::point(index, "d", "YYYY-MM-DD hh:mm:ss"))?;
        let va = json::number(&point.v, 1).ok().filter(|va| va.is_none_or(|va| va >= 0));
        values.push(MaxPower::new(label, va.ok_or_else(|| FormatError::point(index, "v", "a whole number of VA"))?));
    }
    Ok(MaxPowers { number: body.id_prm.clone(), values })
}

fn unit(quantity: &Quantity, expected: &'static str) -> Result<(), FormatError> {
    match quantity.unite.as_deref() {
        Some(unit) if unit == expected => Ok(()),
        _ => Err(FormatError::Field { field: "unite", expected }),
    }
}

/// The point's nature where it says something, else the stage of the whole answer.
fn quality(body: &Body, point: &Point) -> Quality {
    match (point.n.as_deref(), body.etape_metier.as_deref()) {
        (Some("E"), _) => Quality::Estimated,
        (Some("C"), _) => Quality::Corrected,
        (_, Some("BEST")) => Quality::Validated,
        _ => Quality::Raw,
    }
}
