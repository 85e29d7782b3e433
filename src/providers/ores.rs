//! ORES after the specification's contract: code with PKCE, rotating refresh tokens, Wh with start and end in UTC.
//!
//! Experimental: no operator has confirmed this contract. Where it is silent (which usage points a consent covers), we
//! read the field `usage_points` of the token answer, see `docs/adr`.

use super::{
    Answer, Callback, Capabilities, Fetch, Grant, MeterProvider, ProviderError, Resource, Tokens, What, extended,
    http::{Http, Reply},
    oauth::OAuth,
};
use crate::{
    analytics::{
        timetable::{Timetable, clock},
        zone::Zone,
    },
    domain::{
        identifier::{NumberKind, UsagePointNumber},
        provider::ProviderId,
        series::{SeriesKind, Source},
    },
    formats::{enedis_error, ores},
};
use futures::future::{BoxFuture, FutureExt};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// The contract does not say when.
const PUBLISHED: Timetable<'_> = Timetable { zone: Zone::BRUSSELS, times: &[clock(8, 5), clock(13, 0)] };

/// The adapter.
pub struct Ores {
    oauth: OAuth,
    http: Http,
    api: Url,
}

/// Who we are at ORES and where it is.
pub struct OresOptions {
    /// Application identifier.
    pub client_id: String,
    /// Application secret.
    pub client_secret: SecretString,
    /// Where the browser is sent back.
    pub redirect_uri: Url,
    /// Base address of the consent page.
    pub consent: Url,
    /// Base address of the token and data services.
    pub api: Url,
}

impl Ores {
    /// The adapter over `http`, which also spaces its requests.
    #[must_use]
    pub fn new(options: OresOptions, http: Http, clock: crate::clock::Clock) -> Self {
        let OresOptions { client_id, client_secret, redirect_uri, consent, api } = options;
        let addresses = (extended(&consent, &["oauth", "authorize"]), extended(&api, &["oauth", "token"]));
        let oauth = OAuth::new((&client_id, &client_secret), addresses, redirect_uri, http.clone(), clock);
        Self { oauth, http, api }
    }

    async fn grant(&self, callback: &Callback, verifier: Option<SecretString>) -> Result<Grant, ProviderError> {
        let code = match (&callback.error, &callback.code) {
            (Some(_), _) => return Err(ProviderError::ConsentNeeded("refused".to_owned())),
            (None, None) => return Err(ProviderError::Refused("no code".to_owned())),
            (None, Some(code)) => code,
        };
        let (tokens, points) = self.oauth.exchange(code, verifier).await?;
        let numbers: Result<Vec<_>, _> =
            points.iter().map(|point| UsagePointNumber::parse(NumberKind::Ean, point)).collect();
        let numbers = numbers.map_err(|_| ProviderError::Unreadable("malformed usage point".to_owned()))?;
        if numbers.is_empty() {
            return Err(ProviderError::Refused("no usage point".to_owned()));
        }
        Ok(Grant { numbers, tokens: Some(tokens), reference: None, until: None })
    }

    async fn ask(&self, fetch: &Fetch, tokens: Option<&Tokens>) -> Result<Answer, ProviderError> {
        let resource = match (fetch.what, fetch.series) {
            (What::Curve, SeriesKind::ElectricityConsumption) => "consumption_load_curve",
            (What::Curve, SeriesKind::ElectricityProduction) => "production_load_curve",
            _ => return Err(ProviderError::WrongDirection("no such series".to_owned())),
        };
        let Some(tokens) = tokens else { return Err(ProviderError::ConsentNeeded("no token".to_owned())) };
        let span = fetch.zone.span(fetch.first, fetch.end);
        let mut url = extended(&self.api, &["v1", resource]);
        url.query_pairs_mut()
            .append_pair("prm", fetch.number.as_str())
            .append_pair("start", &span.start.to_rfc3339())
            .append_pair("end", &span.end.to_rfc3339());
        let mut answer = self.http.retrying(|| self.once(&url, tokens, fetch)).await?;
        answer.readings.retain(|reading| span.contains(reading.start));
        Ok(answer)
    }

    async fn once(&self, url: &Url, tokens: &Tokens, fetch: &Fetch) -> Result<Answer, ProviderError> {
        let request = self.http.get(url.clone()).bearer_auth(tokens.access.expose_secret()).build();
        let request = request.map_err(|_| ProviderError::Refused("request".to_owned()))?;
        let reply = self.http.send(request).await?;
        if reply.status.as_u16() != 200 {
            return Err(classify(&reply));
        }
        let parsed = ores::parse(&reply.body, fetch.series, Source::Ores);
        let mut parsed = parsed.map_err(|error| ProviderError::Unreadable(error.to_string()))?;
        match parsed.series.pop() {
            Some(series) if series.number == fetch.number.as_str() => {
                Ok(Answer { readings: series.readings, official: Vec::new() })
            }
            _ => Err(ProviderError::Unreadable("another meter's answer".to_owned())),
        }
    }
}

/// The contract names no codes: the status decides, the code is for the log.
fn classify(reply: &Reply) -> ProviderError {
    let status = reply.status.as_u16();
    let code = enedis_error::parse(&reply.body).map(|error| error.code).unwrap_or_default();
    let word: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(40).collect();
    let code = if word.is_empty() { format!("HTTP {status}") } else { word };
    match (status, code.as_str()) {
        (_, "wrong_direction") => ProviderError::WrongDirection(code),
        (_, "before_history") => ProviderError::BeforeHistory(code),
        (401, _) => ProviderError::TokenRefused(code),
        (403, _) => ProviderError::ConsentNeeded(code),
        (404, _) => ProviderError::NoData(code),
        (429, _) => ProviderError::Quota { code, wait: reply.retry_after() },
        (300..=399 | 408 | 500.., _) => ProviderError::Unavailable(code),
        _ => ProviderError::Refused(code),
    }
}

impl MeterProvider for Ores {
    fn id(&self) -> ProviderId {
        ProviderId::Ores
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            // The contract states no limits; these keep answers small and are those of the simulator.
            curve: Resource { max_days: 31, history_days: 1_095 },
            daily: None,
            production: true,
            pkce: true,
            step_minutes: 15,
            published: PUBLISHED,
        }
    }

    fn authorize_url(&self, state: &str, pkce_challenge: Option<&str>) -> Url {
        self.oauth.authorize_url(state, Some("consumption"), pkce_challenge, &[])
    }

    fn complete<'a>(
        &'a self,
        callback: &'a Callback,
        pkce_verifier: Option<SecretString>,
    ) -> BoxFuture<'a, Result<Grant, ProviderError>> {
        self.grant(callback, pkce_verifier).boxed()
    }

    fn refresh<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<Tokens, ProviderError>> {
        self.oauth.refresh(tokens).boxed()
    }

    fn fetch<'a>(
        &'a self,
        fetch: &'a Fetch,
        tokens: Option<&'a Tokens>,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>> {
        self.ask(fetch, tokens).boxed()
    }
}
