//! What files and recorded answers of grid operators hold: bytes in, `domain` readings out. No I/O, no database.
//!
//! Every parser states its own label convention and unit, and turns malformed input into a [`FormatError`]. [`detect`]
//! tells the formats apart. Tables are read row by row (`table`), their rows become intervals (`curve`) and come in batches
//! ([`stream`]), so that a file of any length can be read; what holds a whole file in memory is the same code with one
//! batch. [`archive`] opens zip files, [`generic_csv`] reads tables that somebody has described.

pub mod answers;
pub mod archive;
pub mod contract;
mod curve;
pub mod day_colours;
pub mod detect;
pub mod enedis_2026;
pub mod enedis_error;
pub mod enedis_hourly;
pub mod enedis_labels;
pub mod enedis_r63;
pub mod enedis_v5;
pub mod fluvius_api;
pub mod fluvius_csv;
pub mod gateway;
pub mod generic_csv;
pub mod ha_linky;
pub mod hints;
mod json;
pub mod max_power;
pub mod offpeak;
pub mod ores;
pub mod stream;
pub mod summary;
mod table;
pub mod telegram;

use self::max_power::MaxPowers;
use crate::{
    analytics::zone::Zone,
    domain::{
        error::AppError,
        reading::{OfficialDay, Reading},
        series::SeriesKind,
    },
};

/// Which end of its interval a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelConvention {
    /// The first instant of the interval.
    Start,
    /// The first instant after the interval.
    End,
    /// The format writes both; nothing to guess.
    Both,
}

impl LabelConvention {
    /// One word, for `inspect`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Both => "both",
        }
    }
}

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Data Connect 2026, load curve.
    Enedis2026Curve,
    /// Data Connect 2026, daily values.
    Enedis2026Daily,
    /// Data Connect 2026, daily maximum of apparent power.
    Enedis2026MaxPower,
    /// Data Connect 2026, index registers.
    Enedis2026Registers,
    /// Data Connect 2026, contracts.
    Enedis2026Contract,
    /// Data Connect 2026, synthesis of contracts.
    Enedis2026Synthesis,
    /// Data Connect 2026, metering.
    Enedis2026Metering,
    /// Data Connect 2026, address of the meter.
    Enedis2026Address,
    /// Services that a consent gives.
    EnedisServices,
    /// Data Connect v5, load curve.
    EnedisV5Curve,
    /// Data Connect v5, daily values.
    EnedisV5Daily,
    /// Data Connect v5, daily maximum of apparent power.
    EnedisV5MaxPower,
    /// Data Connect v5, contract.
    EnedisV5Contract,
    /// Data Connect v5, address.
    EnedisV5Address,
    /// State of an account at the old MyElectricalData gateway.
    GatewayAccount,
    /// An error answer of any Enedis generation or gateway.
    EnedisError,
    /// The specification's ORES contract.
    Ores,
    /// The load curve of an Enedis customer account.
    EnedisHourly,
    /// Enedis' load curves for professionals and third parties (SGE, R63).
    EnedisR63,
    /// A history saved for ha-linky.
    HaLinky,
    /// Fluvius quarter-hour export.
    FluviusQuarterHours,
    /// Fluvius hourly export (gas).
    FluviusHours,
    /// Fluvius daily export.
    FluviusDays,
    /// Energy by the Fluvius interface.
    FluviusEnergy,
    /// Mandates by the Fluvius interface.
    FluviusMandates,
    /// Tempo days by RTE.
    TempoCalendar,
    /// Telegrams of the P1 port.
    Telegram,
    /// A table whose columns somebody has named.
    GenericCsv,
}

impl Format {
    /// The name shown by `inspect`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enedis2026Curve => "enedis-2026-load-curve",
            Self::Enedis2026Daily => "enedis-2026-daily",
            Self::Enedis2026MaxPower => "enedis-2026-max-power",
            Self::Enedis2026Registers => "enedis-2026-registers",
            Self::Enedis2026Contract => "enedis-2026-contract",
            Self::Enedis2026Synthesis => "enedis-2026-synthesis",
            Self::Enedis2026Metering => "enedis-2026-metering",
            Self::Enedis2026Address => "enedis-2026-address",
            Self::EnedisServices => "enedis-services",
            Self::EnedisV5Curve => "enedis-v5-load-curve",
            Self::EnedisV5Daily => "enedis-v5-daily",
            Self::EnedisV5MaxPower => "enedis-v5-max-power",
            Self::EnedisV5Contract => "enedis-v5-contract",
            Self::EnedisV5Address => "enedis-v5-address",
            Self::GatewayAccount => "gateway-account",
            Self::EnedisError => "enedis-error",
            Self::Ores => "ores-load-curve",
            Self::EnedisHourly => "enedis-hourly-csv",
            Self::EnedisR63 => "enedis-r63-csv",
            Self::HaLinky => "ha-linky-csv",
            Self::FluviusQuarterHours => "fluvius-quarter-hours",
            Self::FluviusHours => "fluvius-hours",
            Self::FluviusDays => "fluvius-days",
            Self::FluviusEnergy => "fluvius-api-energy",
            Self::FluviusMandates => "fluvius-api-mandates",
            Self::TempoCalendar => "tempo-calendar",
            Self::Telegram => "telegram",
            Self::GenericCsv => "csv",
        }
    }
}

/// One series of one usage point as a file or an answer holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedSeries {
    /// PRM or EAN as written, unchecked.
    pub number: String,
    /// What is measured.
    pub kind: SeriesKind,
    /// Intervals in UTC, in the file's order.
    pub readings: Vec<Reading>,
    /// Official daily values.
    pub official: Vec<OfficialDay>,
    /// What the labels of the intervals mean.
    pub label: LabelConvention,
    /// The unit that the format writes, before conversion to the stored one.
    pub native_unit: &'static str,
}

/// Everything that one file or answer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Which format it is.
    pub format: Format,
    /// The zone in which its labels and days were read.
    pub zone: Zone,
    /// Its series; none in an error answer or a contract.
    pub series: Vec<ParsedSeries>,
    /// Maxima of apparent power, which are no series.
    pub peaks: Option<MaxPowers>,
    /// What else it says, as name and value: an error's code, a contract's power, a maximum with its instant.
    pub facts: Vec<(&'static str, String)>,
}

/// Why a file or an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// None of the known formats.
    #[error("none of the known formats")]
    Unknown,
    /// A known format without any value in it.
    #[error("holds no value")]
    Empty,
    /// One row (of a JSON answer: one point, counting from 1) cannot be read.
    #[error("row {row}, column {column}: expected {expected}")]
    Row {
        /// Counting from 1, a header included.
        row: u32,
        /// Name of the column or key.
        column: String,
        /// What was expected, e.g. `YYYY-MM-DD`.
        expected: &'static str,
    },
    /// Something outside the rows is missing or malformed.
    #[error("{field}: expected {expected}")]
    Field {
        /// Name of the field.
        field: &'static str,
        /// What was expected.
        expected: &'static str,
    },
}

impl FormatError {
    /// For the point with this index, counting from 0.
    pub(crate) fn point(index: usize, column: &str, expected: &'static str) -> Self {
        let row = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self::Row { row, column: column.to_owned(), expected }
    }
}

impl From<FormatError> for AppError {
    fn from(error: FormatError) -> Self {
        match error {
            FormatError::Unknown => Self::UnknownFileFormat,
            FormatError::Empty => Self::EmptyFile,
            FormatError::Row { row, column, expected } => {
                Self::BrokenRow { row, column, expected: expected.to_owned() }
            }
            FormatError::Field { field, expected } => {
                Self::InvalidField { field: field.to_owned(), expected: expected.to_owned() }
            }
        }
    }
}
