//! Templates: text with the places of values, `{0}`, `{1}` …; in a translation also `[0]`, where the value is an English
//! phrase that is translated itself where the catalogue has it.

/// The values of a message that a template fits, in the template's order. A value ends where the text after it first
/// occurs.
pub(super) fn captures<'m>(template: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut texts = texts(template);
    let mut rest = message.strip_prefix(texts.next().unwrap_or_default())?;
    let mut captured = Vec::new();
    let mut texts = texts.peekable();
    while let Some(text) = texts.next() {
        let is_last = texts.peek().is_none();
        let end = match is_last {
            true => rest.len().checked_sub(text.len())?,
            false => rest.find(text)?,
        };
        captured.push(rest.get(..end)?);
        rest = rest.get(end..)?.strip_prefix(text)?;
    }
    rest.is_empty().then_some(captured)
}

/// The texts of an English template between its values.
fn texts(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').enumerate().map(|(n, piece)| match n {
        0 => piece,
        _ => piece.split_once('}').map_or(piece, |(_, text)| text),
    })
}

/// A translation with its values; `None` if the template asks for one too many. Brackets without a number are text.
pub(super) fn filled(template: &str, values: &[&str]) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '[']) {
        let (before, place) = rest.split_at(open);
        out.push_str(before);
        let (bracket, inside) = place.split_at_checked(1)?;
        let Some((number, behind)) = number(inside) else {
            out.push_str(bracket);
            rest = inside;
            continue;
        };
        let value = values.get(number)?;
        match bracket {
            "[" => out.push_str(&super::japanese(value).unwrap_or_else(|| (*value).to_owned())),
            _ => out.push_str(value),
        }
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}

/// The number at the start of a text with a closing bracket behind it, and what follows.
fn number(text: &str) -> Option<(usize, &str)> {
    let (number, behind) = text.split_once(['}', ']'])?;
    Some((number.parse().ok()?, behind))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn values_stand_between_the_texts() {
        let values = captures(
            "{0} of item {1} has no target",
            "(1) of item 3 has no target",
        );
        assert_eq!(values.unwrap(), ["(1)", "3"]);
        assert_eq!(captures("the {0}", "a text"), None);
        assert_eq!(captures("no form", "no form here"), None);
        assert_eq!(
            captures("read: {0}", "read: a; read: b").unwrap(),
            ["a; read: b"]
        );
    }

    #[test]
    fn a_value_can_stand_elsewhere_in_the_translation() {
        assert_eq!(filled("{1}：{0}", &["a", "b"]).unwrap(), "b：a");
        assert_eq!(filled("{0}", &[]), None);
        assert_eq!(filled("[[field]] {0}", &["a"]).unwrap(), "[[field]] a");
    }
}
