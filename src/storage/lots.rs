//! What a building is divided into, and its area.

use super::{
    Db, StorageError, Tx,
    db::{Built, all, run},
};
use crate::domain::{
    id::{BuildingId, LotId},
    lot::Lot,
};

const OF: &str = "SELECT id, label, share FROM lots WHERE building_id = $1 ORDER BY label";

/// The lots of a building by label, byte by byte.
///
/// # Errors
/// When the database fails.
pub async fn of_building(db: &Db, building: BuildingId) -> Result<Vec<Lot>, StorageError> {
    let rows = all!(db, (LotId, String, i64), OF, building)?;
    Ok(rows.into_iter().map(|(id, label, share)| Lot { id, label, share }).collect())
}

const FORGET: &str = "DELETE FROM lots WHERE building_id = $1";
const PUT: &str = "INSERT INTO lots (id, building_id, label, share) ";

/// Replaces the lots of a building.
///
/// # Errors
/// When two have the same label, or the database fails.
pub async fn put(tx: &mut Tx, building: BuildingId, lots: &[Lot]) -> Result<(), StorageError> {
    run!(tx, FORGET, building)?;
    for some in lots.chunks(1_000) {
        let row = |lot: &Lot| [lot.id.into(), building.into(), lot.label.as_str().into(), lot.share.into()];
        Built::new(PUT).rows(some, row).run(tx).await?;
    }
    Ok(())
}

const SIZES: &str = "SELECT b.id, b.area_m2, CAST(COUNT(l.id) AS BIGINT) AS lots FROM buildings b
    LEFT JOIN lots l ON l.building_id = b.id WHERE b.id IN (";

/// Area in square metres and number of lots of these buildings; `None` where no area is known.
///
/// # Errors
/// When the database fails.
pub async fn sizes(db: &Db, buildings: &[BuildingId]) -> Result<Vec<(BuildingId, Option<i64>, i64)>, StorageError> {
    if buildings.is_empty() {
        return Ok(Vec::new());
    }
    Built::new(SIZES).list(buildings).push(") GROUP BY b.id, b.area_m2 ORDER BY b.id").all(db).await
}

const SET_AREA: &str = "UPDATE buildings SET area_m2 = $2 WHERE id = $1";

/// Notes the heated area in square metres; `None`: not known.
///
/// # Errors
/// When the database fails.
pub async fn set_area(tx: &mut Tx, building: BuildingId, square_metres: Option<i64>) -> Result<(), StorageError> {
    run!(tx, SET_AREA, building, square_metres).map(drop)
}
