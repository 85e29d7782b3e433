//! The shape of the period that is shown: the figures of `…/iot/profile`, the heatmap, and the bands of the tariffs.

use super::{MOST_BARS, Shown, footnotes};
use crate::{
    analytics::{
        cost::{Component, MonthPeak},
        profile::Hours,
    },
    domain::{
        access::Actor,
        error::AppError,
        id::BuildingId,
        time::{LocalDay, Period, PeriodKind},
        units::Joules,
    },
    services::{
        App, costs,
        statistics::{self, MeterShape, Shape},
    },
    views::{
        building::DashboardQuery,
        profile::{BandShare, HOURS, HeatRows, Heatmap, MeterPeakView, MonthPeakView, ProfileView},
    },
};
use std::collections::HashMap;

/// The shape of the elapsed days of the period that `query` shows; `None` for a day, whose curve says all, and where
/// nothing is known.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see.
pub async fn profile(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    query: &DashboardQuery,
) -> Result<Option<ProfileView>, AppError> {
    let shown = Shown::load(app, actor, id, query).await?;
    let (period, table) = (shown.period, &shown.table);
    let Some(end) = shown.present.latest.and_then(|latest| latest.succ_opt()).map(|after| after.min(period.end()))
    else {
        return Ok(None);
    };
    if period.kind == PeriodKind::Day || end <= period.first {
        return Ok(None);
    }
    let Shape { profile, weekdays, meters } = statistics::shape(app, table, (period.first, end)).await?;
    if profile.mean.is_none() {
        return Ok(None);
    }
    Ok(Some(ProfileView {
        base_load: profile.base_load,
        nights: profile.nights,
        load_factor: profile.load_factor,
        night_share: profile.night_share,
        bands: if query.production { Vec::new() } else { bands(app, &shown, (period.first, end)).await? },
        heatmap: match period.kind {
            PeriodKind::Year => by_month(period, &profile.months),
            PeriodKind::Span(days) if days > MOST_BARS => by_month(period, &profile.months),
            _ => by_day((period.first, end), &profile.days),
        },
        weekdays,
        meters: meters.into_iter().map(peaks).collect(),
    }))
}

/// Energy by band, when there is more than one.
async fn bands(app: &App, shown: &Shown, days: (LocalDay, LocalDay)) -> Result<Vec<BandShare>, AppError> {
    let meters = costs::of_days(app, &shown.source, shown.meter, days).await?;
    let parts = costs::by_component(&costs::together(&meters));
    let energy = parts.into_iter().filter_map(|(component, energy, _)| match component {
        Component::Energy(band) => Some((band, energy)),
        Component::Subscription | Component::Power | Component::Injection => None,
    });
    let mut found: Vec<BandShare> = energy.map(|(band, energy)| BandShare { band, energy, share: 0 }).collect();
    let all: Joules = found.iter().map(|of| of.energy).sum();
    for of in &mut found {
        of.share = footnotes::per_mille(of.energy, all);
    }
    found.sort_by_key(|of| std::cmp::Reverse(of.energy));
    Ok(if found.len() > 1 { found } else { Vec::new() })
}

fn by_day((first, end): (LocalDay, LocalDay), known: &[Hours]) -> Heatmap {
    let rows = first.iter_days().take_while(|day| *day < end);
    Heatmap { rows: HeatRows::Days(first), watts: watts(rows, known) }
}

fn by_month(period: Period, known: &[Hours]) -> Heatmap {
    let first = Period::containing(PeriodKind::Month, period.first);
    let last = known.last().map_or(first.first, |of| of.first);
    let rows = std::iter::successors(Some(first), |month| Some(month.next())).map(|month| month.first);
    Heatmap { rows: HeatRows::Months(first), watts: watts(rows.take_while(|first| *first <= last), known) }
}

fn watts(rows: impl Iterator<Item = LocalDay>, known: &[Hours]) -> Vec<Option<u32>> {
    let known: HashMap<LocalDay, &Hours> = known.iter().map(|of| (of.first, of)).collect();
    let row = |first: LocalDay| known.get(&first).map_or([None; HOURS], |of| of.watts);
    rows.flat_map(row).map(|watts| watts.and_then(|watts| u32::try_from(watts).ok())).collect()
}

fn peaks(meter: MeterShape) -> MeterPeakView {
    let MeterShape { line, max, subscribed_kva, months } = meter;
    #[expect(clippy::cast_possible_truncation, reason = "watts of a building fit")]
    let max = max.map(|watts| watts.round() as i64);
    let month = |(first, peak): (LocalDay, MonthPeak)| MonthPeakView {
        month: Period::containing(PeriodKind::Month, first),
        watts: peak.watts,
        at_least: peak.uncertain,
    };
    MeterPeakView {
        id: line.usage_point,
        name: if line.label.is_empty() { line.number } else { line.label },
        max,
        subscribed_kva,
        months: months.into_iter().map(month).collect(),
    }
}
