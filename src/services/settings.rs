//! What the page of a building's settings is told.

use super::{App, buildings, lots, tariffs};
use crate::{
    domain::{
        access::{Action, Actor},
        building::UsagePoint,
        error::AppError,
        id::BuildingId,
        tariff::{Contract, Power},
        time::LocalDay,
    },
    storage,
    views::settings::{ContractRow, MeterContracts, SettingsView},
};

/// Contracts of the meters, area and lots.
///
/// # Errors
/// What [`buildings::authorised`] says.
pub async fn view(app: &App, actor: &Actor, id: BuildingId) -> Result<SettingsView, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, id).await?;
    let today = buildings::zone(&building)?.day(app.clock.now());
    let points = storage::usage_points::of_building(&app.db, id).await?;
    let ids: Vec<_> = points.iter().map(|point| point.id).collect();
    let contracts = storage::tariffs::contracts(&app.db, &ids).await?;
    let meter = |point: UsagePoint| {
        let here: Vec<&Contract> = contracts.iter().filter(|(of, _)| *of == point.id).map(|(_, of)| of).collect();
        let number = point.number.as_str().to_owned();
        MeterContracts {
            id: point.id,
            name: if point.label.is_empty() { number.clone() } else { point.label },
            number,
            live: point.disconnected_at.is_none(),
            contracts: rows(&here, today),
        }
    };
    let division = lots::of_building(app, actor, id).await?;
    let names = tariffs::list(app, actor).await?.into_iter().map(|stored| (stored.id, stored.name));
    Ok(SettingsView {
        id,
        name: building.name,
        meters: points.into_iter().map(meter).collect(),
        tariffs: names.collect(),
        area_m2: division.area_m2,
        lots: division.lots.into_iter().map(|lot| (lot.label, lot.share)).collect(),
    })
}

fn rows(contracts: &[&Contract], today: LocalDay) -> Vec<ContractRow> {
    let next = contracts.iter().skip(1).map(|next| Some(next.valid_from)).chain([None]);
    let row = |(contract, until): (&&Contract, Option<LocalDay>)| {
        let last = until.and_then(|until| until.pred_opt()).map_or(today, |last| last.min(today));
        let version = contract.tariff.as_ref().and_then(|(_, _, tariff)| tariff.on(last.max(contract.valid_from)));
        let kva = version.and_then(|version| match version.power {
            Some(Power::Subscribed { kva, .. }) => Some(kva),
            _ => None,
        });
        let tariff = contract.tariff.as_ref().map(|(id, name, _)| (*id, name.clone()));
        ContractRow { from: contract.valid_from, until, tariff, kva }
    };
    contracts.iter().zip(next).map(row).collect()
}
