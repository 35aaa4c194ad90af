//! Lines as they stand: pieces of text, and where they begin in columns.

/// How wide a program takes characters to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Each one column: `pdftotext` does so.
    Characters,
    /// Those of East Asia two columns, as on a terminal.
    Columns,
}

impl Measure {
    fn of(self, c: char) -> usize {
        match self {
            Self::Characters => 1,
            Self::Columns => width(c),
        }
    }
}

/// Blanks that part two pieces.
const GAP: usize = 2;

/// A line.
pub(super) type Laid = Vec<Piece>;

/// A piece of a line between wide gaps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Line of the file, one-based.
    pub line: u32,
    /// Its first column, zero-based.
    pub start: usize,
    /// By what its place is measured.
    pub measure: Measure,
    /// Its characters, each with its number in the line, one-based.
    pub chars: Vec<(char, u32)>,
}

impl Piece {
    /// How wide it was where its lines were broken, in widths of a Latin letter.
    pub fn width(&self) -> usize {
        self.chars.iter().map(|(c, _)| width(*c)).sum()
    }

    /// The column behind it.
    pub fn end(&self) -> usize {
        let columns = self.chars.iter().map(|(c, _)| self.measure.of(*c));
        self.start + columns.sum::<usize>()
    }

    /// The width of its first part that cannot be broken: a character, or a word of Latin letters.
    pub fn head(&self) -> usize {
        let word = self.chars.iter().take_while(|(c, _)| c.is_ascii_graphic());
        let first = self.chars.first().map_or(0, |(c, _)| width(*c));
        word.count().max(first)
    }

    /// Whether text stands in the column.
    pub fn covers(&self, column: usize) -> bool {
        let mut at = self.start;
        self.chars.iter().any(|(c, _)| {
            let from = at;
            at += self.measure.of(*c);
            *c != ' ' && (from..at).contains(&column)
        })
    }

    /// The part from a column on, and what remains before it.
    pub fn cut(mut self, column: usize) -> (Option<Self>, Option<Self>) {
        let mut at = self.start;
        let behind = self.chars.iter().position(|(c, _)| {
            let is_behind = at >= column;
            at += self.measure.of(*c);
            is_behind
        });
        let tail = behind.map(|behind| self.chars.split_off(behind));
        let tail = tail.and_then(|chars| {
            let blanks = chars.iter().take_while(|(c, _)| *c == ' ').count();
            let start = self.end() + blanks;
            let chars = chars.get(blanks..).unwrap_or_default().to_vec();
            (!chars.is_empty()).then_some(Self {
                start,
                chars,
                ..self.clone()
            })
        });
        while self.chars.last().is_some_and(|(c, _)| *c == ' ') {
            self.chars.pop();
        }
        ((!self.chars.is_empty()).then_some(self), tail)
    }
}

/// Cuts a line at its wide gaps; number of the line and of its first character, one-based.
pub(super) fn laid(line: &str, (number, first): (u32, u32), measure: Measure) -> Laid {
    let mut pieces: Laid = Vec::new();
    let (mut column, mut blanks) = (0, GAP);
    for (c, place) in line.chars().zip(first..) {
        if c == ' ' {
            blanks += 1;
            column += 1;
            continue;
        }
        match pieces.last_mut() {
            Some(piece) if blanks < GAP => {
                let from = place - blanks as u32;
                piece.chars.extend((from..place).map(|place| (' ', place)));
                piece.chars.push((c, place));
            }
            _ => pieces.push(Piece {
                line: number,
                start: column,
                measure,
                chars: vec![(c, place)],
            }),
        }
        blanks = 0;
        column += measure.of(c);
    }
    pieces
}

/// Columns of a character: two for those of East Asia, but for narrow kana.
fn width(c: char) -> usize {
    let is_narrow = matches!(c, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}');
    let is_wide = matches!(c, '\u{1100}'..='\u{115F}' | '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{FFE6}' | '\u{1F000}'..='\u{3FFFD}');
    match (is_wide, is_narrow) {
        (true, false) => 2,
        _ if matches!(
            c,
            '○' | '●' | '◎' | '□' | '■' | '△' | '▲' | '※' | '→' | '⇒' | '…' | '―'
        ) =>
        {
            2
        }
        _ => 1,
    }
}
