//! Tables copied from a browser: tabs between cells, but a line feed within a cell is a bare one, so that a row comes in
//! several lines.

use super::rows::{Field, Row};

/// Puts rows together that come in several lines; all others stay as they are.
///
/// It is sure where every row then has as many cells as the longest line, from the first line with tabs to the last.
pub(super) fn whole(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    if let Some(whole) = joined(&rows) {
        return whole;
    }
    // tables of other widths follow after blank lines
    let parts = rows.split_inclusive(is_blank);
    parts
        .flat_map(|part| joined(part).unwrap_or_else(|| part.to_vec()))
        .collect()
}

fn is_blank(row: &Row<'_>) -> bool {
    let segments = row.iter().flat_map(|field| &field.segments);
    row.len() == 1 && segments.into_iter().all(|s| s.text.trim().is_empty())
}

/// At least `BROKEN` of at least `ROWS` rows must span several lines: a few lines of any text may add up to a row.
const BROKEN: usize = 2;
const ROWS: usize = 4;

/// The rows put together, if that is what they need.
fn joined<'t>(rows: &[Row<'t>]) -> Option<Vec<Row<'t>>> {
    let cells = rows.iter().map(Vec::len).max().filter(|cells| *cells > 2)?;
    let first = rows.iter().position(|row| row.len() > 1)?;
    let last = rows.iter().rposition(|row| row.len() > 1)?;
    let (mut out, mut open): (Vec<Row<'t>>, Row<'t>) = (rows.get(..first)?.to_vec(), Vec::new());
    let (mut whole, mut broken, mut has_bare) = (0, 0, false);
    for row in rows.get(first..=last)? {
        has_bare |= row.len() == 1;
        if row.len() == cells {
            // lines before a whole row are the end of the row above, or text between two tables
            between(std::mem::take(&mut open), &mut out)?;
            out.push(row.clone());
            whole += 1;
            continue;
        }
        if open.is_empty() && row.len() == 1 && goes_on(row) && ends_in_text(&out) {
            between(row.clone(), &mut out)?;
            continue;
        }
        append(&mut open, row);
        if open.len() > cells {
            return None;
        }
        if open.len() == cells {
            out.push(std::mem::take(&mut open));
            broken += 1;
        }
    }
    out.extend(rows.get(last + 1..)?.iter().cloned());
    let is_sure = broken >= BROKEN && whole + broken >= ROWS && has_bare;
    (open.is_empty() && is_sure).then_some(out)
}

/// Lines without tabs go into the last cell of the row before them, or stay lines where that is empty.
fn between<'t>(lines: Row<'t>, out: &mut Vec<Row<'t>>) -> Option<()> {
    if lines.len() > 1 {
        return None;
    }
    let Some(field) = lines.into_iter().next() else {
        return Some(());
    };
    let last = out.last_mut().and_then(|row| row.last_mut());
    match last.filter(|last| has_text(last)) {
        Some(last) => last.segments.extend(field.segments),
        None => {
            let own = |segment| {
                vec![Field {
                    segments: vec![segment],
                    quoted: false,
                }]
            };
            out.extend(field.segments.into_iter().map(own));
        }
    }
    Some(())
}

fn has_text(field: &Field<'_>) -> bool {
    field.segments.iter().any(|s| !s.text.trim().is_empty())
}

/// Whether the last cell so far has text, which may go on.
fn ends_in_text(rows: &[Row<'_>]) -> bool {
    let last = rows.last().filter(|row| row.len() > 1);
    last.and_then(|row| row.last()).is_some_and(has_text)
}

/// Whether a line reads like one of a text, and not like the beginning of a label: it opens with a point of a list, or
/// ends a sentence.
fn goes_on(line: &Row<'_>) -> bool {
    let text = line.first().and_then(|field| field.segments.first());
    let text = text.map_or("", |segment| segment.text.trim());
    text.starts_with(['(', '（', '・', '⑴', '⑵', '⑶', '⑷', '⑸']) || text.ends_with('。')
}

/// Adds a line to a row: its first cell goes on with the row's last one.
fn append<'t>(open: &mut Row<'t>, line: &Row<'t>) {
    let mut fields = line.iter().cloned();
    match (open.last_mut(), fields.next()) {
        (Some(last), Some(first)) => last.segments.extend(first.segments),
        (None, Some(first)) => open.push(first),
        _ => {}
    }
    open.extend(fields);
}

#[cfg(test)]
mod tests {
    use super::super::rows::rows;
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let field = |field: &Field<'_>| {
            let lines: Vec<&str> = field.segments.iter().map(|s| s.text).collect();
            lines.join("/")
        };
        let rows = whole(rows(text));
        rows.iter()
            .map(|row| row.iter().map(field).collect())
            .collect()
    }

    #[test]
    fn a_row_in_several_lines_is_one() {
        let text = "題\t\t\n①\ta\nb\t(1)\n(2)\n②\tc\td\n③\te\nf\tg\n";
        let want = [
            vec!["題", "", ""],
            vec!["①", "a/b", "(1)/(2)"],
            vec!["②", "c", "d"],
            vec!["③", "e/f", "g"],
        ];
        assert_eq!(texts(text), want);
    }

    #[test]
    fn other_tables_stay_as_they_are() {
        let sums = "a\tb\tc\td\ne\tf\ng\th\n(1) i\tj\n";
        for text in [
            "題\n項目\t期限\t目標\n①\ta\n",
            "a\tb\tc\n題\nd\te\tf\n",
            sums,
        ] {
            let before: Vec<usize> = rows(text).iter().map(Vec::len).collect();
            let after: Vec<usize> = whole(rows(text)).iter().map(Vec::len).collect();
            assert_eq!(before, after, "{text}");
        }
    }
}
