//! `synth_contrat_auto`: since when a usage point can be read, and how far its meter is open to services.

use crate::{
    domain::time::LocalDay,
    formats::{
        FormatError,
        json::{day, list, text, word},
    },
};
use serde_json::Value;

/// How far a meter is open to services. Enedis documents 0, 1 and 2; its answers hold a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServicesLevel {
    /// It does not communicate: no data at all.
    Mute,
    /// It communicates, daily values only.
    Communicating,
    /// Open to services: load curves can be collected.
    Open,
    /// Another label.
    Other(String),
}

impl ServicesLevel {
    fn read(text: &str) -> Self {
        let lower = text.to_lowercase();
        match lower.as_str() {
            "0" => Self::Mute,
            "1" => Self::Communicating,
            "2" => Self::Open,
            _ if lower.contains("ouvert") => Self::Open,
            _ if lower.contains("non communicant") => Self::Mute,
            _ if lower.contains("communicant") => Self::Communicating,
            _ => Self::Other(text.to_owned()),
        }
    }
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synthesis {
    /// `C5`, `P4`, …
    pub segments: Vec<String>,
    /// Since when the meter delivers: nothing of consumption can be asked from before.
    pub consumption_activated: Option<LocalDay>,
    /// The same of production.
    pub production_activated: Option<LocalDay>,
    /// Since when the subscribed power is what it is.
    pub power_since: Option<LocalDay>,
    /// How far the meter is open to services.
    pub services: Option<ServicesLevel>,
}

impl Synthesis {
    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts: Vec<_> = self.segments.iter().map(|segment| ("segment", segment.clone())).collect();
        let days = [
            ("activated", self.consumption_activated),
            ("production_activated", self.production_activated),
            ("power_since", self.power_since),
        ];
        facts.extend(days.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))));
        facts.extend(self.services.as_ref().map(|level| ("services_level", format!("{level:?}").to_lowercase())));
        facts
    }
}

/// Reads the answer; also the gateway's own, which has it under `synthese_contrat`.
///
/// # Errors
/// When it has none of the fields that are looked for.
pub fn read(body: &Value) -> Result<Synthesis, FormatError> {
    let body = body.get("synthese_contrat").unwrap_or(body);
    let synthesis = Synthesis {
        segments: list(body, "segments").iter().filter_map(|of| text(of, "segment")).map(str::to_owned).collect(),
        consumption_activated: day(body, "consumption_last_activation_date"),
        production_activated: day(body, "generation_last_activation_date"),
        power_since: day(body, "last_subscribed_power_change_date"),
        services: word(body, "services_level").map(|level| ServicesLevel::read(&level)),
    };
    if synthesis == Synthesis::default() {
        return Err(FormatError::Field { field: "segments", expected: "a synthesis of contracts" });
    }
    Ok(synthesis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn activation_dates_and_the_level() {
        let body = json!({ "segments": [{ "segment": "C5" }, { "segment": "P4" }],
            "generation_last_activation_date": "2024-07-31T00:00:00+0200",
            "consumption_last_activation_date": "2014-01-22T00:00:00+0100",
            "services_level": "Communicant (ouvert aux services)" });
        let synthesis = read(&body).unwrap();
        assert_eq!(synthesis.consumption_activated, LocalDay::from_ymd_opt(2014, 1, 22));
        assert_eq!(synthesis.production_activated, LocalDay::from_ymd_opt(2024, 7, 31));
        assert_eq!((synthesis.segments.len(), synthesis.services), (2, Some(ServicesLevel::Open)));
        assert!(read(&json!({})).is_err());
    }

    #[test]
    fn levels_as_numbers_and_words() {
        let level = |level: Value| read(&json!({ "services_level": level })).unwrap().services.unwrap();
        assert_eq!((level(json!(0)), level(json!("1"))), (ServicesLevel::Mute, ServicesLevel::Communicating));
        assert_eq!(level(json!("Non communicant")), ServicesLevel::Mute);
        assert_eq!(level(json!("Communicant")), ServicesLevel::Communicating);
        assert_eq!(level(json!("?")), ServicesLevel::Other("?".to_owned()));
    }
}
