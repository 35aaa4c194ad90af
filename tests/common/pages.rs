//! Pages from arbitrary bytes, for fuzzers and seeded generators: glyphs and rules anywhere.
//!
//! Most are on a coarse grid, so that rules meet and glyphs form rows; some are far out or NaN.

use juten::extract::{Axis, Direction, Fill, Glyph, Page, Rule};
use juten::geometry::Rect;

const CHARS: [char; 12] = [
    '重', '点', '目', 'カ', 'ー', '１', '1', 'l', '.', ' ', '\u{3000}', '\u{FFFD}',
];
const DIRECTIONS: [Direction; 6] = [
    Direction::Right,
    Direction::Vertical,
    Direction::Down,
    Direction::Up,
    Direction::Left,
    Direction::Slanted,
];
const ODD: [f32; 8] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::MAX,
    f32::MIN_POSITIVE,
    -1.0,
    1e9,
    -1e9,
];

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.next()) % all.len()]
    }

    /// A coordinate on the page; one in 256 is abnormal.
    fn place(&mut self) -> f32 {
        match self.next() {
            255 => self.one_of(&ODD),
            coarse => f32::from(coarse) * 3.0 + f32::from(self.next() % 8) / 8.0,
        }
    }

    fn length(&mut self) -> f32 {
        match self.next() {
            255 => self.one_of(&ODD),
            small => f32::from(small % 32) / 2.0,
        }
    }
}

/// The page that these bytes encode.
pub fn page(bytes: &[u8], number: u32) -> Page {
    let mut bytes = Bytes(bytes);
    let mut page = Page {
        number,
        width: 595.0,
        height: 842.0,
        ..Page::default()
    };
    while !bytes.0.is_empty() {
        match bytes.next() % 8 {
            0..=3 => run(&mut bytes, &mut page),
            4 | 5 => page.rules.push(rule(&mut bytes)),
            6 => grid(&mut bytes, &mut page),
            _ => page.fills.push(fill(&mut bytes)),
        }
    }
    page
}

/// A few glyphs in a row.
fn run(bytes: &mut Bytes<'_>, page: &mut Page) {
    let (x, y, size) = (bytes.place(), bytes.place(), bytes.length());
    let direction = bytes.one_of(&DIRECTIONS);
    let visible = !bytes.next().is_multiple_of(16);
    for i in 0..bytes.next() % 8 {
        let along = f32::from(i) * size;
        let (x, y) = match direction {
            Direction::Right | Direction::Left => (x + along, y),
            _ => (x, y + along),
        };
        page.glyphs.push(Glyph {
            c: bytes.one_of(&CHARS),
            bbox: Rect::new(x, y - size * 0.88, x + size, y + size * 0.12),
            origin: (x, y),
            size,
            direction,
            visible,
        });
    }
}

fn rule(bytes: &mut Bytes<'_>) -> Rule {
    let axis = bytes.one_of(&[Axis::Horizontal, Axis::Vertical]);
    let (pos, from) = (bytes.place(), bytes.place());
    Rule {
        axis,
        pos,
        from,
        to: from + bytes.place(),
        width: bytes.length() / 8.0,
    }
}

fn fill(bytes: &mut Bytes<'_>) -> Fill {
    let (x, y) = (bytes.place(), bytes.place());
    let bbox = Rect::new(x, y, x + bytes.place(), y + bytes.place());
    let luma = f32::from(bytes.next()) / 255.0;
    Fill { bbox, luma }
}

/// The rules of a table.
fn grid(bytes: &mut Bytes<'_>, page: &mut Page) {
    let (x, y, step) = (bytes.place(), bytes.place(), 8.0 + bytes.length());
    let (rows, cols) = (bytes.next() % 6, bytes.next() % 6);
    let (width, height) = (f32::from(cols) * step, f32::from(rows) * step);
    let lines = |count: u8, start: f32| (0..=count).map(move |i| start + f32::from(i) * step);
    let rule = |axis, pos, from, to| Rule {
        axis,
        pos,
        from,
        to,
        width: 0.5,
    };
    let across = lines(rows, y).map(|pos| rule(Axis::Horizontal, pos, x, x + width));
    let down = lines(cols, x).map(|pos| rule(Axis::Vertical, pos, y, y + height));
    page.rules.extend(across.chain(down));
}

/// Asserts that a layout of this page has each of its characters once.
pub fn check(page: &Page) {
    use juten::content::{Block, Line};
    use juten::layout::layout;
    let content = layout([page]);
    let lines: Vec<&Line> = content.blocks.iter().flat_map(Block::lines).collect();
    let is_ink = |c: char| !c.is_whitespace();
    let is_finite = |g: &&Glyph| {
        let b = &g.bbox;
        let all = [b.x0, b.y0, b.x1, b.y1, g.size, g.origin.0, g.origin.1];
        all.iter().all(|v| v.is_finite())
    };
    let sane: Vec<&Glyph> = page.glyphs.iter().filter(is_finite).collect();
    let ink: Vec<&Glyph> = sane.iter().copied().filter(|g| is_ink(g.c)).collect();
    let blank = sane.len() - ink.len();
    // hidden text counts if visible glyphs cover its place, or if there is no other text
    let (most, least) = match ink.iter().filter(|g| g.visible).count() {
        0 => (ink.len(), ink.len()),
        visible => (ink.len(), visible),
    };
    let placed = lines.iter().flat_map(|l| l.text.chars());
    let mut places: Vec<u32> = placed.filter(|ch| is_ink(ch.c)).map(|ch| ch.at).collect();
    let (found, duplicates) = (places.len(), content.duplicates as usize);
    // white space may be drawn twice, too
    assert!(
        found + duplicates >= least && found <= most && found + duplicates <= most + blank,
        "{least} to {most} characters drawn, {found} found, {duplicates} drawn twice"
    );
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), found, "a place is taken twice");
    assert_eq!(places.last().map_or(0, |&last| last as usize + 1), found);
}
