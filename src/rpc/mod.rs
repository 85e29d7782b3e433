//! Server functions, one file per screen. Bodies are short: context, service, error.

pub mod alerts;
pub mod building;
pub mod colours;
pub mod connect;
pub mod factors;
pub mod import_file;
pub mod login;
pub mod notices;
pub mod portfolio;
pub mod ranking;
pub mod reports;
pub mod rules;
pub mod settings;
pub mod tariffs;

use crate::domain::error::AppError;
use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// What the framework itself stumbles over; its text stays out of the browser.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::InvalidField { field: String::new(), expected: String::new() }
            }
            _ => Self::Internal,
        }
    }
}

#[cfg(feature = "ssr")]
pub(crate) mod context {
    //! What a server function finds in its context: set in one place, `web::router`.

    use crate::{
        domain::{access::Actor, error::AppError},
        services::App,
    };
    use leptos::prelude::use_context;

    /// The application.
    ///
    /// # Errors
    /// [`AppError::Internal`] outside a request.
    pub fn app() -> Result<App, AppError> {
        use_context::<App>().ok_or(AppError::Internal)
    }

    /// The logged-in person.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] when nobody is logged in.
    pub fn actor() -> Result<Actor, AppError> {
        use_context::<Actor>().ok_or(AppError::Unauthenticated)
    }
}
