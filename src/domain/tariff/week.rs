//! A version as weeks that can be shown: which band counts at which minute of which weekday.

use super::{Colour, Colours, MonthDay, Season, Version};
use crate::domain::time::LocalDay;
use chrono::{Datelike, Days, NaiveTime, Weekday};
use std::collections::BTreeSet;

/// Any year: seasons name no year, and nothing of it is shown.
const YEAR: i32 = 2_026;
const MINUTES: u32 = 1_440;

/// `[from, to)` in minutes of the local day, in one band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First minute.
    pub from: u32,
    /// First minute after; 1 440 at the end of the day.
    pub to: u32,
    /// Its place in [`Version::bands`].
    pub band: usize,
}

/// Weekdays one after the other that look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRow {
    /// The first of them.
    pub first: Weekday,
    /// The last of them; the same where it is one day.
    pub last: Weekday,
    /// The whole day.
    pub stretches: Vec<Stretch>,
}

/// A week of one season and colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The days of the year that it stands for; `None`: all of them.
    pub season: Option<Season>,
    /// The colour of its days; `None`: no price hangs on colours.
    pub colour: Option<Colour>,
    /// From Monday on.
    pub rows: Vec<WeekRow>,
}

impl Version {
    /// One week for each season and colour that prices hang on.
    #[must_use]
    pub fn weeks(&self) -> Vec<Week> {
        let windows = || self.bands.iter().flat_map(|band| &band.windows);
        let colours: Vec<Option<Colour>> =
            if windows().any(|window| window.colour.is_some()) { Colour::ALL.map(Some).into() } else { vec![None] };
        let seasons = parts_of_year(windows().filter_map(|window| window.season));
        let of = |season: Option<Season>| {
            colours.clone().into_iter().map(move |colour| Week { season, colour, rows: self.rows(season, colour) })
        };
        seasons.into_iter().flat_map(of).collect()
    }

    fn rows(&self, season: Option<Season>, colour: Option<Colour>) -> Vec<WeekRow> {
        let monday = monday_within(season);
        let days = |from: LocalDay| from.iter_days().take(8);
        // Hours across midnight ask for the day before.
        let before = monday.pred_opt().unwrap_or(monday);
        let known = Colours(days(before).filter_map(|day| Some((day, colour?))).collect());
        let mut rows: Vec<WeekRow> = Vec::new();
        for day in monday.iter_days().take(7) {
            let stretches = self.stretches(day, &known);
            match rows.last_mut() {
                Some(row) if row.stretches == stretches => row.last = day.weekday(),
                _ => rows.push(WeekRow { first: day.weekday(), last: day.weekday(), stretches }),
            }
        }
        rows
    }

    fn stretches(&self, day: LocalDay, colours: &Colours) -> Vec<Stretch> {
        let cuts: Vec<u32> = [0].into_iter().chain(self.edges()).chain([MINUTES]).collect();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
            let time = NaiveTime::from_hms_opt(from / 60, from % 60, 0).unwrap_or_default();
            let band = self.band_at(day.and_time(time), colours).band;
            match stretches.last_mut() {
                Some(before) if before.band == band => before.to = *to,
                _ => stretches.push(Stretch { from: *from, to: *to, band }),
            }
        }
        stretches
    }
}

/// The year cut where a season begins or has ended; `[None]` without seasons.
fn parts_of_year(seasons: impl Iterator<Item = Season>) -> Vec<Option<Season>> {
    let after = |day: MonthDay| MonthDay::from(day.of_year(YEAR) + Days::new(1));
    let starts: BTreeSet<MonthDay> = seasons.flat_map(|season| [season.from, after(season.to)]).collect();
    let starts: Vec<MonthDay> = starts.into_iter().collect();
    if starts.len() < 2 {
        return vec![None];
    }
    let next = starts.iter().cycle().skip(1);
    let before = |day: &MonthDay| MonthDay::from(day.of_year(YEAR) - Days::new(1));
    starts.iter().zip(next).map(|(from, next)| Some(Season { from: *from, to: before(next) })).collect()
}

/// A Monday whose Sunday before lies in the season, too.
fn monday_within(season: Option<Season>) -> LocalDay {
    let from = season.map_or_else(LocalDay::default, |season| season.from.of_year(YEAR) + Days::new(1));
    let wanted = |day: &LocalDay| day.weekday() == Weekday::Mon;
    from.iter_days().take(7).find(wanted).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tariff::Tariff;

    fn weeks(tariff: &str, version: usize) -> Vec<Week> {
        serde_json::from_str::<Tariff>(tariff).unwrap().versions()[version].weeks()
    }

    fn seen(row: &WeekRow) -> Vec<(u32, u32, usize)> {
        row.stretches.iter().map(|of| (of.from, of.to, of.band)).collect()
    }

    #[test]
    fn days_that_look_the_same_are_one_row() {
        let week = &weeks(include_str!("../../tests/cost/tariffs/flanders.json"), 0)[..];
        assert_eq!((week.len(), week[0].season, week[0].colour), (1, None, None));
        let ends: Vec<_> = week[0].rows.iter().map(|row| (row.first, row.last)).collect();
        assert_eq!(ends, [(Weekday::Mon, Weekday::Fri), (Weekday::Sat, Weekday::Sun)]);
        assert_eq!(seen(&week[0].rows[0]), [(0, 420, 1), (420, 1_320, 0), (1_320, 1_440, 1)]);
        assert_eq!(seen(&week[0].rows[1]), [(0, 1_440, 1)]);
    }

    #[test]
    fn every_colour_has_its_week() {
        let weeks = weeks(include_str!("../../tests/cost/tariffs/tempo.json"), 0);
        let colours: Vec<_> = weeks.iter().map(|week| week.colour).collect();
        assert_eq!(colours, Colour::ALL.map(Some));
        assert_eq!(seen(&weeks[2].rows[0]), [(0, 360, 1), (360, 1_320, 0), (1_320, 1_440, 1)]);
        assert_eq!(seen(&weeks[0].rows[0]), [(0, 360, 5), (360, 1_320, 4), (1_320, 1_440, 5)]);
    }

    #[test]
    fn the_parts_of_the_year_follow_each_other() {
        let weeks = weeks(include_str!("../../tests/cost/tariffs/seasons.json"), 0);
        assert!(weeks.len() >= 2);
        let ends: Vec<_> = weeks.iter().filter_map(|week| week.season).collect();
        assert_eq!(ends.len(), weeks.len());
        for (part, next) in ends.iter().zip(ends.iter().cycle().skip(1)) {
            let after = MonthDay::from(part.to.of_year(YEAR) + Days::new(1));
            assert_eq!(after, next.from);
        }
        assert_ne!(weeks[0].rows, weeks[1].rows);
    }
}
