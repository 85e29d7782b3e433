//! `situation_contrat_auto`: the contracts of a usage point. The holder's name and contact are not read.

use crate::formats::{
    FormatError,
    contract::{Contract, SubscribedPower},
    json::{day, text, word},
};
use serde_json::Value;

/// Reads the list; also the gateway's own answer, which has it under `situation_contrat`.
///
/// # Errors
/// When it is no list of contracts.
pub fn read(body: &Value) -> Result<Vec<Contract>, FormatError> {
    let contracts = body.get("situation_contrat").unwrap_or(body).as_array();
    let contracts = contracts.filter(|list| list.iter().all(Value::is_object));
    let contracts = contracts.ok_or(FormatError::Field { field: "contract_type", expected: "a list of contracts" })?;
    Ok(contracts.iter().map(contract).collect())
}

fn contract(of: &Value) -> Contract {
    let field = |key| text(of, key).map(str::to_owned);
    Contract {
        number: word(of, "usage_point_id"),
        segment: field("segment"),
        contract_type: field("contract_type"),
        status: field("contract_status"),
        power: of.get("subscribed_power").and_then(SubscribedPower::of),
        tariff: field("distribution_tariff"),
        since: day(of, "contract_start"),
        ..Contract::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{series::SeriesKind, time::LocalDay};
    use serde_json::json;

    #[test]
    fn withdrawal_and_injection_and_no_person() {
        let body = json!([
            { "usage_point_id": "09775542606818", "contract_start": "2024-10-12T00:00:00+0200",
              "contract_type": "Contrat GRD-F", "contractor": "SECRET", "distribution_tariff": "Tarif BT<=36kVA",
              "subscribed_power": { "unit": "kVA", "value": "12" }, "segment": "C5",
              "customer": { "customer": { "adress": { "line1": "SECRET" } } },
              "contact_data": { "email": "SECRET" }, "person": { "lastname": "SECRET" } },
            { "usage_point_id": "09775542606818", "contract_start": "2024-07-31T00:00:00+0200",
              "contract_type": "Contrat GRD-A", "segment": "P4", "organization": { "name": "SECRET" } } ]);
        let contracts = read(&body).unwrap();
        assert_eq!(contracts[0].power, Some(SubscribedPower::VoltAmperes(12_000)));
        assert_eq!(contracts[0].since, LocalDay::from_ymd_opt(2024, 10, 12));
        let direction = |at: usize| contracts[at].direction();
        assert_eq!(direction(0), Some(SeriesKind::ElectricityConsumption));
        assert_eq!((direction(1), contracts[1].power), (Some(SeriesKind::ElectricityProduction), None));
        assert!(!format!("{contracts:?}").contains("SECRET"));
        assert_eq!(read(&json!({ "situation_contrat": body })).unwrap(), contracts);
        assert!(read(&json!({ "error": "x" })).is_err() && read(&json!([1])).is_err());
    }
}
