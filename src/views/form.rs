//! Plain forms: what is wrong with a field, and numbers and days as people type them.

use crate::domain::{
    tariff::{Fault, Minute, MonthDay, TariffError},
    time::LocalDay,
    units::parse_decimal,
};
use serde::{Deserialize, Serialize};

/// A field that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Its name in the form: `bands[0].price`.
    pub field: String,
    /// What it must hold.
    pub expected: Expected,
}

/// What a field must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// One to so many characters.
    Text(usize),
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A day of the year: day and month.
    DayOfYear,
    /// A number with at most so many decimals.
    Decimal(u32),
    /// A number within bounds, which are counted in the last of its decimals.
    Between {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
        /// Decimals of both.
        decimals: u32,
    },
    /// One of the entries.
    Choice,
    /// At least one.
    Some,
    /// At most so many.
    AtMost(usize),
    /// Another form of this line of a list, counting from 1.
    Line(u32),
    /// Another one than those that are there.
    Unique,
    /// One band without conditions.
    Rest,
    /// Only one band without conditions.
    OneRest,
    /// Hours that are a part of the day.
    PartOfDay,
    /// Hours, weekdays, a season or a colour.
    Condition,
}

impl FieldError {
    /// Something was expected of a field.
    #[must_use]
    pub fn new(field: impl Into<String>, expected: Expected) -> Self {
        Self { field: field.into(), expected }
    }

    /// The same fault of a form of one version, whose fields are named as in JSON, with `hours` typed in two.
    #[must_use]
    pub fn of_version(error: &TariffError) -> Self {
        let decimals = match error.field.rsplit('.').next() {
            Some("kva" | "name") => 0,
            _ if error.field.starts_with("vat.") => 1,
            _ => 6,
        };
        let is_label = error.field.ends_with(".name");
        let expected = match error.fault {
            Fault::Missing => Expected::Some,
            Fault::Twice => Expected::Unique,
            Fault::TooMany { most } => Expected::AtMost(most),
            Fault::OutOfRange { most, .. } if is_label => Expected::Text(usize::try_from(most).unwrap_or_default()),
            Fault::OutOfRange { least, most } => Expected::Between { least, most, decimals },
            Fault::NoRest => Expected::Rest,
            Fault::SecondRest => Expected::OneRest,
            Fault::NoHours => Expected::PartOfDay,
            Fault::NoCondition => Expected::Condition,
        };
        let own = is_label && matches!(expected, Expected::Text(_));
        let field = match error.field.strip_suffix(".hours") {
            Some(window) => format!("{window}.from"),
            None if own => error.field.replace(".name", ".own"),
            None => error.field.clone(),
        };
        Self { field, expected }
    }
}

/// Reads fields and notes what is wrong with them.
#[derive(Debug, Default)]
pub struct Reader {
    /// In the order in which the fields were read.
    pub errors: Vec<FieldError>,
}

impl Reader {
    /// Notes that a field does not hold what it must.
    pub fn refuse(&mut self, field: impl Into<String>, expected: Expected) {
        self.errors.push(FieldError::new(field, expected));
    }

    /// The value, or what was expected of the field.
    pub fn take<T>(&mut self, field: &str, value: Option<T>, expected: Expected) -> Option<T> {
        if value.is_none() {
            self.refuse(field, expected);
        }
        value
    }

    /// A number in units of its last decimal: with 2 decimals `1 234,5` is 123 450.
    pub fn number(&mut self, field: &str, text: &str, decimals: u32) -> Option<i64> {
        self.take(field, number(text, decimals), Expected::Decimal(decimals))
    }

    /// A day.
    pub fn day(&mut self, field: &str, text: &str) -> Option<LocalDay> {
        self.take(field, day(text), Expected::Day)
    }

    /// A time of day.
    pub fn time(&mut self, field: &str, text: &str) -> Option<Minute> {
        self.take(field, time(text), Expected::Time)
    }

    /// A day of the year.
    pub fn day_of_year(&mut self, field: &str, text: &str) -> Option<MonthDay> {
        self.take(field, day_of_year(text), Expected::DayOfYear)
    }
}

/// A number with a point or a comma, in units of its last decimal. Spaces between groups are left out; a point *and* a
/// comma are refused, for nobody knows which is which.
#[must_use]
pub fn number(text: &str, decimals: u32) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    parse_decimal(&plain, 10_i64.checked_pow(decimals)?)
}

/// `2026-11-21`, `21/11/2026`, `21.11.2026` or `21-11-2026`.
#[must_use]
pub fn day(text: &str) -> Option<LocalDay> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let digits =
        |text: &str, length: usize| (1..=length).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let found = LocalDay::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    ("1990".."2100").contains(year).then_some(found)
}

/// `22:50`, `6:50`, `22h50`, `22h` or `22.50`; `24:00` is the end of the day.
#[must_use]
pub fn time(text: &str) -> Option<Minute> {
    let text = text.trim().to_lowercase();
    let (hour, minute) = text.split_once([':', 'h', '.']).unwrap_or((&text, ""));
    let (hour, minute) = (hour.trim(), minute.trim());
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    if hour.is_empty() || !digits(hour) || !(minute.is_empty() || minute.len() == 2 && digits(minute)) {
        return None;
    }
    Minute::new(hour.parse().ok()?, if minute.is_empty() { 0 } else { minute.parse().ok()? })
}

/// `01/11`, `1.11` or `1-11`: day, then month.
#[must_use]
pub fn day_of_year(text: &str) -> Option<MonthDay> {
    let (day, month) = text.trim().split_once(['/', '.', '-'])?;
    MonthDay::new(month.trim().parse().ok()?, day.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_type_them() {
        let price = |text| number(text, 6);
        assert_eq!(["0,2134", "0.2134", " .2134 ", "0,213400"].map(price), [Some(213_400); 4]);
        assert_eq!(
            ["1\u{202f}234,5", "1 234.5", "−3"].map(|text| number(text, 2)),
            [Some(123_450), Some(123_450), Some(-300)]
        );
        assert_eq!(["0,0000001", "1.234,5", "1e3", "", "x", "--1"].map(price), [None; 6]);
    }

    #[test]
    fn days_as_people_type_them() {
        let expected = LocalDay::from_ymd_opt(2026, 2, 1);
        assert_eq!(["2026-02-01", "01/02/2026", "1.2.2026", " 01-02-2026 "].map(day), [expected; 4]);
        assert_eq!(
            ["30/02/2026", "2026-13-01", "26-02-01", "0026-02-01", "", "2026-02", "1/2/3/2026", "+1/2/2026"].map(day),
            [None; 8]
        );
    }

    #[test]
    fn times_as_people_type_them() {
        let minutes = |text| time(text).map(Minute::of_day);
        assert_eq!(["22:50", "22h50", "22.50", " 22 h 50 "].map(minutes), [Some(1_370); 4]);
        assert_eq!(["6:05", "6", "6h", "24:00"].map(minutes), [Some(365), Some(360), Some(360), Some(1_440)]);
        assert_eq!(["", "25:00", "22:5", "22:60", "-1", "24:01", "1:2:3"].map(minutes), [None; 7]);
    }

    #[test]
    fn days_of_the_year_as_people_type_them() {
        let expected = MonthDay::new(11, 1);
        assert_eq!(["01/11", "1/11", "1.11", " 01 - 11 "].map(day_of_year), [expected; 4]);
        assert_eq!(["11", "31/02", "0/1", ""].map(day_of_year), [None; 4]);
    }
}
