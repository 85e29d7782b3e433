//! The colours of days (France: Tempo). They are public and the same for every organisation: a syndic may add days that
//! nobody knew yet, and only the command line replaces what is known.

use crate::{
    analytics::zone::Zone,
    domain::{
        access::Actor,
        change::Change,
        error::AppError,
        tariff::{Colour, Colours},
        time::LocalDay,
    },
    formats::day_colours::{self, Listed},
    services::{App, buildings},
    storage::{colours as stored, tariffs},
    views::colours::{ColoursView, LineFault},
};
use chrono::{Datelike, Days};

/// How many days ahead a colour can be known.
const AHEAD: Days = Days::new(2);
/// Days that the page lists.
const RECENT: Days = Days::new(13);
/// Seasons begin on the first of this month.
const SEASON: u32 = 9;

/// Why a list was not added; nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAdded {
    /// Lines that are not in order, counting from 1.
    Lines(Vec<(u32, LineFault)>),
    /// Anything else.
    Failed(AppError),
}

impl From<AppError> for NotAdded {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// The known colours of the days `[first, end)`. They are public.
///
/// # Errors
/// When the database fails.
pub async fn colours(app: &App, first: LocalDay, end: LocalDay) -> Result<Colours, AppError> {
    Ok(stored::between(&app.db, first, end).await?)
}

/// What the page of colours shows.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
pub async fn view_colours(app: &App, actor: &Actor) -> Result<ColoursView, AppError> {
    buildings::manager(actor)?;
    let tomorrow = today(app) + Days::new(1);
    let year = if tomorrow.month() < SEASON { tomorrow.year() - 1 } else { tomorrow.year() };
    let season = LocalDay::from_ymd_opt(year, SEASON, 1).unwrap_or(tomorrow);
    let recent = tomorrow - RECENT;
    let known = colours(app, season.min(recent), tomorrow + Days::new(1)).await?;
    let of_season = |wanted| known.0.range(season..).filter(|(_, colour)| **colour == wanted).count();
    let extent = stored::known(&app.db).await?;
    let missing = extent.map_or(0, |(first, last, count)| (last - first).num_days() + 1 - count);
    Ok(ColoursView {
        known: extent.map(|(first, last, _)| (first, last)),
        missing,
        season,
        counts: Colour::ALL.map(of_season),
        recent: recent.iter_days().take_while(|day| *day <= tomorrow).map(|day| (day, known.of(day))).collect(),
    })
}

/// Adds the days of a list that nobody knew yet, and says how many they are.
///
/// # Errors
/// Every line that is not in order or says something else than what is known; [`AppError::Forbidden`] for who manages
/// nothing.
pub async fn add_colours(app: &App, actor: &Actor, text: &str) -> Result<usize, NotAdded> {
    buildings::manager(actor)?;
    let listed = read(text)?;
    let last = today(app) + AHEAD;
    let ends = |pick: fn(LocalDay, LocalDay) -> LocalDay| listed.iter().map(|of| of.day).reduce(pick);
    let (Some(first), Some(end)) = (ends(LocalDay::min), ends(LocalDay::max)) else { return Ok(0) };
    let known = colours(app, first, end.succ_opt().unwrap_or(end)).await?;
    let (mut fresh, mut faults) = (Colours::default(), Vec::new());
    for Listed { line, day, colour } in listed {
        let before = known.of(day).or_else(|| fresh.of(day));
        match before {
            _ if day > last => faults.push((line, LineFault::TooLate)),
            Some(other) if other != colour => faults.push((line, LineFault::Differs(day, other))),
            Some(_) => {}
            None => drop(fresh.0.insert(day, colour)),
        }
    }
    if !faults.is_empty() {
        return Err(NotAdded::Lines(faults));
    }
    let count = fresh.0.len();
    put_colours(app, &fresh).await?;
    Ok(count)
}

/// Reads a list for [`put_colours`], where the last line of a day counts.
///
/// # Errors
/// The lines that cannot be read.
pub fn read(text: &str) -> Result<Vec<Listed>, NotAdded> {
    let unreadable = |lines: Vec<u32>| lines.into_iter().map(|line| (line, LineFault::Unreadable)).collect();
    day_colours::read(text).map_err(|lines| NotAdded::Lines(unreadable(lines)))
}

/// Writes colours in the place of what was known of the same days: of every organisation, so not reachable over HTTP.
///
/// # Errors
/// When the database fails.
pub async fn put_colours(app: &App, colours: &Colours) -> Result<(), AppError> {
    let priced = tariffs::priced(&app.db).await?;
    let mut tx = app.db.begin().await?;
    stored::put(&mut tx, colours).await?;
    for (organisation, building) in priced {
        tx.changes(Change { organisation, building });
    }
    Ok(tx.commit().await?)
}

fn today(app: &App) -> LocalDay {
    Zone::PARIS.day(app.clock.now())
}
