//! Alerts from the reading that raises one to the last thing that is done about it.

mod forms;
mod life;
mod once;
mod page;
mod preview;
mod standing;

use crate::support::{Client, Meter, TestApp};
use serde_json::json;
use syndiwatt::domain::{
    access::{Actor, Role},
    building::UsagePoint,
    id::UserId,
    time::Instant,
};

/// 2026-11-13, 00:00 in Paris: eight days before the tests' today.
const MIDNIGHT: Instant = Instant(1_794_524_400);
/// The last of the eight days.
const DAY: &str = "2026-11-20";

/// Eight days of half-hours: seven of 24 kWh, and one with `last` Wh in each half-hour.
fn days(last: i64) -> Vec<i64> {
    (0..8 * 48).map(|at| if at < 7 * 48 { 500 } else { last }).collect()
}

/// A meter whose last day uses twice and a half of what it used to.
async fn raised(test: &TestApp) -> UsagePoint {
    test.meter(Meter::default().half_hours(MIDNIGHT, &days(1_250))).await
}

/// Somebody of the test's organisation.
fn somebody(test: &TestApp, role: Role) -> Actor {
    let buildings = if role == Role::Owner { vec![test.building.id] } else { Vec::new() };
    Actor { user: UserId::new(), organisation: test.organisation, role, buildings, name: "Test".to_owned() }
}

/// A rule of the client's organisation.
pub async fn any_rule(client: &Client) -> String {
    let body = json!({
        "scope": { "of": "organisation" }, "enabled": true,
        "rule": {
            "kind": "peak", "cooldown_days": 7, "channels": ["in_app"], "escalation": null,
            "parameters": {
                "threshold": 1_000, "floor": 0, "hours": null, "severity": null,
                "grades": { "major": 1_100, "critical": 1_250 },
            },
        },
    });
    let answer = client.put("/api/v1/rules", &body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["id"].as_str().unwrap().to_owned()
}
