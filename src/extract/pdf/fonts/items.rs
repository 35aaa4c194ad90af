//! The array of a composite font's widths, flat.

use hayro_interpret::hayro_syntax::object::{Array, Object};

#[derive(Clone, Copy)]
pub(super) enum Item {
    Number(f32),
    /// The start of an inner array.
    List,
    End,
}

/// The items of an array. Most have no references and are read from their bytes, in a tenth of the time.
pub(super) fn items(array: &Array<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    match written(array.data()) {
        Some(written) => items = written,
        None => {
            for object in array.iter::<Object<'_>>() {
                match object {
                    Object::Number(number) => items.push(Item::Number(number.as_f32())),
                    Object::Array(list) => {
                        items.push(Item::List);
                        items.extend(list.iter::<f32>().map(Item::Number));
                        items.push(Item::End);
                    }
                    _ => break,
                }
            }
        }
    }
    items
}

/// The items in the bytes of an array; `None` if it has anything but plain numbers and arrays of them.
fn written(array: &[u8]) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut rest = array;
    while let [head, tail @ ..] = rest.trim_ascii_start() {
        rest = tail;
        items.push(match head {
            b'[' => Item::List,
            b']' => Item::End,
            b'0'..=b'9' | b'-' | b'.' => {
                let is_part = |b: &u8| b.is_ascii_digit() || *b == b'.';
                let length = tail.iter().take_while(|b| is_part(b)).count();
                let (digits, after) = tail.split_at(length);
                rest = after;
                Item::Number(number(*head, digits)?)
            }
            _ => return None,
        });
    }
    Some(items)
}

/// The number of these digits; most are whole.
fn number(head: u8, tail: &[u8]) -> Option<f32> {
    let is_whole = head.is_ascii_digit() && tail.len() < 6 && tail.iter().all(u8::is_ascii_digit);
    if is_whole {
        let value = |value: u32, b: &u8| value * 10 + u32::from(b - b'0');
        return Some(tail.iter().fold(u32::from(head - b'0'), value) as f32);
    }
    let text = [&[head], tail].concat();
    std::str::from_utf8(&text).ok()?.parse().ok()
}
