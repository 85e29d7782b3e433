//! What the demo's electricity costs, and how its buildings are divided: made up, and called so.

use crate::{
    cli::Failure,
    domain::{
        access::Actor,
        id::{BuildingId, UsagePointId},
        tariff::Version,
        time::LocalDay,
    },
    services::{App, lots, tariffs},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Prices of two countries by zone, areas and lots by building.
const MADE_UP: &str = include_str!("prices.json");

#[derive(Deserialize)]
struct MadeUp {
    /// By IANA zone.
    tariffs: BTreeMap<String, Prices>,
    /// By name.
    buildings: BTreeMap<String, Size>,
}

#[derive(Deserialize)]
struct Prices {
    name: String,
    versions: Vec<Version>,
}

#[derive(Deserialize)]
struct Size {
    area_m2: i64,
    /// Shares of the lots, in order.
    shares: Vec<i64>,
}

/// A building of the demo that has no prices yet.
pub struct Fresh {
    pub id: BuildingId,
    pub name: String,
    pub zone: String,
    pub meters: Vec<UsagePointId>,
}

/// Gives these buildings areas and lots, and their meters a tariff from its first day on.
pub async fn give(app: &App, actor: &Actor, fresh: &[Fresh]) -> Result<(), Failure> {
    let unreadable = |error: serde_json::Error| Failure::Settings(format!("the demo's prices: {error}"));
    let made_up: MadeUp = serde_json::from_str(MADE_UP).map_err(unreadable)?;
    for (zone, prices) in made_up.tariffs {
        let from: Option<LocalDay> = prices.versions.first().map(|version| version.valid_from);
        let tariff = tariffs::create(app, actor, &prices.name, prices.versions).await?;
        let contracts: Vec<_> = from.into_iter().map(|from| (from, Some(tariff.id))).collect();
        for meter in fresh.iter().filter(|building| building.zone == zone).flat_map(|building| &building.meters) {
            tariffs::bind(app, actor, *meter, &contracts).await?;
        }
    }
    for building in fresh {
        let Some(size) = made_up.buildings.get(&building.name) else { continue };
        let shares = size.shares.iter().zip(1..);
        let divided: Vec<(String, i64)> = shares.map(|(share, number)| (format!("Lot {number:02}"), *share)).collect();
        lots::replace(app, actor, building.id, (Some(size.area_m2), &divided)).await?;
    }
    Ok(())
}
