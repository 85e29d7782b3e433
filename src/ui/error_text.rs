//! What errors say: one text for each, for the screens and for problem documents.

use crate::{
    domain::error::AppError,
    i18n::{Locale, td_string},
    ui::fill::fill,
};

/// What happened, in a few words.
#[must_use]
pub fn error_title(locale: Locale, error: &AppError) -> String {
    match error {
        AppError::InvalidField { field, .. } if field.is_empty() => {
            td_string!(locale, errors.invalid_request.title).to_string()
        }
        AppError::InvalidField { field, .. } => {
            fill(td_string!(locale, errors.invalid_field.title), &[("field", &field)])
        }
        AppError::FutureDate { .. } => td_string!(locale, errors.future_date.title).to_string(),
        AppError::PageTooLarge { .. } => td_string!(locale, errors.page_too_large.title).to_string(),
        AppError::FileTooLarge { .. } => td_string!(locale, errors.file_too_large.title).to_string(),
        AppError::BrokenRow { row, .. } => fill(td_string!(locale, errors.broken_row.title), &[("row", &row)]),
        AppError::Unauthenticated => td_string!(locale, errors.unauthenticated.title).to_string(),
        AppError::BadCredentials => td_string!(locale, errors.bad_credentials.title).to_string(),
        AppError::TooManyAttempts => td_string!(locale, errors.too_many_attempts.title).to_string(),
        AppError::NotFound => td_string!(locale, errors.not_found.title).to_string(),
        AppError::MethodNotAllowed => td_string!(locale, errors.method_not_allowed.title).to_string(),
        AppError::Forbidden => td_string!(locale, errors.forbidden.title).to_string(),
        AppError::InvalidPrm => td_string!(locale, errors.invalid_prm.title).to_string(),
        AppError::InvalidEan => td_string!(locale, errors.invalid_ean.title).to_string(),
        AppError::EanCheckDigit => td_string!(locale, errors.ean_check_digit.title).to_string(),
        AppError::EndBeforeStart => td_string!(locale, errors.end_before_start.title).to_string(),
        AppError::UnknownPeriod => td_string!(locale, errors.unknown_period.title).to_string(),
        AppError::UnknownProvider => td_string!(locale, errors.unknown_provider.title).to_string(),
        AppError::AlreadyConnected => td_string!(locale, errors.already_connected.title).to_string(),
        AppError::ConsentState => td_string!(locale, errors.consent_state.title).to_string(),
        AppError::ConsentRefused => td_string!(locale, errors.consent_refused.title).to_string(),
        AppError::ConsentFailed => td_string!(locale, errors.consent_failed.title).to_string(),
        AppError::ProviderUnavailable => td_string!(locale, errors.provider_unavailable.title).to_string(),
        AppError::UnknownFileFormat => td_string!(locale, errors.unknown_file_format.title).to_string(),
        AppError::EmptyFile => td_string!(locale, errors.empty_file.title).to_string(),
        AppError::PreviewGone => td_string!(locale, errors.preview_gone.title).to_string(),
        AppError::ChangedMeanwhile => td_string!(locale, errors.changed_meanwhile.title).to_string(),
        AppError::StillUsed => td_string!(locale, errors.still_used.title).to_string(),
        AppError::Unavailable => td_string!(locale, errors.unavailable.title).to_string(),
        AppError::StorageFull => td_string!(locale, errors.storage_full.title).to_string(),
        AppError::Internal => td_string!(locale, errors.internal.title).to_string(),
    }
}

/// What was expected, or what to do now: one or two sentences.
#[must_use]
pub fn error_text(locale: Locale, error: &AppError) -> String {
    match error {
        AppError::InvalidField { field, .. } if field.is_empty() => {
            td_string!(locale, errors.invalid_request.text).to_string()
        }
        AppError::InvalidField { expected, .. } => {
            fill(td_string!(locale, errors.invalid_field.text), &[("expected", &expected)])
        }
        AppError::FutureDate { field } => fill(td_string!(locale, errors.future_date.text), &[("field", &field)]),
        AppError::PageTooLarge { max } => fill(td_string!(locale, errors.page_too_large.text), &[("max", &max)]),
        AppError::FileTooLarge { max_mb } => {
            fill(td_string!(locale, errors.file_too_large.text), &[("max_mb", &max_mb)])
        }
        AppError::BrokenRow { column, expected, .. } => {
            fill(td_string!(locale, errors.broken_row.text), &[("column", &column), ("expected", &expected)])
        }
        AppError::Unauthenticated => td_string!(locale, errors.unauthenticated.text).to_string(),
        AppError::BadCredentials => td_string!(locale, errors.bad_credentials.text).to_string(),
        AppError::TooManyAttempts => td_string!(locale, errors.too_many_attempts.text).to_string(),
        AppError::NotFound => td_string!(locale, errors.not_found.text).to_string(),
        AppError::MethodNotAllowed => td_string!(locale, errors.method_not_allowed.text).to_string(),
        AppError::Forbidden => td_string!(locale, errors.forbidden.text).to_string(),
        AppError::InvalidPrm => td_string!(locale, errors.invalid_prm.text).to_string(),
        AppError::InvalidEan => td_string!(locale, errors.invalid_ean.text).to_string(),
        AppError::EanCheckDigit => td_string!(locale, errors.ean_check_digit.text).to_string(),
        AppError::EndBeforeStart => td_string!(locale, errors.end_before_start.text).to_string(),
        AppError::UnknownPeriod => td_string!(locale, errors.unknown_period.text).to_string(),
        AppError::UnknownProvider => td_string!(locale, errors.unknown_provider.text).to_string(),
        AppError::AlreadyConnected => td_string!(locale, errors.already_connected.text).to_string(),
        AppError::ConsentState => td_string!(locale, errors.consent_state.text).to_string(),
        AppError::ConsentRefused => td_string!(locale, errors.consent_refused.text).to_string(),
        AppError::ConsentFailed => td_string!(locale, errors.consent_failed.text).to_string(),
        AppError::ProviderUnavailable => td_string!(locale, errors.provider_unavailable.text).to_string(),
        AppError::UnknownFileFormat => td_string!(locale, errors.unknown_file_format.text).to_string(),
        AppError::EmptyFile => td_string!(locale, errors.empty_file.text).to_string(),
        AppError::PreviewGone => td_string!(locale, errors.preview_gone.text).to_string(),
        AppError::ChangedMeanwhile => td_string!(locale, errors.changed_meanwhile.text).to_string(),
        AppError::StillUsed => td_string!(locale, errors.still_used.text).to_string(),
        AppError::Unavailable => td_string!(locale, errors.unavailable.text).to_string(),
        AppError::StorageFull => td_string!(locale, errors.storage_full.text).to_string(),
        AppError::Internal => td_string!(locale, errors.internal.text).to_string(),
    }
}
