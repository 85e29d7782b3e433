//! What people do about an alert.

use super::{AlertId, record};
use crate::{
    domain::{
        access::{Action, Actor},
        alert::{Alert, AlertState, LONGEST_COMMENT},
        building::Building,
        error::AppError,
        notice::ChangeState,
        rule::{Rule, in_force},
        series::SeriesKind,
    },
    services::{App, buildings, notices},
    storage::{alerts, rules, series},
};

/// What somebody says of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The state it shall have.
    pub state: AlertState,
    /// Required where a cause is explained.
    pub comment: Option<String>,
}

/// Changes the state of an alert.
///
/// # Errors
/// What [`buildings::usage_point`] says; [`AppError::NotFound`] for an alert that there is not, or that corrected values
/// took away; [`AppError::InvalidField`] for a comment that is missing or too long; [`AppError::ChangedMeanwhile`].
pub async fn change(app: &App, actor: &Actor, id: &AlertId, said: &Said) -> Result<(), AppError> {
    let (building, key, alert) = find(app, actor, Action::Manage, id).await?;
    let comment = said.comment.as_deref().map(str::trim).filter(|comment| !comment.is_empty());
    let length = comment.map_or(0, |comment| comment.chars().count());
    let missing = said.state == AlertState::Explained && comment.is_none();
    let impossible = |c: char| c.is_control() && c != '\n';
    if missing || length > LONGEST_COMMENT || comment.is_some_and(|comment| comment.chars().any(impossible)) {
        let expected = format!("1–{LONGEST_COMMENT}");
        return Err(AppError::InvalidField { field: "comment".to_owned(), expected });
    }
    if alert.withdrawn_at.is_some() {
        return Err(AppError::NotFound);
    }
    let now = app.clock.now();
    let changed = Alert {
        state: said.state,
        state_at: now,
        state_by: Some(actor.user),
        comment: comment.map(str::to_owned).or(alert.comment.clone()),
        ..alert.clone()
    };
    let mut tx = app.db.begin().await?;
    if !alerts::change(&mut tx, key, alert.state_at, &changed).await? {
        return Err(AppError::ChangedMeanwhile);
    }
    if said.state == AlertState::Resolved && alert.state != AlertState::Resolved {
        // Only whoever has heard of it hears that it is over.
        if let Some(whose) = rules::whose(&mut tx, key).await? {
            let stored = rules::for_meter(&mut tx, &whose).await?;
            let rule = in_force(&stored, id.kind).unwrap_or_else(|| Rule::of(id.kind));
            let about = record::about(&whose, &rule, &changed, ChangeState::Resolved, now);
            notices::enqueue(&mut tx, &about, now).await?;
        }
    }
    tx.changes(building.change());
    Ok(tx.commit().await?)
}

/// The alert, when the actor may do `action` with its building; and the key of its series.
pub(super) async fn find(
    app: &App,
    actor: &Actor,
    action: Action,
    id: &AlertId,
) -> Result<(Building, i64, Alert), AppError> {
    let (building, point) = buildings::usage_point(app, actor, action, id.meter).await?;
    let series = series::series_of(&app.db, &[point.id]).await?;
    let key = series.iter().find(|row| row.kind == SeriesKind::ElectricityConsumption).ok_or(AppError::NotFound)?.key;
    let alert = alerts::find(&app.db, key, id.kind, id.day).await?.ok_or(AppError::NotFound)?;
    Ok((building, key, alert))
}
