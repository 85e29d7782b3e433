//! The one error that services return and that pages, server functions and the API show.
//!
//! Which error to use when: `storage`, `providers` and `formats` have their own typed errors; a service turns them into
//! an [`AppError`], which is serialisable and translated, and carries nothing that the user must not see. The details
//! go to the log. "Not found" inside the server is `Option`; [`AppError::NotFound`] is for the edge, and it also stands
//! for "not allowed to know".

use serde::{Deserialize, Serialize};

/// What can go wrong, each with a status, a name and a text in three languages (`ui/i18n/*/errors.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is logged in.
    Unauthenticated,
    /// Wrong e-mail or password; never says which.
    BadCredentials,
    /// Too many failed logins of this account or from this address, lately.
    TooManyAttempts,
    /// It does not exist, or the actor may not know that it does.
    NotFound,
    /// The address exists, but not with this HTTP method.
    MethodNotAllowed,
    /// The actor may see it but not do this.
    Forbidden,
    /// A field was missing or malformed.
    InvalidField {
        /// Name of the field, as sent.
        field: String,
        /// What was expected, e.g. `YYYY-MM-DD`.
        expected: String,
    },
    /// A PRM or PDL must have 14 digits.
    InvalidPrm,
    /// An EAN must have 18 digits.
    InvalidEan,
    /// The EAN's check digit does not fit; may be overridden.
    EanCheckDigit,
    /// A date lies in the future.
    FutureDate {
        /// Name of the field.
        field: String,
    },
    /// The end does not come after the start.
    EndBeforeStart,
    /// day, week, month or year was expected.
    UnknownPeriod,
    /// Too many items per page.
    PageTooLarge {
        /// The most that is allowed.
        max: u32,
    },
    /// Enedis, Ores or Fluvius was expected; or the operator is not set up on this instance.
    UnknownProvider,
    /// The meter is already connected to this organisation.
    AlreadyConnected,
    /// The way back from the operator could not be matched to a request of this session.
    ConsentState,
    /// The user refused at the operator.
    ConsentRefused,
    /// The operator did not accept the authorisation.
    ConsentFailed,
    /// The operator cannot be reached.
    ProviderUnavailable,
    /// The uploaded file is larger than allowed.
    FileTooLarge {
        /// The most that is allowed, in megabytes.
        max_mb: u32,
    },
    /// The file is none of the known formats.
    UnknownFileFormat,
    /// A row of the file cannot be read.
    BrokenRow {
        /// Number of the row, counting from 1, header included.
        row: u32,
        /// Name of the column.
        column: String,
        /// What was expected.
        expected: String,
    },
    /// The file holds nothing that could be stored.
    EmptyFile,
    /// The preview is over: too old, or already imported.
    PreviewGone,
    /// Somebody else changed it since it was read.
    ChangedMeanwhile,
    /// Something else still refers to it.
    StillUsed,
    /// The service is busy or its database is away.
    Unavailable,
    /// There is no room left to write anything; reading goes on.
    StorageFull,
    /// A fault of ours; the log knows more.
    Internal,
}

impl AppError {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated | Self::BadCredentials => 401,
            Self::TooManyAttempts => 429,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Forbidden => 403,
            Self::AlreadyConnected | Self::ChangedMeanwhile | Self::StillUsed => 409,
            Self::PreviewGone => 410,
            Self::FileTooLarge { .. } => 413,
            Self::UnknownFileFormat => 415,
            Self::ConsentFailed | Self::ConsentRefused => 401,
            Self::ProviderUnavailable | Self::Unavailable => 503,
            Self::StorageFull => 507,
            Self::Internal => 500,
            Self::BrokenRow { .. } | Self::EmptyFile | Self::EanCheckDigit => 422,
            _ => 400,
        }
    }

    /// The stable name, used in problem documents and logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::BadCredentials => "bad_credentials",
            Self::TooManyAttempts => "too_many_attempts",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Forbidden => "forbidden",
            Self::InvalidField { .. } => "invalid_field",
            Self::InvalidPrm => "invalid_prm",
            Self::InvalidEan => "invalid_ean",
            Self::EanCheckDigit => "ean_check_digit",
            Self::FutureDate { .. } => "future_date",
            Self::EndBeforeStart => "end_before_start",
            Self::UnknownPeriod => "unknown_period",
            Self::PageTooLarge { .. } => "page_too_large",
            Self::UnknownProvider => "unknown_provider",
            Self::AlreadyConnected => "already_connected",
            Self::ConsentState => "consent_state",
            Self::ConsentRefused => "consent_refused",
            Self::ConsentFailed => "consent_failed",
            Self::ProviderUnavailable => "provider_unavailable",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::UnknownFileFormat => "unknown_file_format",
            Self::BrokenRow { .. } => "broken_row",
            Self::EmptyFile => "empty_file",
            Self::PreviewGone => "preview_gone",
            Self::ChangedMeanwhile => "changed_meanwhile",
            Self::StillUsed => "still_used",
            Self::Unavailable => "unavailable",
            Self::StorageFull => "storage_full",
            Self::Internal => "internal",
        }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::error::Error for AppError {}
