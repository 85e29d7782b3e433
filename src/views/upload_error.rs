//! What is wrong with an uploaded file, in the address of the page that says so: the forms work without scripts.

use crate::domain::error::AppError;

/// As pairs of the query; `None` for errors that are no matter of the file.
#[must_use]
pub fn to_query(error: &AppError) -> Option<Vec<(&'static str, String)>> {
    let mut pairs = vec![("error", error.name().to_owned())];
    match error {
        AppError::BrokenRow { row, column, expected } => {
            pairs.extend([("row", row.to_string()), ("column", column.clone()), ("expected", expected.clone())]);
        }
        AppError::InvalidField { field, expected } => {
            pairs.extend([("column", field.clone()), ("expected", expected.clone())]);
        }
        AppError::FutureDate { field } => pairs.push(("column", field.clone())),
        AppError::UnknownFileFormat
        | AppError::EmptyFile
        | AppError::InvalidPrm
        | AppError::InvalidEan
        | AppError::EanCheckDigit
        | AppError::PreviewGone
        | AppError::AlreadyConnected => {}
        _ => return None,
    }
    Some(pairs)
}

/// Back from the query, whose pairs `get` finds.
pub fn from_query(get: impl Fn(&str) -> Option<String>) -> Option<AppError> {
    let text = |name| get(name).unwrap_or_default();
    Some(match get("error")?.as_str() {
        "broken_row" => {
            let row = text("row").parse().unwrap_or_default();
            AppError::BrokenRow { row, column: text("column"), expected: text("expected") }
        }
        "invalid_field" => AppError::InvalidField { field: text("column"), expected: text("expected") },
        "future_date" => AppError::FutureDate { field: text("column") },
        "unknown_file_format" => AppError::UnknownFileFormat,
        "empty_file" => AppError::EmptyFile,
        "invalid_prm" => AppError::InvalidPrm,
        "invalid_ean" => AppError::InvalidEan,
        "ean_check_digit" => AppError::EanCheckDigit,
        "preview_gone" => AppError::PreviewGone,
        "already_connected" => AppError::AlreadyConnected,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_files_survive_the_address() {
        let broken = AppError::BrokenRow { row: 7, column: "Volume".into(), expected: "kWh".into() };
        let field = AppError::InvalidField { field: "unit".into(), expected: "W".into() };
        for error in [broken, field, AppError::UnknownFileFormat, AppError::FutureDate { field: "date".into() }] {
            let pairs = to_query(&error).unwrap();
            let get = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
            assert_eq!(from_query(get), Some(error));
        }
        assert_eq!(to_query(&AppError::NotFound), None);
        assert_eq!(from_query(|_| Some("internal".to_owned())), None);
    }
}
