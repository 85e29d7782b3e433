//! Which format a file has, by its content: names lie, and an answer saved by hand has none.

use super::{
    FormatError, Parsed, ParsedSeries, answers, archive, enedis_hourly, enedis_r63, fluvius_csv, generic_csv, ha_linky,
    hints::Hints,
    stream::{BATCH, Batch, Outline, ReadError, Sink},
    table::text,
    telegram,
};
use std::io::{Cursor, Read};

/// How much of a file tells what it is, in bytes.
pub const HEAD: usize = 65_536;

/// No saved answer and no file of telegrams is larger; they must be in memory as a whole.
const LARGEST_ANSWER: u64 = 64 << 20;

/// What a file is, before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip archive of files: see [`archive`].
    Archive,
    /// Telegrams of a meter's P1 port.
    Telegrams,
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
    if telegram::file::recognises(head) {
        return Some(Kind::Telegrams);
    }
    if matches!(text::without_bom(head).trim_ascii_start().first(), Some(b'{' | b'[')) {
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
        Some(Kind::Telegrams) => telegram::file::parse(bytes),
        Some(Kind::Answer) => answers::parse(text::without_bom(bytes)),
        Some(Kind::Archive | Kind::Table) | None => Err(FormatError::Unknown),
    }
}

/// Reads a file of any known format and any length (saved answers and telegrams: at most 64 MiB), in batches of about [`BATCH`]
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
        Some(kind @ (Kind::Answer | Kind::Telegrams)) => {
            let mut bytes = Vec::new();
            (&mut input).take(LARGEST_ANSWER + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > LARGEST_ANSWER {
                return Err(FormatError::Field { field: "file", expected: "at most 64 MiB" }.into());
            }
            let parsed = match kind {
                Kind::Telegrams => telegram::file::parse(&bytes)?,
                _ => answers::parse(text::without_bom(&bytes))?,
            };
            pieces(parsed, bytes.len() as u64, sink)
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

#[cfg(test)]
mod tests;
