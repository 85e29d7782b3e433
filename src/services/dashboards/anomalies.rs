//! Alerts as the screens list them.

use super::table::Line;
use crate::{
    analytics::zone::Zone,
    domain::{alert::Alert, error::AppError, id::UsagePointId, time::LocalDay},
    services::alerts::{quantity, without_doubles},
    storage::{self, Db},
    views::alerts::AlertView,
};

/// What stands about `lines` on the local days `[first, end)`, latest first, the gravest of a day first.
pub(in crate::services) async fn of_lines(
    db: &Db,
    zone: Zone,
    lines: &[Line],
    (first, end): (LocalDay, LocalDay),
) -> Result<Vec<AlertView>, AppError> {
    let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
    let found = without_doubles(storage::alerts::between(db, &keys, first, end).await?);
    let mut views: Vec<AlertView> = found
        .iter()
        .filter_map(|(key, alert)| Some(view(lines.iter().find(|line| line.key == *key)?, alert, zone)))
        .collect();
    views.sort_by(|a, b| (b.day, b.severity).cmp(&(a.day, a.severity)).then_with(|| a.meter.cmp(&b.meter)));
    Ok(views)
}

/// One alert of a series.
pub(in crate::services) fn view(line: &Line, alert: &Alert, zone: Zone) -> AlertView {
    view_of((line.usage_point, &line.number, &line.label), alert, zone)
}

/// One alert of a meter: its identifier, number and label.
pub(in crate::services) fn view_of(
    (meter_id, meter, meter_label): (UsagePointId, &str, &str),
    alert: &Alert,
    zone: Zone,
) -> AlertView {
    let found = &alert.finding;
    let (value, expected) = (quantity(found.unit, found.value), quantity(found.unit, found.expected));
    AlertView {
        kind: found.kind,
        day: found.day,
        meter_id,
        meter: meter.to_owned(),
        meter_label: meter_label.to_owned(),
        severity: found.severity,
        value,
        expected,
        percent: value.percent_above(expected),
        state: alert.state,
        state_at: zone.wall_time(alert.state_at),
        comment: alert.comment.clone(),
    }
}
