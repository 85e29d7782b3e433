//! Recorded answers of Data Connect 2026, through the simulator and the adapter.

use super::{clock, curve, daily, enedis};
use std::path::PathBuf;
use syndiwatt::{
    providers::{MeterProvider, ProviderError},
    sandbox::{SandboxConfig, spawn},
};

const NUMBER: &str = "99999999999991";

#[expect(clippy::disallowed_methods, reason = "where the recorded data are is no setting of the product")]
fn folder() -> Option<PathBuf> {
    let given = std::env::var("SYNDIWATT_RECORDED_DATA").map(PathBuf::from);
    let folder = given.unwrap_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    Some(folder.join("enedis-2026")).filter(|folder| folder.is_dir())
}

#[tokio::test]
async fn a_recorded_day_adds_up_to_its_official_value() {
    let Some(folder) = folder() else {
        println!("skipped: no recorded data");
        return;
    };
    let clock = clock();
    let config = SandboxConfig {
        recorded: Some(folder),
        consented: vec![NUMBER.to_owned()],
        ..SandboxConfig::new(clock.clone())
    };
    let simulator = spawn(config).await.unwrap();
    let adapter = enedis(&simulator.url(), &clock);
    let readings = adapter.fetch(&curve(NUMBER, "2026-09-29", "2026-09-30"), None).await.unwrap().readings;
    assert_eq!(readings.len(), 48);
    assert_eq!(readings.iter().filter_map(|reading| reading.value).sum::<i64>(), 33_495 * 3_600);
    let official = adapter.fetch(&daily(NUMBER, "2026-09-29", "2026-09-30"), None).await.unwrap().official;
    assert_eq!(official[0].value, Some(33_495 * 3_600));
    let other_day = adapter.fetch(&daily(NUMBER, "2026-09-30", "2026-10-01"), None).await;
    assert!(matches!(other_day, Err(ProviderError::NoData(_))));
}
