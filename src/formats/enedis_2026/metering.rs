//! `comptage_auto`: the kind of meter and its off-peak hours.

use crate::{
    domain::tariff::Hours,
    formats::{FormatError, json::text, offpeak},
};
use serde_json::Value;

/// What the meter is and how it is programmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metering {
    /// `AMM` for Linky, `SAPHIR`, `PMEI`, …
    pub meter_type: Option<String>,
    /// The off-peak hours as written. Enedis documents no form; they are read like those of v5.
    pub offpeak_text: Option<String>,
    /// The same as hours; empty when there are none or they cannot be read.
    pub offpeak: Vec<Hours>,
}

impl Metering {
    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let all = [("meter_type", &self.meter_type), ("offpeak_hours", &self.offpeak_text)];
        all.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }
}

/// Reads the answer.
///
/// # Errors
/// When it has none of the parts that are looked for.
pub fn read(body: &Value) -> Result<Metering, FormatError> {
    let kind = body.get("dispositifComptage").and_then(|device| device.get("typeComptage"));
    let relay = body.get("relais");
    if kind.is_none() && relay.is_none() && body.get("compteurs").is_none() {
        return Err(FormatError::Field { field: "dispositifComptage", expected: "a metering answer" });
    }
    let offpeak_text = relay.and_then(|relay| text(relay, "plageHeuresCreuses"));
    Ok(Metering {
        meter_type: kind.and_then(|kind| text(kind, "code")).map(str::to_owned),
        offpeak_text: offpeak_text.map(str::to_owned),
        offpeak: offpeak_text.and_then(offpeak::read).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn hours_to_the_minute() {
        let body = json!({ "dispositifComptage": { "typeComptage": { "code": "AMM", "libelle": "Linky" } },
            "compteurs": [{ "numeroSerie": "041" }], "relais": { "plageHeuresCreuses": "HC (1H34-7H34;13H02-15H02)" } });
        let metering = read(&body).unwrap();
        let minutes: Vec<_> = metering.offpeak.iter().map(|of| (of.from.of_day(), of.to.of_day())).collect();
        assert_eq!((metering.meter_type.as_deref(), minutes), (Some("AMM"), vec![(94, 454), (782, 902)]));
        let strange = read(&json!({ "relais": { "plageHeuresCreuses": "nuit" } })).unwrap();
        assert_eq!((strange.offpeak_text.as_deref(), strange.offpeak.len()), (Some("nuit"), 0));
        assert_eq!(read(&json!({ "compteurs": [] })).unwrap(), Metering::default());
        assert!(read(&json!({})).is_err());
    }
}
