//! The forms of the page of notifications: plain posts that work without scripts, and lead back to the page.

pub mod services;
pub mod unsubscribe;

use super::{auth::CurrentSession, edge::Refusal, extract::FormBody};
use crate::{
    domain::{
        anomaly::Severity,
        error::AppError,
        id::NoticeId,
        language::Language,
        notice::{Digest, Fault, NoticeError, Preference, Ways, time_of_day},
        tariff::Hours,
    },
    services::{
        App,
        notices::{inbox, preferences},
    },
    views::upload_error,
};
use axum::{extract::State, response::Redirect};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// The settings; a box that is not ticked is not sent.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Choices {
    email: Option<String>,
    in_app: Option<String>,
    sms: Option<String>,
    push: Option<String>,
    least: String,
    digest: String,
    digest_at: String,
    quiet: Option<String>,
    quiet_from: String,
    quiet_until: String,
    critical_passes: Option<String>,
    language: String,
    phone: String,
    push_target: String,
}

impl Choices {
    fn preference(self) -> Result<Preference, NoticeError> {
        let unknown = |field| NoticeError::new(field, Fault::Unknown);
        let time = |field, text: &str| time_of_day(text).ok_or(NoticeError::new(field, Fault::NoTime));
        let quiet = match self.quiet {
            None => None,
            Some(_) => {
                let (from, to) = (time("quiet_from", &self.quiet_from)?, time("quiet_until", &self.quiet_until)?);
                Some(Hours { from, to })
            }
        };
        let on = |ticked: Option<String>| ticked.is_some();
        Ok(Preference {
            ways: Ways { email: on(self.email), in_app: on(self.in_app), sms: on(self.sms), push: on(self.push) },
            least: Severity::from_name(&self.least).ok_or(unknown("least"))?,
            digest: Digest::from_name(&self.digest).ok_or(unknown("digest"))?,
            digest_at: time("digest_at", &self.digest_at)?,
            quiet,
            critical_passes: on(self.critical_passes),
            language: Language::parse(&self.language).unwrap_or_default(),
            phone: self.phone.chars().filter(|c| !c.is_whitespace()).collect(),
            push_target: self.push_target.trim().to_owned(),
        })
    }
}

/// POST /notifications: keeps the settings.
///
/// # Errors
/// When the database fails.
pub async fn choose(
    State(app): State<App>,
    session: CurrentSession,
    FormBody(choices): FormBody<Choices>,
) -> Result<Redirect, Refusal> {
    let kept = match choices.preference() {
        Ok(preference) => preferences::save(&app, &session.actor, &preference).await,
        Err(error) => Err(error.into()),
    };
    back(kept, "saved")
}

/// Which message was read; without a name all of them.
#[derive(Deserialize)]
pub struct Marked {
    notice: Option<NoticeId>,
}

/// POST /notifications/read: marks messages as read.
///
/// # Errors
/// [`AppError::NotFound`] for somebody else's message.
pub async fn read(
    State(app): State<App>,
    session: CurrentSession,
    FormBody(marked): FormBody<Marked>,
) -> Result<Redirect, Refusal> {
    match marked.notice {
        Some(id) => inbox::read(&app, &session.actor, id).await?,
        None => inbox::read_all(&app, &session.actor).await?,
    }
    Ok(Redirect::to("/notifications"))
}

/// Back to the page: with what was done, or with what is wrong with which field.
fn back(done: Result<(), AppError>, what: &str) -> Result<Redirect, Refusal> {
    let Err(error) = done else { return Ok(Redirect::to(&format!("/notifications?done={what}"))) };
    let AppError::InvalidField { .. } = error else { return Err(error.into()) };
    let pairs = upload_error::to_query(&error).unwrap_or_default();
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
    Ok(Redirect::to(&format!("/notifications?{query}")))
}
