//! Alerts and what is done about them.

pub mod change;
pub mod list;

use crate::{
    domain::{
        alert::AlertState,
        anomaly::Severity,
        id::{BuildingId, UsagePointId},
        notice::Quantity,
        rule::RuleKind,
        time::LocalDay,
    },
    views::alerts::AlertRow,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An alert.
#[derive(Serialize, ToSchema)]
pub struct AlertItem {
    building_id: BuildingId,
    device_id: UsagePointId,
    kind: RuleKind,
    /// The local day that it is about.
    #[schema(value_type = String, format = Date)]
    day: LocalDay,
    severity: Severity,
    /// What was found, in `unit`.
    value: i64,
    /// What was to be expected.
    expected: i64,
    /// `joules`, `watts`, `volt_amperes`, `days` or `per_mille`.
    unit: &'static str,
    state: AlertState,
    /// What was said of it.
    comment: Option<String>,
}

impl From<AlertRow> for AlertItem {
    fn from(row: AlertRow) -> Self {
        let shown = row.alert;
        let (value, unit) = figure(shown.value);
        Self {
            building_id: row.building,
            device_id: shown.meter_id,
            kind: shown.kind,
            day: shown.day,
            severity: shown.severity,
            value,
            expected: figure(shown.expected).0,
            unit,
            state: shown.state,
            comment: shown.comment,
        }
    }
}

fn figure(quantity: Quantity) -> (i64, &'static str) {
    match quantity {
        Quantity::Energy(joules) => (joules.0, "joules"),
        Quantity::Power(watts) => (watts, "watts"),
        Quantity::Apparent(volt_amperes) => (volt_amperes, "volt_amperes"),
        Quantity::Days(days) => (days, "days"),
        Quantity::Share(thousandths) => (thousandths, "per_mille"),
    }
}
