//! Enedis Data Connect 2026: consent v1 in the browser, one token for the application, load curve and daily values.
//!
//! Labels are interval ENDs in Paris time, powers are means in W, daily values are Wh (`formats::enedis_2026`). The end
//! date of a request is exclusive and never later than today.

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
        identifier::{NumberKind, UsagePointNumber},
        provider::ProviderId,
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
}

impl Enedis {
    /// The adapter over `http`, which also spaces its requests.
    #[must_use]
    pub fn new(options: EnedisOptions, http: Http, clock: Clock) -> Self {
        let EnedisOptions { client_id, client_secret, redirect_uri, consent, api } = options;
        let authorize = extended(&consent, &["dataconnect", "v1", "oauth2", "authorize"]);
        let token = extended(&api, &["oauth2", "v3", "token"]);
        let keys = (client_id.as_str(), &client_secret);
        let oauth = OAuth::new(keys, (authorize, token), redirect_uri, http.clone(), clock.clone());
        let token = ApplicationToken::new(oauth.clone(), clock.clone());
        Self { oauth, token, http, clock, api }
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
        let token = self.token.get(None).await?;
        let answer = match self.http.retrying(|| self.once(&url, &token, fetch)).await {
            // The token may have been withdrawn before its time: one renewal, one more try.
            Err(ProviderError::TokenRefused(_)) => {
                let renewed = self.token.get(Some(&token)).await?;
                self.http.retrying(|| self.once(&url, &renewed, fetch)).await
            }
            other => other,
        }?;
        Ok(within(answer, fetch))
    }

    async fn once(&self, url: &Url, token: &SecretString, fetch: &Fetch) -> Result<Answer, ProviderError> {
        let request = self.http.get(url.clone()).bearer_auth(token.expose_secret()).build();
        let reply = self.http.send(request.map_err(|_| ProviderError::Refused("request".to_owned()))?).await?;
        if reply.status.as_u16() != 200 {
            return Err(errors::classify(&reply, self.clock.now()));
        }
        let parsed = enedis_2026::parse(&reply.body, Source::Enedis);
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
        // The code needs no exchange: Enedis checks the consent at each request of the application.
        let grant = match (&callback.error, &callback.usage_point_id) {
            (Some(_), _) => Err(ProviderError::ConsentNeeded("refused".to_owned())),
            (None, Some(list)) => numbers(list),
            (None, None) => Err(ProviderError::Refused("no usage point".to_owned())),
        };
        futures::future::ready(grant).boxed()
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

/// `usage_point_id` of the way back: one or several PRMs.
fn numbers(list: &str) -> Result<Grant, ProviderError> {
    let mut numbers = Vec::new();
    for part in list.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let number = UsagePointNumber::parse(NumberKind::Prm, part);
        let number = number.map_err(|_| ProviderError::Refused("malformed usage point".to_owned()))?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        return Err(ProviderError::Refused("no usage point".to_owned()));
    }
    Ok(Grant { numbers, tokens: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_prms_in_one_consent() {
        let prms = |list: &str| numbers(list).map(|g| g.numbers.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(prms("09775542606818; 22516914714270,09775542606818"), {
            Ok(vec!["09775542606818".to_owned(), "22516914714270".to_owned()])
        });
        for bad in ["", ";", "123", "09775542606818;x"] {
            assert!(prms(bad).is_err(), "{bad}");
        }
    }
}
