//! What a table looks like, as the database itself says.

use super::Snapshot;
use crate::storage::{
    StorageError,
    db::{Built, Engine, all},
    tables::TABLES,
};

/// A table of ours: its columns in the order of their names, its primary key.
#[derive(Clone, Debug)]
pub struct Table {
    /// As in [`TABLES`].
    pub name: &'static str,
    pub(super) columns: Vec<Column>,
    /// Places in `columns`, in the order of the key.
    pub(super) key: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    required: bool,
    /// Whether the database counts its values up by itself.
    pub counted: bool,
}

/// How a column's values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Text,
    Bytes,
    /// Sixteen bytes that PostgreSQL has a type of their own for.
    Uuid,
    /// No type of ours.
    Other,
}

impl Kind {
    fn of(type_name: &str) -> Self {
        match type_name {
            "INTEGER" | "bigint" => Self::Integer,
            "TEXT" | "text" => Self::Text,
            "BLOB" | "bytea" => Self::Bytes,
            "uuid" => Self::Uuid,
            _ => Self::Other,
        }
    }
}

/// Each engine has its own catalogue. Name, type, whether it must be there, place in the primary key (0: none), whether
/// the database counts it up, which SQLite does by the highest key.
const SQLITE_COLUMNS: &str =
    "SELECT name, type, \"notnull\", CAST(pk AS INTEGER), 0 FROM pragma_table_info($1) ORDER BY name";

/// As above.
const POSTGRES_COLUMNS: &str = "SELECT c.column_name::text, c.data_type::text, CAST(c.is_nullable = 'NO' AS INT)::bigint, \
     COALESCE((SELECT k.ordinal_position::bigint FROM information_schema.table_constraints t \
       JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name AND k.table_name = t.table_name \
       WHERE t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' AND k.column_name = c.column_name), 0), \
     CAST(c.is_identity = 'YES' AS INT)::bigint \
     FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = $1 \
     ORDER BY c.column_name COLLATE \"C\"";

impl Table {
    /// All tables, in the order of [`TABLES`]. One that is not there has no column.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(snapshot: &mut Snapshot) -> Result<Vec<Self>, StorageError> {
        let mut tables = Vec::new();
        for name in TABLES {
            type Said = (String, String, i64, i64, i64);
            let rows = match snapshot.executor() {
                Engine::Sqlite(_) => all!(snapshot, Said, SQLITE_COLUMNS, name)?,
                Engine::Postgres(_) => all!(snapshot, Said, POSTGRES_COLUMNS, name)?,
            };
            let mut key: Vec<(i64, usize)> =
                rows.iter().enumerate().filter(|(_, row)| row.3 > 0).map(|(at, row)| (row.3, at)).collect();
            key.sort_unstable();
            let column = |(name, type_name, required, _, counted): Said| Column {
                name,
                kind: Kind::of(&type_name),
                required: required == 1,
                counted: counted == 1,
            };
            let key = key.into_iter().map(|(_, at)| at).collect();
            tables.push(Self { name, columns: rows.into_iter().map(column).collect(), key });
        }
        Ok(tables)
    }

    /// Whether rows of one fit into the other as they are.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let known = self.columns.iter().all(|column| column.kind != Kind::Other);
        known && !self.key.is_empty() && self.shape() == other.shape()
    }

    /// Name, kind and duty of each column, and the key: alike on both engines.
    #[must_use]
    pub fn shape(&self) -> (Vec<(&str, String, bool)>, &[usize]) {
        let kind = |kind| if kind == Kind::Uuid { Kind::Bytes } else { kind };
        let column = |column: &'_ Column| format!("{:?}", kind(column.kind));
        (self.columns.iter().map(|each| (each.name.as_str(), column(each), each.required)).collect(), &self.key)
    }

    /// The place of a column in a row.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|each| each.name == column)
    }

    pub(super) fn key_columns(&self) -> impl Iterator<Item = &Column> {
        self.key.iter().filter_map(|at| self.columns.get(*at))
    }

    /// `head ("column", …)` of all columns.
    pub(super) fn columns_after(&self, built: Built) -> Built {
        built.names(self.columns.iter().map(|column| column.name.as_str()))
    }
}
