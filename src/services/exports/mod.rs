//! Everything that was received, or the sums of its days, for spreadsheets and other programs: streamed a quarter of a
//! year of one series at a time, so that memory holds no more than that.

mod csv;
mod json;
mod parquet;
mod rows;

use super::{
    App, buildings,
    dashboards::{
        sources::{self, Source},
        table::Line,
    },
};
use crate::{
    analytics::{chunks, zone::Zone},
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, UsagePointId},
        time::LocalDay,
    },
    storage,
};
use futures::{Stream, StreamExt, stream};
use rows::{DayRow, ReadingRow, Rows};
use std::str::FromStr;

/// Local days of one piece.
const PIECE_DAYS: u32 = 91;

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportOf {
    /// Values of intervals.
    Readings,
    /// Sums of local days.
    Days,
}

/// How they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Commas, and decimal points.
    Csv,
    /// Semicolons and decimal commas, as French and Belgian spreadsheets expect.
    CsvComma,
    /// An array of objects.
    Json,
    /// Apache Parquet, a row group for each piece.
    Parquet,
}

impl FromStr for ExportOf {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "readings" => Ok(Self::Readings),
            "days" => Ok(Self::Days),
            _ => Err(()),
        }
    }
}

impl FromStr for ExportFormat {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "csv" => Ok(Self::Csv),
            "csv-comma" => Ok(Self::CsvComma),
            "json" => Ok(Self::Json),
            "parquet" => Ok(Self::Parquet),
            _ => Err(()),
        }
    }
}

impl ExportFormat {
    /// Of the answer.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvComma => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Of the file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvComma => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct ExportQuery {
    /// What the rows are.
    pub of: ExportOf,
    /// How they are written.
    pub format: ExportFormat,
    /// First local day.
    pub first: LocalDay,
    /// First local day after.
    pub end: LocalDay,
    /// One meter; the whole building when absent.
    pub meter: Option<UsagePointId>,
}

/// Turns rows into bytes, piece by piece.
trait Encoder: Send {
    /// Before the first piece.
    fn begin(&mut self) -> Result<Vec<u8>, AppError>;
    /// One piece, never empty.
    fn piece(&mut self, rows: &Rows) -> Result<Vec<u8>, AppError>;
    /// After the last one.
    fn end(&mut self) -> Result<Vec<u8>, AppError>;
}

/// The file, in pieces. Whoever stops reading stops the work.
///
/// # Errors
/// [`AppError::NotFound`] for a building or meter that the actor may not see; [`AppError::EndBeforeStart`].
pub async fn export(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    query: ExportQuery,
) -> Result<impl Stream<Item = Result<Vec<u8>, AppError>> + Send + 'static, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, id).await?;
    if query.end <= query.first {
        return Err(AppError::EndBeforeStart);
    }
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    if query.meter.is_some_and(|meter| !source.points.iter().any(|point| point.id == meter)) {
        return Err(AppError::NotFound);
    }
    let pieces = pieces(&source, &query);
    let (app, zone) = (app.clone(), source.zone);
    let rows = stream::iter(pieces).then(move |(line, days)| {
        let app = app.clone();
        async move { load(&app, zone, query.of, line, days).await }
    });
    Ok(written(rows, encoder(query)?))
}

fn encoder(query: ExportQuery) -> Result<Box<dyn Encoder>, AppError> {
    Ok(match query.format {
        ExportFormat::Csv => Box::new(csv::Csv::new(query.of, b',', '.')),
        ExportFormat::CsvComma => Box::new(csv::Csv::new(query.of, b';', ',')),
        ExportFormat::Json => Box::new(json::Json::default()),
        ExportFormat::Parquet => Box::new(parquet::Parquet::new(query.of)?),
    })
}

/// Each series' days with data that were asked for, cut into pieces.
fn pieces(source: &Source, query: &ExportQuery) -> Vec<(Line, (LocalDay, LocalDay))> {
    let wanted = source.lines.iter().filter(|line| query.meter.is_none_or(|meter| meter == line.usage_point));
    let of_line = |line: &Line| {
        let end = line.last.succ_opt().unwrap_or(line.last).min(query.end);
        let days = chunks::split_days(query.first.max(line.first), end, PIECE_DAYS);
        days.into_iter().map(|days| (line.clone(), days)).collect::<Vec<_>>()
    };
    wanted.flat_map(of_line).collect()
}

async fn load(
    app: &App,
    zone: Zone,
    of: ExportOf,
    line: Line,
    (first, end): (LocalDay, LocalDay),
) -> Result<Rows, AppError> {
    Ok(match of {
        ExportOf::Readings => {
            let found = storage::readings::readings_between(&app.db, line.key, zone.span(first, end)).await?;
            Rows::Readings(found.iter().map(|reading| ReadingRow::new(zone, &line, reading)).collect())
        }
        ExportOf::Days => {
            let found = storage::readings::rollups_between(&app.db, &[line.key], first, end).await?;
            Rows::Days(found.iter().map(|(_, rollup)| DayRow::new(&line, rollup)).collect())
        }
    })
}

/// Beginning, pieces, end.
fn written(
    rows: impl Stream<Item = Result<Rows, AppError>> + Send + 'static,
    encoder: Box<dyn Encoder>,
) -> impl Stream<Item = Result<Vec<u8>, AppError>> + Send + 'static {
    enum Step {
        Begin,
        Rows,
        Done,
    }
    stream::try_unfold((Step::Begin, Box::pin(rows), encoder), |(step, mut rows, mut encoder)| async move {
        match step {
            Step::Begin => Ok(Some((encoder.begin()?, (Step::Rows, rows, encoder)))),
            Step::Rows => match rows.next().await.transpose()? {
                Some(some) if some.is_empty() => Ok(Some((Vec::new(), (Step::Rows, rows, encoder)))),
                Some(some) => Ok(Some((encoder.piece(&some)?, (Step::Rows, rows, encoder)))),
                None => Ok(Some((encoder.end()?, (Step::Done, rows, encoder)))),
            },
            Step::Done => Ok(None),
        }
    })
}
