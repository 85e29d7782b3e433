//! Which operators this instance has keys for.

use super::{
    MeterProvider,
    enedis::{Enedis, EnedisOptions},
    http::{Http, HttpError, Pace},
    ores::{Ores, OresOptions},
};
use crate::{clock::Clock, config::Config, domain::provider::ProviderId};
use std::sync::Arc;
use url::Url;

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

    /// The adapters that the settings have keys for, at the pace that each operator allows.
    ///
    /// # Errors
    /// [`SetupError`].
    pub fn from_config(config: &Config, clock: &Clock) -> Result<Self, SetupError> {
        Self::with_pace(config, clock, Pace::ENEDIS, Pace::ORES)
    }

    /// The same at other paces, e.g. [`Pace::UNLIMITED`] against the simulator.
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

    /// The adapter of an operator; `None` when this instance has no keys for it.
    #[must_use]
    pub fn get(&self, id: ProviderId) -> Option<&dyn MeterProvider> {
        self.0.iter().find(|provider| provider.id() == id).map(AsRef::as_ref)
    }
}

fn redirect(config: &Config, configured: Option<&Url>, name: &str) -> Url {
    configured.cloned().unwrap_or_else(|| super::extended(&config.public_url, &["auth", "linky", "callback", name]))
}
