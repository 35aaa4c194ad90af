//! Blocks of text: a region is cut alternately at its white columns and rows.

use super::super::raster::{Area, Ink, runs};

/// The width of white, in ems, between columns of text and between paragraphs.
const COLUMNS: f32 = 2.5;
const ROWS: f32 = 0.8;

/// The maximum depth of the recursion.
const DEEPEST: usize = 12;

/// Blocks in reading order.
pub(super) fn find(ink: &Ink, em: f32) -> Vec<Area> {
    let whole = Area {
        x0: 0,
        y0: 0,
        x1: ink.width(),
        y1: ink.height(),
    };
    let mut out = Vec::new();
    if let Some(area) = ink.tight(whole) {
        cut(ink, area, em, DEEPEST, &mut out);
    }
    out
}

fn cut(ink: &Ink, area: Area, em: f32, depth: usize, out: &mut Vec<Area>) {
    if depth == 0 || area.height() as f32 <= 1.5 * em {
        out.push(area);
        return;
    }
    let parts = [by_rows(ink, area, em), by_columns(ink, area, em)];
    match parts.into_iter().find(|parts| parts.len() > 1) {
        None => out.push(area),
        Some(parts) => {
            let parts = parts.into_iter().filter_map(|part| ink.tight(part));
            parts.for_each(|part| cut(ink, part, em, depth - 1, out));
        }
    }
}

fn by_columns(ink: &Ink, area: Area, em: f32) -> Vec<Area> {
    let parts = runs(&ink.columns(area), (COLUMNS * em) as usize);
    let part = |(from, to)| Area {
        x0: area.x0 + from,
        x1: area.x0 + to,
        ..area
    };
    parts.into_iter().map(part).collect()
}

fn by_rows(ink: &Ink, area: Area, em: f32) -> Vec<Area> {
    let inked: Vec<bool> = ink.rows(area).into_iter().map(|n| n > 0).collect();
    let part = |(from, to)| Area {
        y0: area.y0 + from,
        y1: area.y0 + to,
        ..area
    };
    runs(&inked, (ROWS * em) as usize)
        .into_iter()
        .map(part)
        .collect()
}
