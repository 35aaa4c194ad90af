//! Markers at the start of a line, for the question whether it is a new point: what they are and what number they bear.

/// What stands between the markers of a group: `(1) (2)`, `(1)～(3)`, `(1)、(3)`.
pub(super) const GROUPING: &str = " ～、・,";
pub(super) const KANA: &str = "アイウエオカキクケコサシスセソ";
/// A bracketed number of two digits with a space on either side of it.
const LONGEST_BRACKETED: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Bracketed,
    BracketedKana,
    Circled,
    Stopped,
    Closed,
    Kana,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    pub(super) kind: Kind,
    pub(super) number: u32,
    pub(super) len: usize,
}

/// The markers at the start of a line, one or the group `(1) (2)`, each with the place behind it.
pub(super) fn group(line: &[char]) -> impl Iterator<Item = (Marker, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = marker(line.get(at..)?)?;
        let end = at + found.len;
        let joint = line.iter().skip(end).take_while(|c| GROUPING.contains(**c));
        at = end + joint.count();
        Some((found, end))
    })
}

pub(super) fn markers(line: &[char]) -> Vec<Marker> {
    group(line).map(|(marker, _)| marker).collect()
}

/// Where the group of markers at the start of a line ends.
pub(super) fn group_end(line: &[char]) -> usize {
    group(line).last().map_or(0, |(_, end)| end)
}

pub(super) fn marker(line: &[char]) -> Option<Marker> {
    let first = *line.first()?;
    let single = |kind, from: char| Marker {
        kind,
        number: u32::from(first) - u32::from(from) + 1,
        len: 1,
    };
    let later = |least: u32, from: char| Marker {
        number: u32::from(first) - u32::from(from) + least,
        ..single(Kind::Circled, from)
    };
    match first {
        '①'..='⑳' => Some(single(Kind::Circled, '①')),
        '㉑'..='㉟' => Some(later(21, '㉑')),
        '㊱'..='㊿' => Some(later(36, '㊱')),
        '⑴'..='⒇' => Some(single(Kind::Bracketed, '⑴')),
        '(' | '（' => bracketed(line),
        _ => None,
    }
}

fn bracketed(line: &[char]) -> Option<Marker> {
    let close = line
        .iter()
        .take(LONGEST_BRACKETED)
        .position(|&c| c == ')' || c == '）')?;
    let inner: String = line.get(1..close)?.iter().collect();
    let (kind, number) = match inner.trim().parse() {
        Ok(number) => (Kind::Bracketed, number),
        Err(_) => (Kind::BracketedKana, kana_number(only(inner.trim())?)?),
    };
    Some(Marker {
        kind,
        number,
        len: close + 1,
    })
}

/// The character that is all of the text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

pub(super) fn kana_number(kana: char) -> Option<u32> {
    let index = KANA.chars().position(|c| c == kana)?;
    u32::try_from(index + 1).ok()
}

/// `ア `, `1 `, `1.`, `1)`, but not `1.5`: too like prose to count without the end of a sentence before it.
pub(super) fn opens_weakly(line: &[char]) -> bool {
    let digits = line.iter().take_while(|c| c.is_ascii_digit()).count();
    let stops = |at: usize| {
        let decimal = line.get(at + 1).is_some_and(char::is_ascii_digit);
        line.get(at)
            .is_some_and(|&c| " )）．".contains(c) || (c == '.' && !decimal))
    };
    match line.first() {
        Some(&c) if KANA.contains(c) => stops(1),
        _ => digits > 0 && stops(digits),
    }
}

/// `2.` or `イ ` as the next of its list.
pub(super) fn weak_marker(line: &[char]) -> Option<Marker> {
    if !opens_weakly(line) {
        return None;
    }
    let digits: String = line.iter().take_while(|c| c.is_ascii_digit()).collect();
    let (kind, number, len) = match digits.parse() {
        Ok(number) => match line.get(digits.len()) {
            Some(' ') => return None,
            Some(')' | '）') => (Kind::Closed, number, digits.len() + 1),
            _ => (Kind::Stopped, number, digits.len() + 1),
        },
        Err(_) => (Kind::Kana, kana_number(*line.first()?)?, 2),
    };
    Some(Marker { kind, number, len })
}

/// `ア `, or all of the group `ア、ウ ` or `ア) ウ) `.
pub(super) fn weak_group(line: &[char]) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut rest = line;
    while let [kana, joint, next @ ..] = rest
        && let Some(number) = kana_number(*kana)
        && GROUPING.contains(*joint)
        && next.first().is_some_and(|c| KANA.contains(*c))
    {
        found.push(Marker {
            kind: Kind::Kana,
            number,
            len: 2,
        });
        rest = next;
    }
    let Some(mut last) = weak_marker(rest) else {
        return Vec::new();
    };
    found.push(last);
    // `ア) イ) 通年`: each with a bracket or a stop of its own.
    while let Some(behind) = rest.get(last.len..) {
        let joint = behind.iter().take_while(|c| GROUPING.contains(**c)).count();
        rest = behind.get(joint..).unwrap_or_default();
        let counts_on = |next: &Marker| next.kind == last.kind && next.number > last.number;
        match weak_marker(rest).filter(counts_on) {
            Some(next) => last = next,
            None => break,
        }
        found.push(last);
    }
    found
}
