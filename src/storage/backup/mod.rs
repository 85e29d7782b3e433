//! What `backup` and `restore` need of a database beyond the rest of this folder. Every function here opens a connection
//! of its own: a backup neither changes the schema nor takes a place in the server's pool.

pub mod postgres;
pub mod sqlite;

use super::vault::Sealed;
use crate::domain::id::ConsentId;

/// One sealed token, to try whether a key opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The consent that it belongs to.
    pub consent: ConsentId,
    /// Its name there.
    pub name: String,
    /// Opens with the vault, for its row only.
    pub sealed: Sealed,
}
