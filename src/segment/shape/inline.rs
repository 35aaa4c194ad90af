//! Labels that share a line, or a cell, with other text: `No. 12 所管局 環境局`, `【期間】` in the corner of a value.

use super::super::{Line, Lines};
use super::canvas::Piece;
use super::scope::Reader;
use crate::geometry::Rect;
use crate::profile::{PageLine, Profile, folded};
use crate::text::{Char, Place, Position, Text};

mod beside;

/// A gap of this many font sizes separates the parts of a line.
const WIDE: f32 = 1.0;

/// The brackets before a label inside a cell, in all forms that are folded to 【, 〔, [ and 《.
const OPENING: [char; 10] = ['【', '〔', '[', '［', '《', '︻', '︹', '﹝', '﹇', '︽'];

/// The most words of a line with a label and its value.
const MOST_WORDS: usize = 6;

/// Splits lines and cells at the labels inside them.
pub fn split(reader: &mut Reader<'_>, profile: &Profile) {
    for at in 0..reader.canvas.pieces.len() {
        let Some(piece) = reader.canvas.get(at).filter(|p| !p.is_blank()) else {
            continue;
        };
        if is_whole(reader, piece) {
            continue;
        }
        let is_title = |piece: &Piece| {
            let text = super::super::squeezed(&piece.lines);
            matches!(profile.labels.page_line(&text), PageLine::SheetTitle(_))
        };
        let is_heading = |piece: &Piece| {
            let text = super::super::squeezed(&piece.lines);
            profile.labels.is_heading(&text)
        };
        let parts = match piece.table {
            None if is_heading(piece) => Vec::new(),
            None => of_line(reader, piece),
            Some(_) => of_cell(reader, piece),
        };
        // a title may have a label next to it, but must not be made of one
        if parts.len() > 1 && (!is_title(piece) || parts.iter().any(is_title)) {
            reader.canvas.replace(at, parts, reader.names);
        }
    }
}

/// Whether a piece as a whole is a label, or an anchor of one.
fn is_whole(reader: &Reader<'_>, piece: &Piece) -> bool {
    piece.is_one_of(&reader.names.labels) || piece.is_one_of(&reader.names.anchors)
}

/// A line as labels and the text between them.
fn of_line(reader: &Reader<'_>, piece: &Piece) -> Vec<Piece> {
    let [line] = piece.lines.as_slice() else {
        return Vec::new();
    };
    let mut cuts: Vec<usize> = Vec::new();
    let words = words(&line.text);
    let mut word = 0;
    while let Some((from, _)) = words.get(word).copied() {
        match label_end(reader, line, &words, word) {
            Some((end, next)) => {
                cuts.extend([from, end]);
                word = next;
            }
            None => word += 1,
        }
    }
    if cuts.is_empty() {
        return Vec::new();
    }
    pieces(piece, line, &cuts, reader.places)
}

fn pieces(piece: &Piece, line: &Line, cuts: &[usize], places: &[Place]) -> Vec<Piece> {
    let ends = cuts.iter().copied().chain([line.text.len()]);
    let mut from = 0;
    let mut parts = Vec::new();
    for to in ends {
        let text = line.text.slice(from..to).trimmed();
        from = to;
        if text.is_blank() {
            continue;
        }
        let down = piece.bbox.y0 - line.bbox.y0;
        let bbox = extent(&text, places).unwrap_or(line.bbox);
        parts.push(Piece {
            bbox: Rect::new(bbox.x0, bbox.y0 + down, bbox.x1, bbox.y1 + down),
            lines: vec![Line {
                text,
                bbox,
                ..line.clone()
            }],
            table: None,
            ..piece.clone()
        });
    }
    parts
}

/// The extents of the words of a text.
fn words(text: &Text) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, ch) in text.chars().iter().enumerate() {
        match (ch.c.is_whitespace(), from) {
            (false, None) => from = Some(at),
            (true, Some(start)) => {
                words.push((start, at));
                from = None;
            }
            _ => {}
        }
    }
    words.extend(from.map(|start| (start, text.len())));
    words
}

/// The end of the label that begins with a word, and the word after it.
fn label_end(
    reader: &Reader<'_>,
    line: &Line,
    words: &[(usize, usize)],
    word: usize,
) -> Option<(usize, usize)> {
    let (from, own_end) = *words.get(word)?;
    let text = |from, to| folded(&line.text.slice(from..to).to_string());
    for last in (word..words.len().min(word + MOST_WORDS)).rev() {
        let (_, end) = *words.get(last)?;
        if reader.names.is_label_or_anchor(&text(from, end)) {
            return Some((end, last + 1));
        }
    }
    let is_end = |ch: &Char| matches!(ch.c, '：' | ':' | '.' | '．' | '】' | '〕');
    let chars = line.text.chars().get(from..own_end)?;
    let ends = chars
        .iter()
        .enumerate()
        .filter(|(_, ch)| is_end(ch))
        .map(|(n, _)| from + n + 1);
    ends.into_iter()
        .find(|end| reader.names.is_label_or_anchor(&text(from, *end)))
        .map(|end| (end, word + usize::from(end == own_end)))
        .filter(|(end, _)| *end < own_end || word + 1 < words.len())
        .map(|(end, next)| (end, next.max(word + 1)))
}

/// A cell with a label in brackets inside it: the label and what is below it, separated from the rest.
fn of_cell(reader: &Reader<'_>, piece: &Piece) -> Vec<Piece> {
    let mut written = piece.lines.iter().flat_map(|line| line.text.chars());
    if !written.any(|ch| OPENING.contains(&ch.c)) {
        return Vec::new();
    }
    let segments: Vec<Line> = piece
        .lines
        .iter()
        .flat_map(|l| segments(l, reader.places))
        .collect();
    let is_label = |line: &Line| {
        let text = folded(&line.text.squeezed());
        let bracketed =
            text.starts_with(['【', '〔', '[', '《']) && text.ends_with(['】', '〕', ']', '》']);
        bracketed && reader.names.is_label(&text)
    };
    let Some(at) = segments
        .iter()
        .position(is_label)
        .filter(|_| segments.len() > 2)
    else {
        return Vec::new();
    };
    let Some(label) = segments.get(at).cloned() else {
        return Vec::new();
    };
    let below = |line: &Line| {
        line.bbox.y0 > label.bbox.y0
            && line.bbox.x0 >= label.bbox.x0 - label.size * 2.0
            && line.bbox.x0 < label.bbox.x1
    };
    let (mut value, mut rest) = (Lines::new(), Lines::new());
    for (n, line) in segments.into_iter().enumerate() {
        match n == at {
            true => {}
            false if below(&line) => value.push(line),
            false => rest.push(line),
        }
    }
    if value.is_empty() || rest.is_empty() {
        return Vec::new();
    }
    let line_piece = |lines: Lines| {
        let first = lines.first().map_or(Rect::default(), |l| l.bbox);
        let down = piece.bbox.y0 - piece.lines.first().map_or(0.0, |_| 0.0);
        let page = down - down % 100_000.0;
        Piece {
            bbox: Rect::new(first.x0, first.y0 + page, first.x1, first.y1 + page),
            lines,
            table: None,
            ..piece.clone()
        }
    };
    let rest = Piece {
        lines: rest,
        ..piece.clone()
    };
    vec![rest, line_piece(vec![label]), line_piece(value)]
}

/// A line split at its wide gaps.
pub fn segments(line: &Line, places: &[Place]) -> Lines {
    let mut cuts = vec![0];
    let mut last: Option<Rect> = None;
    for (at, ch) in line.text.chars().iter().enumerate() {
        let Some(bbox) = glyph(ch, places) else {
            continue;
        };
        if last.is_some_and(|l: Rect| bbox.x0 - l.x1 > WIDE * line.size) {
            cuts.push(at);
        }
        last = Some(bbox);
    }
    cuts.push(line.text.len());
    let pairs = cuts
        .windows(2)
        .filter_map(|w| Some((*w.first()?, *w.get(1)?)));
    let segment = |(from, to)| {
        let text: Text = line.text.slice(from..to).trimmed();
        let bbox = extent(&text, places).unwrap_or(line.bbox);
        Line {
            text,
            bbox,
            ..line.clone()
        }
    };
    pairs.map(segment).filter(|l| !l.text.is_blank()).collect()
}

/// The box of a character.
pub fn glyph(ch: &Char, places: &[Place]) -> Option<Rect> {
    match places.get(ch.places().next()?)?.position {
        Position::Box(bbox) => Some(bbox),
        Position::LineColumn(..) => None,
    }
}

/// The box of a text.
pub fn extent(text: &Text, places: &[Place]) -> Option<Rect> {
    let boxes = text.chars().iter().filter_map(|ch| glyph(ch, places));
    boxes.reduce(|a, b| {
        Rect::new(
            a.x0.min(b.x0),
            a.y0.min(b.y0),
            a.x1.max(b.x1),
            a.y1.max(b.y1),
        )
    })
}
