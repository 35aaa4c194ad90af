//! The rows of the tables of records and groups.

use super::super::rows::{self, Row};
use crate::model::{Document, FieldValue, Record};

/// A record and, if it is inside a group, the key of the group and the number of its block on the sheet.
type InBlock<'a> = (Option<(&'a str, u32)>, &'a Record);

/// The records at the end of a path of keys, sheet by sheet.
pub(super) fn records<'a>(document: &'a Document, keys: &[String]) -> Vec<Row<'a>> {
    let mut all = Vec::new();
    for sheet in rows::sheets(document) {
        let Some(fields) = sheet.sheet.map(|sheet| &sheet.fields) else {
            continue;
        };
        let Some((last, groups)) = keys.split_last() else {
            continue;
        };
        let mut level: Vec<InBlock<'a>> = vec![(None, fields)];
        for key in groups {
            let blocks = below(&level, key);
            let numbered = (1..).zip(blocks);
            level = numbered
                .map(|(seq, (_, key, block))| (Some((key, seq)), block))
                .collect();
        }
        all.extend(
            (1..)
                .zip(below(&level, last))
                .map(|(seq, (block, _, record))| Row {
                    record: Some(record),
                    seq,
                    block,
                    ..sheet
                }),
        );
    }
    all
}

/// The records under a key of each record, with its block and the key.
fn below<'a>(
    level: &[InBlock<'a>],
    key: &str,
) -> Vec<(Option<(&'a str, u32)>, &'a str, &'a Record)> {
    let mut all = Vec::new();
    for (block, record) in level {
        if let Some((key, FieldValue::Records(records))) = record.get_key_value(key) {
            all.extend(records.iter().map(|record| (*block, key.as_str(), record)));
        }
    }
    all
}
