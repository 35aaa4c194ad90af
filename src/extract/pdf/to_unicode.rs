//! ToUnicode maps that hayro rejects.
//!
//! A single invalid entry (an empty target, a truncated line, a blank between digits) makes hayro reject the whole map.
//! Here each entry counts by itself: valid ones are used, the rest is skipped.

/// Codes and what they stand for.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ToUnicode {
    /// Ordered by first code; of several with the same first code the last one in the map counts.
    ranges: Vec<Range>,
    /// Whether it has entries that map codes to CIDs, which do not belong in such a map.
    has_cids: bool,
}

#[derive(Debug, PartialEq)]
struct Range {
    first: u32,
    last: u32,
    /// UTF-16 of the first code; the last unit is incremented with the code.
    target: Vec<u16>,
}

/// The kind of the entries that follow.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Chars,
    Ranges,
    Other,
}

impl ToUnicode {
    /// Parses all valid entries.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut section = Section::Other;
        let mut operands: Vec<&[u8]> = Vec::new();
        let mut rest = data;
        while let Some((token, after)) = token(rest) {
            rest = after;
            match token {
                Token::Hex(digits) => {
                    operands.push(digits);
                    map.take(section, &mut operands);
                }
                Token::Array(inner) => map.take_array(section, &mut operands, inner),
                Token::Word(word) => {
                    operands.clear();
                    section = match word {
                        b"beginbfchar" => Section::Chars,
                        b"beginbfrange" => Section::Ranges,
                        b"begincidrange" | b"begincidchar" => {
                            map.has_cids = true;
                            Section::Other
                        }
                        _ if word.starts_with(b"end") => Section::Other,
                        _ => section,
                    };
                }
            }
        }
        // stable, so that of equal first codes the last one stays last
        map.ranges.sort_by_key(|range| range.first);
        map
    }

    fn take(&mut self, section: Section, operands: &mut Vec<&[u8]>) {
        let (first, last, target) = match (section, operands.as_slice()) {
            (Section::Chars, [code, target]) => (number(code), number(code), units(target)),
            (Section::Ranges, [first, last, target]) => {
                (number(first), number(last), units(target))
            }
            (Section::Other, _) => (None, None, Vec::new()),
            _ => return,
        };
        operands.clear();
        self.add(first, last, target);
    }

    /// Adds a target for each code of a range, as many as there are.
    fn take_array(&mut self, section: Section, operands: &mut Vec<&[u8]>, inner: &[u8]) {
        if let (Section::Ranges, [first, _]) = (section, operands.as_slice()) {
            let mut code = number(first);
            let mut rest = inner;
            while let Some((Token::Hex(digits), after)) = token(rest) {
                rest = after;
                self.add(code, code, units(digits));
                code = code.and_then(|code| code.checked_add(1));
            }
        }
        operands.clear();
    }

    fn add(&mut self, first: Option<u32>, last: Option<u32>, target: Vec<u16>) {
        if let (Some(first), Some(last)) = (first, last)
            && first <= last
            && !target.is_empty()
        {
            self.ranges.push(Range {
                first,
                last,
                target,
            });
        }
    }

    /// Whether it maps codes only to CIDs: a CMap in place of a ToUnicode map.
    pub(super) fn is_of_cids(&self) -> bool {
        self.has_cids && self.ranges.is_empty()
    }

    /// The text of a code.
    pub(super) fn lookup(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|range| range.first <= code);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        if code > range.last {
            return None;
        }
        let mut units = range.target.clone();
        let grown = u32::from(*units.last()?) + (code - range.first);
        *units.last_mut()? = u16::try_from(grown).ok()?;
        String::from_utf16(&units).ok()
    }
}

enum Token<'a> {
    /// The content between `<` and `>`.
    Hex(&'a [u8]),
    /// The content between `[` and `]`.
    Array(&'a [u8]),
    Word(&'a [u8]),
}

/// The next token and what follows it.
fn token(data: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let data = without_comments(data)?;
    let (&head, tail) = data.split_first()?;
    let until = |end: u8| {
        let length = tail.iter().position(|b| *b == end)?;
        Some((tail.get(..length)?, tail.get(length + 1..)?))
    };
    match head {
        b'<' if tail.first() == Some(&b'<') => Some((Token::Word(b"<<"), tail.get(1..)?)),
        b'<' => until(b'>').map(|(inner, rest)| (Token::Hex(inner), rest)),
        b'[' => until(b']').map(|(inner, rest)| (Token::Array(inner), rest)),
        _ => {
            let is_end = |b: &u8| b.is_ascii_whitespace() || b"<>[]/%".contains(b);
            let length = tail.iter().position(is_end).unwrap_or(tail.len());
            let (word, rest) = data.split_at_checked(length + 1)?;
            Some((Token::Word(word), rest))
        }
    }
}

/// The data from the next token on, without white space, comments and stray closing brackets.
fn without_comments(mut data: &[u8]) -> Option<&[u8]> {
    loop {
        let is_blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b']');
        data = data.get(data.iter().position(|b| !is_blank(b))?..)?;
        if !data.starts_with(b"%") {
            return Some(data);
        }
        let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
        data = data.get(data.iter().position(is_end)?..)?;
    }
}

/// The value of hexadecimal digits, ignoring white space between them.
fn number(digits: &[u8]) -> Option<u32> {
    let mut value = None;
    for b in digits.iter().filter(|b| !b.is_ascii_whitespace()) {
        let digit = char::from(*b).to_digit(16)?;
        value = Some(value.unwrap_or(0u32).checked_mul(16)? | digit);
    }
    value
}

/// UTF-16 from hexadecimal digits; a single byte is a character by itself.
fn units(digits: &[u8]) -> Vec<u16> {
    let digits: Vec<u8> = digits
        .iter()
        .copied()
        .filter(|b| !b.is_ascii_whitespace())
        .collect();
    let units: Option<Vec<u16>> = digits
        .chunks(4)
        .map(|unit| u16::try_from(number(unit)?).ok())
        .collect();
    units.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(entries: &str, code: u32) -> Option<String> {
        ToUnicode::parse(entries.as_bytes()).lookup(code)
    }

    #[test]
    fn an_invalid_entry_does_not_affect_others() {
        let map = "%!PS <0001>\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                   4 beginbfchar <0001> <> <0002> <76 EE> <0003> foo < 0004><6A19> endbfchar\n\
                   1 beginbfrange <0010> <0020> [<3042> <D840DC0B>] <0030> <0032> <0041> endbfrange\n\
                   1 beginbfchar <0040> <0066 0069> <0041> <30";
        for (code, want) in [
            (1, None),
            (2, Some("目")),
            (3, None),
            (4, Some("標")),
            (0x10, Some("あ")),
            (0x11, Some("𠀋")),
            (0x12, None),
            (0x32, Some("C")),
            (0x33, None),
            (0x40, Some("fi")),
            (0x41, None),
        ] {
            assert_eq!(read(map, code).as_deref(), want, "{code:x}");
        }
    }

    #[test]
    fn a_cmap_in_its_place_is_recognised() {
        let is_of_cids = |map: &str| ToUnicode::parse(map.as_bytes()).is_of_cids();
        let cids = "1 begincidrange <0000> <FFFF> 0 endcidrange";
        assert!(is_of_cids(cids));
        assert!(!is_of_cids(""));
        assert!(!is_of_cids(&format!(
            "{cids} 1 beginbfchar <01> <41> endbfchar"
        )));
    }

    #[test]
    fn the_last_entry_counts_and_nothing_is_invented() {
        assert_eq!(read("beginbfchar <01> <41> <01> <42>", 1).unwrap(), "B");
        assert_eq!(read("beginbfchar <01> <D840>", 1), None);
        assert_eq!(read("beginbfrange <01> <FFFFFFFF> <FFFE>", 9), None);
        assert_eq!(read("beginbfrange <05> <01> <41>", 3), None);
        assert_eq!(read("[<<<>%", 1), None);
    }
}
