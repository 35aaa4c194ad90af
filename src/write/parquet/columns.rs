//! Columns of a Parquet file: their types, and buffers for their values.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnWriter, ColumnWriterImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

use crate::values::is_date;
use crate::write::tables::{Column, Kind, Value};

/// The Parquet type of a column.
pub fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.build()?))
}

/// The buffered values of a column.
pub enum Values {
    Text(Optional<ByteArray>),
    Integer(Optional<i64>),
    Number(Optional<f64>),
    Date(Optional<i32>),
}

/// The values, and for each row whether it has one (1) or not (0).
#[derive(Default)]
pub struct Optional<T> {
    values: Vec<T>,
    is_there: Vec<i16>,
}

impl Values {
    /// An empty buffer for this column.
    pub fn of(column: &Column) -> Self {
        match column.kind {
            Kind::Text => Self::Text(Optional::default()),
            Kind::Integer => Self::Integer(Optional::default()),
            Kind::Number => Self::Number(Optional::default()),
            Kind::Date => Self::Date(Optional::default()),
        }
    }

    /// Adds the value of a row.
    pub fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Text(to), Value::Text(text)) if !text.is_empty() => {
                to.push(Some(text.into_owned().into_bytes().into()));
            }
            (Self::Date(to), Value::Text(day)) => to.push(days_since_1970(&day)),
            (Self::Integer(to), Value::Number(number)) => to.push(number.as_i64()),
            (Self::Number(to), Value::Number(number)) => to.push(number.as_f64()),
            (Self::Text(to), Value::Number(number)) => {
                to.push(Some(number.to_string().into_bytes().into()));
            }
            (Self::Text(to), _) => to.push(None),
            (Self::Integer(to), _) => to.push(None),
            (Self::Number(to), _) => to.push(None),
            (Self::Date(to), _) => to.push(None),
        }
    }

    /// Writes the values and clears the buffer.
    pub fn write(&mut self, to: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        match (self, to) {
            (Self::Text(values), ColumnWriter::ByteArrayColumnWriter(to)) => values.write(to),
            (Self::Integer(values), ColumnWriter::Int64ColumnWriter(to)) => values.write(to),
            (Self::Number(values), ColumnWriter::DoubleColumnWriter(to)) => values.write(to),
            (Self::Date(values), ColumnWriter::Int32ColumnWriter(to)) => values.write(to),
            _ => Err(ParquetError::General(
                "the column has another type".to_owned(),
            )),
        }
    }
}

impl<T> Optional<T> {
    fn push(&mut self, value: Option<T>) {
        self.is_there.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<D: DataType<T = T>>(
        &mut self,
        to: &mut ColumnWriterImpl<'_, D>,
    ) -> Result<(), ParquetError> {
        to.write_batch(&self.values, Some(&self.is_there), None)?;
        self.values.clear();
        self.is_there.clear();
        Ok(())
    }
}

/// Days since 1970-01-01 of a date `YYYY-MM-DD`.
fn days_since_1970(day: &str) -> Option<i32> {
    if !is_date(day) {
        return None;
    }
    let mut parts = day.split('-').map(str::parse::<i32>);
    let mut part = || parts.next()?.ok();
    let (year, month, day) = (part()?, part()?, part()?);
    // years start in March, so that a leap day is the last day
    let year = if month > 2 { year } else { year - 1 };
    let leap_days = year / 4 - year / 100 + year / 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(365 * year + leap_days + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let days = |day| days_since_1970(day).unwrap_or(i32::MIN);
        assert_eq!(days("1970-01-01"), 0);
        assert_eq!(days("1969-12-31"), -1);
        assert_eq!(days("2000-02-29"), 11_016);
        assert_eq!(days("2021-03-31"), 18_717);
        assert_eq!(days_since_1970("2021-02-29"), None);
    }
}
