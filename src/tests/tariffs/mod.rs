//! The screens of prices: forms that lose nothing, versions that leave the past alone, and who may.

mod colours;
mod editor;
mod factors;
mod settings;

use crate::support::{Answer, Client};

/// The tariff that a form led to.
pub fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{answer:?}");
    let rest = answer.header("location").strip_prefix("/tariffs/").unwrap();
    rest.split('?').next().unwrap().to_owned()
}

/// The stored versions of a tariff.
pub async fn versions(client: &Client, tariff: &str) -> serde_json::Value {
    let all = client.get("/api/v1/tariffs").await.json();
    let found = all["tariffs"].as_array().unwrap().iter().find(|of| of["id"] == tariff).unwrap();
    found["versions"].clone()
}
