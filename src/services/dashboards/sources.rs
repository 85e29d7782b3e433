//! Buildings with their meters and the series that hold data, loaded in a fixed number of queries.

use super::table::{Line, Table};
use crate::{
    analytics::zone::Zone,
    domain::{
        building::{Building, UsagePoint},
        error::AppError,
        id::{BuildingId, UsagePointId},
        series::SeriesKind,
        time::{Instant, LocalDay},
    },
    services::{App, buildings},
    storage::{self, Db},
    views::shared::Freshness,
};
use chrono::Days;
use std::collections::HashMap;

/// How long the next file of a meter is waited for: most people export a year at a time.
const FILE_DAYS: Days = Days::new(366);

/// One building, its meters and its series with data.
pub(in crate::services) struct Source {
    /// The building.
    pub building: Building,
    /// Its zone.
    pub zone: Zone,
    /// Today there.
    pub today: LocalDay,
    /// Live meters, then disconnected ones.
    pub points: Vec<UsagePoint>,
    /// Series with data, in the order of their keys.
    pub lines: Vec<Line>,
}

/// Loads the sources of `buildings`, in the same order.
///
/// # Errors
/// When the database fails or a stored zone is unknown.
pub(in crate::services) async fn load(app: &App, buildings: Vec<Building>) -> Result<Vec<Source>, AppError> {
    let ids: Vec<BuildingId> = buildings.iter().map(|building| building.id).collect();
    let mut points: HashMap<BuildingId, Vec<UsagePoint>> = HashMap::new();
    for point in storage::usage_points::of_buildings(&app.db, &ids).await? {
        points.entry(point.building).or_default().push(point);
    }
    let now = app.clock.now();
    // Some hours more or less do not matter here, so neither does the zone.
    let today = Zone::PARIS.day(now);
    let awaited = today.checked_sub_days(FILE_DAYS).unwrap_or(today);
    let mut lines = lines(&app.db, points.values().flatten(), awaited).await?;
    buildings
        .into_iter()
        .map(|building| {
            let zone = buildings::zone(&building)?;
            let points = points.remove(&building.id).unwrap_or_default();
            let mut lines: Vec<Line> = points.iter().flat_map(|p| lines.remove(&p.id).unwrap_or_default()).collect();
            lines.sort_by_key(|line| line.key);
            Ok(Source { building, zone, today: zone.day(now), points, lines })
        })
        .collect()
}

/// The series with data by meter. A meter that lives from files goes on when its latest day is not before `awaited`.
async fn lines(
    db: &Db,
    points: impl Iterator<Item = &UsagePoint>,
    awaited: LocalDay,
) -> Result<HashMap<UsagePointId, Vec<Line>>, AppError> {
    let points: HashMap<UsagePointId, &UsagePoint> = points.map(|point| (point.id, point)).collect();
    let ids: Vec<UsagePointId> = points.keys().copied().collect();
    let series = storage::usage_points::series_of(db, &ids).await?;
    let keys: Vec<i64> = series.iter().map(|row| row.key).collect();
    let extents = storage::readings::days_through(db, &keys).await?;
    let extents: HashMap<i64, (LocalDay, LocalDay)> = extents.into_iter().map(|(k, a, b)| (k, (a, b))).collect();
    let mut lines: HashMap<UsagePointId, Vec<Line>> = HashMap::new();
    for row in series {
        let (Some(point), Some((first, last))) = (points.get(&row.usage_point), extents.get(&row.key)) else {
            continue;
        };
        lines.entry(point.id).or_default().push(Line {
            key: row.key,
            usage_point: point.id,
            number: point.number.as_str().to_owned(),
            label: point.label.clone(),
            kind: row.kind,
            first: *first,
            last: *last,
            open: point.disconnected_at.is_none() && (point.consent.is_some() || *last >= awaited),
            received: row.received_at,
            kept_from: row.kept_from,
        });
    }
    Ok(lines)
}

impl Source {
    /// The series of one kind, of one meter or of all.
    pub fn lines_of(&self, kind: SeriesKind, meter: Option<UsagePointId>) -> Vec<Line> {
        let wanted = |line: &&Line| line.kind == kind && meter.is_none_or(|meter| meter == line.usage_point);
        self.lines.iter().filter(wanted).cloned().collect()
    }

    /// The rollups of `lines` over the local days `[first, end)`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn table(&self, db: &Db, lines: Vec<Line>, first: LocalDay, end: LocalDay) -> Result<Table, AppError> {
        let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
        let rows = storage::readings::rollups_between(db, &keys, first, end).await?;
        Ok(Table::new(self.zone, lines, &rows))
    }
}

/// How far the data of some series reach and when the latest arrived.
pub(in crate::services) fn freshness<'a>(zone: Zone, lines: impl Iterator<Item = &'a Line> + Clone) -> Freshness {
    let received: Option<Instant> = lines.clone().filter_map(|line| line.received).max();
    Freshness { through: lines.map(|line| line.last).max(), received: received.map(|at| zone.wall_time(at)) }
}
