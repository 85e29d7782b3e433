//! Which operators this instance has keys for.

use super::{
    MeterProvider,
    enedis::{Enedis, EnedisOptions},
    http::{Http, HttpError, Pace},
    ores::{Ores, OresOptions},
};
use crate::{clock::Clock, config::Config, domain::provider::ProviderId};
use std::sync::Arc;
use url::{Host, Url};

/// The operators that this instance has keys for.
#[derive(Clone, Default)]
pub struct Registry(Vec<Arc<dyn MeterProvider>>);

/// Why the adapters cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// An application identifier without its secret.
    #[error("{0} is missing: the identifier alone is not enough")]
    SecretMissing(&'static str),
    /// No HTTP client.
    #[error(transparent)]
    Http(#[from] HttpError),
}

impl Registry {
    /// From adapters.
    #[must_use]
    pub fn new(providers: Vec<Arc<dyn MeterProvider>>) -> Self {
        Self(providers)
    }

    /// The adapters that the settings have keys for, at the pace that each operator allows; a simulator on this machine
    /// counts for itself.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn from_config(config: &Config, clock: &Clock) -> Result<Self, SetupError> {
        let pace = |api: &Url, operator: Pace| if is_this_machine(api) { Pace::UNLIMITED } else { operator };
        let enedis = pace(&config.enedis_api_url, Pace::ENEDIS);
        Self::with_pace(config, clock, enedis, pace(&config.ores_api_url, Pace::ORES))
    }

    /// The same at other paces.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn with_pace(config: &Config, clock: &Clock, enedis: Pace, ores: Pace) -> Result<Self, SetupError> {
        let mut providers: Vec<Arc<dyn MeterProvider>> = Vec::new();
        if let Some(client_id) = config.enedis_client_id.clone() {
            let secret = config.enedis_client_secret.clone();
            let options = EnedisOptions {
                client_id,
                client_secret: secret.ok_or(SetupError::SecretMissing("LINKY_ENEDIS_CLIENT_SECRET"))?,
                redirect_uri: redirect(config, config.enedis_redirect_uri.as_ref(), "enedis"),
                consent: config.enedis_consent_url.clone(),
                api: config.enedis_api_url.clone(),
                version: config.enedis_consent,
            };
            providers.push(Arc::new(Enedis::new(options, Http::new(enedis)?, clock.clone())));
        }
        if let Some(client_id) = config.ores_client_id.clone() {
            let secret = config.ores_client_secret.clone();
            let options = OresOptions {
                client_id,
                client_secret: secret.ok_or(SetupError::SecretMissing("LINKY_ORES_CLIENT_SECRET"))?,
                redirect_uri: redirect(config, config.ores_redirect_uri.as_ref(), "ores"),
                consent: config.ores_consent_url.clone().unwrap_or_else(|| config.ores_api_url.clone()),
                api: config.ores_api_url.clone(),
            };
            providers.push(Arc::new(Ores::new(options, Http::new(ores)?, clock.clone())));
        }
        Ok(Self(providers))
    }

    /// Every adapter.
    pub fn all(&self) -> impl Iterator<Item = &dyn MeterProvider> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The adapter of an operator; `None` when this instance has no keys for it.
    #[must_use]
    pub fn get(&self, id: ProviderId) -> Option<&dyn MeterProvider> {
        self.0.iter().find(|provider| provider.id() == id).map(AsRef::as_ref)
    }
}

fn redirect(config: &Config, configured: Option<&Url>, name: &str) -> Url {
    configured.cloned().unwrap_or_else(|| super::extended(&config.public_url, &["auth", "linky", "callback", name]))
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
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

    fn registry(arguments: &[&str]) -> Result<Registry, SetupError> {
        let line = ["syndiwatt"].iter().chain(arguments);
        Registry::from_config(&Line::parse_from(line).config, &Clock::System)
    }

    #[test]
    fn only_operators_with_keys_are_set_up() {
        assert!(registry(&[]).unwrap().get(ProviderId::Enedis).is_none());
        let both = registry(&["--enedis-client-id", "me", "--enedis-client-secret", "hush"]).unwrap();
        assert!(both.get(ProviderId::Enedis).is_some() && both.get(ProviderId::Ores).is_none());
        let error = registry(&["--ores-client-id", "me"]).err().unwrap().to_string();
        assert!(error.starts_with("LINKY_ORES_CLIENT_SECRET is missing"), "{error}");
    }

    #[test]
    fn addresses_of_the_consent_pages() {
        let keys = ["--enedis-client-id", "me", "--enedis-client-secret", "hush", "--ores-client-id", "me"];
        let more = ["--ores-client-secret", "hush", "--public-url", "https://watt.example/app/"];
        let registry = registry(&[keys.as_slice(), &more].concat()).unwrap();
        let enedis = registry.get(ProviderId::Enedis).unwrap().authorize_url("s", None);
        assert_eq!(
            enedis.as_str(),
            "https://mon-compte-particulier.enedis.fr/dataconnect/v2/oauth2/authorize?response_type=code&client_id=me\
             &state=s&redirect_uri=https%3A%2F%2Fwatt.example%2Fapp%2Fauth%2Flinky%2Fcallback%2Fenedis&duration=P3Y"
        );
        let ores = registry.get(ProviderId::Ores).unwrap().authorize_url("s", Some("c"));
        assert!(ores.as_str().starts_with("https://ext.prod-eu.oresnet.be/oauth/authorize?"), "{ores}");
        assert!(ores.as_str().contains("code_challenge=c&code_challenge_method=S256"), "{ores}");
        assert!(is_this_machine(&Url::parse("http://[::1]:4000").unwrap()) && !is_this_machine(&ores));
    }
}
