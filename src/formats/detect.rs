//! Which format a file has, by its content: names lie, and an answer saved by hand has none.

use super::{
    Format, FormatError, Parsed, ParsedSeries, archive, enedis_2026, enedis_error, enedis_hourly, enedis_r63,
    enedis_v5, fluvius_csv, generic_csv, ha_linky,
    hints::Hints,
    ores,
    stream::{BATCH, Batch, Outline, ReadError, Sink},
    table::text,
};
use crate::{
    analytics::zone::Zone,
    domain::series::{SeriesKind, Source},
};
use serde_json::Value;
use std::io::{Cursor, Read};

/// How much of a file tells what it is, in bytes.
pub const HEAD: usize = 65_536;

/// No saved answer is larger; it must be in memory as a whole.
const LARGEST_ANSWER: u64 = 64 << 20;

/// What a file is, before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive of files: see [`archive`].
    Archive,
    /// A saved answer of an operator's service.
    Answer,
    /// A Fluvius export.
    Fluvius,
    /// The load curve of an Enedis account.
    EnedisHourly,
    /// Load curves of Enedis for professionals.
    EnedisR63,
    /// A history saved for ha-linky.
    HaLinky,
    /// Some table: needs a mapping, see [`generic_csv`].
    Table,
}

/// Looks at the first [`HEAD`] bytes of a file (or all of a shorter one); `None` when it is nothing that is read here.
#[must_use]
pub fn kind(head: &[u8]) -> Option<Kind> {
    let head = head.get(..HEAD).unwrap_or(head);
    if archive::recognises(head) {
        return Some(Kind::Archive);
    }
    if text::without_bom(head).trim_ascii_start().starts_with(b"{") {
        return Some(Kind::Answer);
    }
    let found = if fluvius_csv::recognises(head) {
        Some(Kind::Fluvius)
    } else if enedis_hourly::recognises(head) {
        Some(Kind::EnedisHourly)
    } else if enedis_r63::recognises(head) {
        Some(Kind::EnedisR63)
    } else {
        ha_linky::recognises(head).then_some(Kind::HaLinky)
    };
    found.or_else(|| generic_csv::sniff(head).is_ok().then_some(Kind::Table))
}

/// Reads a file of any known format that says everything itself.
///
/// # Errors
/// As [`parse_with`].
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    parse_with(bytes, &Hints::default())
}

/// Reads a file of any known format, with what else is known about it.
///
/// # Errors
/// [`FormatError::Unknown`] when it is none of them, an archive or a table without mapping; else what the format's own
/// parser found.
pub fn parse_with(bytes: &[u8], hints: &Hints<'_>) -> Result<Parsed, FormatError> {
    match kind(bytes) {
        Some(Kind::Fluvius) => fluvius_csv::parse(bytes),
        Some(Kind::EnedisHourly) => enedis_hourly::parse(bytes),
        Some(Kind::EnedisR63) => enedis_r63::parse(bytes),
        Some(Kind::HaLinky) => ha_linky::parse(bytes, hints),
        Some(Kind::Answer) => answer(bytes),
        Some(Kind::Archive | Kind::Table) | None => Err(FormatError::Unknown),
    }
}

/// Reads a file of any known format and any length (a saved answer: at most 64 MiB), in batches of about [`BATCH`]
/// intervals.
///
/// # Errors
/// As [`parse_with`], and [`ReadError::Input`] or [`ReadError::Sink`] when one of the two sides fails.
pub fn read<E>(mut input: impl Read, hints: &Hints<'_>, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    let mut head = Vec::with_capacity(HEAD);
    (&mut input).take(HEAD as u64).read_to_end(&mut head)?;
    let found = kind(&head);
    let mut input = Cursor::new(head).chain(input);
    match found {
        Some(Kind::Fluvius) => fluvius_csv::read(input, sink),
        Some(Kind::EnedisHourly) => enedis_hourly::read(input, sink),
        Some(Kind::EnedisR63) => enedis_r63::read(input, sink),
        Some(Kind::HaLinky) => ha_linky::read(input, hints, sink),
        Some(Kind::Answer) => {
            let mut bytes = Vec::new();
            (&mut input).take(LARGEST_ANSWER + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > LARGEST_ANSWER {
                return Err(FormatError::Field { field: "file", expected: "an answer of at most 64 MiB" }.into());
            }
            pieces(answer(&bytes)?, bytes.len() as u64, sink)
        }
        Some(Kind::Archive | Kind::Table) | None => Err(FormatError::Unknown.into()),
    }
}

/// What is in memory already, in batches.
fn pieces<E>(parsed: Parsed, bytes: u64, sink: &mut Sink<'_, E>) -> Result<Outline, ReadError<E>> {
    for mut series in parsed.series {
        let mut official = std::mem::take(&mut series.official);
        for part in series.readings.chunks(BATCH) {
            let (readings, official) = (part.to_vec(), std::mem::take(&mut official));
            let series = ParsedSeries { readings, official, number: series.number.clone(), ..series };
            sink(Batch { series, bytes }).map_err(ReadError::Sink)?;
        }
        if !official.is_empty() {
            let series = ParsedSeries { readings: Vec::new(), official, ..series };
            sink(Batch { series, bytes }).map_err(ReadError::Sink)?;
        }
    }
    Ok(Outline { format: parsed.format, zone: parsed.zone, facts: parsed.facts })
}

/// Reads a saved answer.
fn answer(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = text::without_bom(bytes);
    let body: Value = serde_json::from_slice(text).map_err(|_| FormatError::Unknown)?;
    if body.get("grandeur").is_some() {
        return enedis_2026::parse(text, Source::EnedisFile);
    }
    if body.get("interval_readings").is_some() {
        // It does not say its direction; consumption is what a building has.
        return ores::parse(text, SeriesKind::ElectricityConsumption, Source::Ores);
    }
    if let Some(parsed) = enedis_v5::parse(&body) {
        return parsed;
    }
    error(&body).ok_or(FormatError::Unknown)
}

/// A saved error answer: nothing to import, but worth telling apart from a strange file.
fn error(body: &Value) -> Option<Parsed> {
    let error = enedis_error::from_value(body)?;
    let mut facts = vec![("code", error.code)];
    facts.extend(error.status.map(|status| ("status", status.to_string())));
    facts.extend(Some(("description", error.description)).filter(|(_, text)| !text.is_empty()));
    Some(Parsed { format: Format::EnedisError, zone: Zone::PARIS, series: Vec::new(), facts })
}

#[cfg(test)]
mod tests;
