//! Error answers of Enedis and of gateways in front of it, read leniently: many shapes, one code, one meaning.

pub mod meaning;

use serde_json::Value;

/// What an error answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorError {
    /// The status that a gateway repeats in the body, if any.
    pub status: Option<u16>,
    /// The first of `error`, `code`, `fault.code`; `quota_reached`, `invalid_request` or `detail` where a gateway sends
    /// no code.
    pub code: String,
    /// Whatever text comes with it; may be empty.
    pub description: String,
}

/// How many answers may stand in one another: a gateway's around a gateway's around Enedis'.
const DEPTH: u8 = 3;

/// Reads an error body. `None` when it is no JSON object with a code: the HTTP status must do then.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<OperatorError> {
    from_value(&serde_json::from_slice(bytes).ok()?)
}

/// The same for a body that is parsed already.
#[must_use]
pub fn from_value(body: &Value) -> Option<OperatorError> {
    inside(body, DEPTH)
}

fn inside(body: &Value, depth: u8) -> Option<OperatorError> {
    let status = body.get("status").and_then(Value::as_u64).and_then(|s| u16::try_from(s).ok());
    let returned = body.get("enedis_return").filter(|returned| returned.is_object() && depth > 0);
    if let Some(error) = returned.and_then(|returned| inside(returned, depth - 1)) {
        return Some(error);
    }
    // conso-api and the new MyElectricalData gateway wrap the error under `error`, WSO2 under `fault`.
    let inner = ["error", "fault"].iter().find_map(|key| body.get(key).filter(|v| v.is_object())).unwrap_or(body);
    if let Some(code) = ["error", "code"].iter().find_map(|key| inner.get(key).and_then(text)) {
        let description = ["error_description", "description", "message"]
            .iter()
            .find_map(|key| inner.get(key).and_then(text))
            .unwrap_or_default();
        return Some(OperatorError { status, code, description });
    }
    // A gateway of 2021: Enedis' answer under `enedis_return`, a code of its own in `tag`.
    if let Some(code) = body.get("tag").and_then(text) {
        let description = body.get("description").and_then(text).unwrap_or_default();
        return Some(OperatorError { status, code, description });
    }
    if let Some(detail) = body.get("detail") {
        return self::detail(detail, depth).map(|error| OperatorError { status: status.or(error.status), ..error });
    }
    // The old gateway's client has `{"error": true, "description": …}`, its account answer `"quota_reached": true`.
    let told = ["description", "information"].iter().find_map(|key| body.get(key).and_then(text)).unwrap_or_default();
    let flag = |key: &str| body.get(key).and_then(Value::as_bool) == Some(true);
    if flag("quota_reached") || (flag("error") && is_quota(&told)) {
        return Some(OperatorError { status, code: "quota_reached".to_owned(), description: told });
    }
    flag("error").then(|| OperatorError { status, code: "error".to_owned(), description: told })
}

/// The old MyElectricalData gateway: a text, an answer of Enedis as text or as object, or a list of refused parameters.
fn detail(detail: &Value, depth: u8) -> Option<OperatorError> {
    let error = |code: &str, description: &str| {
        Some(OperatorError { status: None, code: code.to_owned(), description: description.to_owned() })
    };
    match detail {
        Value::String(text) => {
            let embedded = serde_json::from_str(text).ok().filter(|_| depth > 0);
            let embedded = embedded.and_then(|body: Value| inside(&body, depth - 1));
            embedded.or_else(|| error(if is_quota(text) { "quota_reached" } else { "detail" }, text))
        }
        Value::Object(_) if depth > 0 => inside(detail, depth - 1),
        Value::Array(refused) => {
            let message = refused.iter().find_map(|one| one.get("msg").and_then(text)).unwrap_or_default();
            error("invalid_request", &message)
        }
        _ => None,
    }
}

fn is_quota(text: &str) -> bool {
    text.to_lowercase().contains("quota")
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        r#"{"error":"no_data_found","error_description":"no measure","error_uri":"x"}"#,
        "no_data_found",
        "no measure"
    )]
    #[case(
        r#"{"code":"900908","message":"Resource forbidden ","description":"not subscribed"}"#,
        "900908",
        "not subscribed"
    )]
    #[case(r#"{"fault":{"code":900901,"message":"Invalid Credentials"}}"#, "900901", "Invalid Credentials")]
    #[case(r#"{"status":404,"message":"w","error":{"error":"no_data_found"}}"#, "no_data_found", "")]
    #[case(r#"{"code":"STM-ERR-0000014","message":"m"}"#, "STM-ERR-0000014", "m")]
    #[case(r#"{"success":false,"data":null,"error":{"code":"NO_DATA","message":"m","field":null}}"#, "NO_DATA", "m")]
    #[case(
        r#"{"detail":"Vous avez dépassé votre quota journalier (50)"}"#,
        "quota_reached",
        "Vous avez dépassé votre quota journalier (50)"
    )]
    #[case(r#"{"detail":"Internal Server Error"}"#, "detail", "Internal Server Error")]
    #[case(r#"{"detail":"{\"error\":\"ADAM-ERR0123\",\"error_description\":\"d\"}"}"#, "ADAM-ERR0123", "d")]
    #[case(r#"{"detail":{"error":"ADAM-DC-0008","error_description":"d"}}"#, "ADAM-DC-0008", "d")]
    #[case(
        r#"{"detail":[{"loc":["path","start"],"msg":"invalid date","type":"value_error"}]}"#,
        "invalid_request",
        "invalid date"
    )]
    #[case(
        r#"{"error":true,"description":"Vous avez dépassé votre quota journalier (50)"}"#,
        "quota_reached",
        "Vous avez dépassé votre quota journalier (50)"
    )]
    #[case(r#"{"valid":false,"information":"i","quota_reached":true}"#, "quota_reached", "i")]
    #[case(r#"{"tag":"enedis_return_ko","enedis_return":{"error":"result_400","enedis_return":{"error":"ADAM-ERR0069","error_description":"d"}}}"#, "ADAM-ERR0069", "d")]
    #[case(
        r#"{"tag":"limit_reached","error_code":500,"description":"50","enedis_return":false}"#,
        "limit_reached",
        "50"
    )]
    fn shapes(#[case] body: &str, #[case] code: &str, #[case] description: &str) {
        let error = parse(body.as_bytes()).unwrap();
        assert_eq!((error.code.as_str(), error.description.as_str()), (code, description));
    }

    #[test]
    fn what_is_no_error_body() {
        let deep = "[".repeat(100_000);
        for body in ["", "<html>", "[]", "{}", "null", r#"{"error":{}}"#, r#"{"error":null}"#, r#"{"detail":7}"#, &deep]
        {
            assert_eq!(parse(body.as_bytes()), None);
        }
        assert_eq!(parse(br#"{"status":404,"error":{"error":"x"}}"#).unwrap().status, Some(404));
    }

    #[test]
    fn answers_in_answers_end_somewhere() {
        let mut body = r#"{"error":"x"}"#.to_owned();
        for _ in 0..9 {
            body = serde_json::json!({ "detail": body }).to_string();
        }
        assert_eq!(parse(body.as_bytes()).unwrap().code, "detail");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[\\{\\}\\[\\]\":,a-z0-9 ]{0,80}", key in "error|fault|detail|code|description") {
            let _ = parse(text.as_bytes());
            let body = serde_json::json!({ key: text });
            prop_assert_eq!(from_value(&body), from_value(&body));
        }
    }
}
