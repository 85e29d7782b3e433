//! How far back readings are held. Older ones are released, whole local days at a time; the sums of those days stay.

use super::forms::Minute;
use crate::{
    domain::time::Instant,
    storage::{
        Db, StorageError, Tx,
        db::{all, one, run},
        timescale,
    },
};

/// Minutes that are released at once: TimescaleDB drops whole chunks, and every engine shall hold the same readings.
pub const STRETCH: i64 = 129_600;

/// The latest boundary between two stretches that is not after `at`.
#[must_use]
pub fn boundary(at: Instant) -> Instant {
    Minute::from(at).floor(STRETCH).into()
}

const ZONES: &str = "SELECT DISTINCT zone FROM buildings ORDER BY zone";

/// The IANA names of the zones that buildings lie in.
///
/// # Errors
/// When the database fails.
pub async fn zones(db: &Db) -> Result<Vec<String>, StorageError> {
    Ok(all!(db, (String,), ZONES)?.into_iter().map(|(zone,)| zone).collect())
}

const OLDER: &str = "SELECT s.key FROM series s JOIN usage_points u ON u.id = s.usage_point_id
    JOIN buildings b ON b.id = u.building_id
    WHERE b.zone = $1 AND EXISTS (SELECT 1 FROM readings r WHERE r.series_key = s.key AND r.start < $2)
    ORDER BY s.key";

/// The series of buildings in `zone` that hold readings from before `start`.
///
/// # Errors
/// When the database fails.
pub async fn older(db: &Db, zone: &str, start: Instant) -> Result<Vec<i64>, StorageError> {
    Ok(all!(db, (i64,), OLDER, zone, Minute::from(start))?.into_iter().map(|(key,)| key).collect())
}

const KEPT_FROM: &str = "SELECT kept_from FROM series WHERE key = $1";

/// The instant before which the readings of a series were released; `None`: none were. Lock the series first.
///
/// # Errors
/// When there is no such series or the database fails.
pub async fn kept_from(tx: &mut Tx, key: i64) -> Result<Option<Instant>, StorageError> {
    Ok(one!(tx, (Option<Instant>,), KEPT_FROM, key)?.0)
}

const KEEP_FROM: &str = "UPDATE series SET kept_from = $2 WHERE key = $1 AND (kept_from IS NULL OR kept_from < $2)";

/// Notes that the readings of a series from before `start` are released. Never goes back.
///
/// # Errors
/// When the database fails.
pub async fn keep_from(tx: &mut Tx, key: i64, start: Instant) -> Result<(), StorageError> {
    run!(tx, KEEP_FROM, key, start).map(drop)
}

const RELEASE: &str = "DELETE FROM readings WHERE series_key = $1 AND start < $2";

/// Deletes the readings of a series from before `start` and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, key: i64, start: Instant) -> Result<u64, StorageError> {
    run!(tx, RELEASE, key, Minute::from(start))
}

/// Drops the chunks that end at or before `boundary`, where readings lie in chunks: no row is touched one by one, and
/// compressed ones need not be opened.
///
/// # Errors
/// When the database fails.
pub async fn drop_chunks(db: &Db, boundary: Instant) -> Result<(), StorageError> {
    timescale::drop_before(db, Minute::from(boundary).number()).await
}

/// Gives back what TimescaleDB's compression reserved and did not need. To be done now and then, in no transaction.
///
/// # Errors
/// When the database fails.
pub async fn tidy(db: &Db) -> Result<(), StorageError> {
    timescale::tidy(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::timescale::statements::CHUNK_READINGS;

    #[test]
    fn boundaries_are_those_of_chunks() {
        assert!(CHUNK_READINGS.contains(&format!("by_range('start', {STRETCH})")));
        let of_2020 = Instant(1_577_836_800);
        assert_eq!(boundary(of_2020), of_2020);
        assert_eq!(boundary(of_2020.plus(STRETCH * 60 - 60)), of_2020);
        assert_eq!(boundary(of_2020.plus(STRETCH * 60)), of_2020.plus(STRETCH * 60));
        assert_eq!(boundary(of_2020.plus(-60)), of_2020.plus(-STRETCH * 60));
    }
}
