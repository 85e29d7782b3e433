//! What each documented error of Enedis asks of us; what it means is a table of `formats`.

use crate::{
    analytics::zone::Zone,
    domain::time::Instant,
    formats::enedis_error::{
        self,
        meaning::{Meaning, allowed_again, meaning},
    },
    providers::{ProviderError, http::Reply},
};
use chrono::NaiveTime;
use std::time::Duration;

/// Turns an answer with a failing status into what to do next.
#[must_use]
pub fn classify(reply: &Reply, now: Instant) -> ProviderError {
    let status = reply.status.as_u16();
    let error = enedis_error::parse(&reply.body);
    // The code is shown and logged: a short word of a known alphabet, whatever the operator sent.
    let said = error.as_ref().map(|error| error.code.as_str()).unwrap_or_default();
    let word: String = said.chars().filter(|c| c.is_ascii_alphanumeric() || "-_ ".contains(*c)).take(40).collect();
    let code = if word.is_empty() { format!("HTTP {status}") } else { word };
    match meaning(status, error.as_ref()) {
        Meaning::BeforeHistory | Meaning::BeforeActivation | Meaning::BeforeConsent => {
            ProviderError::BeforeHistory(code)
        }
        Meaning::WrongDirection => ProviderError::WrongDirection(code),
        Meaning::CurveOpposed => ProviderError::CurveOpposed(code),
        Meaning::NotHolder | Meaning::NoConsent | Meaning::ConsentRefused => ProviderError::ConsentNeeded(code),
        Meaning::NotSubscribed => ProviderError::NotSubscribed(code),
        Meaning::BadToken => ProviderError::TokenRefused(code),
        Meaning::NoData | Meaning::PartialData => ProviderError::NoData(code),
        Meaning::SecondQuota | Meaning::HourQuota | Meaning::DayQuota | Meaning::Quota => {
            let told = || error.as_ref().and_then(allowed_again).map(|time| until(time, now));
            ProviderError::Quota { code, wait: reply.retry_after().or_else(told) }
        }
        Meaning::OperatorFault | Meaning::Maintenance => ProviderError::Unavailable(code),
        Meaning::WrongRequest | Meaning::SpanTooLong => ProviderError::Refused(code),
        Meaning::Unknown if matches!(status, 300..=399 | 408 | 500..) => ProviderError::Unavailable(code),
        Meaning::Unknown => ProviderError::Refused(code),
    }
}

/// How long until Enedis' clock shows `time`, at most an hour: the longest that quotas last.
fn until(time: NaiveTime, now: Instant) -> Duration {
    let wait = (time - Zone::PARIS.wall(now).time()).num_seconds().rem_euclid(86_400);
    Duration::from_secs(wait.unsigned_abs().clamp(1, 3_600))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, StatusCode};
    use rstest::rstest;

    fn reply(status: u16, body: &str) -> Reply {
        let status = StatusCode::from_u16(status).unwrap();
        Reply { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() }
    }

    fn of(status: u16, code: &str) -> ProviderError {
        classify(&reply(status, &format!(r#"{{"error":"{code}","error_description":"text"}}"#)), Instant(1_795_212_000))
    }

    #[rstest]
    #[case(400, &["invalid_request", "Invalid_request", "invalid_resquest", "ADAM-DC-0015"], "request refused")]
    #[case(400, &["ADAM-DC-0016", "ADAM-ERR0125", "ADAM-ERR0123"], "before the operator's history")]
    #[case(403, &["ADAM-DC-0009"], "before the operator's history")]
    #[case(400, &["ADAM-ERR0069"], "wrong direction")]
    #[case(400, &["ADAM-ERR0075"], "load curve opposed")]
    #[case(403, &["ADAM-ERR0075"], "load curve opposed")]
    #[case(400, &["ADAM-DC-0007"], "consent needed")]
    #[case(403, &["ADAM-DC-0007", "ADAM-DC-0008", "ADAM_DC_0008"], "consent needed")]
    #[case(403, &["900908"], "not subscribed")]
    #[case(401, &["900901", "Invalid Credentials"], "token refused")]
    #[case(404, &["no_data_found", "STM-ERR-0000014", "STM-ERR-0000019", "STM-ERR-0000020"], "no data")]
    #[case(429, &["Quota Q3 reached", "Quota Q4 reached"], "quota reached")]
    #[case(500, &["ADAM-DC-0500", "STM-ERR-0000001", "technical_error", "UNKERROR_002"], "operator fault")]
    #[case(503, &["anything"], "operator fault")]
    #[case(302, &["anything"], "operator fault")]
    fn documented_codes(#[case] status: u16, #[case] codes: &[&str], #[case] meaning: &str) {
        for code in codes {
            let error = of(status, code);
            assert!(error.to_string().starts_with(meaning), "{status} {code}: {error}");
            assert_eq!(error.is_transient(), matches!(status, 302 | 429 | 500 | 503), "{status} {code}");
        }
    }

    #[test]
    fn other_shapes_and_no_shape() {
        let now = Instant(1_795_212_000);
        let fault = reply(401, r#"{"fault":{"code":900901,"message":"Invalid Credentials"}}"#);
        assert_eq!(classify(&fault, now), ProviderError::TokenRefused("900901".to_owned()));
        let wso2 = reply(403, r#"{"code":"900908","message":"Resource forbidden "}"#);
        assert_eq!(classify(&wso2, now), ProviderError::NotSubscribed("900908".to_owned()));
        assert_eq!(classify(&reply(503, "<html>"), now), ProviderError::Unavailable("HTTP 503".to_owned()));
        assert_eq!(classify(&reply(400, ""), now), ProviderError::Refused("HTTP 400".to_owned()));
        let odd = classify(&reply(400, r#"{"error":"<script>\n"}"#), now);
        assert_eq!(odd, ProviderError::Refused("script".to_owned()));
    }

    #[test]
    fn a_quota_says_how_long() {
        let now = Instant(1_795_212_000); // 23:00 in Paris
        let body = r#"{"error":"Quota Q4 reached","error_description":"Call threshold allowed on 23:30:00"}"#;
        let wait = Some(Duration::from_secs(1_800));
        assert_eq!(
            classify(&reply(429, body), now),
            ProviderError::Quota { code: "Quota Q4 reached".to_owned(), wait }
        );
        let mut told = reply(429, "");
        told.headers.insert("retry-after", "7".parse().unwrap());
        let wait = Some(Duration::from_secs(7));
        assert_eq!(classify(&told, now), ProviderError::Quota { code: "HTTP 429".to_owned(), wait });
    }

    #[test]
    fn the_time_that_the_operator_names() {
        let now = Instant(1_795_212_000); // 23:00 in Paris
        let wait = |hour, minute, second| until(NaiveTime::from_hms_opt(hour, minute, second).unwrap(), now).as_secs();
        assert_eq!((wait(23, 10, 5), wait(0, 0, 0), wait(23, 0, 0)), (605, 3_600, 1));
    }
}
