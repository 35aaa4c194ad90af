//! Which way up a page is: as its lines read best.

use super::recognize::{Read, Recognizer};
use super::straight::Straight;
use super::{Picture, lines};

/// How well the longest lines of an upright page read: .96 at 150 dpi, .98 and more at 200. The model reads upright rows
/// of letters that lie sideways at up to .94, those upside down at .66.
const UPRIGHT: f32 = 0.95;

/// So much better a page must read in another direction.
const BETTER: f32 = 0.03;

/// So many lines show how a page reads.
const SAMPLE: usize = 8;

/// A line has so many characters at least. On a page that lies sideways each is a line of its own, and as such is read
/// with confidence.
const LINE: usize = 3;

/// How often to turn a page clockwise by a right angle so that it reads better than this, and the turned picture. `None`
/// if it reads well, or no better in another direction.
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
            scale: picture.scale,
        };
        let quality = sampled(&turned, recognizer)?;
        if quality > best.0 {
            best = (quality, Some((turns, turned)));
        }
    }
    Ok(best.1)
}

/// How well the longest lines of a page read.
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

/// The mean confidence of characters, where those that stand alone count as 0.
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
