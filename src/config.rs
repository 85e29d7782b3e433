//! The settings: one struct, one `--help`, one reader of the environment. `.env.example` lists the same names.

mod bounds;
mod database;
mod mail;

pub use bounds::DatabaseBounds;
pub use database::DatabaseUrl;
pub use mail::{MailError, MailServer, MailSettings};

use crate::domain::{access::DemoLogin, provider::ConsentVersion};
use chrono::NaiveTime;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// What an instance needs to run. Secrets are shown by no `Debug`.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Where the data are: `sqlite:path/to/file.sqlite`, or `postgres://user:password@host/database`.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:var/syndiwatt.sqlite", hide_env_values = true)]
    pub database_url: DatabaseUrl,

    /// How much of the database this instance takes.
    #[command(flatten)]
    pub bounds: DatabaseBounds,

    /// Address and port to listen on.
    #[arg(long, env = "SYNDIWATT_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,

    /// How browsers reach this instance; redirect addresses and cookies depend on it.
    #[arg(long, env = "SYNDIWATT_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: Url,

    /// The folder of the built site (WASM, styles, fonts).
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = "target/site")]
    pub site_root: PathBuf,

    /// 64 hexadecimal characters: the AES-256 key that seals operators' tokens. `openssl rand -hex 32` makes one.
    #[arg(long, env = "IOT_ENCRYPTION_KEY", hide_env_values = true)]
    pub encryption_key: Option<SecretString>,

    /// A file that holds the key, instead of the variable.
    #[arg(long, env = "IOT_ENCRYPTION_KEY_FILE")]
    pub encryption_key_file: Option<PathBuf>,

    /// Enedis Data Connect: application identifier. Without it Enedis is shown as not set up.
    #[arg(long, env = "LINKY_ENEDIS_CLIENT_ID")]
    pub enedis_client_id: Option<String>,

    /// Enedis Data Connect: application secret.
    #[arg(long, env = "LINKY_ENEDIS_CLIENT_SECRET", hide_env_values = true)]
    pub enedis_client_secret: Option<SecretString>,

    /// Enedis: where it sends the browser back. Default: `SYNDIWATT_PUBLIC_URL` + /auth/linky/callback/enedis.
    #[arg(long, env = "LINKY_ENEDIS_REDIRECT_URI")]
    pub enedis_redirect_uri: Option<Url>,

    /// Enedis: host of the consent page.
    #[arg(long, env = "LINKY_ENEDIS_CONSENT_URL", default_value = "https://mon-compte-particulier.enedis.fr")]
    pub enedis_consent_url: Url,

    /// Enedis: host of the token and data services. The sandbox is https://gw.ext.prod-sandbox.api.enedis.fr
    #[arg(long, env = "LINKY_ENEDIS_API_URL", default_value = "https://gw.ext.prod.api.enedis.fr")]
    pub enedis_api_url: Url,

    /// Enedis: version of the consent page, `v1` or `v2`. What comes back from v1 is not signed: use it only where v2 is
    /// not open to your application.
    #[arg(long, env = "LINKY_ENEDIS_CONSENT", default_value = "v2")]
    pub enedis_consent: ConsentVersion,

    /// ORES (experimental): application identifier. Without it ORES is shown as not set up.
    #[arg(long, env = "LINKY_ORES_CLIENT_ID")]
    pub ores_client_id: Option<String>,

    /// ORES (experimental): application secret.
    #[arg(long, env = "LINKY_ORES_CLIENT_SECRET", hide_env_values = true)]
    pub ores_client_secret: Option<SecretString>,

    /// ORES: where it sends the browser back. Default: `SYNDIWATT_PUBLIC_URL` + /auth/linky/callback/ores.
    #[arg(long, env = "LINKY_ORES_REDIRECT_URI")]
    pub ores_redirect_uri: Option<Url>,

    /// ORES: base address of the consent page, as the browser sees it. Default: `LINKY_ORES_API_URL`.
    #[arg(long, env = "LINKY_ORES_CONSENT_URL")]
    pub ores_consent_url: Option<Url>,

    /// ORES: base address of the token and data services of the specification's contract.
    #[arg(long, env = "LINKY_ORES_API_URL", default_value = "https://ext.prod-eu.oresnet.be")]
    pub ores_api_url: Url,

    /// The largest file that can be imported, in megabytes.
    #[arg(long, env = "SYNDIWATT_MAX_UPLOAD_MB", default_value_t = 32)]
    pub max_upload_mb: u32,

    /// PostgreSQL: whether TimescaleDB is switched on and used where the server has it. What it has put into chunks stays.
    #[arg(long, env = "SYNDIWATT_TIMESCALE", default_value_t = true, action = clap::ArgAction::Set)]
    pub timescale: bool,

    /// TimescaleDB's licensed edition: readings older than this many days are compressed. Corrections arrive for weeks.
    #[arg(long, env = "SYNDIWATT_COMPRESS_AFTER_DAYS", default_value_t = 45, value_parser = clap::value_parser!(u32).range(1..=3_650))]
    pub compress_after_days: u32,

    /// Months for which values of intervals are kept, at least; 0: for ever. Sums of days, official values and anomalies
    /// always stay. What was released does not come back when this is raised.
    #[arg(long, env = "SYNDIWATT_KEEP_READINGS_MONTHS", default_value_t = 37, value_parser = months)]
    pub keep_readings_months: u32,

    /// Seconds after which other instances take over a synchronisation whose worker says nothing more.
    #[arg(long, env = "SYNDIWATT_SYNC_LEASE_SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3_600))]
    pub sync_lease_seconds: u32,

    /// The zone of this instance's own times of day; those of operators and buildings are theirs.
    #[arg(long, env = "SYNDIWATT_ZONE", default_value = "Europe/Brussels", value_parser = zone)]
    pub zone: String,

    /// When what is lacking is asked for again, every day: `HH:MM` in `SYNDIWATT_ZONE`.
    #[arg(long, env = "SYNDIWATT_DAILY_AT", default_value = "02:00", value_parser = time_of_day)]
    pub daily_at: NaiveTime,

    /// Operators are read up to so many seconds after they publish, so that not everybody asks at once.
    #[arg(long, env = "SYNDIWATT_PUBLICATION_JITTER_SECONDS", default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(0..=3_000))]
    pub publication_jitter_seconds: u32,

    /// How messages leave this instance.
    #[command(flatten)]
    pub mail: MailSettings,

    /// Logins that the login page shows to everybody. No setting: the demo fills it in.
    #[arg(skip)]
    pub demo_logins: Vec<DemoLogin>,
}

/// Months of readings to keep. Below thirteen, a month could not be compared with that of last year.
fn months(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        Ok(months @ 13..=1_200) => Ok(months),
        _ => Err("expected 0 (for ever) or 13 to 1200 months".to_owned()),
    }
}

fn zone(text: &str) -> Result<String, String> {
    let known = text.parse::<chrono_tz::Tz>().is_ok();
    known.then(|| text.to_owned()).ok_or_else(|| "expected a name like Europe/Brussels".to_owned())
}

fn time_of_day(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "expected HH:MM".to_owned())
}

/// Why an instance must not start.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// No key at all.
    #[error("IOT_ENCRYPTION_KEY is missing: 64 hexadecimal characters (make one with: openssl rand -hex 32)")]
    KeyMissing,
    /// Something else than 64 hexadecimal characters.
    #[error(
        "IOT_ENCRYPTION_KEY must be exactly 64 hexadecimal characters, 32 bytes (make one with: openssl rand -hex 32)"
    )]
    KeyMalformed,
    /// The key file cannot be read.
    #[error("IOT_ENCRYPTION_KEY_FILE cannot be read: {0}")]
    KeyFile(std::io::Error),
}

impl Config {
    /// The 32 bytes of the encryption key.
    ///
    /// # Errors
    /// When it is missing or is not 64 hexadecimal characters. The text never repeats the key.
    pub fn key(&self) -> Result<[u8; 32], ConfigError> {
        let text = match (&self.encryption_key, &self.encryption_key_file) {
            (Some(key), _) => key.clone(),
            (None, Some(file)) => SecretString::from(std::fs::read_to_string(file).map_err(ConfigError::KeyFile)?),
            (None, None) => return Err(ConfigError::KeyMissing),
        };
        let mut key = [0; 32];
        hex::decode_to_slice(text.expose_secret().trim(), &mut key).map_err(|_| ConfigError::KeyMalformed)?;
        Ok(key)
    }

    /// Whether browsers come over TLS: decides on `Secure` and `__Host-` cookies.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    fn key(text: &str) -> Result<[u8; 32], ConfigError> {
        Line::parse_from(["syndiwatt", "--encryption-key", text]).config.key()
    }

    #[test]
    fn only_64_hexadecimal_characters_are_a_key() {
        assert_eq!(key(&"a0".repeat(32)).unwrap(), [0xa0; 32]);
        for bad in ["", "secret", &"a".repeat(32), &"a".repeat(63), &"a".repeat(65), &"g".repeat(64)] {
            let error = key(bad).unwrap_err().to_string();
            assert!(error.contains("64 hexadecimal"), "{error}");
            assert!(bad.is_empty() || !error.contains(bad), "the key leaked");
        }
    }

    #[test]
    fn a_year_of_readings_cannot_be_lost_by_a_typing_error() {
        let months = |text| Line::try_parse_from(["syndiwatt", "--keep-readings-months", text]);
        assert_eq!(months("0").unwrap().config.keep_readings_months, 0);
        assert_eq!(months("13").unwrap().config.keep_readings_months, 13);
        assert_eq!(Line::parse_from(["syndiwatt"]).config.keep_readings_months, 37);
        for bad in ["1", "12", "1201", "-37", "3y", ""] {
            assert!(months(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let config =
            Line::parse_from(["syndiwatt", "--encryption-key", "hush", "--ores-client-secret", "quiet"]).config;
        let shown = format!("{config:?}");
        assert!(!shown.contains("hush") && !shown.contains("quiet"), "{shown}");
    }
}
