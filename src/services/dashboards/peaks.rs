//! The highest interval of some days. The maximum of a sum is not the maximum of its parts, so for several series the
//! summed curve decides; but only days whose parts could reach the best so far are read.

use super::{charts, curve, table::Table};
use crate::{
    analytics::zone::Zone,
    domain::{
        error::AppError,
        reading::Peak,
        time::{Interval, LocalDay},
        units::Joules,
    },
    services::App,
    storage,
    views::building::MaxView,
};

/// The highest mean power over one interval of `days`; `None` without a curve.
pub(in crate::services) async fn highest(
    app: &App,
    table: &Table,
    days: impl Iterator<Item = LocalDay>,
) -> Result<Option<MaxView>, AppError> {
    let mut candidates: Vec<(f64, LocalDay)> = days.filter_map(|day| Some((bound(table, day)?, day))).collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if table.lines.len() == 1 {
        let peak = candidates.first().and_then(|(_, day)| table.rollups_of(*day).find_map(|rollup| rollup.max));
        return Ok(peak.map(|p| view(table.zone, Joules(p.value), Interval::from_start(p.start, p.step))));
    }
    let mut best: Option<(f64, Joules, Interval)> = None;
    for (bound, day) in candidates {
        if best.is_some_and(|(watts, ..)| watts >= bound) {
            break;
        }
        let found = of_day(app, table, day).await?;
        best = match (best, found) {
            (Some(best), Some(found)) if found.0 <= best.0 => Some(best),
            (best, found) => found.or(best),
        };
    }
    Ok(best.map(|(_, energy, interval)| view(table.zone, energy, interval)))
}

/// What the sum of the series cannot exceed on `day`, in watts.
fn bound(table: &Table, day: LocalDay) -> Option<f64> {
    let peaks = table.rollups_of(day).filter_map(|rollup| rollup.max);
    peaks.map(|peak| watts(&peak)).reduce(|a, b| a + b)
}

fn watts(peak: &Peak) -> f64 {
    Joules(peak.value).mean_watts(peak.step)
}

async fn of_day(app: &App, table: &Table, day: LocalDay) -> Result<Option<(f64, Joules, Interval)>, AppError> {
    let keys: Vec<i64> = table.lines.iter().map(|line| line.key).collect();
    let readings = storage::readings::readings_of(&app.db, &keys, table.zone.bounds(day)).await?;
    let step = curve::common_step(readings.iter().map(|(_, reading)| reading));
    let cells = charts::summed(table, &charts::grouped(&readings), std::iter::once(day), step);
    Ok(curve::peak(&cells).map(|(energy, interval)| (energy.mean_watts(interval.seconds()), energy, interval)))
}

fn view(zone: Zone, energy: Joules, interval: Interval) -> MaxView {
    #[expect(clippy::cast_possible_truncation, reason = "watts of a building fit")]
    let watts = energy.mean_watts(interval.seconds()).round() as i64;
    MaxView { watts, minutes: interval.seconds() / 60, at: zone.wall_time(interval.start) }
}
