//! Anomalies as the screens list them.

use super::table::Line;
use crate::{
    domain::{error::AppError, time::LocalDay},
    storage::{self, Db},
    views::shared::AnomalyView,
};

/// The anomalies of `lines` on the local days `[first, end)`, latest first, the gravest of a day first.
pub(in crate::services) async fn of_lines(
    db: &Db,
    lines: &[Line],
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<AnomalyView>, AppError> {
    let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
    let found = storage::anomalies::between(db, &keys, first, end).await?;
    let mut views: Vec<AnomalyView> = found
        .into_iter()
        .filter_map(|(key, anomaly)| {
            let line = lines.iter().find(|line| line.key == key)?;
            Some(AnomalyView {
                day: anomaly.day,
                meter: line.number.clone(),
                meter_label: line.label.clone(),
                series: line.kind,
                severity: anomaly.severity,
                value: anomaly.value,
                mean: anomaly.mean,
                variance_percent: anomaly.variance_percent(),
            })
        })
        .collect();
    views.sort_by(|a, b| (b.day, b.severity).cmp(&(a.day, a.severity)).then_with(|| a.meter.cmp(&b.meter)));
    Ok(views)
}
