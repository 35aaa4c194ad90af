//! The orientation of a page: the one in which its lines are read with most confidence.

use super::recognize::{Read, Recognizer};
use super::straight::Straight;
use super::{Picture, lines};

/// The confidence in the longest lines of an upright page: .96 at 150 dpi, .98 and more at 200. Lines of letters that
/// lie sideways reach .94, upside down .66.
const UPRIGHT: f32 = 0.95;

/// The gain in confidence for which a page is turned.
const BETTER: f32 = 0.03;

/// The number of lines in a sample.
const SAMPLE: usize = 8;

/// The minimum number of characters in a line. On a page that lies sideways each character is a line of its own, and is
/// read with confidence.
const LINE: usize = 3;

/// The number of clockwise quarter turns after which a page is read better, and the turned image. `None` if it is read
/// well as it is, or no better otherwise.
pub(super) fn better(
    picture: &Picture,
    reads: &[Vec<Read>],
    recognizer: &dyn Recognizer,
) -> Result<Option<(u8, Picture)>, String> {
    let mut longest: Vec<&[Read]> = reads.iter().map(Vec::as_slice).collect();
    longest.sort_by_key(|line| std::cmp::Reverse(line.len()));
    longest.truncate(SAMPLE);
    let quality = quality(longest.into_iter());
    if reads.is_empty() || quality >= UPRIGHT {
        return Ok(None);
    }
    let mut best = (quality + BETTER, None);
    for turns in 1..4 {
        let turned = Picture {
            grey: picture.grey.quarter_turned(turns),
            red: picture.red.as_ref().map(|red| red.quarter_turned(turns)),
            scale: picture.scale,
            incomplete: picture.incomplete,
        };
        let quality = sampled(&turned, recognizer)?;
        if quality > best.0 {
            best = (quality, Some((turns, turned)));
        }
    }
    Ok(best.1)
}

/// The confidence in the longest lines of a page.
fn sampled(picture: &Picture, recognizer: &dyn Recognizer) -> Result<f32, String> {
    let mut page = Straight::new(picture);
    let mut found: Vec<lines::Line> = page.lines();
    found.sort_by_key(|line| std::cmp::Reverse(line.spans.iter().map(|s| s.width()).max()));
    found.truncate(SAMPLE);
    let strips: Vec<_> = page
        .cuts(&found)
        .into_iter()
        .map(|(.., cut)| cut.strip)
        .collect();
    if strips.is_empty() {
        return Ok(0.0);
    }
    let reads = recognizer.sample(&strips)?;
    Ok(quality(reads.iter().map(Vec::as_slice)))
}

/// The mean confidence in the characters; isolated ones count as 0.
fn quality<'r>(reads: impl Iterator<Item = &'r [Read]>) -> f32 {
    let (mut sum, mut count) = (0.0, 0usize);
    for line in reads {
        count += line.len();
        if line.len() >= LINE {
            sum += line.iter().map(|read| read.confidence).sum::<f32>();
        }
    }
    sum / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(length: usize, confidence: f32) -> Vec<Read> {
        let read = Read {
            c: '目',
            at: 0.0,
            confidence,
            second: None,
        };
        vec![read; length]
    }

    #[test]
    fn characters_alone_are_no_lines() {
        let sideways = [line(1, 0.9), line(2, 0.9), line(1, 0.9)];
        let upright = [line(8, 0.9), line(2, 0.9)];
        let quality = |reads: &[Vec<Read>]| quality(reads.iter().map(Vec::as_slice));
        assert_eq!(quality(&sideways), 0.0);
        assert!(quality(&upright) > 0.7);
    }
}
