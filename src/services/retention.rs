//! How long values of intervals are kept. Older ones are released, whole local days at a time and in the same steps on
//! every engine; the sums of those days, official values and anomalies stay for ever.

use crate::{
    analytics::zone::Zone,
    domain::{error::AppError, time::Instant},
    storage::{self, Db, readings},
};
use chrono::{DateTime, Months};

/// Releases what is older than `months` at `now`; 0: nothing ever is. It may be killed at any point and run on several instances at once:
/// the next run goes on. Returns how many series had something to release.
///
/// # Errors
/// When the database fails or a stored zone is unknown.
pub async fn run(db: &Db, now: Instant, months: u32) -> Result<usize, AppError> {
    let Some(boundary) = boundary(now, months) else { return Ok(0) };
    let mut found = Vec::new();
    for name in readings::zones(db).await? {
        let start = first_kept(Zone::parse(&name).ok_or(AppError::Internal)?, boundary);
        found.extend(readings::older(db, &name, start).await?.into_iter().map(|key| (key, start)));
    }
    // First noted, then dropped: who writes an old day meanwhile either comes before and finds its readings, or after
    // and leaves it alone.
    for (key, start) in &found {
        let mut tx = db.begin().await?;
        storage::lock_series(&mut tx, *key).await?;
        readings::keep_from(&mut tx, *key, *start).await?;
        tx.commit().await?;
    }
    if !found.is_empty() {
        readings::drop_chunks(db, boundary).await?;
    }
    for (key, start) in &found {
        let mut tx = db.begin().await?;
        storage::lock_series(&mut tx, *key).await?;
        readings::release(&mut tx, *key, *start).await?;
        tx.commit().await?;
    }
    if !found.is_empty() {
        tracing::info!(series = found.len(), before = boundary.0, "old readings released; the sums of their days stay");
    }
    Ok(found.len())
}

/// Gives back disk space that nothing uses.
///
/// # Errors
/// When the database fails.
pub async fn tidy(db: &Db) -> Result<(), AppError> {
    Ok(readings::tidy(db).await?)
}

/// Up to where stretches are released; `None`: nothing ever is.
fn boundary(now: Instant, months: u32) -> Option<Instant> {
    let kept = DateTime::from_timestamp(now.0, 0)?.checked_sub_months(Months::new(months))?;
    (months > 0).then(|| readings::boundary(Instant(kept.timestamp())))
}

/// The beginning of the first local day that lies after `boundary` as a whole.
fn first_kept(zone: Zone, boundary: Instant) -> Instant {
    let day = zone.bounds(zone.day(boundary));
    if day.start == boundary { day.start } else { day.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_251_600);

    #[test]
    fn at_least_the_months_asked_for_are_kept() {
        let oldest = |months| boundary(NOW, months).map(|at| DateTime::from_timestamp(at.0, 0).unwrap().to_rfc3339());
        assert_eq!(oldest(37).unwrap(), "2023-09-12T00:00:00+00:00", "three years and a month before are 21 October");
        assert_eq!(oldest(0), None);
        assert!(boundary(NOW, 1_200).is_some());
    }

    #[test]
    fn no_local_day_is_cut_in_two() {
        let boundary = boundary(NOW, 37).unwrap();
        for zone in ["Europe/Brussels", "UTC", "America/Guadeloupe", "Indian/Reunion"] {
            let zone = Zone::parse(zone).unwrap();
            let start = first_kept(zone, boundary);
            assert_eq!(zone.bounds(zone.day(start)).start, start);
            assert!((0..86_400).contains(&(start.0 - boundary.0)));
        }
    }
}
