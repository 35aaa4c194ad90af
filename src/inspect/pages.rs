//! The left side: the source as it is, as images of PDF pages or as lines of text.
//!
//! The pages are embedded compressed. The script shows each when it scrolls into view, as an image, so that nothing in
//! it can be executed.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::html::Html;
use super::marks::{Marks, numbers};
use super::{sheets, strings};
use crate::content::Content;
use crate::error::Error;
use crate::extract::pdf::{Pictures, Reader};
use crate::extract::{Page, text};
use crate::map::trace::Extent;
use crate::options::ReadOptions;
use crate::read::pages::{Done, in_turn};

/// The most threads that render pages: pages of scans take much memory.
const MOST_THREADS: usize = 4;

/// The size of a page in points, as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    pub width: f32,
    pub height: f32,
    /// The angle in radians, clockwise, by which a scanned page was read straighter than it is.
    tilt: f32,
    /// The right angles by which it was turned clockwise before.
    turns: u8,
}

impl From<&Page> for Size {
    fn from(page: &Page) -> Self {
        Self {
            width: page.width,
            height: page.height,
            tilt: page.scan.as_ref().map_or(0.0, |scan| scan.tilt),
            turns: page.scan.as_ref().map_or(0, |scan| scan.turns),
        }
    }
}

impl Size {
    /// The picture of a page, turned as it was read, so that the boxes fit.
    fn straightened(&self, svg: String) -> String {
        if self.tilt == 0.0 && self.turns == 0 {
            return svg;
        }
        let (w, h) = (self.width, self.height);
        let turn = -self.tilt.to_degrees();
        let (x, y) = (w / 2.0, h / 2.0);
        let upright = match self.turns {
            1 => format!("translate({w} 0) rotate(90)"),
            2 => format!("translate({w} {h}) rotate(180)"),
            3 => format!("translate(0 {h}) rotate(270)"),
            _ => String::new(),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\
             <g transform=\"rotate({turn} {x} {y}) {upright}\">{svg}</g></svg>"
        )
    }
}

/// The source as the report shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// PDF pages: size, and the SVG as Base64 of gzip if the page is to be shown.
    Pages(Vec<(Size, Option<String>)>),
    /// The lines of a text; each page starts with a form feed.
    Lines(Vec<String>),
    /// The cells and lines of an original.
    Sheets(Content),
}

impl Source {
    /// Renders the pages of a PDF that are wanted, by their numbers from 1.
    pub fn draw(
        bytes: Vec<u8>,
        options: &ReadOptions,
        sizes: Vec<Size>,
        is_wanted: &(dyn Fn(u32) -> bool + Sync),
    ) -> Result<Self, Error> {
        let reader = Reader::open(bytes, &options.pdf())?;
        let mut pictures = Vec::with_capacity(sizes.len());
        let picture = |from: &mut Pictures<'_>, index: usize| {
            let svg = from.draw(index);
            packed(&match sizes.get(index) {
                Some(size) => size.straightened(svg),
                None => svg,
            })
        };
        let draw = |from: &mut Pictures<'_>, index, done: Done<'_, Option<String>>| {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            done(index, Ok(is_wanted(number).then(|| picture(from, index))));
        };
        let add = |picture| pictures.push(picture);
        in_turn(
            reader.page_count(),
            options.threads.min(MOST_THREADS),
            || reader.pictures(),
            draw,
            add,
        )?;
        Ok(Self::Pages(sizes.into_iter().zip(pictures).collect()))
    }

    /// The lines of a text.
    pub fn lines(
        bytes: &[u8],
        encoding: Option<&'static encoding_rs::Encoding>,
    ) -> Result<Self, Error> {
        Ok(Self::Lines(text::lines(bytes, encoding)?))
    }

    /// The sizes of the pages; empty for a text.
    pub fn sizes(&self) -> Vec<[f32; 2]> {
        match self {
            Self::Pages(pages) => pages.iter().map(|(s, _)| [s.width, s.height]).collect(),
            Self::Lines(_) | Self::Sheets(_) => Vec::new(),
        }
    }

    /// Writes the left side of the report.
    pub fn show(&self, marks: &Marks, html: &mut Html) {
        match self {
            Self::Pages(pages) => shown(pages).for_each(|(number, _)| page(number, html)),
            Self::Lines(lines) => show_lines(lines, marks, html),
            Self::Sheets(content) => sheets::show(content, marks, html),
        }
    }

    /// Writes the page images, which go to the end of the report.
    pub fn pictures(&self, html: &mut Html) {
        let Self::Pages(pages) = self else {
            return;
        };
        for (number, packed) in shown(pages) {
            let id = format!("picture-{number}");
            let attributes = [("type", "application/gzip"), ("id", id.as_str())];
            // no Base64 character has a meaning in HTML
            html.element("script", &attributes, packed);
        }
    }
}

/// The pages that are shown: number and picture.
fn shown(pages: &[(Size, Option<String>)]) -> impl Iterator<Item = (u32, &str)> {
    let numbered = (1..).zip(pages);
    numbered.filter_map(|(number, (_, packed))| Some((number, packed.as_deref()?)))
}

fn packed(svg: &str) -> String {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::new(4));
    // writing to memory cannot fail; if it did, the page would stay empty
    let packed = gzip.write_all(svg.as_bytes()).and_then(|()| gzip.finish());
    BASE64.encode(packed.unwrap_or_default())
}

fn page(number: u32, html: &mut Html) {
    let id = format!("page-{number}");
    let number = number.to_string();
    html.open("section", &[("class", "page"), ("id", &id)]);
    html.open("h3", &[]);
    html.say(strings::PAGE);
    html.raw(" ");
    html.text(&number);
    html.close("h3");
    html.element("div", &[("class", "paper"), ("data-page", &number)], "");
    html.close("section");
}

/// Starts a new page in a text.
const FORM_FEED: char = '\u{C}';

/// A piece of a line, and the marks on it.
type Piece = (std::ops::Range<usize>, Vec<usize>);

fn show_lines(lines: &[String], marks: &Marks, html: &mut Html) {
    let marked = Pieces::of(lines.len(), marks);
    let mut page = 1;
    let attributes = [("class", "lines"), ("lang", "ja"), ("id", "page-1")];
    html.open("ol", &attributes);
    for (number, line) in (1..).zip(lines) {
        let id = format!("line-{number}");
        html.open("li", &[("id", &id)]);
        for _ in line.matches(FORM_FEED) {
            page += 1;
            html.element("span", &[("id", &format!("page-{page}"))], "");
        }
        let chars: Vec<char> = line.chars().collect();
        show_line(&chars, number, &marked, html);
        html.close("li");
    }
    html.close("ol");
}

/// Which marks stand where on the lines of a source.
pub(super) struct Pieces<'m> {
    marks: &'m Marks,
    on_lines: Vec<Vec<(usize, usize, usize)>>,
}

impl<'m> Pieces<'m> {
    /// A source of this many lines.
    pub fn of(lines: usize, marks: &'m Marks) -> Self {
        Self {
            marks,
            on_lines: by_line(lines, marks),
        }
    }
}

/// Writes the line of this number, one-based, cut where marks begin and end.
pub(super) fn show_line(chars: &[char], number: usize, marked: &Pieces<'_>, html: &mut Html) {
    let spans = marked.on_lines.get(number - 1);
    for (range, on) in pieces(chars.len(), spans.map_or(&[], Vec::as_slice)) {
        let text: String = chars.get(range).unwrap_or_default().iter().collect();
        show_piece(&text, &on, marked.marks, html);
    }
}

fn show_piece(text: &str, on: &[usize], marks: &Marks, html: &mut Html) {
    let kind = on
        .first()
        .and_then(|&first| marks.iter().nth(first))
        .map(|(_, mark)| mark.kind);
    let Some(kind) = kind.filter(|_| !text.trim().is_empty()) else {
        html.text(text);
        return;
    };
    let class = format!("box {}", kind.class);
    let attributes = [
        ("class", class.as_str()),
        ("role", "button"),
        ("tabindex", "-1"),
        ("data-m", &numbers(on)),
    ];
    html.element("span", &attributes, text);
}

/// For each line, its marks: start, end, number.
fn by_line(lines: usize, marks: &Marks) -> Vec<Vec<(usize, usize, usize)>> {
    let mut on_lines = vec![Vec::new(); lines];
    for (number, mark) in marks.iter() {
        for area in &mark.areas {
            if let Extent::Columns { line, from, to } = area.extent
                && let Some(on) = on_lines.get_mut((line as usize).wrapping_sub(1))
            {
                on.push((from as usize - 1, to as usize - 1, number));
            }
        }
    }
    on_lines
}

/// Cuts a line where marks begin and end.
fn pieces(length: usize, spans: &[(usize, usize, usize)]) -> Vec<Piece> {
    let edges = spans.iter().flat_map(|&(from, to, _)| [from, to]);
    let mut cuts: Vec<usize> = edges.chain([0, length]).map(|at| at.min(length)).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |w: &[usize]| {
        let (from, to) = (*w.first()?, *w.last()?);
        let covers = |span: &&(usize, usize, usize)| span.0 <= from && to <= span.1;
        let on = spans.iter().filter(covers).map(|&(.., mark)| mark);
        Some((from..to, on.collect()))
    };
    cuts.windows(2).filter_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_marks_begin_and_end() {
        let found = pieces(6, &[(1, 3, 7), (1, 3, 8), (4, 9, 9)]);
        let want: [Piece; 4] = [
            (0..1, vec![]),
            (1..3, vec![7, 8]),
            (3..4, vec![]),
            (4..6, vec![9]),
        ];
        assert_eq!(found, want);
    }
}
