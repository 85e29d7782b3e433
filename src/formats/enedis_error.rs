//! Error answers of Enedis and of gateways in front of it, read leniently: many shapes, one code.

use serde_json::Value;

/// What an error answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorError {
    /// The status that a gateway repeats in the body, if any.
    pub status: Option<u16>,
    /// The first of `error`, `code`, `fault.code`.
    pub code: String,
    /// Whatever text comes with it; may be empty.
    pub description: String,
}

/// Reads an error body. `None` when it is no JSON object with a code: the HTTP status must do then.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<OperatorError> {
    from_value(&serde_json::from_slice(bytes).ok()?)
}

/// The same for a body that is parsed already.
#[must_use]
pub fn from_value(body: &Value) -> Option<OperatorError> {
    let status = body.get("status").and_then(Value::as_u64).and_then(|s| u16::try_from(s).ok());
    // conso-api wraps Enedis' answer under `error`, WSO2 under `fault`.
    let inner = ["error", "fault"].iter().find_map(|key| body.get(key).filter(|v| v.is_object())).unwrap_or(body);
    let code = ["error", "code"].iter().find_map(|key| inner.get(key).and_then(text))?;
    let description = ["error_description", "description", "message"]
        .iter()
        .find_map(|key| inner.get(key).and_then(text))
        .unwrap_or_default();
    Some(OperatorError { status, code, description })
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
    fn shapes(#[case] body: &str, #[case] code: &str, #[case] description: &str) {
        let error = parse(body.as_bytes()).unwrap();
        assert_eq!((error.code.as_str(), error.description.as_str()), (code, description));
    }

    #[test]
    fn what_is_no_error_body() {
        let deep = "[".repeat(100_000);
        for body in ["", "<html>", "[]", "{}", "null", r#"{"error":{}}"#, r#"{"error":null}"#, &deep] {
            assert_eq!(parse(body.as_bytes()), None);
        }
        assert_eq!(parse(br#"{"status":404,"error":{"error":"x"}}"#).unwrap().status, Some(404));
    }
}
