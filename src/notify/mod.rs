//! Sends one finished message: by e-mail, to a webhook, to a gateway for phones. Knows nothing of who wants what, of the
//! outbox or of retries: it says whether trying again can help.
//!
//! - [`words`]: what a message says, in three languages
//! - `mail`: over SMTP
//! - `outside`: HTTP to addresses that users name, and to no machine of ours
//! - [`webhook`], [`gateway`]: what is sent there

pub mod gateway;
mod html;
mod mail;
mod outcome;
mod outside;
pub mod webhook;
pub mod words;

pub use mail::{Attached, Mail, Mailer};
pub use outcome::Undelivered;
pub use outside::{AddressError, Outside};

use crate::config::{Config, MailError};

/// Why this instance cannot send.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The settings of the mail server are wrong.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The TLS set-up of this machine is unusable.
    #[error("the HTTP client cannot be built: {0}")]
    Http(#[from] reqwest::Error),
}

/// The ways out of this instance. Cheap to clone.
#[derive(Clone)]
pub struct Post {
    mailer: Option<Mailer>,
    outside: Outside,
}

impl Post {
    /// From the settings. Without a mail server there is no e-mail; everything else works.
    ///
    /// # Errors
    /// When the settings are wrong.
    pub fn from_config(config: &Config) -> Result<Self, PostError> {
        let mailer = config.mail.server()?.map(Mailer::new).transpose()?;
        Ok(Self { mailer, outside: Outside::new(config.mail.webhooks_to_loopback)? })
    }

    /// The mail server, where one is set up.
    #[must_use]
    pub fn mailer(&self) -> Option<&Mailer> {
        self.mailer.as_ref()
    }

    /// HTTP to addresses that users name.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }
}
