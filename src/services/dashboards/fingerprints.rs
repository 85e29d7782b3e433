//! Fingerprints of meters and buildings: the last 30 days.

use super::{
    charts::grouped,
    sources::Source,
    table::{Line, Table},
};
use crate::{
    analytics::{
        fingerprint::{self, Cut},
        zone::Zone,
    },
    domain::{
        error::AppError,
        id::{BuildingId, UsagePointId},
        reading::Reading,
        series::SeriesKind,
        time::LocalDay,
    },
    services::App,
    storage::{self, Db},
    views::shared::Fingerprint,
};
use chrono::Days;
use std::collections::HashMap;

/// Rows of a fingerprint.
const DAYS: u64 = 30;

/// Of everything that the table shows, up to its latest day or to `last` when that is before.
pub(in crate::services) async fn of_table(
    app: &App,
    table: &Table,
    last: Option<LocalDay>,
) -> Result<Option<Fingerprint>, AppError> {
    let Some(latest) = table.latest() else { return Ok(None) };
    let (first, end) = window(after(last.map_or(latest, |last| latest.min(last))));
    let mut readings = read(&app.db, table.zone, &table.lines, first, end).await?;
    Ok(Some(draw(table.zone, &table.lines, &mut readings, (first, end), Cut::HalfHours)))
}

/// Of each meter of a building that has a series of this kind, up to the latest day of any of them or to `last` when
/// that is before.
pub(in crate::services) async fn of_meters(
    app: &App,
    source: &Source,
    kind: SeriesKind,
    last: Option<LocalDay>,
) -> Result<HashMap<UsagePointId, Fingerprint>, AppError> {
    let lines = source.lines_of(kind, None);
    let Some(latest) = lines.iter().map(|line| line.last).max() else { return Ok(HashMap::new()) };
    let (first, end) = window(after(last.map_or(latest, |last| latest.min(last))));
    let mut readings = read(&app.db, source.zone, &lines, first, end).await?;
    let mut of = |line: &Line| draw(source.zone, std::slice::from_ref(line), &mut readings, (first, end), Cut::Hours);
    Ok(lines.iter().map(|line| (line.usage_point, of(line))).collect())
}

/// Of the consumption of several buildings up to yesterday, with one query for all.
pub(in crate::services) async fn of_buildings(
    app: &App,
    sources: &[Source],
) -> Result<HashMap<BuildingId, Fingerprint>, AppError> {
    let kind = SeriesKind::ElectricityConsumption;
    let lines: Vec<Line> = sources.iter().flat_map(|source| source.lines_of(kind, None)).collect();
    let spans = sources.iter().map(|source| {
        let (first, end) = window(source.today);
        source.zone.span(first, end)
    });
    let Some(span) = spans.reduce(|mut a, b| {
        (a.start, a.end) = (a.start.min(b.start), a.end.max(b.end));
        a
    }) else {
        return Ok(HashMap::new());
    };
    let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
    let mut readings = grouped(&storage::readings::readings_of(&app.db, &keys, span).await?);
    let mut prints = HashMap::new();
    for source in sources {
        let (first, end) = window(source.today);
        let lines = source.lines_of(kind, None);
        if !lines.is_empty() {
            prints.insert(source.building.id, draw(source.zone, &lines, &mut readings, (first, end), Cut::Hours));
        }
    }
    Ok(prints)
}

/// The local days `[first, end)` of a fingerprint.
fn window(end: LocalDay) -> (LocalDay, LocalDay) {
    (end.checked_sub_days(Days::new(DAYS)).unwrap_or(end), end)
}

fn after(day: LocalDay) -> LocalDay {
    day.succ_opt().unwrap_or(day)
}

async fn read(
    db: &Db,
    zone: Zone,
    lines: &[Line],
    first: LocalDay,
    end: LocalDay,
) -> Result<HashMap<i64, Vec<Reading>>, AppError> {
    let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
    Ok(grouped(&storage::readings::readings_of(db, &keys, zone.span(first, end)).await?))
}

/// Takes the readings of `lines`, which no other fingerprint needs.
fn draw(
    zone: Zone,
    lines: &[Line],
    readings: &mut HashMap<i64, Vec<Reading>>,
    (first, end): (LocalDay, LocalDay),
    cut: Cut,
) -> Fingerprint {
    let series: Vec<Vec<Reading>> = lines.iter().filter_map(|line| readings.remove(&line.key)).collect();
    fingerprint::of(zone, first, end, cut, &series)
}
