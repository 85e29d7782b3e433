//! The way back from the consent page, of either version.
//!
//! Version 1 names the usage points in the address, unsigned: whoever comes back could name others that have consented to
//! our application. Version 2 gives a number, and Enedis says which usage points it is about.

use super::Enedis;
use crate::{
    domain::{
        identifier::{NumberKind, UsagePointNumber},
        provider::ConsentVersion,
        time::LocalDay,
    },
    formats::enedis_2026::services::{self, Services},
    providers::{Callback, Grant, ProviderError, extended},
};
use serde_json::json;

impl Enedis {
    /// What a browser brought back. The code of version 1 needs no exchange: Enedis checks the consent at each request.
    pub(super) async fn granted(&self, callback: &Callback) -> Result<Grant, ProviderError> {
        let Callback { usage_point_id, autorisation_id, error, .. } = callback;
        if error.is_some() {
            return Err(ProviderError::ConsentNeeded("refused".to_owned()));
        }
        match (self.consent, usage_point_id, autorisation_id) {
            (ConsentVersion::V1, Some(list), _) => {
                let parts = list.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
                Ok(Grant { numbers: numbers(parts)?, tokens: None, reference: None, until: None })
            }
            (ConsentVersion::V2, _, Some(id)) => {
                let id: i64 = id.parse().map_err(|_| ProviderError::Refused("malformed autorisation_id".to_owned()))?;
                grant(id, &self.with_token(|token| self.services(id, token)).await?)
            }
            _ => Err(ProviderError::Refused("no usage point".to_owned())),
        }
    }

    async fn services(&self, id: i64, token: secrecy::SecretString) -> Result<Services, ProviderError> {
        let url = extended(&self.api, &["subscribed_services", "v1"]);
        let request = self.http.post(url, &json!({ "autorisationId": id, "comptage": false }));
        let body = self.send(request, &token).await?;
        let unreadable = |error: &dyn ToString| ProviderError::Unreadable(error.to_string());
        let body = serde_json::from_slice(&body).map_err(|error| unreadable(&error))?;
        services::read(&body).map_err(|error| unreadable(&error))
    }
}

/// What the services of a consent give access to: until the last of them ends, never beyond.
fn grant(id: i64, services: &Services) -> Result<Grant, ProviderError> {
    if services.points.iter().any(|point| point.consent.is_some_and(|consent| consent != id)) {
        return Err(ProviderError::Unreadable("another consent's services".to_owned()));
    }
    let last: Option<LocalDay> =
        services.points.iter().flat_map(|point| &point.services).filter_map(|of| of.until).max();
    let numbers = numbers(services.points.iter().map(|point| point.number.as_str()))?;
    Ok(Grant { numbers, tokens: None, reference: Some(id.to_string()), until: last.and_then(|day| day.succ_opt()) })
}

/// PRMs, each once.
fn numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Result<Vec<UsagePointNumber>, ProviderError> {
    let mut numbers = Vec::new();
    for part in parts {
        let number = UsagePointNumber::parse(NumberKind::Prm, part);
        let number = number.map_err(|_| ProviderError::Refused("malformed usage point".to_owned()))?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        return Err(ProviderError::Refused("no usage point".to_owned()));
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_prms_in_one_consent() {
        let prms =
            |list: &str| numbers(list.split(';')).map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(prms("09775542606818;22516914714270;09775542606818"), {
            Ok(vec!["09775542606818".to_owned(), "22516914714270".to_owned()])
        });
        for bad in ["", "123", "09775542606818;x"] {
            assert!(prms(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn services_are_those_of_the_consent_and_end_with_the_last() {
        let of = |consent: i64, until: &str| {
            let body = json!({ "nbTotalServices": 2, "serviceSouscrit": [
                { "pointId": "09775542606818", "etatCode": "ACTIF", "mesuresTypeCode": "CDC", "dateFin": until,
                  "autorisation": { "autorisationId": consent } },
                { "pointId": "22516914714270", "etatCode": "TERMINE" },
            ]});
            grant(58_249, &services::read(&body).unwrap())
        };
        let granted = of(58_249, "2029-10-04").unwrap();
        assert_eq!((granted.numbers.len(), granted.reference.as_deref()), (1, Some("58249")));
        assert_eq!(granted.until, LocalDay::from_ymd_opt(2029, 10, 5));
        assert!(of(58_250, "2029-10-04").is_err(), "somebody else's");
    }
}
