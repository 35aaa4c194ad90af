//! Bars of charts: adjacent shades that start from one line and differ in height or length. Their edges are no evidence
//! for a table.

use crate::extract::Fill;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::rules::shading::is_shade;

/// Fewer bars are not a chart.
const FEWEST_BARS: usize = 3;

/// The least thickness of a bar, in points: less is a thick rule.
const THINNEST: f32 = 6.0;

/// A page with more fills than this is a drawing.
const MOST_FILLS: usize = 2000;

/// Ends and sizes are the same if they differ by less, in points.
const SAME: f32 = 0.6;

/// A fill as a bar, with its index.
#[derive(Clone, Copy)]
struct Bar {
    number: usize,
    /// The line that it starts from.
    line: f32,
    thickness: f32,
    length: f32,
    /// Its extent along the line.
    along: (f32, f32),
}

/// The fills without the bars of charts.
pub(crate) fn without_bars(fills: &[Fill], glyphs: &[PlacedGlyph]) -> Vec<Fill> {
    if fills.len() > MOST_FILLS {
        return fills.to_vec();
    }
    let shades = || fills.iter().enumerate().filter(|(_, f)| is_shade(f));
    let numbered = || shades().map(|(number, f)| (number, f.bbox));
    let upright = numbered().map(|(number, b)| Bar {
        number,
        line: b.y1,
        thickness: b.width(),
        length: b.height(),
        along: (b.x0, b.x1),
    });
    let lying = numbered().map(|(number, b)| Bar {
        number,
        line: b.x0,
        thickness: b.height(),
        length: b.width(),
        along: (b.y0, b.y1),
    });
    let mut is_bar = vec![false; fills.len()];
    for chart in charts(upright.collect())
        .into_iter()
        .chain(charts(lying.collect()))
    {
        if hold_words(&chart, fills, glyphs) {
            continue;
        }
        for bar in chart {
            is_bar
                .get_mut(bar.number)
                .into_iter()
                .for_each(|is| *is = true);
        }
    }
    let left = fills.iter().zip(is_bar).filter(|(_, is_bar)| !is_bar);
    left.map(|(f, _)| *f).collect()
}

/// Bars of one thickness on one line, next to each other, most of which differ in length.
fn charts(mut bars: Vec<Bar>) -> Vec<Vec<Bar>> {
    bars.sort_by(|a, b| a.line.total_cmp(&b.line));
    let mut out = Vec::new();
    for on_line in bars.chunk_by_mut(|a, b| b.line - a.line < SAME) {
        on_line.sort_by(|a, b| a.thickness.total_cmp(&b.thickness));
        let bars = on_line.partition_point(|b| b.thickness <= THINNEST);
        let (_, on_line) = on_line.split_at_mut(bars);
        for alike in on_line.chunk_by_mut(|a, b| b.thickness - a.thickness < SAME) {
            alike.sort_by(|a, b| a.along.0.total_cmp(&b.along.0));
            if is_chart(alike) {
                out.push(alike.to_vec());
            }
        }
    }
    out
}

fn is_chart(bars: &[Bar]) -> bool {
    let beside = |pair: &[Bar]| matches!(pair, [a, b] if b.along.0 > a.along.1 - SAME);
    let mut lengths: Vec<f32> = bars.iter().map(|b| b.length).collect();
    lengths.sort_by(f32::total_cmp);
    lengths.dedup_by(|b, a| *b - *a < SAME);
    lengths.len() >= FEWEST_BARS && 2 * lengths.len() > bars.len() && bars.windows(2).all(beside)
}

/// Whether most of the bars contain letters, as shaded cells do; bars may contain figures.
fn hold_words(bars: &[Bar], fills: &[Fill], glyphs: &[PlacedGlyph]) -> bool {
    let areas = bars.iter().filter_map(|bar| fills.get(bar.number));
    let holds_word = |f: &&Fill| {
        let mut letters = glyphs.iter().filter(|i| i.c.is_alphabetic());
        letters.any(|i| i.is_in(&f.bbox))
    };
    2 * areas.filter(holds_word).count() >= bars.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::tests::string;

    fn fill(x0: f32, y0: f32, x1: f32, y1: f32) -> Fill {
        Fill {
            bbox: Rect::new(x0, y0, x1, y1),
            luma: 0.5,
        }
    }

    #[test]
    fn bars_on_one_line_are_left_out() {
        let heights = [30.0, 42.0, 12.0, 42.0, 7.0];
        let bars = heights.iter().zip(0..);
        let upright: Vec<Fill> = bars
            .clone()
            .map(|(h, i)| fill(20.0 * i as f32, 100.0 - h, 20.0 * i as f32 + 12.0, 100.0))
            .collect();
        let lying: Vec<Fill> = bars
            .map(|(l, i)| fill(50.0, 20.0 * i as f32, 50.0 + l, 20.0 * i as f32 + 12.0))
            .collect();
        let figures = string("123", 2.0, 90.0, 4.0);
        assert!(without_bars(&upright, &figures).is_empty());
        assert!(without_bars(&lying, &[]).is_empty());
    }

    #[test]
    fn shaded_cells_stay() {
        let row: Vec<Fill> = (0..5)
            .map(|i| fill(20.0 * i as f32, 0.0, 20.0 * i as f32 + 20.0, 12.0))
            .collect();
        assert_eq!(without_bars(&row, &[]).len(), 5);
        let wider = |height: f32| -> Vec<Fill> {
            let steps = (0..3).map(|i| (20.0 * i as f32, 50.0 + 10.0 * i as f32));
            steps.map(|(y, x1)| fill(0.0, y, x1, y + height)).collect()
        };
        let words: Vec<PlacedGlyph> = (0..3)
            .flat_map(|i| string("目標", 2.0, 20.0 * i as f32 + 14.0, 10.0))
            .collect();
        assert_eq!(without_bars(&wider(20.0), &words).len(), 3);
        let thick_rules = wider(4.0);
        assert_eq!(without_bars(&thick_rules, &[]).len(), 3);
    }
}
