//! What a building is divided into, and its area: what costs are split by and buildings compared by.

use super::{App, buildings};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::BuildingId,
        lot::{AREA_MAX, LABEL_MAX, Lot, SHARE_MAX},
    },
    storage::lots as stored,
};
use std::collections::BTreeSet;

/// The most lots of a building.
const MOST: usize = 5_000;

/// Area and lots of a building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Heated area in square metres; `None`: not known.
    pub area_m2: Option<i64>,
    /// By label.
    pub lots: Vec<Lot>,
}

/// Area and lots of a building.
///
/// # Errors
/// What [`buildings::authorised`] says.
pub async fn of_building(app: &App, actor: &Actor, id: BuildingId) -> Result<Division, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    let sizes = stored::sizes(&app.db, &[building.id]).await?;
    let area_m2 = sizes.first().and_then(|(_, area, _)| *area);
    Ok(Division { area_m2, lots: stored::of_building(&app.db, building.id).await? })
}

/// Replaces area and lots. A lot whose label stays keeps its identifier.
///
/// # Errors
/// What [`buildings::authorised`] says; [`AppError::InvalidField`].
pub async fn replace(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    (area_m2, lots): (Option<i64>, &[(String, i64)]),
) -> Result<Division, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, id).await?;
    let invalid = |field: String, expected: String| AppError::InvalidField { field, expected };
    if area_m2.is_some_and(|area| !(1..=AREA_MAX).contains(&area)) {
        return Err(invalid("area_m2".to_owned(), format!("1–{AREA_MAX}")));
    }
    if lots.len() > MOST {
        return Err(invalid("lots".to_owned(), format!("≤ {MOST}")));
    }
    let before = stored::of_building(&app.db, building.id).await?;
    let mut labels = BTreeSet::new();
    let mut checked = Vec::with_capacity(lots.len());
    for (number, (label, share)) in lots.iter().enumerate() {
        let (label, field) = (label.trim(), |name: &str| format!("lots[{number}].{name}"));
        if !(1..=LABEL_MAX).contains(&label.chars().count()) || label.chars().any(char::is_control) {
            return Err(invalid(field("label"), format!("1–{LABEL_MAX}")));
        }
        if !(1..=SHARE_MAX).contains(share) {
            return Err(invalid(field("share"), format!("1–{SHARE_MAX}")));
        }
        if !labels.insert(label) {
            return Err(invalid(field("label"), "unique".to_owned()));
        }
        let known = before.iter().find(|lot| lot.label == label).map(|lot| lot.id);
        checked.push(Lot { id: known.unwrap_or_default(), label: label.to_owned(), share: *share });
    }
    let mut tx = app.db.begin().await?;
    stored::set_area(&mut tx, building.id, area_m2).await?;
    stored::put(&mut tx, building.id, &checked).await?;
    tx.changes(building.change());
    tx.commit().await?;
    of_building(app, actor, id).await
}
