//! Records as JSON: indented for people, or one line each (JSON Lines).

use crate::model::Document;

/// The record as indented JSON, ending with a line feed.
pub fn pretty(document: &Document) -> serde_json::Result<Vec<u8>> {
    ended(serde_json::to_vec_pretty(document)?)
}

/// The record on one line, ending with a line feed.
pub fn line(document: &Document) -> serde_json::Result<Vec<u8>> {
    ended(serde_json::to_vec(document)?)
}

fn ended(mut json: Vec<u8>) -> serde_json::Result<Vec<u8>> {
    json.push(b'\n');
    Ok(json)
}

/// What a parser found wrong, without the place that it adds, for messages that say where it is themselves.
pub(crate) fn complaint(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    told.strip_suffix(&place).unwrap_or(&told).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::sample;

    #[test]
    fn both_read_back_as_the_same_record() {
        let document = sample::document();
        for json in [pretty(&document).unwrap(), line(&document).unwrap()] {
            assert_eq!(serde_json::from_slice::<Document>(&json).unwrap(), document);
        }
    }

    #[test]
    fn a_line_is_one_line() {
        let json = line(&sample::document()).unwrap();
        assert_eq!(json.iter().filter(|&&b| b == b'\n').count(), 1);
        assert_eq!(json.last(), Some(&b'\n'));
    }

    #[test]
    fn keys_are_in_the_order_of_the_form() {
        let json = String::from_utf8(pretty(&sample::document()).unwrap()).unwrap();
        let at = |key: &str| json.find(key).unwrap();
        assert!(at("\"comprehensive_plan\"") < at("\"current_issues\""));
        assert!(at("\"special_notes\"") < at("\"items\""));
    }
}
