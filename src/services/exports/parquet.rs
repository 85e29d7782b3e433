//! Apache Parquet, a row group for each piece: what is written leaves memory at once.

use super::{
    Encoder, ExportOf,
    rows::{Rows, name},
};
use crate::domain::error::AppError;
use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, Int64Type},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

const READINGS: &str = "message readings {
    REQUIRED BYTE_ARRAY meter (UTF8);
    REQUIRED BYTE_ARRAY series (UTF8);
    REQUIRED BYTE_ARRAY start (UTF8);
    REQUIRED BYTE_ARRAY end (UTF8);
    OPTIONAL INT64 stored_value;
    REQUIRED BYTE_ARRAY unit (UTF8);
    REQUIRED BYTE_ARRAY quality (UTF8);
    REQUIRED BYTE_ARRAY source (UTF8);
}";
const DAYS: &str = "message days {
    REQUIRED BYTE_ARRAY meter (UTF8);
    REQUIRED BYTE_ARRAY series (UTF8);
    REQUIRED BYTE_ARRAY day (UTF8);
    OPTIONAL INT64 stored_value;
    REQUIRED BYTE_ARRAY unit (UTF8);
    OPTIONAL INT64 official_stored_value;
    REQUIRED INT64 day_seconds;
    REQUIRED INT64 covered_seconds;
    REQUIRED INT64 estimated;
    REQUIRED INT64 corrected;
}";

/// What was written and not yet taken.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer over [`Waiting`].
pub(super) struct Parquet {
    writer: SerializedFileWriter<Waiting>,
    waiting: Waiting,
}

impl Parquet {
    /// For rows of one kind.
    pub fn new(of: ExportOf) -> Result<Self, AppError> {
        let message = if of == ExportOf::Readings { READINGS } else { DAYS };
        let waiting = Waiting::default();
        let schema = parse_message_type(message).map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(waiting.clone(), Arc::new(schema), Arc::new(properties));
        Ok(Self { writer: writer.map_err(failed)?, waiting })
    }
}

fn failed(error: ParquetError) -> AppError {
    tracing::error!(%error, "a Parquet file could not be written");
    AppError::Internal
}

/// One column of a row group.
enum Column {
    Text(Vec<ByteArray>),
    Number(Vec<i64>),
    Maybe(Vec<Option<i64>>),
}

fn texts<'a, T: 'a>(rows: &'a [T], of: impl Fn(&'a T) -> String) -> Column {
    Column::Text(rows.iter().map(|row| ByteArray::from(of(row).into_bytes())).collect())
}

fn columns(rows: &Rows) -> Vec<Column> {
    match rows {
        Rows::Readings(rows) => vec![
            texts(rows, |row| row.meter.clone()),
            texts(rows, |row| row.series.as_str().to_owned()),
            texts(rows, |row| row.start.clone()),
            texts(rows, |row| row.end.clone()),
            Column::Maybe(rows.iter().map(|row| row.value).collect()),
            texts(rows, |row| row.unit.to_owned()),
            texts(rows, |row| name(row.quality)),
            texts(rows, |row| name(row.source)),
        ],
        Rows::Days(rows) => vec![
            texts(rows, |row| row.meter.clone()),
            texts(rows, |row| row.series.as_str().to_owned()),
            texts(rows, |row| row.day.to_string()),
            Column::Maybe(rows.iter().map(|row| row.value).collect()),
            texts(rows, |row| row.unit.to_owned()),
            Column::Maybe(rows.iter().map(|row| row.official).collect()),
            Column::Number(rows.iter().map(|row| row.day_seconds).collect()),
            Column::Number(rows.iter().map(|row| row.covered_seconds).collect()),
            Column::Number(rows.iter().map(|row| row.estimated).collect()),
            Column::Number(rows.iter().map(|row| row.corrected).collect()),
        ],
    }
}

impl Encoder for Parquet {
    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(self.waiting.take())
    }

    fn piece(&mut self, rows: &Rows) -> Result<Vec<u8>, AppError> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in columns(rows) {
            let Some(mut writer) = group.next_column().map_err(failed)? else { return Err(AppError::Internal) };
            match column {
                Column::Text(values) => writer.typed::<ByteArrayType>().write_batch(&values, None, None),
                Column::Number(values) => writer.typed::<Int64Type>().write_batch(&values, None, None),
                Column::Maybe(values) => {
                    let known: Vec<i64> = values.iter().flatten().copied().collect();
                    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
                    writer.typed::<Int64Type>().write_batch(&known, Some(&levels), None)
                }
            }
            .map_err(failed)?;
            writer.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(self.waiting.take())
    }

    fn end(&mut self) -> Result<Vec<u8>, AppError> {
        self.writer.finish().map_err(failed)?;
        Ok(self.waiting.take())
    }
}
