//! How a reading is stored: few bytes, and not one bit less than what was received.
//!
//! The start is a number of minutes, the value a small number in a unit that fits the step, and everything that is the
//! same for thousands of rows (step, unit, quality, source) is one row of `reading_forms`, of which a reading repeats the
//! key. So a half-hour's mean of 412 W is stored as 412 and not as 741 600 joules.

use crate::{
    domain::{
        reading::Reading,
        series::{Quality, Source},
        time::Instant,
    },
    storage::{
        StorageError, Tx,
        db::{Built, Value, all},
    },
};
use std::collections::HashMap;

/// The first instant that minutes are counted from: 2020-01-01T00:00:00Z. Numbers around it are short.
const EPOCH: i64 = 1_577_836_800;

/// The start of a reading as stored: minutes since 2020 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub struct Minute(i64);

impl Minute {
    /// The first whole minute at or after an instant: `start >= instant` and `start < instant` hold for readings exactly
    /// when they hold for their minutes.
    pub fn from(instant: Instant) -> Self {
        Self(-(-seconds(instant)).div_euclid(60))
    }

    /// The latest multiple of `minutes` that is not later.
    pub fn floor(self, minutes: i64) -> Self {
        Self(self.0 - self.0.rem_euclid(minutes))
    }

    /// From a stored number.
    pub fn of(number: i64) -> Self {
        Self(number)
    }

    /// As stored.
    pub fn number(self) -> i64 {
        self.0
    }
}

impl From<Minute> for Instant {
    fn from(minute: Minute) -> Self {
        Self(minute.0.saturating_mul(60).saturating_add(EPOCH))
    }
}

impl From<Minute> for Value {
    fn from(minute: Minute) -> Self {
        minute.0.into()
    }
}

/// The instant of a stored start.
pub fn instant_of_minute(minute: i64) -> Instant {
    Minute(minute).into()
}

/// An instant in seconds on the scale of [`Minute`].
pub fn seconds(instant: Instant) -> i64 {
    instant.0.saturating_sub(EPOCH)
}

/// A reading with its form, as statements return it: the value is in the series' unit again.
#[derive(sqlx::FromRow)]
pub struct Row {
    start: Minute,
    step: i64,
    value: Option<i64>,
    quality: i64,
    source: i64,
}

impl From<Row> for Reading {
    fn from(row: Row) -> Self {
        Self {
            start: row.start.into(),
            step: row.step,
            value: row.value,
            quality: Quality::from_rank(row.quality),
            source: Source::from_code(row.source),
        }
    }
}

/// A form as it is stored.
#[derive(Clone, Copy)]
pub struct Stored {
    /// Seconds.
    pub step: i64,
    /// Of the series' stored unit.
    pub unit: i64,
    /// Rank.
    pub quality: i64,
    /// Code.
    pub source: i64,
}

impl Stored {
    /// The reading of this form with that stored value.
    pub fn reading(&self, start: Minute, value: Option<i64>) -> Reading {
        let Self { step, unit, quality, source } = *self;
        Row { start, step, value: value.map(|value| value.saturating_mul(unit)), quality, source }.into()
    }
}

/// What readings have in common: step, unit, rank of the quality, code of the source.
type Form = (i64, i64, i64, i64);

/// The keys of the forms that one write needs.
pub struct Forms {
    keys: HashMap<Form, i64>,
    units: HashMap<(i64, i64, i64), i64>,
}

const KNOWN: &str = "SELECT step, unit, quality, source, key FROM reading_forms";
const ADD: &str = "INSERT INTO reading_forms (step, unit, quality, source) ";
const UNLESS_KNOWN: &str = " ON CONFLICT (step, unit, quality, source) DO NOTHING";

impl Forms {
    /// Finds the forms of these readings, and makes those that are new.
    pub async fn of(tx: &mut Tx, readings: &[Reading]) -> Result<Self, StorageError> {
        let units = units(readings);
        let needed: Vec<Form> = units.iter().map(|((step, rank, code), unit)| (*step, *unit, *rank, *code)).collect();
        let mut keys = Self::known(tx).await?;
        let new: Vec<Form> = needed.into_iter().filter(|form| !keys.contains_key(form)).collect();
        if !new.is_empty() {
            let row = |form: &Form| [form.0.into(), form.1.into(), form.2.into(), form.3.into()];
            Built::new(ADD).rows(&new, row).push(UNLESS_KNOWN).run(tx).await?;
            keys = Self::known(tx).await?;
        }
        Ok(Self { keys, units })
    }

    async fn known(tx: &mut Tx) -> Result<HashMap<Form, i64>, StorageError> {
        let rows = all!(tx, (i64, i64, i64, i64, i64), KNOWN)?;
        Ok(rows.into_iter().map(|(step, unit, rank, code, key)| ((step, unit, rank, code), key)).collect())
    }

    /// The columns of a reading: series, start, value, form.
    pub fn values(&self, series: i64, reading: &Reading) -> [Value; 4] {
        let kind = kind(reading);
        let unit = self.units.get(&kind).copied().unwrap_or(1);
        let form = self.keys.get(&(kind.0, unit, kind.1, kind.2)).copied();
        let value = reading.value.map(|value| value / unit);
        [series.into(), Minute::from(reading.start).into(), value.into(), form.into()]
    }
}

fn kind(reading: &Reading) -> (i64, i64, i64) {
    (reading.step, reading.quality.rank(), reading.source.code())
}

/// For each kind of reading the unit of its values: a watt-hour where all are whole ones, else a watt over the step, else
/// the series' own unit. In the series' unit, which is the joule for energy.
fn units(readings: &[Reading]) -> HashMap<(i64, i64, i64), i64> {
    let mut fits = HashMap::<(i64, i64, i64), (bool, bool)>::new();
    for reading in readings {
        let (whole_wh, whole_watt) = fits.entry(kind(reading)).or_insert((true, true));
        let value = reading.value.unwrap_or(0);
        *whole_wh &= value % WH == 0;
        *whole_watt &= reading.step > 0 && value % reading.step == 0;
    }
    let unit = |step, (whole_wh, whole_watt)| {
        if whole_wh {
            WH
        } else if whole_watt {
            step
        } else {
            1
        }
    };
    fits.into_iter().map(|(kind, fits)| (kind, unit(kind.0, fits))).collect()
}

/// Joules of a watt-hour.
const WH: i64 = 3_600;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reading(step: i64, value: Option<i64>) -> Reading {
        Reading { start: Instant(EPOCH), step, value, quality: Quality::Raw, source: Source::Enedis }
    }

    #[test]
    fn the_unit_is_the_largest_that_fits_all() {
        let unit = |step, values: &[i64]| {
            let readings: Vec<_> = values.iter().map(|value| reading(step, Some(*value))).collect();
            *units(&readings).values().next().unwrap()
        };
        assert_eq!(unit(1_800, &[412 * 1_800, 413 * 1_800]), 1_800, "watts over half an hour");
        assert_eq!(unit(900, &[18 * 3_600, 0]), 3_600, "watt-hours of a quarter");
        assert_eq!(unit(600, &[7 * 600, 8 * 600]), 600, "watts over ten minutes");
        assert_eq!(unit(1_800, &[1_800, 1]), 1, "nothing in common");
        assert_eq!(units(&[reading(1_800, None)]).values().next(), Some(&3_600), "no value fits every unit");
    }

    #[test]
    fn bounds_of_minutes_are_bounds_of_instants() {
        for seconds in -200..200 {
            let bound = Instant(EPOCH + seconds);
            for minute in -4..4 {
                let start = Instant(EPOCH + 60 * minute);
                assert_eq!(start >= bound, Minute(minute) >= Minute::from(bound), "{seconds} {minute}");
                assert_eq!(start < bound, Minute(minute) < Minute::from(bound), "{seconds} {minute}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_the_unit(values in proptest::collection::vec(any::<Option<i64>>(), 1..20), step in 1_i64..90_000) {
            let readings: Vec<_> = values.iter().map(|value| reading(step, *value)).collect();
            let unit = *units(&readings).values().next().unwrap();
            for value in values.into_iter().flatten() {
                prop_assert_eq!(value / unit * unit, value);
            }
        }

        #[test]
        fn whole_minutes_come_back(minute in -10_000_000_i64..100_000_000) {
            let start = Instant(EPOCH + 60 * minute);
            prop_assert_eq!(Instant::from(Minute::from(start)), start);
        }
    }
}
