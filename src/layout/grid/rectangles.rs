//! Regions of fields → rectangles.

use std::collections::BTreeMap;

use crate::layout::grid::Span;

/// Splits a region into rectangles, in the direction that gives fewer of them.
pub(crate) fn rectangles(region: &[(usize, usize)]) -> Vec<Span> {
    let by_row = stacked(region.iter().copied());
    if by_row.len() == 1 {
        return by_row;
    }
    let turned = stacked(region.iter().map(|&(r, c)| (c, r)));
    if turned.len() >= by_row.len() {
        return by_row;
    }
    let back = |s: Span| Span {
        row: s.col,
        col: s.row,
        rows: s.cols,
        cols: s.rows,
    };
    turned.into_iter().map(back).collect()
}

/// Runs of adjacent fields, with equal runs below each other merged.
fn stacked(fields: impl Iterator<Item = (usize, usize)>) -> Vec<Span> {
    let mut by_line: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (line, at) in fields {
        by_line.entry(line).or_default().push(at);
    }
    let mut done: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for (row, mut at) in by_line {
        at.sort_unstable();
        let mut next = Vec::new();
        for (col, cols) in runs(&at) {
            let above = |s: &Span| (s.row_end(), s.col, s.cols) == (row, col, cols);
            match open.iter().position(above).map(|i| open.swap_remove(i)) {
                Some(s) => next.push(Span {
                    rows: s.rows + 1,
                    ..s
                }),
                None => next.push(Span {
                    row,
                    col,
                    rows: 1,
                    cols,
                }),
            }
        }
        done.append(&mut open);
        open = next;
    }
    done.append(&mut open);
    done
}

/// Runs of consecutive numbers in a sorted list, as (first, count).
fn runs(sorted: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &n in sorted {
        match out.last_mut() {
            Some((first, count)) if *first + *count == n => *count += 1,
            _ => out.push((n, 1)),
        }
    }
    out
}
