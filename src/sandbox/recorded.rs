//! Recorded answers of Data Connect 2026 instead of simulated ones: `<resource>.json` in a folder, served for the usage
//! point and the days that the file itself names.

use crate::domain::time::LocalDay;
use serde_json::Value;
use std::path::Path;

/// The recorded answer, if the folder has one. `resource` comes from a fixed list, never from the request.
pub async fn find(folder: Option<&Path>, resource: &str, number: &str, days: (LocalDay, LocalDay)) -> Option<Value> {
    let bytes = tokio::fs::read(folder?.join(resource).with_extension("json")).await.ok()?;
    let body: Value = serde_json::from_slice(&bytes).ok()?;
    let day = |key: &str| body.get("periode")?.get(key)?.as_str()?.parse::<LocalDay>().ok();
    let (first, end) = (day("dateDebut")?, day("dateFin")?);
    let wanted = body.get("idPrm")?.as_str()? == number && days.0 <= first && end <= days.1;
    wanted.then_some(body)
}

/// Whether any recorded answer is about this usage point.
pub async fn knows(folder: Option<&Path>, number: &str) -> bool {
    for resource in super::enedis::RESOURCES {
        if find(folder, resource, number, (LocalDay::MIN, LocalDay::MAX)).await.is_some() {
            return true;
        }
    }
    false
}
