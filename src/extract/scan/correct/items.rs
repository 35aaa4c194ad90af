//! ① ② ③ alone in their cells, below each other: a number out of sequence was misread.

use super::Line;

/// Numbers whose centres differ by no more than this, in ems, are in one column.
const ASIDE: f32 = 0.6;

/// Corrects the numbers of each column of items: 1, 2, 8 is 1, 2, 3. A column may start again from 1.
pub(super) fn by_sequence(lines: &mut [Line]) {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(middle) = number(lines, index).and(middle(line)) else {
            continue;
        };
        let near = |column: &&mut Vec<usize>| {
            let first = column.first().and_then(|&first| lines.get(first));
            let first = first.and_then(self::middle);
            first.is_some_and(|first| (first - middle).abs() <= ASIDE * line.em)
        };
        match columns.iter_mut().find(near) {
            Some(column) => column.push(index),
            None => columns.push(vec![index]),
        }
    }
    columns.iter().for_each(|column| count(lines, column));
}

/// The number of a line, if it is all that its cell has.
fn number(lines: &[Line], index: usize) -> Option<u32> {
    let line = lines.get(index)?;
    let [letter] = line.letters.as_slice() else {
        return None;
    };
    let others = [index.wrapping_sub(1), index + 1];
    let mut others = others.iter().filter_map(|&other| lines.get(other));
    let is_alone = !others.any(|other| other.region == line.region);
    matches!(letter.c, '①'..='⑳')
        .then(|| u32::from(letter.c) - u32::from('①') + 1)
        .filter(|_| is_alone)
}

fn middle(line: &Line) -> Option<f32> {
    let ink = line.letters.first()?.ink;
    Some((ink.x0 + ink.x1) as f32 / 2.0)
}

/// Corrects a number that follows n - 1 and is the last one, or comes before n + 1.
fn count(lines: &mut [Line], column: &[usize]) {
    for (at, &index) in column.iter().enumerate().skip(1) {
        let read = |at: usize| column.get(at).and_then(|&index| number(lines, index));
        let (before, next) = (read(at - 1), read(at + 1));
        let (Some(before), Some(own)) = (before, read(at)) else {
            continue;
        };
        let fits = own == 1 || own == before + 1;
        let expected = before + 1;
        if fits || next.is_some_and(|next| next != expected + 1) {
            continue;
        }
        let c = char::from_u32(u32::from('①') + expected - 1).filter(|_| expected <= 20);
        let letter = lines
            .get_mut(index)
            .and_then(|line| line.letters.first_mut());
        if let Some((letter, c)) = letter.zip(c) {
            letter.correct(c);
        }
    }
}
