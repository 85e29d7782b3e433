//! The intervals of the load curves, page by page.

use super::super::{
    App, buildings,
    dashboards::{sources, table::Line},
};
use super::MAX_PER_PAGE;
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::{Instant, Interval},
    },
    storage::{self, readings::Place},
};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// What is asked.
#[derive(Clone, Debug)]
pub struct ReadingsQuery {
    /// Only these kinds.
    pub metrics: Vec<SeriesKind>,
    /// Only this meter; all of the building when absent.
    pub meter: Option<UsagePointId>,
    /// Intervals that begin inside.
    pub within: Interval,
    /// Page, counted from 1.
    pub page: u32,
    /// Readings of a page.
    pub per_page: u32,
    /// Where the page before ended; then `page` does not count.
    pub cursor: Option<String>,
}

/// One interval of one meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadingItem {
    /// The meter.
    pub device_id: UsagePointId,
    /// Its PRM or EAN.
    pub number: String,
    /// What is measured.
    pub metric_type: SeriesKind,
    /// First instant of the interval, RFC 3339 in UTC.
    pub start: String,
    /// First instant after the interval.
    pub end: String,
    /// In `unit`; `null`: the operator said that there is no value.
    pub value: Option<f64>,
    /// `kWh` for electricity.
    pub unit: &'static str,
    /// How sure.
    pub quality: Quality,
    /// Who said it.
    pub source: Source,
}

/// Where a page stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Pagination {
    /// Counted from 1; `null` when a cursor was given.
    pub page: Option<u32>,
    /// Readings of a page.
    pub per_page: u32,
    /// Readings of all pages.
    pub total: i64,
    /// Number of pages.
    pub total_pages: i64,
    /// Opaque; for the page after. `null`: there is none.
    pub next_cursor: Option<String>,
}

/// A page: series by series, each by start.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadingsPage {
    /// The intervals.
    pub readings: Vec<ReadingItem>,
    /// Where the page stands.
    pub pagination: Pagination,
}

/// The latest interval with a value of each series.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Latest {
    /// One for each series that has any.
    pub readings: Vec<ReadingItem>,
}

/// One page of the building's readings.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::PageTooLarge`];
/// [`AppError::InvalidField`] for page 0 and for a cursor of something else.
pub async fn readings(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    query: &ReadingsQuery,
) -> Result<ReadingsPage, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    check(query)?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let wanted =
        |line: &&Line| query.metrics.contains(&line.kind) && query.meter.is_none_or(|meter| meter == line.usage_point);
    let lines: HashMap<i64, &Line> = source.lines.iter().filter(wanted).map(|line| (line.key, line)).collect();
    let mut keys: Vec<i64> = lines.keys().copied().collect();
    keys.sort_unstable();
    let total = storage::readings::count(&app.db, &keys, query.within).await?;
    let limit = i64::from(query.per_page);
    let place = match &query.cursor {
        Some(cursor) => read_cursor(cursor, &keys)?,
        None => {
            let skip = i64::from(query.page - 1) * limit;
            storage::readings::place_of(&app.db, &keys, query.within, skip).await?
        }
    };
    let after = match place {
        Place::Beginning => Some(None),
        Place::After(key, start) => Some(Some((key, start))),
        Place::Beyond => None,
    };
    let mut rows = match after {
        // One more than is shown tells whether there is a page after.
        Some(after) => storage::readings::page(&app.db, &keys, query.within, after, query.per_page + 1).await?,
        None => Vec::new(),
    };
    let more = rows.len() > query.per_page as usize;
    rows.truncate(query.per_page as usize);
    let next_cursor = rows.last().filter(|_| more).map(|(key, reading)| format!("{key}.{}", reading.start.0));
    Ok(ReadingsPage {
        readings: rows.iter().filter_map(|(key, reading)| Some(item(lines.get(key)?, reading))).collect(),
        pagination: Pagination {
            page: query.cursor.is_none().then_some(query.page),
            per_page: query.per_page,
            total,
            total_pages: (total + limit - 1) / limit,
            next_cursor,
        },
    })
}

/// Series and start of the last reading of the page before. Only series of the same question are taken.
fn read_cursor(cursor: &str, keys: &[i64]) -> Result<Place, AppError> {
    let parsed = cursor.split_once('.').and_then(|(key, start)| Some((key.parse().ok()?, start.parse().ok()?)));
    match parsed {
        Some((key, start)) if keys.contains(&key) => Ok(Place::After(key, Instant(start))),
        _ => Err(AppError::InvalidField { field: "cursor".into(), expected: "next_cursor".into() }),
    }
}

/// The latest interval with a value of each series of the building.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn latest(app: &App, actor: &Actor, building: BuildingId) -> Result<Latest, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    let mut readings = Vec::new();
    for line in &source.lines {
        let found = storage::readings::latest(&app.db, line.key).await?;
        readings.extend(found.map(|reading| item(line, &reading)));
    }
    Ok(Latest { readings })
}

fn check(query: &ReadingsQuery) -> Result<(), AppError> {
    if query.per_page > MAX_PER_PAGE {
        return Err(AppError::PageTooLarge { max: MAX_PER_PAGE });
    }
    for (field, value) in [("page", query.page), ("per_page", query.per_page)] {
        if value == 0 {
            return Err(AppError::InvalidField { field: field.into(), expected: "≥ 1".into() });
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "stored values are far below 2^53")]
fn item(line: &Line, reading: &Reading) -> ReadingItem {
    ReadingItem {
        device_id: line.usage_point,
        number: line.number.clone(),
        metric_type: line.kind,
        start: reading.start.to_rfc3339(),
        end: reading.interval().end.to_rfc3339(),
        value: reading.value.map(|value| value as f64 / line.kind.scale() as f64),
        unit: line.kind.unit(),
        quality: reading.quality,
        source: reading.source,
    }
}
