//! How messages leave this instance.

use clap::Args;
use secrecy::{ExposeSecret, SecretString};

/// Settings of messages.
#[derive(Args, Clone, Debug)]
pub struct MailSettings {
    /// The mail server: `smtps://user:password@host` (TLS from the start), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS), or `smtp://localhost:25` for one on this machine. Without it no e-mail is sent.
    #[arg(long, env = "SYNDIWATT_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<SecretString>,

    /// The sender of e-mails: `Syndiwatt <alerts@example.org>`.
    #[arg(long, env = "SYNDIWATT_SMTP_FROM")]
    pub smtp_from: Option<String>,

    /// Whether webhooks and gateways may be on this machine, without TLS: for a relay of one's own. Syndics could then
    /// reach everything that listens here.
    #[arg(long, env = "SYNDIWATT_WEBHOOKS_TO_LOOPBACK", default_value_t = false, action = clap::ArgAction::Set)]
    pub webhooks_to_loopback: bool,
}

/// A mail server with its sender.
#[derive(Clone, Debug)]
pub struct MailServer {
    /// Its address; may hold a password.
    pub url: SecretString,
    /// The sender.
    pub from: String,
}

/// Why e-mail cannot be sent with these settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A server without a sender.
    #[error("SYNDIWATT_SMTP_FROM is missing: Syndiwatt <alerts@example.org>")]
    NoSender,
    /// The sender is no address.
    #[error("SYNDIWATT_SMTP_FROM must be an address: Syndiwatt <alerts@example.org>")]
    Sender,
    /// The server's address is none; never repeated, it may hold a password.
    #[error("SYNDIWATT_SMTP_URL must be smtps://user:password@host, smtp://…?tls=required or smtp://localhost:25")]
    Server,
}

impl MailSettings {
    /// The mail server, when one is set up.
    ///
    /// # Errors
    /// [`MailError::NoSender`].
    pub fn server(&self) -> Result<Option<MailServer>, MailError> {
        let given = self.smtp_url.as_ref().filter(|url| !url.expose_secret().trim().is_empty());
        let Some(url) = given else { return Ok(None) };
        let from = self.smtp_from.clone().ok_or(MailError::NoSender)?;
        Ok(Some(MailServer { url: url.clone(), from }))
    }
}
