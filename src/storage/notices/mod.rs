//! Messages: who wants them, the services that take them, the outbox, and what people see on their page.

pub mod endpoints;
pub mod inbox;
pub mod of_alert;
pub mod outbox;
pub mod preferences;
mod row;
pub mod scope;
pub mod sending;
