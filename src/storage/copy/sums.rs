//! Sums of meters by month, from the rows of a table as they pass by.

use super::{Row, Snapshot, Table};
use crate::{
    analytics::zone::Zone,
    domain::time::{Instant, LocalDay},
    storage::{
        StorageError,
        db::{Value, all},
        number_day,
        readings::instant_of_minute,
    },
};
use chrono::{Datelike, Months};
use std::collections::{BTreeMap, HashMap};

/// What rows mean: units of forms, and of each series its meter and zone.
#[derive(Clone, Debug)]
pub struct Meters {
    units: HashMap<i64, i64>,
    series: HashMap<i64, (String, Zone)>,
}

const FORMS: &str = "SELECT key, unit FROM reading_forms";
const SERIES: &str = "SELECT s.key, s.kind, p.number, p.label, b.zone FROM series s
    JOIN usage_points p ON p.id = s.usage_point_id JOIN buildings b ON b.id = p.building_id";

impl Meters {
    /// Of a database.
    ///
    /// # Errors
    /// When the database fails, or there is no such zone.
    pub async fn read(snapshot: &mut Snapshot) -> Result<Self, StorageError> {
        let units = all!(snapshot, (i64, i64), FORMS)?.into_iter().collect();
        let mut series = HashMap::new();
        for (key, kind, number, label, zone) in all!(snapshot, (i64, String, String, String, String), SERIES)? {
            let zone = Zone::parse(&zone).ok_or(StorageError::Unreadable("buildings"))?;
            series.insert(key, (format!("{number} {label:?} ({kind})"), zone));
        }
        Ok(Self { units, series })
    }

    /// The meter of a series, in words.
    #[must_use]
    pub fn name(&self, series: i64) -> &str {
        self.series.get(&series).map_or("?", |(name, _)| name)
    }

    fn zone(&self, series: i64) -> Zone {
        self.series.get(&series).map_or(Zone::PARIS, |(_, zone)| *zone)
    }
}

/// A month of the building's calendar.
pub type Month = (i32, u32);

/// What a series has in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Rows, those without a value included.
    pub rows: i64,
    /// Their values in the series' unit, which is the joule for energy.
    pub value: i128,
}

/// Sums by series and month.
#[derive(Debug)]
pub struct Sums<'m> {
    meters: &'m Meters,
    of: Of,
    sums: BTreeMap<(i64, Month), Sum>,
    /// Rows come by series and time, so most are of the same month as the one before.
    current: Option<(i64, Month, Instant, Instant)>,
}

/// Places of the columns.
#[derive(Debug)]
enum Of {
    Readings { series: usize, start: usize, value: usize, form: usize },
    Rollups { series: usize, day: usize, sum: usize },
}

impl<'m> Sums<'m> {
    /// For the tables that have sums.
    #[must_use]
    pub fn of(table: &Table, meters: &'m Meters) -> Option<Self> {
        let series = table.place("series_key")?;
        let of = match table.name {
            "readings" => {
                let (start, value) = (table.place("start")?, table.place("value")?);
                Of::Readings { series, start, value, form: table.place("form")? }
            }
            "day_rollups" => Of::Rollups { series, day: table.place("day")?, sum: table.place("sum")? },
            _ => return None,
        };
        Some(Self { meters, of, sums: BTreeMap::new(), current: None })
    }

    /// Adds a row of the table.
    pub fn add(&mut self, row: &Row) {
        let number = |at: usize| match row.0.get(at) {
            Some(Value::Integer(Some(number))) => *number,
            _ => 0,
        };
        let (series, month, value) = match self.of {
            Of::Readings { series, start, value, form } => {
                let unit = self.meters.units.get(&number(form)).copied().unwrap_or(1);
                let month = self.month(number(series), instant_of_minute(number(start)));
                (number(series), month, i128::from(number(value)) * i128::from(unit))
            }
            Of::Rollups { series, day, sum } => {
                let day = number_day(number(day));
                (number(series), (day.year(), day.month()), i128::from(number(sum)))
            }
        };
        let sum = self.sums.entry((series, month)).or_default();
        sum.rows += 1;
        sum.value += value;
    }

    /// The first series and month in which the other sums differ, with both sums.
    #[must_use]
    pub fn first_difference(&self, other: &Self) -> Option<(i64, Month, Sum, Sum)> {
        let both = self.sums.keys().chain(other.sums.keys());
        let at = both.filter(|at| self.sums.get(at) != other.sums.get(at)).min()?;
        let sum = |sums: &Self| sums.sums.get(at).copied().unwrap_or_default();
        Some((at.0, at.1, sum(self), sum(other)))
    }

    fn month(&mut self, series: i64, at: Instant) -> Month {
        match self.current {
            Some((same, month, start, end)) if same == series && start <= at && at < end => month,
            _ => {
                let zone = self.meters.zone(series);
                let first = zone.day(at).with_day(1).unwrap_or_default();
                let next: LocalDay = first.checked_add_months(Months::new(1)).unwrap_or(first);
                let (month, span) = ((first.year(), first.month()), zone.span(first, next));
                self.current = Some((series, month, span.start, span.end));
                month
            }
        }
    }
}
