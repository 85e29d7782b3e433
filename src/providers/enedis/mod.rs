//! Enedis Data Connect 2026: consent in the browser, one token for the application, load curve and daily values.
//!
//! Labels are interval ENDs in Paris time, powers are means in W, daily values are Wh (`formats::enedis_2026`). The end
//! date of a request is exclusive and never later than today.

mod consent;
mod errors;
mod token;

use super::{
    Answer, Callback, Capabilities, Fetch, Grant, MeterProvider, ProviderError, Resource, Tokens, What, extended,
    http::Http, oauth::OAuth,
};
use crate::{
    analytics::{
        timetable::{Timetable, clock},
        zone::Zone,
    },
    clock::Clock,
    domain::{
        provider::{ConsentVersion, ProviderId},
        series::{SeriesKind, Source},
    },
    formats::{Format, Parsed, enedis_2026},
};
use futures::future::{BoxFuture, FutureExt};
use secrecy::{ExposeSecret, SecretString};
use token::ApplicationToken;
use url::Url;

/// How long access is asked for: the longest that Enedis accepts.
const DURATION: &str = "P3Y";

/// Published from 08:00 on; late meters follow during the day.
const PUBLISHED: Timetable<'_> =
    Timetable { zone: Zone::PARIS, times: &[clock(8, 5), clock(10, 0), clock(12, 0), clock(15, 0), clock(19, 0)] };

/// The adapter.
pub struct Enedis {
    oauth: OAuth,
    token: ApplicationToken,
    http: Http,
    clock: Clock,
    api: Url,
    consent: ConsentVersion,
}

/// Who we are at Enedis and where it is.
pub struct EnedisOptions {
    /// Application identifier.
    pub client_id: String,
    /// Application secret.
    pub client_secret: SecretString,
    /// Where the browser is sent back.
    pub redirect_uri: Url,
    /// Host of the consent page.
    pub consent: Url,
    /// Host of the token and data services.
    pub api: Url,
    /// Which consent page.
    pub version: ConsentVersion,
}

impl Enedis {
    /// The adapter over `http`, which also spaces its requests.
    #[must_use]
    pub fn new(options: EnedisOptions, http: Http, clock: Clock) -> Self {
        let EnedisOptions { client_id, client_secret, redirect_uri, consent, api, version } = options;
        let authorize = extended(&consent, &["dataconnect", version.as_str(), "oauth2", "authorize"]);
        let token = extended(&api, &["oauth2", "v3", "token"]);
        let keys = (client_id.as_str(), &client_secret);
        let oauth = OAuth::new(keys, (authorize, token), redirect_uri, http.clone(), clock.clone());
        let token = ApplicationToken::new(oauth.clone(), clock.clone());
        Self { oauth, token, http, clock, api, consent: version }
    }

    async fn ask(&self, fetch: &Fetch) -> Result<Answer, ProviderError> {
        let resource = match (fetch.what, fetch.series) {
            (What::Curve, SeriesKind::ElectricityConsumption) => "courbe_de_charge_consommation",
            (What::Curve, SeriesKind::ElectricityProduction) => "courbe_de_charge_production",
            (What::Daily, SeriesKind::ElectricityConsumption) => "consommation_quotidienne",
            (What::Daily, SeriesKind::ElectricityProduction) => "production_quotidienne",
            _ => return Err(ProviderError::WrongDirection("no such series".to_owned())),
        };
        let end = fetch.end.min(Zone::PARIS.day(self.clock.now()));
        if fetch.first >= end {
            return Err(ProviderError::NoData("not published yet".to_owned()));
        }
        let mut url = extended(&self.api, &["mesure_synchrone_auto", "v2", resource]);
        url.query_pairs_mut()
            .append_pair("pointId", fetch.number.as_str())
            .append_pair("dateDebut", &fetch.first.to_string())
            .append_pair("dateFin", &end.to_string());
        let answer = self.with_token(|token| self.once(&url, token, fetch)).await?;
        Ok(within(answer, fetch))
    }

    /// Asks with the application's token. It may have been withdrawn before its time: one renewal, one more try.
    async fn with_token<T, F: Future<Output = Result<T, ProviderError>>>(
        &self,
        ask: impl Fn(SecretString) -> F,
    ) -> Result<T, ProviderError> {
        let token = self.token.get(None).await?;
        match self.http.retrying(|| ask(token.clone())).await {
            Err(ProviderError::TokenRefused(_)) => {
                let renewed = self.token.get(Some(&token)).await?;
                self.http.retrying(|| ask(renewed.clone())).await
            }
            other => other,
        }
    }

    /// Sends one request; the body of a good answer.
    async fn send(&self, request: reqwest::RequestBuilder, token: &SecretString) -> Result<Vec<u8>, ProviderError> {
        let request = request.bearer_auth(token.expose_secret()).build();
        let reply = self.http.send(request.map_err(|_| ProviderError::Refused("request".to_owned()))?).await?;
        if reply.status.as_u16() != 200 {
            return Err(errors::classify(&reply, self.clock.now()));
        }
        Ok(reply.body)
    }

    async fn once(&self, url: &Url, token: SecretString, fetch: &Fetch) -> Result<Answer, ProviderError> {
        let body = self.send(self.http.get(url.clone()), &token).await?;
        let parsed = enedis_2026::parse(&body, Source::Enedis);
        select(parsed.map_err(|error| ProviderError::Unreadable(error.to_string()))?, fetch)
    }
}

/// The wanted series of the answer, which must be about the meter that was asked for.
fn select(parsed: Parsed, fetch: &Fetch) -> Result<Answer, ProviderError> {
    let wanted = match fetch.what {
        What::Curve => Format::Enedis2026Curve,
        What::Daily => Format::Enedis2026Daily,
    };
    let series = parsed.series.into_iter().find(|series| series.kind == fetch.series);
    match series {
        Some(series) if series.number != fetch.number.as_str() => {
            Err(ProviderError::Unreadable("another meter's answer".to_owned()))
        }
        Some(series) if parsed.format == wanted => Ok(Answer { readings: series.readings, official: series.official }),
        _ => Err(ProviderError::Unreadable("without the quantity asked for".to_owned())),
    }
}

/// Leaves out what was not asked for, so that a day is never touched by a request for others.
fn within(mut answer: Answer, fetch: &Fetch) -> Answer {
    let span = Zone::PARIS.span(fetch.first, fetch.end);
    answer.readings.retain(|reading| span.contains(reading.start));
    answer.official.retain(|official| (fetch.first..fetch.end).contains(&official.day));
    answer
}

impl MeterProvider for Enedis {
    fn id(&self) -> ProviderId {
        ProviderId::Enedis
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            // 24 and 36 months + 15 days, at their shortest.
            curve: Resource { max_days: 7, history_days: 745 },
            daily: Some(Resource { max_days: 365, history_days: 1_110 }),
            production: true,
            pkce: false,
            step_minutes: 30,
            published: PUBLISHED,
        }
    }

    fn authorize_url(&self, state: &str, _pkce_challenge: Option<&str>) -> Url {
        self.oauth.authorize_url(state, None, None, &[("duration", DURATION)])
    }

    fn complete<'a>(
        &'a self,
        callback: &'a Callback,
        _pkce_verifier: Option<SecretString>,
    ) -> BoxFuture<'a, Result<Grant, ProviderError>> {
        self.granted(callback).boxed()
    }

    fn refresh<'a>(&'a self, _tokens: &'a Tokens) -> BoxFuture<'a, Result<Tokens, ProviderError>> {
        futures::future::ready(Err(ProviderError::Refused("no tokens per consent".to_owned()))).boxed()
    }

    fn fetch<'a>(
        &'a self,
        fetch: &'a Fetch,
        _tokens: Option<&'a Tokens>,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>> {
        self.ask(fetch).boxed()
    }
}
