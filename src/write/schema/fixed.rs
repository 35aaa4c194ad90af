//! The parts of the schema that are the same for every form.

use serde_json::{Value, json};

use super::kinds::{count, date, list, object, or_null, reference, text};
use crate::diagnostics::Code;

pub(super) fn source() -> Value {
    object(
        json!({
            "name": text("File name without its folder; - for standard input."),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the bytes."},
            "media_type": {"enum": crate::read::MEDIA_TYPES},
            "bytes": count("Size in bytes."),
            "pages": count("Number of pages."),
            "producer": text("The producer that the PDF's metadata names."),
            "ocr": object(
                json!({
                    "model": text("Name of the model that read the scanned pages."),
                    "sha256": text("SHA-256 of its file."),
                }),
                &["model", "sha256"],
            ),
        }),
        &["name", "sha256", "media_type", "bytes", "pages"],
    )
}

pub(super) fn document() -> Value {
    object(
        json!({
            "id": {"type": "string", "pattern": "^d[0-9a-f]{16}$", "description": "`d` and the first 16 digits of the source's SHA-256."},
            "municipality": reference("municipality"),
            "department": or_null(text("The department; null where the file holds several or names none.")),
            "fiscal_year": or_null(text("Fiscal year as written, for example 令和2年度.")),
            "fiscal_year_start": or_null(date("First day of the fiscal year.")),
            "fiscal_year_end": or_null(date("Last day of the fiscal year.")),
            "goals": list(reference("goal"), "The cover's list of goals, else the sheets' own."),
        }),
        &[
            "id",
            "department",
            "fiscal_year",
            "fiscal_year_start",
            "fiscal_year_end",
            "goals",
        ],
    )
}

pub(super) fn municipality() -> Value {
    object(
        json!({
            "code": {"type": "string", "pattern": "^[0-9]{6}$", "description": "全国地方公共団体コード with its check digit."},
            "name": text("Name, for example 上田市."),
            "prefecture": text("Prefecture, for example 長野県."),
        }),
        &["code", "name", "prefecture"],
    )
}

pub(super) fn goal() -> Value {
    object(
        json!({
            "no": count("Its number."),
            "title": text("Its text."),
            "department": text("The department of its cover, if the file holds several covers."),
        }),
        &["no", "title"],
    )
}

pub(super) fn part() -> Value {
    object(
        json!({"marker": text("Its marker as written."), "text": text("Its text.")}),
        &["marker", "text"],
    )
}

pub(super) fn labelled() -> Value {
    object(
        json!({"label": text("The label as written."), "text": text("Its text.")}),
        &["label", "text"],
    )
}

pub(super) fn coverage() -> Value {
    object(
        json!({
            "characters": count("Characters of the source that are not white space."),
            "mapped": count("In values."),
            "labels": count("In labels, titles and markers."),
            "furniture": count("In page numbers and running titles."),
            "unmapped": count("In none of these."),
        }),
        &["characters", "mapped", "labels", "furniture", "unmapped"],
    )
}

pub(super) fn diagnostic() -> Value {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    object(
        json!({
            "code": {"enum": codes},
            "severity": {"enum": ["note", "warning", "error"]},
            "message": text("One sentence."),
            "path": text("JSON Pointer of the part of the record concerned."),
            "page": {"type": "integer", "minimum": 1},
            "bbox": reference("box"),
        }),
        &["code", "severity", "message"],
    )
}

pub(super) fn uncertain() -> Value {
    let doubt = object(
        json!({
            "at": count("Index of the character in the value, from 0."),
            "read": text("As read."),
            "second": text("The second guess."),
        }),
        &["at", "read"],
    );
    object(
        json!({
            "path": text("JSON Pointer of the value, or of a list that may lack entries."),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "Confidence of its least certain character."},
            "characters": list(doubt, "Its uncertain characters; none if the value is empty or absent and may have been lost."),
        }),
        &["path", "confidence", "characters"],
    )
}

pub(super) fn corrected() -> Value {
    object(
        json!({
            "path": text("JSON Pointer of the value."),
            "from": {"description": "The value as it was converted; null if it was absent."},
            "to": {"description": "The value now."},
            "by": text("Who says so."),
        }),
        &["path", "from", "to"],
    )
}

pub(super) fn provenance() -> Value {
    let origin = object(
        json!({
            "page": {"type": "integer", "minimum": 1},
            "bbox": reference("box"),
            "cell": text("Cell of a workbook (総務部!C12), or of the table of this number in a Word document or a web page (2!C12)."),
            "line": {"type": "integer", "minimum": 1, "description": "First line: of the file for text input; for originals of the cell, or the paragraph outside tables."},
            "column": {"type": "integer", "minimum": 1, "description": "First column in characters, for text input and originals."},
        }),
        &["page"],
    );
    json!({
        "type": "object",
        "description": "JSON Pointer of each value → its place in the source; only on request.",
        "additionalProperties": {"type": "array", "items": origin},
    })
}
