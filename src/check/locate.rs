//! Finds the value of a JSON Pointer in a JSON text, which has been parsed before and is therefore valid.

/// Line and column, in characters and from 1, where the value of this pointer begins.
pub fn locate(text: &str, pointer: &str) -> Option<(u64, u64)> {
    let tokens: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let at = Scanner { text, at: 0 }.find(&tokens)?;
    let before = text.get(..at)?;
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next()?.chars().count() as u64 + 1;
    Some((line, column))
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn find(&mut self, tokens: &[String]) -> Option<usize> {
        self.blanks();
        let Some((token, rest)) = tokens.split_first() else {
            return Some(self.at);
        };
        let is_list = match self.next()? {
            b'{' => false,
            b'[' => true,
            _ => return None,
        };
        for position in 0.. {
            self.blanks();
            let key = if is_list {
                position.to_string()
            } else {
                self.key()?
            };
            if key == *token {
                return self.find(rest);
            }
            self.skip()?;
            self.blanks();
            if self.next()? != b',' {
                return None;
            }
        }
        None
    }

    fn key(&mut self) -> Option<String> {
        let from = self.at;
        self.skip()?;
        let key = serde_json::from_str(self.text.get(from..self.at)?).ok()?;
        self.blanks();
        self.next()?;
        Some(key)
    }

    /// Skips a value by counting brackets outside strings.
    fn skip(&mut self) -> Option<()> {
        self.blanks();
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => self.scalar(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => self.at += 1,
                _ => {}
            }
        }
    }

    fn scalar(&mut self) {
        let is_end = |b: u8| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
        while self.peek().is_some_and(|b| !is_end(b)) {
            self.at += 1;
        }
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += 1;
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_line_and_character() {
        let text = "{\"目\": [\"a]\\\"\", {\"x/y\": 1,\n  \"z\": null}],\n \"b\": 2}";
        for (pointer, place) in [
            ("", Some((1, 1))),
            ("/目", Some((1, 7))),
            ("/目/0", Some((1, 8))),
            ("/目/1/x~1y", Some((1, 24))),
            ("/目/1/z", Some((2, 8))),
            ("/b", Some((3, 7))),
            ("/c", None),
            ("/目/2", None),
            ("/b/0", None),
        ] {
            assert_eq!(locate(text, pointer), place, "{pointer}");
        }
    }
}
