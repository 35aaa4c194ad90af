//! Remnants of HTML in cells that were copied from a content management system.
//!
//! Only known tags and entities are markup: `<5%` and `A<B` are text. Block elements and `<br>` mean a new line, other
//! tags nothing.

/// One character of the text, or a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The character; `None` if markup starts a new line.
    pub(super) c: Option<char>,
    /// Its column: the number of characters before it.
    pub(super) column: u32,
}

const BLOCKS: &[&str] = &[
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "div",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
];
const INLINE: &[&str] = &[
    "span", "a", "b", "i", "u", "s", "em", "strong", "font", "sup", "sub", "small", "big", "img",
    "ruby", "rb", "rt", "rp", "del", "ins", "mark", "o:p",
];
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("yen", '¥'),
    ("times", '×'),
    ("middot", '·'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("rarr", '→'),
    ("larr", '←'),
];
const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";
/// The longest entity, `&#1114111;`, without its delimiters.
const ENTITY_LENGTH: usize = 8;

/// The characters of a line or cell, without markup. In a quoted cell a doubled quote is one.
pub(super) fn pieces(source: &str, quoted: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = source;
    let mut column = 0;
    let last_comment_ends = source.rfind(COMMENT_END).unwrap_or_default();
    while let Some(first) = rest.chars().next() {
        let (piece, length) = match first {
            '<' if rest.starts_with(COMMENT) && source.len() - rest.len() > last_comment_ends => {
                (Some(Some(first)), 1)
            }
            '<' => tag(rest).unwrap_or((Some(Some(first)), 1)),
            '&' => entity(rest).map_or((Some(Some(first)), 1), |(c, n)| (Some(Some(c)), n)),
            // a line end within a cell: FileMaker's, and Word's soft one
            '\u{B}' | '\u{2028}' | '\u{2029}' => (Some(None), first.len_utf8()),
            '"' if quoted && rest.starts_with("\"\"") => (Some(Some('"')), 2),
            c => (Some(Some(c)), c.len_utf8()),
        };
        out.extend(piece.map(|c| Piece { c, column }));
        let (taken, tail) = rest.split_at(length);
        column += taken.chars().count() as u32;
        rest = tail;
    }
    out
}

/// What a tag at the start stands for (a cut or nothing), and its length in bytes.
///
/// A tag contains no `<`, so that each of many unclosed tags is read only up to the next one.
fn tag(text: &str) -> Option<(Option<Option<char>>, usize)> {
    if let Some(comment) = text.strip_prefix(COMMENT) {
        let length = COMMENT.len() + comment.find(COMMENT_END)? + COMMENT_END.len();
        return Some((None, length));
    }
    let behind = text.get(1..)?;
    let inner = behind.get(..behind.find(['<', '>'])?)?;
    if !behind.get(inner.len()..)?.starts_with('>') {
        return None;
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let end = name
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(name.len());
    let name = name.get(..end)?.to_ascii_lowercase();
    let length = inner.len() + 2;
    if BLOCKS.contains(&name.as_str()) {
        Some((Some(None), length))
    } else {
        INLINE.contains(&name.as_str()).then_some((None, length))
    }
}

/// The character of an entity at the start, and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text
        .bytes()
        .take(ENTITY_LENGTH + 2)
        .position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(hex) => (hex, 16),
                None => (number, 10),
            };
            char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}
