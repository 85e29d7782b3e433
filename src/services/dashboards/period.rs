//! Which period is shown, which neighbours can be gone to, and which of its days are over.

use crate::{
    domain::time::{LocalDay, Period},
    views::building::DashboardQuery,
};

/// The period of the query: around its day, else around the latest day with data, else around today. Days to come give
/// the period of today.
pub(super) fn choose(query: &DashboardQuery, today: LocalDay, latest: Option<LocalDay>) -> Period {
    let day = query.day.or(latest).unwrap_or(today).min(today);
    Period::containing(query.kind, day)
}

/// The period before, if it can hold data.
pub(in crate::services) fn previous(period: Period, earliest: Option<LocalDay>) -> Option<Period> {
    let before = period.previous();
    (before.first < period.first && earliest.is_some_and(|earliest| earliest <= before.last())).then_some(before)
}

/// The period after, if it has begun.
pub(in crate::services) fn next(period: Period, today: LocalDay) -> Option<Period> {
    Some(period.next()).filter(|after| period.first < after.first && after.first <= today)
}

/// The days from the period's first to its last one or the latest with data.
pub(in crate::services) fn elapsed(period: Period, latest: Option<LocalDay>) -> impl Iterator<Item = LocalDay> + Clone {
    let (first, end) = (period.first, period.end());
    first.iter_days().take_while(move |day| *day < end && latest.is_some_and(|latest| *day <= latest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::PeriodKind;

    fn day(text: &str) -> LocalDay {
        text.parse().unwrap()
    }

    #[test]
    fn the_month_of_the_latest_data_unless_asked_otherwise() {
        let (today, latest) = (day("2026-11-21"), Some(day("2021-10-31")));
        let shown = |query: DashboardQuery| choose(&query, today, latest).to_string();
        assert_eq!(shown(DashboardQuery::default()), "2021-10");
        assert_eq!(shown(DashboardQuery { kind: PeriodKind::Week, ..Default::default() }), "2021-W43");
        let asked = |text: &str| DashboardQuery { day: Some(day(text)), ..Default::default() };
        assert_eq!(shown(asked("2026-03-05")), "2026-03");
        assert_eq!(shown(asked("2031-03-05")), "2026-11");
        assert_eq!(choose(&DashboardQuery::default(), today, None).to_string(), "2026-11");
    }

    #[test]
    fn no_way_out_of_the_data() {
        let (today, november) = (day("2026-11-21"), "2026-11".parse().unwrap());
        assert_eq!(next(november, today), None);
        assert_eq!(previous(november, Some(day("2026-11-01"))), None);
        assert_eq!(previous(november, None), None);
        assert_eq!(previous(november, Some(day("2026-10-31"))), "2026-10".parse().ok());
        assert_eq!(next("2026-10".parse().unwrap(), today), Some(november));
        assert_eq!(next("2026-11-20".parse().unwrap(), today), "2026-11-21".parse().ok());
    }

    #[test]
    fn days_are_over_up_to_the_latest_data() {
        let november = "2026-11".parse().unwrap();
        assert_eq!(elapsed(november, Some(day("2026-11-20"))).count(), 20);
        assert_eq!(elapsed(november, Some(day("2026-12-20"))).count(), 30);
        assert_eq!(elapsed(november, Some(day("2026-10-20"))).count(), 0);
        assert_eq!(elapsed(november, None).count(), 0);
    }
}
