//! Connecting and synchronising meters. The path keeps the word of the first specification for all operators.

pub mod auth_url;
pub mod configure;
pub mod sync;

use crate::domain::{error::AppError, provider::ProviderId};

/// The operator that a body names.
fn provider(name: &str) -> Result<ProviderId, AppError> {
    name.parse().map_err(|()| AppError::UnknownProvider)
}
