//! When a message is tried again.

use crate::domain::time::Instant;

/// Seconds after each try in vain. After the last one it is given up: by then a day has passed.
const PAUSES: [i64; 7] = [60, 5 * 60, 15 * 60, 3_600, 4 * 3_600, 8 * 3_600, 12 * 3_600];

/// When to try again after `attempt` tries; `None`: not any more.
pub(super) fn after(attempt: i64, now: Instant) -> Option<Instant> {
    let place = usize::try_from(attempt.checked_sub(1)?).ok()?;
    PAUSES.get(place).map(|pause| now.plus(*pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_given_up_after_a_day() {
        let now = Instant(1_000);
        assert_eq!(after(1, now), Some(now.plus(60)));
        assert_eq!((after(8, now), after(0, now)), (None, None));
        let waited: i64 = PAUSES.iter().sum();
        assert!((86_400..2 * 86_400).contains(&waited));
    }
}
