//! What was received, and the sums of each local day that are written with it.

mod forms;
mod kept;
mod many;
mod official;
mod page;
#[cfg(test)]
mod plans;
mod raw;
mod rollups;
mod yearly;

pub(in crate::storage) use forms::instant_of_minute;
pub use kept::{boundary, drop_chunks, keep_from, kept_from, older, release, tidy, zones};
pub use many::readings_of;
pub use official::{official_between, official_in, put_official};
pub use page::{Place, count, latest, page, place_of};
pub use raw::{MAX_STEP, overlapping, overlapping_in, put, readings_between, readings_in, remove};
pub use rollups::{days_through, first_last_day, put_rollups, remove_rollups, rollups_between, rollups_in};
pub use yearly::{WholeDays, whole_days};

/// Rows of one multi-row statement: its variables stay below what SQLite (32 766) and PostgreSQL (65 535) take, with up
/// to 16 columns.
const ROWS_PER_STATEMENT: usize = 1_000;
