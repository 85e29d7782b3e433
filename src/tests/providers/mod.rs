//! The adapters against the simulator, over real HTTP.

pub mod browser;
mod building_faults;
mod consecutive_days;
mod enedis;
mod faults;
mod ores;
mod recorded;
mod secrets;
mod wire;

use chrono::NaiveDate;
use secrecy::SecretString;
use syndiwatt::{
    analytics::zone::Zone,
    clock::Clock,
    domain::{
        identifier::{NumberKind, UsagePointNumber},
        provider::ConsentVersion,
        series::SeriesKind,
        time::{Instant, LocalDay},
    },
    providers::{
        Fetch, What,
        enedis::{Enedis, EnedisOptions},
        http::{Http, Pace},
        ores::{Ores, OresOptions},
    },
    sandbox::{self, CLIENT_ID, CLIENT_SECRET, SandboxConfig, SandboxHandle},
};
use url::Url;

/// 2026-11-21 at 12:00 in Paris.
pub const NOON: Instant = Instant(1_795_258_800);

pub fn clock() -> Clock {
    Clock::fixed(NOON)
}

pub fn day(text: &str) -> LocalDay {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

pub async fn simulator(clock: &Clock) -> SandboxHandle {
    sandbox::spawn(SandboxConfig::new(clock.clone()).all_consented()).await.unwrap()
}

pub fn enedis(base: &Url, clock: &Clock) -> Enedis {
    enedis_with(base, clock, CLIENT_SECRET)
}

pub fn enedis_with(base: &Url, clock: &Clock, secret: &str) -> Enedis {
    let options = EnedisOptions {
        client_id: CLIENT_ID.to_owned(),
        client_secret: SecretString::from(secret.to_owned()),
        redirect_uri: Url::parse("http://127.0.0.1:4299/auth/linky/callback/enedis").unwrap(),
        consent: base.clone(),
        api: base.clone(),
        version: ConsentVersion::V2,
    };
    Enedis::new(options, Http::new(Pace::UNLIMITED).unwrap(), clock.clone())
}

pub fn ores(base: &Url, clock: &Clock) -> Ores {
    let options = OresOptions {
        client_id: CLIENT_ID.to_owned(),
        client_secret: SecretString::from(CLIENT_SECRET),
        redirect_uri: Url::parse("http://127.0.0.1:4299/auth/linky/callback/ores").unwrap(),
        consent: base.clone(),
        api: base.clone(),
    };
    Ores::new(options, Http::new(Pace::UNLIMITED).unwrap(), clock.clone())
}

pub fn curve(number: &str, first: &str, end: &str) -> Fetch {
    let kind = if number.len() == 18 { NumberKind::Ean } else { NumberKind::Prm };
    Fetch {
        number: UsagePointNumber::parse(kind, number).unwrap(),
        series: SeriesKind::ElectricityConsumption,
        what: What::Curve,
        first: day(first),
        end: day(end),
        zone: Zone::PARIS,
    }
}

pub fn daily(number: &str, first: &str, end: &str) -> Fetch {
    Fetch { what: What::Daily, ..curve(number, first, end) }
}
