//! Where columns begin in lines that are read together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::WIDE;
use super::lines::Laid;

/// The first columns of the cells of lines.
///
/// Columns that are white in all lines divide them into parts. A cell begins where a gap separates two parts next to each
/// other; a single space in every line is a space between words: `(1) 9月`. A gap that passes over a part is one between two
/// such cells, or the indent of a line below a marker; if there is none, a cell begins behind it.
pub(super) fn starts<'l>(lines: impl IntoIterator<Item = &'l Laid>) -> Vec<usize> {
    let mut text = BTreeSet::new();
    let mut gaps = Vec::new();
    for line in lines {
        text.extend(line.covered());
        gaps.extend(line.gaps().into_iter().map(|gap| gap.columns));
    }
    let follows = |column: usize| {
        column
            .checked_sub(1)
            .is_some_and(|before| text.contains(&before))
    };
    let parts: Vec<usize> = text
        .iter()
        .copied()
        .filter(|column| !follows(*column))
        .collect();
    let part = |column: usize| {
        parts
            .partition_point(|start| *start <= column)
            .saturating_sub(1)
    };
    let sides = |gap: &Range<usize>| (part(gap.start.saturating_sub(1)), part(gap.end));
    let begin = |at: usize| parts.get(at).copied();
    let neighbours = gaps
        .iter()
        .map(sides)
        .filter(|(left, right)| left + 1 == *right);
    let mut starts: BTreeSet<usize> = neighbours.filter_map(|(_, right)| begin(right)).collect();
    starts.extend(parts.first());
    for (left, right) in gaps.iter().map(sides) {
        let first = begin(left + 1).filter(|_| left < right);
        if first
            .zip(begin(right))
            .is_some_and(|(first, last)| starts.range(first..=last).next().is_none())
        {
            starts.extend(begin(right));
        }
    }
    starts.into_iter().collect()
}

/// The extent of each column.
pub(super) fn extents(starts: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
}

/// Whether lines may be one row whose cells all begin on its first line: no column begins below it, no wide gap is left
/// inside a cell, and no words of a title are taken for cells.
pub(super) fn fit(lines: &[&Laid]) -> bool {
    let starts = starts(lines.iter().copied());
    let begins_on_first_line = || {
        let first = lines.first();
        first.is_some_and(|first| extents(&starts).all(|extent| !first.within(extent).is_empty()))
    };
    let has_no_gap = || {
        let gaps = lines.iter().flat_map(|line| line.gaps());
        let mut wide = gaps.filter(|gap| gap.blanks >= WIDE);
        wide.all(|gap| {
            let behind = gap.columns.start + 1..=gap.columns.end;
            starts.iter().any(|start| behind.contains(start))
        })
    };
    let are_aligned = || {
        extents(&starts)
            .skip(1)
            .all(|extent| is_aligned(lines, extent))
    };
    begins_on_first_line() && has_no_gap() && are_aligned()
}

/// `pdftotext` rounds positions to columns: texts at one position differ by up to two.
pub(super) const ROUNDED: usize = 2;

/// Whether each text of a column that only a single space separates from the one before begins or ends where another of the
/// column does that a gap separates.
fn is_aligned(lines: &[&Laid], extent: Range<usize>) -> bool {
    let follows_gap =
        |line: &Laid, column: usize| line.gaps().iter().any(|gap| gap.columns.end == column);
    let texts = lines.iter().filter_map(|line| {
        let text = line.within(extent.clone());
        let (start, end) = (text.first()?.column, text.last()?.column);
        Some((
            start,
            end,
            follows_gap(line, start) || line.start() == start,
        ))
    });
    let (apart, close): (Vec<_>, Vec<_>) = texts.partition(|(.., is_apart)| *is_apart);
    close.iter().all(|(start, end, _)| {
        let mut apart = apart.iter();
        apart.any(|(a, b, _)| a.abs_diff(*start) <= ROUNDED || b.abs_diff(*end) <= ROUNDED)
    })
}
