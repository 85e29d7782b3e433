//! The dashboard of a building, computed from hand-made data.

mod expected;
mod file_meter;
mod shape;
mod span;
mod unusual;
mod worth;

use crate::support::{Meter, TestApp};
use syndiwatt::{
    analytics::zone::Zone,
    domain::{
        access::{Actor, Role},
        building::UsagePoint,
        error::AppError,
        id::UserId,
        reading::Reading,
        series::{Quality, SeriesKind, Source},
        time::{LocalDay, PeriodKind},
        units::Joules,
    },
    services::{
        dashboards,
        ingest::{self, Batch},
        portfolio,
    },
    storage,
    views::building::{BuildingView, ChartKind, DashboardQuery, SlotState},
};

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

fn syndic(test: &TestApp) -> Actor {
    let organisation = test.organisation;
    Actor { user: UserId::new(), organisation, role: Role::Syndic, buildings: Vec::new(), name: String::new() }
}

/// Half-hours of `watts` over the local days `[first, end)`; `watts` gets the number of the half-hour of its day.
async fn feed(
    test: &TestApp,
    point: &UsagePoint,
    first: &str,
    end: &str,
    watts: impl Fn(LocalDay, i64) -> Option<i64>,
) {
    let mut readings = Vec::new();
    for today in day(first).iter_days().take_while(|today| *today < day(end)) {
        let bounds = Zone::PARIS.bounds(today);
        readings.extend((0..bounds.seconds() / 1_800).filter_map(|nth| {
            let value = Some(watts(today, nth)? * 1_800);
            let start = bounds.start.plus(nth * 1_800);
            Some(Reading { start, step: 1_800, value, quality: Quality::Raw, source: Source::Enedis })
        }));
    }
    let kind = SeriesKind::ElectricityConsumption;
    let mut tx = test.app.db.begin().await.unwrap();
    let key = storage::usage_points::series_key(&mut tx, point.id, kind).await.unwrap();
    let batch = Batch { readings, official: Vec::new() };
    ingest::write(&mut tx, Zone::PARIS, key, kind, &batch, test.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn view(test: &TestApp, kind: PeriodKind, on: &str) -> BuildingView {
    let query = DashboardQuery { kind, day: Some(day(on)), ..DashboardQuery::default() };
    dashboards::building(&test.app, &syndic(test), test.building.id, &query).await.unwrap()
}

fn kwh(value: Option<Joules>) -> f64 {
    value.unwrap().kwh()
}

#[tokio::test]
async fn a_running_month_against_as_many_days() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-10-01", "2026-11-21", |d, _| Some(if d < day("2026-11-01") { 1_000 } else { 1_100 }))
        .await;
    let view = view(&test, PeriodKind::Month, "2026-11-05").await;
    assert_eq!((view.summary.days_elapsed, view.summary.days_whole), (20, 20));
    assert!((kwh(view.summary.total) - 20.0 * 26.4).abs() < 1e-9);
    assert_eq!((view.comparisons[0].days, view.comparisons[1].days), (20, 0));
    assert_eq!(view.comparisons[0].reference, Joules(20 * 24 * 3_600_000).into());
    assert!((view.comparisons[0].percent.unwrap() - 10.0).abs() < 1e-9);
    assert_eq!(view.comparisons[1].percent, None);
    assert_eq!((view.previous, view.next), ("2026-10".parse().ok(), None));
    let year = self::view(&test, PeriodKind::Year, "2026-11-05").await;
    assert_eq!(year.comparisons.len(), 1, "the year before is the same period last year");
    let states: Vec<SlotState> = view.charts[0].slots.iter().map(|slot| slot.state).collect();
    assert_eq!(states.len(), 30);
    assert!(states[..20].iter().all(|state| *state == SlotState::Measured));
    assert!(states[20..].iter().all(|state| *state == SlotState::Future));
    assert_eq!(view.months.iter().map(|row| row.month.to_string()).collect::<Vec<_>>(), ["2026-11", "2026-10"]);
}

#[tokio::test]
async fn clock_changes_have_46_and_50_half_hours() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    feed(&test, &point, "2026-03-28", "2026-03-30", |_, nth| Some(nth)).await;
    feed(&test, &point, "2026-10-24", "2026-10-26", |_, nth| Some(nth)).await;
    let spring = view(&test, PeriodKind::Day, "2026-03-29").await;
    assert_eq!((spring.charts[0].kind, spring.charts[0].slots.len()), (ChartKind::LoadCurve, 46));
    let autumn = view(&test, PeriodKind::Day, "2026-10-25").await;
    let slots = &autumn.charts[0].slots;
    assert_eq!(slots.len(), 50);
    let twos: Vec<_> = slots.iter().filter(|s| s.start.hour == 2).map(|s| s.start.zone_mark.as_str()).collect();
    assert_eq!(twos, ["CEST", "CEST", "CET", "CET"]);
    // 03:00 is the 8th half-hour of this day and the 6th of the day before.
    assert_eq!((slots[8].value, slots[8].compared), (Some(Joules(8 * 1_800)), Some(Joules(6 * 1_800))));
    assert_eq!(autumn.charts[0].missing_seconds, 0);
}

#[tokio::test]
async fn the_maximum_of_two_meters_is_of_their_sum() {
    let test = TestApp::new().await;
    let first = Meter::default().insert(&test.app, &test.building).await;
    let second = Meter::default().number("09111111111111").insert(&test.app, &test.building).await;
    // Alone they peak at 9 and 8 kW on the 10th, at different times; together at 14 kW on the 12th.
    let peaks = |ten: i64, height: i64| {
        move |d: LocalDay, nth: i64| {
            Some(match (d == day("2026-11-10"), d == day("2026-11-12"), nth) {
                (true, _, nth) if nth == ten => height,
                (_, true, 36) => 7_000,
                _ => 500,
            })
        }
    };
    feed(&test, &first, "2026-11-01", "2026-11-21", peaks(10, 9_000)).await;
    feed(&test, &second, "2026-11-01", "2026-11-20", peaks(20, 8_000)).await;
    let view = view(&test, PeriodKind::Month, "2026-11-20").await;
    let max = view.summary.max.unwrap();
    assert_eq!((max.watts, max.minutes, max.at.day, max.at.hour), (14_000, 30, day("2026-11-12"), 18));
    // The 20th has data of one meter only: the other's next file is missing.
    assert_eq!((view.summary.days_elapsed, view.summary.days_whole), (20, 19));
    let row =
        portfolio::view(&test.app, &syndic(&test)).await.unwrap().rows.into_iter().find(|r| r.id == test.building.id);
    assert_eq!(row.unwrap().month_total, view.summary.total);
}

#[tokio::test]
async fn missing_is_never_zero() {
    let test = TestApp::new().await;
    let point = Meter::default().insert(&test.app, &test.building).await;
    let hole = |d: LocalDay, nth| (d != day("2026-11-10") && !(d == day("2026-11-12") && nth < 4)).then_some(400);
    feed(&test, &point, "2026-11-01", "2026-11-15", hole).await;
    let view = view(&test, PeriodKind::Month, "2026-11-10").await;
    let slots = &view.charts[0].slots;
    assert_eq!((slots[9].value, slots[9].state), (None, SlotState::Missing));
    assert_eq!(slots[11].state, SlotState::Partial);
    assert_eq!((slots[14].value, slots[14].state), (None, SlotState::Missing));
    assert_eq!(view.charts[0].missing_seconds, 86_400 + 2 * 3_600);
    // The data end on the 14th: later days are not there yet, in the month's row as in the period's figures.
    let (month, summary) = (&view.months[0], &view.summary);
    assert_eq!((month.days_whole, month.days_elapsed, month.total), (12, 14, summary.total));
    assert_eq!((summary.days_whole, summary.days_elapsed), (12, 14));
    assert_eq!((view.quality.days, view.quality.complete, view.quality.partial, view.quality.absent), (14, 12, 1, 1));
    assert_eq!(
        view.quality_days.iter().map(|found| found.day).collect::<Vec<_>>(),
        [day("2026-11-12"), day("2026-11-10")]
    );
}

#[tokio::test]
async fn another_organisation_s_building_does_not_exist() {
    let test = TestApp::new().await;
    let actor = syndic(&test);
    let query = DashboardQuery::default();
    let foreign = dashboards::building(&test.app, &actor, test.foreign.id, &query).await;
    assert_eq!(foreign.unwrap_err(), AppError::NotFound);
    let options = dashboards::chart_options(&test.app, &actor, test.foreign.id, &query, 0, false, "fr").await;
    assert_eq!(options.unwrap_err(), AppError::NotFound);
    let other = Meter::default().insert(&test.app, &test.foreign).await;
    let query = DashboardQuery { meter: Some(other.id), ..query };
    let theirs = dashboards::building(&test.app, &actor, test.building.id, &query).await;
    assert_eq!(theirs.unwrap_err(), AppError::NotFound);
}
