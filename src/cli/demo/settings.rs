//! The demo's settings: its own database and key, and the simulator for an operator.

use crate::{
    cli::Failure,
    config::{Config, DatabaseUrl},
    sandbox::{CLIENT_ID, CLIENT_SECRET},
};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use url::Url;

/// What `--database-url` is when nobody says otherwise; the demo stays away from it.
const USUAL_DATABASE: &str = "sqlite:var/syndiwatt.sqlite";
const DATABASE: &str = "sqlite:var/demo/demo.sqlite";

/// Puts the simulator in the place of the operators, and the demo's files in the place of the usual ones.
pub fn of_demo(mut config: Config, operator: SocketAddr) -> Result<Config, Failure> {
    if config.database_url.expose() == USUAL_DATABASE {
        config.database_url = demo_database();
    }
    if config.encryption_key.is_none() {
        let file = config.encryption_key_file.clone().unwrap_or_else(|| beside(&config.database_url));
        if !file.exists() {
            new_key(&file)?;
        }
        config.encryption_key_file = Some(file);
    }
    let url = Url::parse(&format!("http://{operator}")).map_err(|error| Failure::Settings(error.to_string()))?;
    (config.enedis_client_id, config.enedis_client_secret) = (Some(CLIENT_ID.into()), Some(CLIENT_SECRET.into()));
    (config.enedis_consent_url, config.enedis_api_url) = (url.clone(), url.clone());
    (config.ores_client_id, config.ores_client_secret) = (Some(CLIENT_ID.into()), Some(CLIENT_SECRET.into()));
    (config.ores_consent_url, config.ores_api_url) = (Some(url.clone()), url);
    Ok(config)
}

fn demo_database() -> DatabaseUrl {
    let Ok(url) = DATABASE.parse();
    url
}

/// `demo.key` beside the database's file; beside the usual one for a database that is elsewhere.
fn beside(database: &DatabaseUrl) -> PathBuf {
    let usual = demo_database();
    let file = database.file().or(usual.file()).unwrap_or(Path::new(""));
    file.with_file_name("demo.key")
}

/// Makes a key that only its owner can read.
fn new_key(file: &Path) -> Result<(), Failure> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(file, "{}", hex::encode(rand::random::<[u8; 32]>()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use std::os::unix::fs::PermissionsExt;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    #[test]
    fn the_key_is_made_once_and_is_the_owner_s() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/new/demo.sqlite", folder.path().display());
        let config = || Line::parse_from(["syndiwatt", "--database-url", &url]).config;
        let operator = "127.0.0.1:4401".parse().unwrap();
        let first = of_demo(config(), operator).map_err(|_| ()).unwrap();
        let file = first.encryption_key_file.clone().unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let again = of_demo(config(), operator).map_err(|_| ()).unwrap();
        assert_eq!(first.key().unwrap(), again.key().unwrap());
        assert_eq!(again.enedis_api_url.as_str(), "http://127.0.0.1:4401/");
    }
}
