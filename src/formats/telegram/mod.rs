//! Telegrams of the P1 port: Belgian e-MUCS and Dutch DSMR.
//!
//! Units: registers in Wh, powers in W, volumes in litres. Times carry `S` (summer, UTC+2) or `W` (winter, UTC+1), so
//! they are instants without any time zone. Registers are states at the telegram's instant: there is no interval to
//! label; [`deltas`] makes intervals of them. What a telegram does not say is `None`, never 0.
//!
//! Source: Fluvius e-MUCS_H 1.3 and DSMR P1 5.0. Belgium counts day in register 1 and night in register 2, the
//! Netherlands the other way round; fields here are named by what they mean.

pub mod deltas;
pub mod file;
pub mod frame;
mod line;
mod read;
#[cfg(test)]
mod tests;

pub use frame::{Check, Frame, FrameError, Framer};
pub use read::parse;

use crate::domain::time::Instant;

/// Which way a meter numbers its two tariffs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Register 1 is day. Told by the version line `0-0:96.1.4` of e-MUCS.
    Belgian,
    /// Register 1 is night. All others.
    Dutch,
}

/// The tariff that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveTariff {
    /// Day, normal.
    Day,
    /// Night, low.
    Night,
}

/// Cumulated energy of one direction in Wh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    /// Counted by day.
    pub day: Option<i64>,
    /// Counted by night.
    pub night: Option<i64>,
    /// The meter's own register of both, which few meters send.
    pub both: Option<i64>,
}

impl Registers {
    /// All energy so far in Wh; `None` when the telegram has no register of this direction.
    #[must_use]
    pub fn total(self) -> Option<i64> {
        match (self.both, self.day, self.night) {
            (Some(both), ..) => Some(both),
            (None, None, None) => None,
            (None, day, night) => day.unwrap_or(0).checked_add(night.unwrap_or(0)),
        }
    }
}

/// A mean over a quarter-hour that stands out, as the meter wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterPeak {
    /// When the meter noted it (by the standard: the end of the quarter-hour). `None`: no peak yet in this month.
    pub at: Option<Instant>,
    /// Mean offtake in W.
    pub watts: i64,
}

/// The highest quarter-hour of a month that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPeak {
    /// The end of the month: local midnight of the next month's first day.
    pub month_end: Instant,
    /// Its peak.
    pub peak: QuarterPeak,
}

/// What one phase carries at the telegram's instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phase {
    /// Offtake in W.
    pub offtake: Option<i64>,
    /// Injection in W.
    pub injection: Option<i64>,
    /// Thousandths of a volt.
    pub millivolts: Option<i64>,
    /// Thousandths of an ampere.
    pub milliamperes: Option<i64>,
}

/// What a meter on the M-Bus counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// Type 003.
    Gas,
    /// Type 007.
    Water,
    /// Another type, or none told: it has no reading here.
    Other,
}

/// A meter on the M-Bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its channel, 1 to 4.
    pub channel: u8,
    /// What it counts.
    pub kind: DeviceKind,
    /// Its serial number.
    pub serial: Option<String>,
    /// When the volume was read and how much it was, in litres. Gas as measured or at standard conditions, as the meter
    /// says it; never both.
    pub reading: Option<(Instant, i64)>,
}

/// What one telegram says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telegram {
    /// Maker and model: the first line without its `/`.
    pub header: String,
    /// `50217` for e-MUCS 1.7, `50` for DSMR 5.0; none before DSMR 4.
    pub version: Option<String>,
    /// How the registers were numbered.
    pub numbering: Numbering,
    /// Serial number of the electricity meter.
    pub serial: Option<String>,
    /// EAN of the usage point, where the operator has written it into the meter.
    pub ean: Option<String>,
    /// When it was sent; none before DSMR 4.
    pub at: Option<Instant>,
    /// Energy taken from the grid.
    pub offtake: Registers,
    /// Energy fed into it.
    pub injection: Registers,
    /// The tariff that counts.
    pub tariff: Option<ActiveTariff>,
    /// Offtake at this instant in W.
    pub power_offtake: Option<i64>,
    /// Injection at this instant in W.
    pub power_injection: Option<i64>,
    /// Mean offtake in W since the quarter-hour began.
    pub quarter_mean: Option<i64>,
    /// Highest quarter-hour of the month so far.
    pub month_peak: Option<QuarterPeak>,
    /// Peaks of up to 13 past months, the earliest first.
    pub history: Vec<MonthPeak>,
    /// L1, L2, L3.
    pub phases: [Phase; 3],
    /// State of the breaker: 0 open, 1 closed, 2 ready to be closed.
    pub breaker: Option<u8>,
    /// The limiter's threshold in W; 999.9 kW means none.
    pub limiter: Option<i64>,
    /// The fuse's threshold in A; 999 means none.
    pub fuse: Option<i64>,
    /// Meters on the M-Bus, by channel.
    pub devices: Vec<Device>,
}

/// Why a whole telegram cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TelegramError {
    /// The bytes between `/` and `!` are not right.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// It is not text.
    #[error("not ASCII text")]
    Text,
    /// A line that matters cannot be read.
    #[error("{code}: expected {expected}")]
    Line {
        /// OBIS code.
        code: &'static str,
        /// What was expected.
        expected: &'static str,
    },
}
