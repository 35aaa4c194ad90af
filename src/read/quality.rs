//! How well the scanned pages were read, and what is said about it.

use super::scans::named;
use crate::diagnostics::{Code, Diagnostic};
use crate::extract::Page;
use crate::extract::scan::{Reading, SMALL};
use crate::geometry::Rect;

/// How well a scanned page was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quality {
    page: u32,
    /// The font size of most letters, in pixels.
    em: f32,
    /// Ink that belongs to no recognised character.
    unexplained: Vec<Rect>,
    /// How many images could not be decoded to their end.
    incomplete: usize,
    /// Red ink that was taken for seals.
    seals: Vec<Rect>,
    /// Whether most of its characters were read with little confidence.
    is_illegible: bool,
    /// Whether it lay sideways or upside down.
    is_turned: bool,
}

impl Quality {
    /// The quality of a page, if it is a scan with text.
    pub(super) fn of(page: &Page) -> Option<Self> {
        let scan = page.scan.as_ref().filter(|_| !page.glyphs.is_empty())?;
        Some(Self {
            page: page.number,
            em: scan.em,
            unexplained: scan.unexplained.clone(),
            incomplete: scan.incomplete,
            seals: scan.seals.clone(),
            is_illegible: is_illegible(&scan.readings),
            is_turned: scan.turns > 0,
        })
    }

    /// A diagnostic about these places on the page, if there are any.
    fn at(
        &self,
        places: &[Rect],
        code: Code,
        message: impl Fn(usize) -> String,
    ) -> Option<Diagnostic> {
        let bbox = places.iter().copied().reduce(|a, b| a.union(&b))?;
        Some(Diagnostic {
            bbox: Some(bbox),
            ..Diagnostic::new(code, message(places.len())).on_page(self.page)
        })
    }
}

/// Whether most of a page was read with less confidence than print ever is: .9 and more at 200 dpi. A page of a few
/// letters is not judged.
fn is_illegible(readings: &[Reading]) -> bool {
    const FEWEST: usize = 10;
    const PRINT: f32 = 0.7;
    let unsure = readings.iter().filter(|read| read.confidence < PRINT);
    readings.len() >= FEWEST && 2 * unsure.count() > readings.len()
}

/// The diagnostics about the scanned pages.
pub(super) fn diagnostics(scanned: &[Quality]) -> Vec<Diagnostic> {
    let numbers: Vec<u32> = scanned.iter().map(|page| page.page).collect();
    let mut out = Vec::new();
    if !numbers.is_empty() {
        let shown = named(&numbers, "is a scan", "are scans");
        let turned = scanned.iter().filter(|page| page.is_turned);
        let turned: Vec<u32> = turned.map(|page| page.page).collect();
        let turned = match turned.is_empty() {
            true => String::new(),
            false => format!("; {} turned upright first", named(&turned, "was", "were")),
        };
        let message = format!("{shown}, read by text recognition{turned}");
        out.push(Diagnostic::new(Code::Recognized, message));
    }
    let small = with_small_letters(scanned);
    if !small.is_empty() {
        let shown = named(&small, "has letters", "have letters");
        let message =
            format!("{shown} lower than {SMALL} pixels, which read badly; scan again at 300 dpi");
        out.push(Diagnostic::new(Code::SmallLetters, message));
    }
    let illegible: Vec<u32> = scanned
        .iter()
        .filter(|page| page.is_illegible && page.em >= SMALL)
        .map(|page| page.page)
        .collect();
    if !illegible.is_empty() {
        let shown = named(&illegible, "reads", "read");
        let message =
            format!("{shown} like handwriting or a photograph; compare all of it with the source");
        out.push(Diagnostic::new(Code::Illegible, message));
    }
    for page in scanned {
        if page.incomplete > 0 {
            let count = page.incomplete;
            let message = format!(
                "{count} image(s) of the page could not be decoded, or only in part; scan it again"
            );
            out.push(Diagnostic::new(Code::IncompleteImage, message).on_page(page.page));
        }
        out.extend(page.at(&page.unexplained, Code::UnreadInk, |count| {
            format!("{count} place(s) with ink in the text that no character explains")
        }));
        out.extend(page.at(&page.seals, Code::Seals, |count| {
            format!("{count} place(s) with red ink that was taken for a seal and not read")
        }));
    }
    out
}

/// The pages on which more may be than was read: rules and labels, too, may have been lost.
pub(super) fn with_losses(scanned: &[Quality]) -> Vec<u32> {
    let lossy = scanned
        .iter()
        .filter(|page| page.em < SMALL || page.incomplete > 0 || page.is_illegible);
    lossy.map(|page| page.page).collect()
}

/// The pages whose letters are too small to be read reliably.
fn with_small_letters(scanned: &[Quality]) -> Vec<u32> {
    let small = scanned.iter().filter(|page| page.em < SMALL);
    small.map(|page| page.page).collect()
}
