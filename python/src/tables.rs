//! The tables of records as Arrow.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_cast::parse::Parser;
use arrow_schema::{DataType, Field, Schema};
use juten::model::Document;
use juten::profile::Profile;
use juten::write::tables::{self, Column, Kind, Row, Value};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::errors::of_profile;

/// A table in Arrow's memory. pyarrow, pandas, polars, DuckDB and others take it without a copy.
#[pyclass(frozen, module = "juten._native")]
pub struct ArrowTable(RecordBatch);

#[pymethods]
impl ArrowTable {
    /// The table by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let rows: ArrayRef = Arc::new(StructArray::from(self.0.clone()));
        let field = Field::new_struct("", self.0.schema_ref().fields().clone(), false);
        let field = field.with_metadata(self.0.schema_ref().metadata().clone());
        let stream = Box::new(ArrayIterator::new([Ok(rows)], Arc::new(field)));
        Ok(to_stream_pycapsule(py, stream, requested_schema)?)
    }

    /// Its schema by the same interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.0.schema_ref().as_ref())?)
    }

    /// Number of rows.
    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// Names of its columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        let fields = self.0.schema_ref().fields();
        fields.iter().map(|field| field.name().clone()).collect()
    }
}

/// The tables of records that one profile mapped, in the order of a package: name and rows of each.
#[pyfunction]
pub fn record_tables(
    py: Python<'_>,
    records: Vec<Vec<u8>>,
    profile: &str,
) -> PyResult<Vec<(String, ArrowTable)>> {
    let profile = Profile::parse(profile).map_err(|error| of_profile(py, &error.to_string()))?;
    let wrong = |error: serde_json::Error| PyValueError::new_err(error.to_string());
    let documents: Result<Vec<Document>, _> = records
        .iter()
        .map(|json| serde_json::from_slice(json).map_err(wrong))
        .collect();
    let documents = documents?;
    let made = py.detach(|| {
        let tables = tables::tables(&profile);
        let tables = tables.iter().map(|table| {
            let rows: Vec<Row> = documents.iter().flat_map(|d| table.rows(d)).collect();
            batch(&table.columns, &rows).map(|batch| (table.name.to_string(), ArrowTable(batch)))
        });
        tables.collect::<Result<Vec<_>, _>>()
    });
    made.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// A table of text, as a document shows it: names of its columns, then its rows.
#[pyfunction]
pub fn text_table(columns: Vec<String>, rows: Vec<Vec<Option<String>>>) -> PyResult<ArrowTable> {
    let fields = columns
        .iter()
        .map(|name| Field::new(name, DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let column = |at: usize| {
        let mut texts = StringBuilder::new();
        rows.iter()
            .for_each(|row| texts.append_option(row.get(at).and_then(Option::as_deref)));
        Arc::new(texts.finish()) as ArrayRef
    };
    let arrays = (0..columns.len()).map(column).collect();
    let batch = RecordBatch::try_new(schema, arrays);
    batch
        .map(ArrowTable)
        .map_err(|error| PyValueError::new_err(error.to_string()))
}

fn batch(columns: &[Column], rows: &[Row]) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let field = |column: &Column| {
        // as in a package: a key is there, all else may be empty
        Field::new(&column.name, data_type(column.kind), !column.required)
            .with_metadata([("title".to_owned(), column.title.clone())].into())
    };
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    let arrays = columns.iter().map(|column| array(column, rows)).collect();
    RecordBatch::try_new(schema, arrays)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
    }
}

fn array(column: &Column, rows: &[Row]) -> ArrayRef {
    let values = rows.iter().map(|row| column.value(row));
    match column.kind {
        Kind::Text => {
            let mut texts = StringBuilder::new();
            values.for_each(|value| texts.append_option(text(value)));
            Arc::new(texts.finish())
        }
        Kind::Integer => {
            let mut numbers = Int64Builder::new();
            values.for_each(|value| numbers.append_option(number(value).and_then(|n| n.as_i64())));
            Arc::new(numbers.finish())
        }
        Kind::Number => {
            let mut numbers = Float64Builder::new();
            values.for_each(|value| numbers.append_option(number(value).and_then(|n| n.as_f64())));
            Arc::new(numbers.finish())
        }
        Kind::Date => {
            let mut days = Date32Builder::new();
            let day = |text: String| Date32Type::parse(&text);
            values.for_each(|value| days.append_option(text(value).and_then(day)));
            Arc::new(days.finish())
        }
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Empty => None,
        Value::Text(text) => Some(text.into_owned()),
        Value::Number(number) => Some(number.to_string()),
    }
}

fn number(value: Value) -> Option<serde_json::Number> {
    match value {
        Value::Number(number) => Some(number),
        Value::Empty | Value::Text(_) => None,
    }
}
