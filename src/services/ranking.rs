//! Buildings side by side over the last twelve whole months: per square metre, per lot, and among similar buildings.

use super::{App, buildings};
use crate::{
    analytics::{
        benchmark::{self, Candidate},
        zone::Zone,
    },
    domain::{
        access::Actor,
        building::Building,
        emission::Country,
        error::AppError,
        id::{BuildingId, OrganisationId},
        time::{Period, PeriodKind},
        units::Joules,
    },
    storage::{self, readings::WholeDays},
    views::ranking::{RankingRow, RankingView, Similar},
};
use chrono::Months;
use std::collections::HashMap;

/// One day in so many may be missing.
const MISSING: i64 = 10;

type Place = Candidate<Country, OrganisationId>;

/// Every building that the actor may see. A fixed number of queries, however many there are.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, actor: &Actor) -> Result<RankingView, AppError> {
    // Some hours more or less do not matter for twelve months, so neither does the zone.
    let end = Period::containing(PeriodKind::Month, Zone::PARIS.day(app.clock.now())).first;
    let first = end.checked_sub_months(Months::new(12)).unwrap_or(end);
    let visible = buildings::visible(app, actor).await?;
    let ids: Vec<BuildingId> = visible.iter().map(|building| building.id).collect();
    let lots: HashMap<BuildingId, (Option<i64>, i64)> =
        storage::lots::sizes(&app.db, &ids).await?.into_iter().map(|(id, area, lots)| (id, (area, lots))).collect();
    let days = (end - first).num_days();
    let all = Everybody::new(&storage::readings::whole_days(&app.db, first, end).await?, days);
    let row = |building: Building| all.row(building, &lots);
    let mut rows: Vec<RankingRow> = visible.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.wh_per_m2), row.name.to_lowercase(), row.id));
    Ok(RankingView { first, last: end.pred_opt().unwrap_or(end), rows })
}

/// One building's twelve months.
struct Year {
    organisation: OrganisationId,
    country: Option<Country>,
    area_m2: Option<i64>,
    /// Of the meter that has the fewest.
    days_whole: i64,
    energy: Option<Joules>,
}

/// Every building of the database.
struct Everybody {
    days: i64,
    years: HashMap<BuildingId, Year>,
    candidates: Vec<Place>,
    places: HashMap<BuildingId, usize>,
}

impl Everybody {
    fn new(series: &[WholeDays], days: i64) -> Self {
        let mut years: HashMap<BuildingId, Year> = HashMap::new();
        for of in series {
            let energy = whole_year(of, days);
            let year = years.entry(of.building).or_insert_with(|| Year {
                organisation: of.organisation,
                country: Country::of_zone(&of.zone),
                area_m2: of.area_m2,
                days_whole: of.days,
                energy: Some(Joules::ZERO),
            });
            year.days_whole = year.days_whole.min(of.days);
            year.energy = year.energy.zip(energy).map(|(sum, more)| sum + more);
        }
        let (mut candidates, mut places) = (Vec::new(), HashMap::new());
        for (id, year) in &years {
            let intensity = year.energy.zip(year.area_m2).and_then(|(energy, area)| per(energy, area));
            if let (Some(intensity), Some(class), Some(area_m2)) = (intensity, year.country, year.area_m2) {
                places.insert(*id, candidates.len());
                candidates.push(Candidate { class, organisation: year.organisation, area_m2, intensity });
            }
        }
        Self { days, years, candidates, places }
    }

    fn row(&self, building: Building, sizes: &HashMap<BuildingId, (Option<i64>, i64)>) -> RankingRow {
        let year = self.years.get(&building.id);
        let (area_m2, lots) = sizes.get(&building.id).copied().unwrap_or_default();
        let energy = year.and_then(|year| year.energy);
        let similar = self.places.get(&building.id).map(|place| similar(*place, &self.candidates));
        RankingRow {
            id: building.id,
            name: building.name,
            town: building.town,
            days_whole: year.map_or(0, |year| year.days_whole),
            days: self.days,
            year_joules: energy,
            area_m2,
            lots,
            wh_per_m2: energy.zip(area_m2).and_then(|(energy, area)| per(energy, area)),
            wh_per_lot: energy.and_then(|energy| per(energy, lots)),
            similar,
        }
    }
}

/// The energy of all `days`, when few enough are missing: those have the mean of the others. Whole joules.
fn whole_year(of: &WholeDays, days: i64) -> Option<Joules> {
    if of.days == 0 || (days - of.days) * MISSING > days {
        return None;
    }
    i64::try_from(i128::from(of.joules) * i128::from(days) / i128::from(of.days)).ok().map(Joules)
}

/// Watt-hours for each of `parts`, rounded down; `None` without parts.
fn per(energy: Joules, parts: i64) -> Option<i64> {
    (parts > 0).then(|| energy.0 / 3_600 / parts)
}

fn similar(place: usize, candidates: &[Place]) -> Similar {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match benchmark::group(place, candidates) {
        Ok(group) => {
            Similar::Enough { count: number(group.count), low: group.low, median: group.median, high: group.high }
        }
        Err(count) => Similar::TooFew { count: number(count), least: number(benchmark::LEAST_OTHERS) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: i64, joules: i64) -> WholeDays {
        let zone = "Europe/Paris".to_owned();
        let (building, organisation) = (BuildingId::new(), OrganisationId::new());
        WholeDays { building, organisation, zone, area_m2: Some(10), days, joules }
    }

    #[test]
    fn a_tenth_of_the_year_may_be_missing() {
        assert_eq!(whole_year(&days(365, 365), 365), Some(Joules(365)));
        assert_eq!(whole_year(&days(329, 658), 365), Some(Joules(730)));
        assert_eq!(whole_year(&days(328, 656), 365), None);
        assert_eq!(whole_year(&days(0, 0), 365), None);
    }
}
