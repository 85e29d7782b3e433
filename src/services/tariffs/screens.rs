//! What the screens of tariffs are told.

use super::{find, list, trial};
use crate::{
    analytics::zone::Zone,
    domain::{access::Actor, building::UsagePoint, error::AppError, id::TariffId, time::LocalDay},
    services::{App, buildings},
    storage::{
        self,
        tariffs::{self as stored, Use},
    },
    views::tariffs::{Place, TariffRow, TariffUse, TariffView, TariffsView, TrialQuery},
};

/// The organisation's tariffs and how many meters have them.
///
/// # Errors
/// [`AppError::Forbidden`] for who manages nothing.
pub async fn view_all(app: &App, actor: &Actor) -> Result<TariffsView, AppError> {
    let tariffs = list(app, actor).await?;
    let uses = stored::uses(&app.db, actor.organisation).await?;
    let today = today(app);
    let rows = tariffs.into_iter().map(|stored| {
        let of_it = with_end(&uses).filter(|(of, until)| {
            of.tariff == Some(stored.id) && of.from <= today && until.is_none_or(|until| until > today)
        });
        let since: Vec<LocalDay> = of_it.map(|(of, _)| of.from).collect();
        TariffRow { stored, meters: since.len(), since: since.into_iter().min() }
    });
    Ok(TariffsView { tariffs: rows.collect(), today })
}

/// One tariff, who has it, and what it would have cost.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`] for a tariff, building or meter that is not the actor's.
pub async fn view(app: &App, actor: &Actor, id: TariffId, tried: Option<TrialQuery>) -> Result<TariffView, AppError> {
    let stored = find(app, actor, id).await?;
    let uses = stored::uses(&app.db, actor.organisation).await?;
    let uses = with_end(&uses).filter(|(of, _)| of.tariff == Some(id)).map(|(of, until)| TariffUse {
        building: of.building,
        name: of.name.clone(),
        meter: if of.label.is_empty() { of.number.clone() } else { of.label.clone() },
        from: of.from,
        until,
    });
    let trial = match tried {
        Some(query) => Some(trial::of(app, actor, &stored, query).await?),
        None => None,
    };
    Ok(TariffView { uses: uses.collect(), places: places(app, actor).await?, trial, today: today(app), stored })
}

/// Each contract with the day on which the meter's next one begins.
fn with_end(uses: &[Use]) -> impl Iterator<Item = (&Use, Option<LocalDay>)> {
    let next = uses.iter().skip(1).map(Some).chain([None]);
    uses.iter().zip(next).map(|(of, next)| (of, next.filter(|next| next.point == of.point).map(|next| next.from)))
}

async fn places(app: &App, actor: &Actor) -> Result<Vec<Place>, AppError> {
    let visible = buildings::visible(app, actor).await?;
    let ids: Vec<_> = visible.iter().map(|building| building.id).collect();
    let points = storage::usage_points::of_buildings(&app.db, &ids).await?;
    let name = |point: &UsagePoint| match point.label.as_str() {
        "" => point.number.as_str().to_owned(),
        label => label.to_owned(),
    };
    let place = |building: crate::domain::building::Building| {
        let here = points.iter().filter(|point| point.building == building.id);
        Place { id: building.id, name: building.name, meters: here.map(|point| (point.id, name(point))).collect() }
    };
    Ok(visible.into_iter().map(place).filter(|place| !place.meters.is_empty()).collect())
}

/// An office has no zone of its own; France and Belgium begin their days together.
fn today(app: &App) -> LocalDay {
    Zone::PARIS.day(app.clock.now())
}
