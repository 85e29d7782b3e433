//! The page of all reports: what was asked for, how far it is, and what one gets every month.

use super::asked::MOST;
use crate::{
    analytics::zone::Zone,
    domain::{
        access::Actor,
        building::Building,
        error::AppError,
        id::BuildingId,
        report::{Report, ReportState},
        time::{Period, PeriodKind},
    },
    services::{App, buildings, notices::preferences},
    storage::reports::{
        self,
        subscriptions::{self, Wanted},
    },
    views::report::{ReportBatch, ReportRow, ReportSubscription, ReportsView},
};
use std::collections::HashMap;

/// Everything about the reports of the buildings that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn overview(app: &App, actor: &Actor) -> Result<ReportsView, AppError> {
    let visible = buildings::visible(app, actor).await?;
    let ids: Vec<BuildingId> = visible.iter().map(|building| building.id).collect();
    let made = reports::of_buildings(&app.db, &ids, MOST).await?;
    let wanted = subscriptions::of(&app.db, actor.user, actor.organisation).await?;
    let of: HashMap<BuildingId, (&Building, Zone)> = visible
        .iter()
        .map(|building| Ok((building.id, (building, buildings::zone(building)?))))
        .collect::<Result<_, AppError>>()?;
    let rows = made.iter().filter_map(|report| {
        let (building, zone) = of.get(&report.building)?;
        Some(row(report, building, *zone))
    });
    let today = of.values().map(|(_, zone)| zone.day(app.clock.now())).max();
    let today = today.unwrap_or(Zone::PARIS.day(app.clock.now()));
    Ok(ReportsView {
        rows: rows.collect(),
        batch: latest_batch(app, actor, &made).await?,
        buildings: visible.iter().map(|building| subscription(building, &wanted)).collect(),
        all: wanted.all,
        email: app.post.mailer().is_some(),
        language: preferences::of(app, actor).await?.language,
        month: Period::containing(PeriodKind::Month, today).previous(),
        today,
    })
}

fn row(report: &Report, building: &Building, zone: Zone) -> ReportRow {
    ReportRow {
        id: report.id,
        building: report.building,
        name: building.name.clone(),
        period: report.period,
        language: report.language,
        state: report.state,
        size: report.file.as_ref().map(|(_, size)| *size),
        asked_at: zone.wall_time(report.created_at),
        monthly: report.user.is_none(),
    }
}

fn subscription(building: &Building, wanted: &Wanted) -> ReportSubscription {
    ReportSubscription {
        building: building.id,
        name: building.name.clone(),
        wanted: wanted.buildings.contains(&building.id),
    }
}

/// What the actor has last asked for, when it was several at once.
async fn latest_batch(app: &App, actor: &Actor, made: &[Report]) -> Result<Option<ReportBatch>, AppError> {
    let Some(latest) = made.iter().find(|report| report.user == Some(actor.user)) else { return Ok(None) };
    let batch = reports::of_batch(&app.db, actor.organisation, latest.batch).await?;
    let count = |wanted: fn(&&Report) -> bool| u32::try_from(batch.iter().filter(wanted).count()).unwrap_or(u32::MAX);
    Ok((batch.len() > 1).then(|| ReportBatch {
        id: latest.batch,
        period: latest.period,
        total: count(|_| true),
        done: count(|report| report.state == ReportState::Done),
        failed: count(|report| report.state == ReportState::Failed),
    }))
}

/// Replaces what the actor gets by e-mail every month. Buildings that they may not see are refused.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see.
pub async fn subscribe(app: &App, actor: &Actor, all: bool, wanted: Vec<BuildingId>) -> Result<(), AppError> {
    let visible = buildings::visible(app, actor).await?;
    if wanted.iter().any(|id| !visible.iter().any(|building| building.id == *id)) {
        return Err(AppError::NotFound);
    }
    let mut wanted = Wanted { all, buildings: wanted };
    wanted.buildings.sort_unstable();
    wanted.buildings.dedup();
    let mut tx = app.db.begin().await?;
    subscriptions::put(&mut tx, actor.user, actor.organisation, &wanted, app.clock.now()).await?;
    Ok(tx.commit().await?)
}
