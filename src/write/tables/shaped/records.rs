//! The rows of the tables of records and groups.

use super::super::rows::{self, Row};
use crate::model::{Document, FieldValue, Record};

/// The key of the group that a record is inside, and the number of its block on the sheet.
type Block<'a> = Option<(&'a str, u32)>;

/// The records at the end of a path of keys, sheet by sheet.
pub(super) fn records<'a>(document: &'a Document, keys: &[String]) -> Vec<Row<'a>> {
    let Some((last, groups)) = keys.split_last() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for sheet in rows::sheets(document) {
        let Some(fields) = sheet.sheet.map(|sheet| &sheet.fields) else {
            continue;
        };
        let mut level: Vec<(Block<'a>, &'a Record)> = vec![(None, fields)];
        for group in groups {
            let blocks = (1..).zip(below(&level, group));
            let own = |(seq, (_, key, block))| (Some((key, seq)), block);
            level = blocks.map(own).collect();
        }
        let rows = (1..).zip(below(&level, last));
        all.extend(rows.map(|(seq, (block, _, record))| Row {
            record: Some(record),
            seq,
            block,
            ..sheet
        }));
    }
    all
}

/// The records that records have under a key, with the block and the key of each.
fn below<'a>(
    level: &[(Block<'a>, &'a Record)],
    key: &str,
) -> impl Iterator<Item = (Block<'a>, &'a str, &'a Record)> {
    let of = move |(block, record): &(Block<'a>, &'a Record)| {
        let block = *block;
        let (key, records) = match record.get_key_value(key) {
            Some((key, FieldValue::Records(records))) => (key.as_str(), records.as_slice()),
            _ => ("", [].as_slice()),
        };
        records.iter().map(move |record| (block, key, record))
    };
    level.iter().flat_map(of)
}
