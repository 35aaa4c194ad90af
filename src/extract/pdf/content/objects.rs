//! Forms, images and the appearances of annotations.

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_interpret::hayro_syntax::page::{Page as Source, Resources};
use hayro_interpret::kurbo::{Affine, Rect as Area};

use super::{DEPTH, Device, Interpreter, TooMuch};
use crate::extract::pdf::unpacked;

/// Flags of an annotation that is not visible: hidden, no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    /// Draws a form or an image.
    pub(super) fn object(
        &mut self,
        stream: &Stream<'a>,
        resources: &Resources<'a>,
    ) -> Result<(), TooMuch> {
        let kind = stream.dict().get::<Name<'_>>(b"Subtype");
        match kind.as_deref() {
            Some(b"Form") => self.form(stream, resources),
            Some(b"Image") => {
                self.image(stream.dict());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Draws an image; those of content streams have short keys.
    pub(super) fn image(&mut self, image: &Dict<'_>) {
        let side = |short: &[u8], long: &[u8]| {
            let side = image.get::<u32>(short).or_else(|| image.get::<u32>(long));
            side.is_some_and(|side| side > 0)
        };
        if !self.layers.is_shown() || !side(b"W", b"Width") || !side(b"H", b"Height") {
            return;
        }
        let has_layer = self.open_layer(image);
        if self.layers.is_shown() {
            self.device.push_group(self.state.fill.alpha);
            self.device.image(self.state.to_page);
            self.device.pop_group();
        }
        if has_layer {
            self.layers.close();
        }
    }

    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) -> Result<(), TooMuch> {
        let form = stream.dict();
        let Some(bbox) = form
            .get::<[f32; 4]>(b"BBox")
            .map(|side| side.map(f64::from))
        else {
            return Ok(());
        };
        if !self.layers.is_shown() || self.depth >= DEPTH {
            return Ok(());
        }
        let has_layer = self.open_layer(form);
        if self.layers.is_shown() {
            let [x0, y0, x1, y1] = bbox;
            self.depth += 1;
            self.form_in(stream, Area::new(x0, y0, x1, y1), resources)?;
            self.depth -= 1;
        }
        if has_layer {
            self.layers.close();
        }
        Ok(())
    }

    fn form_in(
        &mut self,
        stream: &Stream<'a>,
        bbox: Area,
        resources: &Resources<'a>,
    ) -> Result<(), TooMuch> {
        let form = stream.dict();
        if unpacked::is_larger(stream, self.budget.left()) {
            return Err(TooMuch);
        }
        let Ok(data) = stream.decoded_data() else {
            return Ok(());
        };
        let own = form.get::<Dict<'_>>(b"Resources").map(Resources::new);
        let is_group = form.get::<Dict<'_>>(b"Group").is_some();
        self.path.truncate(0);
        self.save();
        if let Some(matrix) = form.get::<[f64; 6]>(b"Matrix") {
            self.state.to_page *= Affine::new(matrix);
        }
        if is_group {
            self.device.push_group(self.state.fill.alpha);
            self.state.fill.alpha = 1.0;
            self.state.stroke.alpha = 1.0;
        }
        let area = self.state.to_page.transform_rect_bbox(bbox.abs());
        self.device.push_clip(area);
        self.state.area = self.state.area.intersect(area);
        self.stream(&data, own.as_ref().unwrap_or(resources))?;
        self.device.pop_clip();
        if is_group {
            self.device.pop_group();
        }
        self.restore();
        Ok(())
    }

    /// Draws the annotations of a page.
    pub(super) fn annotations(&mut self, page: &Source<'a>) -> Result<(), TooMuch> {
        let annotations = page.raw().get::<Array<'_>>(b"Annots");
        for annotation in annotations
            .iter()
            .flat_map(|array| array.iter::<Dict<'_>>())
        {
            let is_unseen = annotation.get::<u32>(b"F").unwrap_or(0) & UNSEEN != 0;
            if let Some(appearance) = appearance(&annotation).filter(|_| !is_unseen) {
                self.annotation(&annotation, &appearance, page.resources())?;
            }
        }
        Ok(())
    }

    /// Draws an appearance, fitted into the annotation's rectangle (ISO 32000-2, 12.5.5).
    fn annotation(
        &mut self,
        annotation: &Dict<'a>,
        appearance: &Stream<'a>,
        resources: &Resources<'a>,
    ) -> Result<(), TooMuch> {
        let form = appearance.dict();
        let (Some(target), Some([x0, y0, x1, y1])) = (
            annotation.get::<Rect>(b"Rect"),
            form.get::<[f32; 4]>(b"BBox"),
        ) else {
            return Ok(());
        };
        let matrix = form.get::<[f64; 6]>(b"Matrix").map(Affine::new);
        let bbox = Area::new(x0.into(), y0.into(), x1.into(), y1.into()).abs();
        let drawn = matrix.unwrap_or_default().transform_rect_bbox(bbox);
        let (sx, sy) = (
            (target.x1 - target.x0) / drawn.width(),
            (target.y1 - target.y0) / drawn.height(),
        );
        let (dx, dy) = (target.x0 - sx * drawn.x0, target.y0 - sy * drawn.y0);
        self.save();
        self.state.to_page *= Affine::new([sx, 0.0, 0.0, sy, dx, dy]);
        self.form(appearance, resources)?;
        self.restore();
        Ok(())
    }
}

/// The normal appearance, in the annotation's state.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(b"AP")?.get::<Object<'a>>(b"N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => annotation
            .get::<Name<'_>>(b"AS")
            .and_then(|state| states.get::<Stream<'a>>(state))
            .or_else(|| states.get::<Stream<'a>>(b"Off")),
        _ => None,
    }
}
