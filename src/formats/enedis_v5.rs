//! Enedis Data Connect v5 answers, also without their `meter_reading` wrapper as gateways send them.
//!
//! Label convention: END (unless a gateway moved them, see [`Labels`]), Paris wall-clock time without offset; days are
//! local dates, maxima bear their instant. Units: W (mean over the interval) for the load curve, Wh for daily values, VA
//! for the daily maximum. Numbers are strings, `null` is no value. Each point has its own step. The answers do not say
//! their direction: who asked does.

#[cfg(test)]
mod tests;

use super::{
    Format, FormatError, LabelConvention, Parsed, ParsedSeries,
    contract::{Address, Contract, SubscribedPower},
    enedis_labels::{self, Labels},
    json::{self, day, list, text, word},
    max_power::{MaxPower, MaxPowers},
    offpeak,
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
use chrono::{NaiveDateTime, NaiveTime};
use serde_json::Value;

/// What an answer does not say itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    /// What its labels stand for.
    pub labels: Labels,
    /// Which direction was asked for.
    pub kind: SeriesKind,
    /// Whose answer it is.
    pub source: Source,
}

impl Default for How {
    /// A saved answer of Enedis itself, about consumption.
    fn default() -> Self {
        let (kind, source) = (SeriesKind::ElectricityConsumption, Source::EnedisFile);
        Self { labels: Labels::End, kind, source }
    }
}

/// Reads measures that are parsed as JSON already; `None` when it is no v5 answer with measures. The first that is one in
/// a list.
#[must_use]
pub fn parse(body: &Value, how: How) -> Option<Result<Parsed, FormatError>> {
    if let Some(several) = body.as_array() {
        return several.iter().filter(|one| one.is_object()).find_map(|one| parse(one, how));
    }
    let reading = body.get("meter_reading").unwrap_or(body);
    let points = reading.get("interval_reading")?.as_array()?;
    let number = word(reading, "usage_point_id").unwrap_or_default();
    let unit = text(reading.get("reading_type")?, "unit")?;
    let parsed = |format, readings: Vec<Reading>, official, native_unit| {
        let label = if readings.is_empty() { LabelConvention::Start } else { how.labels.convention() };
        let series = ParsedSeries { number: number.clone(), kind: how.kind, readings, official, label, native_unit };
        Parsed { format, zone: Zone::PARIS, series: vec![series], peaks: None, facts: Vec::new() }
    };
    Some(match unit {
        _ if points.is_empty() => Err(FormatError::Empty),
        "W" => curve(points, how).map(|readings| parsed(Format::EnedisV5Curve, readings, Vec::new(), "W")),
        "Wh" => daily(points).map(|days| parsed(Format::EnedisV5Daily, Vec::new(), days, "Wh")),
        "VA" => max_power(points, &number),
        _ => Err(FormatError::Field { field: "unit", expected: "W, Wh, VA" }),
    })
}

/// What the answer itself tells about its labels, see [`enedis_labels::evidence`].
#[must_use]
pub fn evidence(body: &Value) -> Option<LabelConvention> {
    let reading = body.get("meter_reading").unwrap_or(body);
    let labels = list(reading, "interval_reading").iter().filter_map(|point| labels::parse_wall(text(point, "date")?));
    enedis_labels::evidence(&labels.collect::<Vec<_>>(), day(reading, "start")?, day(reading, "end")?)
}

/// The contracts of a customer's usage points; `None` when it is no such answer. Who the customer is, is not read.
#[must_use]
pub fn contracts(body: &Value) -> Option<Vec<Contract>> {
    let points =
        usage_points(body).iter().filter_map(|entry| Some((entry.get("usage_point"), entry.get("contracts")?)));
    let contracts: Vec<Contract> = points.map(|(point, contract)| self::contract(point, contract)).collect();
    if contracts.is_empty() { None } else { Some(contracts) }
}

fn contract(point: Option<&Value>, of: &Value) -> Contract {
    let field = |key| text(of, key).map(str::to_owned);
    let offpeak_text = field("offpeak_hours");
    Contract {
        number: point.and_then(|point| word(point, "usage_point_id")),
        meter_type: point.and_then(|point| word(point, "meter_type")),
        segment: field("segment"),
        contract_type: field("contract_type"),
        status: field("contract_status"),
        power: of.get("subscribed_power").and_then(SubscribedPower::of),
        tariff: field("distribution_tariff"),
        since: None,
        activated: day(of, "last_activation_date"),
        tariff_since: day(of, "last_distribution_tariff_change_date"),
        offpeak: offpeak_text.as_deref().and_then(offpeak::read).unwrap_or_default(),
        offpeak_text,
    }
}

/// The addresses of a customer's usage points; `None` when it is no such answer.
#[must_use]
pub fn addresses(body: &Value) -> Option<Vec<Address>> {
    let places = usage_points(body).iter().filter_map(|entry| entry.get("usage_point")?.get("usage_point_addresses"));
    let address = |of: &Value| {
        let field = |key| text(of, key).map(str::to_owned);
        let town = [word(of, "postal_code"), word(of, "city")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let town = Some(town).filter(|town| !town.is_empty());
        Address { street: field("street"), locality: field("locality"), town, insee_code: word(of, "insee_code") }
    };
    let addresses: Vec<Address> = places.filter(|of| of.is_object()).map(address).collect();
    if addresses.is_empty() { None } else { Some(addresses) }
}

fn usage_points(body: &Value) -> &[Value] {
    body.get("customer").map(|customer| list(customer, "usage_points")).unwrap_or_default()
}

fn curve(points: &[Value], how: How) -> Result<Vec<Reading>, FormatError> {
    let mut ends = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let step = text(point, "interval_length")
            .and_then(parse_step)
            .ok_or_else(|| FormatError::point(index, "interval_length", "PT10M, PT15M, PT30M, PT60M"))?;
        ends.push((wall(point, index)?, step));
    }
    let mut readings = Vec::with_capacity(points.len());
    for ((index, point), (end, (_, step))) in
        points.iter().enumerate().zip(how.labels.ends(&ends).into_iter().zip(&ends))
    {
        let value = value(point, index, *step)?;
        let quality = match (value, text(point, "measure_type")) {
            (None, _) => Quality::Missing,
            (_, Some("E")) => Quality::Estimated,
            (_, Some("C")) => Quality::Corrected,
            _ => Quality::Raw,
        };
        readings.push(Reading { start: end.plus(-step), step: *step, value, quality, source: how.source });
    }
    // Rows may be unsorted, and both spring labels close the same interval: the later row wins.
    readings.reverse();
    readings.sort_by_key(|reading| reading.start);
    readings.dedup_by_key(|reading| reading.start);
    Ok(readings)
}

fn daily(points: &[Value]) -> Result<Vec<OfficialDay>, FormatError> {
    let day = |(index, point): (usize, &Value)| {
        let day = day(point, "date").ok_or_else(|| FormatError::point(index, "date", "YYYY-MM-DD"))?;
        Ok(OfficialDay { day, value: value(point, index, JOULES_PER_WH)? })
    };
    points.iter().enumerate().map(day).collect()
}

fn max_power(points: &[Value], number: &str) -> Result<Parsed, FormatError> {
    let mut values = Vec::with_capacity(points.len());
    for (index, point) in points.iter().enumerate() {
        let label = match day(point, "date").filter(|_| text(point, "date").is_some_and(|date| date.len() == 10)) {
            Some(day) => day.and_time(NaiveTime::MIN),
            None => wall(point, index)?,
        };
        values.push(MaxPower::new(label, value(point, index, 1)?));
    }
    let peaks = MaxPowers { number: number.to_owned(), values };
    let facts = peaks.facts();
    let format = Format::EnedisV5MaxPower;
    Ok(Parsed { format, zone: Zone::PARIS, series: Vec::new(), peaks: Some(peaks), facts })
}

fn wall(point: &Value, index: usize) -> Result<NaiveDateTime, FormatError> {
    text(point, "date")
        .and_then(labels::parse_wall)
        .ok_or_else(|| FormatError::point(index, "date", "YYYY-MM-DD HH:MM:SS"))
}

/// The value times `scale`, `None` for `null`.
fn value(point: &Value, index: usize, scale: i64) -> Result<Option<i64>, FormatError> {
    let read = json::number(point.get("value").unwrap_or(&Value::Null), scale);
    match read {
        Ok(value) if value.is_none_or(|value| SeriesKind::ElectricityConsumption.accepts(value)) => Ok(value),
        _ => Err(FormatError::point(index, "value", "a number that is not negative")),
    }
}
