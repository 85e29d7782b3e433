//! Telling people about alerts: who is told what and when, sending it, and the page where they read and choose.
//!
//! A message is written as facts in the transaction that changes the alert, and sent afterwards by whichever instance
//! takes it first. It is put into words when it is sent, in its reader's language.

mod due;
mod enqueue;

pub use enqueue::enqueue;
