//! Password hashing: argon2id with OWASP's parameters (19 MiB, two passes, one lane), which are the crate's defaults.

use crate::domain::error::AppError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// The shortest password that is accepted, in characters.
pub const MIN_LENGTH: usize = 8;

/// The longest, in bytes: beyond it hashing is only work.
const MAX_BYTES: usize = 1_024;

/// Each hash takes 19 MiB and a core: a flood of logins must not take the machine.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Hashes a new password into a PHC string with a random salt.
///
/// # Errors
/// [`AppError::InvalidField`] when it is too short or too long.
pub async fn hash(password: &SecretString) -> Result<String, AppError> {
    let text = password.expose_secret();
    if text.chars().count() < MIN_LENGTH || text.len() > MAX_BYTES {
        let expected = format!("{MIN_LENGTH}+");
        return Err(AppError::InvalidField { field: "password".to_owned(), expected });
    }
    let password = password.clone();
    blocking(move || hash_now(&password)).await?.ok_or(AppError::Internal)
}

/// Whether `password` is the one that `stored` was made from. Without `stored` (an unknown user) the same work is done,
/// so that the time tells nothing.
///
/// # Errors
/// [`AppError::Internal`] when hashing itself fails.
pub async fn verify(password: &SecretString, stored: Option<String>) -> Result<bool, AppError> {
    if password.expose_secret().len() > MAX_BYTES {
        return Ok(false);
    }
    let password = password.clone();
    blocking(move || {
        let known = stored.is_some();
        let Some(hash) = stored.as_deref().or_else(|| dummy()) else { return false };
        let matches = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok());
        matches && known
    })
    .await
}

/// The hash of no one's password.
fn dummy() -> Option<&'static str> {
    static DUMMY: OnceLock<Option<String>> = OnceLock::new();
    DUMMY.get_or_init(|| hash_now(&SecretString::from("nobody's password"))).as_deref()
}

fn hash_now(password: &SecretString) -> Option<String> {
    Argon2::default().hash_password(password.expose_secret().as_bytes()).ok().map(|hash| hash.to_string())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let _permit = AT_ONCE.acquire().await.map_err(|_| AppError::Internal)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_matches() {
        let hashed = hash(&"correct horse".into()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(verify(&"correct horse".into(), Some(hashed.clone())).await.unwrap());
        assert!(!verify(&"correct horsf".into(), Some(hashed)).await.unwrap());
        assert!(!verify(&"nobody's password".into(), None).await.unwrap());
        assert!(!verify(&"anything".into(), Some("no PHC string".to_owned())).await.unwrap());
    }

    #[tokio::test]
    async fn lengths() {
        assert!(matches!(hash(&"seven77".into()).await, Err(AppError::InvalidField { .. })));
        assert!(matches!(hash(&"x".repeat(1_025).into()).await, Err(AppError::InvalidField { .. })));
    }
}
