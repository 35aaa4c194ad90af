//! Columns of ink and the characters read on them.

use super::*;

fn reads(s: &str, at: &[f32]) -> (Vec<Read>, Vec<f32>) {
    let read = |(c, &at)| Read {
        c,
        at,
        confidence: 1.0,
        second: None,
    };
    (s.chars().zip(at).map(read).collect(), at.to_vec())
}

/// Columns of ink: from, to, pixels in each.
fn columns(parts: &[(usize, usize, usize)]) -> Columns {
    let mut counts = vec![0; 200];
    for &(from, to, pixels) in parts {
        counts[from..to].fill(pixels);
    }
    Columns { counts, em: 20.0 }
}

#[test]
fn a_kanji_of_two_pieces_and_letters_that_touch() {
    let (reads, at) = reads("川12", &[12.0, 26.0, 36.0]);
    let fit = fit(
        &reads,
        &at,
        &columns(&[(1, 3, 9), (9, 11, 9), (17, 19, 9), (22, 40, 6)]),
    );
    let ink: Vec<_> = fit.inked.iter().map(|i| (i.from, i.to)).collect();
    assert_eq!(ink[0], (1.0, 19.0));
    assert_eq!((ink[1].0, ink[2].1), (22.0, 40.0));
    assert!(fit.unexplained.is_empty());
}

#[test]
fn ink_without_a_character_is_told() {
    let (reads, at) = reads("目", &[10.0]);
    let fit = fit(&reads, &at, &columns(&[(2, 18, 9), (40, 56, 9)]));
    assert_eq!(fit.unexplained, [(40.0, 56.0, 144)]);
}

#[test]
fn neighbours_meet_and_spaces_stay() {
    let (reads, at) = reads("(1)総合", &[3.0, 9.0, 15.0, 37.0, 57.0]);
    let parts = [(1, 5, 4), (7, 11, 9), (13, 17, 4), (28, 46, 9), (48, 66, 9)];
    let fit = fit(&reads, &at, &columns(&parts));
    let boxes = advances(&reads, &fit, 20.0);
    assert_eq!(boxes[0].1, boxes[1].0);
    assert!(boxes[3].0 - boxes[2].1 > 0.25 * 20.0, "{boxes:?}");
    assert_eq!(boxes[3].1, boxes[4].0);
}
