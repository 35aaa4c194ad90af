//! Tables of Markdown: a line a row, upright bars between cells.

use super::rows::{Field, Row, Segment, count, lines};

/// The rows of a text with such a table; none for other texts.
pub(super) fn rows(text: &str) -> Option<Vec<Row<'_>>> {
    lines(text).any(is_rule).then(|| {
        let numbered = lines(text).zip(1..);
        let kept = numbered.filter(|(line, _)| !is_rule(line));
        kept.map(|(line, number)| row(line, number)).collect()
    })
}

/// The line below the header: `| --- | :-: |`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|')
        && line.len() > 2
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn row(line: &str, number: u32) -> Row<'_> {
    let whole = Segment {
        text: line,
        line: number,
        column: 1,
    };
    let start = line.len() - line.trim_start().len();
    if !line.trim_start().starts_with('|') {
        return vec![field(whole)];
    }
    let mut row = Vec::new();
    let mut from = start + 1;
    for (at, _) in line.match_indices('|') {
        let is_escaped = line.get(..at).is_some_and(|before| before.ends_with('\\'));
        if is_escaped || at < from {
            continue;
        }
        row.push(field(piece(line, from..at, number)));
        from = at + 1;
    }
    let rest = line.get(from..).unwrap_or_default();
    if !rest.trim().is_empty() {
        row.push(field(piece(line, from..line.len(), number)));
    }
    // a row of one cell would be a line
    if row.len() == 1 {
        row.push(field(piece(line, line.len()..line.len(), number)));
    }
    row
}

fn piece(line: &str, range: std::ops::Range<usize>, number: u32) -> Segment<'_> {
    let before = line.get(..range.start).unwrap_or_default();
    Segment {
        text: line.get(range).unwrap_or_default(),
        line: number,
        column: count(before) + 1,
    }
}

fn field(segment: Segment<'_>) -> Field<'_> {
    Field {
        segments: vec![segment],
        quoted: false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bars_part_cells() {
        let text = "# 題\n\n| 項目 | 期限 |\n|---|:-:|\n| a \\| b | (1) 9月<br>(2) 通年 |\n";
        let rows = rows(text).unwrap();
        let texts: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(|f| f.segments[0].text.trim()).collect())
            .collect();
        assert_eq!(texts[0], ["# 題"]);
        assert_eq!(texts[2], ["項目", "期限"]);
        assert_eq!(texts[3], ["a \\| b", "(1) 9月<br>(2) 通年"]);
        assert_eq!(rows[3][1].segments[0].column, 11);
    }

    #[test]
    fn bars_alone_make_no_table() {
        assert!(rows("a | b\nc | d").is_none());
        assert!(rows("|x|\n|---").is_some());
    }
}
