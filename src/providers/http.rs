//! The one HTTP client for operators: time limits, quota, retries, body limit. It follows no redirect, so that a token
//! never travels to a host that was not configured, and puts no body, address or header into an error.

use super::ProviderError;
use backon::{ExponentialBuilder, Retryable};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter, clock::Clock as _};
use http::{HeaderMap, StatusCode, header};
use std::{num::NonZeroU32, sync::Arc, time::Duration};

/// The largest answer that is read: a year of daily values has 30 kB, a week of ten-minute means 200 kB.
pub const MAX_BODY: usize = 8 * 1024 * 1024;

/// A longer wait is left to the caller, who can do something else meanwhile.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// How fast an operator may be asked and how often again.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Least time between two requests.
    pub every: Duration,
    /// Requests per hour, where the operator counts by the hour; 0 means that it does not.
    pub per_hour: u32,
    /// How many times one request is tried at most.
    pub tries: usize,
    /// Wait before the second try; doubles, with jitter.
    pub first_wait: Duration,
}

impl Pace {
    /// Data Connect 2026: 5 per second and 1 000 per hour.
    pub const ENEDIS: Self =
        Self { every: Duration::from_millis(205), per_hour: 1_000, tries: 4, first_wait: Duration::from_millis(500) };
    /// What the specification advises for ORES: one per 2 s.
    pub const ORES: Self = Self { every: Duration::from_secs(2), per_hour: 0, ..Self::ENEDIS };
    /// No spacing and hardly a wait: for a simulator on the same machine.
    pub const UNLIMITED: Self =
        Self { every: Duration::ZERO, per_hour: 0, tries: 4, first_wait: Duration::from_millis(5) };
}

/// Why the client cannot be built.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be built: {0}")]
pub struct HttpError(#[from] reqwest::Error);

/// What an operator answered.
pub struct Reply {
    /// HTTP status.
    pub status: StatusCode,
    /// For `Retry-After` and the content type.
    pub headers: HeaderMap,
    /// At most [`MAX_BODY`] bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// How long `Retry-After` says to wait, in its form of seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let text = self.headers.get(header::RETRY_AFTER)?.to_str().ok()?;
        text.trim().parse().ok().map(Duration::from_secs)
    }
}

/// Sends requests to one operator. Clones share the connections and the quota.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    pace: Pace,
    spacing: Option<Arc<DefaultDirectRateLimiter>>,
    hourly: Option<Arc<DefaultDirectRateLimiter>>,
}

impl Http {
    /// A client for one operator.
    ///
    /// # Errors
    /// When the TLS set-up of this machine is unusable.
    pub fn new(pace: Pace) -> Result<Self, HttpError> {
        // Refused when another part of the process was first: any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, header::HeaderValue::from_static("application/json"));
        let client = reqwest::Client::builder()
            .user_agent(concat!("syndiwatt/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let spacing = Quota::with_period(pace.every).map(|quota| Arc::new(RateLimiter::direct(quota)));
        Ok(Self { client, pace, spacing, hourly: hourly(pace.per_hour) })
    }

    /// Starts a `GET`; nothing is sent before [`Http::send`].
    pub fn get(&self, url: url::Url) -> reqwest::RequestBuilder {
        self.client.get(url)
    }

    /// Starts a `POST` of JSON; nothing is sent before [`Http::send`].
    pub fn post(&self, url: url::Url, body: &serde_json::Value) -> reqwest::RequestBuilder {
        self.client.post(url).json(body)
    }

    /// Sends one request when the quota allows it, and reads the answer whatever its status.
    ///
    /// # Errors
    /// [`ProviderError::Quota`] when our own hourly budget is used up; [`ProviderError::Unavailable`] when there is no
    /// answer; [`ProviderError::Unreadable`] when it is too long or cut.
    pub async fn send(&self, request: reqwest::Request) -> Result<Reply, ProviderError> {
        if let Some(hourly) = &self.hourly
            && let Err(negative) = hourly.check()
        {
            let wait = negative.wait_time_from(governor::clock::DefaultClock::default().now());
            return Err(ProviderError::Quota { code: "hourly budget".to_owned(), wait: Some(wait) });
        }
        if let Some(spacing) = &self.spacing {
            spacing.until_ready().await;
        }
        let mut response = self.client.execute(request).await.map_err(|error| unreachable(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| ProviderError::Unreadable("cut answer".into()))? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(ProviderError::Unreadable("answer too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Reply { status, headers, body })
    }

    /// Does `once` again where that may help, at growing distances, and not before the operator said.
    ///
    /// # Errors
    /// The last error of `once`.
    pub async fn retrying<T, F: Future<Output = Result<T, ProviderError>>>(
        &self,
        once: impl FnMut() -> F,
    ) -> Result<T, ProviderError> {
        let waits = ExponentialBuilder::default()
            .with_jitter()
            .with_min_delay(self.pace.first_wait)
            .with_max_delay(LONGEST_WAIT)
            .with_max_times(self.pace.tries.saturating_sub(1));
        let told = |error: &ProviderError| match error {
            ProviderError::Quota { wait, .. } => *wait,
            _ => None,
        };
        once.retry(waits)
            .when(|error| error.is_transient() && told(error).is_none_or(|wait| wait <= LONGEST_WAIT))
            .adjust(|error, wait| wait.map(|wait| told(error).map_or(wait, |told| told.max(wait))))
            .await
    }
}

/// A bucket that never lets more than `per_hour` pass within any hour: its burst and what an hour refills add up to it.
fn hourly(per_hour: u32) -> Option<Arc<DefaultDirectRateLimiter>> {
    let burst = NonZeroU32::new(per_hour / 5)?;
    let refill = NonZeroU32::new(per_hour - per_hour / 5)?;
    Some(Arc::new(RateLimiter::direct(Quota::per_hour(refill).allow_burst(burst))))
}

fn unreachable(error: &reqwest::Error) -> ProviderError {
    // Not the error's own text: it repeats the address.
    let what = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "connection lost"
    };
    ProviderError::Unavailable(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn transient_errors_are_tried_four_times_and_others_once() {
        let http = Http::new(Pace { first_wait: Duration::from_millis(1), ..Pace::UNLIMITED }).unwrap();
        let tries = |error: ProviderError| {
            let (http, count) = (http.clone(), std::sync::atomic::AtomicU32::new(0));
            async move {
                let once = async || {
                    count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    Err::<(), _>(error.clone())
                };
                assert_eq!(http.retrying(once).await, Err(error.clone()));
                count.into_inner()
            }
        };
        assert_eq!(tries(ProviderError::Unavailable("x".into())).await, 4);
        assert_eq!(tries(ProviderError::Quota { code: "Q3".into(), wait: None }).await, 4);
        assert_eq!(tries(ProviderError::Refused("x".into())).await, 1);
        let hour = Some(Duration::from_secs(3_000));
        assert_eq!(tries(ProviderError::Quota { code: "Q4".into(), wait: hour }).await, 1, "left to the caller");
    }

    #[test]
    fn the_hourly_budget_holds_within_any_hour() {
        let limiter = hourly(1_000).unwrap();
        let passed = (0..2_000).filter(|_| limiter.check().is_ok()).count();
        assert!((200..=201).contains(&passed), "{passed} at once, 800 more in the hour");
    }
}
