//! `donnees_generales_auto`: where the meter is.

use crate::formats::{
    FormatError,
    contract::Address,
    json::{text, word},
};
use serde_json::Value;

/// Reads the answer. Stair, floor and flat are left out.
///
/// # Errors
/// When there is no `address`.
pub fn read(body: &Value) -> Result<Address, FormatError> {
    let address = body.get("address").filter(|address| address.is_object());
    let address = address.ok_or(FormatError::Field { field: "address", expected: "an address" })?;
    let field = |key| text(address, key).map(str::to_owned);
    Ok(Address {
        street: field("number_street_name"),
        locality: field("locality"),
        town: field("postal_code_city"),
        insee_code: word(address, "insee_code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_place_of_the_meter_and_nobody_s_flat() {
        let body = json!({ "address": { "staircase_floor_apartment": "ESC B ETG 3", "number_street_name": "1 RUE DE LA PAIX",
            "postal_code_city": "75002 PARIS", "insee_code": "75102" } });
        let address = read(&body).unwrap();
        assert_eq!(address.town.as_deref(), Some("75002 PARIS"));
        assert_eq!(address.facts().len(), 3);
        assert!(!format!("{address:?}").contains("ETG"));
        assert!(read(&json!({ "address": null })).is_err());
    }
}
