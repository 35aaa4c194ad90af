//! A record against its schema and its invariants.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::Value;

use super::Finding;
use super::invariants::broken;
use super::locate::locate;
use crate::diagnostics::Code;
use crate::model::Document;
use crate::profile::Profile;
use crate::write::{json, schema};

/// Checks records of one profile.
pub struct Records {
    validator: Validator,
    /// The line of each document seen so far, by document id.
    seen: HashMap<String, u64>,
}

impl Records {
    /// A checker for records of this profile.
    ///
    /// # Errors
    ///
    /// The schema cannot be compiled.
    pub fn new(profile: &Profile) -> Result<Self, String> {
        let validator = jsonschema::draft202012::new(&schema::record(profile));
        Ok(Self {
            validator: validator.map_err(|error| error.to_string())?,
            seen: HashMap::new(),
        })
    }

    /// Checks one record, which begins on this line of its file.
    pub fn check(&mut self, text: &str, first_line: u64) -> Vec<Finding> {
        let mut findings = self.of_record(text, first_line);
        for finding in &mut findings {
            let place = finding.path.as_deref().and_then(|path| locate(text, path));
            if let Some((line, column)) = place {
                finding.line = Some(first_line + line - 1);
                finding.column = Some(column);
            }
        }
        findings
    }

    fn of_record(&mut self, text: &str, first_line: u64) -> Vec<Finding> {
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let line = first_line + (error.line() as u64).saturating_sub(1);
                let finding = Finding::new(
                    Code::NotCheckable,
                    format!("not valid JSON: {}", json::complaint(&error)),
                );
                return vec![finding.at(line, Some(error.column() as u64))];
            }
        };
        let errors = self.validator.iter_errors(&value);
        let findings: Vec<Finding> = errors
            .map(|error| {
                at(
                    Code::SchemaBroken,
                    error.instance_path().to_string(),
                    error.to_string(),
                )
            })
            .collect();
        if !findings.is_empty() {
            return findings;
        }
        match serde_json::from_value::<Document>(value) {
            Ok(document) => self.of_document(&document, first_line),
            Err(error) => vec![at(Code::SchemaBroken, String::new(), error.to_string())],
        }
    }

    fn of_document(&mut self, document: &Document, line: u64) -> Vec<Finding> {
        let contradictions = broken(document).into_iter();
        let mut findings: Vec<Finding> = contradictions
            .map(|(path, message)| at(Code::Contradiction, path, message))
            .collect();
        let id = document.document.id.clone();
        if let Some(first) = self.seen.get(&id) {
            let message = format!("the document {id} is already on line {first}");
            findings.push(at(Code::RepeatedKey, "/document/id".to_owned(), message));
        } else {
            self.seen.insert(id, line);
        }
        findings
    }
}

fn at(code: Code, path: String, message: String) -> Finding {
    let mut finding = Finding::new(code, message);
    finding.path = Some(path);
    finding
}
