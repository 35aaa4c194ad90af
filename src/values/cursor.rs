//! A position in a text that advances as things are recognised.

/// A position in a text. Copy it to look ahead; assign the copy back to advance.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, pos: 0 }
    }

    /// A position inside a text.
    pub fn at(text: &'a str, pos: usize) -> Self {
        Self { text, pos }
    }

    /// The byte offset.
    pub fn position(&self) -> usize {
        self.pos
    }

    /// The text from here on.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub fn previous(&self) -> Option<char> {
        self.text.get(..self.pos)?.chars().next_back()
    }

    /// Advances past the next character.
    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    /// Advances past `word` if it comes next.
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.pos += word.len();
        }
        found
    }

    /// Advances past the first of the `words` that comes next.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// Advances past the longest run of characters that `is` accepts.
    pub fn eat_while(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        self.pos += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Advances past spaces.
    pub fn skip_spaces(&mut self) {
        self.eat_while(|c| c == ' ');
    }
}
