//! When a band's price counts.

use super::{Colour, Colours, Fault, Hours, Season, TariffError, hours::Began};
use chrono::{Datelike, NaiveDateTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};

/// Conditions that must all be met. One that is left out is met always.
///
/// Hours that cross midnight belong as a whole to the day on which they begin: its weekday, season and colour count
/// until they end. So Tempo's night from 22:00 to 06:00 keeps the colour of the evening, as its rules say. Where a contract
/// goes by the calendar instead, two windows say so: until 24:00, and from 00:00.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Window {
    /// By the local clock; on the day of 25 hours the hour shown twice counts twice.
    pub hours: Option<Hours>,
    /// Days of the week; none named: every day.
    #[cfg_attr(feature = "ssr", schema(value_type = Vec<String>, example = json!(["Sat", "Sun"])))]
    pub weekdays: Vec<Weekday>,
    /// Days of the year.
    pub season: Option<Season>,
    /// The day's colour.
    pub colour: Option<Colour>,
}

/// Whether a window holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It would if the day had the colour, which is not known.
    ColourUnknown,
}

impl Window {
    /// Whether it holds when the local clock shows `wall`.
    #[must_use]
    pub fn holds(&self, wall: NaiveDateTime, colours: &Colours) -> Holds {
        let minute = wall.hour() * 60 + wall.minute();
        let day = match self.hours.map_or(Some(Began::Today), |hours| hours.began(minute)) {
            Some(Began::Today) => wall.date(),
            Some(Began::Yesterday) => wall.date().pred_opt().unwrap_or(wall.date()),
            None => return Holds::No,
        };
        let on_weekday = self.weekdays.is_empty() || self.weekdays.contains(&day.weekday());
        if !on_weekday || self.season.is_some_and(|season| !season.holds(day)) {
            return Holds::No;
        }
        match (self.colour, colours.of(day)) {
            (Some(_), None) => Holds::ColourUnknown,
            (Some(wanted), Some(has)) if wanted != has => Holds::No,
            _ => Holds::Yes,
        }
    }

    /// # Errors
    /// Hours that hold never or always, a weekday twice, or no condition at all.
    pub(super) fn check(&self) -> Result<(), TariffError> {
        if *self == Self::default() {
            return Err(TariffError::new("hours", Fault::NoCondition));
        }
        if self.hours.is_some_and(|hours| !hours.is_possible()) {
            return Err(TariffError::new("hours", Fault::NoHours));
        }
        let twice = |(at, day)| self.weekdays.iter().take(at).any(|before| before == day);
        if self.weekdays.iter().enumerate().any(twice) {
            return Err(TariffError::new("weekdays", Fault::Twice));
        }
        Ok(())
    }
}
