//! Pages as pictures: what the report of an inspection shows beside the record.
//!
//! The picture has the page's own coordinates: turned and cropped as in [`Page`](crate::extract::Page), a unit a point.
//! Letters are outlines, so it wants no font and holds no text of the document.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use hayro_svg::{RenderCache, SvgRenderSettings};

use super::{Reader, settings};

impl Reader {
    /// Draws page after page as SVG; none is kept.
    pub fn for_each_picture(&self, mut each: impl FnMut(String)) {
        let cache = RenderCache::new();
        let settings = settings(&Arc::new(AtomicUsize::new(0)));
        let paper = SvgRenderSettings::default();
        for page in self.pdf.pages().iter() {
            each(hayro_svg::convert(page, &cache, &settings, &paper));
        }
    }
}
