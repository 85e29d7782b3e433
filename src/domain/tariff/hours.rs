//! Minutes of the local day, and stretches of them: `22:50` to `06:50`.

use serde::{Deserialize, Serialize};

/// A minute of the local day, from `00:00` to `24:00`.
#[derive(Clone, Debug, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Minute(u16);

impl Minute {
    /// `24:00`.
    pub const END: Self = Self(1_440);

    /// The minute `hour`:`minute`; `None` beyond `24:00`.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour > 24 || minute >= 60 || (hour == 24 && minute > 0) {
            return None;
        }
        Some(Self(hour * 60 + minute))
    }

    /// Minutes since the clock showed 00:00.
    #[must_use]
    pub fn of_day(self) -> u32 {
        u32::from(self.0)
    }
}

impl TryFrom<String> for Minute {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let two = |digits: &str| {
            let good = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            good.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let parts = text.split_once(':').and_then(|(hour, minute)| two(hour).zip(two(minute)));
        parts.and_then(|(hour, minute)| Self::new(hour, minute)).ok_or("expected HH:MM")
    }
}

impl From<Minute> for String {
    fn from(minute: Minute) -> Self {
        format!("{:02}:{:02}", minute.0 / 60, minute.0 % 60)
    }
}

/// `[from, to)` by the local clock; across midnight when `to` comes before `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// First minute inside; not `24:00`.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "22:50"))]
    pub from: Minute,
    /// First minute after.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "06:50"))]
    pub to: Minute,
}

/// Where a minute lies that is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// The hours began on the same day.
    Today,
    /// They began on the day before.
    Yesterday,
}

impl Hours {
    /// Whether some minutes of the day lie inside and others outside.
    #[must_use]
    pub fn is_possible(self) -> bool {
        let whole_day = (self.from.of_day(), self.to) == (0, Minute::END);
        self.from != self.to && self.from < Minute::END && !whole_day
    }

    /// On which day the hours began in which this minute of the day lies; `None` outside.
    #[must_use]
    pub fn began(self, minute: u32) -> Option<Began> {
        let (from, to) = (self.from.of_day(), self.to.of_day());
        match from < to {
            true => (from <= minute && minute < to).then_some(Began::Today),
            false if minute >= from => Some(Began::Today),
            false => (minute < to).then_some(Began::Yesterday),
        }
    }
}
