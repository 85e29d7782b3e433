//! Sealing and opening: each secret names the row that it belongs to, so that it opens nowhere else.

use crate::{
    domain::{error::AppError, id::ConsentId, time::Instant},
    providers::Tokens,
    services::{
        App,
        vault::{DoesNotOpen, Sealed, Vault},
    },
    storage::{Tx, consents},
};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

const ACCESS: &str = "access_token";
const REFRESH: &str = "refresh_token";

impl From<DoesNotOpen> for AppError {
    fn from(error: DoesNotOpen) -> Self {
        tracing::error!(error = %error, "vault");
        Self::Internal
    }
}

/// SHA-256, in which form `state` values are stored.
pub(super) fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The vault's name for the PKCE verifier of a request.
pub(super) fn pkce_row(state_hash: [u8; 32]) -> String {
    format!("oauth_requests/{}/pkce", hex::encode(state_hash))
}

fn row(consent: ConsentId, name: &str) -> String {
    format!("secrets/{consent}/{name}")
}

/// Whether a vault opens a stored token: it does not with another key.
pub(in crate::services) fn opens(vault: &Vault, consent: ConsentId, name: &str, sealed: &Sealed) -> bool {
    vault.open(&row(consent, name), sealed).is_ok()
}

/// Seals tokens into the transaction that makes or renews their consent.
pub(super) async fn store(app: &App, tx: &mut Tx, consent: ConsentId, tokens: &Tokens) -> Result<(), AppError> {
    let access = app.vault.seal(&row(consent, ACCESS), &tokens.access)?;
    consents::put_secret(tx, consent, ACCESS, &access, Some(tokens.expires_at)).await?;
    if let Some(refresh) = &tokens.refresh {
        let refresh = app.vault.seal(&row(consent, REFRESH), refresh)?;
        consents::put_secret(tx, consent, REFRESH, &refresh, None).await?;
    }
    Ok(())
}

/// Opens the tokens of a consent; `None` when it has none, as with operators that know the application only.
pub(super) async fn load(app: &App, consent: ConsentId) -> Result<Option<Tokens>, AppError> {
    let Some(access) = consents::find_secret(&app.db, consent, ACCESS).await? else { return Ok(None) };
    let refresh = consents::find_secret(&app.db, consent, REFRESH).await?;
    let open = |name: &str, secret: &consents::StoredSecret| -> Result<SecretString, AppError> {
        Ok(app.vault.open(&row(consent, name), &secret.sealed)?)
    };
    Ok(Some(Tokens {
        access: open(ACCESS, &access)?,
        refresh: refresh.as_ref().map(|secret| open(REFRESH, secret)).transpose()?,
        expires_at: access.expires_at.unwrap_or(Instant(i64::MAX)),
    }))
}
