//! Errors that an address names (`?error=consent_refused`): forms without scripts come back this way.

use crate::domain::error::AppError;

/// What a name alone says. Errors with fields need more, see [`super::upload_error`].
const WITHOUT_FIELDS: [AppError; 25] = [
    AppError::Unauthenticated,
    AppError::BadCredentials,
    AppError::TooManyAttempts,
    AppError::NotFound,
    AppError::MethodNotAllowed,
    AppError::Forbidden,
    AppError::InvalidPrm,
    AppError::InvalidEan,
    AppError::EanCheckDigit,
    AppError::EndBeforeStart,
    AppError::UnknownPeriod,
    AppError::UnknownProvider,
    AppError::AlreadyConnected,
    AppError::ConsentState,
    AppError::ConsentRefused,
    AppError::ConsentFailed,
    AppError::ProviderUnavailable,
    AppError::UnknownFileFormat,
    AppError::EmptyFile,
    AppError::PreviewGone,
    AppError::Unavailable,
    AppError::Internal,
    AppError::StorageFull,
    AppError::ChangedMeanwhile,
    AppError::StillUsed,
];

/// The error of this name. A form that could not be read comes without its field; whatever else is unknown was no
/// error of ours, and says no more than that something went wrong.
#[must_use]
pub fn named(name: &str) -> AppError {
    if name == "invalid_field" {
        return AppError::InvalidField { field: String::new(), expected: String::new() };
    }
    WITHOUT_FIELDS.into_iter().find(|error| error.name() == name).unwrap_or(AppError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an error without fields; a new one does not compile before it stands here, and so in the list above.
    fn place(error: &AppError) -> Option<usize> {
        match error {
            AppError::InvalidField { .. }
            | AppError::FutureDate { .. }
            | AppError::PageTooLarge { .. }
            | AppError::FileTooLarge { .. }
            | AppError::BrokenRow { .. } => None,
            AppError::Unauthenticated => Some(0),
            AppError::BadCredentials => Some(1),
            AppError::TooManyAttempts => Some(2),
            AppError::NotFound => Some(3),
            AppError::MethodNotAllowed => Some(4),
            AppError::Forbidden => Some(5),
            AppError::InvalidPrm => Some(6),
            AppError::InvalidEan => Some(7),
            AppError::EanCheckDigit => Some(8),
            AppError::EndBeforeStart => Some(9),
            AppError::UnknownPeriod => Some(10),
            AppError::UnknownProvider => Some(11),
            AppError::AlreadyConnected => Some(12),
            AppError::ConsentState => Some(13),
            AppError::ConsentRefused => Some(14),
            AppError::ConsentFailed => Some(15),
            AppError::ProviderUnavailable => Some(16),
            AppError::UnknownFileFormat => Some(17),
            AppError::EmptyFile => Some(18),
            AppError::PreviewGone => Some(19),
            AppError::Unavailable => Some(20),
            AppError::Internal => Some(21),
            AppError::StorageFull => Some(22),
            AppError::ChangedMeanwhile => Some(23),
            AppError::StillUsed => Some(24),
        }
    }

    #[test]
    fn every_error_without_fields_is_found_by_its_name() {
        for (index, error) in WITHOUT_FIELDS.into_iter().enumerate() {
            assert_eq!(place(&error), Some(index));
            assert_eq!(named(error.name()), error);
        }
        assert_eq!(named("<script>"), AppError::Internal);
        assert!(matches!(named("invalid_field"), AppError::InvalidField { field, .. } if field.is_empty()));
    }
}
