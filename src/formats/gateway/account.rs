//! `valid_access` of the old MyElectricalData gateway: the state of an account and its quota.

use crate::formats::{
    FormatError,
    json::{text, word},
};
use chrono::NaiveDateTime;
use serde_json::Value;

/// The state of a user's account. Times are the gateway's own clock, without any zone: it says none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Whether data can be asked for. False also while the quota is used up.
    pub valid: bool,
    /// Why not, in French.
    pub information: Option<String>,
    /// Until when the customer consented.
    pub consent_until: Option<NaiveDateTime>,
    /// Calls since the quota was reset.
    pub calls: Option<u32>,
    /// Calls in a day.
    pub quota_limit: Option<u32>,
    /// Whether they are used up. The gateway has been seen not to reset it.
    pub quota_reached: bool,
    /// When they begin anew.
    pub quota_reset_at: Option<NaiveDateTime>,
    /// The last call.
    pub last_call: Option<NaiveDateTime>,
    /// Shut out.
    pub banned: bool,
}

impl Account {
    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let time = |at: Option<NaiveDateTime>| at.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let all = [
            ("valid", Some(self.valid.to_string())),
            ("information", self.information.clone()),
            ("consent_until", time(self.consent_until)),
            ("calls", number(self.calls)),
            ("quota_limit", number(self.quota_limit)),
            ("quota_reached", Some(self.quota_reached.to_string())),
            ("quota_reset_at", time(self.quota_reset_at)),
            ("last_call", time(self.last_call)),
            ("banned", Some(self.banned.to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// Reads the answer.
///
/// # Errors
/// When it has no `valid`.
pub fn read(body: &Value) -> Result<Account, FormatError> {
    let valid = body.get("valid").and_then(Value::as_bool);
    let valid = valid.ok_or(FormatError::Field { field: "valid", expected: "true or false" })?;
    let flag = |key| body.get(key).and_then(Value::as_bool).unwrap_or(false);
    let number = |key| word(body, key).and_then(|number| number.parse().ok());
    let time = |key| NaiveDateTime::parse_from_str(text(body, key)?, "%Y-%m-%dT%H:%M:%S%.f").ok();
    Ok(Account {
        valid,
        information: text(body, "information").map(str::to_owned),
        consent_until: time("consent_expiration_date"),
        calls: number("call_number"),
        quota_limit: number("quota_limit"),
        quota_reached: flag("quota_reached"),
        quota_reset_at: time("quota_reset_at"),
        last_call: time("last_call"),
        banned: flag("ban"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_state_of_an_account() {
        let account = read(&json!({ "valid": true, "information": "", "consent_expiration_date": "2027-07-24T16:50:10",
            "call_number": 12, "quota_reached": false, "quota_limit": 50, "quota_reset_at": "2026-11-21T23:59:59.999999",
            "last_call": "2026-11-21T06:33:46.630419", "ban": false })).unwrap();
        assert!(account.valid && !account.quota_reached && account.information.is_none());
        assert_eq!((account.calls, account.quota_limit), (Some(12), Some(50)));
        assert_eq!(account.consent_until.unwrap().to_string(), "2027-07-24 16:50:10");
        assert_eq!(account.quota_reset_at.unwrap().date().to_string(), "2026-11-21");
        assert!(account.facts().contains(&("last_call", "2026-11-21T06:33:46".to_owned())));
        assert!(read(&json!({ "detail": "x" })).is_err());
        assert_eq!(read(&json!({ "valid": false })).unwrap(), Account::default());
    }
}
