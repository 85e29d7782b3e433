//! The oauth2 crate over our one HTTP client: addresses, PKCE, code exchange, refresh, application tokens.
//!
//! What an authorisation server says about a code or a token never reaches an error text; only its error code does.

use super::{ProviderError, Tokens, http::Http};
use crate::{clock::Clock, domain::time::Instant};
use futures::future::{BoxFuture, TryFutureExt};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RefreshToken, RequestTokenError, Scope, StandardRevocableToken, StandardTokenResponse, TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
        BasicTokenType,
    },
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// A lifetime for the servers that state none.
const DEFAULT_LIFE: Duration = Duration::from_secs(3_600);

/// The fields beyond RFC 6749 that we read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extra {
    /// The usage points that the user chose (our extension of the ORES contract, see `docs/adr`).
    #[serde(default)]
    pub usage_points: Vec<String>,
}

impl ExtraTokenFields for Extra {}

type Response = StandardTokenResponse<Extra, BasicTokenType>;
type Inner = Client<
    BasicErrorResponse,
    Response,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// One application at one authorisation server.
#[derive(Clone)]
pub struct OAuth {
    client: Inner,
    http: Http,
    clock: Clock,
}

/// A new PKCE pair: the challenge (S256) for the address, the verifier to keep until the exchange.
#[must_use]
pub fn pkce() -> (String, SecretString) {
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    (challenge.as_str().to_owned(), SecretString::from(verifier.into_secret()))
}

impl OAuth {
    /// Credentials are sent in the body, as the operators' contracts have it.
    #[must_use]
    pub fn new(
        (id, secret): (&str, &SecretString),
        (authorize, token): (Url, Url),
        redirect: Url,
        http: Http,
        clock: Clock,
    ) -> Self {
        let client = Client::new(ClientId::new(id.to_owned()))
            .set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            .set_auth_uri(AuthUrl::from_url(authorize))
            .set_token_uri(TokenUrl::from_url(token))
            .set_redirect_uri(RedirectUrl::from_url(redirect))
            .set_auth_type(AuthType::RequestBody);
        Self { client, http, clock }
    }

    /// Where the browser goes. `extra` are an operator's own parameters.
    #[must_use]
    pub fn authorize_url(
        &self,
        state: &str,
        scope: Option<&str>,
        pkce_challenge: Option<&str>,
        extra: &[(&str, &str)],
    ) -> Url {
        let mut request = self.client.authorize_url(|| CsrfToken::new(state.to_owned()));
        if let Some(scope) = scope {
            request = request.add_scope(Scope::new(scope.to_owned()));
        }
        if let Some(challenge) = pkce_challenge {
            request = request.add_extra_param("code_challenge", challenge);
            request = request.add_extra_param("code_challenge_method", "S256");
        }
        for (name, value) in extra {
            request = request.add_extra_param(*name, *value);
        }
        request.url().0
    }
    /// Exchanges the code that the browser brought back. Never repeated: a code works once.
    ///
    /// # Errors
    /// [`ProviderError::ConsentNeeded`] when the code is refused; the other kinds as they are.
    pub async fn exchange(
        &self,
        code: &str,
        verifier: Option<SecretString>,
    ) -> Result<(Tokens, Vec<String>), ProviderError> {
        let mut request = self.client.exchange_code(AuthorizationCode::new(code.to_owned()));
        if let Some(verifier) = verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()));
        }
        let answer = request.request_async(&self.http).await.map_err(refused)?;
        Ok((self.tokens(&answer, None), answer.extra_fields().usage_points.clone()))
    }

    /// Renews tokens. Never repeated: a server that rotates refresh tokens takes the second use for a theft.
    ///
    /// # Errors
    /// [`ProviderError::ConsentNeeded`] when the refresh token is refused; the other kinds as they are.
    pub async fn refresh(&self, tokens: &Tokens) -> Result<Tokens, ProviderError> {
        let Some(refresh) = &tokens.refresh else {
            return Err(ProviderError::ConsentNeeded("no refresh token".into()));
        };
        let token = RefreshToken::new(refresh.expose_secret().to_owned());
        let request = self.client.exchange_refresh_token(&token);
        let answer = request.request_async(&self.http).await.map_err(refused)?;
        Ok(self.tokens(&answer, Some(refresh)))
    }

    /// A token of the application itself (`client_credentials`).
    ///
    /// # Errors
    /// [`ProviderError::NotSubscribed`] when the keys are wrong; the other kinds as they are.
    pub async fn application_token(&self) -> Result<Tokens, ProviderError> {
        self.http
            .retrying(|| self.client.exchange_client_credentials().request_async(&self.http).map_err(refused))
            .await
            .map(|answer| self.tokens(&answer, None))
    }

    fn tokens(&self, answer: &Response, kept: Option<&SecretString>) -> Tokens {
        let life = i64::try_from(answer.expires_in().unwrap_or(DEFAULT_LIFE).as_secs()).unwrap_or(i64::MAX);
        let secret = |text: &str| SecretString::from(text.to_owned());
        Tokens {
            access: secret(answer.access_token().secret()),
            refresh: answer.refresh_token().map(|token| secret(token.secret())).or_else(|| kept.cloned()),
            expires_at: Instant(self.clock.now().0.saturating_add(life)),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = ProviderError;
    type Future = BoxFuture<'c, Result<HttpResponse, ProviderError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request);
            let reply = self.send(request.map_err(|_| ProviderError::Refused("token request".to_owned()))?).await?;
            // The oauth2 crate only knows answers in JSON; these come from gateways and proxies.
            match reply.status.as_u16() {
                429 => return Err(ProviderError::Quota { code: "token".to_owned(), wait: reply.retry_after() }),
                status @ (300..=399 | 500..) => {
                    return Err(ProviderError::Unavailable(format!("token, HTTP {status}")));
                }
                _ => {}
            }
            let mut response = HttpResponse::new(numeric_life(reply.body));
            *response.status_mut() = reply.status;
            *response.headers_mut() = reply.headers;
            Ok(response)
        })
    }
}

/// Enedis writes `expires_in` as a string, the standard as a number.
fn numeric_life(body: Vec<u8>) -> Vec<u8> {
    let Ok(mut json) = serde_json::from_slice::<Value>(&body) else { return body };
    let seconds = json.get("expires_in").and_then(Value::as_str).and_then(|text| text.trim().parse::<u64>().ok());
    match (seconds, json.get_mut("expires_in")) {
        (Some(seconds), Some(field)) => *field = Value::from(seconds),
        _ => return body,
    }
    serde_json::to_vec(&json).unwrap_or(body)
}

fn refused(error: RequestTokenError<ProviderError, BasicErrorResponse>) -> ProviderError {
    match error {
        RequestTokenError::Request(error) => error,
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            BasicErrorResponseType::InvalidGrant => ProviderError::ConsentNeeded("invalid_grant".to_owned()),
            BasicErrorResponseType::InvalidClient => ProviderError::NotSubscribed("invalid_client".to_owned()),
            BasicErrorResponseType::UnauthorizedClient => {
                ProviderError::NotSubscribed("unauthorized_client".to_owned())
            }
            _ => ProviderError::Refused("token request".to_owned()),
        },
        // These two hold the answer, and the answer may hold the token.
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            ProviderError::Unreadable("token answer".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_in_a_string_becomes_a_number() {
        assert_eq!(numeric_life(br#"{"expires_in":"12600"}"#.to_vec()), br#"{"expires_in":12600}"#);
        for kept in [r#"{"expires_in":60}"#, r#"{"expires_in":"soon"}"#, "<html>", "[]", "{}"] {
            assert_eq!(numeric_life(kept.as_bytes().to_vec()), kept.as_bytes());
        }
    }

    #[test]
    fn an_unreadable_answer_is_not_repeated() {
        let shown = refused(RequestTokenError::Other("access_token=hush".to_owned())).to_string();
        assert!(!shown.contains("hush"), "{shown}");
    }
}
