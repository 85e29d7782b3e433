//! An array of objects, a line for each.

use super::{Encoder, rows::Rows};
use crate::domain::error::AppError;
use serde::Serialize;

/// Knows whether a comma is due.
#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

impl Json {
    fn lines<T: Serialize>(&mut self, rows: &[T]) -> Result<Vec<u8>, AppError> {
        let mut text = Vec::new();
        for row in rows {
            text.extend_from_slice(if self.begun { b",\n" } else { b"\n" });
            self.begun = true;
            serde_json::to_writer(&mut text, row).map_err(|_| AppError::Internal)?;
        }
        Ok(text)
    }
}

impl Encoder for Json {
    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(b"[".to_vec())
    }

    fn piece(&mut self, rows: &Rows) -> Result<Vec<u8>, AppError> {
        match rows {
            Rows::Readings(rows) => self.lines(rows),
            Rows::Days(rows) => self.lines(rows),
        }
    }

    fn end(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(b"\n]\n".to_vec())
    }
}
