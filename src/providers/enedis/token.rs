//! The token of our application at Enedis: one for all meters, kept until shortly before its end.

use crate::{
    clock::Clock,
    providers::{ProviderError, Tokens, oauth::OAuth},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

/// Renewed this many seconds before its end.
const EARLY: i64 = 300;

/// Fetches and keeps the token. Requests that need one at the same time wait for one renewal.
pub struct ApplicationToken {
    oauth: OAuth,
    clock: Clock,
    kept: Mutex<Option<Tokens>>,
}

impl ApplicationToken {
    /// Nothing is asked before the first request.
    #[must_use]
    pub fn new(oauth: OAuth, clock: Clock) -> Self {
        Self { oauth, clock, kept: Mutex::new(None) }
    }

    /// A token; a new one when the kept one is at its end or is `refused`, the one that Enedis has just declined.
    ///
    /// # Errors
    /// What the token service answers.
    pub async fn get(&self, refused: Option<&SecretString>) -> Result<SecretString, ProviderError> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        let usable = kept.as_ref().filter(|tokens| {
            tokens.expires_at.plus(-EARLY) > now
                && refused.is_none_or(|refused| refused.expose_secret() != tokens.access.expose_secret())
        });
        if let Some(tokens) = usable {
            return Ok(tokens.access.clone());
        }
        let tokens = self.oauth.application_token().await?;
        let access = tokens.access.clone();
        *kept = Some(tokens);
        Ok(access)
    }
}
