//! The page of day colours.

use crate::domain::{tariff::Colour, time::LocalDay};
use serde::{Deserialize, Serialize};

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColoursView {
    /// The first and the last day that is known.
    pub known: Option<(LocalDay, LocalDay)>,
    /// Days between them that are not.
    pub missing: i64,
    /// The first day of the season; it ends on 31 August.
    pub season: LocalDay,
    /// Blue, white and red days of the season that are known.
    pub counts: [usize; 3],
    /// The latest two weeks up to tomorrow.
    pub recent: Vec<(LocalDay, Option<Colour>)>,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// No day and colour.
    Unreadable,
    /// Nobody can know that day's colour yet.
    TooLate,
    /// The day has another colour: in this list, or already.
    Differs(LocalDay, Colour),
}

/// The form as it is drawn again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColoursForm {
    /// As typed.
    pub text: String,
    /// Lines that were refused, counting from 1.
    pub faults: Vec<(u32, LineFault)>,
}
