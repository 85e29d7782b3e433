//! `subscribed_services`: which usage points a consent (`autorisation_id`) is about, and what it allows.

use crate::{
    domain::time::{LocalDay, parse_step},
    formats::{
        FormatError,
        json::{day, list, text, word},
    },
};
use serde_json::Value;

/// What a service gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `CDC`: the load curve.
    Curve,
    /// `IDX`: index registers.
    Registers,
    /// `PMAX`: maxima of apparent power.
    MaxPower,
    /// `ENERGIE`: daily values.
    Energy,
    /// `ITC`: contract, metering, address.
    Contract,
    /// Anything else.
    Other,
}

/// One service of one usage point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// What it gives.
    pub measure: Measure,
    /// `ACCES` for access to data, `CCDC` for the collection of load curves, `TRANSREC`, `OPPENR` for an opposition.
    pub code: Option<String>,
    /// The step in seconds; 86 400 for days. `None`: not told.
    pub step: Option<i64>,
    /// About what is consumed (`soutirage`).
    pub consumption: bool,
    /// About what is produced (`injection`).
    pub production: bool,
    /// In force (`ACTIF`), not only asked for (`DEMANDE`).
    pub active: bool,
    /// Its first day.
    pub from: Option<LocalDay>,
    /// Its last day as Enedis writes it (`dateFin`).
    pub until: Option<LocalDay>,
}

/// One usage point, once, with its services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedPoint {
    /// PRM as written.
    pub number: String,
    /// The consent that the services come from.
    pub consent: Option<i64>,
    /// What is asked for or in force, without repetitions.
    pub services: Vec<Service>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Services {
    /// In the order in which they are first named.
    pub points: Vec<ServedPoint>,
    /// How many services exist by the answer; more than it lists when there are further pages.
    pub total: usize,
    /// How many it lists, ended ones included.
    pub listed: usize,
}

impl Services {
    /// Whether further pages are left to ask for.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.listed < self.total
    }

    /// For people, by name.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        for point in &self.points {
            facts.push(("usage_point", point.number.clone()));
            facts.extend(point.consent.map(|consent| ("consent", consent.to_string())));
            let day = |day: Option<LocalDay>| day.map(|day| day.to_string()).unwrap_or_default();
            facts.extend(point.services.iter().map(|service| {
                let state = if service.active { "active" } else { "asked" };
                ("service", format!("{:?} {state} {}..{}", service.measure, day(service.from), day(service.until)))
            }));
        }
        facts
    }
}

/// Reads the answer; what is ended (`TERMINE`) or deleted (`SUPPRIME`) is left out.
///
/// # Errors
/// When it is no such answer, or a service has no usage point.
pub fn read(body: &Value) -> Result<Services, FormatError> {
    let total = body.get("nbTotalServices").and_then(Value::as_u64);
    if total.is_none() && body.get("serviceSouscrit").is_none() {
        return Err(FormatError::Field { field: "serviceSouscrit", expected: "a list of services" });
    }
    let all = list(body, "serviceSouscrit");
    let mut points: Vec<ServedPoint> = Vec::new();
    for (index, of) in all.iter().enumerate() {
        let active = match text(of, "etatCode") {
            Some("ACTIF") => true,
            Some("DEMANDE") => false,
            _ => continue,
        };
        let number = word(of, "pointId").ok_or_else(|| FormatError::point(index, "pointId", "a PRM"))?;
        let consent = of.get("autorisation").and_then(|of| of.get("autorisationId")).and_then(Value::as_i64);
        let service = service(of, active);
        match points.iter_mut().find(|point| point.number == number) {
            None => points.push(ServedPoint { number, consent, services: vec![service] }),
            Some(point) => {
                point.consent = point.consent.or(consent);
                if !point.services.contains(&service) {
                    point.services.push(service);
                }
            }
        }
    }
    let total = total.and_then(|total| usize::try_from(total).ok()).unwrap_or(all.len());
    Ok(Services { points, total, listed: all.len() })
}

fn service(of: &Value, active: bool) -> Service {
    let flag = |key| of.get(key).and_then(Value::as_bool).unwrap_or(false);
    Service {
        measure: match text(of, "mesuresTypeCode") {
            Some("CDC") => Measure::Curve,
            Some("IDX") => Measure::Registers,
            Some("PMAX") => Measure::MaxPower,
            Some("ENERGIE") => Measure::Energy,
            Some("ITC") => Measure::Contract,
            _ => Measure::Other,
        },
        code: text(of, "serviceCode").map(str::to_owned),
        step: text(of, "mesuresPas").and_then(|step| if step == "P1D" { Some(86_400) } else { parse_step(step) }),
        consumption: flag("soutirage"),
        production: flag("injection"),
        active,
        from: day(of, "dateDebut"),
        until: day(of, "dateFin"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(point: &str, state: &str, measure: &str, step: &str) -> Value {
        json!({ "pointId": point, "etatCode": state, "soutirage": true, "injection": false, "serviceCode": "ACCES",
            "mesuresTypeCode": measure, "mesuresPas": step, "dateDebut": "2026-10-05", "dateFin": "2029-10-04",
            "autorisation": { "autorisationId": 58249 } })
    }

    #[test]
    fn each_point_once_with_what_is_in_force() {
        let list = [
            one("09775542606818", "ACTIF", "CDC", "PT30M"),
            one("09775542606818", "ACTIF", "ENERGIE", "P1D"),
            one("09775542606818", "ACTIF", "CDC", "PT30M"),
            one("30001234567890", "DEMANDE", "ITC", "NA"),
            one("30001234567891", "TERMINE", "CDC", "PT30M"),
            one("30001234567891", "SUPPRIME", "CDC", "PT30M"),
        ];
        let services = read(&json!({ "nbTotalServices": 9, "serviceSouscrit": list })).unwrap();
        let [first, second] = services.points.as_slice() else { panic!("two points") };
        assert_eq!((first.number.as_str(), first.consent, first.services.len()), ("09775542606818", Some(58_249), 2));
        let curve = &first.services[0];
        assert_eq!((curve.measure, curve.step, curve.consumption), (Measure::Curve, Some(1_800), true));
        assert_eq!((curve.production, curve.until), (false, LocalDay::from_ymd_opt(2029, 10, 4)));
        assert_eq!(first.services[1].step, Some(86_400));
        assert!(!second.services[0].active && second.services[0].step.is_none() && services.has_more());
    }

    #[test]
    fn none_at_all_and_no_answer() {
        let none = read(&json!({ "nbTotalServices": 0 })).unwrap();
        assert!(none.points.is_empty() && !none.has_more());
        assert!(read(&json!({ "code": "x" })).is_err());
        assert!(read(&json!({ "serviceSouscrit": [{ "etatCode": "ACTIF" }] })).is_err());
    }
}
