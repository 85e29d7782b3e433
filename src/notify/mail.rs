//! E-mail over SMTP: one message with a plain part and an HTML part, and perhaps a file.

use super::{Undelivered, html, words::Words};
use crate::{
    config::{MailError, MailServer},
    domain::{id::NoticeId, notice::Problem, time::Instant},
    views::format::Language,
};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::Error as SmtpError,
};
use secrecy::ExposeSecret;
use std::{
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

/// How long a mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// The kind of file that goes with messages.
const PDF: &str = "application/pdf";

/// A message to one person.
#[derive(Clone, Debug)]
pub struct Mail<'m> {
    /// Names the message for ever: mail programs show one that arrives twice only once.
    pub id: NoticeId,
    /// Where to.
    pub to: &'m str,
    /// What they are called.
    pub name: &'m str,
    /// The language of the words.
    pub language: Language,
    /// What it says.
    pub words: &'m Words,
    /// Where one click ends such messages, without logging in.
    pub unsubscribe: &'m str,
    /// A file that goes with it.
    pub attachment: Option<&'m Attached>,
    /// When it is sent.
    pub now: Instant,
}

/// A PDF that goes with a message.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Of letters that every mail program takes.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The way to one mail server. Connections are kept and shared.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Arc<Mailbox>,
}

impl Mailer {
    /// For a server of the settings.
    ///
    /// # Errors
    /// When its address or the sender is none.
    pub fn new(server: MailServer) -> Result<Self, MailError> {
        // Refused when another part of the process was first: any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let from: Mailbox = server.from.parse().map_err(|_| MailError::Sender)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server.url.expose_secret().trim());
        let transport = transport.map_err(|_| MailError::Server)?.timeout(Some(PATIENCE)).build();
        Ok(Self { transport, from: Arc::new(from) })
    }

    /// Hands a message to the server.
    ///
    /// # Errors
    /// [`Problem::Refused`] for good when the server wants neither the address nor the message; otherwise
    /// [`Problem::Unreachable`] for now.
    pub async fn send(&self, mail: &Mail<'_>) -> Result<(), Undelivered> {
        let message = self.message(mail).ok_or(Undelivered::for_good(Problem::Refused))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // The server's text may repeat addresses: only its code goes to the log.
                let code = error.status().map(|code| code.to_string()).unwrap_or_default();
                tracing::warn!(code, timeout = error.is_timeout(), "a mail server did not take a message");
                Err(undelivered(&error, &code))
            }
        }
    }

    /// `None` when an address is none.
    fn message(&self, mail: &Mail<'_>) -> Option<Message> {
        let to =
            Mailbox::new(Some(mail.name.to_owned()).filter(|name| !name.is_empty()), mail.to.parse::<Address>().ok()?);
        let sent = UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(mail.now.0).ok()?))?;
        let parts = MultiPart::alternative_plain_html(
            mail.words.text(Some(mail.unsubscribe)),
            html::page(mail.words, mail.language, mail.unsubscribe),
        );
        let message = Message::builder()
            .from((*self.from).clone())
            .to(to)
            .date(sent)
            .subject(mail.words.subject.clone())
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned())?)
            .raw_header(header("Content-Language", mail.language.as_str().to_owned())?)
            .raw_header(header("List-Unsubscribe", format!("<{}>", mail.unsubscribe))?)
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
        let Some(attached) = mail.attachment else { return message.multipart(parts).ok() };
        let file = Attachment::new(attached.name.clone()).body(attached.bytes.clone(), ContentType::parse(PDF).ok()?);
        message.multipart(MultiPart::mixed().multipart(parts).singlepart(file)).ok()
    }
}

/// A header of ASCII that is written as it is: encoded words would break an address.
fn header(name: &str, value: String) -> Option<HeaderValue> {
    let name = HeaderName::new_from_ascii(name.to_owned()).ok()?;
    let safe = value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    safe.then(|| HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value))
}

/// 53x are about our login and TLS, which the host can put right; other 5xx are about this message.
fn undelivered(error: &SmtpError, code: &str) -> Undelivered {
    if error.is_permanent() && !code.starts_with("53") {
        Undelivered::for_good(Problem::Refused)
    } else {
        Undelivered::for_now(Problem::Unreachable)
    }
}
