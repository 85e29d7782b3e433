//! Messages about alerts: what happened, who wants to know what and when, and the services that are told too.

mod change;
mod endpoint;
mod message;
mod preference;
mod quantity;
mod refused;

pub use change::{AlertChange, ChangeState, Told};
pub use endpoint::{Endpoint, EndpointKind, NewEndpoint};
pub use message::{Facts, Notice, NoticeState, Problem, Recipient};
pub use preference::{Digest, Preference, Ways, time_of_day};
pub use quantity::Quantity;
pub use refused::{Fault, NoticeError};
