//! Up to where a table has been copied: the key of its last row, written out.

use super::{Row, Table, table::Kind};
use crate::storage::{StorageError, db::Value};
use uuid::Uuid;

/// The key of a row: rows after it are those that are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(pub(super) Vec<Value>);

impl Place {
    /// The place of a row.
    #[must_use]
    pub fn of(table: &Table, row: &Row) -> Self {
        Self(table.key.iter().filter_map(|at| row.0.get(*at).cloned()).collect())
    }

    /// As text: a list of texts, bytes in hexadecimal.
    #[must_use]
    pub fn to_text(&self) -> String {
        let part = |value: &Value| match value {
            Value::Integer(number) => number.unwrap_or_default().to_string(),
            Value::Text(text) => text.clone().unwrap_or_default(),
            Value::Id(id) => id.map(|id| hex::encode(id.as_bytes())).unwrap_or_default(),
            Value::Bytes(bytes) => bytes.as_ref().map(hex::encode).unwrap_or_default(),
        };
        let parts: Vec<String> = self.0.iter().map(part).collect();
        serde_json::Value::from(parts).to_string()
    }

    /// From [`Place::to_text`].
    ///
    /// # Errors
    /// When it is none of this table.
    pub fn from_text(table: &Table, text: &str) -> Result<Self, StorageError> {
        let unreadable = || StorageError::Unreadable("copy_progress");
        let parts: Vec<String> = serde_json::from_str(text).map_err(|_| unreadable())?;
        if parts.len() != table.key.len() {
            return Err(unreadable());
        }
        let value = |(part, kind): (String, Kind)| match kind {
            Kind::Integer => part.parse().ok().map(|number| Value::Integer(Some(number))),
            Kind::Text => Some(Value::Text(Some(part))),
            Kind::Bytes | Kind::Uuid => hex::decode(part).ok().map(|bytes| Value::Bytes(Some(bytes))),
            Kind::Other => None,
        };
        let kinds = table.key_columns().map(|column| column.kind);
        let values: Option<Vec<Value>> = parts.into_iter().zip(kinds).map(value).collect();
        values.map(Self).ok_or_else(unreadable)
    }

    /// The values as statements take them: PostgreSQL compares a UUID with a UUID only.
    pub(super) fn bound(&self, table: &Table) -> Vec<Value> {
        let kinds = table.key_columns().map(|column| column.kind);
        let bound = |(value, kind): (&Value, Kind)| match (value, kind) {
            (Value::Bytes(Some(bytes)), Kind::Uuid) => Value::Id(Uuid::from_slice(bytes).ok()),
            (value, _) => value.clone(),
        };
        self.0.iter().zip(kinds).map(bound).collect()
    }
}
