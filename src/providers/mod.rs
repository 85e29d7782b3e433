//! The grid operators' services: one trait, what each can do, and typed outcomes.
//!
//! Wire types stay private to each adapter; what leaves is `domain`. Each adapter states its label convention and unit
//! and has a test of its own for them.

pub mod enedis;
pub mod http;
pub mod oauth;
pub mod ores;
mod registry;

pub use registry::{Registry, SetupError};

use crate::{
    analytics::{timetable::Timetable, zone::Zone},
    domain::{
        identifier::UsagePointNumber,
        provider::ProviderId,
        reading::{OfficialDay, Reading},
        series::SeriesKind,
        sync::SyncProblem,
        time::{Instant, LocalDay},
    },
};
use futures::future::BoxFuture;
use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// What an operator's service can do. Asked before, instead of failing at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The load curve.
    pub curve: Resource,
    /// Official daily values, if it has them.
    pub daily: Option<Resource>,
    /// Whether it also gives production.
    pub production: bool,
    /// Whether it takes PKCE with the authorisation code.
    pub pkce: bool,
    /// Native step of the curve in minutes.
    pub step_minutes: u32,
    /// When the values of the day before can be asked for: the first time, and again for meters that had none yet.
    pub published: Timetable<'static>,
}

/// The limits of one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The most local days that one request may span.
    pub max_days: u32,
    /// How many days back from today the history goes.
    pub history_days: u32,
}

/// The tokens of one consent, where the operator gives any. Secrets: no `Debug` output, never serialised.
#[derive(Clone)]
pub struct Tokens {
    /// For requests.
    pub access: SecretString,
    /// For the next access token; the operator may rotate it.
    pub refresh: Option<SecretString>,
    /// When the access token ends.
    pub expires_at: Instant,
}

/// What the browser brought back from the operator.
#[derive(Clone, Default)]
pub struct Callback {
    /// Authorisation code.
    pub code: Option<String>,
    /// Enedis consent v1: one or several PRMs, separated by `;` or `,`.
    pub usage_point_id: Option<String>,
    /// Enedis consent v2: the number of the consent, which says nothing until Enedis is asked about it.
    pub autorisation_id: Option<String>,
    /// `access_denied` and the like.
    pub error: Option<String>,
}

/// What a consent gave access to.
#[derive(Clone)]
pub struct Grant {
    /// The usage points that the user chose.
    pub numbers: Vec<UsagePointNumber>,
    /// The tokens of this consent, where the operator works with such.
    pub tokens: Option<Tokens>,
    /// The operator's number of the consent, where it has one: good for one connection.
    pub reference: Option<String>,
    /// The first local day on which the operator no longer honours it, where it says so.
    pub until: Option<LocalDay>,
}

/// Which resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// The load curve.
    Curve,
    /// Official daily values.
    Daily,
}

/// One request for data: whole local days `[first, end)`, never more than the resource's `max_days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// Of which usage point.
    pub number: UsagePointNumber,
    /// Consumption or production.
    pub series: SeriesKind,
    /// Curve or daily values.
    pub what: What,
    /// First local day.
    pub first: LocalDay,
    /// First local day not wanted.
    pub end: LocalDay,
    /// The building's zone.
    pub zone: Zone,
}

/// What came back; empty vectors when there is nothing for these days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Intervals, in UTC.
    pub readings: Vec<Reading>,
    /// Official daily values.
    pub official: Vec<OfficialDay>,
}

/// Why there is no answer, in terms of what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// No measure for these days, now. Not an error of the meter.
    #[error("no data ({0})")]
    NoData(String),
    /// The history does not reach back so far: ask for later days only.
    #[error("before the operator's history ({0})")]
    BeforeHistory(String),
    /// This meter has no such direction: stop asking.
    #[error("wrong direction ({0})")]
    WrongDirection(String),
    /// The customer opposed the load curve: daily values only.
    #[error("load curve opposed ({0})")]
    CurveOpposed(String),
    /// Withdrawn, expired or never registered: the user must consent again.
    #[error("consent needed ({0})")]
    ConsentNeeded(String),
    /// The access token ended: renew it, then ask again, once.
    #[error("token refused ({0})")]
    TokenRefused(String),
    /// The quota is used up.
    #[error("quota reached ({code})")]
    Quota {
        /// The operator's code.
        code: String,
        /// How long to wait, when the operator said so.
        wait: Option<Duration>,
    },
    /// Our application may not use this service: for the person who hosts.
    #[error("not subscribed ({0})")]
    NotSubscribed(String),
    /// The operator's service failed or cannot be reached: trying again may help.
    #[error("operator fault ({0})")]
    Unavailable(String),
    /// The answer cannot be read.
    #[error("unreadable answer ({0})")]
    Unreadable(String),
    /// The operator calls our request malformed: trying again cannot help.
    #[error("request refused ({0})")]
    Refused(String),
}

impl ProviderError {
    /// Whether the same request may succeed soon.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Quota { .. } | Self::Unavailable(_) | Self::Unreadable(_))
    }

    /// The operator's code, or a word of ours where there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::NoData(code)
            | Self::BeforeHistory(code)
            | Self::WrongDirection(code)
            | Self::CurveOpposed(code)
            | Self::ConsentNeeded(code)
            | Self::TokenRefused(code)
            | Self::Quota { code, .. }
            | Self::NotSubscribed(code)
            | Self::Unavailable(code)
            | Self::Unreadable(code)
            | Self::Refused(code) => code,
        }
    }

    /// What the user is told.
    #[must_use]
    pub fn problem(&self) -> SyncProblem {
        match self {
            Self::NoData(_) | Self::BeforeHistory(_) | Self::WrongDirection(_) | Self::CurveOpposed(_) => {
                SyncProblem::NoData
            }
            Self::ConsentNeeded(_) => SyncProblem::ConsentNeeded,
            Self::TokenRefused(_) | Self::NotSubscribed(_) => SyncProblem::NotSubscribed,
            Self::Quota { .. } => SyncProblem::QuotaReached,
            Self::Unavailable(_) | Self::Unreadable(_) => SyncProblem::OperatorFault,
            Self::Refused(_) => SyncProblem::OurFault,
        }
    }
}

/// A grid operator's service.
pub trait MeterProvider: Send + Sync {
    /// Which operator.
    fn id(&self) -> ProviderId;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Where the browser goes to consent. `pkce_challenge` is the S256 challenge, given when the capabilities say so.
    fn authorize_url(&self, state: &str, pkce_challenge: Option<&str>) -> Url;

    /// Turns what the browser brought back into a grant. `pkce_verifier` belongs to the challenge sent before.
    fn complete<'a>(
        &'a self,
        callback: &'a Callback,
        pkce_verifier: Option<SecretString>,
    ) -> BoxFuture<'a, Result<Grant, ProviderError>>;

    /// Renews the tokens of one consent; only called where [`Grant::tokens`] was given.
    fn refresh<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<Tokens, ProviderError>>;

    /// Asks for data once, spaced by the operator's quota, retried only where that can help.
    fn fetch<'a>(
        &'a self,
        fetch: &'a Fetch,
        tokens: Option<&'a Tokens>,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>>;
}

/// `base` with more path segments, whether or not it has a path or a trailing slash of its own.
fn extended(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}
