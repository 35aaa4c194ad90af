//! HTML in which no text of a document can become markup: everything that is not a literal of this program goes through
//! [`Html::text`] or an attribute value, and both escape.
//!
//! Invisible characters, and those that change the direction of the text around them, are shown as code points, so that
//! a report shows what the record really holds.

use std::fmt::Write;

use super::marks::Boxes;
use super::strings::Message;

/// HTML under construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

/// An attribute: a literal name, and a value that will be escaped.
pub(super) type Attribute<'a> = (&'static str, &'a str);

impl Html {
    /// Appends literal markup.
    pub fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Appends HTML that was built separately.
    pub fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    /// Opens an element.
    pub fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            // writing to a String cannot fail
            let _ = write!(self.0, " {name}=\"");
            for c in value.chars() {
                match hidden(c) {
                    Some(number) => self.0.push_str(&number),
                    None => push_escaped(&mut self.0, c),
                }
            }
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &'static str) {
        let _ = write!(self.0, "</{tag}>");
    }

    /// Appends escaped text.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            match hidden(c) {
                Some(number) => {
                    let _ = write!(self.0, "<span class=\"hidden\">{number}</span>");
                }
                None => push_escaped(&mut self.0, c),
            }
        }
    }

    /// Appends an element that contains this text.
    pub fn element(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Appends a message, in the language that the reader chooses.
    pub fn say(&mut self, message: Message) {
        self.element("span", &[("data-t", message.key)], message.ja);
    }

    /// Appends an element that contains a message.
    pub fn say_in(&mut self, tag: &'static str, attributes: &[Attribute<'_>], message: Message) {
        self.open(tag, attributes);
        self.say(message);
        self.close(tag);
    }

    /// Appends a text that links to its boxes.
    pub fn tied(&mut self, boxes: &Boxes, more: &[Attribute<'_>], text: &str) {
        self.element("a", &[more, &boxes.attributes()].concat(), text);
    }

    /// Appends the legend's swatch for a kind of boxes.
    pub fn swatch(&mut self, class: &str) {
        let class = format!("swatch {class}");
        self.element("span", &[("class", &class), ("aria-hidden", "true")], "");
    }

    /// Appends a data block of JSON, which browsers do not execute.
    pub fn json(&mut self, id: &str, value: &serde_json::Value) {
        self.open("script", &[("type", "application/json"), ("id", id)]);
        for c in value.to_string().chars() {
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self.close("script");
    }

    /// The finished HTML.
    pub fn finish(self) -> String {
        self.0
    }
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c => out.push(c),
    }
}

/// The text with hidden characters replaced by their code points, for contexts other than HTML.
pub(super) fn seen(text: &str) -> String {
    text.chars()
        .map(|c| hidden(c).unwrap_or_else(|| c.to_string()))
        .collect()
}

/// The code point, as text, of a character that is invisible or changes the text direction; `None` for any other.
fn hidden(c: char) -> Option<String> {
    let is_control = c.is_control() && c != '\n' && c != '\t';
    let is_format = matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}');
    (is_control || is_format).then(|| format!("[U+{:04X}]", u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut html = Html::default();
        html.text(text);
        html.finish()
    }

    #[test]
    fn text_is_never_markup() {
        let want = "&lt;/script&gt;&lt;img src=x onerror=&quot;a&#39;&amp;&quot;&gt;";
        assert_eq!(text("</script><img src=x onerror=\"a'&\">"), want);
        let mut html = Html::default();
        html.open("a", &[("href", "\" onclick=\"x")]);
        assert_eq!(html.finish(), "<a href=\"&quot; onclick=&quot;x\">");
    }

    #[test]
    fn hidden_characters_are_shown_as_code_points() {
        assert_eq!(
            text("a\u{202E}b\0"),
            "a<span class=\"hidden\">[U+202E]</span>b<span class=\"hidden\">[U+0000]</span>"
        );
        assert_eq!(seen("\u{200B}\n"), "[U+200B]\n");
    }

    #[test]
    fn json_cannot_close_its_script_element() {
        let mut html = Html::default();
        html.json("d", &serde_json::json!("</script><!--\u{2028}"));
        let html = html.finish();
        assert_eq!(html.matches("</script>").count(), 1);
        assert!(html.contains("\\u003c/script\\u003e\\u003c!--\\u2028"));
    }
}
