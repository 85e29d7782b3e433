//! Days of the year, and stretches of them: `11-01` to `03-31`.

use crate::domain::time::LocalDay;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A day of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// `None` for a day that no year has; 29 February is one.
    #[must_use]
    pub fn new(month: u32, day: u32) -> Option<Self> {
        LocalDay::from_ymd_opt(2_024, month, day).map(|_| Self { month, day })
    }

    /// This day of a year; 29 February is the first of March where there is none.
    #[must_use]
    pub fn of_year(self, year: i32) -> LocalDay {
        let (next, first) = if self.month == 2 && self.day == 29 { (3, 1) } else { (self.month, self.day) };
        let leap = LocalDay::from_ymd_opt(year, self.month, self.day);
        leap.or_else(|| LocalDay::from_ymd_opt(year, next, first)).unwrap_or_default()
    }
}

impl From<LocalDay> for MonthDay {
    fn from(day: LocalDay) -> Self {
        Self { month: day.month(), day: day.day() }
    }
}

impl TryFrom<String> for MonthDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        // With a leap year in front this is a date like any other, and read as strictly.
        let read = LocalDay::parse_from_str(&format!("2024-{text}"), "%Y-%m-%d").ok();
        read.filter(|_| text.len() == 5).map(Self::from).ok_or("expected MM-DD")
    }
}

impl From<MonthDay> for String {
    fn from(of: MonthDay) -> Self {
        format!("{:02}-{:02}", of.month, of.day)
    }
}

/// From a day to a day of the year, both inside; across new year when `to` comes before `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// First day inside.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "11-01"))]
    pub from: MonthDay,
    /// Last day inside.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "11-01"))]
    pub to: MonthDay,
}

impl Season {
    /// Whether a local day lies inside.
    #[must_use]
    pub fn holds(self, day: LocalDay) -> bool {
        let day = MonthDay::from(day);
        let (after, before) = (self.from <= day, day <= self.to);
        if self.from <= self.to { after && before } else { after || before }
    }
}
