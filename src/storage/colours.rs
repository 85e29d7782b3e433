//! The public colours of days, the same for every organisation.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, all, one},
    number_day,
};
use crate::domain::{
    tariff::{Colour, Colours},
    time::LocalDay,
};

const COLOURS: &str = "SELECT day, colour FROM day_colours WHERE day >= $1 AND day < $2 ORDER BY day";

/// The known colours of the days `[first, end)`.
///
/// # Errors
/// When the database fails.
pub async fn between(db: &Db, first: LocalDay, end: LocalDay) -> Result<Colours, StorageError> {
    let rows = all!(db, (i64, String), COLOURS, day_number(first), day_number(end))?;
    let read = |(day, colour): (i64, String)| {
        let colour = Colour::from_name(&colour).ok_or(StorageError::Unreadable("day_colours"))?;
        Ok((number_day(day), colour))
    };
    rows.into_iter().map(read).collect::<Result<_, _>>().map(Colours)
}

const COLOURS_KNOWN: &str =
    "SELECT MIN(day) AS first, MAX(day) AS last, CAST(COUNT(*) AS BIGINT) AS days FROM day_colours";

/// The first and the last day with a colour, and how many have one; `None` without any.
///
/// # Errors
/// When the database fails.
pub async fn known(db: &Db) -> Result<Option<(LocalDay, LocalDay, i64)>, StorageError> {
    let row = one!(db, (Option<i64>, Option<i64>, i64), COLOURS_KNOWN)?;
    let (first, last, days) = row;
    Ok(first.zip(last).map(|(first, last)| (number_day(first), number_day(last), days)))
}

const PUT_COLOURS: &str = "INSERT INTO day_colours (day, colour) ";
const REPLACE_COLOURS: &str = " ON CONFLICT (day) DO UPDATE SET colour = excluded.colour";

/// Writes colours in the place of what was known of the same days.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, colours: &Colours) -> Result<(), StorageError> {
    let rows: Vec<(LocalDay, Colour)> = colours.0.iter().map(|(day, colour)| (*day, *colour)).collect();
    for some in rows.chunks(1_000) {
        let row = |(day, colour): &(LocalDay, Colour)| [day_number(*day).into(), colour.as_str().into()];
        Built::new(PUT_COLOURS).rows(some, row).push(REPLACE_COLOURS).run(tx).await?;
    }
    Ok(())
}
