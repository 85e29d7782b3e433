//! What a file holds and what importing it would do, compared with what is stored.

use super::{App, refuse_future};
use crate::{
    analytics::zone::Zone,
    domain::{
        building::{Building, UsagePoint},
        error::AppError,
        id::ImportId,
        identifier::UsagePointNumber,
        provider::ProviderId,
    },
    formats::{Format, Parsed, ParsedSeries, summary::Summary},
    services::{buildings, ingest},
    storage,
    views::imports::{ImportGap, ImportOverlap, ImportPreview, ImportSeries},
};

/// The whole preview.
pub(super) async fn preview(
    app: &App,
    building: &Building,
    id: ImportId,
    file_name: &str,
    parsed: &Parsed,
) -> Result<ImportPreview, AppError> {
    let zone = buildings::zone(building)?;
    let mut list = Vec::with_capacity(parsed.series.len());
    for series in &parsed.series {
        list.push(one(app, building, zone, parsed, series).await?);
    }
    let (file_name, format) = (file_name.to_owned(), parsed.format.as_str().to_owned());
    Ok(ImportPreview { id, file_name, format, series: list })
}

/// Who writes this format; of a table of one's own the operator whose numbers look like this one.
pub(super) fn provider(format: Format, number: &str) -> ProviderId {
    match format {
        Format::GenericCsv if number.len() == 14 => ProviderId::Enedis,
        Format::GenericCsv => ProviderId::Fluvius,
        Format::FluviusQuarterHours
        | Format::FluviusHours
        | Format::FluviusDays
        | Format::FluviusEnergy
        | Format::FluviusMandates
        | Format::Telegram => ProviderId::Fluvius,
        Format::Ores => ProviderId::Ores,
        Format::Enedis2026Curve
        | Format::Enedis2026Daily
        | Format::Enedis2026MaxPower
        | Format::Enedis2026Registers
        | Format::Enedis2026Contract
        | Format::Enedis2026Synthesis
        | Format::Enedis2026Metering
        | Format::Enedis2026Address
        | Format::EnedisServices
        | Format::EnedisHourly
        | Format::EnedisR63
        | Format::HaLinky
        | Format::EnedisV5Curve
        | Format::EnedisV5Daily
        | Format::EnedisV5MaxPower
        | Format::EnedisV5Contract
        | Format::EnedisV5Address
        | Format::GatewayAccount
        | Format::TempoCalendar
        | Format::EnedisError => ProviderId::Enedis,
    }
}

/// The checked number and the building's meter that has it.
pub(super) async fn meter(
    app: &App,
    building: &Building,
    provider: ProviderId,
    number: &str,
) -> Result<(UsagePointNumber, Option<UsagePoint>), AppError> {
    let number = UsagePointNumber::parse(provider.number_kind(), number)?;
    let point = storage::usage_points::live_by_number(&app.db, building.organisation, provider, &number).await?;
    match point {
        Some(point) if point.building != building.id => Err(AppError::AlreadyConnected),
        point => Ok((number, point)),
    }
}

async fn one(
    app: &App,
    building: &Building,
    zone: Zone,
    parsed: &Parsed,
    series: &ParsedSeries,
) -> Result<ImportSeries, AppError> {
    let provider = provider(parsed.format, &series.number);
    let (number, point) = meter(app, building, provider, &series.number).await?;
    let summary = Summary::of(series, zone);
    let span = summary.span.ok_or(AppError::EmptyFile)?;
    refuse_future(span.end, app.clock.now())?;
    let known = match &point {
        None => None,
        Some(point) => {
            let rows = storage::usage_points::series_of(&app.db, &[point.id]).await?;
            rows.into_iter().find(|row| row.kind == series.kind)
        }
    };
    let mut overlap = ImportOverlap::default();
    if summary.values > 0 {
        overlap = ingest::preview(&app.db, zone, known.as_ref(), (&series.readings, &series.official)).await?;
    }
    let gap = |gap: &crate::domain::time::Interval| ImportGap {
        from: zone.wall_time(gap.start),
        to: zone.wall_time(gap.end),
    };
    Ok(ImportSeries {
        check_digit_wrong: point.is_none() && number.check_digit_is_wrong(),
        number: number.to_string(),
        provider,
        meter: point.map(|point| point.id),
        kind: series.kind,
        first: zone.wall_time(span.start),
        last: zone.wall_time(span.end),
        step_minutes: if let [step] = summary.steps[..] { Some(step / 60) } else { None },
        values: summary.values,
        nulls: summary.nulls,
        total: summary.total,
        gaps: summary.gaps.iter().map(gap).collect(),
        overlap,
    })
}
