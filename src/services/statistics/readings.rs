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
        time::{Interval, LocalDay},
    },
    storage::{self, readings::Place},
};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// What is asked.
#[derive(Clone, Debug)]
pub struct ReadingsQuery {
    /// Only this kind; every kind when absent.
    pub metric: Option<SeriesKind>,
    /// Only this meter; all of the building when absent.
    pub meter: Option<UsagePointId>,
    /// First local day.
    pub first: LocalDay,
    /// First local day after.
    pub end: LocalDay,
    /// Page, counted from 1.
    pub page: u32,
    /// Readings of a page.
    pub per_page: u32,
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
    /// Length of the interval in seconds.
    pub seconds: i64,
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
    /// Counted from 1.
    pub page: u32,
    /// Readings of a page.
    pub per_page: u32,
    /// Readings of all pages.
    pub total: i64,
    /// Number of pages.
    pub total_pages: i64,
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

/// One page of the building's readings between two local days.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::EndBeforeStart`];
/// [`AppError::PageTooLarge`]; [`AppError::InvalidField`] for page 0.
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
    let wanted = |line: &&Line| {
        query.metric.is_none_or(|kind| kind == line.kind) && query.meter.is_none_or(|meter| meter == line.usage_point)
    };
    let lines: HashMap<i64, &Line> = source.lines.iter().filter(wanted).map(|line| (line.key, line)).collect();
    let mut keys: Vec<i64> = lines.keys().copied().collect();
    keys.sort_unstable();
    let span: Interval = source.zone.span(query.first, query.end);
    let total = storage::readings::count(&app.db, &keys, span).await?;
    let limit = i64::from(query.per_page);
    let after = storage::readings::place_of(&app.db, &keys, span, i64::from(query.page - 1) * limit).await?;
    let rows = match after {
        Place::Beginning => storage::readings::page(&app.db, &keys, span, None, query.per_page).await?,
        Place::After(key, start) => {
            storage::readings::page(&app.db, &keys, span, Some((key, start)), query.per_page).await?
        }
        Place::Beyond => Vec::new(),
    };
    let total_pages = (total + limit - 1) / limit;
    Ok(ReadingsPage {
        readings: rows.iter().filter_map(|(key, reading)| Some(item(lines.get(key)?, reading))).collect(),
        pagination: Pagination { page: query.page, per_page: query.per_page, total, total_pages },
    })
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
    if query.end <= query.first {
        return Err(AppError::EndBeforeStart);
    }
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
        seconds: reading.step,
        value: reading.value.map(|value| value as f64 / line.kind.scale() as f64),
        unit: line.kind.unit(),
        quality: reading.quality,
        source: reading.source,
    }
}
