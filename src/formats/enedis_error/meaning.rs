//! What each documented code means, whatever the generation or gateway that sends it: one table, in one place.

use super::OperatorError;
use chrono::NaiveTime;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A parameter is missing or wrong: our fault, asking again changes nothing.
    WrongRequest,
    /// More than seven days of load curve at once.
    SpanTooLong,
    /// Before the history that the operator keeps.
    BeforeHistory,
    /// Before the meter's last activation; will stay so for these days.
    BeforeActivation,
    /// Before the consent began.
    BeforeConsent,
    /// Consumption asked of a producer, or the other way round.
    WrongDirection,
    /// The customer opposed the collection of the load curve; daily values exist.
    CurveOpposed,
    /// The consenting customer does not hold the usage point: moved out. Enedis also says so when its own records fail.
    NotHolder,
    /// No consent, withdrawn or expired.
    NoConsent,
    /// The application is not subscribed to this interface: a matter of the operator of this software.
    NotSubscribed,
    /// The token is wrong or expired.
    BadToken,
    /// No measure, at least not yet.
    NoData,
    /// Some days of the answer are missing.
    PartialData,
    /// Too many calls in a second.
    SecondQuota,
    /// Too many calls in an hour.
    HourQuota,
    /// Too many calls in a day: gateways.
    DayQuota,
    /// Too many calls; not said of what.
    Quota,
    /// The operator's systems fail; or, since 2026, any request that its documentation does not have.
    OperatorFault,
    /// Maintenance.
    Maintenance,
    /// On the consent page: the customer said no.
    ConsentRefused,
    /// Nothing known.
    Unknown,
}

/// The meaning of an error with the HTTP status it came with. The code decides; where it says nothing, the status.
#[must_use]
pub fn meaning(status: u16, error: Option<&OperatorError>) -> Meaning {
    let of_code = error.and_then(|error| of_code(&error.code, status).or_else(|| of_text(&error.description)));
    of_code.unwrap_or(match error.and_then(|error| error.status).unwrap_or(status) {
        400 | 422 => Meaning::WrongRequest,
        401 => Meaning::BadToken,
        404 => Meaning::NoData,
        429 => Meaning::Quota,
        503 => Meaning::Maintenance,
        300..=399 | 408 | 500.. => Meaning::OperatorFault,
        _ => Meaning::Unknown,
    })
}

/// Case, underscores and blanks differ from answer to answer.
fn of_code(written: &str, status: u16) -> Option<Meaning> {
    let code = written.trim().to_lowercase().replace(['_', ' '], "-");
    Some(match code.as_str() {
        "invalid-request"
        | "invalid-resquest"
        | "missing-parameter"
        | "invalid-duration-format"
        | "maximum-duration-exceeded"
        | "invalid-date-range"
        | "invalid-date-format" => Meaning::WrongRequest,
        "adam-dc-0015" => Meaning::SpanTooLong,
        "adam-dc-0016" | "adam-err0125" | "date-too-old" => Meaning::BeforeHistory,
        "adam-err0123" => Meaning::BeforeActivation,
        "adam-dc-0009" => Meaning::BeforeConsent,
        "adam-err0069" => Meaning::WrongDirection,
        "adam-err0075" => Meaning::CurveOpposed,
        "adam-dc-0007" => Meaning::NotHolder,
        "adam-dc-0008" => Meaning::NoConsent,
        // The consent page sends the browser back with `access_denied`; interfaces answer 403, or write it large.
        "access-denied" if status != 403 && written == "access_denied" => Meaning::ConsentRefused,
        "access-denied" | "client-not-found" => Meaning::NoConsent,
        "900908" => Meaning::NotSubscribed,
        "900901" | "invalid-credentials" => Meaning::BadToken,
        "no-data-found" | "no-data" | "stm-err-0000014" | "stm-err-0000019" | "stm-err-0000020" => Meaning::NoData,
        "partial-data" => Meaning::PartialData,
        "quota-q3-reached" => Meaning::SecondQuota,
        "quota-q4-reached" => Meaning::HourQuota,
        "quota-reached" | "rate-limit-exceeded" | "limit-reached" => Meaning::DayQuota,
        "adam-dc-0500"
        | "stm-err-0000001"
        | "technical-error"
        | "unkerror-002"
        | "enedis-unavailable"
        | "enedis-error"
        | "lincs-internal-server-error" => Meaning::OperatorFault,
        _ => return None,
    })
}

/// Some answers name the code, or the quota, in their text only.
fn of_text(text: &str) -> Option<Meaning> {
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
    let word = words.find_map(|word| of_code(word, 0).filter(|_| word.contains(|c: char| c.is_ascii_digit())));
    let lower = text.to_lowercase();
    word.or_else(|| lower.contains("invalid credentials").then_some(Meaning::BadToken))
        .or_else(|| lower.contains("quota q3").then_some(Meaning::SecondQuota))
        .or_else(|| lower.contains("quota q4").then_some(Meaning::HourQuota))
}

/// From when calls are allowed again: the time of the operator's clock (Paris) in `Call threshold allowed on 0:15:00`,
/// wherever it stands in the error.
#[must_use]
pub fn allowed_again(error: &OperatorError) -> Option<NaiveTime> {
    [&error.description, &error.code].into_iter().find_map(|text| {
        let marker = "allowed on ";
        let rest = text.get(text.find(marker)? + marker.len()..)?;
        let mut parts = rest.split(|c: char| !c.is_ascii_digit());
        let mut next = || parts.next().and_then(|part| part.parse::<u32>().ok());
        NaiveTime::from_hms_opt(next()?, next()?, next()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn error(code: &str, description: &str) -> OperatorError {
        OperatorError { status: None, code: code.to_owned(), description: description.to_owned() }
    }

    #[rstest]
    #[case(400, &["invalid_request", "Invalid_request", "invalid_resquest", "missing_parameter",
        "invalid_duration_format", "maximum_duration_exceeded", "INVALID_DATE_RANGE", "INVALID_DATE_FORMAT"], Meaning::WrongRequest)]
    #[case(400, &["ADAM-DC-0015"], Meaning::SpanTooLong)]
    #[case(400, &["ADAM-DC-0016", "ADAM-ERR0125", "DATE_TOO_OLD"], Meaning::BeforeHistory)]
    #[case(400, &["ADAM-ERR0123"], Meaning::BeforeActivation)]
    #[case(400, &["ADAM-ERR0069"], Meaning::WrongDirection)]
    #[case(403, &["ADAM-ERR0075"], Meaning::CurveOpposed)]
    #[case(400, &["ADAM-ERR0075"], Meaning::CurveOpposed)]
    #[case(400, &["ADAM-DC-0007"], Meaning::NotHolder)]
    #[case(403, &["ADAM-DC-0007"], Meaning::NotHolder)]
    #[case(403, &["ADAM-DC-0008", "ADAM_DC_0008", "ACCESS_DENIED"], Meaning::NoConsent)]
    #[case(403, &["ADAM-DC-0009"], Meaning::BeforeConsent)]
    #[case(200, &["ACCESS_DENIED"], Meaning::NoConsent)]
    #[case(302, &["access_denied"], Meaning::ConsentRefused)]
    #[case(403, &["900908"], Meaning::NotSubscribed)]
    #[case(401, &["900901", "Invalid Credentials", "anything"], Meaning::BadToken)]
    #[case(404, &["no_data_found", "STM-ERR-0000014", "STM-ERR-0000019", "STM-ERR-0000020", "NO_DATA", "?"], Meaning::NoData)]
    #[case(200, &["PARTIAL_DATA"], Meaning::PartialData)]
    #[case(429, &["Quota Q3 reached"], Meaning::SecondQuota)]
    #[case(429, &["Quota Q4 reached"], Meaning::HourQuota)]
    #[case(409, &["quota_reached", "RATE_LIMIT_EXCEEDED"], Meaning::DayQuota)]
    #[case(429, &["anything"], Meaning::Quota)]
    #[case(500, &["ADAM-DC-0500", "STM-ERR-0000001", "technical_error", "UNKERROR_002", "lincs-internal-server-error",
        "ENEDIS_UNAVAILABLE", "ENEDIS_ERROR", "?"], Meaning::OperatorFault)]
    #[case(503, &["?"], Meaning::Maintenance)]
    #[case(418, &["?"], Meaning::Unknown)]
    fn every_code(#[case] status: u16, #[case] codes: &[&str], #[case] expected: Meaning) {
        for code in codes {
            assert_eq!(meaning(status, Some(&error(code, "text"))), expected, "{status} {code}");
        }
    }

    #[test]
    fn without_a_code_the_text_and_the_status_decide() {
        assert_eq!(meaning(500, None), Meaning::OperatorFault);
        assert_eq!(meaning(400, Some(&error("detail", "ADAM-ERR0123: before activation"))), Meaning::BeforeActivation);
        assert_eq!(meaning(401, Some(&error("detail", "Invalid Credentials"))), Meaning::BadToken);
        assert_eq!(meaning(429, Some(&error("429", "Quota Q4 reached."))), Meaning::HourQuota);
        let inner = OperatorError { status: Some(404), ..error("detail", "") };
        assert_eq!(meaning(400, Some(&inner)), Meaning::NoData, "a gateway's own status hides Enedis'");
    }

    #[test]
    fn the_time_that_the_operator_names() {
        let at = |code: &str, text: &str| allowed_again(&error(code, text));
        assert_eq!(at("x", "Call threshold allowed on 23:10:05"), NaiveTime::from_hms_opt(23, 10, 5));
        assert_eq!(at("Quota Q4 reached. Call threshold allowed on 0:15:00.", ""), NaiveTime::from_hms_opt(0, 15, 0));
        for text in ["", "Call threshold allowed on ", "allowed on 25:00:00", "allowed on é:é", "allowed on X:XX:XX"]
        {
            assert_eq!(at("x", text), None, "{text}");
        }
    }
}
